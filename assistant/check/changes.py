"""What would change it: the smallest sets of documentable facts under which a level would become necessary."""

from collections.abc import Sequence
from itertools import combinations, product

from ..model.base import NOT_STATED, maker
from ..model.language import Truth
from ..model.outcome import Change, ExceptionResult, Node, Reason
from .plan import Point

_change_of = maker(Change)

_FINAL: tuple[Reason, ...] = ("refuted", "mismatch", "computed")
"""Answers that no further document changes: a fact on record speaks against it, or the request itself does."""
LIMIT = 6
"""Sets kept for one level; more would not help a reader."""

Steps = frozenset[tuple[str, str]]
"""(criterion id, what to supply)."""


Unmet = tuple[Point, Truth, Node]
"""A criterion that is not met, with the answer to it."""


def changes_of(unmet: Sequence[Unmet], waivers: Sequence[ExceptionResult] = ()) -> tuple[Change, ...]:
    """Smallest sets first. Empty where some criterion fails on what the record shows: nothing documentable would save the level.

    A waiver that the record leaves open is another way to the criteria that it waives, told after what would meet them.
    """
    open_ = [w for w in waivers if w.truth == "undetermined"]
    per_criterion: list[list[Steps]] = []
    for point, _, tree in sorted(unmet, key=_failed):
        sets = _sets(tree, point.id, point.remedy)[:LIMIT]
        for waiver in open_:
            if point.id in waiver.waives:
                sets += _sets(waiver.tree, point.id, _settles(waiver))
        if not sets:
            return ()
        per_criterion.append(sets)
    smallest = _minimal({frozenset().union(*choice) for choice in product(*per_criterion)})
    if len(smallest) > 1:
        aside = {_settles(w) for w in open_}
        smallest.sort(key=lambda s: (sum([step in aside for _, step in s]), len(s), sorted(s)))
    order = {point.id: n for n, (point, _, _) in enumerate(unmet)}
    return tuple([_change(steps, order) for steps in smallest[:LIMIT]])


def _failed(one: Unmet) -> bool:
    """First those that are not met: where nothing would save one of them, nothing more is asked."""
    return one[1] != "not_met"


def _change(steps: Steps, order: dict[str, int]) -> Change:
    """A set of steps, in the order of their criteria."""
    told = sorted(steps, key=lambda step: (order[step[0]], step[1]))
    return _change_of(
        criteria=tuple(dict.fromkeys(id for id, _ in told)), steps=tuple(dict.fromkeys(step for _, step in told))
    )


def _settles(waiver: ExceptionResult) -> str:
    return f"documentation that settles whether {waiver.label} applies"


def _sets(node: Node, criterion: str, remedy: str, *, apart: bool = True) -> list[Steps]:
    """Sets of leaves that, once shown, make the node met; the empty set where it is met already.

    `apart`: it is asked for by its own remedy. The parts of a whole of which nothing is shown yet are asked for together.
    """
    truth, operator, children = node.truth, node.operator, node.children
    if truth == "met":
        return [frozenset()]
    if truth == "not_met" and not node.documentable:
        return []
    here = node.remedy if apart and node.remedy != NOT_STATED else remedy
    if operator == "not" or (not children and node.reason in _FINAL):
        return [] if _is_final(node) else [frozenset({(criterion, here)})]
    if not children:
        return [frozenset({(criterion, here)})]
    open_ = [c for c in children if c.truth != "met"]
    met = len(children) - len(open_)
    begun = operator != "all" or met > 0
    parts = [_sets(child, criterion, here, apart=begun) for child in open_]
    needed = len(parts) if operator == "all" else max(int(node.detail.get("wanted", "1")) - met, 1)
    if needed == 1:
        found = {steps for part in parts for steps in part}
    else:
        groups = combinations([part for part in parts if part], needed)
        found = {frozenset().union(*choice) for group in groups for choice in product(*group)}
    return list(found) if len(found) < 2 else sorted(_minimal(found), key=lambda s: (len(s), sorted(s)))[:LIMIT]


def _is_final(node: Node) -> bool:
    """Whether a negated or simple answer rests on a fact of the record."""
    if node.operator == "line":
        return "changeable" not in node.detail
    return all(_is_final(c) for c in node.children) if node.children else node.reason in (*_FINAL, "shown")


def _minimal(sets: set[Steps]) -> list[Steps]:
    """Those that hold no other."""
    kept: list[Steps] = []
    for steps in sorted(sets, key=len):
        if not any(other < steps for other in kept):
            kept.append(steps)
    return kept
