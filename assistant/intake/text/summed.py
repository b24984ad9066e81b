"""What a note sums up of procedures that the record tells one by one: it tells of these, and of no other place."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date as Date

from ...model.base import NOT_STATED
from .facts import FoundFinding, FoundTreatment
from .treatment_words import Effects

SEVERAL = 2
"""Days from which one effect may be told of each."""


def of_those_given(
    findings: Sequence[FoundFinding], treatments: Sequence[FoundTreatment], told: Effects
) -> list[FoundFinding]:
    """Effects of what only its turn or its number names ("both blocks gave ...", "after the shot ..."), where the record tells of one kind
    of such treatments that were given: they are told of these.
    """
    given = [t for t in treatments if t.kind in told.after and t.status == "present" and t.start == t.end != NOT_STATED]
    kinds = {t.kind for t in given}
    if len(kinds) != 1:
        return list(findings)
    kind = kinds.pop()
    levels, sides, days = ({getattr(t, name) for t in given} for name in ("levels", "side", "start"))
    day = next(iter(days)) if len(days) == 1 else NOT_STATED
    exact = day if isinstance(day, Date) else NOT_STATED  # a month is no day of an observation
    each = re.compile("|".join(told.each) or "(?!)", re.IGNORECASE)
    made = []
    for finding in findings:
        unnamed = finding.kind == told.after[kind] and finding.of == NOT_STATED and not finding.levels
        if unnamed and finding.status == "present":
            several = len(days) >= SEVERAL and each.search(finding.quote) is not None
            finding = replace(
                finding,
                of=told.of.get(kind, NOT_STATED),
                levels=next(iter(levels)) if len(levels) == 1 else (),
                region=NOT_STATED if len(levels) == 1 and all(levels) else finding.region,
                side=next(iter(sides)) if len(sides) == 1 and finding.side == NOT_STATED else finding.side,
                times=len(days) if several else finding.times,
                date=exact if finding.date == NOT_STATED else finding.date,
            )
        made.append(finding)
    return made


def of_those_on_record(findings: Sequence[FoundFinding], effects: Container[str]) -> list[FoundFinding]:
    """Effects that name neither day nor side, with the side that all those with a day have; the same of their levels.

    "SI joint injections with 80% relief" above one procedure note for the right joint says nothing of the left one.
    """
    dated = [f for f in findings if f.kind in effects and f.date != NOT_STATED]
    made = []
    for finding in findings:
        if finding.kind in effects and finding.date == NOT_STATED:
            alike = [f for f in dated if f.of in (finding.of, NOT_STATED) or finding.of == NOT_STATED]
            alike = [f for f in alike if f.kind == finding.kind]
            sides, levels = {f.side for f in alike}, {f.levels for f in alike}
            if finding.side == NOT_STATED and len(sides) == 1:
                finding = replace(finding, side=sides.pop())
            if not finding.levels and len(levels) == 1:
                finding = replace(finding, levels=levels.pop())
        made.append(finding)
    return made
