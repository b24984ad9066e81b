"""A day, or a month, a season or a year where the record names no day (as in ISO 8601-2: `2026-21` is the spring of 2026)."""

import calendar
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from .base import NOT_STATED, NotStated

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month of a year, such as `2026-03`."""
Season = Annotated[str, Field(pattern=r"^\d{4}-2[1-4]$")]
"""A season of a year, by its number: 21 spring, 22 summer, 23 autumn, 24 winter."""
Year = Annotated[str, Field(pattern=r"^\d{4}$")]
"""A year alone."""
When = date | Month | Season | Year | NotStated

MONTHS: Final = 12
SEASONS: Final = {21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (12, 3)}
"""The first and the last month that the name of a season can mean; the winter of a year may begin in it, or end in it."""
NAMES: Final = {21: "spring", 22: "summer", 23: "fall", 24: "winter"}


def earliest(when: date | str) -> date | NotStated:
    """The first day that it can mean."""
    if isinstance(when, date):
        return when
    if when == NOT_STATED:
        return NOT_STATED
    year, part = _parts(when)
    if part in SEASONS:
        first, last = SEASONS[part]
        return date(year - (first > last), first, 1)
    return date(year, part or 1, 1)


def latest(when: date | str) -> date | NotStated:
    """The last day that it can mean."""
    if isinstance(when, date):
        return when
    if when == NOT_STATED:
        return NOT_STATED
    year, part = _parts(when)
    month = part or MONTHS
    if part in SEASONS:
        first, month = SEASONS[part]
        year += first > month
    return date(year, month, calendar.monthrange(year, month)[1])


def by_month(when: date | str) -> bool:
    """Whether a month is told, without its day."""
    return not isinstance(when, date) and when != NOT_STATED and 0 < _parts(when)[1] <= MONTHS


def told(when: date | str) -> str:
    """As it is told where months have names: `November 2025`, `spring 2026`; a day or a year as it is."""
    if isinstance(when, date) or when == NOT_STATED:
        return str(when)
    year, part = _parts(when)
    return f"{NAMES.get(part) or calendar.month_name[part]} {year:04}".strip()


def _parts(when: str) -> tuple[int, int]:
    """The year, and the number of its month or season; 0 where it stands alone."""
    year, _, part = when.partition("-")
    return int(year), int(part or 0)


def apart(begun: date | str, ended: date | str, since: date | str, until: date | str) -> bool:
    """Whether what lasted from one day to another began after the time that is spoken of, or had ended before it, for certain."""
    start, end, first, last = earliest(begun), latest(ended), earliest(since), latest(until)
    later = start != NOT_STATED and last != NOT_STATED and start > last
    earlier = end != NOT_STATED and first != NOT_STATED and end < first
    return later or earlier
