"""When something began, by words that name no day: the latest day that they allow, so that no time is counted that did not pass."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from ...model.base import NOT_STATED, NotStated
from ...model.when import latest
from .dates import DATE_WORDS, MONTH, dates, month_of

_SEASONS: Final = {"spring": 6, "summer": 9, "fall": 12, "autumn": 12, "winter": 3}
"""The month in which each ends."""
_PARTS: Final = {"early": 4, "mid": 8, "beginning": 4, "middle": 8, "start": 4}
"""The last month of a part of a year."""
_SEASON = rf"(?:{'|'.join(_SEASONS)})"
_PART = r"(?:early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[\s-]*"
_YEAR = r"(?:19|20)\d\d"
WHEN_WORDS: Final = (
    rf"(?:{DATE_WORDS}|(?:(?:early|mid|late|the)[\s-]+)*{_SEASON}(?:\s+of)?\s+{_YEAR}\b|(?:last|this\s+past)\s+{_SEASON}\b"
    rf"|(?:last\s+)?(?:{_PART})?{MONTH}(?!\s*[\d/])|(?:{_PART})?{_YEAR}(?![\d/-]))"
)
"""A day, a month, a season or a year, within another expression."""
_OF_YEAR = re.compile(rf"(?P<season>{_SEASON})(?:\s+of)?\s+(?P<year>{_YEAR})", re.IGNORECASE)
_LAST = re.compile(rf"(?:last|past)\s+(?P<season>{_SEASON})", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?P<name>{MONTH})(?!\s*[\d/])", re.IGNORECASE)
_YEARLY = re.compile(rf"(?:(?P<part>{'|'.join(_PARTS)})\b[^\d]*)?(?P<year>{_YEAR})", re.IGNORECASE)
MONTHS: Final = 12
LONG: Final = 26
"""Weeks from which on the season or the year alone says when it began: of a shorter time it would hide as much as it tells."""


def weeks_since(text: str, day: date | NotStated, *, least: float = LONG) -> float | NotStated:
    """Weeks from the latest time at which something can have begun to the day of its document; not stated where that is not before.

    `least`: weeks at least of a time that is only told by its year or its season.
    """
    if day == NOT_STATED:
        return NOT_STATED
    begun, vague = _named(text, day), False
    if begun is None:
        begun, vague = _vaguely(text, day), True
    if begun is None or begun >= day or (vague and (day - begun).days < 7 * least):
        return NOT_STATED
    return round((day - begun).days / 7, 1)


def _named(text: str, day: date) -> date | None:
    """The day, or the end of the month, that a text names."""
    if (found := next(iter(dates(text)), None)) is not None:
        last = found.first if found.exact else latest(f"{found.first:%Y-%m}")
        return None if last == NOT_STATED else last
    match = _MONTH.search(text)
    if match is None or (month := month_of(match["name"])) == day.month:
        return None  # That of this year, or of the last.
    return _ended(day.year - (month > day.month), month)


def _vaguely(text: str, day: date) -> date | None:
    """The end of the season, or of the year or its part, that a text names."""
    if (match := _OF_YEAR.search(text)) is not None:
        month = _SEASONS[match["season"].lower()]
        return _ended(int(match["year"]) + (month == _SEASONS["winter"]), month)
    if (match := _LAST.search(text)) is not None:
        month = _SEASONS[match["season"].lower()]
        return next(end for year in (day.year, day.year - 1) if (end := _ended(year, month)) < day)
    if (match := _YEARLY.search(text)) is not None:
        return _ended(int(match["year"]), _PARTS.get((match["part"] or "").lower(), MONTHS))
    return None


def _ended(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
