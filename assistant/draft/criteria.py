"""The sections on criteria: which waiver opens what, and what the record does not show, by family."""

from collections.abc import Iterable

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, ExceptionResult, LevelOutcome, LineOutcome
from .context import Context, key
from .reasons import rests_on_facts, why
from .verdict import level_refs
from .words import capital, listed, lower_first, sentence

Told = tuple[LineOutcome, CriterionResult]
Shown = tuple[LineOutcome, LevelOutcome, CriterionResult]


def waivers(context: Context) -> Section | None:
    """Why a waiver applies, with the findings that open it; or, where one could have helped, that none does."""
    applied: dict[str, tuple[LineOutcome, ExceptionResult]] = {}
    refused: dict[str, tuple[LineOutcome, ExceptionResult]] = {}
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            needed = {c.id for c in level.criteria if c.truth != "met"}
            for w in level.exceptions:
                if needed & set(w.waives) and line.policy != NOT_STATED:
                    (applied if w.truth == "met" else refused).setdefault(f"{line.policy}:{w.id}", (line, w))
    statements: list[Statement] = []
    for name, (line, w) in applied.items():
        statements += _applied(name, line, w, context)
    if statements:
        return _section("waivers_apply", "bullets" if len(statements) > 3 else "paragraph", statements, context)
    unlike = {context.waiver(line.policy, w.id).text: (name, line, w) for name, (line, w) in reversed(refused.items())}
    if not unlike:
        return None
    statements = [_waiver_text(name, line, w, context) for name, line, w in reversed(unlike.values())]
    opened = any(w.truth == "undetermined" for _, w in refused.values())
    state = (
        "The record leaves open whether any of these is present"
        if opened
        else "Nothing in this record documents any of these"
    )
    statements.append(context.statement("application", f"{state}, so no waiver applies", criteria=refused))
    return _section("waivers_not", "paragraph", statements, context)


def deficiencies(context: Context) -> Section | None:
    """Criteria that are not met or open, grouped by family: what the policy asks for, who asks for something else, what the record has."""
    unmet = [
        (line, c)
        for line in context.outcome.lines
        if line.outcome != "incidental"
        for level in line.per_level
        for c in level.criteria
        if c.effective != "met" and c.tree.operator != "line"
    ]
    blocks = []
    for family in context.pack.vocabulary.families:
        group = [(line, c) for line, c in unmet if c.family == family.id]
        if group:
            statements = _family(group, context)
            first = statements[0].model_copy(update={"label": f"{family.title}."})
            blocks.append(Block(form="paragraph", statements=(first, *statements[1:])))
    if not blocks:
        return None
    failed = any(c.effective == "not_met" for _, c in unmet)
    title = context.pack.narrative.titles["deficiencies_failed" if failed else "deficiencies"]
    return Section(id="deficiencies", title=title, blocks=tuple(blocks))


def met(context: Context) -> Section | None:
    """Criteria that are met, each with the words that meet it, its levels joined; for levels that stand, still could, or fail on
    one criterion alone.
    """
    groups: dict[tuple[object, ...], list[Shown]] = {}
    for line in context.outcome.lines:
        for level in line.per_level:
            for c in level.criteria:
                if (
                    c.truth == "met"
                    and (level.outcome != "not_necessary" or _fails_alone(level))
                    and line.outcome != "incidental"
                    and rests_on_facts(c.tree)
                ):
                    reason = why(c, context)
                    if not (reason.findings or reason.treatments):
                        continue
                    beyond_level = frozenset(i for i in reason.findings if not context.findings[i].levels)
                    groups.setdefault((c.label, beyond_level, reason.treatments), []).append((line, level, c))
    statements = [_shown(group, context) for group in groups.values()]
    return _section("met", "bullets", statements, context) if statements else None


def _fails_alone(level: LevelOutcome) -> bool:
    """Whether one criterion alone keeps a level from being necessary: then what is met is worth telling."""
    return sum(c.effective != "met" for c in level.criteria) == 1


