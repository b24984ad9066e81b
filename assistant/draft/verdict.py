"""Title, lead and summary: the verdict, and the reasons in order of weight."""

import re
from collections.abc import Sequence

from ..check import is_gap, standing, undecided
from ..check.labels import WORDS, located, placed
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult
from .as_told import even_as_told
from .context import Context, key
from .reasons import leading, rests_on_facts
from .refs import level_refs
from .units import Said, Unit, follows_only, raised, rests, told, units_of
from .unweighed import unweighed
from .words import capital, listed, lower_first

FEW = 5
"""Criteria that a summary names at most of those with one answer."""
MANY = 3
"""Waived criteria from which on a summary no longer names them."""


def title(context: Context) -> str:
    """What is asked for, and what it is headed under the disposition."""
    outcome = context.outcome
    heading = _heading(context)
    name = context.case.title
    if name == NOT_STATED:
        first = outcome.lines[0]
        name = capital(" ".join(part for part in (first.procedure, context.span(first.levels)) if part))
    return f"{name}: {heading}"


def lead(context: Context) -> tuple[Statement, ...]:
    """The verdict; then what stands, what fails and what is open, each with its reason, and whether the reasons are facts or gaps; then
    the level of care, a waiver, and what could qualify.
    """
    outcome = context.outcome
    heading = _heading(context)
    request = [context.request_ref()]
    statements = [context.statement("outcome", heading[:1] + heading[1:].replace("OT ", "ot ", 1), outcomes=request)]
    if outcome.determination != outcome.overall:
        failed = _criteria(context, "not_met")
        because = "because part of it is open" if failed else "because no criterion fails and not every one is shown"
        text = f"By the criteria alone the request is {WORDS[outcome.overall]}, {because}"
        statements.append(context.statement("outcome", text, outcomes=request))
    statements += _stands(context)
    statements += _fails(context, "not_necessary", ("does not meet the criteria", "do not meet the criteria"))
    statements += (
        _nobody_decides(context)
        if undecided(outcome.lines)
        else _fails(context, "undetermined", ("is still open", "are still open"))
    )
    statements += even_as_told(context)
    statements += _instead(context)
    statements += _asked_for(context)
    statements += _gap_or_failure(context)
    incidental = [ln for ln in outcome.lines if ln.outcome == "incidental"]
    if incidental:
        names = listed(context.line_name(ln) for ln in incidental)
        refs = [OutcomeRef(part="line", line=ln.id) for ln in incidental]
        verb = "is" if len(incidental) == 1 else "are"
        statements.append(context.statement("outcome", f"{capital(names)} {verb} incidental", outcomes=refs))
    statements += _setting(context)
    statements += _waived(context)
    statements += _could_qualify(context)
    statements += unweighed(context)
    return tuple(statements)


def summary(context: Context) -> Section:
    """The verdict again in other words, the reasons in order of weight, the next action."""
    outcome = context.outcome
    failed, open_ = _criteria(context, "not_met"), _criteria(context, "undetermined")
    name = _request_name(context)
    text = f"{capital(name)} is {WORDS[outcome.determination]}{_under(context)}"
    if outcome.determination != outcome.overall:
        text = f"As documented, {name} is {WORDS[outcome.determination]}{_under(context)}; by the criteria alone it is {WORDS[outcome.overall]}"
    statements = [context.statement("outcome", text, outcomes=[context.request_ref()])]
    standing_units = units_of(context, "necessary") if outcome.overall == "partially_necessary" else []
    if standing_units:
        text = f"Necessary: {listed(unit.place(context) for unit in standing_units)}"
        refs = [ref for unit in standing_units for ref in unit.refs]
        statements.append(context.statement("outcome", text, outcomes=refs))
    if failed:
        statements.append(_weighed(context, "Not met", failed))
    if open_:
        statements.append(_weighed(context, "Not yet shown", open_))
    if carrying := _carrying(context):
        statements.append(_weighed(context, "Met", carrying))
    waived = context.waivers_used()
    if waived:
        findings = _first(context)
        because = f" because {context.said(findings)}" if findings else ""
        opened = {key(c): c for line in outcome.lines for c in line.criteria if c.waived_by != NOT_STATED}
        labels = tuple(dict.fromkeys(lower_first(placed(c.label, "")) for c in opened.values()))
        decides = "does not decide" if len(labels) == 1 else "do not decide"
        usual = listed(labels) if len(labels) < MANY else "the usual thresholds"
        applies = "applies" if len(set(waived.values())) == 1 else "apply"
        text = f"{capital(listed(waived.values()))} {applies}{because}, so {usual} {decides}"
        statements.append(
            context.statement(
                "application", text, criteria=[*waived, *opened], findings=findings, outcomes=[context.request_ref()]
            )
        )
    if outcome.setting.outcome == "not_necessary":
        name = outcome.setting.requested.replace("_", " ")
        whole = all(line.outcome in ("necessary", "incidental") for line in outcome.lines)
        text = f"{'The procedures stand' if whole else 'Part of the request stands'}, {name} care does not"
        statements.append(context.statement("outcome", text, outcomes=[OutcomeRef(part="setting")]))
    statements.append(_action(context))
    return Section(
        id="summary",
        title=context.pack.narrative.titles["summary"],
        blocks=(Block(form="paragraph", statements=tuple(statements)),),
    )


