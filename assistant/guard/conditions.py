"""What a source says only under a condition, or leaves open, told without it: that is more than the source says."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.document import Violation
from .analysed import Analysed
from .ground import DAYS
from .reading import Reading, bare, sentences_of

_TOLD = 0.6
"""Share of the words a condition governs from which a statement is taken to tell them."""
_KEPT = 0.25
"""Share of a condition's own words that keeps it told."""


class Condition(NamedTuple):
    """A conditional stretch of a text: its span, its stems, those of the rest of its sentence, those of what it governs, and those of
    the thing of a list that it stands behind.
    """

    start: int
    end: int
    own: frozenset[str]
    rest: frozenset[str]
    governed: frozenset[str]
    near: frozenset[str]


_THING = re.compile(r"[,;] (?:and |or )?|\bor (?!more\b|worse\b|less\b)")
"""Begins another thing of a list."""


def condition_dropped(reading: Reading) -> Iterator[Violation]:
    """`condition-dropped`: what a source says of some cases, said of all."""
    if not reading.tells_sources or reading.verbatim:
        return
    lists = reading.ground.lists
    own_words = _in_own_words(reading)
    told = own_words.union(*(lists.synonyms.get(s, ()) for s in own_words))
    days = [text for key, text in reading.criteria_told if key.endswith(DAYS)]
    sources = [*reading.criterion_wordings, *days] or reading.fact_texts
    whole = reading.analysed.of(sentences_of)
    for source in sources:
        for start, end, own, rest, main, near in source.of(conditions_of):
            if bare(source.text.lower[slice(*source.text.sentence_at(start))]) in whole:
                continue  # told word for word, beside something else
            governed = main - lists.connectives
            governed = governed if len(governed) > 2 else main
            if len(governed) < 2 or len(governed & told) < _TOLD * len(governed):
                continue
            if near and near.isdisjoint(told):
                continue  # it narrows another thing of the list
            only = (own - rest - lists.connectives) or (own - rest)
            if (
                not only
                or len(only & told) >= max(1.0, min(2.0, _KEPT * len(only)))
                or _elsewhere(sources, source, governed)
                or _region_alone(reading, source, start, end, only, own & told)
            ):
                continue
            span = source.text.text[start:end].strip(" ,;.")
            yield reading.violation(
                "condition-dropped",
                reading.text.text[:80],
                f'The source says this only of some cases ("{span}"); the statement leaves that out.',
            )


def _in_own_words(reading: Reading) -> frozenset[str]:
    """The stems of the sentences that are not told word for word: another sentence of the source keeps no condition of this one."""
    text = reading.text
    spans = [text.token_span(*s) for s in text.sentences if not reading.is_verbatim(*s)]
    return frozenset(stem for first, last in spans for stem in text.stems[first:last])


def _region_alone(
    reading: Reading, source: Analysed, start: int, end: int, left_out: frozenset[str], told: frozenset[str]
) -> bool:
    """Whether a condition that is told otherwise is told without the region, which is that of all that is requested."""
    regions = set(reading.ground.evidence.regions)
    stems = set[str]()
    for mention in source.mentions:
        if start <= mention.start < end and regions == set(mention.of("region")):
            stems |= set(source.text.stems[mention.first : mention.last])
    return bool(told) and left_out <= stems


def _elsewhere(sources: Sequence[Analysed], this: Analysed, stems: frozenset[str]) -> bool:
    """Whether another source says the same without any condition."""
    return any(
        len(stems & other.text.stem_set) >= _TOLD * len(stems) and not other.of(conditions_of)
        for other in sources
        if other is not this
    )


def conditions_of(text: Analysed) -> list[Condition]:
    """The conditional stretches of a text, with what they govern."""
    lists = text.lexicon.lists
    found: list[Condition] = []
    for low, high in text.text.sentences:
        for match in lists.condition_opener.finditer(text.text.lower, low, high):
            leading = match.start() - low <= 2
            if leading and not match["leads"] and match["opens"] is None:
                continue
            if not leading and match["opens"] is None:
                continue
            if any(a < match.start() < b for a, b, *_ in found):
                continue
            stop = _stop(text, match.end(), high, leading=leading)
            least = 1 if match["opens"] == "unless" else 2
            if stop is None or len(text.text.lower[match.end() : stop].split()) < least:
                continue
            if leading and match["leads"] and not _names_something(text, match.start(), stop):
                continue
            own, rest, main = set[str](), set[str](), set[str]()
            first, last = (low, high) if leading else _part(text.text.lower, match.start(), low, high)
            for stem, (_, a, _b) in zip(text.text.stems, text.text.tokens, strict=True):
                if low <= a < high and stem not in lists.function:
                    inside = match.start() <= a < stop
                    (own if inside else rest).add(stem)
                    if not inside and first <= a < last:
                        main.add(stem)
            near = frozenset[str]() if leading else _thing_before(text, low, match.start())
            sets = (frozenset(own), frozenset(rest), frozenset(main), near - lists.connectives)
            found.append(Condition(match.start(), stop, *sets))
    return found


def _part(lower: str, position: int, low: int, high: int) -> tuple[int, int]:
    """The part of a sentence between semicolons: a condition behind its clause governs no other part."""
    start = lower.rfind("; ", low, position)
    stop = lower.find("; ", position, high)
    return start if start >= 0 else low, stop if stop >= 0 else high


def _thing_before(text: Analysed, low: int, start: int) -> frozenset[str]:
    """The words of the last thing of a list that stands right before a place; none where no list does."""
    before = text.text.lower[low:start].rstrip(" ,;")
    cuts = [m.end() for m in _THING.finditer(before)]
    if len(cuts) < 2:
        return frozenset()
    return frozenset(text.text.stems[slice(*text.text.token_span(low + cuts[-1], start))])


