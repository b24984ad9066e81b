"""The policy sets that decided an outcome: the one in force, and the one it falls back on."""

from collections.abc import Sequence
from datetime import date

from ..model.base import NOT_STATED
from ..model.outcome import Outcome
from ..model.policy import PolicySet
from ..pack.pack import Pack


def sets_of(outcome: Outcome, pack: Pack) -> tuple[PolicySet, ...]:
    """The set in force and its fallback, on the day the outcome was computed for."""
    day = date.fromisoformat(outcome.as_of)
    first = pack.policy_set(outcome.policy_set, day)
    return (first,) if first.fallback == NOT_STATED else (first, pack.policy_set(first.fallback, day))


HELD = 32
"""Joined sets that are held; a program that reads many packs, one after the other, lets them go."""
_JOINED: dict[tuple[int, ...], tuple[tuple[PolicySet, ...], PolicySet]] = {}
"""What was joined, by identity of the sets, which are held so that it is not used again."""


def joined(sets: Sequence[PolicySet]) -> PolicySet:
    """One set that holds the policies of all, the first one's own before the fallback's; one object each time, by which what was made
    of it before is found.
    """
    if len(sets) == 1:
        return sets[0]
    key = tuple(map(id, sets))
    if key not in _JOINED:
        if len(_JOINED) >= HELD:
            _JOINED.clear()
        policies = {p.id: p for s in reversed(sets) for p in s.policies}
        _JOINED[key] = (tuple(sets), sets[0].model_copy(update={"policies": tuple(policies.values())}))
    return _JOINED[key][1]