def _first(context: Context) -> tuple[str, ...]:
    """The finding that opens a waiver first, with the one measured on another day where it is the change that opens it."""
    ids = tuple(context.opening())
    told = [context.findings[i] for i in ids[:2]]
    alike = len({(f.kind, f.of, f.side) for f in told}) == 1
    days = {(f.date, context.case.document(f.document).date) for f in told}
    return ids[:2] if alike and len(days) > 1 else ids[:1]


def _stands(context: Context) -> list[Statement]:
    """The procedures that meet their criteria in one sentence, and what each rests on."""
    units = units_of(context, "necessary")
    if not units:
        return []
    text = f"{_joined(units, context)} {'meets' if len(units) == 1 else 'meet'} the criteria"
    refs = [ref for unit in units for ref in unit.refs]
    return [context.statement("outcome", text, outcomes=refs), *rests(units, context)]


def _fails(context: Context, word: str, verdicts: tuple[str, str]) -> list[Statement]:
    """The procedures with an adverse or an open outcome, with what decides it and the facts behind that, quoted once; those that the
    same words decide in one sentence.

    `verdicts`: the words for one procedure and for several.
    """
    said = Said()
    alike: dict[str, list[Unit]] = {}
    facts: dict[str, tuple[list[str], list[str]]] = {}
    for unit in units_of(context, word):
        before = len(said.findings), len(said.treatments)
        reasons = told(unit, said, context)
        quoted = said.findings[before[0] :], said.treatments[before[1] :]
        # A sentence that quotes is of its own procedure.
        joined = reasons if reasons and not any(quoted) else f"{reasons}\n{unit.place(context)}"
        alike.setdefault(joined, []).append(unit)
        facts[joined] = quoted
    # Everyday words are clauses: `if the exam fits the scan`.
    joint = ":" if context.audience == "patient" else " on"
    statements = []
    for joined, units in alike.items():
        reasons = joined.partition("\n")[0]
        findings, treatments = facts[joined]
        statements.append(
            context.statement(
                "outcome",
                f"{_joined(units, context)} {verdicts[len(units) > 1]}{f'{joint} {reasons}' if reasons else ''}",
                criteria=dict.fromkeys(key(c) for unit in units for c in unit.deciding),
                findings=findings,
                treatments=treatments,
                outcomes=[ref for unit in units for ref in unit.refs],
            )
        )
    return statements


def _joined(units: list[Unit], context: Context) -> str:
    """Procedures with their levels, those once that all share."""
    spans = {context.span(unit.levels) for unit in units}
    if len(spans) > 1:
        return listed(unit.place(context) for unit in units)
    return located(listed(unit.name for unit in units), spans.pop())


def _waived(context: Context) -> list[Statement]:
    """That a waiver decides, and the findings that open it."""
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            for w in level.exceptions:
                opened = [c for c in level.criteria if c.waived_by == w.id]
                if opened:
                    findings = [i for leaf in standing(w.tree) if leaf.truth == "met" for i in leaf.findings]
                    labels = listed(lower_first(placed(c.label, "")) for c in opened)
                    noun, verb = ("requirement", "is") if len(opened) == 1 else ("requirements", "are")
                    said = f": {context.said(findings)}" if findings else ""
                    names = {c.label for c in opened}
                    still = any(
                        c.label in names and c.effective != "met" for ln in context.outcome.lines for c in ln.criteria
                    )
                    where = f" for {context.line_name(line)}" if still else ""
                    text = f"{capital(w.label)} applies, so{where} the {noun} of {labels} {verb} waived{said}"
                    keys = [f"{line.policy}:{w.id}", *(key(c) for c in opened)]
                    return [
                        context.statement(
                            "application", text, criteria=keys, findings=findings, outcomes=level_refs(line, [level])
                        )
                    ]
    return []


