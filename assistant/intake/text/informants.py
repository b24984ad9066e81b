"""Somebody else of whom a sentence speaks, who only tells of the person or is there for him."""

from typing import Final

from .lexicon import Mark
from .sentence import Sentence

TELLS: Final = 2
"""Words from a person to the word that says that he tells."""


def informs(sentence: Sentence, cue: Mark) -> bool:
    """Whether somebody else only tells of the person ("his wife reports"), or is only there for him ("needs his wife")."""
    described = any(m.first == cue.last + 1 for m in sentence.cued("describes"))
    if not described and any(0 < cue.first - m.last <= TELLS for m in sentence.cued("helped")):
        return True
    return any(0 < m.first - cue.last <= TELLS for m in sentence.cued("informants"))
