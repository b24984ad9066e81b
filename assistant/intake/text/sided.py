"""Places of which a person has two: the side beside the word for one is that of all that is said of it."""

import re
from collections.abc import Callable, Mapping, Sequence

from ...model.base import NOT_STATED, Side
from .quick import one_of

Sided = Callable[[str], Side]
"""The one side that a text gives such places; not stated where it gives none, or several."""


def sided(places: Sequence[str], sides: Mapping[str, Sequence[str]]) -> Sided:
    """Reads the side of the places that are named, with the words for each side."""
    if not places:
        return lambda text: NOT_STATED
    words = {word.casefold(): side for side, told in sides.items() for word in (side, *told)}
    named = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found = re.compile(rf"(?<![\w/-])({named})\s+(?:{'|'.join(map(re.escape, places))})(?!\w)", re.IGNORECASE)
    place = re.compile(one_of(places))

    def side_of(text: str) -> Side:
        if not place.search(text):
            return NOT_STATED
        told = {words[" ".join(match[1].casefold().split())] for match in found.finditer(text)}
        return told.pop() if len(told) == 1 else NOT_STATED  # type: ignore[return-value]

    return side_of
