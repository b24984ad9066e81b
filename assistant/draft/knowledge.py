"""What is known: natural history and outcomes, what the evidence supports, and the pitfalls that this case shows."""

from collections.abc import Iterable, Iterator
from typing import Final

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.corpus import Pitfall
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.language import AskTreatment
from ..model.outcome import CriterionResult, LineOutcome
from ..model.policy import ConditionalPlan, EvidencePlan
from ..pack.lint_tests import parts_of
from .claims import claimed
from .context import Context, key
from .reasons import leading
from .words import number

WEEKS_OF_MONTH: Final = 365.25 / 7 / 12
QUARTER: Final = 13
"""Weeks from which a length is told in months."""
FEW = 4
"""Facts below which a section takes what the search found beside the plans."""
_TOLD = {"approach": "recommendation", "outcomes": "finding"}
"""Role of the facts that a section takes from the search."""
MOST = 10
"""Facts a section tells at most: those of the deciding policies first."""


def outcomes(context: Context) -> Section | None:
    """Natural history, outcomes and complications from the evidence plans of the deciding policies."""
    parts = [
        _planned(part, context, most) for part, most in (("natural_history", 3), ("outcomes", 5), ("complications", 2))
    ]
    refs = [ref for part in parts for ref in part if context.of_such(ref)]
    limits = [ref for ref in _planned("limits", context, 2) if context.of_such(ref)]
    section = _facts("outcomes", refs, context, limits)
    cause = next((c.id for c in context.fitness.causes), "")
    words = context.pack.narrative.unsaid.get(cause, "")
    if section is not None or not words:
        return section
    said = context.statement("application", words, criteria=[f"narrative:{cause}"], outcomes=[context.request_ref()])
    return Section(
        id="outcomes",
        title=context.pack.narrative.titles["outcomes"],
        blocks=(Block(form="bullets", statements=(said,)),),
    )


def approach(context: Context) -> Section | None:
    """What the evidence supports, for the procedures that could still qualify."""
    refs = [ref for ref in _planned("approach", context) if context.of_such(ref)]
    section = _facts("approach", refs, context)
    if section is not None and context.outcome.overall == "necessary":
        return section.model_copy(update={"title": context.pack.narrative.titles["approach_standing"]})
    return section


def pitfalls(context: Context) -> Section | None:
    """Lessons that the outcome shows, each with the fact that backs it."""
    statements: list[Statement] = []
    for pitfall in context.pack.narrative.pitfalls:
        hits = _shows(pitfall, context)
        if hits is None:
            continue
        keys = [key(c) for c in hits]
        backing = context.citable(pitfall.grounds)
        here = context.span(dict.fromkeys(str(c.level) for c in hits))
        text = f"{pitfall.text.rstrip('.')}{f' (here at {here})' if here else ''}"
        if context.audience == "physician":
            ref = next((r for r in backing if r not in context.cited), None)
            if ref is not None:
                context.cited.add(ref)
                text += f". {context.fact(ref)[1].text.rstrip('.')} [[{ref}]]"
        places = _places(hits, context) if here else ()
        lesson = [f"narrative:{pitfall.id}", *keys]
        statements.append(context.statement("recommendation", text, criteria=lesson, outcomes=places))
    if not statements:
        return None
    return Section(
        id="pitfalls",
        title=context.pack.narrative.titles["pitfalls"],
        blocks=(Block(form="bullets", statements=tuple(statements)),),
    )


def related(context: Context) -> tuple[str, ...]:
    """Questions that the program can answer about this determination."""
    q = context.pack.narrative.questions
    lines = [
        ln for ln in context.outcome.lines if ln.outcome in ("not_necessary", "undetermined", "partially_necessary")
    ]
    asked: list[str] = []
    if lines:
        first = lines[0]
        name = " ".join(
            p
            for p in (f"{first.code} ({first.procedure})", f"at {context.span(first.levels)}" if first.levels else "")
            if p
        )
        asked.append(q["change"].format(line=name))
        last = lines[-1]
        asked.append(q["why"].format(line=f"{last.code} ({last.procedure})", outcome=last.outcome.replace("_", " ")))
        weeks = max(
            (w for ln in lines for c in ln.criteria if c.effective != "met" for w in _weeks(c, context)), default=0.0
        )
        if weeks:
            asked.append(q["what_if"].format(time=_time(weeks)))
        asked.append(q["payer"].format(line=first.code))
    waived = context.waivers_used()
    if waived:
        asked.append(q["waiver"].format(waiver=next(iter(waived.values()))))
    setting = context.outcome.setting
    if any(c.truth == "met" for c in setting.criteria):
        asked.append(q["setting"].format(setting=setting.requested.replace("_", " ")))
    procedures = dict.fromkeys(_topic(line, context) for line in context.outcome.lines)
    asked += [q["evidence"].format(topic=name) for name in list(procedures)[:2]]
    return tuple(dict.fromkeys(asked))


def _weeks(result: CriterionResult, context: Context) -> Iterator[float]:
    """For how long a criterion of conservative care asks for treatment."""
    if result.family == "conservative_care":
        for test, _ in parts_of(context.criterion(result).test, ()):
            if isinstance(test, AskTreatment) and test.treatment.weeks != NOT_STATED:
                bound = test.treatment.weeks.at_least
                yield float(bound) if isinstance(bound, int | float) else 0.0


def _time(weeks: float) -> str:
    """A length as people say it: in months from a quarter of a year."""
    months = round(weeks / WEEKS_OF_MONTH)
    exact = weeks >= QUARTER and abs(months * WEEKS_OF_MONTH - weeks) < 1
    return f"{number(months)} months" if exact else f"{number(round(weeks))} weeks"


