"""The log of a therapy: rows that begin with the day of a visit, of which the first and the last are those of the course."""

import re
from datetime import date
from itertools import pairwise

from ...model.base import NOT_STATED, NotStated
from ...model.case import Document, Response
from .dates import dates
from .facts import FoundTreatment, Span

ROWS = 3
"""Visits that make a log."""
APART = 35
"""Days between two visits of one course at most."""
LONGEST = 1600
"""Characters of a log that are quoted; of a longer one nothing is told."""
LEAD = 4
"""Characters before the day of a row."""
EMPTY = " \t-\u2013\u2014."
"""Signs of a cell that tells nothing."""
_WEEKLY = re.compile(r"[\W_]*(?:week|wk)\b(?:\s+(?:of|beginning|starting|commencing))?[\s:|]*", re.IGNORECASE)
"""What begins a row of a whole week, or heads the column of the weeks."""
_LED = re.compile(
    r"[\s|]*(?:visit|session|tx|treatment)?[\s#.:|]*(?P<n>\d{1,2})(?:[.):|]|\s+-)?[\s|]+(?=\d{1,4}[/-])", re.IGNORECASE
)
"""The number of a visit before its day."""
_NUMBER = re.compile(r"[\s|:,-]*(?:visit|session|tx|treatment)?[\s#.:]*(?P<n>\d{1,2})(?![\d/%.-])", re.IGNORECASE)
"""The number of a visit behind its day."""


def logged(
    document: Document, kind: str, region: str, response: Response, missed: re.Pattern[str]
) -> FoundTreatment | None:
    """The course that the log of a therapist's paper tells; None where there is no log, or one that leaves open what it is of."""
    visits: list[tuple[date, int, int, int]] = []
    position = 0
    weekly, left_out = False, 0
    for row in document.text.split("\n"):
        before = _LED.match(row)
        led = before or _WEEKLY.match(row)
        weekly = weekly or (led is not None and not before and "|" in row)
        lead = LEAD + (led.end() if led else 0)
        day = next((d for d in dates(row[: lead + 12]) if d.exact and d.start <= lead), None)
        if day is None or not isinstance(day.first, date):
            pass
        elif _missed(row[day.end :], missed, weekly=weekly):
            left_out += bool(before and visits)
        else:
            number = before or _NUMBER.match(row, day.end)
            visits.append((day.first, position + day.start, position + len(row), int(number["n"]) if number else 0))
        position += len(row) + 1
    days = [day for day, *_ in visits]
    written = document.date
    ahead = written != NOT_STATED and any(day > written for day in days)
    if len(set(days)) < ROWS or ahead or any(not 0 <= (b - a).days <= APART for a, b in pairwise(days)):
        return None
    start, end = visits[0][1], visits[-1][2]
    if end - start > LONGEST:
        return None
    numbers = [n for *_, n in visits]
    rising = all(a < b for a, b in pairwise(numbers)) and numbers[0] > 0
    sessions: int | NotStated = numbers[-1] - left_out if rising else NOT_STATED
    quote = " ".join(document.text[start:end].split())
    return FoundTreatment(
        kind,
        Span(document.id, start, end),
        quote,
        region=region,
        supervised="yes",
        start=days[0],
        end=days[-1],
        sessions=sessions,
        response=response,
    )


def _missed(row: str, missed: re.Pattern[str], *, weekly: bool) -> bool:
    """Whether nothing of a row was attended: of a week's, where each of its cells that says anything tells a visit that was missed."""
    told = [cell for cell in row.split("|") if cell.strip(EMPTY)] if weekly else [row]
    return all(missed.search(cell) for cell in told)
