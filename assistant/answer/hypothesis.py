"""What the rules say of a supposed case, or under another policy set, line by line, beside what they say of the case on record."""

from collections.abc import Iterable, Sequence

from ..check.labels import WORDS
from ..draft import Context
from ..draft.context import key as key_of
from ..draft.criteria import deficiencies
from ..draft.next_steps import setting
from ..draft.shown import met
from ..draft.words import capital, listed, lower_first
from ..errors import AssistantError
from ..guard import Ground
from ..model.answer import Shift, Subject, Supposition, Understood
from ..model.base import NOT_STATED
from ..model.case import Case, Document, Finding, Treatment
from ..model.document import OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome, Outcome
from .opened import Opened, Part
from .reasons import of_criteria
from .said import said
from .sided import sided
from .subject import asked_of, treatment_classes
from .suppose import Supposed, Supposer
from .tell import Told, statements
from .unmoved import unmoved
from .wording import SUPPOSED
from .worlds import with_policies, world

MOST = 6
"""Statements on one policy set, where several are asked."""
FEW = 3
"""Criteria that fall short under another set, up to which each is told with what it asks for."""
Placed = tuple[LineOutcome, LevelOutcome]
_TRUTHS = {"met": "met", "not_met": "not met", "undetermined": "undetermined"}


def what_if(asked: Understood, opened: Opened, before: Sequence[Supposition] = ()) -> Told:
    """The supposition, and every line that it moves; what stays open in those asked about. `before`: suppositions it adds to."""
    told = Told()
    sets = asked.subject.policy_sets
    supposed = sided(asked.text, opened) or Supposer(opened).read(asked.text, asked.subject)
    for earlier in before:
        supposed = _added(supposed, earlier)
    if not supposed.anything:
        if sets:
            return other_set(asked, opened)
        requested = {level for line in opened.outcome.lines for level in line.levels}
        if asked.subject.levels and requested and requested.isdisjoint(asked.subject.levels):
            told.note("other_place")
        for id in supposed.notes or ("not_supposed",):
            told.note(id)
        return told
    told.note("hypothetical")
    for id in supposed.notes:
        told.note(id)
    context, ground = world(supposed.case, opened, sets[0] if sets else opened.outcome.policy_set)
    shifts = _shifts(opened.outcome, context.outcome)
    told.suppositions.append(
        Supposition(
            findings=supposed.findings,
            treatments=supposed.treatments,
            removed=supposed.removed,
            left_out=supposed.left_out,
            policy_set=sets[0] if sets else NOT_STATED,
            said=tuple(said(supposed, opened)),
            shifts=shifts,
        )
    )
    _tell(shifts, supposed, asked.subject, opened, context, ground, told)
    return told


def other_set(asked: Understood, opened: Opened) -> Told:
    """What other policy sets say of the same record: those named, or all that have a policy for a line asked about."""
    told = Told()
    told.note("other_set")
    lines = opened.lines(asked.subject.lines)
    sets = asked.subject.policy_sets or with_policies(lines, opened)
    for id in sets:
        try:
            context, ground = world(opened.context.case, opened, id)
        except AssistantError:
            continue  # not in force on that day
        chosen = [context.outcome.line(line.id) for line in lines]
        own = [line for line in chosen if line.policy_set == id]
        told.say(_under(id, own, context, brief=len(sets) > 1), ground, "bullets")
        if (others := [line for line in chosen if line not in own]) and asked.subject.policy_sets:
            told.say(_without_policy(id, others, context, brief=len(sets) > 1), ground, "bullets")
        asked_for = _asked_under(own, asked.subject, context)
        if not told.section(asked_for, ground) and len(sets) == 1:
            told.section(_short_of(own, context), ground)
        decided = {line.id for line in context.outcome.lines if line.policy_set == id}
        shifts = tuple(s for s in _shifts(opened.outcome, context.outcome) if s.line in decided)
        told.suppositions.append(Supposition(policy_set=id, said=(f"policy set {id}",), shifts=shifts))
    if not told.blocks:
        context = opened.fresh()
        refs = [OutcomeRef(part="line", line=line.id) for line in lines]
        text = f"No other policy set has a policy for {listed(line.code for line in lines)}"
        told.say([context.statement("outcome", text, outcomes=refs)], opened.ground)
    return told


