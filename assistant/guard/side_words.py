"""Words that name a side."""

import re
from collections.abc import Iterator

from .words import Lists


def sides_in(lower: str, lists: Lists, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Words of a stretch that name a side, and not those that only look like one ("left open")."""
    found = list(lists.side.finditer(lower, start, len(lower) if end is None else end))
    senses = [m.span() for m in lists.not_a_side.finditer(lower)] if found else []
    for match in found:
        if not any(a <= match.start() < b for a, b in senses):
            yield match
