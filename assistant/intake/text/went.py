"""That a person went where the same sentence sends him ("was referred to this, which he attended from May on")."""

from collections.abc import Sequence
from typing import Final

from .lexicon import Mark
from .sentence import Sentence

_ATTENDED: Final = frozenset(
    ("attended", "completed", "finished", "underwent", "received", "did", "began", "started", "took", "had")
)
"""Verbs by which what was ordered was done."""
_WHO: Final = frozenset(
    (
        "he",
        "she",
        "they",
        "i",
        "patient",
        "claimant",
        "beneficiary",
        "member",
        "the",
        "has",
        "have",
        "had",
        "then",
        "duly",
    )
)
"""Words between the relative and its verb."""
_SIGNS: Final = (",", "(", ")")
_FAR: Final = 4
"""Words from a treatment to the relative, or from that to its verb."""


def went(sentence: Sentence, group: Sequence[Mark]) -> Sentence:
    """The sentence, without the words that only send a person to the last treatment of a run where a relative says that he went."""
    words = sentence.words
    begin = group[-1].last + 1
    start = next((n for n in range(begin, min(begin + _FAR, len(words))) if words[n].word == "which"), None)
    if start is None or words[start - 1].word not in _SIGNS:
        return sentence
    for word in words[start + 1 : start + 2 + _FAR]:
        if word.word in _ATTENDED:
            return sentence.without("hypothetical").without("refused")
        if word.word not in _WHO:
            break
    return sentence
