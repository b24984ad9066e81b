"""What would be decided if a document bore out what one that proves nothing claims, as a question that tells the patient does."""

from typing import TypeVar

from ..model.base import NOT_STATED
from ..model.case import Case, Finding, Treatment
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome, Node
from ..pack.pack import Pack

Fact = TypeVar("Fact", Finding, Treatment)

AS_TOLD = "as_told"
"""What a node's answer would be, in the detail of one that is open."""


def as_told(case: Case, pack: Pack) -> Case | None:
    """The case with its claims taken as they are told, in documents of the kind that would prove them; None without any claim."""
    if not any(f.claimed != NOT_STATED for f in case.findings) and not any(
        t.claimed != NOT_STATED for t in case.treatments
    ):
        return None
    proving = {k.id: k.told_as for k in pack.vocabulary.documents if k.told_as != NOT_STATED}
    return case.model_copy(
        update={
            "documents": tuple(d.model_copy(update={"kind": proving.get(d.kind, d.kind)}) for d in case.documents),
            "findings": tuple(_taken(f) for f in case.findings),
            "treatments": tuple(_taken(t) for t in case.treatments),
        }
    )


def _taken(fact: Fact) -> Fact:
    if fact.claimed == NOT_STATED:
        return fact
    return fact.model_copy(update={"status": fact.claimed, "claimed": NOT_STATED})


def beside(lines: tuple[LineOutcome, ...], told: tuple[LineOutcome, ...]) -> tuple[LineOutcome, ...]:
    """The lines, each open part of a criterion with its answer as told where that is definite."""
    return tuple(_line(line, other) for line, other in zip(lines, told, strict=True))


def _line(line: LineOutcome, told: LineOutcome) -> LineOutcome:
    if line.policy != told.policy:
        return line
    there = {level.level: level for level in told.per_level}
    per_level = tuple(_level(level, there[level.level]) if level.level in there else level for level in line.per_level)
    criteria = {(c.id, c.level): c for level in per_level for c in level.criteria}
    return line.model_copy(update={"per_level": per_level, "criteria": tuple(criteria.values())})


def _level(level: LevelOutcome, told: LevelOutcome) -> LevelOutcome:
    there = {(c.policy, c.id): c for c in told.criteria}
    return level.model_copy(
        update={"criteria": tuple(_criterion(c, there.get((c.policy, c.id))) for c in level.criteria)}
    )


def _criterion(result: CriterionResult, told: CriterionResult | None) -> CriterionResult:
    if told is None or result.truth != "undetermined":
        return result
    return result.model_copy(update={"tree": _node(result.tree, told.tree)})


def _node(node: Node, told: Node) -> Node:
    """A node and what is below it; trees of one test have one shape. What names no fact has no answer by what is told."""
    if node.truth != "undetermined" or len(node.children) != len(told.children):
        return node
    children = tuple(_node(child, other) for child, other in zip(node.children, told.children, strict=True))
    names = node.findings or node.treatments or any(AS_TOLD in child.detail for child in children)
    detail = {**node.detail, AS_TOLD: told.truth} if names and told.truth != "undetermined" else node.detail
    return node.model_copy(update={"children": children, "detail": detail})
