"""The levels at which a treatment was given, where they stand beside it ("the block at X4-5"), and are not those of something else."""

from collections.abc import Sequence

from .lexicon import LevelMark, Mark
from .sentence import Sentence

BEHIND = 4
"""Words between a treatment and a level behind it, what places, counts or dates it left out."""
BEFORE = 3
"""Words between a level and a treatment behind it."""
OWNER = 3
"""Words between a level and what is said to be there."""
JOINS = frozenset((",", "and", "&", "/", "then"))
APART = frozenset((".", ";", "\u2014"))


def levels_given(sentence: Sentence, mark: Mark, begin: int, end: int) -> tuple[str, ...]:
    """The levels that stand beside a treatment, between two words; none where something else lies there, or a further level may be meant.

    Those behind it lead: what stands before it may belong to what it was given for.
    """
    inside = [m for m in sentence.levels if m.last >= mark.first and m.first <= mark.last]
    behind = [m for m in sentence.levels if mark.last < m.first < end]
    before = [m for m in sentence.levels if begin <= m.last < mark.first]
    own = inside or _run(sentence, mark, behind, BEHIND) or _run(sentence, mark, before[::-1], BEFORE)
    listed = [m for m in sentence.levels if m.first > 0 and sentence.words[m.first - 1].word in JOINS]
    further = [m for m in listed if begin <= m.first < end and m not in own]
    if any(not _of_another(sentence, m, mark) for m in further):
        return ()
    return tuple(dict.fromkeys(level for m in sorted(own, key=lambda m: m.first) for level in m.levels))


def _run(sentence: Sentence, mark: Mark, levels: Sequence[LevelMark], most: int) -> list[LevelMark]:
    """The levels in the order of their distance, as far as nothing parts them from the treatment or from each other."""
    found: list[LevelMark] = []
    edge: Mark | LevelMark = mark
    for level in levels:
        first, last = (edge.last + 1, level.first) if level.first > edge.last else (level.last + 1, edge.first)
        if _parted(sentence, first, last, most if edge is mark else 1) or _of_another(sentence, level, mark):
            break
        found.append(level)
        edge = level
    return found


def _parted(sentence: Sentence, first: int, last: int, most: int) -> bool:
    """Whether other things than the level's own words stand between two words."""
    if any(m.role not in ("structure", "part") and first <= m.first < last for m in sentence.names):
        return True
    if any(first <= m.first < last for m in sentence.cued("study")):
        return True
    words = [(n, sentence.words[n].word) for n in range(first, last) if n not in sentence.level_words]
    placing = {n for m in sentence.names if m.role == "structure" for n in range(m.first, m.last + 1)}
    placing |= {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    return any(w in APART for _, w in words) or sum(w.isalpha() and n not in placing for n, w in words) > most


def _of_another(sentence: Sentence, level: LevelMark, mark: Mark) -> bool:
    """Whether a level is told as that of a finding: one named behind it, or shortly before it on its other side."""
    ahead = range(level.last + 1, min(level.last + 1 + OWNER, len(sentence.words)))
    behind = range(max(0, level.first - OWNER), level.first) if level.first < mark.first else range(0)
    return _finding_in(sentence, ahead, mark) or _finding_in(sentence, behind[::-1], mark)


def _finding_in(sentence: Sentence, words: Sequence[int], mark: Mark) -> bool:
    """Whether a finding is the next thing named among words, in their order, up to a sign that parts."""
    for n in words:
        if mark.first <= n <= mark.last or sentence.words[n].word in (",", "(", ")", ":", *APART):
            return False
        if any(m.first <= n <= m.last and m.role not in ("structure", "treatment") for m in sentence.names):
            return True
    return False
