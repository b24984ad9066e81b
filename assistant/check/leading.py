"""Which of two documents is believed where they differ: the one whose group leads."""

from collections.abc import Iterable, Sequence

from ..model.base import NOT_STATED
from ..model.case import Finding
from .facts import CaseFacts


def overruled(
    told: Iterable[Finding], word: Sequence[Finding], groups: tuple[str, ...], facts: CaseFacts
) -> list[Finding]:
    """What is told by documents of other groups, where one of these says the opposite of the same thing."""
    leading = [f for f in word if facts.accepted(f.document, groups)]
    return [
        f
        for f in told
        if not facts.accepted(f.document, groups) and any(same_state(f, other, facts) for other in leading)
    ]


def same_state(one: Finding, other: Finding, facts: CaseFacts) -> bool:
    """Whether two statements are of one thing, and of days between which it does not change by itself; undated ones may be."""
    if not alike(one, other):
        return False
    day, before = facts.date_of(one), facts.date_of(other)
    if day == NOT_STATED or before == NOT_STATED:
        return True
    return abs((day - before).days) <= facts.pack.kind(one.kind).persists


def alike(one: Finding, other: Finding) -> bool:
    """Whether two statements are of one kind and structure."""
    return (one.kind, one.of) == (other.kind, other.of)
