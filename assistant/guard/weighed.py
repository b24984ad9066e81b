"""Findings of the record compared with each other: more, less or equal only as their entries have it."""

import re
from collections.abc import Iterator
from datetime import date

from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Violation
from .comparison import exchanged, sides
from .reading import Reading
from .record import negated

_EQUAL = re.compile(
    r"\b(?:equal|equally|alike|the same|identical|identically|similar|symmetric|symmetrical|no different|just as|as (?:\w+ )?as)\b"
)
_MORE = re.compile(
    r"\b(?:(?P<more>more|higher|larger|longer|greater|better)|(?P<less>less|lower|smaller|shorter|worse))\b"
)
_THAN = re.compile(r"\bthan (?:the |at the |after the )?(?P<what>\w+)")


def compared_entries(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: the two sides of an entry's own comparison exchanged, or told as equal."""
    pivot, lower = reading.ground.lists.pivot, reading.text.lower
    if reading.tells_sources or not reading.findings:
        return
    if not pivot.touches(reading.text.runs) and _EQUAL.search(lower) is None:
        return
    facts: list[Finding | Treatment] = [*reading.findings, *reading.treatments]
    around = (reading.ground.around(f) for f in facts)
    entries = [reading.ground.analysed("quote", f.id, (f.quote,)) for f in facts] + [a for a in around if a is not None]
    comparing = [(e, m) for e in entries for m in pivot.finditer(e.text.lower) if sides(e, *m.span()) is not None]
    for match in pivot.finditer(lower) if comparing else ():
        mine = sides(reading.analysed, *match.span())
        for entry, other in comparing:
            theirs = sides(entry, *other.span())
            if mine and theirs and not reading.quoted(match.start()) and exchanged(mine, theirs):
                yield reading.violation("record-unsupported", match[0], f'The record says: "{entry.text.text}"')
                return
    for match in _EQUAL.finditer(lower) if comparing else ():
        start, end = reading.text.sentence_at(match.start())
        here = set(reading.text.stems[slice(*reading.text.token_span(start, end))]) - reading.ground.lists.function
        if reading.quoted(match.start()) or pivot.search(lower, start, end) or negated(reading, *match.span()):
            continue
        for entry, _ in comparing:
            if len(here & entry.text.stem_set) > 1:
                yield reading.violation("record-unsupported", match[0], f'The record says: "{entry.text.text}"')
                return


def nth_more(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: one of two measured on different days said to be more than the other, which it is not."""
    lists = reading.ground.lists
    if reading.tells_sources or lists.ordinals.keys().isdisjoint(reading.words) or "than" not in reading.words:
        return
    for found in _THAN.finditer(reading.text.lower):
        low, _ = reading.text.clause_at(found.start())
        nth = [
            lists.ordinals[w] for w, at, _ in reading.text.tokens if low <= at < found.start() and w in lists.ordinals
        ]
        other = lists.ordinals.get(found["what"])
        sign = next(iter(_MORE.finditer(reading.text.lower, low, found.start())), None)
        if len(nth) != 1 or other is None or sign is None or reading.quoted(found.start()):
            continue
        for kind in dict.fromkeys(f.kind for f in reading.findings):
            values = _in_turn([f for f in reading.findings if f.kind == kind])
            if len(values) != 2 or nth[0] == other:
                continue
            one, two = values[nth[0]], values[other]
            if (one - two) * (1 if sign["more"] else -1) <= 0:
                span = reading.text.text[sign.start() : found.end()]
                yield reading.violation("record-unsupported", span, f"On record are {one:g} and {two:g}.")
                return


def _in_turn(findings: list[Finding]) -> list[float]:
    """The numbers of findings of one kind in the order of their days; empty where a day or a number is missing."""
    dated = [(f.date, float(f.number)) for f in findings if isinstance(f.date, date) and f.number != NOT_STATED]
    return [value for _, value in sorted(dated)] if len(dated) == len(findings) else []


def grade_of_each(reading: Reading) -> Iterator[Violation]:
    """`record-severity`: one grade told of both or each of several findings, of which one has another."""
    graded = [f for f in reading.findings if f.grade != NOT_STATED]
    if reading.tells_sources or len(graded) < 2 or len({f.kind for f in graded}) != 1:
        return
    labels = reading.ground.lexicon.grade_labels
    for match in re.finditer(r"\b(?:both|each|all)\b", reading.text.lower):
        low, high = reading.text.clause_at(match.start())
        if reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
            continue
        told = [f for f in reading.analysed.figures if low <= f.start < high and f.text in labels]
        if len({f.text for f in told}) != 1 or negated(reading, *match.span()):
            continue
        other = next((f for f in graded if f"{f.grade}/5" != told[0].text and told[0].text not in f.quote), None)
        if other is not None and any(told[0].text in f.quote for f in graded):
            yield reading.violation("record-severity", told[0].text, f'Not of each: "{other.quote}"')
            return
