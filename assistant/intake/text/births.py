"""Days of birth: they tell whom a document is about, and never of which day it is."""

import re
from collections.abc import Iterator, Sequence

from .dates import Dated, dates

_REACH = 24
"""Characters behind a label in which its date ends."""


class Births:
    """Finds days of birth with the labels of the data."""

    def __init__(self, labels: Sequence[str]) -> None:
        words = "|".join(sorted(map(re.escape, labels), key=len, reverse=True)) or "(?!)"
        self._label = re.compile(rf"(?<!\w)(?:{words})(?!\w)[*_ \t]*[:#.|]*[*_ \t]*(?=[\dA-Z])", re.IGNORECASE)

    def read(self, text: str) -> Iterator[Dated]:
        """The days of birth that a text tells, placed in it."""
        for label in self._label.finditer(text):
            for day in dates(text[label.end() : label.end() + _REACH]):
                if day.exact and day.start == 0:
                    yield Dated(label.end(), label.end() + day.end, day.first, exact=True)

    def without(self, text: str) -> str:
        """The text with its days of birth left out, and nothing else moved."""
        for day in self.read(text):
            text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
        return text
