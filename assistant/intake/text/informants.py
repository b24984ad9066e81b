"""Somebody else of whom a sentence speaks, who only tells of the person or is there for him."""

from typing import Final

from .lexicon import Mark
from .sentence import Sentence

TELLS: Final = 2
"""Words from a person to the word that says that he tells."""
OWN: Final = frozenset(("his", "her", "their", "the"))
"""Words before a person that lead to him."""


def begins_of_another(sentence: Sentence, cue: Mark, last: int) -> bool:
    """Whether somebody else stands behind a fact and begins what is told of him alone ("she does not, her sister does")."""
    own = cue.first - (sentence.words[cue.first - 1].word in OWN)
    follows = sentence.words[cue.last + 1].word if cue.last + 1 < len(sentence.words) else ""
    return last < own - 1 and sentence.words[own - 1].word in (",", "but", "and") and follows.isalpha()


def informs(sentence: Sentence, cue: Mark) -> bool:
    """Whether somebody else only tells of the person ("his wife reports"), or is only there for him ("needs his wife")."""
    described = any(m.first == cue.last + 1 for m in sentence.cued("describes"))
    if not described and any(0 < cue.first - m.last <= TELLS for m in sentence.cued("helped")):
        return True
    return any(0 < m.first - cue.last <= TELLS for m in sentence.cued("informants"))
