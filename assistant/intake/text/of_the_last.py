"""Whether what is told behind several days was brought by what was given on the last ("on the one day with this, on the other without")."""

from collections.abc import Sequence
from typing import Final

from .sentence import Sentence

ALL: Final = frozenset(("all", "none", "neither", "both", "each", "either", "every", "any"))
"""Words by which it was brought by each of them."""
TOLD: Final = ("response", "lasted", "bare", "kept")


def only_of_last(sentence: Sentence, days: Sequence[tuple[int, int]], response: tuple[int, int]) -> bool:
    """Whether a response behind the last of several days is that of this one, because what an earlier one brought stands between them.

    `days`, `response`: their first and last words.
    """
    if len(days) < 2 or response[0] <= days[-1][1]:
        return False
    if not ALL.isdisjoint(w.word for w in sentence.words[days[-1][1] + 1 : response[1] + 1]):
        return False
    between = range(days[0][1] + 1, days[-1][0])
    told = any(m.first in between for role in TOLD for m in sentence.cued(role))
    return told or any(sentence.words[n].word in ("%", "percent") for n in between)
