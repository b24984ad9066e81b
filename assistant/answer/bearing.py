"""What facts of the record do for the outcome: the criteria and waivers that rest on them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..check import standing
from ..check.labels import located
from ..draft import Context
from ..draft.context import key
from ..draft.refs import level_refs
from ..draft.words import capital, listed
from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import OutcomeRef, Statement
from .opened import Opened

_TRUTHS = {"met": "met", "not_met": "not met", "undetermined": "open"}


@dataclass(frozen=True)
class _Rest:
    """One answer at one level that was given with the facts."""

    name: str
    """The criterion or waiver, as a sentence calls it."""
    answer: str
    key: str
    level: str
    refs: tuple[OutcomeRef, ...]


def resting_on(facts: Iterable[Finding | Treatment], opened: Opened) -> list[Statement]:
    """One statement on the criteria that were decided with these facts, and the waivers that they open, among others."""
    held, context = list(facts), opened.fresh()
    groups: dict[tuple[str, str], list[_Rest]] = {}
    for rest in _rests({f.id for f in held}, context):
        groups.setdefault((rest.name, rest.answer), []).append(rest)
    if not groups:
        return []
    parts = []
    for (name, answer), rests in groups.items():
        levels = context.span([rest.level for rest in rests if rest.level != NOT_STATED])
        parts.append(f"{located(name, levels)} ({answer})")
    return [_stated(f"Among others, this bears on {listed(parts)}", held, context, groups.values())]


def idle(facts: Iterable[Finding | Treatment], opened: Opened) -> list[Statement]:
    """That no criterion and no waiver rests on facts, where none does."""
    held = list(facts)
    if not held or resting_on(held, opened):
        return []
    return [_stated("No criterion of this request turns on this", held, opened.fresh(), ())]


def _stated(
    text: str, facts: Iterable[Finding | Treatment], context: Context, groups: Iterable[Iterable[_Rest]]
) -> Statement:
    every = [rest for rests in groups for rest in rests]
    findings = [f.id for f in facts if isinstance(f, Finding)]
    treatments = [f.id for f in facts if isinstance(f, Treatment)]
    return context.statement(
        "application",
        f"{capital(text)} {context.cited_documents(findings, treatments)}",
        criteria=dict.fromkeys(rest.key for rest in every),
        findings=findings,
        treatments=treatments,
        outcomes=[ref for rest in every for ref in rest.refs] or [context.request_ref()],
    )


def _rests(ids: set[str], context: Context) -> Iterator[_Rest]:
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            refs = tuple(level_refs(line, [level]))
            for c in level.criteria:
                if any(ids.intersection((*leaf.findings, *leaf.treatments)) for leaf in standing(c.tree)):
                    name = context.about(c, c.label)
                    yield _Rest(name, _TRUTHS[c.effective], key(c), str(c.level), refs)
            for w in level.exceptions:
                opens = w.truth == "met" and any(c.waived_by == w.id for c in level.criteria)
                if opens and any(ids.intersection((*leaf.findings, *leaf.treatments)) for leaf in standing(w.tree)):
                    name = context.waiver(line.policy, w.id).label
                    yield _Rest(name, "a waiver that applies", f"{line.policy}:{w.id}", NOT_STATED, refs)
