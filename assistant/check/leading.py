"""Which of two documents is believed where they differ: the one whose group leads."""

from collections.abc import Iterable, Sequence

from ..model.base import NOT_STATED
from .told import Told


def overruled(told: Iterable[Told], word: Sequence[Told], groups: tuple[str, ...]) -> list[Told]:
    """What is told by documents of other groups, where one of these says the opposite of the same thing."""
    leading = [f for f in word if f.filed.among(groups)]
    return [f for f in told if not f.filed.among(groups) and any(same_state(f, other) for other in leading)]


def same_state(one: Told, other: Told) -> bool:
    """Whether two statements are of one thing, and of days between which it does not change by itself; undated ones may be."""
    if not alike(one, other):
        return False
    if one.seen == NOT_STATED or other.seen == NOT_STATED:
        return True
    return abs((one.seen - other.seen).days) <= one.sort.persists


def alike(one: Told, other: Told) -> bool:
    """Whether two statements are of one kind and structure."""
    return (one.kind, one.of) == (other.kind, other.of)
