"""Whether a sentence of a plan looks back on what was given ("has failed eight weeks of this"), and does not plan it."""

from collections.abc import Sequence
from typing import Final

from .lexicon import Mark
from .sentence import Sentence

AHEAD: Final = frozenset((
    "if", "once", "until", "when", "unless", "after", "only", "will", "would", "should", "must", "before", "whether",
    "may", "might", "next", "then", "today", "tomorrow", "start", "starting", "begin", "order", "ordered", "refer",
    "referred", "recommend", "recommended", "proceed", "plan", "planned", "needs", "need", ">", "->", "\u2192",
))  # fmt: skip
"""Words by which it is not so yet, or with which a plan begins."""
LATER: Final = frozenset(("next", "today", "tomorrow", "planned", "ordered", "recommended"))
"""Those that may stand behind what they plan."""


def looked_back_to(sentence: Sentence, marks: Sequence[Mark]) -> int:
    """The word up to which it tells, under no condition, of what was given, by words before the first of its treatments; else 0."""
    first = next((m.first for m in marks), None)
    told = [m for m in sentence.cued("looks back") if first is not None and m.last < first]
    if not told or first is None:
        return 0
    end = sentence.clause(first)[1]
    words = [w.word for w in sentence.words]
    ahead = next((n for n in range(len(words)) if words[n] in AHEAD), len(words))
    if ahead < first:
        return 0
    cut = min(ahead, end)
    if ahead < end and words[ahead] in LATER:
        cut = max((n for n in range(first, ahead) if words[n] == ","), default=0)
    return cut
