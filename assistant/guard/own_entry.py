"""What is told of one kind of finding or of one treatment is what its own entry says: its document, its side, the structure
that it is of, and its words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .labels import of_met
from .reading import Reading
from .record import negated, parts_of, same_place

_WITHIN = 6
"""Words among which the words of a name stand, in whatever order ("failure of the thing" for "thing failure")."""
_OTHER = ("left", "right")
_JOINS = (" and ", " or ", " nor ", " with ", ",", ";", ". ")
"""Between a side and a kind these words may begin another thing."""


class Told(NamedTuple):
    """A kind of finding named in a statement."""

    kind: str
    start: int
    end: int


def kinds_told(reading: Reading) -> list[Told]:
    """Kinds of the basis' findings that a statement names, by a name of theirs or by its words in another order."""
    found = [Told(k, m.start, m.end) for m in reading.analysed.mentions for k in m.of("kind")]
    named = {told.kind for told in found}
    lists, text = reading.ground.lists, reading.text
    for kind in {f.kind for f in reading.findings} - named:
        for name in reading.ground.lexicon.names_of.get(f"kind:{kind}", ()):
            words = frozenset(name) - lists.function
            if len(words) > 1 and words <= text.stem_set and (span := _together(reading, words)) is not None:
                found.append(Told(kind, *span))
                break
    return [t for t in found if not reading.quoted(t.start) and reading.voice(t.start) != "rule"]


def _together(reading: Reading, words: frozenset[str]) -> tuple[int, int] | None:
    """Where words stand near each other in one clause."""
    stems, tokens = reading.text.stems, reading.text.tokens
    for n, stem in enumerate(stems):
        near = stems[n : n + _WITHIN]
        if stem in words and words <= set(near):
            last = n + max(near.index(word) for word in words)
            if reading.text.clause_at(tokens[n][1]) == reading.text.clause_at(tokens[last][1]):
                return tokens[n][1], tokens[last][2]
    return None


def _of(reading: Reading, told: Told) -> list[Finding]:
    """The findings of the basis that a kind told at a place can be."""
    levels = next((p.levels for p in parts_of(reading) if p.start <= told.start < p.end), frozenset[str]())
    return same_place(reading, [f for f in reading.findings if f.kind == told.kind], levels)


def absent_told(reading: Reading) -> Iterator[Violation]:
    """`record-status`: a finding that every entry of the basis denies, told in other words or order than its name's."""
    if reading.tells_sources or not any(f.status == "absent" for f in reading.findings):
        return
    lists, lower = reading.ground.lists, reading.text.lower
    strict = {(k, m.start) for m in reading.analysed.mentions for k in m.of("kind")}
    for told in kinds_told(reading):
        if (told.kind, told.start) in strict or of_met(reading, told.start):
            continue
        entries = _of(reading, told)
        clause = reading.text.clause_at(told.start)
        soft = any(
            found.search(lower, *clause) for found in (lists.negator, lists.negator_after, lists.uncertain, lists.sound)
        )
        if entries and all(f.status == "absent" for f in entries) and not soft:
            yield reading.violation(
                "record-status", reading.text.text[told.start : told.end], f'The record denies it: "{entries[0].quote}"'
            )


def exclusion_denied(reading: Reading) -> Iterator[Violation]:
    """`record-status`: a finding that every entry of the basis denies, told as not ruled out by the document that denies it."""
    known, text = reading.ground.lists.expressions, reading.text
    for match in known["not_excluded"].finditer(text.lower):
        _, high = text.clause_at(match.start())
        told = {t.kind for t in kinds_told(reading) if match.end() <= t.start < high}
        words = set(text.stems[slice(*text.token_span(match.end(), high))])
        cited = {c.document for c in reading.cited_at(match.start())}
        entries = [f for f in reading.findings if f.kind in told or (not told and _in_words(reading, f, words))]
        denied = all(f.status == "absent" and f.document in cited for f in entries)
        if entries and denied and not reading.quoted(match.start()):
            yield reading.violation("record-status", match[0], f'The record denies it: "{entries[0].quote}"')
            return


def _in_words(reading: Reading, finding: Finding, words: set[str]) -> bool:
    """Whether some words have all that the quotation of a finding names, places and denials apart."""
    lists, quote = reading.ground.lists, reading.ground.analysed("quote", finding.id, (finding.quote,))
    placed = {n for f in quote.figures for n in range(*quote.text.token_span(f.start, f.end))}
    owed = {s for n, s in enumerate(quote.text.stems) if n not in placed} - lists.connectives - lists.function
    return bool(owed) and owed <= words


