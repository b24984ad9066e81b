"""Values that a sentence tells of an earlier day beside those of today ("2/5 here and 1/5 there, was 5/5 and 4/5 on such a day")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ...model.base import NOT_STATED, NotStated, sides_overlap
from .dates import dates
from .facts import FoundFinding

_PARTS: Final = re.compile(r"[;()]|\.(?=\s|$)|\n")
"""What parts what is told of one day from what is told of another."""
_WAS: Final = re.compile(r"\b(?:was|were|had\s+been|previously|compared\s+(?:with|to)|versus|vs\.?)\b", re.IGNORECASE)
_ON: Final = re.compile(r"(?:^|[;.,])\s*(?:\w+\s+){0,2}?on\s+$", re.IGNORECASE)
"""What stands before a day that leads what is told of it."""


def of_then(
    told: Sequence[FoundFinding], text: str, start: int, graded: frozenset[str], latest: date | NotStated
) -> list[FoundFinding]:
    """The findings of a sentence, those of graded kinds with the earlier day that it tells them of, where it tells others without, or
    begins with that day.

    `start`: where the sentence begins; `latest`: the day of the document.
    """
    own = [f for f in told if f.kind in graded and f.date == NOT_STATED]
    if not own or latest == NOT_STATED:
        return list(told)
    made = list(told)
    for begin, end, until, day in _earlier(text, latest):
        inside = [f for f in own if begin <= f.span.start - start < end and f.span.end - start <= until]
        if inside and (len(inside) < len(own) or _ON.search(text[:begin])):
            made = [replace(f, date=day) if f in inside else f for f in made]
    return made


def _earlier(text: str, latest: date) -> Iterator[tuple[int, int, int, date]]:
    """The characters in which something of an earlier day begins, and up to which it ends, each with its day."""
    for day in dates(text):
        if not day.exact or day.first >= latest:
            continue
        begin = max((m.end() for m in _PARTS.finditer(text, 0, day.start)), default=0)
        was = list(_WAS.finditer(text, begin, day.start))
        if was:
            yield was[-1].start(), day.end, len(text), day.first
        elif _ON.search(text[: day.start]):
            stop = _PARTS.search(text, day.end)
            end = stop.start() if stop else len(text)
            end = next((d.start for d in dates(text) if day.end <= d.start < end), end)  # there another day begins
            if _WAS.search(text, day.end, end):
                yield day.start, end, end, day.first


def pairs_of_days(told: Sequence[FoundFinding]) -> Iterator[tuple[FoundFinding, FoundFinding]]:
    """What was and what is of one structure, among the findings of a sentence."""
    for then in (f for f in told if f.date != NOT_STATED):
        for now in told:
            same = now.date == NOT_STATED and (now.kind, now.of) == (then.kind, then.of)
            if same and now.of != NOT_STATED and sides_overlap(now.side, then.side):
                yield then, now
