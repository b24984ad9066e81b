"""What a later sentence or line tells of a treatment or finding told before."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from ...model.case import Response
from .facts import FoundFinding, FoundTreatment

BEFORE = 120
"""Characters between a finding and one that goes on with it."""


def completed(treatments: Sequence[FoundTreatment], told: Sequence[FoundTreatment]) -> list[FoundTreatment]:
    """The treatments of one line with what the next line of their form tells; days lead over a length, and are of one alone."""
    made = []
    for treatment in treatments:
        for more in told:
            dated = more.start != NOT_STATED and more.end not in (NOT_STATED, more.start)
            known = replace(treatment, weeks=NOT_STATED) if dated else treatment
            added = more if len(treatments) == 1 else replace(treatment, response=more.response)
            treatment = known.joined(replace(added, region=known.region)) or treatment
        made.append(treatment)
    return made


def answered(treatment: FoundTreatment, response: Response) -> FoundTreatment:
    """A treatment with a response told behind it, where it was given and none was told yet."""
    open_ = treatment.response == NOT_STATED and treatment.status == "present"
    return replace(treatment, response=response) if open_ else treatment


def placed_like(found: FoundFinding, told: Sequence[FoundFinding], group_of: Callable[[str], str]) -> FoundFinding:
    """A finding of no region, of that of the last one of its group, where that was told shortly before: the pain of which the text goes on."""
    last = next((f for f in reversed(told) if group_of(f.kind) == group_of(found.kind)), None)
    if last is None or found.levels or found.region != NOT_STATED or found.span.start - last.span.end > BEFORE:
        return found
    return replace(found, region=last.region)
