"""Words that deny a fact inside those that say that it is so all the same ("has stopped, but does it now and then")."""

from collections.abc import Sequence

from ...model.base import NOT_STATED
from .facts import FoundFinding
from .lexicon import Mark

Placed = tuple[FoundFinding, tuple[int, int]]
"""A fact that a pattern read, with its first and last word."""


def weighed(denied: Sequence[Mark], whole: Sequence[Placed]) -> tuple[list[Mark], list[Placed]]:
    """What denies a kind, without what stands inside a pattern by which it is so."""
    stated = [(f.kind, *places) for f, places in whole if f.status == "present" and f.number == NOT_STATED]

    def inside(kind: str, first: int, last: int) -> bool:
        return any(kind == its and begin <= first and last <= end for its, begin, end in stated)

    kept = [(f, places) for f, places in whole if f.status != "absent" or not inside(f.kind, *places)]
    return [m for m in denied if not inside(m.value, m.first, m.last)], kept
