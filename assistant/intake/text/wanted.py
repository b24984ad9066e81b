"""Facts that are wanted before something is done, and not so yet ("has to be free of it first")."""

from collections.abc import Mapping, Sequence
from typing import Final

from .facts import FoundFinding
from .lexicon import AHEAD
from .sentence import Sentence

BEFORE: Final = 8
"""Words from those that want something to it."""
BEHIND: Final = 4
"""The same where they stand behind it."""


def wanted(sentence: Sentence, found: FoundFinding) -> bool:
    """Whether words within a fact or beside it, with no comma between, say that it has to be so first."""
    if not (cues := sentence.cued("wanted")):
        return False
    words, offset = sentence.words, sentence.line.start
    start, end = found.span.start - offset, found.span.end - offset
    inside = [n for n, w in enumerate(words) if w.start < end and w.end > start]
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    for cue in cues:
        if cue.value == AHEAD and cue.first >= first:
            continue
        if cue.first and words[cue.first - 1].word == "as":
            continue  # "as required"
        begin, until = sorted((cue.first, first)) if cue.first < first else (last, cue.first)
        near = first - cue.last <= BEFORE if cue.first < first else cue.first - last <= BEHIND
        if near and not any(w.word in (",", ";", ".") for w in words[begin + 1 : until]):
            return True
    return False


def elsewhere(found: FoundFinding, words: Mapping[str, Sequence[str]]) -> bool:
    """Whether a finding is told in words that mean something else in its region."""
    told = words.get(found.region, ())
    return any(word in found.quote.lower().replace("-", " ") for word in told)
