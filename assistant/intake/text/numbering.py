"""Items of numbered lists, and which lines stand in one list."""

import re
from collections.abc import Sequence

NUMBERED = re.compile(r"[ \t]*(?:\[(?P<boxed>\d{1,2})\]|\((?P<round>\d{1,2})\)|(?P<plain>\d{1,2})[.)])[ \t]+")
"""The number of an item."""
OF_ALL = r"\s+of\s+\d{1,2}|\s?/\s?\d{1,2}(?!\s?[/\d])"
"""How many there are, behind the number of one."""


def list_of(n: int, rows: Sequence[str]) -> list[str]:
    """The items of the list in which a numbered line stands: their numbers rise one by one."""
    items = [(m, number) for m, row in enumerate(rows) if (number := _number(row))]
    at = next((k for k, (m, _) in enumerate(items) if m == n), None)
    if at is None:
        return []
    first = last = at
    while first and items[first - 1][1] == items[first][1] - 1:
        first -= 1
    while last + 1 < len(items) and items[last + 1][1] == items[last][1] + 1:
        last += 1
    return [rows[m] for m, _ in items[first : last + 1]]


def _number(row: str) -> int:
    match = NUMBERED.match(row)
    return int(match["boxed"] or match["round"] or match["plain"]) if match else 0
