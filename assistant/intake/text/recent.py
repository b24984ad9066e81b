"""Dates that name no year: the last such day or month before the document was written, where it is not long before."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from ...model.base import NOT_STATED, NotStated
from .dates import MONTH, Dated, dates, day_first, month_of

_DAY = re.compile(
    rf"\b(?=[A-Z])(?i:(?P<name>{MONTH}))\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:,?\s*\d{{4}}|[/%.]\d|%|mg|x\b))"
)
_NAMED = re.compile(
    rf"\b(?:in|since|from|during|through|until|to|last|of)\s+(?:early\s+|mid[\s-]|late\s+)?(?=[A-Z])(?i:(?P<name>{MONTH}))(?!\s+(?:\d|of\s+\d))"
)
_FIGURES = re.compile(
    r"(?<![\w/.])(?:(?<!-)|(?<=\d-))(?P<m>0?[1-9]|1[0-2])/(?P<d>\d{1,2})(?![\w/%]|\.\d)(?!\s+(?:\w+\s+)?(?:visit|session|treatment|attended|appointment))"
)
_COUNTED = re.compile(r"\b(?:attended|completed|did|done|missed)\W*$", re.IGNORECASE)
"""Words before two figures that are a part and the whole, and no date."""
_AGO = re.compile(r"(?<![\d/.-])(?P<n>\d{1,2})\s+(?P<unit>week|wk|month|mo)s?\.?\s+ago\b", re.IGNORECASE)
_VAGUE = re.compile(r"(?:[<>~]|\b(?:over|than|least|nearly|almost))\s*$", re.IGNORECASE)
"""Words before a number that is not the exact one."""
DAYS = {"w": 7.0, "m": 30.44}
"""Days of a week and of a month."""
FRESH = 270
"""Days before its document up to which a date stands without its year; one further back is told with it."""
SCORED = 10
"""Days up to which two figures may be a grade or a score, unless the month is written with a nought or they begin a range."""
_ON = re.compile(r"\bon\s+$", re.IGNORECASE)
"""A word before two figures that says that they are a day."""
TEN = "10"
"""What two figures behind a stroke are of, where they are scores."""
_RANGED = re.compile(r"\s*(?:-|\u2013|to|through|thru|until|till)\s*(?!\d{1,2}/10(?!\d))\d{1,2}/\d{1,2}")
_BETWEEN = re.compile(r"\bbetween\s+(?P<one>\d{1,2}/\d{1,2})\s+and\s+(?P<other>\d{1,2}/\d{1,2})\b", re.IGNORECASE)


def recent(text: str, day: date | NotStated) -> list[Dated]:
    """The dates of a text, those without a year as the last before the day of its document."""
    return list(_recent(text, day, day_first()))


@lru_cache(maxsize=4096)
def _recent(text: str, day: date | NotStated, swapped: bool) -> tuple[Dated, ...]:
    """`swapped`: whether the day stands first; two figures alone are then no date."""
    found = list(dates(text))
    if day != NOT_STATED:
        apart = [
            d for d in _yearless(text, day, swapped) if not any(d.start < f.end and f.start < d.end for f in found)
        ]
        found = sorted([*found, *apart], key=lambda d: d.start)
    return tuple(found)


def _yearless(text: str, day: date, swapped: bool) -> Iterator[Dated]:
    for match in (*_DAY.finditer(text), *_NAMED.finditer(text)):
        named = match.groupdict().get("day")
        if month_of(match["name"]) == day.month and match[0].lower().startswith("last "):
            continue  # that of the year before
        if (first := _before(day, month_of(match["name"]), int(named or 1))) is not None:
            yield Dated(match.start("name"), match.end(), first, named is not None)
    for match in _AGO.finditer(text):
        if _VAGUE.search(text, 0, match.start()):
            continue
        back = timedelta(days=int(match["n"]) * (DAYS[match["unit"][0].lower()]))
        if back.days <= FRESH:
            yield Dated(*match.span(), (day - back).replace(day=1), False)
    if swapped:
        return
    ranges = {m.start() for m in _FIGURES.finditer(text) if _RANGED.match(text, m.end())}
    ranges |= {
        m.start()
        for m in _FIGURES.finditer(text)
        if re.search(r"\d/\d{1,2}\s*(?:-|\u2013|to|through|thru|until|till)\s*$", text[: m.start()])
        and not (m["d"] == TEN and re.search(r"/10\s*(?:-|\u2013|to|through|thru|until|till)\s*$", text[: m.start()]))
    }
    ranges |= {place for m in _BETWEEN.finditer(text) for place in (m.start("one"), m.start("other"))}
    for match in _FIGURES.finditer(text):
        month, second = int(match["m"]), int(match["d"])
        padded = match["m"].startswith("0") or match.start() in ranges or _ON.search(text, 0, match.start())
        if (second <= SCORED and not padded) or _COUNTED.search(text, 0, match.start()):
            continue
        if second == day.year % 100 and month <= day.month:
            yield Dated(
                *match.span(), date(day.year, month, 1), False
            )  # A day of that month, or the month of this year.
        elif second != day.year % 100 - 1 and (first := _before(day, month, second)) is not None:
            yield Dated(*match.span(), first, True)


def _before(day: date, month: int, number: int) -> date | None:
    """The last day of that name up to another; None where the calendar has none, or it is long past."""
    for year in (day.year, day.year - 1):
        try:
            if (found := date(year, month, number)) <= day and (day - found).days <= FRESH:
                return found
        except ValueError:
            return None
    return None
