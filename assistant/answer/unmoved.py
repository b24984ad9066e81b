"""Criteria that a supposition bears on and does not turn, with what on record keeps them as they are."""

from collections.abc import Iterable, Sequence
from typing import Final

from ..check import standing
from ..draft import Context
from ..draft.words import capital, listed
from ..guard import Ground
from ..model.answer import Subject
from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Statement
from ..model.outcome import CriterionResult
from .opened import Opened
from .reasons import asking_for
from .record import told_of
from .suppose import Supposed
from .tell import Told

MOST: Final = 2
"""Criteria up to which they are told."""
FACTS: Final = 3
"""Facts told of what keeps them."""
_TRUTHS: Final = {"met": "met", "not_met": "not met", "undetermined": "undetermined"}


def unmoved(supposed: Supposed, named: Subject, opened: Opened, context: Context, ground: Ground, told: Told) -> None:
    """Tells them where they are few, of the lines and levels that the question names."""
    case = opened.context.case
    known: list[Finding | Treatment] = [*case.findings, *case.treatments]
    gone = [f for f in known if f.id in supposed.removed]
    facts: list[Finding | Treatment] = [*supposed.findings, *supposed.treatments, *gone]
    subject = Subject(
        kinds=tuple(dict.fromkeys(f.kind for f in facts if isinstance(f, Finding))),
        treatments=tuple(dict.fromkeys(f.kind for f in facts if isinstance(f, Treatment))),
    )
    keys = asking_for(subject, context.outcome, opened) if facts else ()
    found: dict[tuple[str, str], list[tuple[CriterionResult, str]]] = {}
    levels = {*named.levels, NOT_STATED}
    for line in context.outcome.lines:
        if named.lines and line.id not in named.lines:
            continue
        for c in line.criteria:
            here = not named.levels or c.level in levels
            if here and f"{c.policy}:{c.id}" in keys and c.waived_by == NOT_STATED:
                found.setdefault((c.label, c.effective), []).append((c, line.code))
    if not found or len(found) > MOST:
        return
    told.say(_kept(found.items(), context), ground, "bullets")
    met = (c for held in found.values() for c, _ in held if c.truth == "met")
    ids = {id for c in met for leaf in standing(c.tree) for id in (*leaf.findings, *leaf.treatments)}
    kinds = {f.kind for f in facts}
    told.add(told_of([f for f in known if f.id in ids and f.kind not in kinds][:FACTS], opened))


def _kept(
    found: Iterable[tuple[tuple[str, str], Sequence[tuple[CriterionResult, str]]]], context: Context
) -> Iterable[Statement]:
    for (label, truth), held in found:
        codes = listed(dict.fromkeys(code for _, code in held))
        levels = context.span([str(c.level) for c, _ in held if c.level != NOT_STATED])
        text = f"{capital(label)} would still be {_TRUTHS[truth]}{f' at {levels}' if levels else ''} for {codes}"
        keys = list(dict.fromkeys(f"{c.policy}:{c.id}" for c, _ in held))
        yield context.statement("application", text, criteria=keys)
