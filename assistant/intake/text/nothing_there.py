"""Words of a list that say of one place, or of one side, that nothing is there, beside what is graded at another."""

from ...model.base import NOT_STATED
from .lexicon import Lexicon, Mark
from .sentence import Sentence

NOTHING = "none"
"""Grade that denies."""
BETWEEN = frozenset(("on", "at", "the", "is", "are", "side", ":"))
"""Words between such a word and its side."""
CLEAR = ("denied head", "unremarkable")
"""Roles of words for a place at which nothing is."""


def nothing_there(sentence: Sentence, nouns: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """A denial that stands at a place or a side of its own in a list, as a grade ("severe here, none there")."""
    scales = {lexicon.pack.kind(m.value.partition(":")[0]).scale for m in nouns if m.role == "kind"} - {NOT_STATED}
    scales = {scale for scale in scales if NOTHING in lexicon.pack.scale(scale).grades}
    if not scales:
        return []
    firsts = {m.first for m in sentence.levels}
    cues = [c for c in sentence.cued("negated_after") if sentence.words[c.first].word in (NOTHING, "absent")]
    cues = [c for c in cues if not firsts.isdisjoint((c.last + 1, c.last + 2)) or at_side(sentence, c)]
    cues += [c for role in CLEAR for c in sentence.cued(role) if at_side(sentence, c)]
    return [Mark("grade", f"{scale}:{NOTHING}", c.first, c.last) for c in cues for scale in sorted(scales)]


def at_side(sentence: Sentence, cue: Mark) -> bool:
    """Whether words for nothing stand beside one side, where something is graded and the other side is named."""
    sides = [m for m in sentence.cued("side") if m.value in ("left", "right")]
    begin, end = sentence.clause(cue.first)
    own = [m for m in sides if begin <= m.first < end]
    if len({m.value for m in own}) < 2 or not any(begin <= g.first < end for g in sentence.grades):
        return False
    return any(_beside(sentence, cue, side) for side in own)


def _beside(sentence: Sentence, cue: Mark, side: Mark) -> bool:
    """Whether nothing but small words stands between."""
    one, other = sorted((cue, side), key=lambda m: m.first)
    return one.last < other.first and all(w.word in BETWEEN for w in sentence.words[one.last + 1 : other.first])