def _topic(line: LineOutcome, context: Context) -> str:
    """What to ask evidence on for a line: the procedure of the policy that decides it, since a code may serve several regions."""
    policy = context.policies.get(str(line.policy))
    family = line.family if policy is None else policy.procedure
    return context.pack.vocabulary.procedures.get(family, line.procedure)


def _planned(part: str, context: Context, most: int = MOST) -> list[str]:
    """Facts of an evidence plan over the deciding policies: taken in turn so that every procedure is heard, told policy by policy."""
    told = (getattr(context.plan(line), part) for line in _weighty(context))
    plans = [list(refs) for refs in dict.fromkeys(told) if refs]
    order = {ref: n for n, ref in enumerate(ref for plan in plans for ref in plan)}
    taken: list[str] = []
    while any(plans):
        taken += [plan.pop(0) for plan in plans if plan]
    chosen = [r for r in dict.fromkeys(taken) if context.citable((r,)) and context.fits(r) and r not in context.cited][
        :most
    ]
    return sorted(chosen, key=order.__getitem__)


def _weighty(context: Context) -> list[LineOutcome]:
    """Lines that stand or still could, where anything is planned to be told of them; else all that were decided on their own."""
    own = [ln for ln in context.outcome.lines if ln.outcome != "incidental" and ln.policy != NOT_STATED]
    weighty = [ln for ln in own if any(level.outcome != "not_necessary" for level in ln.per_level)]
    return weighty if any(context.plan(ln) != EvidencePlan() for ln in weighty) else own


def _facts(id: str, refs: list[str], context: Context, limits: Iterable[str] = ()) -> Section | None:
    most = MOST if context.audience == "physician" else 4
    chosen = [ref for ref in dict.fromkeys(refs) if ref not in context.cited and ref not in limits][:most]
    if len(chosen) < FEW:
        chosen += [ref for ref in _found(id, context) if ref not in chosen][: FEW - len(chosen)]
    statements = [s for ref in (*chosen, *limits) for s in (context.told(ref),) if s is not None]
    if not statements:
        return None
    return Section(
        id=id,
        title=context.pack.narrative.titles[id],
        blocks=(Block(form="bullets", statements=tuple(statements)),),
    )


def _found(section: str, context: Context) -> list[str]:
    """What the search added for a section, best first: of approach what is advised, of outcomes what was found, on a procedure that is
    requested in its own right.
    """
    if _nothing_known(context):
        return []
    codes = context.pack.codes
    own = [ln for ln in context.outcome.lines if ln.outcome != "incidental" and ln.code in codes]
    families = {ln.family for ln in own if codes[ln.code].kind != "add-on"}
    hits = sorted(context.evidence.passages, key=lambda p: -p.score)
    return [
        p.ref
        for p in hits
        if p.found_by == "search"
        and section in p.purposes
        and context.of_such(p.ref)
        and context.fact(p.ref)[1].role == _TOLD[section]
        and not families.isdisjoint(context.fact(p.ref)[0].procedures)
    ]


def _nothing_known(context: Context) -> bool:
    """Whether the plans for patients like this one name nothing: what the search finds is of others."""
    plans = [context.plan(line) for line in _weighty(context)]
    named = any(getattr(plan, part) for plan in plans for part in EvidencePlan.model_fields)
    return not named and any(isinstance(plan, ConditionalPlan) for plan in plans)


def _places(hits: list[CriterionResult], context: Context) -> list[OutcomeRef]:
    """Where a lesson is shown, as the places that it may speak of."""
    levels = ((line, level) for line in context.outcome.lines for level in line.per_level)
    return [
        OutcomeRef(line=line.id, level=level.level, part="level")
        for line, level in levels
        if level.level != NOT_STATED and any(c is hit for c in level.criteria for hit in hits)
    ]


def _graded(result: CriterionResult, context: Context) -> bool:
    """Whether a finding with a grade decided a criterion."""
    told = (context.findings[i] for leaf in deciding(result.tree) for i in leaf.findings)
    return any(f.status == "present" and f.grade != NOT_STATED for f in told)


def _shows(pitfall: Pitfall, context: Context) -> list[CriterionResult] | None:
    """The criteria by which the case shows the pitfall; None where it does not."""
    lines = [ln for ln in context.outcome.lines if not pitfall.procedures or ln.family in pitfall.procedures]
    results = [c for ln in lines if ln.outcome != "incidental" for lv in ln.per_level for c in lv.criteria]
    match pitfall.event:
        case "criterion":
            hits = [
                c
                for c in results
                if c.effective != "met"
                and (not pitfall.families or c.family in pitfall.families)
                and (not pitfall.reasons or leading(c).reason in pitfall.reasons)
                and (not pitfall.graded or _graded(c, context))
            ]
            return hits or None
        case "levels_differ":
            return [] if any(a.kind == "fewer_levels" for a in context.outcome.alternatives) else None
        case "finding":
            return [] if lines and context.kinds_present.intersection(pitfall.kinds) else None
        case "waiver_applies":
            return [c for c in results if c.waived_by != NOT_STATED] or None
        case "summarised":
            return [] if context.stands_in() else None
        case "incidental":
            return [] if any(ln.outcome == "incidental" for ln in lines) else None
        case "label_contradicted":
            return [c for c in results if claimed(c, context)] or None
        case "stray_symptom":
            stray = [
                c
                for c in results
                if any(n.operator == "correlation" and n.reason == "silent" and n.findings for n in deciding(c.tree))
            ]
            return stray or None
