"""Findings that name no side, where one side is asked for."""

from ..model.base import NOT_STATED
from .asked import Question
from .told import Told

_OTHER = {"left": "right", "right": "left"}


def side_open(finding: Told, asked: Question) -> bool:
    """Whether a finding leaves open on which side it lies: it names none, its place is none that lies on both, and two sides are asked
    for, or all that its document tells beside it at its level lies on the other side.
    """
    if finding.side != NOT_STATED or finding.place in asked.facts.pack.anatomy.midline:
        return False
    return asked.one_of_two or _among_the_other(finding, asked)


def _among_the_other(finding: Told, asked: Question) -> bool:
    other = _OTHER.get(asked.site.side)
    if other is None or asked.test.side == "any":
        return False
    beside = {
        f.side
        for f in asked.facts.told.values()
        if (f.document, f.sort.group, f.status) == (finding.document, finding.sort.group, "present")
        and not f.levels.isdisjoint(finding.levels)
    }
    return beside - {NOT_STATED} == {other}