def _added(supposed: Supposed, earlier: Supposition) -> Supposed:
    """A supposition on top of an earlier one."""
    kinds = {f.kind for f in supposed.findings} | {t.kind for t in supposed.treatments}
    facts: list[Finding | Treatment] = [*earlier.findings, *earlier.treatments]
    facts = [f.model_copy(update={"id": f"{f.id}-before"}) for f in facts if f.kind not in kinds]
    findings = tuple(f for f in facts if isinstance(f, Finding))
    treatments = tuple(t for t in facts if isinstance(t, Treatment))
    case = supposed.case
    known = {d.id for d in case.documents}
    documents = tuple(
        d for d in (_document(f, case) for f in {f.document: f for f in facts}.values()) if d.id not in known
    )
    removed = set(earlier.removed)
    case = case.model_copy(
        update={
            "documents": (*case.documents, *documents),
            "findings": (*(f for f in case.findings if f.id not in removed), *findings),
            "treatments": (*(t for t in case.treatments if t.id not in removed), *treatments),
        }
    )
    return Supposed(
        case,
        (*findings, *supposed.findings),
        (*treatments, *supposed.treatments),
        (*earlier.removed, *supposed.removed),
        supposed.left_out,
        supposed.setting,
        supposed.notes,
        supposed.taken,
    )


def _document(fact: Finding | Treatment, case: Case) -> Document:
    """The supposed document that a supposed fact stands in."""
    kind = fact.document.removeprefix(SUPPOSED).replace("-", "_")
    return Document(id=fact.document, title=kind, kind=kind, date=case.date, text=fact.quote)


def _shifts(on_record: Outcome, supposed: Outcome) -> tuple[Shift, ...]:
    """Every level of every line, in both."""
    there = {(line.id, lv.level): lv.outcome for line in supposed.lines for lv in line.per_level}
    words = {line.id: line.outcome for line in supposed.lines if line.outcome == "incidental"}
    return tuple(
        Shift(
            line=line.id,
            code=line.code,
            procedure=line.procedure,
            level=level.level,
            on_record="incidental" if line.outcome == "incidental" else level.outcome,
            supposed=words.get(line.id, there.get((line.id, level.level), NOT_STATED)),
        )
        for line in on_record.lines
        for level in line.per_level
    )


# --- Words ----------------------------------------------------------------------------------------------------------------


def _tell(
    shifts: Sequence[Shift],
    supposed: Supposed,
    subject: Subject,
    opened: Opened,
    context: Context,
    ground: Ground,
    told: Told,
) -> None:
    """The whole; the criteria that turn; the levels that move; what stays as it is, where it was asked about or turns."""
    moved = {(s.line, s.level) for s in shifts if s.supposed not in (NOT_STATED, s.on_record)}
    told.say([_overall(opened.outcome, context, bool(moved))], ground)
    if supposed.setting or _decided(context.outcome) != _decided(opened.outcome) != "":
        told.say(map(_as_supposed, statements(setting(context))[:1]), ground)
    turned = _turned(opened.outcome, context.outcome)
    told.say(_turns(turned, context), ground, "bullets")
    if not (turned or moved):
        unmoved(supposed, subject, opened, context, ground, told)
    places = [(line, level) for line in context.outcome.lines for level in line.per_level]
    told.say(stand([p for p in places if (p[0].id, p[1].level) in moved], context, still=False), ground, "bullets")
    rest = [p for p in places if (p[0].id, p[1].level) not in moved]
    if subject.lines or subject.levels:
        named = set(subject.lines) or {line.id for line in context.outcome.lines}
        levels = {*subject.levels, NOT_STATED}
        here = [p for p in rest if p[0].id in named and (not subject.levels or p[1].level in levels)]
        rest = here if here or moved else rest
    elif moved:
        touched = {(id, level) for _, id, level in turned}
        rest = [p for p in rest if (p[0].id, p[1].level) in touched]
    if moved or supposed.left_out or not supposed.setting:
        told.say(stand(rest, context, still=True), ground, "bullets")


