"""The place that a quotation is given: the level in brackets behind it, the side said of it, and the finding that its words are of."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .reading import Quote, Reading
from .side_words import sides_in
from .text import squeeze

_BRACKET = re.compile(r" \((?:at )?")
_ALONE = re.compile(r"(?: side)? (?:alone|only)\b")
_JOINS = re.compile(r"(?: \([^()]*\))?(?:,|,? and) ")
_SIDES = frozenset(("left", "right"))


def bracketed(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a level in brackets behind a quotation that the finding quoted has not, or not alone."""
    for quote in reading.quotes if reading.levels else ():
        opened = _BRACKET.match(reading.text.lower, quote.end)
        if opened is None or not any(figure.start == opened.end() for figure, _ in reading.levels):
            continue
        closed = reading.text.text.find(")", opened.end())
        told = reading.levels_in(opened.end(), closed)
        held = [set(reading.ground.at(f)) for f in _quoted(reading, quote, reading.findings) if f.levels]
        if held and told not in held:
            span = reading.text.text[quote.end : closed + 1]
            yield reading.violation("record-level", span, f"What is quoted is at {', '.join(sorted(held[0]))}.")


def of_other_level(reading: Reading) -> Iterator[Violation]:
    """`record-level`: words quoted that are those of findings of the case at other levels, and of none that the statement rests on."""
    case, basis = reading.ground.case, reading.statement.basis
    asked = {str(r.level) for r in basis.outcomes if r.level != NOT_STATED}
    if not asked or reading.statement.type != "application" or not reading.findings:
        return
    for quote in reading.quotes:
        if _quoted(reading, quote, reading.findings):
            continue
        others = _quoted(reading, quote, case.findings)
        low, high = reading.text.clause_at(quote.start)
        told = reading.levels_in(low, high)
        at = {level for f in others for level in reading.ground.at(f)}
        if others and all(f.levels for f in others) and at.isdisjoint(asked | told):
            yield reading.violation("record-level", quote.words, f"The words quoted are of {', '.join(sorted(at))}.")


def said_twice(reading: Reading) -> Iterator[Violation]:
    """`quote-altered`: the same words quoted twice in a row as if they were two findings."""
    for one, two in pairwise(reading.quotes):
        joined = _JOINS.fullmatch(reading.text.lower, one.end, two.start)
        if joined and one.words == two.words and "(" not in joined[0] and len(one.words.split()) > 1:
            yield reading.violation("quote-altered", two.words, "The same words are quoted twice.")


def one_side_alone(reading: Reading) -> Iterator[Violation]:
    """`record-side`: a side told as the only one where no finding of the place has it alone."""
    if reading.tells_sources:
        return
    lists, text, ground = reading.ground.lists, reading.text, reading.ground
    levels = {str(r.level) for r in reading.statement.basis.outcomes if r.level != NOT_STATED}
    for match in sides_in(text.lower, lists) if levels else ():
        side = lists.sides[match[0]]
        if side not in _SIDES or not _ALONE.match(text.lower, match.end()) or reading.quoted(match.start()):
            continue
        here = [f for f in ground.case.findings if levels & set(ground.at(f))]
        sides = {f.side for f in here} | {lists.sides[m[0]] for f in here for m in sides_in(f.quote.lower(), lists)}
        asked = {ground.sides.get(str(r.line), NOT_STATED) for r in reading.statement.basis.outcomes}
        if sides & _SIDES and side not in sides | asked:
            yield reading.violation(
                "record-side", match[0], f"There the record says {', '.join(sorted(sides & _SIDES))}."
            )


def _quoted(reading: Reading, quote: Quote, findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
    """The findings of which a quotation has the words, or of whose words it is a part."""
    words = squeeze(quote.words)
    return [f for f in findings if words and (words in squeeze(f.quote) or squeeze(f.quote) in words)]
