"""What facts of the record do for the outcome: the criteria that rest on them."""

from collections.abc import Iterable

from ..check import standing
from ..check.labels import located
from ..draft.context import key
from ..draft.refs import level_refs
from ..draft.words import capital, listed
from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .opened import Opened

_TRUTHS = {"met": "met", "not_met": "not met", "undetermined": "open"}
Rests = list[tuple[LineOutcome, LevelOutcome, CriterionResult]]


def resting_on(facts: Iterable[Finding | Treatment], opened: Opened) -> list[Statement]:
    """One statement on the criteria that were decided with these facts, among others; that none was, where none was."""
    held = list(facts)
    ids = {f.id for f in held}
    found: dict[tuple[str, str], Rests] = {}
    context = opened.fresh()
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            for c in level.criteria:
                if any(ids.intersection((*leaf.findings, *leaf.treatments)) for leaf in standing(c.tree)):
                    found.setdefault((c.label, c.effective), []).append((line, level, c))
    findings = [f.id for f in held if isinstance(f, Finding)]
    treatments = [f.id for f in held if isinstance(f, Treatment)]
    if not held:
        return []
    if not found:
        text = f"No criterion of this request turns on this {context.cited_documents(findings, treatments)}"
        return [
            context.statement(
                "application", text, findings=findings, treatments=treatments, outcomes=[context.request_ref()]
            )
        ]
    parts = []
    for (label, truth), rests in found.items():
        levels = context.span([str(c.level) for _, _, c in rests if c.level != NOT_STATED])
        parts.append(f"{located(context.about(rests[0][2], label), levels)} ({_TRUTHS[truth]})")
    every = [r for rests in found.values() for r in rests]
    text = f"Among others, this bears on {listed(parts)} {context.cited_documents(findings, treatments)}"
    return [
        context.statement(
            "application",
            capital(text),
            criteria=dict.fromkeys(key(c) for _, _, c in every),
            findings=findings,
            treatments=treatments,
            outcomes=[ref for line, level, _ in every for ref in level_refs(line, [level])],
        )
    ]
