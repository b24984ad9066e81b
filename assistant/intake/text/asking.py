"""Words that put a request: a question whether something is necessary, and rows that say what is asked for."""

import re
from collections.abc import Iterable, Iterator

from .data import General

_CODED = re.compile(r"\W*(?:CPT(?:\s*codes?)?|codes?)[\s:#-]*(?=\d{5}\b)", re.IGNORECASE)
"""The words before the codes that a row lists."""


def posing(general: General) -> re.Pattern[str]:
    """A sentence that asks whether something is necessary."""
    words = "|".join(map(re.escape, general.necessity)) or "(?!)"
    return re.compile(rf"\b(?:{words})\b(?:[^.?!\n]|\.(?=\w))*\?", re.IGNORECASE)


def opening(general: General) -> re.Pattern[str]:
    """The words that open a row which says what is asked for."""
    words = "|".join(map(re.escape, sorted(general.requests, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"[^\w\n]*(?:{words})\b[\s:\u2013\u2014-]*", re.IGNORECASE)


def requested_rows(text: str, general: General) -> Iterator[str]:
    """What the rows of a text that open with words for a request say behind them."""
    opens = opening(general)
    return (row[m.end() :] for row in text.split("\n") if (m := opens.match(row)) and row[m.end() :].strip())


def asking(sentences: Iterable[str], general: General) -> Iterator[str]:
    """What the sentences that ask for an authorization say behind these words, and the codes that a sentence lists."""
    words, denied = (
        "|".join(map(re.escape, sorted(each, key=len, reverse=True))) for each in (general.asks, general.negation)
    )
    asks = re.compile(rf"\b(?:{words or '(?!)'})\b(?:\s+(?:of|for|to|perform)\b)*[\s:\u2013\u2014-]*", re.IGNORECASE)
    denies = re.compile(rf"(?<!\w)(?:{denied or '(?!)'})(?!\w)|n't\b", re.IGNORECASE)
    for text in sentences:
        if (listed := _CODED.match(text)) is not None:
            yield text[listed.end() :]
        elif (m := asks.search(text)) is not None and not denies.search(text[: m.start()]):
            yield text[m.end() :]
