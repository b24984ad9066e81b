"""Shares told in words: of a hundred ("ninety percent"), or of the whole ("two thirds of the pain was gone")."""

import re
from collections.abc import Mapping
from typing import Final

from .general_words import General

TENTH: Final = 10
"""The least share of a hundred that is told in a word."""
STEP: Final = 5
"""Percent of which such shares are told in steps."""
WHOLE: Final = 100
_SHORT: Final = (
    r"(?<!almost\s)(?<!nearly\s)(?<!near\s)(?<!near-)(?<!not\s)(?<!no\s)(?<!without\s)(?<!virtually\s)"
    r"(?:(?<!than\s)|(?<=more\sthan\s)|(?<=better\sthan\s)|(?<=greater\sthan\s))(?<!half\sto\s)"
    r"\b(?P<number>{})\b"
)
"""A share that is reached, or passed."""


class Shares:
    """Reads them with the words of the data."""

    def __init__(self, general: General) -> None:
        self._fractions: Mapping[str, float] = general.shares
        self.numbers = {w: n for w, n in general.numbers.items() if n >= TENTH and not n % STEP and n <= WHOLE}
        """Numbers in words in which percents are told."""
        words = "|".join(re.sub(r"\s+", r"\\s+", w) for w in sorted(self._fractions, key=len, reverse=True)) or "(?!)"
        self.expression = _SHORT.format(words)
        """The expression of a share of the whole, with the group `number`."""
        self._fraction = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

    def told(self, text: str) -> bool:
        """Whether a text may tell a share."""
        return "%" in text or "percent" in text or self._fraction.search(text) is not None

    def value(self, words: str) -> float:
        """The percent that figures or words tell."""
        plain = " ".join(words.lower().split())
        found = self._fractions.get(plain, self.numbers.get(plain))
        return float(plain) if found is None else found
