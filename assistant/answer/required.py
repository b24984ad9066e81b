"""What policies require: the criteria of the deciding ones and of other sets, what grounds them, and who differs."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..draft import Context
from ..draft.words import listed
from ..errors import AssistantError
from ..guard import Ground
from ..model.answer import Understood
from ..model.document import OutcomeRef, Statement
from ..model.outcome import LineOutcome
from ..model.policy import Criterion
from .aims import aimed_at
from .opened import Opened
from .subject import asked_of, treatment_classes
from .tell import Told
from .worlds import world

CRITERIA: Final = 8
"""Criteria told for one question."""
FEW: Final = 4
"""Criteria up to which each is told with what it rests on and who differs."""


def requirement(asked: Understood, opened: Opened) -> Told:
    """What the deciding policies ask for, on which sources that rests, which others differ, and the version in force."""
    told = Told()
    if asked.subject.policy_sets:
        return _required_elsewhere(asked, opened)
    context = opened.fresh()
    keys = asked.subject.criteria or tuple(
        dict.fromkeys(f"{c.policy}:{c.id}" for line in opened.lines(asked.subject.lines) for c in line.criteria)
    )
    counts = re.search(opened.questions.figures, asked.text.lower()) and asked.subject.treatments
    if counts and not aimed_at(asked.text, keys, opened):
        keys = tuple(dict.fromkeys((*keys, *_counting(asked, opened))))
    keys = _with_figure(keys, asked, opened) or keys
    if re.search(opened.questions.versions, asked.text.lower()) and not asked.subject.criteria:
        told.say([_version(context)], opened.ground)
        return told
    unlike: dict[str, tuple[str, Criterion]] = {}
    for key in keys:
        definition = opened.ground.definitions.get(key)
        if isinstance(definition, Criterion):
            unlike.setdefault(definition.text, (key, definition))
    told.say(_restricted(asked, context, opened), opened.ground)
    if told.blocks:
        return told
    brief = not asked.subject.criteria and len(unlike) > FEW
    for key, criterion in list(unlike.values())[: CRITERIA if brief else FEW]:
        told.say(_required(key, criterion, context, brief=brief), opened.ground)
    if not told.blocks and opened.outcome.lines:
        text = "No policy of this set decides what the question names"
        told.say([context.statement("outcome", text, outcomes=[context.request_ref()])], opened.ground)
    told.say([_version(context)], opened.ground)
    return told


def bounds(keys: Iterable[str], opened: Opened) -> Told:
    """What the policy asks for of some criteria, each in one statement."""
    told, context = Told(), opened.fresh()
    for key in list(keys)[:FEW]:
        if isinstance(criterion := opened.ground.definitions.get(key), Criterion):
            told.say(_required(key, criterion, context, brief=True), opened.ground)
    return told


def _required_elsewhere(asked: Understood, opened: Opened) -> Told:
    """What other policy sets ask for of the lines named: of the families of criteria that the question names, where it names any."""
    told, definitions = Told(), opened.ground.definitions
    asks: dict[str, list[tuple[list[Statement], Ground]]] = {}
    versions: list[tuple[list[Statement], Ground]] = []
    several = len(asked.subject.policy_sets) > 1
    families = {d.family for key in asked.subject.criteria if isinstance(d := definitions.get(key), Criterion)}
    for id in asked.subject.policy_sets:
        try:
            context, ground = world(opened.context.case, opened, id)
        except AssistantError:
            continue  # not in force on that day
        lines = [context.outcome.line(line.id) for line in opened.lines(asked.subject.lines)]
        keys = dict.fromkeys(f"{c.policy}:{c.id}" for ln in lines if ln.policy_set == id for c in ln.criteria)
        own = {k: d for k in keys if isinstance(d := ground.definitions.get(k), Criterion)}
        of_family = {k: d for k, d in own.items() if d.family in families} or own
        unlike = {d.text: (k, d) for k, d in of_family.items()}
        brief = len(unlike) > FEW or several
        for key, criterion in list(unlike.values())[:CRITERIA]:
            said = _required(key, criterion, context, brief=brief)
            asks.setdefault(criterion.family, []).append(([_under(id, s) for s in said] if several else said, ground))
        if own:
            versions.append(([_version(context)], ground))
        else:
            versions.append((_without_policy(id, lines, context), ground))
    for of_one in asks.values():  # what sets ask for of one thing stands together
        for said, ground in of_one:
            told.say(said, ground)
    for said, ground in versions:
        told.say(said, ground)
    return told


def _under(policy_set: str, statement: Statement) -> Statement:
    """The statement with the policy set that says so in its label."""
    return statement.model_copy(update={"label": f"{statement.label.rstrip('.')}, {policy_set}."})


def _without_policy(id: str, lines: Sequence[LineOutcome], context: Context) -> list[Statement]:
    """That a set has no policy for the lines asked about."""
    refs = [OutcomeRef(part="line", line=line.id) for line in lines]
    text = f"The policy set {id} has no policy for {listed(line.code for line in lines)}"
    return [context.statement("outcome", text, outcomes=refs)]


def _counting(asked: Understood, opened: Opened) -> list[str]:
    """Criteria of the lines asked about that count treatments of the kinds named."""
    kinds = {f"treatment:{t}" for t in asked.subject.treatments}
    classes = treatment_classes(opened.context.pack)
    found = []
    for line in opened.lines(asked.subject.lines):
        for c in line.criteria:
            definition = opened.ground.definitions.get(f"{c.policy}:{c.id}")
            if isinstance(definition, Criterion) and kinds & set(asked_of(definition.test.model_dump(), classes)):
                found.append(f"{c.policy}:{c.id}")
    return list(dict.fromkeys(found))


def _with_figure(keys: Sequence[str], asked: Understood, opened: Opened) -> tuple[str, ...]:
    """The criteria in whose words a figure of the question stands, of a question that names none; codes and levels are no such figures."""
    text = re.sub(r"\b[A-Za-z]+\d+(?:-\w+)?\b|\b\d{4}[\dT]\b", " ", asked.text)
    figures = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)", text))
    if asked.subject.criteria or not figures:
        return ()
    definitions = ((key, opened.ground.definitions.get(key)) for key in keys)
    told = {key: set(re.findall(r"\d+(?:\.\d+)?", d.text)) for key, d in definitions if isinstance(d, Criterion)}
    return tuple(key for key, found in told.items() if figures <= found)


def _required(key: str, criterion: Criterion, context: Context, *, brief: bool) -> list[Statement]:
    """One requirement, what grounds it, and who asks for something else."""
    label = f"{context.pack.family(criterion.family).title}."
    first = context.statement("policy_statement", context.backed(criterion.text, criterion.grounds), criteria=[key])
    found = [first.model_copy(update={"label": label})]
    if not brief:
        refs = context.citable(criterion.grounds) or context.retrieved(criterion.grounds)
        found += [s for ref in refs for s in (context.told(ref),) if s]
        differing = [s for ref in criterion.differs for s in (context.told(ref),) if s]
        if differing:
            lead = differing[0]
            found += [lead.model_copy(update={"text": f"Sources differ here. {lead.text}"}), *differing[1:]]
    return found


def _restricted(asked: Understood, context: Context, opened: Opened) -> list[Statement]:
    """The rule by which a line named is part of another, and what it rests on."""
    named = [line for line in opened.lines(asked.subject.lines) if asked.subject.lines and line.outcome == "incidental"]
    found: list[Statement] = []
    for id in dict.fromkeys(r.id for line in named for r in line.restrictions if r.applies):
        rule, policy_set = context.restriction(id)
        text = context.backed(rule.text, rule.grounds)
        found.append(context.statement("policy_statement", text, criteria=[f"{policy_set.id}:{rule.id}"]))
        found += [s for ref in context.citable(rule.grounds) for s in (context.told(ref),) if s]
    return found


def _version(context: Context) -> Statement:
    outcome = context.outcome
    text = f"This is decided under the policy set {outcome.policy_set}, version {outcome.policy_version}, as of {outcome.as_of}"
    return context.statement("outcome", text, outcomes=[context.request_ref()])
