"""Grades that are told as a range ("mild-mod", "minimal to moderate"): neither end is the grade by itself."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from ...model.vocabulary import Scale
from .lexicon import Mark
from .words import Token

DASH: Final = "\u2014"
JOINS: Final = frozenset(("to", "or", DASH))
"""Words and signs between the ends of a range; nothing between them stands for a hyphen."""
ROUGHLY: Final = frozenset(("at", "most", "almost", "nearly", "perhaps", "possibly", "even", "borderline"))
"""Words that may stand before its second end."""
BEFORE: Final = frozenset(("from", "was", "now"))
"""Words before a first grade from which the second came to be."""


def in_ranges(
    grades: Sequence[Mark], words: Sequence[Token], names: Iterable[Mark], scales: Iterable[Scale]
) -> list[Mark]:
    """The grades, two that are the ends of a range as the grade that its scale has for it, or as none where it has none.

    Only scales that have such grades are read so: on the others both ends may be told of different places.
    """
    made = list(grades)
    if len(made) < 2:
        return made
    ends = {m.last for m in names}
    for scale in scales:
        if not any("_to_" in grade for grade in scale.grades):
            continue
        own = sorted((m for m in grades if m.value.startswith(f"{scale.id}:")), key=lambda m: m.first)
        for one, other in pairwise(own):
            low, high = (m.value.partition(":")[2] for m in (one, other))
            if not _ranged(words, one, other, named=one.first - 1 in ends) or not _rises(scale, low, high):
                continue
            places = {(m.first, m.last) for m in (one, other)}
            made = [m for m in made if (m.first, m.last) not in places]
            if (whole := f"{low}_to_{high}") in scale.grades:
                made.append(Mark("grade", f"{scale.id}:{whole}", one.first, other.last))
            elif scale.grades.index(high) - scale.grades.index(low) == 1:
                made.append(Mark("grade", f"{scale.id}:{low}", one.first, other.last))
    return made


def _rises(scale: Scale, low: str, high: str) -> bool:
    return "_to_" not in low + high and scale.grades.index(low) < scale.grades.index(high)


def _ranged(words: Sequence[Token], one: Mark, other: Mark, *, named: bool) -> bool:
    """Whether nothing but what joins the ends of a range stands between two grades. Behind a noun a dash begins something new."""
    between = [w.word for w in words[one.last + 1 : other.first]]
    if other.first <= one.last or (one.first and words[one.first - 1].word in BEFORE):
        return False
    if named and DASH in between:
        return False
    straight = not between and words[other.first].start - words[one.last].end == 1
    return straight or (between[:1] != [] and between[0] in JOINS and all(w in ROUGHLY for w in between[1:]))
