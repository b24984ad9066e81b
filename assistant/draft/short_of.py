"""Measures on record that fall short of one way to meet a criterion that another way meets: a reader asks what became of them."""

from collections.abc import Iterable, Iterator

from ..model.base import NOT_STATED
from ..model.outcome import CriterionResult, Node
from .context import Context

MOST = 2
"""Measures told with one criterion."""


def falling_short(results: Iterable[CriterionResult], told: Iterable[str], context: Context) -> tuple[str, list[str]]:
    """What such measures say, behind what meets the criteria; and their findings. Empty where there are none."""
    known = set(told)
    leaves = (leaf for result in results if result.truth == "met" for leaf in _alternatives(result.tree))
    measured = (i for leaf in leaves for i in leaf.findings if context.findings[i].number != NOT_STATED)
    ids = [i for i in dict.fromkeys(measured) if i not in known]
    if not ids or len(ids) > MOST:
        return "", []
    return f"; {context.said(ids, named=True)}, which does not count towards this", ids


def _alternatives(node: Node) -> Iterator[Node]:
    """The leaves that a figure on record fails, each of them one of several ways to meet what holds them."""
    if node.operator != "any":
        for child in node.children if node.operator == "all" and node.truth == "met" else ():
            yield from _alternatives(child)
        return
    for child in node.children:
        if child.operator == "finding" and child.truth == "not_met" and child.reason == "refuted":
            yield child
        yield from _alternatives(child)
