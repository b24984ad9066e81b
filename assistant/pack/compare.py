"""Two policies side by side: which criteria correspond, and in what they differ."""

from dataclasses import dataclass

from ..model.policy import Criterion, Policy, PolicySet


@dataclass(frozen=True, slots=True)
class Pair:
    """One requirement in two policies; None where a policy does not ask for it."""

    family: str
    first: Criterion | None
    second: Criterion | None
    differs_in: tuple[str, ...]
    """Parts in which both ask differently: `needs`, `test`, `scope`, `grounds`, `waivers`."""


def compare(first: Policy, second: Policy) -> tuple[Pair, ...]:
    """The criteria of two policies, matched by id and family, then within a family in their order."""
    left, right = list(first.criteria), list(second.criteria)
    matched: list[tuple[Criterion, Criterion]] = []
    for same in (_same_id, _same_family):
        for one in list(left):
            other = next((c for c in right if same(one, c)), None)
            if other is not None:
                matched.append((one, other))
                left.remove(one)
                right.remove(other)
    order = {c.id: n for n, c in enumerate(first.criteria)}
    pairs = [Pair(a.family, a, b, _differences(a, first, b, second)) for a, b in matched]
    pairs += [Pair(a.family, a, None, ()) for a in left]
    pairs.sort(key=lambda p: order[p.first.id] if p.first else 0)
    return (*pairs, *(Pair(b.family, None, b, ()) for b in right))


def waivers_of(criterion: Criterion, policy: Policy) -> tuple[str, ...]:
    """Labels of the waivers that open a criterion."""
    return tuple(w.label for w in policy.exceptions if criterion.id in w.waives)


def counterparts(policy: Policy, others: PolicySet) -> tuple[Policy, ...]:
    """Policies of a set that decide one of the codes of a policy in one of its regions."""
    return tuple(
        p
        for p in others.policies
        if not set(p.codes).isdisjoint(policy.codes)
        and (not p.regions or not policy.regions or not set(p.regions).isdisjoint(policy.regions))
    )


def _same_id(one: Criterion, other: Criterion) -> bool:
    return (one.id, one.family) == (other.id, other.family)


def _same_family(one: Criterion, other: Criterion) -> bool:
    return one.family == other.family


def _differences(a: Criterion, first: Policy, b: Criterion, second: Policy) -> tuple[str, ...]:
    parts = {
        "needs": (a.needs, b.needs),
        "test": (_asked(a), _asked(b)),
        "scope": (a.scope, b.scope),
        "grounds": (set(a.grounds), set(b.grounds)),
        "waivers": (_opened(a, first), _opened(b, second)),
    }
    return tuple(name for name, (one, other) in parts.items() if one != other)


def _asked(criterion: Criterion) -> object:
    """The test without its labels, which only name it."""
    return _unlabelled(criterion.test.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _opened(criterion: Criterion, policy: Policy) -> list[object]:
    """The conditions under which a criterion is waived."""
    return [
        _unlabelled(w.when.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        for w in policy.exceptions
        if criterion.id in w.waives
    ]


def _unlabelled(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unlabelled(part) for key, part in value.items() if key not in ("label", "remedy")}
    return [_unlabelled(part) for part in value] if isinstance(value, list) else value
