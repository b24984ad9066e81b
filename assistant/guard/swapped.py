"""Two measures of one clause of the record, told each with the words of the other."""

from collections.abc import Sequence
from itertools import combinations

from .analysed import Analysed
from .figure import Figure
from .reading import Reading
from .text import Text

Seats = dict[str, int]
"""Words, each with the number of the measure that it goes with."""


def swapped(clause: Analysed, reading: Reading, low: int, high: int, kinds: Sequence[str]) -> bool:
    """Whether two words that go with two measures of a clause are exchanged between them in a stretch of a statement."""
    lists = reading.ground.lists
    told = [f for f in reading.analysed.figures if low <= f.start < high and f.kind in kinds]
    held = [f for f in clause.figures if f.kind in kinds]
    if len(told) != len(held) or len(held) < 2:
        return False
    idle = lists.function | lists.idle
    mine, theirs = (
        _seats(reading.text, told, low, high, idle),
        _seats(clause.text, held, 0, len(clause.text.text), idle),
    )
    shared = sorted(mine.keys() & theirs.keys())
    return any(
        theirs[a] != theirs[b] and mine[a] == theirs[b] and mine[b] == theirs[a] for a, b in combinations(shared, 2)
    )


def _seats(text: Text, figures: list[Figure], low: int, high: int, idle: frozenset[str]) -> Seats:
    """The words of a stretch by measure: those behind it up to the next, or those before it where none stands behind the last."""
    first, last = text.token_span(low, high)
    words = [
        (text.stems[n], text.starts[n])
        for n in range(first, last)
        if text.stems[n] not in idle
        and text.word_list[n].isalpha()
        and not any(f.start <= text.starts[n] < f.end for f in figures)
    ]
    once = {stem for stem, _ in words if sum(stem == other for other, _ in words) == 1}
    behind = any(at > figures[-1].start for _, at in words)
    seats: Seats = {}
    for stem, at in words:
        before = sum(f.start < at for f in figures)
        number = before - 1 if behind else before
        if stem in once and 0 <= number < len(figures):
            seats[stem] = number
    return seats
