"""A day, or a month where the record names no day."""

import calendar
from datetime import date
from typing import Annotated

from pydantic import Field

from .base import NOT_STATED, NotStated

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month of a year, such as `2026-03`."""
When = date | Month | NotStated


def earliest(when: date | str) -> date | NotStated:
    """The first day that it can mean."""
    if isinstance(when, date):
        return when
    return NOT_STATED if when == NOT_STATED else date(int(when[:4]), int(when[5:]), 1)


def latest(when: date | str) -> date | NotStated:
    """The last day that it can mean."""
    first = earliest(when)
    if first == NOT_STATED or isinstance(when, date):
        return first
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def told(when: date | str) -> str:
    """As it is told where months have names: `November 2025`; a day as it is."""
    if isinstance(when, date) or when == NOT_STATED:
        return str(when)
    return f"{calendar.month_name[int(when[5:])]} {when[:4]}"


def apart(begun: date | str, ended: date | str, since: date | str, until: date | str) -> bool:
    """Whether what lasted from one day to another began after the time that is spoken of, or had ended before it, for certain."""
    start, end, first, last = earliest(begun), latest(ended), earliest(since), latest(until)
    later = start != NOT_STATED and last != NOT_STATED and start > last
    earlier = end != NOT_STATED and first != NOT_STATED and end < first
    return later or earlier
