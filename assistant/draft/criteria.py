"""The sections on criteria: which waiver opens what, and what the record does not show, by family."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, ExceptionResult, LevelOutcome, LineOutcome, Node
from .context import Context, key
from .reasons import rests_on_facts, why
from .verdict import followed, level_refs
from .words import PLACE, capital, listed, located, lower_first, number, placed, quoted, sentence

FEW = 4
"""Facts quoted at most where none of them decides."""
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
    statements.append(_refusal(refused, context))
    return _section("waivers_not", "paragraph", statements, context)


def _refusal(refused: dict[str, tuple[LineOutcome, ExceptionResult]], context: Context) -> Statement:
    """That no waiver applies, with the facts on record that come near one, or that leave it open."""
    opened = any(w.truth == "undetermined" for _, w in refused.values())
    wanted = "undetermined" if opened else "not_met"
    near = [leaf for _, w in refused.values() for leaf in _leaves(w.tree) if leaf.truth == wanted and leaf.findings]
    findings = tuple(dict.fromkeys(i for leaf in near for i in leaf.findings))[:FEW]
    if findings:
        state = "leaves open whether any of these is present" if opened else "shows none of these"
        text = f"{context.said(findings)}, which {state}, so no waiver applies"
    elif opened:
        text = "The record leaves open whether any of these is present, so no waiver applies"
    else:
        text = "Nothing in this record documents any of these, so no waiver applies"
    return context.statement("application", text, criteria=refused, findings=findings)


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)


def deficiencies(context: Context) -> Section | None:
    """Criteria that are not met or open, by family: what the policy asks for, what the record has, who asks for something else.

    The family that decides most levels comes first.
    """
    found = [
        (line, level, c)
        for line in context.outcome.lines
        if line.outcome != "incidental"
        for level in line.per_level
        for c in level.criteria
        if c.effective != "met" and c.tree.operator != "line"
    ]
    unmet = [(line, c) for line, _, c in found]
    weight = Counter(c.family for _, level, c in found if c.effective == "not_met" or level.outcome == "undetermined")
    blocks = []
    for family in sorted(dict.fromkeys(c.family for _, c in unmet), key=lambda f: -weight[f]):
        statements = _family([(line, c) for line, c in unmet if c.family == family], context)
        first = statements[0].model_copy(update={"label": f"{context.pack.family(family).title}."})
        blocks.append(Block(form="paragraph", statements=(first, *statements[1:])))
    if not blocks:
        return None
    failed = any(c.effective == "not_met" for _, c in unmet)
    title = context.pack.narrative.titles["deficiencies_failed" if failed else "deficiencies"]
    return Section(id="deficiencies", title=title, blocks=tuple(blocks))


def met(context: Context) -> Section | None:
    """Criteria that are met, each with the words that meet it, its levels joined; for levels that stand, still could, or fail on
    one criterion alone, and for all where none stands or could.
    """
    none = all(lv.outcome == "not_necessary" for line in context.outcome.lines for lv in line.per_level)
    groups: dict[tuple[object, ...], list[Shown]] = {}
    for line in context.outcome.lines:
        for level in line.per_level:
            for c in level.criteria:
                if (
                    c.truth == "met"
                    and (none or level.outcome != "not_necessary" or _fails_alone(level))
                    and line.outcome != "incidental"
                    and (rests_on_facts(c.tree) or _through_lines(c))
                ):
                    reason = why(c, context)
                    if not (reason.findings or reason.treatments or _through_lines(c)):
                        continue
                    beyond_level = frozenset(i for i in reason.findings if not context.findings[i].levels)
                    groups.setdefault((c.label, beyond_level, reason.treatments), []).append((line, level, c))
    together: dict[tuple[str, str], list[list[Shown]]] = {}
    for group in groups.values():
        group.sort(key=lambda shown: context.place(shown[2].level))
        together.setdefault((group[0][2].label, context.criterion(group[0][2]).needs), []).append(group)
    statements = [_shown(same, context) for same in together.values()]
    return _section("met", "bullets", statements, context) if statements else None


def _through_lines(result: CriterionResult) -> bool:
    """Whether a criterion of its own is met because other lines stand, beside what else could have met it."""
    return result.tree.operator != "line" and any(leaf.operator == "line" for leaf in deciding(result.tree))


def _fails_alone(level: LevelOutcome) -> bool:
    """Whether one criterion alone keeps a level from being necessary: then what is met is worth telling."""
    return sum(c.effective != "met" for c in level.criteria) == 1


def _shown(groups: list[list[Shown]], context: Context) -> Statement:
    """What meets a criterion, for each run of levels with the same facts, beside what the policy asks for."""
    groups.sort(key=lambda group: context.place(group[0][2].level))
    every = [shown for group in groups for shown in group]
    result = every[0][2]
    criterion = context.criterion(result)
    reasons = [why(c, context) for _, _, c in every]
    findings = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
    treatments = tuple(dict.fromkeys(i for r in reasons for i in r.treatments))
    span = context.span([str(c.level) for _, _, c in every if c.level != NOT_STATED])
    said: dict[str, list[str]] = {}
    for group in groups:
        levels = [str(c.level) for _, _, c in group if c.level != NOT_STATED]
        said.setdefault(_facts_of(group, context), []).extend(levels)
    parts = [
        f"{f'at {context.span(levels)} ' if len(said) > 1 and levels else ''}{words}" for words, levels in said.items()
    ]
    # The name of an exclusion, and one with a figure of what is asked, would read as claims of the patient.
    denied = any(context.findings[i].status == "absent" for i in findings)
    claims = denied or any(c.isdigit() for c in result.label)
    name = context.pack.family(result.family).short if claims else result.label
    asked = f"the policy asks for {criterion.needs} {context.grounds(criterion.grounds)}"
    return context.statement(
        "application",
        f"{'; '.join(parts)}; {asked}",
        label=f"{capital(located(name, span))}.",
        criteria=[key(c) for _, _, c in every],
        findings=findings,
        treatments=treatments,
        outcomes=[ref for line, level, _ in every for ref in (*level_refs(line, [level]), *followed([level], context))],
    )


def _facts_of(group: list[Shown], context: Context) -> str:
    """The facts of levels that share them: quoted once, referred to where a statement has quoted them."""
    reasons = [why(c, context) for _, _, c in group]
    findings = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
    treatments = tuple(dict.fromkeys(i for r in reasons for i in r.treatments))
    again = bool(findings or treatments) and context.quoted.issuperset((*findings, *treatments))
    context.quoted.update((*findings, *treatments))
    if again:
        return f"the findings quoted above {context.cited_documents(findings, treatments)} count"
    texts = {r.text for r in reasons}
    return texts.pop() if len(texts) == 1 else context.said(findings, treatments)


def _family(group: list[Told], context: Context) -> list[Statement]:
    """Statements on one family: each distinct requirement once, the record against it, then who asks for something else."""
    statements: list[Statement] = []
    for label in dict.fromkeys(c.label for _, c in group):
        same = [(line, c) for line, c in group if c.label == label]
        criterion = context.criterion(same[0][1])
        text = context.backed(criterion.text, criterion.grounds)
        statements.append(context.statement("policy_statement", text, criteria=[key(c) for _, c in same]))
        statements += _record(same, context)
        if any(
            rests_on_facts(c.tree) for _, c in same
        ):  # else there is nothing that another threshold could be held against
            statements += _differing(criterion.differs, context)
    return statements


def _differing(refs: Iterable[str], context: Context) -> list[Statement]:
    """What other sources ask for, each told once."""
    told = [s for ref in refs if context.audience != "patient" for s in (context.told(ref),) if s]
    if told:
        told[0] = told[0].model_copy(update={"text": sentence(f"For comparison: {told[0].text}")})
    return told


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
    if by_level and (len(groups) > 1 or any(len(k) > 2 for k in groups)) and not _told_only_here(same):
        return [_standing(same, context), *_claims(same, context)]
    statements = []
    for group in groups.values():
        _, c = group[0]
        if c.tree.operator == "request":
            statements.append(_unstated(group, context))
            continue
        reason = why(c, context, full=False)
        levels = [str(r.level) for _, r in group if r.level != NOT_STATED]
        span = context.span(levels)
        text = placed(reason.text, span) if PLACE in reason.text else f"{f'At {span} ' if span else ''}{reason.text}"
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


def _told_only_here(same: list[Told]) -> bool:
    """Whether no level hangs on it, and it is the same for all: then the analysis does not tell it."""
    answers = {(c.effective, tuple(leaf.findings for leaf in deciding(c.tree))) for _, c in same}
    levels = [lv for line, c in same for lv in line.per_level if lv.level == c.level]
    return (
        len(answers) == 1 and same[0][1].effective != "not_met" and all(lv.outcome == "not_necessary" for lv in levels)
    )


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
        f"{capital(group[0][1].label)} is not named for {codes}",
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
    label = placed(lower_first(same[0][1].label), "")
    return context.statement(
        "application",
        f"On this record {label} is {'; it is '.join(parts) or 'open'}",
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


def _measured(findings: list[str], waiver: str, refs: list[OutcomeRef], context: Context) -> Iterator[Statement]:
    """How many measurements stand behind a finding that says something changed."""
    for finding in (context.findings[i] for i in dict.fromkeys(findings)):
        kinds = context.pack.kind(finding.kind).measured_by
        if not kinds or f"measured {finding.id}" in context.reasons_told:
            continue
        context.reasons_told.add(f"measured {finding.id}")
        graded = [f for f in context.case.findings if f.kind in kinds and NOT_STATED not in (f.grade, f.status)]
        documents = dict.fromkeys(f.document for f in graded)
        count = len({context.case.document(d).date for d in documents})
        cited = context.marks(f"record:{d}" for d in documents if count > 1 or d != finding.document)
        words = f"{quoted(finding.quote)} [[record:{finding.document}]]"
        stands = "one graded examination" if count == 1 else "no graded examination"
        text = (
            f"{capital(number(count))} graded examinations {cited} stand behind {words}"
            if count > 1
            else f"Behind {words} {stands} {cited} is on file, so the change is stated and not measured"
        )
        yield context.statement(
            "application", text, criteria=[waiver], findings=[finding.id, *(f.id for f in graded)], outcomes=refs
        )


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
        *_measured(findings, name, refs, context),
    ]
    if opened:
        labels = listed(placed(c.label, context.span([str(c.level)]) if c.level != NOT_STATED else "") for c in opened)
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
            text = f"Of {lower_first(c.label)}, though waived, {context.said((), reason.treatments)}"
            made = context.statement(
                "application", text, criteria=[key(c)], treatments=reason.treatments, outcomes=refs
            )
            result.append(made)
        if c.tree.truth == "not_met" and c.level != NOT_STATED:
            reason = why(c, context)
            result.append(
                context.statement(
                    "application",
                    f"Without the waiver {placed(lower_first(c.label), str(c.level))} would fail: {reason.text}",
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