def _decided(outcome: Outcome) -> str:
    """The outcome of the level of care; empty where it follows the procedures and is none of its own."""
    return str(outcome.setting.outcome) if outcome.setting.outcome in ("necessary", "not_necessary") else ""


def _as_supposed(care: Statement) -> Statement:
    """What is said of the level of care, as it would be."""
    return care.model_copy(update={"text": care.text.replace(" is ", " would be ", 1)})


def _overall(before: Outcome, context: Context, moved: bool) -> Statement:
    """The request as a whole; the words are those of the supposed outcome alone."""
    after = context.outcome
    still = "still " if after.overall == before.overall else ""
    text = f"By the criteria, the request as a whole would {still}be {WORDS[after.overall]}"
    if not moved:
        text = f"No line would change its outcome. {text}"
    return context.statement("outcome", text, outcomes=[context.request_ref()])


def _turned(before: Outcome, after: Outcome) -> list[tuple[CriterionResult, str, str]]:
    """Criteria that the supposition turns, with line and level."""
    was = {
        (line.id, lv.level, c.id): (c.effective, c.waived_by)
        for line in before.lines
        for lv in line.per_level
        for c in lv.criteria
    }
    return [
        (c, line.id, str(lv.level))
        for line in after.lines
        for lv in line.per_level
        for c in lv.criteria
        if was.get((line.id, lv.level, c.id)) not in (None, (c.effective, c.waived_by))
    ]


def _turns(turned: Sequence[tuple[CriterionResult, str, str]], context: Context) -> Iterable[Statement]:
    """Each criterion that turns, once, with where; of one that follows another line, the line tells it."""
    groups: dict[tuple[str, str, str], list[tuple[CriterionResult, str]]] = {}
    for c, id, _ in turned:
        if getattr(context.criterion(c).test, "line", None) is not None:
            continue
        waiver = context.waiver(c.policy, c.waived_by).label if c.waived_by != NOT_STATED else ""
        groups.setdefault((c.label, c.effective, waiver), []).append((c, id))
    for (label, truth, waiver), found in groups.items():
        levels = context.span([str(c.level) for c, _ in found if c.level != NOT_STATED])
        place = f" at {levels}" if levels else ""
        codes = listed(context.outcome.line(id).code for _, id in found)
        if waiver:
            text = f"{capital(label)} would be waived for {codes}, because {waiver} would apply"
        else:
            text = f"{capital(label)} would be {_TRUTHS[truth]}{place} for {codes}"
        keys = [f"{c.policy}:{c.id}" for c, _ in found]
        keys += [f"{c.policy}:{c.waived_by}" for c, _ in found if c.waived_by != NOT_STATED]
        yield context.statement("application", text, criteria=keys)


def placed_in(outcome: Outcome, places: Sequence[tuple[str, str]]) -> list[Placed]:
    """The lines and levels of an outcome by their names."""
    return [(ln, lv) for ln in outcome.lines for lv in ln.per_level if (ln.id, str(lv.level)) in places]


def stand(places: Sequence[Placed], context: Context, *, still: bool) -> Iterable[Statement]:
    """How lines would stand at their levels, those with the same outcome for the same reasons together."""
    groups: dict[tuple[str, ...], list[Placed]] = {}
    for line, level in places:
        outcome = "incidental" if line.outcome == "incidental" else level.outcome
        why = ("", "", "") if outcome == "incidental" else _why(level.criteria)
        groups.setdefault((outcome, *why), []).append((line, level))
    for key, found in groups.items():
        yield _would(key, found, context, still=still)


def _why(criteria: Sequence[CriterionResult]) -> tuple[str, str, str]:
    waived = listed(lower_first(c.label) for c in criteria if c.waived_by != NOT_STATED)
    return _labels(criteria, "not_met"), _labels(criteria, "undetermined"), waived


