"""What can be argued for a part of the request, and against it: criteria, evidence on this patient, other policy sets."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..check.labels import WORDS
from ..draft import Context
from ..draft.analysis import by_line
from ..draft.criteria import deficiencies
from ..draft.shown import met
from ..draft.steps import steps
from ..draft.unweighed import unweighed
from ..draft.verdict import lead
from ..draft.weighing import weighing
from ..draft.words import capital, listed
from ..errors import AssistantError
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.document import OutcomeRef, Statement
from ..model.outcome import LineOutcome
from .hinges import hinges
from .opened import Opened, narrowed
from .reasons import why
from .tell import Told
from .worlds import with_policies, world

MANY: Final = 4
"""Lines from which those asked about are not told one by one before the argument."""
SETS: Final = 3
"""Other policy sets told at most."""


def argument(asked: Understood, opened: Opened) -> Told:
    """Both sides, or the one that is asked for, then how it is decided; to one who argues for it, what would still have to be brought."""
    told = Told()
    lower, words = asked.text.lower(), opened.questions.sides
    pro, contra = (re.search(words[side], lower) is not None for side in ("for", "against"))
    if re.search(opened.questions.hinges, lower):
        context = _part(Subject(lines=asked.subject.lines, levels=asked.subject.levels), opened)
        if any(level.outcome == "necessary" for line in context.outcome.lines for level in line.per_level):
            return hinges(context, opened)
        if not (pro or contra):
            return why(asked.model_copy(update={"kind": "why"}), opened)
    told.note("argued")
    subject = _meant(asked.subject, lower, opened)
    disputed = pro == contra and re.search(opened.questions.disputes, lower)
    if disputed or re.search(opened.questions.outsiders, lower):  # who disputes it argues for the other outcome
        stands = {level.outcome for line in _part(subject, opened).outcome.lines for level in line.per_level}
        pro, contra = "necessary" not in stands, stands == {"necessary"}
    if pro == contra:
        _both(subject, opened, told)
    elif contra:
        _against(subject, opened, told)
    else:
        _for(subject, opened, told)
        context = _part(subject, opened)
        if not told.section(steps(context), opened.ground):
            told.section(by_line(context), opened.ground)
    return told


def _meant(subject: Subject, lower: str, opened: Opened) -> Subject:
    """The lines and levels asked about; of a question on what is open or refused that names none, those that are."""
    if subject.lines or subject.levels or not re.search(opened.questions.unmet, lower):
        return Subject(lines=subject.lines, levels=subject.levels)
    return Subject(lines=tuple(ln.id for ln in opened.outcome.lines if ln.outcome not in ("necessary", "incidental")))


def _part(subject: Subject, opened: Opened) -> Context:
    return opened.fresh(narrowed(opened.outcome, subject.lines, subject.levels))


def _both(subject: Subject, opened: Opened, told: Told) -> None:
    """How it stands and on what, what is met, and the evidence of each side."""
    context = _part(subject, opened)
    lines = context.outcome.lines
    told.section(by_line(context), opened.ground) if len(lines) < MANY else told.say(lead(context), opened.ground)
    told.section(met(context), opened.ground)
    told.section(weighing(context), opened.ground)
    if all(line.outcome == "necessary" for line in lines):
        told.say(unweighed(context), opened.ground)


def _for(subject: Subject, opened: Opened, told: Told) -> None:
    """What is met, what was found for it in patients like this one, and the sets that would approve it."""
    context = _part(subject, opened)
    told.section(met(context), opened.ground)
    told.section(weighing(context, ("for",)), opened.ground)
    told.say(other_sources(context), opened.ground, "bullets")
    _elsewhere(subject, opened, told, approving=True)


def _against(subject: Subject, opened: Opened, told: Told) -> None:
    """What is not met or open, what was found against it, what was not weighed, and the sets that would not approve it."""
    context = _part(subject, opened)
    lines = context.outcome.lines
    stands = all(line.outcome == "necessary" for line in lines)
    if not stands and len(lines) < MANY:
        told.section(by_line(context), opened.ground)
    for line in lines:
        for c in line.criteria:
            context.cited.update(context.criterion(c).differs)  # who asks for less argues for it
    told.section(deficiencies(context), opened.ground)
    told.section(weighing(context, ("against", "limits")), opened.ground)
    if stands:
        told.note("stands")
    told.say(unweighed(opened.fresh()) if stands else (), opened.ground)
    if stands:
        told.add(hinges(context, opened))
        _elsewhere(subject, opened, told, approving=False)


def other_sources(context: Context) -> Iterator[Statement]:
    """What other sources ask for of criteria that are not met or open."""
    for line in context.outcome.lines:
        for c in line.criteria:
            if c.effective != "met" and c.tree.operator != "line":
                yield from (s for ref in context.criterion(c).differs for s in (context.told(ref),) if s)


def _elsewhere(subject: Subject, opened: Opened, told: Told, *, approving: bool) -> None:
    """Other policy sets that decide the lines the other way, each with how they would stand there."""
    wanted = [ln for ln in _part(subject, opened).outcome.lines if (ln.outcome != "necessary") is approving]
    for id in with_policies(wanted, opened)[:SETS]:
        try:
            context, ground = world(opened.context.case, opened, id)
        except AssistantError:
            continue  # not in force on that day
        there = [context.outcome.line(line.id) for line in wanted]
        told.say(_stand(id, there, subject, context, approving=approving), ground, "bullets")


def _stand(
    id: str, lines: Sequence[LineOutcome], subject: Subject, context: Context, *, approving: bool
) -> list[Statement]:
    """One statement on the lines that a set of its own policy decides the other way."""
    turned = [
        (line, level)
        for line in lines
        if line.policy_set == id
        for level in line.per_level
        if (level.outcome == "necessary") is approving and (not subject.levels or level.level in subject.levels)
    ]
    if not turned:
        return []
    outcomes = dict.fromkeys(level.outcome for _, level in turned)
    found = []
    for outcome in outcomes:
        own = [(line, level) for line, level in turned if level.outcome == outcome]
        names = []
        for line in dict.fromkeys(line.id for line, _ in own):
            whole = context.outcome.line(line)
            at = context.span(str(lv.level) for ln, lv in own if ln.id == line)
            name = context.line_name(whole)
            names.append(f"{name} at {at}" if at else name)
        refs = [
            OutcomeRef(part="line", line=line.id)
            if level.level == NOT_STATED
            else OutcomeRef(part="level", line=line.id, level=level.level)
            for line, level in own
        ]
        text = f"{capital(listed(names))} would be {WORDS[outcome]}"
        found.append(context.statement("outcome", text, outcomes=refs, label=f"Policy set {id}."))
    return found
