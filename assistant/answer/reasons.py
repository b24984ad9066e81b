"""Why it is decided so, whether a waiver applies, what would change it: the composer's sections on a part of the outcome."""

import re
from collections.abc import Sequence, Set
from typing import Final

from ..draft import Context
from ..draft.analysis import analysis, by_line
from ..draft.criteria import deficiencies
from ..draft.next_steps import alternative, lesser_care, restrictions, setting
from ..draft.question import untold
from ..draft.shown import met
from ..draft.steps import steps
from ..draft.verdict import lead, summary
from ..draft.waivers import waivers
from ..draft.weighing import weighing
from ..draft.words import capital
from ..letter.plain import plain_lines, plain_steps
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.document import OutcomeRef, Statement
from ..model.evidence import Passage
from ..model.outcome import Outcome
from ..model.policy import Criterion
from ..pack.letters import letter_rules
from .bearing import resting_on
from .fuller import with_kin
from .opened import Opened, Part, narrowed
from .record import facts_of, record, study_days, told_of
from .required import bounds
from .sources import evidence
from .subject import asked_of, treatment_classes
from .tell import Told, statements
from .weighed import in_its_words, no_rule_asks, ranked, spoken_kinds

NAMED: Final = 4
"""Facts told of sources that name a code."""
MANY = 4
"""Lines from which a whole request is told by its verdict and families, not line by line."""


def verdict(asked: Understood, opened: Opened) -> Told:
    """How the request, or a part of it, is decided."""
    told, subject = Told(), asked.subject
    if subject.setting:
        return _setting(opened)
    if not (subject.lines or subject.levels):
        if re.search(opened.questions.sought, asked.text.lower()):
            told.section(analysis(opened.fresh()), opened.ground)
        else:
            told.say(lead(opened.fresh()), opened.ground)
        return told
    context = _part(opened, subject)
    told.section(analysis(context), opened.ground)
    return told


def why(asked: Understood, opened: Opened) -> Told:
    """What decided it: outcome and reasons, then what the policy asks for and what the record has against it."""
    told, subject = Told(), asked.subject
    words, lower = opened.questions, asked.text.lower()
    if subject.setting and not subject.lines:
        return _setting(opened)
    if re.search(words.opinion, lower):
        told.note("opinion")
    if re.search(words.by_weight, lower):
        told.add(ranked(subject, opened, first=re.search(words.single, lower) is not None))
        return told
    named = subject.lines or subject.levels or subject.criteria or subject.kinds or subject.treatments
    judged = re.search(words.counts_as_reason, lower) is not None
    if judged:
        told.note("opinion")
    if judged or (not named and re.search(words.bearing, lower)):
        meant = spoken_kinds(asked, opened)
        if keys := asking_for(meant, opened.outcome, opened) if meant.kinds or meant.treatments else ():
            subject = meant.model_copy(update={"criteria": keys, "kinds": (), "treatments": ()})
        elif (unasked := no_rule_asks(asked, opened)).blocks:
            told.add(unasked)
            return told
    if effects := _effects_of(subject, lower, opened):
        told.add(record(asked.model_copy(update={"kind": "record"}), opened))
        subject = Subject(criteria=asking_for(Subject(kinds=effects), opened.outcome, opened))
    if not (subject.lines or subject.levels or subject.criteria or subject.kinds):
        subject = subject.model_copy(update={"criteria": asking_for(subject, opened.outcome, opened)})
    context = _part(opened, subject)
    if subject.kinds and not (subject.lines or subject.levels or subject.criteria):
        told.say(untold(context, with_kin(asked, opened).subject.kinds), opened.ground)
        if not told.blocks and _of_care(subject, opened):
            return _setting(opened)
        facts = facts_of(subject, opened)
        if not told.blocks and (bearing := resting_on(facts, opened)):
            told.add(told_of(facts, opened))
            told.say(bearing, opened.ground)
        if not told.blocks:
            told.note("no_bearing")
            told.add(record(asked, opened))
        return told
    if not re.search(words.anyone, lower):
        _without_other_sources(context)
    if re.search(words.origin, lower):
        told.add(in_its_words(asked, opened))
    if re.search(words.recency, lower):
        told.say(study_days(asked, opened), opened.ground, "bullets")
    whole = not (subject.lines or subject.levels or subject.criteria)
    if whole and len(opened.outcome.lines) >= MANY:
        told.say(lead(context), opened.ground)
    elif not subject.criteria or subject.lines or subject.levels:
        told.section(analysis(context) if whole else by_line(context), opened.ground)
    if subject.criteria and not (subject.lines or subject.levels):
        _behind(subject.criteria, told, opened)
    told.section(deficiencies(context), opened.ground)
    if not told.blocks or all(line.outcome == "necessary" for line in context.outcome.lines):
        told.section(met(context), opened.ground)
        told.section(waivers(context), opened.ground)
    elif subject.criteria and not (subject.lines or subject.levels):
        told.section(met(context), opened.ground)
    if re.search(words.measured, lower):
        told.add(bounds(subject.criteria, opened))
    if not told.blocks:
        told.section(analysis(_part(opened, subject, criteria=False)), opened.ground)
    return told