def _shown(group: list[Shown], context: Context) -> Statement:
    """What meets a criterion, beside what the policy asks for."""
    result = group[0][2]
    criterion = context.criterion(result)
    reasons = [why(c, context) for _, _, c in group]
    findings = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
    treatments = tuple(dict.fromkeys(i for r in reasons for i in r.treatments))
    levels = context.span([str(c.level) for _, _, c in group if c.level != NOT_STATED])
    place = f" at {levels}" if levels else ""
    again = context.quoted.issuperset((*findings, *treatments))
    context.quoted.update((*findings, *treatments))
    if again:
        said = f"the findings quoted above {context.cited_documents(findings, treatments)} show"
        text = f"{said} {criterion.needs}"
    else:
        texts = {r.text for r in reasons}
        said = texts.pop() if len(texts) == 1 else context.said(findings, treatments)
        text = f"{said}; the policy asks for {criterion.needs}"
    return context.statement(
        "application",
        f"{text} {context.grounds(criterion.grounds)}",
        label=f"{capital(context.pack.family(result.family).short)}{place}.",
        criteria=[key(c) for _, _, c in group],
        findings=findings,
        treatments=treatments,
        outcomes=[ref for line, level, _ in group for ref in level_refs(line, [level])],
    )


def _family(group: list[Told], context: Context) -> list[Statement]:
    """Statements on one family: each distinct requirement once, then the record against it."""
    statements: list[Statement] = []
    for label in dict.fromkeys(c.label for _, c in group):
        same = [(line, c) for line, c in group if c.label == label]
        statements += _requirement(same, context)
        statements += _record(same, context)
    return statements


def _requirement(same: list[Told], context: Context) -> list[Statement]:
    result = same[0][1]
    criterion = context.criterion(result)
    keys = [key(c) for _, c in same]
    text = context.backed(criterion.text, criterion.grounds)
    statements = [context.statement("policy_statement", text, criteria=keys)]
    differing = [s for ref in criterion.differs if context.audience != "patient" for s in (context.told(ref),) if s]
    if differing:
        first = differing[0]
        statements.append(first.model_copy(update={"text": sentence(f"For comparison: {first.text}")}))
        statements += differing[1:]
    return statements


def _record(same: list[Told], context: Context) -> list[Statement]:
    """What the record has against it.

    A requirement of the line is told whole. One of each level is told here where no level has findings of its own; where they have, only
    how each level stands, and the analysis tells the findings.
    """
    groups: dict[tuple[str, ...], list[Told]] = {}
    for line, c in same:
        reason = why(c, context, full=False)
        groups.setdefault((c.effective, reason.reason, *reason.findings, *reason.treatments), []).append((line, c))
    by_level = any(c.level != NOT_STATED for _, c in same)
    if by_level and (len(groups) > 1 or any(len(k) > 2 for k in groups)):
        return [_standing(same, context), *_claims(same, context)]
    statements = []
    for group in groups.values():
        _, c = group[0]
        if c.tree.operator == "request":
            statements.append(_unstated(group, context))
            continue
        reason = why(c, context, full=False)
        levels = [str(r.level) for _, r in group if r.level != NOT_STATED]
        place = f"At {context.span(levels)} " if levels else ""
        text = f"{place}{reason.text}"
        if text in context.reasons_told:
            text = f"For {lower_first(c.label)} the same holds: {text}"
        context.reasons_told.add(text)
        statements.append(
            context.statement(
                "application",
                text,
                criteria=[key(r) for _, r in group],
                findings=reason.findings,
                treatments=reason.treatments,
                outcomes=_refs(group),
            )
        )
    return statements + _claims(same, context)


def _claims(same: list[Told], context: Context) -> list[Statement]:
    """What a document that does not prove it claims against the one that does."""
    claims = list(dict.fromkeys(i for _, c in same for i in context.claimed(c)))
    if not claims:
        return []
    against = [i for _, c in same for leaf in deciding(c.tree) if leaf.reason == "refuted" for i in leaf.findings]
    telling = [i for i in dict.fromkeys(against) if i not in claims]
    text = (
        f"Against this, {context.said(claims)}; {context.said(telling)}, and where a document and the report that could "
        "prove it differ, the report decides"
    )
    return [
        context.statement(
            "application",
            text,
            criteria=[key(c) for _, c in same],
            findings=[*claims, *telling],
            outcomes=_refs(same),
        )
    ]


