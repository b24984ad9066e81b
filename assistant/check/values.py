"""Whether a value reaches a bound: steps of a graded scale by their order, numbers by value and unit."""

import math

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.corpus import Scale
from ..model.language import Bound, Truth

_UNITS = {("mm", "cm"): 0.1, ("cm", "mm"): 10.0}


def compare(value: float, bound: Bound, convert: float = 1.0) -> bool:
    """Whether a number satisfies every comparison of the bound; `convert` turns it into the bound's unit."""
    v = value * convert
    return all(
        (
            bound.at_least == NOT_STATED or v >= float(bound.at_least),
            bound.above == NOT_STATED or v > float(bound.above),
            bound.at_most == NOT_STATED or v <= float(bound.at_most),
            bound.below == NOT_STATED or v < float(bound.below),
        )
    )


def compare_range(low: float, high: float, bound: Bound) -> Truth:
    """Whether a quantity known to lie in `[low, high]` satisfies the bound; `high` may be infinite."""
    top = high if math.isfinite(high) else 1e12
    if compare(low, bound) and compare(top, bound):
        return "met"
    floor = bound.model_copy(update={"at_most": NOT_STATED, "below": NOT_STATED})
    ceiling = bound.model_copy(update={"at_least": NOT_STATED, "above": NOT_STATED})
    return "undetermined" if compare(top, floor) and compare(low, ceiling) else "not_met"


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
    return "met" if compare(scale.grades.index(finding.grade), _as_steps(bound, scale)) else "not_met"


def denial_refutes(finding: Finding, bound: Bound, scale: Scale | None) -> bool:
    """Whether an *absent* finding refutes the bound: "no severe narrowing" refutes severe, and leaves moderate open."""
    if finding.grade == NOT_STATED or scale is None:
        return True
    if bound.at_least == NOT_STATED and bound.above == NOT_STATED and not bound.one_of:
        return False
    lower = scale.grades[: scale.grades.index(finding.grade)]
    left = (finding.model_copy(update={"status": "present", "grade": grade}) for grade in lower)
    return all(finding_reaches(f, bound, scale) == "not_met" for f in left)


def _as_steps(bound: Bound, scale: Scale) -> Bound:
    """The same bound with grades replaced by their position on the scale."""

    def step(value: str | float) -> str | float:
        return value if value == NOT_STATED else float(scale.grades.index(str(value)))

    return Bound(
        at_least=step(bound.at_least), above=step(bound.above), at_most=step(bound.at_most), below=step(bound.below)
    )