def _behind(keys: tuple[str, ...], told: Told, opened: Opened) -> None:
    """The facts by which levels fall short of some criteria, where what they ask for is told without them."""
    context = opened.fresh(of_criteria(opened.outcome, keys))
    if any(s.basis.findings or s.basis.treatments for s in statements(deficiencies(context))):
        return
    short = tuple(
        line
        for line in context.outcome.lines
        if all(c.effective != "met" for lv in line.per_level for c in lv.criteria)
    )
    if short:
        told.section(by_line(opened.fresh(Part.of(context.outcome, lines=short))), opened.ground)


def _effects_of(subject: Subject, lower: str, opened: Opened) -> tuple[str, ...]:
    """The findings by which records tell what treatments named did, where a question asks for that and a criterion does."""
    if not re.search(opened.questions.responses, lower):
        return ()
    after = opened.reader.reading.treatments.effects.after
    kinds = tuple(dict.fromkeys(after[t] for t in subject.treatments if t in after))
    return kinds if kinds and asking_for(Subject(kinds=kinds), opened.outcome, opened) else ()


def asking_for(subject: Subject, outcome: Outcome, opened: Opened) -> tuple[str, ...]:
    """The criteria of an outcome that ask for the findings and treatments named, or for what the documents named hold."""
    classes, definitions = treatment_classes(opened.context.pack), opened.ground.definitions
    named = {*(f"kind:{k}" for k in subject.kinds), *(f"treatment:{t}" for t in subject.treatments)}
    case = opened.context.case
    if not named:
        named = {f"kind:{f.kind}" for f in case.findings if f.document in subject.documents}
        named |= {f"treatment:{t.kind}" for t in case.treatments if t.document in subject.documents}
    keys = dict.fromkeys(f"{c.policy}:{c.id}" for line in outcome.lines for c in line.criteria)
    return tuple(
        key
        for key in keys
        if isinstance(d := definitions.get(key), Criterion) and named & set(asked_of(d.test.model_dump(), classes))
    )


def _of_care(subject: Subject, opened: Opened) -> bool:
    """Whether a finding asked about is one that the level of care turns on."""
    kinds = {f.id: f.kind for f in opened.context.case.findings}
    trees = [c.tree for c in opened.outcome.setting.criteria]
    while trees:
        tree = trees.pop()
        if any(kinds.get(id) in subject.kinds for id in tree.findings):
            return True
        trees += tree.children
    return False


def exception(asked: Understood, opened: Opened) -> Told:
    """Which waiver applies and what opens it, or why none does."""
    told = Told()
    context = _part(opened, asked.subject, criteria=False)
    if re.search(opened.questions.urgency, asked.text.lower()):
        told.note("urgency")
        told.add(record(asked, opened))
    if told.section(waivers(context), opened.ground):
        return told
    decided = [line for line in context.outcome.lines if line.policy != NOT_STATED and line.outcome != "incidental"]
    has = [ln for ln in decided if any(lv.exceptions for lv in ln.per_level)]
    for line in decided:
        text = (
            f"No waiver is needed for {context.line_name(line)}, as nothing that one could waive is open or unmet"
            if line in has
            else f"The policy that decides {context.line_name(line)} has no waiver"
        )
        ref = OutcomeRef(part="line", line=line.id)
        told.say([context.statement("application", text, outcomes=[ref])], opened.ground)
    return told


