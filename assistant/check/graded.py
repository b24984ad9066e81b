"""What one report grades and another names without a grade: one finding told twice."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from ..model.base import NOT_STATED
from .asked import Question
from .told import Told
from .values import finding_reaches

SOON: Final = timedelta(days=183)
"""Time in which what one report grades and a later one names is taken for unchanged."""


def told_twice(named: Sequence[Told], asked: Question, relevant: Sequence[Told]) -> Iterator[tuple[Told, Told, bool]]:
    """Findings named without a grade that are graded where they lie, by a document that proves it and is not much older: each with that
    grading, the newest where several differ, and whether it reaches what is asked for.
    """
    test = asked.test
    if not named or test.value == NOT_STATED:
        return
    proving = sorted(
        (f for f in relevant if f.status == "present" and f.filed.among(test.accept)),
        key=lambda f: f.day if f.day != NOT_STATED else date.min,
        reverse=True,
    )
    reached = [(f, finding_reaches(f, test.value, f.scale)) for f in proving]
    for one in named:
        for graded, truth in reached:
            if truth != "undetermined" and (_same(one, graded) or _everywhere(one, graded, asked)):
                yield one, graded, truth == "met"
                break


def _same(named: Told, graded: Told) -> bool:
    """Whether a finding without a grade and one with it are of one thing at one place, the grade not much older."""
    if graded.kind != named.kind or named.of not in (NOT_STATED, graded.of) or named.status != "present":
        return False
    sided = graded.side in (NOT_STATED, "bilateral", named.side)
    placed = sided and bool(named.levels) and named.levels <= graded.levels
    return placed and named.day != NOT_STATED and graded.day != NOT_STATED and named.day - graded.day <= SOON


def _everywhere(named: Told, graded: Told, asked: Question) -> bool:
    """Whether a finding without a grade is named of the whole region, as in a diagnosis, and the other grades it at the level in question."""
    if named.levels or named.status != "present" or graded.levels.isdisjoint(asked.wanted):
        return False
    alike = named.kind == graded.kind or named.sort.location == NOT_STATED == named.of
    later = NOT_STATED not in (named.day, graded.day) and named.day - graded.day > SOON  # type: ignore[operator]
    return alike and not later
