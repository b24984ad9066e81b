"""Figures changed, moved, widened, and given another unit or comparator."""

import re
from collections.abc import Iterator
from random import Random

from assistant.guard.figure import Figure
from assistant.guard.reading import reading_of
from assistant.model.document import Statement

from ..subjects import Subject
from .mutant import STRICT, changes, put, rewritten, shut, sources_told, spots, with_text

_NUMBER = r"(?<![\w.,/+#-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/+]|[.,]\d|-\d|-[A-Z])"
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")


def _plain(statement: Statement) -> list[re.Match[str]]:
    """Numbers in digits that count or measure."""
    return [
        m
        for m in spots(_NUMBER, statement.text)
        if not re.search(
            r"\b(?:stages?|steps?|steps? \d(?:, \d)*,?(?: and)?|class|grade|version) $",
            statement.text[: m.start()],
            re.I,
        )
        and not re.fullmatch(r"(?:19|20)\d\d|\d{5}", m[1])
    ]


def _other(value: str, rng: Random) -> str:
    """A number near another, written alike."""
    if "," in value:
        return f"{int(value.replace(',', '')) + rng.choice((-100, 100, 1000)):,}"
    if "." in value:
        places = len(value.split(".")[1])
        return f"{float(value) + rng.choice((-1, 1, 2, 10)) * 10**-places * rng.choice((1, 3)):.{places}f}".lstrip("-")
    number = int(value)
    near = [n for n in (number - 1, number + 1, number + 2, number * 2, number + 10, int(value[::-1])) if n > 0]
    return str(rng.choice([n for n in near if n != number]))


def _held(statement: Statement, subject: Subject) -> set[str]:
    """Numbers that the cited facts, findings and criteria hold: one of them is a swap, not a change."""
    ground = subject.ground
    texts = [t.text.text for ref in statement.facts() if (t := ground.fact_text(ref)) is not None]
    texts += [t.text.text for key in statement.basis.criteria if (t := ground.criterion_text(key)) is not None]
    return {m for text in texts for m in re.findall(r"\d+(?:\.\d+)?", text)}