def _setting(context: Context) -> list[Statement]:
    """How the requested level of care stands, where a line stands that needs one."""
    setting = context.outcome.setting
    if not setting.criteria:
        return []
    word = {"necessary": "supported", "not_necessary": "not supported"}.get(setting.outcome, "undetermined")
    truth = {"necessary": "met", "not_necessary": "not_met"}.get(setting.outcome, "undetermined")
    text = f"The requested {setting.requested.replace('_', ' ')} care is {word}"
    keys = [key(c) for c in setting.criteria if c.truth == truth]
    return [context.statement("outcome", text, criteria=keys, outcomes=[OutcomeRef(part="setting")])]


def _nobody_decides(context: Context) -> list[Statement]:
    """That what is asked for lies outside all policies at hand, so that nothing is found for or against it."""
    units = units_of(context, "undetermined")
    names = listed(unit.place(context) for unit in units)
    text = f"No policy at hand decides {lower_first(names)}; nothing is found for or against it"
    refs = [ref for unit in units for ref in unit.refs]
    return [context.statement("outcome", text, outcomes=refs)]


def _could_qualify(context: Context) -> list[Statement]:
    """The extent that stands, or still could, where other levels of the same construct fail."""
    fewer = [a for a in context.outcome.alternatives if a.kind == "fewer_levels"]
    if not fewer:
        return []
    statements = []
    for stands in (True, False):
        own = [a for a in fewer if (a.outcome == "necessary") is stands]
        told = listed(f"{a.procedure} limited to {context.span(a.levels)}" for a in own)
        text = f"The record supports {told}" if stands else f"{told} could qualify once the open items are documented"
        refs = [OutcomeRef(part="alternative", line=a.line) for a in own]
        keys = [key(c) for a in own for c in a.criteria]
        statements += [context.statement("recommendation", capital(text), criteria=keys, outcomes=refs)] if own else []
    return statements


def _heading(context: Context) -> str:
    headings = context.pack.dispositions[context.outcome.disposition].headings
    own = headings[context.outcome.overall]
    return headings.get("no_policy", own) if undecided(context.outcome.lines) else own


def _gap_or_failure(context: Context) -> list[Statement]:
    """Whether the reasons are facts or gaps; both are always told apart."""
    refs = [context.request_ref()]
    keys = [*_criteria(context, "not_met"), *_criteria(context, "undetermined")]
    if not keys or undecided(context.outcome.lines):
        return []
    results = [*_criteria(context, "not_met"), *_criteria(context, "undetermined")]
    barred = [c for c in results if c.effective == "not_met" and context.criterion(c).bars]
    shown = [c for c in results if c.effective == "not_met" and (c in barred or not is_gap(c.tree))]
    missing = [c for c in results if c not in shown]
    asked = [c for c in missing if raised(c) and leading(c).reason != "second_hand"]
    if barred and not missing:
        text = "This rests on a rule of the policy, not on missing documents"
    elif shown and missing:
        both = {c.family for c in missing}
        families = listed(_at(c, c.family in both, context) for c in shown)
        failing = {c.family for c in shown}
        lacking = list(dict.fromkeys(_at(c, c.family in failing, context) for c in missing))
        rest = f"what is missing on {listed(lacking)}" if len(lacking) <= FEW else "what else is missing"
        text = f"On {families} the record itself decides; {rest} is a gap in the documentation, not a finding against the request"
    elif shown:
        # Where a further document could still show otherwise, one is asked for below, and nothing is said of none missing.
        sent = any(level.changes for line in context.outcome.lines for level in line.per_level)
        text = f"This rests on what the record shows{'' if sent else ', not on missing documents'}"
    elif len(asked) == len(missing):
        text = "The record itself raises what is open, and more than a missing document has to settle it"
    elif asked:
        families = listed(context.pack.family(c.family).short for c in asked)
        text = f"On {families} the record itself raises what is open; the rest is a gap in the documentation, not a finding against the request"
    else:
        text = "This is a gap in the documentation, not a finding against the request"
    return [context.statement("outcome", text, criteria=[key(r) for r in keys], outcomes=refs)]


