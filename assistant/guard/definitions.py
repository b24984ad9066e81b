"""What policy sets define, by key: criteria, waivers and restrictions."""

from collections.abc import Mapping

from ..model.policy import Criterion, PolicySet, Waiver
from .lexicon import Definition, Lexicon

MOST_SETS = 32
"""Sets of policies, and pairs of a set and its fallback, of which the definitions are kept."""


def definitions_of(policy_sets: tuple[PolicySet, ...], lexicon: Lexicon) -> Mapping[str, Definition]:
    """Criteria, waivers and restrictions by key, made once for sets that are asked again."""
    kept, key = lexicon.of_sets, tuple(map(id, policy_sets))
    known = kept.get(key)
    if known is None:
        if len(kept) >= MOST_SETS:
            kept.clear()
        known = kept[key] = (policy_sets, _index(policy_sets))
    return known[1]


def _index(policy_sets: tuple[PolicySet, ...]) -> dict[str, Definition]:
    """The set's common criteria stand under every policy."""
    found: dict[str, Definition] = {}
    for chosen in policy_sets:
        for policy in chosen.policies:
            items: tuple[Criterion | Waiver, ...] = (*chosen.common, *policy.criteria, *policy.exceptions)
            for item in items:
                found.setdefault(f"{policy.id}:{item.id}", item)
        for restriction in chosen.restrictions:
            found.setdefault(f"{chosen.id}:{restriction.id}", restriction)
        for criterion in (*chosen.common, *(c for rule in chosen.settings for c in rule.criteria)):
            found.setdefault(f"{chosen.id}:{criterion.id}", criterion)
    return found
