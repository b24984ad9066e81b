"""Words that put a request: a question whether something is necessary, and rows that say what is asked for."""

import re
from collections.abc import Iterator

from .data import General


def posing(general: General) -> re.Pattern[str]:
    """A sentence that asks whether something is necessary."""
    words = "|".join(map(re.escape, general.necessity)) or "(?!)"
    return re.compile(rf"\b(?:{words})\b[^.?!\n]*\?", re.IGNORECASE)


def opening(general: General) -> re.Pattern[str]:
    """The words that open a row which says what is asked for."""
    words = "|".join(map(re.escape, sorted(general.requests, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"[^\w\n]*(?:{words})\b[\s:\u2013\u2014-]*", re.IGNORECASE)


def requested_rows(text: str, general: General) -> Iterator[str]:
    """What the rows of a text that open with words for a request say behind them."""
    opens = opening(general)
    return (row[m.end() :] for row in text.split("\n") if (m := opens.match(row)) and row[m.end() :].strip())
