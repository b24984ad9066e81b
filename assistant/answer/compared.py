"""Two parts of a request beside each other: what the record has at each, how each stands, and the criteria in which they differ."""

from collections.abc import Iterable, Sequence
from typing import Final

from ..check import standing
from ..draft import Context
from ..draft.analysis import by_line
from ..draft.context import key
from ..draft.words import capital, listed
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Block, OutcomeRef, Statement
from ..model.outcome import CriterionResult
from .hypothesis import other_set
from .opened import Opened, narrowed
from .record import facts_of, record, told_of
from .tell import Told

_TRUTHS: Final = {"met": "met", "not_met": "not met", "undetermined": "open"}
SIDES: Final = 4
"""Things laid beside each other at most."""


def compare(asked: Understood, opened: Opened) -> Told:
    """Levels, lines, findings, documents or policy sets that the question names; the requested levels where it names none."""
    subject = asked.subject
    if subject.policy_sets:
        return other_set(asked, opened)
    levels = subject.levels
    named = bool(subject.kinds or subject.treatments or subject.documents)
    if named and len(levels) < 2:
        facts = facts_of(subject, opened) if subject.kinds or subject.treatments else []
        held = told_of(facts or _of_criteria(subject, opened), opened)
        return held if held.blocks else record(asked, opened)
    if subject.criteria and len(levels) < 2 and len(subject.lines) < 2:
        held = told_of(_of_criteria(subject, opened), opened)
        if held.blocks:
            return held
    if len(levels) < 2 and len(subject.lines) < 2:
        levels = tuple(dict.fromkeys(level for line in opened.lines(subject.lines) for level in line.levels))
    told = Told()
    told.say(_apart(Subject(lines=subject.lines, levels=levels), opened), opened.ground, "bullets")
    if len(levels) > 1:
        for level in levels[:SIDES]:
            told.add(_at(level, facts_of(subject.model_copy(update={"levels": (level,), "lines": ()}), opened), opened))
    told.section(by_line(opened.fresh(narrowed(opened.outcome, subject.lines, levels))), opened.ground)
    return told


def _at(level: str, facts: Sequence[Finding | Treatment], opened: Opened) -> Told:
    """What the record has at a level, under its name."""
    told = told_of(facts, opened)
    told.blocks = [(_labelled(block, level), ground) for block, ground in told.blocks]
    return told


def _labelled(block: Block, level: str) -> Block:
    """A block under the name of a level, where its first statement does not say it."""
    first, *rest = block.statements
    if level in first.text:
        return block
    return block.model_copy(update={"statements": (first.model_copy(update={"label": f"{level}."}), *rest)})


def _of_criteria(subject: Subject, opened: Opened) -> list[Finding | Treatment]:
    """All facts on record of the kinds that some criteria rest on."""
    case = opened.context.case
    held = {
        id
        for line in opened.lines(subject.lines)
        for c in line.criteria
        if key(c) in subject.criteria
        for leaf in standing(c.tree)
        for id in (*leaf.findings, *leaf.treatments)
    }
    facts: list[Finding | Treatment] = [*case.findings, *case.treatments]
    kinds = {f.kind for f in facts if f.id in held}
    return [f for f in facts if f.kind in kinds]


def _apart(subject: Subject, opened: Opened) -> Iterable[Statement]:
    """The criteria that are answered otherwise at one part than at another, each once."""
    context = opened.fresh(narrowed(opened.outcome, subject.lines, subject.levels))
    answers: dict[str, dict[str, list[tuple[str, str, CriterionResult]]]] = {}
    for line in context.outcome.lines:
        for level in line.per_level:
            for c in level.criteria:
                if c.tree.operator != "line":
                    told = answers.setdefault(c.label, {}).setdefault(c.effective, [])
                    told.append((line.id, str(level.level), c))
    for label, by_truth in answers.items():
        if len(by_truth) > 1:
            yield _unlike(label, by_truth, context)


def _unlike(label: str, by_truth: dict[str, list[tuple[str, str, CriterionResult]]], context: Context) -> Statement:
    """`The requirement of imaging severity is met at L4-5 and not met at L3-4`."""
    parts, refs, keys = [], [], []
    for truth, found in by_truth.items():
        levels = [level for _, level, _ in found if level != NOT_STATED]
        codes = listed(dict.fromkeys(context.outcome.line(line).code for line, _, _ in found))
        where = f"at {context.span(levels)} for {codes}" if levels else f"for {codes}"
        parts.append(f"{_TRUTHS[truth]} {where}")
        refs += [
            OutcomeRef(part="line", line=line)
            if level == NOT_STATED
            else OutcomeRef(part="level", line=line, level=level)
            for line, level, _ in found
        ]
        keys += [key(c) for _, _, c in found]
    return context.statement("application", f"{capital(label)} is {listed(parts)}", criteria=keys, outcomes=refs)
