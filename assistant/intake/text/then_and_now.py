"""Values of two days in one sentence: which was, and which is ("was the one in March, now the other")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from .dates import MONTH, dates, month_of
from .general_words import General
from .lexicon import Lexicon, Mark
from .quick import whole
from .sentence import Sentence

APART = 60
"""Characters between two values of one thing."""
HALF_A_YEAR = 6
"""Months by which one of two that stand in order comes before the other, so that it is of the next year."""
BEHIND = 45
"""Characters behind a value that say of when it is."""
_PARTS = re.compile(r",(?!\s*(?:19|20)\d\d\b)|[;(]|\b(?:and|but|then)\b", re.IGNORECASE)
"""What parts two values, so that words before it go with the first and words behind it with the second."""
STOPS = re.compile(r",(?!\s*(?:19|20)\d\d\b)|[;()]|\.(?=\s|$)|\n|\b(?:and|but|with)\b", re.IGNORECASE)
_ENCLOSED = re.compile(r"\s*\([^()\n]{1,40}\)")
_SHORT = re.compile(r"(?:\b(?:on|from|of|at|since)\s+|\(\s*)(1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])\b(?!\s*[/\d])")
"""A day of a month without its year."""
_WAS = re.compile(r"\b(?:was|were|had\s+been)\b", re.IGNORECASE)
"""Before a value: it is of the past, beside another that is told without."""
_MONTH = re.compile(rf"\b(?:in|by|of|last|since|during|early|late|mid|from)[\s-]+({MONTH})", re.IGNORECASE)
_LEADS = re.compile(r"\s*(?:on|by|as\s+of)\s", re.IGNORECASE)
"""Begins what is told with its day, before it is named ("On that day the one was 4/5")."""
_TO = "to"
"""Stands between the ends of a range as well."""
_ENDS_IN_TO = re.compile(r"\bto\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its place in the text of a sentence."""

    value: float
    """Its step on the scale, or its number."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of time."""

    now: re.Pattern[str]
    then: re.Pattern[str]
    became: re.Pattern[str]
    from_: re.Pattern[str]
    """Those that may stand before the first of two, the second behind a plain `to`."""


@dataclass(frozen=True, slots=True)
class _Time:
    when: str = ""
    """`now`, `then`, or empty where nothing is said."""
    day: date | None = None
    month: int = 0


def words_of_time(general: General) -> Words:
    """The words of time that the data gives."""
    return _words(general.now, (*general.then, *general.earlier), general.became, general.falls)


@lru_cache(maxsize=4)
def _words(now: tuple[str, ...], then: tuple[str, ...], became: tuple[str, ...], falls: tuple[str, ...]) -> Words:
    return Words(whole(now), whole(then), whole([word for word in became if word != _TO]), whole(falls))


def _of_day(text: str, words: Words) -> _Time:
    """What words beside a value say of its day."""
    day = next((d for d in dates(text)), None)
    if day is not None:
        return _Time("then", day.first)
    if words.now.search(text):
        return _Time("now")
    if found := _MONTH.search(text):
        return _Time("then", None, month_of(found[1]))
    if found := _SHORT.search(text):
        return _Time("then", None, int(found[1]))
    return _Time("then") if words.then.search(text) else _Time()


def order(text: str, one: Value, other: Value, begin: int, words: Words) -> tuple[Value, Value] | None:
    """Two values in the order of their days; None where the words do not tell it. `begin`: where what is told of the first begins."""
    between = text[one.end : other.start]
    enclosed = _ENCLOSED.match(between)  # what stands in brackets behind a value is told of that value
    part = _PARTS.search(between, enclosed.end() if enclosed else 0)
    behind = part.start() if part else 0
    later = _ENCLOSED.match(text, other.end)
    stop = STOPS.search(text, later.end() if later else other.end)
    end = min(stop.start() if stop else len(text), other.end + BEHIND)
    ahead = between[part.end() if part else 0 :]
    first = _of_day(text[begin : one.start] + " " + between[:behind], words)
    second = _of_day(ahead + " " + text[other.end : end], words)
    if words.became.search(ahead) and second.when != "then":
        return one, other
    if _ENDS_IN_TO.search(between):
        return (one, other) if words.from_.search(text, begin, one.start) else None
    if first.day and second.day:
        return None if first.day == second.day else ((one, other) if first.day < second.day else (other, one))
    if first.month and second.month:
        if first.month > second.month and _WAS.search(ahead) and not _WAS.search(text, begin, one.start):
            return other, one
        return (one, other) if first.month < second.month or first.month - second.month >= HALF_A_YEAR else None
    if first.when == "then" and second.when == "now":
        return one, other
    if second.when == "then" and first.when != "then":
        return other, one
    return None


def graded(sentence: Sentence, scale: str, lexicon: Lexicon) -> list[tuple[Mark, Mark]]:
    """Grades of one scale and one structure that a sentence tells of two days: what was, and what is."""
    marks = [m for m in sentence.grades if m.value.startswith(f"{scale}:")]
    if len(marks) < 2:
        return []
    text, words = sentence.line.text, words_of_time(lexicon.general)
    others = {m.first for m in sentence.names if m.role in ("structure", "sign")} | {
        m.first for m in sentence.cued("side")
    }
    found = []
    for n in range(len(marks) - 1):
        one, other = marks[n], marks[n + 1]
        parted = any(i in others for i in range(one.last + 1, other.first))
        starts, ends = sentence.words[one.first].start, sentence.words[one.last].end
        if parted or sentence.words[other.first].start - ends > APART or _sided(sentence, other, others, marks):
            continue
        begin = max([0, *(sentence.words[m.last].end for m in marks[:n])])
        begin = max([begin, *(m.end() for m in re.finditer(r"[,;]", text[:starts]))])
        named = [m for m in sentence.names if m.role in ("structure", "sign") and m.last < one.first]
        if not _LEADS.match(text, begin) or not any(dates(text[begin:starts])):
            begin = max(begin, sentence.words[named[-1].last].end if named else 0)
        values = (Value(0, starts, ends), Value(0, sentence.words[other.first].start, sentence.words[other.last].end))
        pair = order(text, *values, begin, words)
        if pair is not None:
            found.append((one, other) if pair[0] is values[0] else (other, one))
    return found


def of_now(values: list[Mark], turned: list[tuple[Mark, Mark]]) -> list[Mark]:
    """Values without those of an earlier day; one behind such a value takes its place beside the structure."""
    was = {then: now for then, now in turned if then.first < now.first}
    gone = {then for then, _ in turned} | set(was.values())
    last = [(then, now) for then, now in was.items() if now not in was]  # of several days the last
    begun = {now: then for then, now in was.items()}
    kept = [v for v in values if v not in gone] + [replace(now, first=_first(then, begun)) for then, now in last]
    kept += [now for then, now in turned if then not in was and now in values]
    return sorted(kept, key=lambda v: v.first)


def _first(value: Mark, begun: dict[Mark, Mark]) -> int:
    """Where the first of the values stands that led to one."""
    while value in begun:
        value = begun[value]
    return value.first


def _sided(sentence: Sentence, value: Mark, others: set[int], marks: Sequence[Mark]) -> bool:
    """Whether a side stands behind a value as its own, so that it is of another place than the one before."""
    later = min([m.first for m in marks if m.first > value.last], default=len(sentence.words))
    sides = [m for m in sentence.cued("side") if value.last < m.first < min(later, value.last + 5)]
    return bool(sides) and not any(
        sentence.words[i].word in (",", ";", ")") for i in range(value.last + 1, sides[0].first)
    )
