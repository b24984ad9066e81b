"""Nouns that become one kind or another by the place they name: data of the specialty."""

from ...model.base import Model
from .procedure_words import Phrases


class Head(Model):
    """A noun that becomes one kind or another by the place it names."""

    words: Phrases
    plain: str
    """Kind where no place is named."""
    places: dict[str, Phrases]
    """Kinds by the words of their place."""
    denied: Phrases = ()
    """What is said of a place that has none of it."""
