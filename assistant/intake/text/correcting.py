"""The words by which one document corrects, completes or replaces another."""

import re
from functools import lru_cache

from .entries import HEADED
from .general_words import General
from .words import book_of, tokens

TITLE_LINES = 6
"""Lines of a document in which its title and date are looked for."""


class Correcting:
    """Knows such documents with the words of the data."""

    def __init__(self, general: General) -> None:
        words = "|".join(re.escape(w) for w in sorted((*general.amends, *general.replaces), key=len, reverse=True))
        self._amends = re.compile(rf"\W*(?:{words})\b", re.IGNORECASE)
        self._replaces = book_of(general.replaces)
        self._corrects = book_of(general.corrects)
        self.amends = lru_cache(maxsize=4096)(self._begins)
        """Whether a line heads what corrects or completes a document."""

    def _begins(self, line: str) -> bool:
        return self._amends.match(line) is not None

    def replaces(self, text: str) -> bool:
        """Whether one of the first lines of a report says that it stands in place of an earlier one."""
        return any(
            self._replaces.find(tokens(row)) for row in text.strip().split("\n")[:TITLE_LINES] if len(row) <= HEADED
        )

    def corrects(self, text: str) -> bool:
        """Whether a text says that something stated before was wrong."""
        return bool(self._corrects.find(tokens(text)))
