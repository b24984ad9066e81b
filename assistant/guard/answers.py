"""The answer to a criterion, taken apart: its questions, their words, and the facts that decided it."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.outcome import CriterionResult, Node

_BESIDE = "beside"
"""Under this name an answer keeps the treatments that it weighed with those it rests on."""


def nodes(node: Node) -> list[Node]:
    """A node and all below it, each before its children."""
    found, open_ = list[Node](), [node]
    while open_:
        found.append(node := open_.pop())
        if children := node.children:
            open_ += children[::-1]
    return found


def node_words(node: Node) -> Iterator[str]:
    """What a question asks, what would answer it, and the figures computed for it."""
    yield node.label
    if (remedy := node.remedy) != NOT_STATED:
        yield remedy
    for name, value in node.detail.items():
        yield f"{value} {name}"


def deciding_facts(result: CriterionResult) -> frozenset[str]:
    """Findings and treatments of the questions that have the answer of the criterion, else of all its questions."""
    told, truth = nodes(result.tree), result.truth
    own = [id for n in told if n.truth == truth for id in _facts(n)]
    return frozenset(own or [id for n in told for id in _facts(n)])


def _facts(node: Node) -> tuple[str, ...]:
    """Findings and treatments that an answer rests on, with those told beside them."""
    if (beside := node.detail.get(_BESIDE)) is None:
        return (*node.findings, *node.treatments)
    return (*node.findings, *node.treatments, *filter(None, beside.split(",")))