def unsound(reading: Reading) -> Iterator[Violation]:
    """`record-status`: what the record found sound called weak, reduced or lost."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or not lists.unsound.touches(reading.text.runs):
        return
    denied = [f for f in reading.findings if f.status == "absent"]
    if not denied:
        return
    affirmed = [reading.ground.finding_text(f).text.stem_set for f in reading.findings if f.status != "absent"]
    held = frozenset[str]().union(*affirmed) | lists.connectives
    for match in lists.unsound.finditer(text.lower):
        low, high = text.clause_at(match.start())
        if reading.quoted(match.start()) or negated(reading, match.start(), match.end()):
            continue
        first, last = text.token_span(low, high)
        here = set(text.stems[first:last])
        for finding in denied:
            quote = reading.ground.analysed("quote", finding.id, (finding.quote,)).text
            own = {s for s in quote.stem_set - held if not s[:1].isdigit()}
            if own and own <= here and match[0] not in quote.lower:
                yield reading.violation("record-status", text.text[low:high], f'The record says: "{finding.quote}"')
                break


def document_of_kind(reading: Reading) -> Iterator[Violation]:
    """`citation-unused-basis`: a finding told of a document that is not its own; `record-status`: of both documents, one of
    which denies it.
    """
    if reading.statement.type != "record_fact" or not reading.documents or reading.quotes:
        return
    titles = {d.id: d.title for d in reading.ground.case.documents}
    for told in kinds_told(reading):
        cited = {c.document for c in reading.cited_at(told.start) if c.document}
        entries = [f for f in reading.findings if f.kind == told.kind]
        if not cited or not entries or negated(reading, told.start, told.end):
            continue
        span = reading.text.text[told.start : told.end]
        if cited.isdisjoint(f.document for f in entries):
            other = ", ".join(sorted({titles.get(f.document, f.document) for f in entries}))
            yield reading.violation(
                "citation-unused-basis", span, f"It stands in {other}; the statement cites another."
            )
        elif len(cited) > 1 and "both" in reading.words:
            against = next((f for f in entries if f.document in cited and f.status == "absent"), None)
            if against is not None:
                yield reading.violation("record-status", span, f'One of them denies it: "{against.quote}"')


def side_of_kind(reading: Reading) -> Iterator[Violation]:
    """`record-side`: a side put to a finding that has another or none, while another finding of the basis has it; one side
    "only" of what is on both.
    """
    lists, lower = reading.ground.lists, reading.text.lower
    if reading.tells_sources or not lists.side.touches(reading.text.runs) or len(reading.findings) < 1:
        return
    kinds = kinds_told(reading)
    for match in lists.side.finditer(lower):
        side = lists.sides[match[0]]
        if reading.quoted(match.start()):
            continue
        if side == "bilateral" and not negated(reading, match.start(), match.end()):
            yield from _of_one_side(reading, kinds, match)
        if side not in ("left", "right"):
            continue
        around = (*lower[: match.start()].split()[-3:], *lower[match.end() :].split()[:2])
        alone = any(word.strip(".,;") in ("only", "alone") for word in around)
        alone = alone and not negated(reading, match.start(), match.end())
        if alone and reading.findings and all(f.side == "bilateral" for f in reading.findings):
            yield reading.violation(
                "record-side", match[0], f'The record says both sides: "{reading.findings[0].quote}"'
            )
            continue
        beside = [t for t in kinds if _beside(lower, t, match.start(), match.end())]
        for told in beside[:1]:
            own = _of(reading, told)
            if not own or any(match[0] in f.quote.lower() for f in own):
                continue
            others = [f for f in reading.findings if f.side == side and f.kind != told.kind]
            if all(f.side == NOT_STATED for f in own) and others:
                yield reading.violation("record-side", match[0], f'The record gives it no side: "{own[0].quote}"')
            elif all(f.side in _OTHER and f.side != side for f in own) and _of_another(reading, own, side):
                yield reading.violation(
                    "record-side", match[0], f'The record has it on the other side: "{own[0].quote}"'
                )


def _of_one_side(reading: Reading, kinds: list[Told], match: re.Match[str]) -> Iterator[Violation]:
    """Both sides told of what the basis has on one."""
    lower = reading.text.lower
    own = [f for t in kinds if _beside(lower, t, match.start(), match.end()) for f in _of(reading, t)]
    for mention in reading.analysed.mentions:
        parts = {id.rpartition(":")[2] for id in mention.of("structure")}
        if parts and _beside(lower, Told("", mention.start, mention.end), match.start(), match.end()):
            own += [f for f in reading.findings if f.of in parts]
    if own and {f.side for f in own} in ({"left"}, {"right"}) and not any(match[0] in f.quote.lower() for f in own):
        yield reading.violation("record-side", match[0], f'The record has one side: "{own[0].quote}"')


def _of_another(reading: Reading, own: list[Finding], side: str) -> bool:
    """Whether a finding of the basis that is none of some has a side, or both."""
    return any(f.side in (side, "bilateral") or side in f.quote.lower() for f in reading.findings if f not in own)


def _beside(lower: str, told: Told, start: int, end: int) -> bool:
    """Whether a side stands right before or behind a kind, with nothing joined between."""
    between = lower[end : told.start] if end <= told.start else lower[told.end : start] if told.end <= start else ""
    return len(between.split()) < 4 and not any(join in between for join in _JOINS)


def structure_of_kind(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: a finding told of a structure that only findings of another kind are of."""
    if reading.tells_sources or len(reading.findings) < 2:
        return
    kinds = kinds_told(reading)
    for mention in reading.analysed.mentions:
        parts = {id.rpartition(":")[2] for id in mention.of("structure")}
        if not parts or reading.quoted(mention.start):
            continue
        near = {t.kind for t in kinds if _beside(reading.text.lower, t, mention.start, mention.end)}
        if len(near) != 1:
            continue
        own = [f for f in reading.findings if f.kind in near]
        borrowed = any(f.of in parts for f in reading.findings if f.kind not in near)
        if own and borrowed and all(f.of not in parts and f.of != NOT_STATED for f in own):
            span = reading.text.text[mention.start : mention.end]
            yield reading.violation("record-unsupported", span, f'The entry says otherwise: "{own[0].quote}"')


