"""The level of the sentence before, for one that goes on from it without naming a place."""

from .sentence import Sentence
from .stating import Setting


def carried(sentence: Sentence, setting: Setting, *, told: bool) -> tuple[str, ...]:
    """The level of the sentence before, where this one goes on from it, or grades what is there (`told`) without speaking of all."""
    if any(m.first <= 1 for m in sentence.cued("continues")):
        return setting.named_before
    return setting.named_before if told and not sentence.cued("throughout") and not sentence.cued("others") else ()
