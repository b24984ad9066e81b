"""Whose figure it is: a grade told of the structure named with it, before the figure or right behind it."""

from ..model.base import NOT_STATED
from ..model.case import Finding
from .figure import Figure
from .reading import Reading


def owners(reading: Reading, figure: Figure) -> list[Finding]:
    """The findings of the one structure that stands between the figure before and this one, with none behind it; else none."""
    low, high = reading.text.sentence_at(figure.start)
    alike = [f for f in reading.analysed.figures if low <= f.start < high and f.kind == figure.kind]
    before = max((f.end for f in alike if f.end <= figure.start), default=low)
    behind = min((f.start for f in alike if f.start >= figure.end), default=high)
    first = min((f.start for f in alike), default=figure.start)
    named = _structures(reading, before, figure.start)
    if (
        len(named) != 1
        or not _structures(reading, low, first)
        or (behind == high and _structures(reading, figure.end, high))
    ):
        return []
    found = [f for f in reading.findings if f.of != NOT_STATED and f.of in named[0]]
    return found if len({f.side for f in found}) < 2 else []  # a grade of each side: the side tells whose it is


def _structures(reading: Reading, low: int, high: int) -> list[frozenset[str]]:
    return [
        frozenset(id.rpartition(":")[2] for id in m.of("structure"))
        for m in reading.analysed.mentions
        if low <= m.start < high and m.of("structure")
    ]
