"""Statements that contradict each other, so that what they tell is open."""

from collections.abc import Iterable

from ..model.base import NOT_STATED, sides_overlap
from .asked import Question, near
from .leading import alike
from .sorting import Sorted, persists
from .told import Told


def conflicting(sorted_: Sorted, asked: Question) -> list[Told]:
    """Statements of the same thing at the same place that contradict each other, unless another statement decides."""
    if not sorted_.shown or not sorted_.refuted:
        return []
    pairs = [(s, r) for s in sorted_.shown for r in sorted_.refuted if _contradict(s, r, asked)]
    if not pairs or any(all(s is not shown for s, _ in pairs) for shown in sorted_.shown):
        return []
    return [*(s for s, _ in pairs), *(r for _, r in pairs)]


def opposed(shown: list[Told], asked: Question) -> list[Told]:
    """What is shown, with findings that exclude it at the same place, unless one shown stands unopposed or newer ones replace them."""
    excluded_by = asked.facts.pack.vocabulary.excluded_by
    pairs = [(s, o) for s in shown if s.kind in excluded_by for o in _excluding(s, asked)]
    if not pairs or any(all(s is not one for s, _ in pairs) for one in shown):
        return []
    return [*(s for s, _ in pairs), *(o for _, o in pairs)]


def _excluding(shown: Told, asked: Question) -> Iterable[Told]:
    """The present findings of opposite kinds that count for the test and lie where this one does."""
    test, facts = asked.test, asked.facts
    opposite = facts.pack.vocabulary.excluded_by.get(shown.kind, ())
    for other in (f for kind in opposite for f in facts.by_kind.get(kind, ())):
        if other.status != "present" or not other.filed.among(test.accept):
            continue
        levels, here, day, before = other.levels, shown.levels, shown.seen, other.seen
        dated = test.latest and NOT_STATED not in (day, before) and day > before  # type: ignore[operator]
        replaced = dated and not persists(shown, other)  # what is shown denies the other
        meet = not levels.isdisjoint(here & asked.wanted or here) if levels and here else not levels and not here
        if meet and not replaced and near(other, asked):
            yield other


def _contradict(shown: Told, refuted: Told, asked: Question) -> bool:
    """In the same words of place; or a denial in wider words in another document (in the same one it means other places), which may
    deny the kind as a whole where its newest statement counts. Several values that one document may rightly give of one day, as of rest
    and of motion, contradict nothing; nor does an older value of what is measured time and again, or what was told of an event of another
    day. What one event did is one value.
    """
    facts = asked.facts
    together = shown.document == refuted.document and shown.dated == refuted.dated and refuted.status == "present"
    if together and shown.sort.varies and not shown.sort.event:
        return False
    if not alike(shown, refuted) and not (asked.test.latest and _denied_as_a_whole(shown, refuted)):
        return False
    if shown.sort.event and NOT_STATED not in (shown.nth, refuted.nth) and shown.nth != refuted.nth:
        return False
    if shown.sort.event and NOT_STATED not in (shown.dated, refuted.dated) and shown.dated != refuted.dated:
        return False
    told, before = shown.seen, refuted.seen
    if shown.kind in facts.pack.vocabulary.measures and NOT_STATED not in (told, before) and before < told:  # type: ignore[operator]
        return False
    one, other = shown.levels, refuted.levels
    if (one, shown.side) == (other, refuted.side):
        return True
    wider = refuted.status == "absent" and refuted.document != shown.document
    return wider and sides_overlap(shown.side, refuted.side) and (not one or not other or not one.isdisjoint(other))


def _denied_as_a_whole(shown: Told, refuted: Told) -> bool:
    """Whether a later denial names no structure, and so may speak of the one that was named before."""
    if refuted.status != "absent" or refuted.of != NOT_STATED or shown.kind != refuted.kind:
        return False
    day, before = refuted.seen, shown.seen
    return NOT_STATED not in (day, before) and day > before  # type: ignore[operator]
