"""Dates and lengths of time as charts write them; month before day, as in the records of the United States, unless a record shows that
it writes the day first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ...model.base import NOT_STATED
from ...model.when import latest

_ENDS: Final = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = rf"(?:{'|'.join(f'{a}(?:{b})?' for a, b in zip(_NAMES, _ENDS, strict=True))}|sept)\b\.?"
"""A month by its whole name or the usual short one."""
_MONTH = rf"(?P<name>{'|'.join(_NAMES)})[a-z]*\.?"
"""The same beside a year, however it is written on from its first letters."""
_DATE = re.compile(
    r"(?<![\d/.])(?:(?<!-)|(?<=\d{4}-)|(?<=/\d\d-)|(?<=/\d-))(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<m>\d{1,2})(?P<sep>[/-])(?P<d>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})"
    r"|(?<![A-Za-z])(?P<m2>\d{1,2})\.(?P<d2>\d{1,2})\.(?P<y2>20\d\d|2\d)(?!\.\d)"
    r"|(?P<my_m>\d{1,2})/(?P<my_y>(?:19|20)\d{2}))(?![\d/])"
    rf"|\b{_MONTH}\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of|,)?\s+|of\s+)?(?P<year>(?:19|20)\d{{2}})\b"
    r"|\b(?P<day2>\d{1,2})(?:(?:st|nd|rd|th)?(?:\s+of)?\s+|(?P<sign>[-/]))"
    + _MONTH.replace("name", "name2")
    + r"(?:(?(sign)(?P=sign)|,?\s+)(?P<year2>(?:19|20)\d{2}|(?(sign)\d{2}|(?!)))\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d|[a-z]([-/])\d\d\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d+(?=[/.-]\d)")
"""Where a date in figures may begin."""
_BEGINS = re.compile(
    r"[\djfmasondJFMASOND](?:(?<=\d)\d*(?=[/.-]\d|(?:(?:st|nd|rd|th)?(?:\s+of)?\s+|[/-])[jfmasondJFMASOND])"
    r"|(?<=\D)(?<!\w.)(?i:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec))"
)
"""Where any date may begin: one with the name of its month only where a year stands somewhere."""

DATE_WORDS: Final = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})|\d{{1,2}}/(?:19|20)\d{{2}}"
    rf"|{MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+|of\s+)?(?:19|20)\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH},?\s+(?:19|20)\d{{2}}|\d{{1,2}}-{MONTH}-\d{{2,4}})(?![\d/])"
)
"""A day, or a month with its year, within another expression."""

_DATED_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:(?:st|nd|rd|th)?\s+(?:of\s+)?|[-/]){MONTH}|{MONTH},?\s+(?:of\s+)?\d+)", re.IGNORECASE
)
AHEAD = 40
"""Characters before a day in which it is said that it is to come."""
_DIGIT = re.compile(r"\d")
_NEXT = (
    r"\s*(?:-|\u2013|\u2014|,|&|\bto\b|\band\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b)+\s*(?:and\s+)?"
    r"(?:(?:end|conclud|finish|stopp)(?:ed|ing)\s+(?:(?:on|in)\s+)?)?"
)
_ROUGHLY = r"(?:(?:early|mid|late|the\s+(?:beginning|start|middle|end)\s+of)[\s-]+)?"
_IN_MONTH = r"(?:\s+\d{1,2}(?:st|nd|rd|th)?)?"
_UNNAMED = _MONTH.replace("?P<name>", "?:")
_SHARED = re.compile(
    rf"\b{_MONTH}(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?(?=(?:{_NEXT}{_ROUGHLY}{_UNNAMED}{_IN_MONTH}){{0,4}}"
    rf"{_NEXT}{_ROUGHLY}{_MONTH.replace('name', 'last')}{_IN_MONTH},?\s+(?:of\s+)?(?P<year>(?:19|20)\d{{2}})\b)",
    re.IGNORECASE,
)
"""A date of a range or a list that names its year once, at the end."""
_AFTER_YEAR = re.compile(
    rf"(?<![\w/.-])(?:(?:\A|(?<=[.;:]\s)|(?<=\n))In\s+(?P<led>(?:19|20)\d{{2}}),?(?:\s+[a-z]+){{1,5}}|(?P<plain>(?:19|20)\d{{2}})(?::(?:\s+[a-z]+){{1,4}})?)"
    rf"[\s:,]*(?P<opened>\()?\s*(?:\d{{1,3}}\s+[a-z]+[\s,:]+)?(?:from\s+|between\s+)?\b{_MONTH}"
    rf"(?:\s+(?P<on>\d{{1,2}})(?:st|nd|rd|th)?)?{_NEXT}{_MONTH.replace('name', 'last')}"
    r"(?:\s+(?P<till>\d{1,2})(?:st|nd|rd|th)?)?(?!\w|\s*(?:of\s+)?\d|,\s*(?:19|20)\d\d|['\u2019]\d)",
    re.IGNORECASE,
)
"""A range of months or days whose year stands before it ("2025 (10 visits, Feb-Apr)", "In 2025 one did this (Feb-Apr)")."""
_FIGURES_AFTER_YEAR = re.compile(
    r"(?<![\w/.-])(?P<plain>(?:19|20)\d{2})\s*\(\s*(?:from\s+)?(?P<m>\d{1,2})/(?P<d>\d{1,2})\s*(?:-|\u2013|to|through|thru|until)\s*"
    r"(?P<m2>\d{1,2})/(?P<d2>\d{1,2})(?![\d/])",
    re.IGNORECASE,
)
"""A range of days in figures in brackets behind its year."""
_ORDINAL = r"(?:st|nd|rd|th)?\s+(?:of\s+)?"
_SHARED_DAYS = re.compile(
    rf"\b(?P<day>\d{{1,2}}){_ORDINAL}{_MONTH}(?={_NEXT}(?:the\s+)?\d{{1,2}}{_ORDINAL}{_MONTH.replace('name', 'last')}"
    rf",?\s+(?P<year>(?:19|20)\d{{2}})\b)",
    re.IGNORECASE,
)
"""The same with the day before the month."""
_SHARED_FIGURES = re.compile(
    r"(?<![\w/.-])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?=\s*(?:-|\u2013|to|through|thru)\s*\d{1,2}/\d{1,2}/(?P<y>\d{4}|\d{2})(?![\d/]))"
)
"""The same in figures."""


_DAY_FIRST: ContextVar[bool] = ContextVar("day first", default=False)
"""Whether the record that is being read writes the day before the month."""
_IN_FIGURES = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?:20)?\d{2}(?![\d/])")
MONTHS = 12
SHARE = 4
"""Of so many dates in figures one at least has to show which comes first: a single slip of the pen shows nothing."""
_RANGED = re.compile(r"\s*(?:-|\u2013|\u2014|to|through|thru)\s*", re.IGNORECASE)


@contextmanager
def as_written_in(texts: Iterable[str]) -> Iterator[None]:
    """Reads dates in the order in which some texts write them: the day first, where some of their dates can be read no other way and none
    only with the month first.
    """
    found = [(int(m["a"]), int(m["b"])) for text in texts for m in _IN_FIGURES.finditer(text)]
    days = sum(a > MONTHS >= b for a, b in found)
    months = any(b > MONTHS >= a for a, b in found)
    token = _DAY_FIRST.set(days > 0 and days * SHARE >= len(found) and not months)
    try:
        yield
    finally:
        _DAY_FIRST.reset(token)


def day_first() -> bool:
    """Whether the record that is being read writes the day first."""
    return _DAY_FIRST.get()


@dataclass(slots=True, unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
class Dated:
    """A date in a text."""

    start: int
    end: int
    first: date
    """The day, or the first of the month where only the month is given."""
    exact: bool
    """Whether the day is given."""


def dates(text: str) -> Iterator[Dated]:
    """The dates of a text, in order. What is no day of the calendar is passed over."""
    return iter(_dates(text, day_first()))


def names_day(text: str) -> bool:
    """Whether a text names any day."""
    return bool(_dates(text, day_first()))


def latest_day(text: str, coming: Sequence[str] = ()) -> date | None:
    """The latest day up to today that a text names, a month counted to its end; None where it names none.

    Where most of its days lie ahead, the text is of a later time than today, and what it names is what was. `coming`: words before a day of
    something to come, which counts only where no other day is named.
    """
    words = tuple(f" {word}" for word in coming)
    found = list(dates(text))
    before = (" ".join(["", *text[max(0, d.start - AHEAD) : d.start].lower().split()]) for d in found)
    been = [d for d, said in zip(found, before, strict=True) if not said.endswith(words)]
    told = [latest(d.first if d.exact else f"{d.first:%Y-%m}") for d in been or found]
    days = [day for day in told if day != NOT_STATED]
    past = [day for day in days if day <= date.today()]
    return max(past if 2 * len(past) >= len(days) else days, default=None)


@lru_cache(maxsize=4096)
def _dates(text: str, swapped: bool) -> tuple[Dated, ...]:
    return tuple(_found(text, swapped)) if _DIGIT.search(text) else ()


def _found(text: str, swapped: bool) -> Iterator[Dated]:
    yeared = _YEAR.search(text) is not None
    matches: list[re.Match[str]] = []
    past, named = 0, False
    for begins in (_BEGINS if yeared else _FIGURES).finditer(text):
        start = begins.start()
        named = named or text[start].isalpha()
        if start >= past and (match := _DATE.match(text, start)) is not None:
            matches.append(match)
            named = named or match["day2"] is not None
            past = match.end()
    if named:
        matches += [*_SHARED.finditer(text), *_SHARED_DAYS.finditer(text)]
    if text.count("/") > 2:
        matches += _SHARED_FIGURES.finditer(text)
    behind = [d for m in _AFTER_YEAR.finditer(text) for d in _behind_year(m)] if named else []
    behind += [d for m in _FIGURES_AFTER_YEAR.finditer(text) for d in _behind_year(m, swapped)] if "/" in text else []
    for match in sorted(matches, key=lambda m: m.start()):
        while behind and behind[0].start < match.start():
            yield behind.pop(0)
        try:
            first, exact = _read(match, swapped) if match.re is _DATE else _shared(match, swapped)
        except ValueError:
            continue
        yield Dated(match.start(), match.end(), first, exact)
    yield from behind


def _behind_year(match: re.Match[str], swapped: bool = False) -> Iterator[Dated]:
    """The two months, or days, of a range behind their year; one that begins behind its end goes on into the next."""
    told = match.groupdict()
    if told.get("led") and not told["opened"]:
        return  # the year may be that of something else
    year = told.get("led") or match["plain"]
    try:
        if "m" in told:
            places = match.span("m")[0], match.span("d")[1], match.span("m2")[0], match.span("d2")[1]
            one, other = (_in_order(year, match[m], match[d], swapped) for m, d in (("m", "d"), ("m2", "d2")))
        else:
            ends = (match.end(day if match[day] else month) for month, day in (("name", "on"), ("last", "till")))
            places = match.start("name"), next(ends), match.start("last"), next(ends)
            one = date(int(year), month_of(match["name"]), int(match["on"] or 1))
            other = date(int(year), month_of(match["last"]), int(match["till"] or 1))
        other = other if one <= other else other.replace(year=other.year + 1)
    except ValueError:
        return
    yield Dated(places[0], places[1], one, exact="m" in told or bool(match["on"]))
    yield Dated(places[2], places[3], other, exact="m" in told or bool(match["till"]))


def dated_month(text: str, at: int) -> bool:
    """Whether the word at a place is a month beside its day or year, and not another that is written like it."""
    return text[at].isupper() and any(m.start() <= at < m.end() for m in _DATED_MONTH.finditer(text))


def month_of(name: str) -> int:
    """The number of a month."""
    return _NAMES.index(name[:3].lower()) + 1


def year_of(figures: str) -> int:
    """A year of four figures, or of two."""
    return int(figures) if len(figures) > 2 else 2000 + int(figures)


def _in_order(year: str, first: str, second: str, swapped: bool) -> date:
    return date(year_of(year), int(second), int(first)) if swapped else date(year_of(year), int(first), int(second))


def _shared(match: re.Match[str], swapped: bool) -> tuple[date, bool]:
    if match.re is _SHARED_FIGURES:
        return _in_order(match["y"], match["m"], match["d"], swapped), True
    month = month_of(match["name"])
    year = int(match["year"]) - (
        month > month_of(match["last"])
    )  # "December and January" of a year begin in the one before
    return date(year, month, int(match["day"] or 1)), match["day"] is not None


def spans_of_days(text: str) -> list[tuple[int, int]]:
    """The places of spans of time from one day to another."""
    found = list(dates(text))
    return [(one.start, other.end) for one, other in pairwise(found) if _RANGED.fullmatch(text, one.end, other.start)]


def _read(match: re.Match[str], swapped: bool) -> tuple[date, bool]:
    if match["iso"]:
        return date.fromisoformat(match["iso"]), True
    if match["m"]:
        return _in_order(match["y"], match["m"], match["d"], swapped), True
    if match["m2"]:
        return _in_order(match["y2"], match["m2"], match["d2"], swapped), True
    if match["my_m"]:
        return date(int(match["my_y"]), int(match["my_m"]), 1), False
    if match["name"]:
        return date(int(match["year"]), month_of(match["name"]), int(match["day"] or 1)), match["day"] is not None
    return date(year_of(match["year2"]), month_of(match["name2"]), int(match["day2"])), True
