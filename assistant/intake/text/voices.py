"""Who speaks in a record beside those who tell of the person: orders to whoever reads it, and what somebody held who decided before."""

from typing import NamedTuple

from .general_words import General
from .procedure_words import Phrases
from .quick import AnyCase

_LEAD = ".!:>] \t\n"
"""Signs before an order that end what stands before it."""
QUOTED = 80
"""Characters of an order that are quoted."""


class Order(NamedTuple):
    """An order to whoever reads the record."""

    line: int
    """From 1."""
    words: str
    """The first of them."""
    span: tuple[int, int]
    """Its characters."""


class Voices:
    """Knows them by the expressions of the data."""

    def __init__(self, general: General) -> None:
        self._orders = _any(general.instructions)
        self._decided = _any(general.decided)

    def instructs(self, text: str) -> bool:
        """Whether a text speaks to whoever reads it."""
        return next(self._orders.matches(text), None) is not None

    def orders(self, text: str) -> list[Order]:
        """The orders in a text."""
        return [self._order(text, *match.span()) for match in self._orders.matches(text)]

    def decided(self, text: str) -> list[tuple[int, int]]:
        """The characters of a text that tell what somebody held who decided before."""
        return [match.span() for match in self._decided.matches(text)]

    def _order(self, text: str, start: int, end: int) -> Order:
        words = text[start:end]
        span = end - len(words.lstrip(_LEAD)), end
        return Order(text.count("\n", 0, start) + 1, " ".join(words.split())[:QUOTED], span)


def _any(expressions: Phrases) -> AnyCase:
    return AnyCase("|".join(f"(?:{e})" for e in expressions) or "(?!)")
