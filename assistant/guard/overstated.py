"""Stronger than the source: what it advises told as a duty, what it leaves open as certain."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

_ASKED = re.compile(r"\b(?:how|whether|which|when) [^.;:,]{0,80}$")
_DENIED_BEHIND = (" neither ", " nothing ", " no ")
"""Behind a verb of certainty: then it makes nothing certain."""
_EVERYONE = ("every patient", "all patients")
_NAMES = {1: "leaves it open", 2: "recommends it", 3: "requires it"}


def overstated(reading: Reading) -> Iterator[Violation]:
    """Stronger than the source: must for should, should for may, a claim for a hedged claim, a certainty for a
    result.
    """
    if not (reading.tells_sources or reading.statement.type in ("application", "recommendation")) or reading.verbatim:
        return
    lists, ground = reading.ground.lists, reading.ground
    modals = lists.modals.keys() & reading.words
    for start, end in reading.stretches:
        refs = reading.facts_at(start)
        facts = [found for ref in refs if (found := ground.fact(ref)) is not None]
        sources = [*reading.texts_of(refs), *reading.criterion_texts]
        if not sources or reading.is_verbatim(*reading.text.sentence_at(start)):
            continue
        strongest = max([lists.words.roles.get(f.role, 1) for _, f in facts] + [3 if reading.criterion_texts else 0])
        stronger = {word for word in modals if lists.modals[word] > max(strongest, 1)}
        for word, low, _ in reading.text.tokens if stronger else ():
            if (
                word in stronger
                and start < low < end  # "Should it be found, ..." and "how it should be done" oblige nobody
                and not _ASKED.search(reading.text.lower, start, low)
                and not lists.reading_advice.match(reading.text.lower, low)
                and not reading.quoted(low)
                and not any(word in source.text.words for source in sources)
            ):
                yield reading.violation(
                    "overstated", word, f'The statement says "{word}"; the cited source {_NAMES[strongest]} at most.'
                )
        for match in (
            lists.absolute.finditer(reading.text.lower, start, end) if lists.absolute.touches(reading.text.runs) else ()
        ):
            if (
                reading.quoted(match.start())
                or _linking(reading, match.end(), sources)
                or reading.text.lower.startswith(_DENIED_BEHIND, match.end())
            ):
                continue
            if match[0] in _EVERYONE and any(f.unit == "%" and f.key == 100.0 for s in sources for f in s.figures):
                continue
            if not any(match[0] in source.text.lower for source in sources):
                yield reading.violation("overstated", match[0], f'No cited source goes as far as "{match[0]}".')
        if reading.statement.type == "evidence" or (reading.tells_sources and not reading.criterion_texts):
            yield from _hedge_dropped(reading, start, end, sources)


def _linking(reading: Reading, end: int, sources: list[Analysed]) -> bool:
    """Whether a verb of certainty only links its subject to what a source says of it ("proved inferior")."""
    text, lists = reading.text, reading.ground.lists
    if text.lower[:end].rsplit(None, 1)[-1] not in lists.words.linking_verbs:
        return False
    n = next((n for n, token in enumerate(text.tokens) if token[1] >= end), len(text.tokens))
    judged = n < len(text.tokens) and (text.tokens[n][0] == "non" or text.stems[n] in lists.directions)
    return judged and any(text.stems[n] in source.text.stem_set for source in sources)


def _hedge_dropped(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """A claim whose nearest clause in its source is hedged, told without any hedge."""
    lists = reading.ground.lists
    if lists.hedge.search(reading.text.lower, start, end):
        return
    stems = {
        s for s, t in zip(reading.text.stems, reading.text.tokens, strict=True) if start <= t[1] < end
    } - lists.connectives
    best, hedge = 0, None
    for source in sources:
        for clause, low, high in source.of(_clause_stems):
            shared = len(clause & stems)
            if shared > best:
                best, hedge = shared, lists.hedge.search(source.text.lower, low, high)
    if hedge is not None and best > 1:
        yield reading.violation(
            "overstated", reading.text.text[start:end], f'The source says "{hedge[0]}"; the statement leaves that out.'
        )


def _clause_stems(text: Analysed) -> list[tuple[frozenset[str], int, int]]:
    """The stems of each clause, with where it stands."""
    return [
        (frozenset(text.text.stems[slice(*text.text.token_span(low, high))]), low, high)
        for low, high in text.text.clauses
    ]
