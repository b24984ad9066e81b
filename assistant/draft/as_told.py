"""What the claims of a document that proves nothing would mean if they were documented: told beside what is open, never as decided."""

from ..check.as_told import AS_TOLD
from ..check.labels import placed
from ..model.document import Statement
from ..model.outcome import CriterionResult, Node
from .context import Context, key
from .words import lower_first


def if_shown(leaf: Node, required: str) -> str:
    """What the claims that leave an open leaf open would mean; empty where even they would leave it open."""
    match leaf.detail.get(AS_TOLD):
        case "not_met":
            return f"; documented as stated, it would still fall short of {required}"
        case "met":
            return "; documented as stated, it would count"
    return ""


def fails_as_told(result: CriterionResult) -> bool:
    """Whether an open criterion would not be met if all that is claimed were documented."""
    told = result.effective == "undetermined" and result.tree.detail.get(AS_TOLD) == "not_met"
    return told and bool(_claims(result.tree))


def even_as_told(context: Context) -> list[Statement]:
    """The open criteria that the claims themselves would not meet, each once with its places and the words that claim it."""
    groups: dict[tuple[str, tuple[str, ...]], list[CriterionResult]] = {}
    for line in context.outcome.lines:
        for c in line.criteria if line.outcome != "incidental" else ():
            if fails_as_told(c):
                groups.setdefault((c.label, _claims(c.tree)), []).append(c)
    statements = []
    for (label, ids), found in groups.items():
        levels = context.span([str(level) for level in dict.fromkeys(c.level for c in found)])
        place = f" at {levels}" if levels else ""
        findings = [i for i in ids if i in context.findings]
        treatments = [i for i in ids if i not in context.findings]
        text = f"Even documented as stated, {lower_first(placed(label, ''))} would not be met{place}: {context.said(findings, treatments)}"
        statements.append(
            context.statement(
                "application",
                text,
                criteria=dict.fromkeys(key(c) for c in found),
                findings=findings,
                treatments=treatments,
            )
        )
    return statements


def _claims(node: Node) -> tuple[str, ...]:
    """The facts by which a node would not be met."""
    if node.children:
        below = [c for c in node.children if c.detail.get(AS_TOLD) in (node.detail[AS_TOLD], *_turned(node))]
        return tuple(dict.fromkeys(i for child in below for i in _claims(child)))
    return (*node.findings, *node.treatments)


def _turned(node: Node) -> tuple[str, ...]:
    """What a child has to be for its parent's answer, where that is the opposite."""
    return ({"met": "not_met", "not_met": "met"}[node.detail[AS_TOLD]],) if node.operator == "not" else ()
