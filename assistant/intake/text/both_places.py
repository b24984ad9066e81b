"""The levels of which a sentence says more by words for both or all, or for the last ("... at this and that, with so much at both")."""

from itertools import pairwise
from typing import Final

from .lexicon import ALL
from .sentence import Sentence

TWO: Final = 2
"""Places that words for both speak of."""
MANY: Final = {"three": 3, "four": 4}
"""Words beside such a cue for so many places."""
POINTING: Final = (("of", "these"), ("of", "those"))
"""Words with which such a cue speaks of as many as were named."""


def places_of_both(sentence: Sentence, last: int, reach: int) -> set[str]:
    """The two levels that a sentence names before words for both, which stand within so many words behind what ends at a word."""
    words = [w.word for w in sentence.words[last + 1 : last + 4]]
    if words[:2] in (["at", "the"], ["in", "the"]) and words[2:] == ["latter"]:
        before = [m for m in sentence.levels if m.last < last]
        return {*before[-1].levels} if before else set()
    both = next((m for m in sentence.cued("both_places") if 0 < m.first - last <= reach), None)
    if both is None:
        return set()
    behind = sentence.words[both.last + 1 : both.last + 2]
    if sentence.words[both.last].word in ALL and behind and behind[0].word[0].isalnum():
        return set()  # "at both this and that"
    named = {level for m in sentence.levels if m.last < both.first for level in m.levels}
    return named if _counted(len(named), [w.word for w in sentence.words[both.first : both.last + 1]]) else set()


def _counted(number: int, words: list[str]) -> bool:
    """Whether words for both or for all speak of so many places."""
    if many := [MANY[word] for word in words if word in MANY]:
        return number == many[0]
    pointing = words[0:2] != ["at", "both"] and any(pair in POINTING for pair in pairwise(words))
    return number >= TWO if pointing and "either" not in words else number == TWO
