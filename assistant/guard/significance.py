"""Statistical significance, told in words of what a source gives a probability for."""

import re

from .reading import Reading
from .scope import negated

_LIMIT = 0.05
_P = re.compile(r"p([<=>])(\d*\.\d+)")


def significance_backed(reading: Reading, position: int) -> bool:
    """Whether the word at a place calls something significant, or not, as a probability in the cited facts makes it."""
    start, end = next(((a, b) for _, a, b in reading.text.tokens if a == position), (position, position))
    if reading.text.lower[start:end] not in reading.ground.lists.words.significance:
        return False
    texts = reading.texts_of(reading.facts_at(position))
    found = [m for t in texts for f in t.figures if f.kind == "probability" and (m := _P.fullmatch(str(f.key)))]
    below = {m[1] != ">" and float(m[2]) <= _LIMIT for m in found}
    return (not negated(reading.text, reading.ground.lists, start, end)) in below
