"""What is told of one after the other of a series, the place with the first alone ("block 1, right L4-5: ...; block 2: ...")."""

from collections.abc import Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from .facts import FoundFinding

APART = 300
"""Characters between two of a series, at most."""


def in_series(findings: Sequence[FoundFinding]) -> list[FoundFinding]:
    """The findings of a document, a numbered one without level and side at those of the one before it by its number, told shortly before."""
    made: list[FoundFinding] = []
    for found in findings:
        before = next((f for f in reversed(made) if _precedes(f, found)), None)
        made.append(found if before is None else replace(found, levels=before.levels, side=before.side))
    return made


def _precedes(first: FoundFinding, found: FoundFinding) -> bool:
    if found.nth == NOT_STATED or first.nth == NOT_STATED or found.levels or found.side != NOT_STATED:
        return False
    alike = (first.kind, first.of, first.status) == (found.kind, found.of, found.status)
    return alike and first.nth + 1 == found.nth and 0 <= found.span.start - first.span.end <= APART
