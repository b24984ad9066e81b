"""Words that put a request: a question whether something is necessary, and rows that say what is asked for."""

import re
from collections.abc import Callable, Iterable, Iterator

from .general_words import General
from .line import Line

BESIDE = 2
"""Characters between two sentences of one line."""

_CODED = re.compile(r"\W*(?:CPT(?:\s*codes?)?|codes?)[\s:#-]*(?=\d{5}\b)", re.IGNORECASE)
"""The words before the codes that a row lists."""


_BEGINS = re.compile(r"\W*(?:CPT(?:\s*codes?)?|codes?)?[\s:#-]*\d{5}\b", re.IGNORECASE)
"""Codes at the beginning of a sentence."""


def with_codes(lines: Iterable[Line], names: Callable[[str], bool]) -> Iterator[str]:
    """The texts of sentences; one that begins with codes together with the sentence before it in its line that names what they are for.

    `names`: whether a text names a procedure.
    """
    held, end = "", -1
    for line in lines:
        beside = 0 <= line.start - end <= BESIDE and "\n" not in line.text
        if held and beside and _BEGINS.match(line.text) and names(held):
            held = f"{held} {line.text}"
        else:
            if held:
                yield held
            held = line.text
        end = line.start + len(line.text)
    if held:
        yield held


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
