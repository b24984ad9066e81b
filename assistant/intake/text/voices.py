"""Who speaks in a record beside those who tell of the person: orders to whoever reads it, and what somebody held who decided before."""

import re

from .data import General
from .procedure_words import Phrases

_LEAD = ".!:>] \t\n"
"""Signs before an order that end what stands before it."""
QUOTED = 80
"""Characters of an order that are quoted."""


class Voices:
    """Knows them by the expressions of the data."""

    def __init__(self, general: General) -> None:
        self._orders = _any(general.instructions)
        self._decided = _any(general.decided)

    def instructs(self, text: str) -> bool:
        """Whether a text speaks to whoever reads it."""
        return self._orders.search(text) is not None

    def orders(self, text: str) -> list[tuple[int, str]]:
        """The orders in a text: the line of each, from 1, and its first words."""
        found = self._orders.finditer(text)
        return [(text.count("\n", 0, m.start()) + 1, " ".join(m[0].split())[:QUOTED]) for m in found]

    def unheard(self, text: str) -> list[tuple[int, int]]:
        """The characters of a text whose sentences state nothing of the person."""
        orders = [(m.end() - len(m[0].lstrip(_LEAD)), m.end()) for m in self._orders.finditer(text)]
        return orders + [m.span() for m in self._decided.finditer(text)]


def _any(expressions: Phrases) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e})" for e in expressions) or "(?!)", re.IGNORECASE)