def _at(result: CriterionResult, both: bool, context: Context) -> str:
    """A criterion by its family; where criteria of that family stand both ways, with its levels, or by its own name where it has none."""
    name = context.pack.family(result.family).short
    if not both:
        return name
    levels = _levels(context, result)
    return located(name, levels) if levels else lower_first(placed(result.label, ""))


def _criteria(context: Context, truth: str) -> list[CriterionResult]:
    """Criteria with that answer over all lines, each once, those that decide most levels first."""
    counts: dict[str, tuple[int, CriterionResult]] = {}
    for line in context.outcome.lines:
        if line.outcome == "incidental" or follows_only(line):
            continue
        for level in line.per_level:
            for c in level.criteria:
                if c.effective == truth and c.tree.operator != "line":
                    n, first = counts.get(c.label, (0, c))
                    counts[c.label] = (n + 1, first)
    return [c for _, c in sorted(counts.values(), key=lambda pair: -pair[0])]


def _carrying(context: Context) -> list[CriterionResult]:
    """What a request that stands rests on: the criteria that facts meet wherever they are asked."""
    if context.outcome.overall != "necessary":
        return []
    unmet = {c.label for line in context.outcome.lines for c in line.criteria if c.truth != "met"}
    return [
        c
        for c in _criteria(context, "met")
        if c.label not in unmet and context.pack.family(c.family).carries and rests_on_facts(c.tree)
    ]


def _weighed(context: Context, opening: str, results: Sequence[CriterionResult]) -> Statement:
    labels = listed(_where(context, r) for r in results[:FEW])
    opening += ", among others" if len(results) > FEW else ""
    return context.statement(
        "application", f"{opening}: {labels}", criteria=[key(r) for r in results], outcomes=[context.request_ref()]
    )


def _where(context: Context, result: CriterionResult) -> str:
    return located(context.about(result, lower_first(result.label)), _levels(context, result))


def _levels(context: Context, result: CriterionResult) -> str:
    """The levels at which a criterion has this answer."""
    levels = [
        str(level.level)
        for line in context.outcome.lines
        for level in line.per_level
        for c in level.criteria
        if c.label == result.label and c.effective == result.effective and c.level != NOT_STATED
    ]
    return context.span(levels)


def _request_name(context: Context) -> str:
    return "the request" if len(context.outcome.lines) > 1 else f"the request for {context.outcome.lines[0].procedure}"


def _under(context: Context) -> str:
    """The policy set that decides, where it is the one asked for or has to take its place."""
    return f" under the policy set {listed(context.instead() or (context.outcome.policy_set,))}"


def _instead(context: Context) -> list[Statement]:
    """That the policy set asked for has no policy for anything requested, and which decides."""
    if not context.instead():
        return []
    own = context.outcome.policy_set
    verb = "decides" if len(context.instead()) == 1 else "decide"
    text = f"The policy set {own} has no policy for what is requested, so the policy set {listed(context.instead())} {verb}"
    return [context.statement("outcome", text, outcomes=[context.request_ref()])]


def _asked_for(context: Context) -> list[Statement]:
    """That the question names a payer whose own set is not the one in force."""
    named = []
    for id in context.pack.policy_set_ids():
        issuers = context.pack.policy_set_alone(id).issuers
        names = "|".join(map(re.escape, (*issuers, id)))
        said = re.search(rf"\b(?:{names})\b", context.case.question, re.IGNORECASE) if issuers else None
        if id not in (context.outcome.policy_set, *context.instead()) and said is not None:
            named.append(f"{said[0]} (policy set {id})")
    if not named:
        return []
    text = f"The question names {listed(named)}; what is said here is said under the policy set {context.outcome.policy_set}"
    return [context.statement("outcome", text, outcomes=[context.request_ref()])]


def _action(context: Context) -> Statement:
    outcome = context.outcome
    adverse = [line for line in outcome.lines if line.outcome == "not_necessary"]
    open_ = [line for line in outcome.lines if line.outcome == "undetermined"]
    match outcome.action:
        case "approve":
            text = "The next step is approval by a reviewer"
        case "request_information":
            text = "The next step is a request for the information listed"
        case _ if adverse and open_:
            text = "What is not necessary goes to a physician reviewer, what is open to a request for information"
        case _:
            text = "The next step is review by a physician"
    refs = (
        [OutcomeRef(part="line", line=line.id) for line in (*adverse, *open_)]
        if adverse and open_
        else [context.request_ref()]
    )
    return context.statement("outcome", text, outcomes=refs)
