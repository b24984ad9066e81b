"""Whether a value reaches a bound: steps of a graded scale by their order, numbers by value and unit."""

import math
from collections.abc import Callable

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.language import Bound, Truth
from ..model.vocabulary import Scale

Rank = Callable[[str | float], float]
"""The number that a value of a bound stands for: itself, or the place of a grade on its scale."""

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


def finding_reaches(finding: Finding, bound: Bound, scale: Scale | None) -> Truth:
    """Whether a *present* finding's value reaches the bound; undetermined where it has none that compares."""
    if finding.number != NOT_STATED:
        factor = conversion(finding.unit, bound.unit)
        return "undetermined" if factor is None else ("met" if compare(finding.number, bound, factor) else "not_met")
    if finding.grade == NOT_STATED or scale is None:
        return "undetermined"
    if bound.one_of:
        return "met" if finding.grade in bound.one_of else "not_met"
    steps = scale.grades
    reached = compare(steps.index(finding.grade), bound, rank=lambda grade: steps.index(str(grade)))
    return "met" if reached else "not_met"


def denial_reaches(bound: Bound) -> bool:
    """Whether an *absent* finding reaches the bound: what was measured and not found is below every upper bound of a quantity
    ("cotinine negative").
    """
    return bound.unit != NOT_STATED and bound.at_least == bound.above == NOT_STATED and not bound.one_of


def denial_refutes(finding: Finding, bound: Bound, scale: Scale | None) -> bool:
    """Whether an *absent* finding refutes the bound: "no severe narrowing" refutes severe, and leaves moderate open."""
    if finding.grade == NOT_STATED or scale is None:
        return True
    if bound.at_least == NOT_STATED and bound.above == NOT_STATED and not bound.one_of:
        return False
    lower = scale.grades[: scale.grades.index(finding.grade)]
    left = (finding.model_copy(update={"status": "present", "grade": grade}) for grade in lower)
    return all(finding_reaches(f, bound, scale) == "not_met" for f in left)
