"""The side on which a treatment was given, where it stands beside it ("left L4-5 block"), and is not that of something else."""

from ...model.base import NOT_STATED, Side
from .lexicon import Mark
from .sentence import Sentence

BEFORE = 2
"""Words of the treatment's own kind between a side and it ("left diagnostic X5 block"), what places left out."""
LINKS = frozenset(
    ("at", "on", "of", "for", "to", "the", "and", "&", "-", "/", "(", ")", ":", "side", "sided", "level", "levels")
)
"""Words that tie a side behind a treatment to it, beside what places or counts."""


def side_given(sentence: Sentence, mark: Mark, begin: int, end: int) -> Side:
    """The one side that stands beside a treatment, between two words; not stated where none or several do, or another thing has it."""
    sides = [m for m in sentence.cued("side") if begin <= m.first < end]
    own = {m.value for m in sides if _before(sentence, m, mark) or _behind(sentence, m, mark)}
    return own.pop() if len(own) == 1 and len({m.value for m in sides}) == 1 else NOT_STATED  # type: ignore[return-value]


def _before(sentence: Sentence, side: Mark, mark: Mark) -> bool:
    """Whether a side leads straight to the treatment behind it, or lies within its words."""
    if side.first >= mark.first:
        return side.last <= mark.last
    between = _between(sentence, side.last + 1, mark.first)
    return between is not None and sum(word.isalpha() and word not in LINKS for word in between) <= BEFORE


def _behind(sentence: Sentence, side: Mark, mark: Mark) -> bool:
    """Whether a side follows the treatment with nothing between them but its levels and what ties them, and places no other thing."""
    if side.first <= mark.last:
        return False
    edge = side.first - 1
    if sentence.words[edge].word != "," or not _alone(sentence, side):
        edge = side.first
    between = _between(sentence, mark.last + 1, edge, aimed=True)
    placed = sentence.words[side.first - 1].word == "on" or [
        w.word for w in sentence.words[side.first - 2 : side.first]
    ] == ["on", "the"]
    if between is None or sum(word.isalpha() and word not in LINKS for word in between) > (BEFORE if placed else 0):
        return False
    after = range(side.last + 1, min(side.last + 3, len(sentence.words)))
    return not any(n in range(m.first, m.last + 1) for m in sentence.names for n in after if m.role != "treatment")


def _alone(sentence: Sentence, side: Mark) -> bool:
    """Whether nothing but levels follows a side in its piece of a sentence, but that it is one ("..., left side, ...")."""
    following = side.last + 1
    following += following < len(sentence.words) and sentence.words[following].word == "side"
    ends = following >= len(sentence.words) or sentence.words[following].word in (",", ";", ".", ")")
    return ends or following in sentence.level_words


def _between(sentence: Sentence, first: int, last: int, *, aimed: bool = False) -> list[str] | None:
    """The words between two indexes, what places left out, with `aimed` structures too; None where another thing or a break stands there."""
    if any(m.role not in ("structure", "part") and first <= m.first < last for m in sentence.names):
        return None
    marks = sentence.cued("region")
    if aimed:  # what it was given to
        marks = [*marks, *sentence.cued("treatment place"), *(m for m in sentence.names if m.role == "structure")]
    placing = sentence.level_words | {n for m in marks for n in range(m.first, m.last + 1)}
    placing |= {n for n in range(first, last) if sentence.words[n].word == "," and {n - 1, n + 1} <= placing}
    words = [sentence.words[n].word for n in range(first, last) if n not in placing]
    return None if any(w in (".", ";", ",", "\u2014") for w in words) else words
