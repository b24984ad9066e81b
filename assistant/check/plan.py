"""A policy set as the checker asks it: who claims a code, what is known of each test, and which waiver opens which criterion; found once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ..model.base import NOT_STATED
from ..model.policy import Common, Criterion, Policy, PolicySet, Restriction, Waiver
from .known import REQUEST, SIDE, Known, know

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Opening:
    """A waiver."""

    id: str
    label: str
    by_level: bool
    """Whether it is asked level by level."""
    waives: tuple[str, ...]
    test: Known


@dataclass(slots=True, eq=False)
class Point:
    """A criterion."""

    id: str
    family: str
    label: str
    remedy: str
    by_level: bool
    """Whether it is asked level by level."""
    test: Known
    opened_by: tuple[int, ...]
    """The places of the waivers that open it among those of its policy."""
    sided: bool
    """Whether its answer, or that to such a waiver, may be another where another side is asked for."""


class Plan:
    """One policy of a set."""

    def __init__(self, policy: Policy, policy_set: PolicySet) -> None:
        self.policy, self.policy_set, self.id = policy, policy_set, policy.id

    @cached_property
    def named(self) -> dict[str, Criterion]:
        """Its criteria by their ids."""
        return self.policy.by_id

    @cached_property
    def applies(self) -> Known | None:
        """The condition for it to be the one that decides; None where it has none."""
        return None if self.policy.applies == NOT_STATED else know(self.policy.applies)

    @cached_property
    def waivers(self) -> tuple[Opening, ...]:
        """Its waivers."""
        return tuple(Opening(w.id, w.label, w.scope == "level", w.waives, know(w.when)) for w in self.policy.exceptions)

    @cached_property
    def own(self) -> tuple[Point, ...]:
        """Its criteria."""
        return tuple(_point(c, self.policy.exceptions) for c in self.policy.criteria)

    @cached_property
    def everywhere(self) -> tuple[tuple[frozenset[str], Point], ...]:
        """What its set asks of every line that is a question level by level, each with the finding kinds of which the record has to speak."""
        return self._common(c for c in self.policy_set.common if not c.procedures)

    @cached_property
    def shared(self) -> tuple[tuple[frozenset[str], Point], ...]:
        """What its set asks of procedures of its family, each with the finding kinds of which the record has to speak for that."""
        return self._common(c for c in self.policy_set.common if self.policy.procedure in c.procedures)

    def asked(self, spoken: frozenset[str], *, by_level: bool) -> Iterator[Point]:
        """What is asked of a line, its own criteria between those of its set; `by_level`: whether it is a question level by level."""
        if by_level:
            yield from (point for kinds, point in self.everywhere if not kinds or kinds & spoken)
        yield from self.own
        yield from (point for kinds, point in self.shared if not kinds or kinds & spoken)

    @cached_property
    def unsided(self) -> frozenset[str]:
        """The criteria whose answers are the same for each side."""
        return frozenset(
            [point.id for point in (*(point for _, point in self.everywhere), *self.own) if not point.sided]
        )

    @cached_property
    def follows(self) -> bool:
        """Whether it asks about other lines or about the request."""
        return any(test.rests >= REQUEST for test in (*[p.test for p in self.own], *[w.test for w in self.waivers]))

    def _common(self, criteria: Iterable[Common]) -> tuple[tuple[frozenset[str], Point], ...]:
        return tuple((frozenset(c.kinds), _point(c, self.policy.exceptions)) for c in criteria)


class SetPlan:
    """One policy set on one day."""

    def __init__(self, policy_set: PolicySet) -> None:
        self.policy_set, self.id = policy_set, policy_set.id
        self.plans = {p.id: Plan(p, policy_set) for p in policy_set.policies}
        self.claims: dict[str, list[Plan]] = _by_code((p, p.policy.codes) for p in self.plans.values())
        """Its policies by the codes that they decide."""
        self.rules: dict[str, list[Restriction]] = _by_code((r, r.codes) for r in policy_set.restrictions)
        """Its restrictions by the codes that they concern."""


_PLANS: dict[int, SetPlan] = {}
"""By identity of the set, which the plan holds, so that it is not used again."""


def plan_of(policy_set: PolicySet) -> SetPlan:
    """The plan of a set, made once."""
    plan = _PLANS.get(id(policy_set))
    if plan is None:
        plan = _PLANS[id(policy_set)] = SetPlan(policy_set)
    return plan


def _point(criterion: Criterion, waivers: tuple[Waiver, ...]) -> Point:
    tests = [know(criterion.test), *(know(w.when) for w in waivers if criterion.id in w.waives)]
    return Point(
        id=criterion.id,
        family=criterion.family,
        label=criterion.label,
        remedy=criterion.remedy,
        by_level=criterion.scope == "level",
        test=know(criterion.test),
        opened_by=tuple(n for n, w in enumerate(waivers) if criterion.id in w.waives),
        sided=any(test.rests & SIDE or test.rests >= REQUEST for test in tests),
    )


def _by_code(each: Iterable[tuple[T, tuple[str, ...]]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for one, codes in each:
        for code in dict.fromkeys(codes):
            found.setdefault(code, []).append(one)
    return found
