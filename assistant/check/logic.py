"""Kleene's strong three-valued logic over met, not met, undetermined."""

from collections.abc import Sequence

from ..model.language import Truth


def all_of(values: Sequence[Truth]) -> Truth:
    """Conjunction: the least of the values; met where there are none."""
    return "not_met" if "not_met" in values else ("undetermined" if "undetermined" in values else "met")


def any_of(values: Sequence[Truth]) -> Truth:
    """Disjunction: the greatest of the values; not met where there are none."""
    return "met" if "met" in values else ("undetermined" if "undetermined" in values else "not_met")


def negate(value: Truth) -> Truth:
    """Negation; what is undetermined stays so."""
    return "undetermined" if value == "undetermined" else ("not_met" if value == "met" else "met")


def at_least(n: int, values: Sequence[Truth]) -> Truth:
    """Whether at least `n` values are met, whatever the undetermined ones turn out to be."""
    met = values.count("met")
    if met >= n:
        return "met"
    return "undetermined" if met + values.count("undetermined") >= n else "not_met"
