"""Words that name a side."""

import re
from collections.abc import Iterator

from .words import Lists


def sides_in(lower: str, lists: Lists, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Words of a stretch that name a side, and not those that only look like one ("left open")."""
    senses = [m.span() for m in lists.not_a_side.finditer(lower)]
    for match in lists.side.finditer(lower, start, len(lower) if end is None else end):
        if not any(a <= match.start() < b for a, b in senses):
            yield match
