"""Facts that a sentence names only as what something else explains ("no other cause of this")."""

from typing import Final

from .lexicon import Mark
from .sentence import Sentence

NEAR: Final = 4
"""Words from those that speak of a cause to what it is the cause of."""


def explained(sentence: Sentence, denial: Mark, first: int) -> bool:
    """Whether a denial is one of what explains a fact, and says nothing of the fact itself."""
    return any(
        0 < first - m.last <= NEAR
        and not m.last < denial.first < first
        and not any(w.word in (",", ";") for w in sentence.words[m.last + 1 : first])
        for m in sentence.cued("causes")
    )
