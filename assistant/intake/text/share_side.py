"""The side of which a share is told, where it stands beside it ("80% relief on the right and 30% on the left")."""

from typing import Final

from ...model.base import Side
from .sentence import Sentence

NEAR: Final = 4
"""Words between a share and its side."""
LEADING: Final = ("of", "in", "from", "to", "after", "following", "and")
"""Words behind a share that lead to what it is a share of."""
ENDS: Final = ("and", "but", "side", "sides", "for")
"""Words behind a side that names no part of the body."""


def side_beside(sentence: Sentence, start: int, end: int, side: Side) -> Side:
    """The side that stands straight before a share, or alone behind it; else the one given."""
    words, text = sentence.words, sentence.line.text
    for mark in sentence.cued("side"):
        if words[mark.last].end <= start and text[words[mark.last].end : start].strip(" ->~") == "":
            return mark.value  # type: ignore[return-value]
        between = [w.word for w in words[: mark.first] if w.start >= end and w.word not in ("%", "percent")]
        told = len(between) <= NEAR and all(w.isalpha() and w not in LEADING for w in between)
        named = any(w.word.isalpha() and w.word not in ENDS for w in words[mark.last + 1 : mark.last + 2])
        if words[mark.first].start >= end and told and not named:
            return mark.value  # type: ignore[return-value]
    return side
