"""What a document that proves nothing claims against the report that decides."""

from ..check import deciding
from ..check.known import know
from ..model.base import NOT_STATED
from ..model.outcome import CriterionResult, Node
from .context import Context


def claimed(result: CriterionResult, context: Context) -> tuple[str, ...]:
    """Findings that claim what an accepted document refutes, in documents other than that one."""
    found: list[str] = []
    for leaf in deciding(result.tree):
        if leaf.reason == "refuted":
            own = [context.findings[i] for i in leaf.findings]
            kinds = {f.kind for f in own if f.status == "absent"}
            documents = {f.document for f in own}
            found += [
                f.id
                for f in context.case.findings
                if f.kind in kinds and f.status == "present" and f.document not in documents
            ]
            found += _graded_higher(leaf, result, context)
    return tuple(dict.fromkeys(found))


def _graded_higher(leaf: Node, result: CriterionResult, context: Context) -> list[str]:
    """Findings elsewhere that put a higher grade of the same scale on the same level than those which decided."""
    if result.level == NOT_STATED:
        return []
    groups = {name for asked in know(context.criterion(result).test).findings for name in asked.accept}
    told = [context.findings[i] for i in leaf.findings]
    own = [f for f in told if context.facts.documents[f.document].among(groups)] or told
    grades = {f.kind: f.grade for f in own if f.status == "present" and f.grade != NOT_STATED}
    scales = {context.pack.kind(kind).scale for kind in grades} - {NOT_STATED}
    if not scales:
        return []
    order = {g: n for s in context.pack.vocabulary.scales if s.id in scales for n, g in enumerate(s.grades)}
    highest = max(order.get(grade, -1) for grade in grades.values())
    documents = {f.document for f in own}
    return [
        f.id
        for f in context.case.findings
        if context.pack.kind(f.kind).scale in scales
        and f.status == "present"
        and order.get(f.grade, -1) > highest
        and f.document not in documents
        and any(result.level in context.pack.levels.named(name) for name in f.levels)
    ]