def _would(key: tuple[str, ...], places: Sequence[Placed], context: Context, *, still: bool) -> Statement:
    """How lines would stand, and what would still be open or unmet. `key`: outcome, and labels unmet, open, waived."""
    outcome, failed, open_, waived = key
    levels: dict[str, list[str]] = {}
    for line, level in places:
        levels.setdefault(line.id, []).append(str(level.level))
    names = []
    for id, at in levels.items():
        line, span = context.outcome.line(id), context.span(at)
        name = context.line_name(line) if len(levels) == 1 or context.audience == "patient" else line.code
        names.append(f"{name} at {span}" if span else name)
    text = f"{capital(listed(names))} would {'still ' if still else ''}be {WORDS[outcome]}"
    text += f". Not met: {failed}" if failed else ""
    text += f". {'Open as well' if failed else 'Open'}: {open_}" if open_ else ""
    text += f". Waived: {waived}" if waived and not (failed or open_) else ""
    refs = [
        OutcomeRef(part="line", line=line.id)
        if lv.level == NOT_STATED or outcome == "incidental"
        else OutcomeRef(part="level", line=line.id, level=lv.level)
        for line, lv in places
    ]
    criteria = [c for _, lv in places for c in lv.criteria] if outcome != "incidental" else []
    keys = [f"{c.policy}:{c.id}" for c in criteria if c.effective != "met" or c.waived_by != NOT_STATED]
    return context.statement("outcome", text, criteria=keys, outcomes=refs)


def _labels(criteria: Sequence[CriterionResult], truth: str) -> str:
    return listed(lower_first(c.label) for c in criteria if c.effective == truth)


def _under(id: str, lines: Sequence[LineOutcome], context: Context, *, brief: bool) -> list[Statement]:
    """How lines stand under another set, and what decides."""
    places = [(line, level) for line in lines for level in line.per_level]
    made = list(stand(places, context, still=False))
    made[:1] = [s.model_copy(update={"label": f"Policy set {id}."}) for s in made[:1]]
    return made[: MOST if brief else None]


def _asked_under(lines: Sequence[LineOutcome], subject: Subject, context: Context) -> Section | None:
    """What the set asks for of the findings and treatments that the question names, and how the record stands to it."""
    classes = treatment_classes(context.pack)
    concepts = {*(f"kind:{k}" for k in subject.kinds), *(f"treatment:{t}" for t in subject.treatments)}
    keys = [
        key_of(c)
        for line in lines
        for c in line.criteria
        if not concepts.isdisjoint(asked_of(context.criterion(c).test.model_dump(), classes))
    ]
    if not keys:
        return None
    outcome = of_criteria(Part.of(context.outcome, lines=tuple(lines)), keys)
    part = Context(context.case, outcome, context.evidence, context.pack, context.sets, context.audience)
    return deficiencies(part) or met(part)


def _short_of(lines: Sequence[LineOutcome], context: Context) -> Section | None:
    """What the set asks for and the record does not show, where that is little enough to be told whole."""
    keys = {key_of(c): c.label for line in lines for c in line.criteria if c.effective != "met"}
    if not keys or len(set(keys.values())) > FEW:
        return None
    outcome = of_criteria(Part.of(context.outcome, lines=tuple(lines)), tuple(keys))
    return deficiencies(Context(context.case, outcome, context.evidence, context.pack, context.sets, context.audience))


def _without_policy(id: str, lines: Sequence[LineOutcome], context: Context, *, brief: bool) -> Iterable[Statement]:
    """That a set has no policy for some lines, and how the set that decides in its place would have it."""
    refs = [OutcomeRef(part="line", line=line.id) for line in lines]
    text = f"The policy set {id} has no policy for {listed(line.code for line in lines)}"
    yield context.statement("outcome", text, outcomes=refs)
    for fallback in dict.fromkeys(str(line.policy_set) for line in lines if line.policy != NOT_STATED):
        if not brief:
            yield from _under(fallback, [ln for ln in lines if ln.policy_set == fallback], context, brief=False)
