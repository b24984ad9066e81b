"""Levels that are no places: beside them lies what is told ("above the old one at X there is")."""

from collections.abc import Sequence

from .lexicon import Mark
from .sentence import Sentence

BESIDE = 6
"""Words behind `above` within which a level is not the place of the fact."""


def place_of_beside(sentence: Sentence, nouns: Sequence[Mark], beside: Sequence[Mark]) -> Mark | None:
    """The thing that only tells beside what the one place of a sentence lies, before what is there ("above the earlier one at X there is")."""
    if (
        len(sentence.levels) != 1
        or len(sentence.levels[0].levels) != 1
        or sentence.words[sentence.levels[0].first - 1].word != "at"
    ):
        return None
    thing = next((m for m in nouns if m.role == "thing" and m.last + 2 == sentence.levels[0].first), None)
    if thing is None or any(m.role == "kind" and m.first < thing.first for m in nouns):
        return None
    return thing if any(0 < thing.first - b.last <= BESIDE for b in beside) else None


def stands_beside(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a level stands so near behind a word such as `above` that it is not the place of the fact; a comma or colon ends its reach."""
    return 0 < first - cue.last <= BESIDE and not any(
        w.word in (",", ":") for w in sentence.words[cue.last + 1 : first]
    )
