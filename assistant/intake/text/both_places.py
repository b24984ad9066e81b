"""The levels of which a sentence says something more by words for both, or for the last ("... at this and that, with so much at both")."""

from typing import Final

from .lexicon import ALL
from .sentence import Sentence

TWO: Final = 2
"""Places that words for both speak of."""


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
    return named if len(named) == TWO else set()
