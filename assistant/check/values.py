"""Whether a value reaches a bound: steps of a graded scale by their order, numbers by value and unit."""

import math
from collections.abc import Callable
from typing import Protocol

from ..model.base import NOT_STATED, NotStated
from ..model.language import Bound, Truth
from ..model.vocabulary import Scale

Rank = Callable[[str | float], float]
"""The number that a value of a bound stands for: itself, or the place of a grade on its scale."""


class Valued(Protocol):
    """What has a value: a finding."""

    @property
    def number(self) -> float | NotStated: ...
    @property
    def unit(self) -> str: ...
    @property
    def grade(self) -> str: ...


_UNITS = {("mm", "cm"): 0.1, ("cm", "mm"): 10.0}


def compare(value: float, bound: Bound, convert: float = 1.0, rank: Rank = float) -> bool:
    """Whether a number satisfies every comparison of the bound.

    `convert` turns it into the bound's unit; `rank` gives the number that a word of the bound stands for.
    """
    v = value * convert
    return _high_enough(v, bound, rank) and _low_enough(v, bound, rank)


def compare_range(low: float, high: float, bound: Bound) -> Truth:
    """Whether a quantity known to lie in `[low, high]` satisfies the bound; `high` may be infinite."""
    top = high if math.isfinite(high) else 1e12
    if compare(low, bound) and compare(top, bound):
        return "met"
    return "undetermined" if _high_enough(top, bound) and _low_enough(low, bound) else "not_met"


def _high_enough(v: float, bound: Bound, rank: Rank = float) -> bool:
    if bound.at_least != NOT_STATED and v < rank(bound.at_least):
        return False
    return bound.above == NOT_STATED or v > rank(bound.above)


def _low_enough(v: float, bound: Bound, rank: Rank = float) -> bool:
    if bound.at_most != NOT_STATED and v > rank(bound.at_most):
        return False
    return bound.below == NOT_STATED or v < rank(bound.below)


def conversion(unit: str, wanted: str) -> float | None:
    """Factor from one unit to the other; None where they do not compare."""
    if wanted in (NOT_STATED, unit) or unit == NOT_STATED:
        return 1.0
    return _UNITS.get((unit, wanted))


def finding_reaches(finding: Valued, bound: Bound, scale: Scale | None) -> Truth:
    """Whether a *present* finding's value reaches the bound; undetermined where it has none that compares."""
    if finding.number != NOT_STATED:
        factor = conversion(finding.unit, bound.unit)
        return "undetermined" if factor is None else ("met" if compare(finding.number, bound, factor) else "not_met")
    if finding.grade == NOT_STATED or scale is None:
        return "undetermined"
    return "met" if _grade_reaches(finding.grade, bound, scale) else "not_met"


def _grade_reaches(grade: str, bound: Bound, scale: Scale) -> bool:
    if bound.one_of:
        return grade in bound.one_of
    steps = scale.grades
    return compare(steps.index(grade), bound, rank=lambda word: steps.index(str(word)))


def denial_reaches(bound: Bound) -> bool:
    """Whether an *absent* finding reaches the bound: what was measured and not found is below every upper bound of a quantity
    ("alcohol negative").
    """
    return bound.unit != NOT_STATED and bound.at_least == bound.above == NOT_STATED and not bound.one_of


def denial_refutes(finding: Valued, bound: Bound, scale: Scale | None) -> bool:
    """Whether an *absent* finding refutes the bound: "no severe narrowing" refutes severe, and leaves moderate open."""
    if finding.grade == NOT_STATED or scale is None:
        return True
    if bound.at_least == NOT_STATED and bound.above == NOT_STATED and not bound.one_of:
        return False
    lower = scale.grades[: scale.grades.index(finding.grade)]
    if lower and finding.number != NOT_STATED:
        return finding_reaches(finding, bound, scale) == "not_met"
    return not any(_grade_reaches(grade, bound, scale) for grade in lower)