def change(asked: Understood, opened: Opened) -> Told:
    """What has to be supplied, in order of effect, and what no document could change."""
    told, subject = Told(), asked.subject
    if subject.setting and not subject.lines:
        return _setting(opened)
    context = _part(opened, subject, criteria=False)
    if subject.criteria and not subject.lines:
        context = _part(opened, subject)
        _without_other_sources(context)
        told.section(deficiencies(context), opened.ground)
    lines, lower = context.outcome.lines, asked.text.lower()
    if any(line.outcome != "necessary" for line in lines) and re.search(opened.questions.asked_again, lower):
        told.note("no_wait")
    if told.section(steps(context), opened.ground):
        if re.search(opened.questions.foremost, lower) and len(context.numbers) > 1:
            told.note("in_order")
            told.section(by_line(context), opened.ground)
        return told
    if subject.criteria and told.section(steps(_part(opened, subject, criteria=False)), opened.ground):
        return told
    told.section(analysis(_part(opened, subject, criteria=False)), opened.ground)
    if all(line.outcome == "necessary" for line in lines):
        told.note("no_change")
    return told


def alternatives(asked: Understood, opened: Opened) -> Told:
    """Lesser procedures and smaller extents that the checker found; of care that is named in their place, what is on record."""
    told = Told()
    told.add(told_of(facts_of(Subject(treatments=asked.subject.treatments), opened), opened))
    for subject in (asked.subject, Subject()):
        if told.section(alternative(_part(opened, subject, criteria=False)), opened.ground):
            return told
        if subject.levels:  # what stands there by itself is told before what could stand elsewhere
            told.section(by_line(_part(opened, subject, criteria=False)), opened.ground)
            return told
    context = opened.fresh()
    text = "No lesser procedure was found that could take the place of what is requested"
    told.say([context.statement("recommendation", text, outcomes=[context.request_ref()])], opened.ground)
    if re.search(opened.questions.other_care, asked.text.lower()):
        found = evidence(asked.model_copy(update={"text": opened.questions.without_it, "kind": "evidence"}), opened)
        if not found.blocks:
            found = Told()
            found.section(weighing(opened.fresh()), opened.ground)
        told.add(found)
        told.section(steps(opened.fresh()), opened.ground)
    return told


def summarised(asked: Understood, opened: Opened) -> Told:
    """The verdict, what decides it, the alternative, the next action."""
    told = Told()
    told.section(summary(opened.fresh()), opened.ground)
    told.say(statements(alternative(opened.fresh()))[:1], opened.ground)
    return told


def plainly(asked: Understood, opened: Opened) -> Told:
    """For the patient, as the patient's letter has it: how the request and each part of it stands, what would help, what happens next."""
    told, rules = Told(), letter_rules(opened.context.pack)
    context = opened.fresh(audience="patient")
    told.say(lead(context)[:1], opened.ground)
    for block in (*plain_lines(context, rules), *plain_steps(context, rules)):
        told.say(block.statements, opened.ground, block.form)
    told.say(statements(summary(context))[-1:], opened.ground)
    if context.outcome.overall != "necessary":
        told.note("plain")
    return told


def level_of_care(asked: Understood, opened: Opened) -> Told:
    """The level of care; where a line is named, how the line stands as well."""
    told = Told()
    if asked.subject.lines:
        told.add(verdict(asked.model_copy(update={"subject": Subject(lines=asked.subject.lines)}), opened))
    told.add(_setting(opened))
    return told


