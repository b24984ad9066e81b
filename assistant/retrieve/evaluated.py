"""The criteria that were evaluated for an outcome, each result with its criterion."""

from collections.abc import Iterator, Sequence

from ..model.outcome import CriterionResult, Outcome
from ..model.policy import Criterion, PolicySet


def evaluated(outcome: Outcome, sets: Sequence[PolicySet]) -> list[tuple[CriterionResult, Criterion]]:
    """Results with their criteria: those that failed first, then the open ones, then the met ones."""
    results = [
        *(r for line in outcome.lines for r in line.criteria),
        *outcome.setting.criteria,
        *(r for a in outcome.alternatives for r in a.criteria),
    ]
    own = {(p.id, c.id): c for one in reversed(sets) for p in one.policies for c in p.criteria}
    shared = {c.id: c for one in reversed(sets) for c in (*one.common, *_setting_criteria(one))}
    order = ("not_met", "undetermined", "met")
    pairs = [(r, own.get((r.policy, r.id)) or shared.get(r.id)) for r in results]
    return sorted(((r, c) for r, c in pairs if c is not None), key=lambda pair: order.index(pair[0].effective))


def _setting_criteria(policies: PolicySet) -> Iterator[Criterion]:
    return (c for rule in policies.settings for c in rule.criteria)
