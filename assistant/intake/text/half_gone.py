"""A share of half or more that is told as gone between a treatment and words that say that something is left ("80% better, still in pain")."""

import re
from collections.abc import Sequence
from typing import Final

from .lexicon import Mark
from .sentence import Sentence

LED: Final = 6
"""Words before a response in which a condition may begin."""
CONDITIONS: Final = frozenset(("if", "unless", "should", "until"))
PARTED: Final = frozenset((",", ";", ".", "\u2014"))
_GONE = re.compile(
    r"(?<![\d.-])(?:[5-9]\d|100)\s?(?:%|percent)\s+(?:overall\s+|pain\s+)?(?:better|relief|improve[dm]\w*|reduction|gone|less)\b"
    r"[\s,;:.\u2014-]*(?:(?:but|yet|however|though|although|and|he|she|they|is|was|the|patient|pt)\b[\s,]*){0,5}\Z",
    re.IGNORECASE,
)


def half_gone(sentence: Sentence, treatment: Mark, told: Sequence[Mark]) -> bool:
    """Whether such a share stands in front of what is told of the treatment, behind it."""
    if not told or told[-1].first <= treatment.last:
        return False
    text, words = sentence.line.text, sentence.words
    return _GONE.search(text, words[treatment.last].end, words[told[-1].first].start) is not None


def only_if(sentence: Sentence, response: Mark) -> bool:
    """Whether a response is a condition ("the one if there is no relief from the other"), and nothing that came."""
    led = [w.word for w in sentence.words[max(0, response.first - LED) : response.first]]
    if any(w.word == "anything" for w in sentence.words[max(0, response.first - LED) : response.last + 1]):
        return False  # "if anything worse"
    start = max((n + 1 for n, word in enumerate(led) if word in PARTED), default=0)
    return not CONDITIONS.isdisjoint(led[start:]) or sentence.words[response.first].word in CONDITIONS
