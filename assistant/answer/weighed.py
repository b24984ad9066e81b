"""What weighs most, and what only seems to weigh: the reasons in order, what an opinion moves, what no rule asks for."""

import re
from collections.abc import Iterator
from typing import Final

from ..check import standing
from ..check.labels import located
from ..draft import Context
from ..draft.analysis import by_line
from ..draft.context import key
from ..draft.decided_before import decided_before
from ..draft.reasons import why
from ..draft.refs import level_refs
from ..draft.shown import met
from ..draft.verdict import lead
from ..draft.words import capital
from ..guard.text import squeeze
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .bearing import idle, resting_on
from .fuller import in_other_words
from .opened import Opened, narrowed
from .record import record, told_of
from .reports import studies_in
from .spoken import LONGEST, SENTENCES, every, of_other_level, sentences, spoken
from .tell import Told

MOST: Final = 6
"""Reasons told at most."""
_TRUTHS: Final = {"not_met": "not met", "undetermined": "open"}
Reason = list[tuple[LineOutcome, LevelOutcome, CriterionResult]]
"""One criterion wherever it has the same answer."""


def ranked(subject: Subject, opened: Opened, *, first: bool = False) -> Told:
    """The reasons by their weight: what is not met before what is open, and what decides most of it first; of what stands, what it
    rests on. `first`: the weightiest alone, with the others by name.
    """
    told = Told()
    context = opened.fresh(narrowed(opened.outcome, subject.lines, subject.levels))
    told.say(lead(context)[:1], opened.ground)
    reasons = _reasons(context)
    if not reasons:
        told.section(met(context), opened.ground)
        return told
    told.note("by_weight")
    shown = reasons[:1] if first else reasons[:MOST]
    told.say((_told(reason, context) for reason in shown), opened.ground, "steps")
    if first and reasons[1:]:
        told.say((_told(reason, context) for reason in reasons[1:MOST]), opened.ground, "bullets")
    return told


def _reasons(context: Context) -> list[Reason]:
    """The criteria that keep lines from standing, each once with all its places, the weightiest first."""
    found: dict[tuple[str, str], Reason] = {}
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            for c in level.criteria:
                if c.effective in _TRUTHS and c.tree.operator != "line":
                    found.setdefault((c.effective, c.label), []).append((line, level, c))
    return sorted(found.values(), key=lambda reason: (reason[0][2].effective != "not_met", -len(reason)))


def _told(reason: Reason, context: Context) -> Statement:
    """One reason: its name, its places and its answer as the label, then what decides it."""
    result = reason[0][2]
    because = why(result, context)
    levels = context.span([str(c.level) for _, _, c in reason if c.level != NOT_STATED])
    name = capital(located(context.about(result, result.label), levels))
    return context.statement(
        "application",
        capital(because.text),
        label=f"{name}: {_TRUTHS[result.effective]}.",
        criteria=dict.fromkeys(key(c) for _, _, c in reason),
        findings=because.findings,
        treatments=because.treatments,
        outcomes=[ref for line, level, _ in reason for ref in level_refs(line, [level])],
    )


def spoken_kinds(asked: Understood, opened: Opened) -> Subject:
    """The question with the kinds of the facts that the sentences state which its words are found in."""
    bare = re.sub(opened.questions.bearing, " ", asked.text, flags=re.IGNORECASE)
    about = asked.model_copy(update={"kind": "record", "text": bare})
    held = [
        f
        for d, words in sentences(about, opened)
        for f in every(opened)
        if f.document == d.id and squeeze(f.quote) in squeeze(words)
    ]
    return asked.subject.model_copy(
        update={
            "kinds": tuple(dict.fromkeys(f.kind for f in held if isinstance(f, Finding))),
            "treatments": tuple(dict.fromkeys(f.kind for f in held if isinstance(f, Treatment))),
        }
    )


def no_rule_asks(asked: Understood, opened: Opened) -> Told:
    """What documents say of a thing that no criterion turns on, and that none does; then what decides."""
    told, context = Told(), opened.fresh()
    bare = re.sub(opened.questions.bearing, " ", asked.text, flags=re.IGNORECASE)
    about = asked.model_copy(update={"kind": "record", "text": bare})
    lines = list(personal(asked, opened)) or [
        spoken(d, words, context)
        for d, words in in_other_words(about, opened) or sentences(about, opened) or sentences(about, opened, part=True)
    ]
    if not lines:
        return told
    told.say(lines, opened.ground, "bullets")
    told.note("no_bearing")
    if asked.subject.lines or asked.subject.levels:
        told.section(
            by_line(opened.fresh(narrowed(opened.outcome, asked.subject.lines, asked.subject.levels))), opened.ground
        )
    else:
        told.say(lead(opened.fresh())[:3], opened.ground)
    return told


