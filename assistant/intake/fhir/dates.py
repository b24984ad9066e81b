"""Dates of FHIR: a day, or only a year or month, with or without a time."""

from datetime import date
from typing import Any, Final

from ...model.base import NOT_STATED, NotStated
from .coding import Json

DAY: Final = 10
"""Characters of a date that names the day."""


def day(text: Any) -> date | NotStated:
    """The day; not stated where only the month or year is given."""
    try:
        return date.fromisoformat(str(text)[:DAY])
    except ValueError:
        return NOT_STATED


def first_day(resource: Json, *fields: str) -> date | NotStated:
    """The day of the first field that names one; of a period its end, else its start."""
    for name in fields:
        value = resource.get(name)
        values = (value.get("end"), value.get("start")) if isinstance(value, dict) else (value,)
        for text in values:
            if (found := day(text)) != NOT_STATED:
                return found
    return NOT_STATED


def period(resource: Json, prefix: str) -> tuple[date | NotStated, date | NotStated]:
    """First and last day of `<prefix>Period`, or the one day of `<prefix>DateTime`."""
    if span := resource.get(f"{prefix}Period"):
        return day(span.get("start")), day(span.get("end"))
    only = day(resource.get(f"{prefix}DateTime"))
    return only, only


def spoken(start: date | NotStated, end: date | NotStated) -> str:
    """A period in words; empty where nothing is stated."""
    if start == end:
        return "" if start == NOT_STATED else f" on {start}"
    if end == NOT_STATED:
        return f" since {start}"
    return f" until {end}" if start == NOT_STATED else f" from {start} to {end}"
