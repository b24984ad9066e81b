"""What a note sums up of procedures that the record tells one by one: it tells of these, and of no other place."""

from collections.abc import Container, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from .facts import FoundFinding


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