def in_its_words(asked: Understood, opened: Opened) -> Told:
    """Sentences of the record that hold the words of a question, whatever is read from them."""
    told, context = Told(), opened.fresh()
    about = asked.model_copy(update={"kind": "record", "subject": Subject(levels=asked.subject.levels)})
    found = sentences(about, opened, part=True)
    told.say((spoken(d, words, context) for d, words in found), opened.ground, "bullets")
    return told


def personal(asked: Understood, opened: Opened) -> Iterator[Statement]:
    """Sentences of the record on what a question names of the person in words of its own: age, work, mood."""
    lower, context, count = asked.text.lower(), opened.fresh(), 0
    patterns = [p.told for p in opened.questions.personal if re.search(p.asked, lower)]
    for document in opened.context.case.documents if patterns else ():
        for line in opened.reader.layout.sentences(document.text):
            words = " ".join(line.text.split())
            if count < SENTENCES and len(words) <= LONGEST and any(re.search(p, words.lower()) for p in patterns):
                count += 1
                yield spoken(document, words, context)


def on_record(asked: Understood, opened: Opened) -> Told:
    """What the record says; of who holds an opinion, what was read and what is new, that."""
    words, lower = opened.questions, asked.text.lower()
    if re.search(words.since_then, lower):
        return _since(opened)
    if re.search(words.considers, lower) and (told := considered(asked, opened)).blocks:
        return told
    if re.search(words.holders, lower) and (told := _holders(asked, opened)).blocks:
        return told
    told = record(asked, opened)
    if re.search(words.adds, lower):
        said = [s for block, _ in told.blocks for s in block.statements]
        facts = [f for f in every(opened) if any(_tells(s, f) for s in said)]
        told.say(resting_on(facts, opened) or idle(facts, opened), opened.ground)
    own = tuple(personal(asked, opened)) if not (asked.subject.kinds or asked.subject.treatments) else ()
    if own:
        told = Told()
        told.say(own, opened.ground, "bullets")
    return told


def _tells(statement: Statement, fact: Finding | Treatment) -> bool:
    """Whether a statement tells a fact, as its own or in words of its document."""
    if fact.id in (*statement.basis.findings, *statement.basis.treatments):
        return True
    return fact.document in statement.documents() and squeeze(fact.quote) in squeeze(statement.text)


def _since(opened: Opened) -> Told:
    """What an earlier decision rested on and how that stands now; that none is on file."""
    told = Told()
    told.say(decided_before(opened.fresh()), opened.ground)
    if not told.blocks:
        told.note("nothing_before")
        told.say(lead(opened.fresh())[:3], opened.ground)
    return told


def _holders(asked: Understood, opened: Opened) -> Told:
    """The sentences in which documents plan, recommend or hold something, of the levels asked about; that an opinion moves nothing."""
    told, context, found = Told(), opened.fresh(), []
    for document in opened.context.case.documents:
        for line in opened.reader.layout.sentences(document.text):
            words = " ".join(line.text.split())
            held = re.search(opened.questions.holding, words.lower()) and len(words) <= LONGEST
            if held and not of_other_level(words, asked.subject, opened):
                found.append(spoken(document, words, context))
    told.say(found[:SENTENCES], opened.ground, "bullets")
    if told.blocks:
        told.note("opinion")
        part = opened.fresh(narrowed(opened.outcome, asked.subject.lines, asked.subject.levels))
        told.section(by_line(part), opened.ground)
    return told


def considered(asked: Understood, opened: Opened) -> Told:
    """What was read from the documents of a study that the question names, or from all, and the criteria it bears on."""
    told = Told()
    pack, case = opened.context.pack, opened.context.case
    own = {d for d in asked.subject.documents if not pack.document_kind(case.document(d).kind).stands_for}
    kinds = studies_in(asked.text, opened)
    groups = {group for kind in kinds for group in pack.document_kind(kind).groups}
    if own:
        facts = [f for f in every(opened) if f.document in own]
    elif kinds:
        facts = [f for f in case.findings if pack.kind(f.kind).group in groups]
    else:
        facts = every(opened)
    used = {
        id
        for line in opened.outcome.lines
        for c in line.criteria
        for leaf in standing(c.tree)
        for id in (*leaf.findings, *leaf.treatments)
    }
    told.add(told_of([f for f in facts if f.id in used] or facts, opened))
    if told.blocks:
        told.note("considered")
        told.say(lead(opened.fresh())[:3], opened.ground)
    return told
