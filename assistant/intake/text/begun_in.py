"""The side of the place in which what is felt begins."""

from ...model.base import NOT_STATED, Side
from .lexicon import Mark
from .sentence import Sentence


def begun_in(sentence: Sentence, first: int) -> Side:
    """The side of the place in which it begins, where the sentence names no other before what is felt ("begins in the left one, goes down")."""
    sides = sentence.cued("side")
    parts = {m.first for m in sentence.names if m.role == "structure"}
    led = any("from" in _before(sentence, m) or "in" in _before(sentence, m) for m in sides)
    own = all(m.last < first and m.last + 1 in parts for m in sides)
    return sides[0].value if led and own and len({m.value for m in sides}) == 1 else NOT_STATED  # type: ignore[return-value]


def _before(sentence: Sentence, mark: Mark) -> set[str]:
    return {w.word for w in sentence.words[max(0, mark.first - 2) : mark.first]}
