"""What one report grades and another names without a grade: one finding told twice."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from ..model.base import NOT_STATED
from ..model.case import Finding
from .asked import Question
from .facts import CaseFacts
from .values import finding_reaches

SOON: Final = timedelta(days=183)
"""Time in which what one report grades and a later one names is taken for unchanged."""


def told_twice(
    named: Sequence[Finding], asked: Question, relevant: Sequence[Finding]
) -> Iterator[tuple[Finding, Finding, bool]]:
    """Findings named without a grade that are graded where they lie, by a document that proves it and is not much older: each with that
    grading, the newest where several differ, and whether it reaches what is asked for.
    """
    test, facts = asked.test, asked.facts
    if test.value == NOT_STATED:
        return
    proving = sorted(
        (f for f in relevant if f.status == "present" and (not test.accept or facts.accepted(f.document, test.accept))),
        key=lambda f: day if (day := facts.day_of(f)) != NOT_STATED else date.min,
        reverse=True,
    )
    reached = [(f, finding_reaches(f, test.value, facts.scale_of(f.kind))) for f in proving]
    for one in named:
        for graded, truth in reached:
            if truth != "undetermined" and _same(one, graded, facts):
                yield one, graded, truth == "met"
                break


def _same(named: Finding, graded: Finding, facts: CaseFacts) -> bool:
    """Whether a finding without a grade and one with it are of one thing at one place, the grade not much older."""
    levels, day, seen = facts.levels_of[named.id], facts.day_of(named), facts.day_of(graded)
    if graded.kind != named.kind or named.of not in (NOT_STATED, graded.of) or named.status != "present":
        return False
    placed = (
        graded.side in (NOT_STATED, "bilateral", named.side) and bool(levels) and levels <= facts.levels_of[graded.id]
    )
    return placed and day != NOT_STATED and seen != NOT_STATED and day - seen <= SOON
