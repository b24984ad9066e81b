"""Means with their intervals as positions on one axis, for the plots of the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .score import Interval
from .summary import Column, Row

WIDTH: Final = 300
"""Units of the axis."""
STEP: Final = 14
"""Units from one mark down to the next."""
EDGE: Final = 5
"""Units left free at both ends, for the dots."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mean with its whisker."""

    column: str
    mean: float
    low: float
    high: float
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One measure, all columns on one axis."""

    marks: tuple[Mark, ...]
    height: float
    ends: tuple[float, float]
    """Values at the two ends of the axis."""


def plot(row: Row, columns: Sequence[Column]) -> Plot:
    """The marks of a measure. The axis holds 0 and, for shares, 1; else every end of an interval."""
    found = [(n, c.id, i) for n, c in enumerate(columns) if isinstance(i := row.cells[c.id].interval, Interval)]
    low = min([0.0, *(i.low for _, _, i in found)])
    high = 1.0 if row.measure.form == "share" else max([0.0, *(i.high for _, _, i in found)])
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return round(EDGE + (value - low) / span * (WIDTH - 2 * EDGE), 1)

    marks = tuple(Mark(c, at(i.mean), at(i.low), at(i.high), STEP * (n + 0.5)) for n, c, i in found)
    return Plot(marks, STEP * len(columns), (low, high))
