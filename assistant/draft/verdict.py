"""Title, lead and summary: the verdict, and the reasons in order of weight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..check import deciding, is_gap
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .context import WORDS, Context, key
from .reasons import why
from .words import capital, listed, located, lower_first, placed, quoted

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
    """The verdict; then what stands, what fails and what is open, each with its reason; then whether the reasons are facts or gaps."""
    outcome = context.outcome
    heading = _heading(context)
    request = [context.request_ref()]
    statements = [context.statement("outcome", heading[:1] + heading[1:].replace("OT ", "ot ", 1), outcomes=request)]
    if outcome.determination != outcome.overall:
        text = f"By the criteria alone the request is {WORDS[outcome.overall]}, because part of it is open"
        statements.append(context.statement("outcome", text, outcomes=request))
    for word, one, many in (
        ("necessary", "This meets the criteria", "These meet the criteria"),
        (
            "not_necessary",
            "This does not meet the criteria",
            "These do not meet the criteria, each with what is not met",
        ),
        (
            "undetermined",
            "This cannot be determined yet, with what is open",
            "These cannot be determined yet, each with what is open",
        ),
    ):
        units = _units(context, word)
        if units:
            refs = [ref for unit in units for ref in unit.refs]
            keys = [key(c) for unit in units for c in unit.deciding]
            quotes: dict[str, str] = {}
            told = "; ".join(_told(unit, quotes, context) for unit in units)
            text = f"{one if len(units) == 1 else many}: {told}"
            statements.append(
                context.statement("outcome", text, criteria=keys, findings=quotes.values(), outcomes=refs)
            )
    incidental = [ln for ln in outcome.lines if ln.outcome == "incidental"]
    if incidental:
        names = listed(context.line_name(ln) for ln in incidental)
        refs = [OutcomeRef(part="line", line=ln.id) for ln in incidental]
        verb = "is" if len(incidental) == 1 else "are"
        statements.append(context.statement("outcome", f"{capital(names)} {verb} incidental", outcomes=refs))
    statements += _setting(context)
    statements += _waived(context)
    statements += _could_qualify(context)
    statements += _gap_or_failure(context)
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
    if failed:
        statements.append(_weighed(context, "Not met", failed))
    if open_:
        statements.append(_weighed(context, "Not yet shown", open_))
    waived = context.waivers_used()
    if waived:
        findings = _opening(context)[:1]
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
        text = f"The procedures stand, {name} care does not"
        statements.append(context.statement("outcome", text, outcomes=[OutcomeRef(part="setting")]))
    statements.append(_action(context))
    return Section(
        id="summary",
        title=context.pack.narrative.titles["summary"],
        blocks=(Block(form="paragraph", statements=tuple(statements)),),
    )


def level_refs(line: LineOutcome, levels: Iterable[LevelOutcome]) -> list[OutcomeRef]:
    """References to levels of a line, or to the line where it has none."""
    return [
        OutcomeRef(part="line", line=line.id)
        if level.level == NOT_STATED
        else OutcomeRef(part="level", line=line.id, level=level.level)
        for level in levels
    ]


def followed(levels: Iterable[LevelOutcome], context: Context) -> list[OutcomeRef]:
    """References to the lines that a line follows, at the same levels."""
    refs: list[OutcomeRef] = []
    for level in levels:
        for c in level.criteria:
            ids = (id for leaf in deciding(c.tree) for id in leaf.detail.get("lines", "").split(",") if id)
            for id in ids:
                other = context.outcome.line(id)
                refs += level_refs(other, [lv for lv in other.per_level if c.level in (lv.level, NOT_STATED)])
    return refs


@dataclass(slots=True)
class _Unit:
    """Levels of one procedure with the same outcome for the same criteria."""

    name: str
    levels: list[str]
    deciding: list[CriterionResult]
    refs: list[OutcomeRef]


def _units(context: Context, word: str) -> list[_Unit]:
    """Procedures with the levels that have an outcome; lines that follow a parent are left to the analysis."""
    units: dict[tuple[object, ...], _Unit] = {}
    for line in context.outcome.lines:
        if line.outcome == "incidental" or _follows_only(line):
            continue
        for level in line.per_level:
            if level.outcome != word:
                continue
            wanted = {"not_necessary": "not_met", "undetermined": "undetermined"}.get(word, "")
            deciding = [c for c in level.criteria if c.effective == wanted]
            name = _procedure_name(line, context)
            unit = units.setdefault((name, *(c.id for c in deciding)), _Unit(name, [], deciding, []))
            unit.levels.append(str(level.level))
            unit.refs += level_refs(line, [level])
    return list(units.values())


def _told(unit: _Unit, quotes: dict[str, str], context: Context) -> str:
    """A unit in words: procedure, levels, and what decides it, each with the facts that fail it, quoted once.

    `quotes`: the finding of each quotation told so far; filled here.
    """
    name = " at ".join(p for p in (unit.name, context.span(unit.levels)) if p)
    reasons: dict[str, str] = {}
    for c in unit.deciding:
        new = {q: i for i in _failing(c, context) if (q := quoted(context.findings[i].quote)) not in quotes}
        quotes.update(new)
        said = f": {listed(new)} {context.cited_documents(new.values())}" if new else ""
        label = placed(lower_first(c.label), "")
        reasons[label] = reasons.get(label, "") or said
    if any(reasons.values()):
        return f"{name} ({'; '.join(label + said for label, said in reasons.items())})"
    return f"{name} ({listed(reasons)})" if reasons else name


def _failing(result: CriterionResult, context: Context) -> tuple[str, ...]:
    """The facts that a verdict is told with: at most two that fail a criterion, of the document that weighs most."""
    if result.effective != "not_met" or is_gap(result.tree):
        return ()
    reason = why(result, context)
    if reason.reason == "mismatch":
        return ()
    first = [
        i for i in reason.findings if context.findings[i].document == context.findings[reason.findings[0]].document
    ]
    return tuple({context.findings[i].quote: i for i in reversed(first)}.values())[::-1][:2]


def _waived(context: Context) -> list[Statement]:
    """That a waiver decides, and the findings that open it."""
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            for w in level.exceptions:
                opened = [c for c in level.criteria if c.waived_by == w.id]
                if opened:
                    findings = [i for leaf in deciding(w.tree) if leaf.truth == "met" for i in leaf.findings]
                    verb = "is" if len(opened) == 1 else "are"
                    labels = listed(lower_first(c.label) for c in opened)
                    said = f": {context.said(findings)}" if findings else ""
                    text = f"{capital(w.label)} applies, so {labels} {verb} waived{said}"
                    keys = [f"{line.policy}:{w.id}", *(key(c) for c in opened)]
                    return [
                        context.statement(
                            "application", text, criteria=keys, findings=findings, outcomes=level_refs(line, [level])
                        )
                    ]
    return []


def _opening(context: Context) -> list[str]:
    """The findings that open the waivers in use, those that decide first."""
    return [
        i
        for line in context.outcome.lines
        for level in line.per_level
        for w in level.exceptions
        if any(c.waived_by == w.id for c in level.criteria)
        for leaf in deciding(w.tree)
        if leaf.truth == "met"
        for i in leaf.findings
    ]


def _setting(context: Context) -> list[Statement]:
    """How the requested level of care stands, where a line stands that needs one."""
    setting = context.outcome.setting
    if not setting.criteria:
        return []
    word = {"necessary": "supported", "not_necessary": "not supported"}.get(setting.outcome, "undetermined")
    text = f"The requested {setting.requested.replace('_', ' ')} care is {word}"
    return [
        context.statement(
            "outcome", text, criteria=[key(c) for c in setting.criteria], outcomes=[OutcomeRef(part="setting")]
        )
    ]


def _could_qualify(context: Context) -> list[Statement]:
    """The extent that stands, or still could, where other levels of the same construct fail."""
    fewer = [a for a in context.outcome.alternatives if a.kind == "fewer_levels"]
    if not fewer:
        return []
    refs = [OutcomeRef(part="alternative", line=a.line) for a in fewer]
    told = listed(f"{a.procedure} limited to {context.span(a.levels)}" for a in fewer)
    verb = (
        "meets the criteria"
        if all(a.outcome == "necessary" for a in fewer)
        else "could qualify once the open items are documented"
    )
    return [
        context.statement(
            "recommendation", f"{told} {verb}", criteria=[key(c) for a in fewer for c in a.criteria], outcomes=refs
        )
    ]


def _heading(context: Context) -> str:
    return context.pack.dispositions[context.outcome.disposition].headings[context.outcome.overall]


def _follows_only(line: LineOutcome) -> bool:
    """Whether a line does nothing but follow another: beside what the request itself says, every criterion asks for another line."""
    asked = {c.tree.operator for c in line.criteria}
    return "line" in asked and asked <= {"line", "request"}


def _procedure_name(line: LineOutcome, context: Context) -> str:
    policy = context.policies.get(line.policy)
    return policy.title if policy is not None else line.procedure


def _gap_or_failure(context: Context) -> list[Statement]:
    """Whether the reasons are facts or gaps; both are always told apart."""
    refs = [context.request_ref()]
    keys = [*_criteria(context, "not_met"), *_criteria(context, "undetermined")]
    if not keys:
        return []
    results = [*_criteria(context, "not_met"), *_criteria(context, "undetermined")]
    shown = [c for c in results if c.effective == "not_met" and not is_gap(c.tree)]
    missing = [c for c in results if c not in shown]
    if shown and missing:
        families = listed(context.pack.family(c.family).short for c in shown)
        text = f"On {families} the record itself decides; the rest is a gap in the documentation, not a finding against the request"
    elif shown:
        text = "This rests on what the record shows, not on missing documents"
    else:
        text = "This is a gap in the documentation, not a finding against the request"
    return [context.statement("outcome", text, criteria=[key(r) for r in keys], outcomes=refs)]


def _criteria(context: Context, truth: str) -> list[CriterionResult]:
    """Criteria with that answer over all lines, each once, those that decide most levels first."""
    counts: dict[str, tuple[int, CriterionResult]] = {}
    for line in context.outcome.lines:
        if line.outcome == "incidental" or _follows_only(line):
            continue
        for level in line.per_level:
            for c in level.criteria:
                if c.effective == truth and c.tree.operator != "line":
                    n, first = counts.get(c.label, (0, c))
                    counts[c.label] = (n + 1, first)
    return [c for _, c in sorted(counts.values(), key=lambda pair: -pair[0])]


def _weighed(context: Context, opening: str, results: Sequence[CriterionResult]) -> Statement:
    labels = listed(_where(context, r) for r in results[:4])
    return context.statement(
        "application", f"{opening}: {labels}", criteria=[key(r) for r in results], outcomes=[context.request_ref()]
    )


def _where(context: Context, result: CriterionResult) -> str:
    levels = [
        str(level.level)
        for line in context.outcome.lines
        for level in line.per_level
        for c in level.criteria
        if c.label == result.label and c.effective == result.effective and c.level != NOT_STATED
    ]
    return located(lower_first(result.label), context.span(levels))


def _request_name(context: Context) -> str:
    return "the request" if len(context.outcome.lines) > 1 else f"the request for {context.outcome.lines[0].procedure}"


def _under(context: Context) -> str:
    return f" under the policy set {context.outcome.policy_set}"


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
