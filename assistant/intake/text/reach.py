"""How far what stands behind a fact reaches back to it."""

from typing import Final

from .sentence import Sentence

BEHIND: Final = 5
"""Words behind a fact within which a denial or a doubt reaches back."""
NAMING: Final = ("kind", "thing", "sign", "structure", "head")
"""Roles of words that name what a doubt may be told of."""


def gap(sentence: Sentence, last: int, first: int) -> int:
    """Words from a fact to what follows, without the levels between."""
    return first - last - sum(n in sentence.level_words for n in range(last + 1, first))


def doubt_reaches(sentence: Sentence, last: int, first: int) -> bool:
    """Whether a doubt behind a fact is told of it, and not of another one that a comma parts from it ("this equal, that equivocal")."""
    if not 0 < gap(sentence, last, first) <= BEHIND:
        return False
    comma = next((n for n in range(last + 1, first) if sentence.words[n].word == ","), None)
    return comma is None or not any(comma < m.first < first for m in sentence.names if m.role in NAMING)
