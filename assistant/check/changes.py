"""What would change it: the smallest sets of documentable facts under which a level would become necessary."""

from itertools import combinations, product

from ..model.base import NOT_STATED, maker
from ..model.outcome import Change, CriterionResult, ExceptionResult, Node, Reason
from ..model.policy import Criterion

_change_of = maker(Change)

_FINAL: tuple[Reason, ...] = ("refuted", "mismatch", "computed")
"""Answers that no further document changes: a fact on record speaks against it, or the request itself does."""
LIMIT = 6
"""Sets kept for one level; more would not help a reader."""

Steps = frozenset[tuple[str, str]]
"""(criterion id, what to supply)."""


def changes_of(
    results: tuple[CriterionResult, ...], criteria: dict[str, Criterion], waivers: tuple[ExceptionResult, ...] = ()
) -> tuple[Change, ...]:
    """Smallest sets first. Empty where some criterion fails on what the record shows: nothing documentable would save the level.

    A waiver that the record leaves open is another way to the criteria that it waives, told after what would meet them.
    """
    per_criterion: list[list[Steps]] = []
    for result in results:
        if result.effective != "met":
            sets = _sets(result.tree, result.id, criteria[result.id].remedy)[:LIMIT]
            opening = (w for w in waivers if w.truth == "undetermined" and result.id in w.waives)
            sets += (step for waiver in opening for step in _opening(waiver, result.id))
            if not sets:
                return ()
            per_criterion.append(sets)
    if not per_criterion:
        return ()
    smallest = list(_minimal({frozenset().union(*choice) for choice in product(*per_criterion)}))
    if len(smallest) > 1:
        aside = {_settles(w) for w in waivers if w.truth == "undetermined"}
        smallest.sort(key=lambda s: (sum(step in aside for _, step in s), len(s), sorted(s)))
    order = {r.id: n for n, r in enumerate(results)}
    return tuple(_change(steps, order) for steps in smallest[:LIMIT])


def _change(steps: Steps, order: dict[str, int]) -> Change:
    """A set of steps, in the order of their criteria."""
    told = sorted(steps, key=lambda step: (order[step[0]], step[1]))
    return _change_of(
        criteria=tuple(dict.fromkeys(id for id, _ in told)), steps=tuple(dict.fromkeys(step for _, step in told))
    )


def _opening(waiver: ExceptionResult, criterion: str) -> list[Steps]:
    """The sets that would open a criterion by a waiver that the record leaves open."""
    return _sets(waiver.tree, criterion, _settles(waiver))


def _settles(waiver: ExceptionResult) -> str:
    return f"documentation that settles whether {waiver.label} applies"


def _sets(node: Node, criterion: str, remedy: str, *, apart: bool = True) -> list[Steps]:
    """Sets of leaves that, once shown, make the node met; the empty set where it is met already.

    `apart`: it is asked for by its own remedy. The parts of a whole of which nothing is shown yet are asked for together.
    """
    if node.truth == "met":
        return [frozenset()]
    if not node.documentable and node.truth == "not_met":
        return []
    here = node.remedy if apart and node.remedy != NOT_STATED else remedy
    if node.operator == "not" or (not node.children and node.reason in _FINAL):
        return [] if _is_final(node) else [frozenset({(criterion, here)})]
    if not node.children:
        return [frozenset({(criterion, here)})]
    open_ = [c for c in node.children if c.truth != "met"]
    met = len(node.children) - len(open_)
    begun = node.operator != "all" or met > 0
    parts = [_sets(child, criterion, here, apart=begun) for child in open_]
    needed = len(parts) if node.operator == "all" else max(int(node.detail.get("wanted", "1")) - met, 1)
    if needed == 1:
        found = {steps for part in parts for steps in part}
    else:
        found = {
            frozenset().union(*choice)
            for group in combinations(parts, needed)
            if all(group)
            for choice in product(*group)
        }
    return list(found) if len(found) < 2 else sorted(_minimal(found), key=lambda s: (len(s), sorted(s)))[:LIMIT]


def _is_final(node: Node) -> bool:
    """Whether a negated or simple answer rests on a fact of the record."""
    if node.operator == "line":
        return "changeable" not in node.detail
    return all(_is_final(c) for c in node.children) if node.children else node.reason in (*_FINAL, "shown")


def _minimal(sets: set[Steps]) -> set[Steps]:
    return sets if len(sets) < 2 else {s for s in sets if not any(other < s for other in sets)}
