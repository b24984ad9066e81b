"""Numbers that were not reached ("less than thirty percent"), beside those that were never fallen below."""

from bisect import bisect_left
from typing import Final

from .sentence import Sentence

BEFORE: Final = 7
"""Words between a denial and the words of less that it denies."""
PARTING: Final = frozenset((",", ";", ":", "(", ")", "and", "but", "with", "which", "who", "because"))
"""Words by which a denial and what stands behind them are parted."""


def short_of(sentence: Sentence, start: int) -> bool:
    """Whether the words directly before a number say that it was not reached."""
    first = bisect_left([w.start for w in sentence.words], start)
    return any(m.last == first - 1 and not _denied(sentence, m.first) for m in sentence.cued("less"))


def _denied(sentence: Sentence, first: int) -> bool:
    """Whether what begins at a word is denied in one breath: "never below five" is five at least."""
    near = (m for m in sentence.cued("negation") if 0 < first - m.last <= BEFORE)
    return any(PARTING.isdisjoint(w.word for w in sentence.words[m.last + 1 : first]) for m in near)