def _stop(text: Analysed, start: int, end: int, *, leading: bool) -> int | None:
    """Where a condition ends: one that leads, at the comma behind it; another at a semicolon or with its sentence."""
    if leading:
        comma = text.text.lower.find(", ", start, end)
        return comma if comma > 0 else None
    ends = [at for mark in (";", ". ") if (at := text.text.lower.find(mark, start, end)) > 0]
    return min(ends, default=end)


def _names_something(text: Analysed, start: int, end: int) -> bool:
    """Whether a leading stretch names something of the pack: whom or what the sentence is about."""
    return any(start <= m.start < end for m in text.mentions)


_BEFORE = re.compile(r"\b(?:before|prior to|until|ahead of) (?:the|an?|any|this|that|it|he|she|they)\b")
_IN_TIME = re.compile(
    r"\b(?:before|prior|preced\w*|pre-?operative\w*|pre-?procedur\w*|until|previous\w*|earlier|first|after\w*|follow\w*|then|ahead|later|since|fail\w*"
    r"|despite|initial\w*|already|plan\w*|unless|only|refract\w*|unrespons\w*|trial|start\w*|baseline|require\w*|precondition|last|past)\b"
)
"""Words by which a source can put one thing before another."""


def order_invented(reading: Reading) -> Iterator[Violation]:
    """`condition-dropped`: one thing told to have to come before another, of which no passage cited says in what order they come."""
    if reading.statement.type != "evidence" or reading.verbatim:
        return
    for match in _BEFORE.finditer(reading.text.lower):
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_texts]
        if not sources or reading.quoted(match.start()):
            continue
        if not any(_IN_TIME.search(source.text.lower) for source in sources):
            yield reading.violation(
                "condition-dropped", match[0], "No passage that it cites says in what order they come."
            )


_NARROWED = re.compile(
    r"\b(?:only (?:if|where|when|once|after|with)|unless|except (?:if|where|when)|as long as|so long as)\b"
)
_NARROWS = re.compile(
    r"\b(?:only|unless|except|limit\w*|restrict\w*|as long as|provided|if|where|when|must|needs?|asks?|requires?)\b"
)
"""Words by which a source can narrow what it says."""


def condition_invented(reading: Reading) -> Iterator[Violation]:
    """`condition-dropped`: a rule told under a condition that names nothing but the record ("only where the record tells it"), of a
    source that sets none.
    """
    if not reading.tells_sources or reading.verbatim:
        return
    lists, text = reading.ground.lists, reading.text
    for match in _NARROWED.finditer(text.lower):
        _, high = text.clause_at(match.start())
        said = set(text.stems[slice(*text.token_span(match.end(), high))]) - lists.connectives - lists.idle
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_wordings]
        if (
            said
            or not sources
            or reading.quoted(match.start())
            or reading.is_verbatim(*text.sentence_at(match.start()))
        ):
            continue
        words = lists.function | lists.idle
        own = set(text.stems[slice(*text.token_span(match.end(), high))]) - words
        if not any(_NARROWS.search(s.text.lower) and (not own or own & s.text.stem_set) for s in sources):
            yield reading.violation(
                "condition-dropped", text.text[match.start() : high], "No source sets this condition."
            )


def hedge_dropped(reading: Reading) -> Iterator[Violation]:
    """`overstated`: what a source leaves open, told in a clause without any word that leaves it open."""
    if not reading.tells_sources or reading.verbatim:
        return
    lists = reading.ground.lists
    for start, end in reading.stretches:
        sources = reading.texts_of(reading.facts_at(start))
        if reading.is_verbatim(*reading.text.sentence_at(start)) or (
            reading.statement.type == "policy_statement" and reading.criterion_texts
        ):
            continue  # what a policy asks is worded by its criterion
        if not any(source.of(hedged) for source in sources):
            continue
        plain = {
            stem
            for stem, (_, low, _b) in zip(reading.text.stems, reading.text.tokens, strict=True)
            if start <= low < end and not lists.hedge.search(reading.text.lower, *reading.text.clause_at(low))
        }
        here = {s for s, t in zip(reading.text.stems, reading.text.tokens, strict=True) if start <= t[1] < end}
        said = reading.text.lower[slice(*reading.text.sentence_at(start))]
        for source in sources:
            for hedge, head, around in source.of(hedged):
                if head in plain and hedge not in said and 2 * len(around & here) >= len(around):
                    yield reading.violation(
                        "overstated",
                        reading.text.text[start:end],
                        f'The source says "{hedge}"; the statement leaves that out.',
                    )


def hedged(text: Analysed) -> list[tuple[str, str, frozenset[str]]]:
    """Each word that leaves something open, the content word that it stands before (or behind, at the end), and those
    of its clause.
    """
    lists = text.lexicon.lists
    stems, tokens = text.text.stems, text.text.tokens
    found = []
    open_words: dict[str, int] = {}
    for match in lists.hedge.finditer(text.text.lower):
        low, high = text.text.clause_at(match.start())
        behind = [n for n, t in enumerate(tokens) if match.end() <= t[1] < high and stems[n] not in lists.function]
        before = [n for n, t in enumerate(tokens) if low <= t[1] < match.start() and stems[n] not in lists.function]
        n = behind[0] if behind else before[-1] if before else None
        if n is not None:
            found.append((match[0], stems[n], frozenset(stems[n] for n in (*before, *behind))))
            open_words[stems[n]] = open_words.get(stems[n], 0) + 1
    return [entry for entry in found if stems.count(entry[1]) <= open_words[entry[1]]]
