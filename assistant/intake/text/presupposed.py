"""What a denial takes for given: "no change across the thing" denies the change, and the thing is there."""

from collections.abc import Sequence
from typing import Final

from .lexicon import Mark
from .sentence import Sentence

RELATING: Final = frozenset(
    ("of", "across", "at", "from", "by", "through", "within", "around", "behind", "along", "to")
)
"""Words between what is denied and the thing that it would be of."""
POINTING: Final = frozenset(("the", "this", "that", "his", "her", "its", "their"))
"""Words before a thing that is known to be there."""
NEAR: Final = 5
"""Words from one of them to the thing."""
DENYING: Final = frozenset(("no", "without", "nor"))


def presupposed(sentence: Sentence, cues: Sequence[Mark], first: int) -> bool:
    """Whether a denial before a thing is one of something about it: a noun of its own, that is no trace of the thing, with a preposition and
    the article of what is known.
    """
    words = [w.word for w in sentence.words]
    for cue in cues:
        if cue.last >= first or words[cue.first] not in DENYING:
            continue
        between = words[cue.last + 1 : first]
        at = next((n for n in range(1, len(between) - 1) if between[n] in RELATING and between[n + 1] in POINTING), 0)
        if not at or len(between) - at - 1 > NEAR or any(not w[:1].isalnum() for w in between[at + 1 :]):
            continue
        if not any(cue.last < m.first <= cue.last + at for m in sentence.cued("traces")):
            return True
    return False