def word_of_other_treatment(reading: Reading) -> Iterator[Violation]:
    """`polarity`: words of one treatment's entry told of another treatment."""
    if reading.tells_sources or len(reading.treatments) < 2:
        return
    ground, lists, text = reading.ground, reading.ground.lists, reading.text
    quotes = {t.id: ground.analysed("quote", t.id, (t.quote,)).text.stem_set for t in reading.treatments}
    for start, end in _single(reading):
        named = {k for m in reading.analysed.mentions if start <= m.start < end for k in m.of("treatment")}
        if not named and text.lower[start:end].lstrip().startswith(("which ", "that ")):
            before = [m for m in reading.analysed.mentions if m.start < start and m.of("treatment")]
            named = set(before[-1].of("treatment")) if before else named
        own = [t for t in reading.treatments if t.kind in named]
        if not named and (only := _by_own_word(reading, quotes, start, end)):
            named, own = {only}, [t for t in reading.treatments if t.id == only]
        if len(named) != 1 or not own or len(own) == len(reading.treatments):
            continue
        vouched = [ground.treatment_text(t) for t in own] + [ground.finding_text(f) for f in reading.findings]
        vouched += [*reading.criterion_texts, *reading.fact_texts, ground.request]
        rest = [t for t in reading.treatments if t.id not in {mine.id for mine in own}]
        foreign = frozenset[str]().union(*(quotes[t.id] for t in rest)) - lists.function - lists.saying
        others = [ground.treatment_text(t) for t in rest]
        for figure in reading.analysed.figures:
            if figure.kind != "date" or not start <= figure.start < end or reading.quoted(figure.start):
                continue
            if not any(k.supporting(figure) for k in vouched) and any(o.supporting(figure) for o in others):
                yield reading.violation("figure-misplaced", figure.text, "It is the day of another treatment.")
        for n in range(*text.token_span(start, end)):
            word, low, high = text.tokens[n]
            if text.stems[n] not in foreign or word.isdigit() or reading.quoted(low) or negated(reading, low, high):
                continue
            if not any(text.stems[n] in known.licensed for known in vouched):
                yield reading.violation("polarity", word, f'The record does not say "{word}" of this treatment.')
                break


def _by_own_word(reading: Reading, quotes: dict[str, frozenset[str]], start: int, end: int) -> str:
    """The treatment that the first word of a stretch belongs to which only one quotation has."""
    lists, text = reading.ground.lists, reading.text
    for n in range(*text.token_span(start, end)):
        having = [id for id, stems in quotes.items() if text.stems[n] in stems]
        if len(having) == 1 and text.stems[n] not in lists.connectives and text.tokens[n][0].isalpha():
            return having[0]
    return ""


def _single(reading: Reading) -> Iterator[tuple[int, int]]:
    """Clauses, cut at each "and"."""
    for start, end in reading.text.clauses:
        low = start
        at = reading.text.lower.find(" and ", low, end)
        while at >= 0:
            yield low, at
            low, at = at + 5, reading.text.lower.find(" and ", at + 5, end)
        yield low, end
