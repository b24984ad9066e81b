"""Kleene's strong three-valued logic over met, not met, undetermined."""

from collections.abc import Iterable

from ..model.language import Truth

_RANK: dict[Truth, int] = {"not_met": 0, "undetermined": 1, "met": 2}


def all_of(values: Iterable[Truth]) -> Truth:
    """Conjunction: the least of the values; met where there are none."""
    return min(values, key=_RANK.__getitem__, default="met")


def any_of(values: Iterable[Truth]) -> Truth:
    """Disjunction: the greatest of the values; not met where there are none."""
    return max(values, key=_RANK.__getitem__, default="not_met")


def negate(value: Truth) -> Truth:
    """Negation; what is undetermined stays so."""
    return "undetermined" if value == "undetermined" else ("not_met" if value == "met" else "met")


def at_least(n: int, values: Iterable[Truth]) -> Truth:
    """Whether at least `n` values are met, whatever the undetermined ones turn out to be."""
    counted = list(values)
    met = counted.count("met")
    if met >= n:
        return "met"
    return "undetermined" if met + counted.count("undetermined") >= n else "not_met"