def _unstated(group: list[Told], context: Context) -> Statement:
    """What the request itself leaves open, and for which lines."""
    codes = listed(line.code for line, _ in group)
    return context.statement(
        "application",
        f"The request leaves {lower_first(group[0][1].label)} open for {codes}",
        criteria=[key(r) for _, r in group],
        outcomes=_refs(group),
    )


def _standing(same: list[Told], context: Context) -> Statement:
    """How each level stands: which are not met, which are open."""
    parts = []
    for truth, word in (("not_met", "not met"), ("undetermined", "open")):
        levels = [str(c.level) for _, c in same if c.effective == truth and c.level != NOT_STATED]
        if levels:
            parts.append(f"{word} at {context.span(levels)}")
    return context.statement(
        "application",
        f"On this record {lower_first(same[0][1].label)} is {'; it is '.join(parts) or 'open'}",
        criteria=[key(c) for _, c in same],
        outcomes=_refs(same),
    )


def _refs(group: list[Told]) -> list[OutcomeRef]:
    return [
        ref
        for line, r in group
        for ref in level_refs(line, [lv for lv in line.per_level if r.level in (lv.level, NOT_STATED)])
    ]


def _so_here(line: LineOutcome, findings: list[str], context: Context) -> str:
    text = f"That is so here: {context.said(findings)}"
    if text in context.reasons_told:
        return f"The same findings {context.cited_documents(findings)} open it for {line.code}"
    context.reasons_told.add(text)
    return text


def _applied(name: str, line: LineOutcome, w: ExceptionResult, context: Context) -> list[Statement]:
    waiver = context.waiver(line.policy, w.id)
    leaves = _met_leaves(w)
    findings = [i for leaf in leaves for i in leaf]
    context.quoted.update(findings)
    refs = [r for ln in context.outcome.lines if ln.policy == line.policy for r in level_refs(ln, ln.per_level)]
    opened = [c for c in line.criteria if c.waived_by == w.id]
    told = waiver.text in context.reasons_told
    context.reasons_told.add(waiver.text)
    rule = context.statement("policy_statement", context.backed(waiver.text, waiver.grounds), criteria=[name])
    result = [
        *([] if told else [rule]),
        context.statement(
            "application",
            _so_here(line, findings, context),
            criteria=[name],
            findings=findings,
            outcomes=refs,
        ),
    ]
    if opened:
        labels = listed(c.label for c in opened)
        verb = "is" if len(opened) == 1 else "are"
        result.append(
            context.statement(
                "application",
                f"{labels} {verb} therefore waived for {context.line_name(line)}",
                criteria=[name, *(key(c) for c in opened)],
                outcomes=refs,
            )
        )
    for c in opened:
        reason = why(c, context)
        if reason.treatments:
            text = f"What the record has of {lower_first(c.label)} nevertheless: {context.said((), reason.treatments)}"
            made = context.statement(
                "application", text, criteria=[key(c)], treatments=reason.treatments, outcomes=refs
            )
            result.append(made)
        if c.tree.truth == "not_met" and c.level != NOT_STATED:
            reason = why(c, context)
            result.append(
                context.statement(
                    "application",
                    f"Without the waiver {lower_first(c.label)} would not be met: {reason.text}",
                    criteria=[name, key(c)],
                    findings=reason.findings,
                    treatments=reason.treatments,
                    outcomes=refs,
                )
            )
            result += [s for ref in context.criterion(c).differs for s in (context.told(ref),) if s]
    strict = [s for ref in waiver.differs for s in (context.told(ref),) if s]
    if strict:
        first = strict[0]
        result += [
            first.model_copy(update={"text": sentence(f"Sources differ on how far this goes. {first.text}")}),
            *strict[1:],
        ]
    return result


def _waiver_text(name: str, line: LineOutcome, w: ExceptionResult, context: Context) -> Statement:
    waiver = context.waiver(line.policy, w.id)
    return context.statement("policy_statement", context.backed(waiver.text, waiver.grounds), criteria=[name])


def _met_leaves(w: ExceptionResult) -> Iterable[tuple[str, ...]]:
    return [leaf.findings for leaf in deciding(w.tree) if leaf.truth == "met"]


def _section(id: str, form: str, statements: list[Statement], context: Context) -> Section:
    blocks = (Block.model_validate({"form": form, "statements": tuple(statements)}),)
    return Section(id=id, title=context.pack.narrative.titles[id], blocks=blocks)