@changes("figure-changed", STRICT)
def changed(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A number of a source or rule replaced by one near it that the source does not hold."""
    if not sources_told(statement):
        return
    for match in _plain(statement):
        new = _other(match[1], rng)
        if new not in _held(statement, subject):
            yield with_text(statement, put(statement.text, match, new))


@changes("figure-changed-record", STRICT)
def changed_record(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A number in a statement on this patient or request replaced."""
    if sources_told(statement):
        return
    for match in _plain(statement):
        new = _other(match[1], rng)
        if new not in _held(statement, subject):
            yield with_text(statement, put(statement.text, match, new))


@changes("figure-in-words", STRICT)
def in_words(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A number written out replaced by another."""

    def other(match: re.Match[str]) -> str:
        return rng.choice([w for w in _WORDS if w != match[1].lower()])

    yield from rewritten(
        statement,
        rf"\b({'|'.join(_WORDS)})(?=[ -](?:weeks?|months?|years?|patients|levels?|studies|trials|of)\b)",
        other,
    )


@changes("figure-swapped-within", STRICT)
def swapped_within(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """Two figures of one unit change places within a sentence."""
    if not sources_told(statement):
        return
    found = [f for f in _figures(statement, subject) if f.kind == "number" and f.unit]
    for n, first in enumerate(found):
        for second in found[n + 1 :]:
            if first.unit == second.unit and first.key != second.key and first.comparator == second.comparator:
                swapped = _exchange(statement.text, first.text, second.text)
                if swapped and not _rising(statement.text, first, second):
                    yield with_text(statement, swapped)


def _rising(text: str, first: Figure, second: Figure) -> bool:
    """Whether two figures are a range or a list, in which order says nothing."""
    low, high = text.find(first.text), text.rfind(second.text)
    return (
        low < 0
        or high < 0
        or re.fullmatch(r"[\d.%a-z]*\s*(?:to|and|or|,|-|–)\s*", text[low + len(first.text) : high]) is not None
    )


def _exchange(text: str, one: str, other: str) -> str | None:
    """The text with two runs of words exchanged; None where one does not stand exactly once."""
    closed = shut(text)
    places = []
    for words in (one, other):
        found = list(re.finditer(rf"(?<![\w.]){re.escape(words)}(?![\w]|\.\d)", text, re.I))
        if len(found) != 1 or any(a < found[0].end() and found[0].start() < b for a, b in closed):
            return None
        places.append(found[0].span())
    (a, b), (c, d) = sorted(places)
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _figures(statement: Statement, subject: Subject) -> list[Figure]:
    """Figures as they are read, with units."""
    reading = reading_of(statement, subject.ground)
    return [f for f in reading.analysed.figures if not reading.quoted(f.start)]


@changes("figure-swapped-between", STRICT)
def swapped_between(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A figure replaced by one of the same unit from another statement."""
    if not sources_told(statement):
        return
    held = _held(statement, subject)
    others = [
        f
        for other in subject.statements
        if other.type == "evidence" and other.id != statement.id
        for f in _figures(other, subject)
        if f.kind == "number" and f.unit and isinstance(f.key, float) and f"{f.key:g}" not in held
    ]
    for mine in _figures(statement, subject):
        fitting = [f for f in others if f.unit == mine.unit and f.key != mine.key]
        if mine.kind == "number" and mine.unit and fitting and statement.text.count(mine.text) == 1:
            yield with_text(statement, statement.text.replace(mine.text, rng.choice(fitting).text))


_UNITS = {
    "weeks": "months", "week": "month", "months": "weeks", "month": "week", "years": "months", "year": "month",
    "mm": "cm", "degrees": "mm", "days": "weeks", "patients": "trials", "points": "%", "sessions": "weeks",
}  # fmt: skip


@changes("unit-changed", STRICT)
def unit(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The unit of a figure changed."""
    numbers = rf"(?:\d+(?:\.\d+)?|{'|'.join(_WORDS)})"
    for match in spots(rf"(?<![-\w])({numbers}[ -]?)({'|'.join(_UNITS)})\b", statement.text):
        yield with_text(statement, put(statement.text, match, match[1] + _UNITS[match[2].lower()]))
    for match in spots(r"(?<![\w.,-])(\d+(?:\.\d+)?)%", statement.text):
        yield with_text(statement, put(statement.text, match, f"{match[1]} patients"))


@changes("range-widened", STRICT)
def widened(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """An end of a range moved outwards."""
    held = _held(statement, subject)
    for match in spots(
        r"(?<![\w.])(\d+(?:\.\d+)?)(\s?%?(?: to | and |-|–))(\d+(?:\.\d+)?)(?=\s?(?:%|\)|weeks|months|years|mm|degrees|points))",
        statement.text,
    ):
        if match[2].strip() == "and" and "between" not in statement.text[: match.start()][-10:]:
            continue
        low, high = float(match[1]), float(match[3])
        if high <= low:
            continue
        step = max(1.0, round((high - low) / 3))
        for a, b in ((max(0.0, low - step), high), (low, high + step)):
            if (f"{a:g}" in held and f"{b:g}" in held) or (a, b) == (low, high):
                continue
            yield with_text(statement, put(statement.text, match, f"{a:g}{match[2]}{b:g}"))


_COMPARATORS = (
    (r"\bat least (?=[\d\w]+ ?(?:weeks|months|years|%|mm|degrees|\d))", ("at most ", "up to ", "more than ")),
    (r"\bup to (?=\d)", ("at least ", "more than ", "")),
    (r"\bmore than (?=\d)", ("less than ", "at least ")),
    (r"\b(?:less|fewer) than (?=\d)", ("more than ", "at least ")),
    (r"\babove (?=\d)", ("below ",)),
    (r"\bwithin (?=\d)", ("after ",)),
    (r"(?<=in )(?=\d+(?:\.\d+)?%)", ("more than ", "up to ", "under ")),
)


@changes("comparator-changed", STRICT)
def comparator(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """At least to at most, up to to more than, and a bound put where the source gives a value."""
    for pattern, words in _COMPARATORS:
        yield from rewritten(statement, pattern, rng.choice(words))


@changes("year-changed", STRICT)
def year(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The year of a source changed."""
    if sources_told(statement):
        yield from rewritten(
            statement,
            r"\b(?:of |in |\w+ )((?:19|20)\d\d)\b",
            lambda m: m[0][:-4] + str(int(m[1]) + rng.choice((-3, -1, 1, 4))),
        )


@changes("probability-changed", STRICT)
def probability(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A p value changed."""
    yield from rewritten(
        statement,
        r"\bP ?([<=>]) ?0?\.(\d+)",
        lambda m: f"P{m[1]}0.{rng.choice([p for p in ('2', '0001', '04', '6') if p != m[2]])}",
    )


@changes("sample-size-changed", STRICT)
def sample(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The number of patients or studies changed."""
    held = _held(statement, subject)

    def other(match: re.Match[str]) -> str | None:
        new = _other(match[1], rng)
        return None if new in held else new

    yield from rewritten(
        statement,
        r"\b(\d[\d,]*)(?= (?:\w+ )?(?:patients|people|adults|studies|trials|cases|operations|participants)\b)",
        other,
    )


@changes("class-of-evidence-changed", STRICT)
def evidence_class(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The class or grade that a guideline gives its evidence raised."""
    yield from rewritten(statement, r"\b(class|grade|level) (III|II|IV)\b", lambda m: f"{m[1]} I")
    yield from rewritten(statement, r"\b(grade) (B|C|D)\b", lambda m: f"{m[1]} A")