def _setting(opened: Opened) -> Told:
    told = Told()
    context = opened.fresh()
    if told.section(setting(context), opened.ground):
        rule = context.setting_rule(opened.outcome.setting.requested)
        if rule is not None and not rule.default:
            days = context.backed(rule.days, rule.days_grounds)
            key = f"{context.sets[0].id}:days"
            told.say([context.statement("policy_statement", days, criteria=[key])], opened.ground)
        return told
    ref, care = OutcomeRef(part="setting"), opened.outcome.setting
    if care.requested == NOT_STATED:
        text = "The request names no level of care, so none is judged"
        told.say([context.statement("outcome", text, outcomes=[ref])], opened.ground)
        return told
    name = capital(care.requested.replace("_", " "))
    follows = context.statement("outcome", f"{name} care is requested, and follows the procedures", outcomes=[ref])
    told.say([follows, *lesser_care(context)], opened.ground)
    return told


def coding(asked: Understood, opened: Opened) -> Told:
    """The coding notes on the lines asked about; where none of the rules speaks, what the codes are of."""
    told, subject = Told(), asked.subject
    context = opened.fresh(narrowed(opened.outcome, subject.lines))
    if not told.section(restrictions(context), opened.ground):
        told.note("no_coding")
        told.say(
            (coded(line.code, context) for line in context.outcome.lines if line.code in context.pack.codes),
            opened.ground,
            "bullets",
        )
    told.add(_named_in_sources({line.code for line in context.outcome.lines}, opened))
    return told


def _named_in_sources(codes: Set[str], opened: Opened) -> Told:
    """What sources on the regions of the request say of codes by their numbers."""
    told, context = Told(), opened.context
    named = [
        (ref, fact)
        for ref, (_, fact) in context.pack.facts.items()
        if not codes.isdisjoint(re.findall(r"\b[\w.]+\b", fact.text)) and context.concerns(ref)
    ]
    told.passages = [
        Passage(ref=ref, text=fact.text, found_by="search", purposes=("answer",)) for ref, fact in named[:NAMED]
    ]
    context = opened.fresh(further=told.passages)
    said = [s for p in told.passages for s in (context.told(p.ref),) if s]
    told.say(said, opened.grounded(told.passages), "bullets")
    return told


def coded(code: str, context: Context) -> Statement:
    """What a code of the table is of, and where it is requested."""
    known = context.pack.codes[code]
    text = f"{code} is the code of {known.name}: {known.description}"
    lines = [line for line in context.outcome.lines if line.code == code]
    if lines:
        spans = [context.span(line.levels) for line in lines if line.levels]
        where = f" at {' and '.join(dict.fromkeys(spans))}" if spans else ""
        text = f"{text.rstrip('.')}. It is requested here{where}"
    refs = [OutcomeRef(part="line", line=line.id) for line in lines]
    return context.statement("recommendation", text, criteria=[f"code:{code}"], outcomes=refs)


def _part(opened: Opened, subject: Subject, *, criteria: bool = True) -> Context:
    """A context of the lines and levels asked about, with only the criteria asked about where some are."""
    small = narrowed(opened.outcome, subject.lines, subject.levels)
    if criteria and subject.criteria and not (subject.lines or subject.levels):
        small = of_criteria(small, subject.criteria)
    return opened.fresh(small)


def of_criteria(outcome: Outcome, keys: Sequence[str]) -> Outcome:
    """The outcome with these criteria alone; lines without any of them are left out."""
    kept = []
    for line in outcome.lines:
        levels = tuple(
            lv.model_copy(update={"criteria": tuple(c for c in lv.criteria if f"{c.policy}:{c.id}" in keys)})
            for lv in line.per_level
        )
        if any(lv.criteria for lv in levels):
            found = tuple(c for c in line.criteria if f"{c.policy}:{c.id}" in keys)
            kept.append(line.model_copy(update={"per_level": levels, "criteria": found}))
    return Part.of(outcome, lines=tuple(kept)) if kept else outcome


def _without_other_sources(context: Context) -> None:
    """What other sources ask for is a question of its own."""
    for line in context.outcome.lines:
        for c in line.criteria:
            context.cited.update(context.criterion(c).differs)
