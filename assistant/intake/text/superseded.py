"""Grades of an earlier day beside the one of now ("has progressed from mild to severe", "moderate, previously mild"): the latest counts."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from .lexicon import Mark
from .words import Token

BEFORE: Final = frozenset(("previously", "formerly", "prior", "earlier", "initially", "was", "were", "had", "been"))
"""Words before a grade by which it is of an earlier day."""
NOW: Final = frozenset(("now", "currently", "today", "presently", "is", "are"))
"""Words behind such a grade that lead to the one of now."""
MOVES: Final = frozenset(
    ("progressed", "progression", "progressing", "worsened", "worsening", "increased", "increasing", "advanced", "evolved", "improved",
     "improving", "decreased", "regressed", "changed", "gone", "went", "has", "have", "interval", "slightly", "mildly")
)  # fmt: skip
"""Words before `from` that tell of the change."""
LEADS: Final = ("to", "\u2192", "->")
"""Words and signs from the first grade to the second."""
APART: Final = frozenset((";", ".", "left", "right", "l", "r", "at", "on", "but", "while"))
"""Words and signs behind which a grade is that of something else."""
RANGED: Final = "_to_"
"""What joins the ends of a range in the name of a grade."""
PASSED: Final = 7
"""Words between the two grades, such as the year of the first."""


def of_now(grades: Sequence[Mark], words: Sequence[Token], placed: AbstractSet[int]) -> list[Mark]:
    """The grades; of two of one scale, one of which is told as of an earlier day, the other one in the place of both.

    `placed`: first words of levels, behind which a grade is that of another place.
    """
    made = [_risen(words, m) if RANGED in m.value else m for m in grades]
    for scale in dict.fromkeys(_scale(m) for m in made if len(made) > 1):
        own = sorted((m for m in made if _scale(m) == scale), key=lambda m: m.first)
        for one, other in pairwise(own):
            if placed.isdisjoint(range(one.last, other.first)) and (told := _told(words, one, other)):
                made = [m for m in made if m not in (one, other)] + [told]
                break
    return made


def _scale(mark: Mark) -> str:
    return mark.value.partition(":")[0]


def _risen(words: Sequence[Token], mark: Mark) -> Mark:
    """A grade; one that reads as a range, but is a change ("worsened from mild to moderate"), as that of now."""
    if not mark.first or words[mark.first - 1].word != "from":
        return mark
    first = _moved(words, mark.first - 1)
    if first == mark.first - 1:
        return mark
    return Mark("grade", f"{_scale(mark)}:{mark.value.partition(RANGED)[2]}", first, mark.last)


def _told(words: Sequence[Token], one: Mark, other: Mark) -> Mark | None:
    """The grade of now, over the words of both; none where neither is told as of an earlier day."""
    between = [w.word for w in words[one.last + 1 : other.first]]
    if not between or len(between) > PASSED or not APART.isdisjoint(between):
        return None
    lead = words[one.first - 1].word if one.first else ""
    if lead == "from" and between[-1] in LEADS:
        return Mark("grade", other.value, _moved(words, one.first - 1), other.last)
    if lead in BEFORE and between[-1] in NOW:
        return Mark("grade", other.value, one.first - 1, other.last)
    if between[-1] in BEFORE and lead not in BEFORE and all(w in BEFORE or w in (",", "(") for w in between):
        return Mark("grade", one.value, one.first, other.last)
    return None


def _moved(words: Sequence[Token], first: int) -> int:
    """Where the words that tell of a change begin."""
    while first and words[first - 1].word in MOVES:
        first -= 1
    return first
