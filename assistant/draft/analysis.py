"""Stage by stage, procedure by procedure, level by level: the outcome of each, and what decides it."""

from collections.abc import Iterator

from ..check import deciding, standing
from ..check.labels import SIDES, WORDS, placed
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .as_told import fails_as_told
from .context import Context, key
from .decided_before import decided_before
from .question import contingent, unread, untold
from .reasons import Why, follows, why
from .refs import followed, level_refs
from .reproduced import originals
from .words import capital, listed, lower_first

Group = list[tuple[LineOutcome, LevelOutcome]]
"""Levels of one line, or of lines under one policy, that have the same outcome for the same reasons."""


def analysis(context: Context) -> Section:
    """One bullet for each procedure and run of levels with the same outcome for the same reasons, and what the record says beside them."""
    section = by_line(context)
    beside = (*_beside(context), *untold(context), *contingent(context), *decided_before(context))
    if not beside:
        return section
    block = Block(form="paragraph", statements=beside)
    return section.model_copy(update={"blocks": (*section.blocks, block)})


def by_line(context: Context) -> Section:
    """One bullet for each procedure and run of levels with the same outcome for the same reasons."""
    outcome = context.outcome
    blocks = []
    for stage in outcome.stages:
        statements = _stage([outcome.line(id) for id in stage.lines], context)
        if len(outcome.stages) > 1 and statements:
            head = _stage_head(stage.stage, stage.outcome, context)
            blocks.append(Block(form="paragraph", statements=(head,)))
        blocks.append(Block(form="bullets", statements=tuple(statements)))
    leveled = any(level.level != NOT_STATED for line in outcome.lines for level in line.per_level)
    title = context.pack.narrative.titles["analysis" if leveled else "analysis_lines"]
    return Section(id="analysis", title=title, blocks=tuple(blocks))


def whole(context: Context) -> Section:
    """The analysis of a whole request, and what of the record it left untold."""
    section = analysis(context)
    left = (*unread(context), *originals(context))
    if not left:
        return section
    last = section.blocks[-1]
    joins = last.form == "paragraph"
    blocks = section.blocks[:-1] if joins else section.blocks
    before = last.statements if joins else ()
    block = Block(form="paragraph", statements=(*before, *left))
    return section.model_copy(update={"blocks": (*blocks, block)})


def _stage(lines: list[LineOutcome], context: Context) -> list[Statement]:
    """The bullets of one stage, in the order of the request; a further level that says nothing new joins its line's."""
    told: list[Group | Statement] = []
    groups: dict[tuple[object, ...], Group] = {}
    for line in lines:
        if line.outcome == "incidental":
            told.append(_incidental(line, context))
        elif line.policy == NOT_STATED:
            told.append(_unpoliced(line, context))
        else:
            for level in line.per_level:
                answers = tuple((c.id, c.truth, c.waived_by) for c in level.criteria)
                facts = tuple(_facts(c) for c in level.criteria if c.effective != "met")
                signature = (line.policy, line.policy_set, level.outcome, answers, facts)
                if signature not in groups:
                    told.append(groups.setdefault(signature, []))
                groups[signature].append((line, level))
    return [each if isinstance(each, Statement) else _levels(each, context) for each in told]


def _beside(context: Context) -> Iterator[Statement]:
    """What the record says of groups that a reader always looks for, whether or not a criterion asks."""
    for group, words in context.pack.narrative.told.items():
        found = [
            f.id for f in context.case.findings if f.status == "present" and context.pack.kind(f.kind).group == group
        ]
        if ids := [i for i in found if i not in context.spoken_of]:
            yield context.statement("record_fact", f"{words} {context.said(ids, named=True)}", findings=ids)
        elif not found and group in context.pack.narrative.unsaid and context.outcome.overall != "necessary":
            yield context.statement(
                "application",
                context.pack.narrative.unsaid[group],
                criteria=[f"narrative:{group}"],
                outcomes=[context.request_ref()],
            )


def _stage_head(stage: object, outcome: str, context: Context) -> Statement:
    return context.statement(
        "outcome",
        f"Taken together, stage {stage} is {WORDS[outcome]}"
        if stage != NOT_STATED
        else f"Without a stage: {WORDS[outcome]}",
        outcomes=[OutcomeRef.model_validate({"part": "stage", "stage": stage})],
    )


def _levels(group: Group, context: Context) -> Statement:
    """One statement: the outcome as its label, then what decides it at these levels, and what else is open."""
    line, levels = group[0][0], [level for _, level in group]
    lines = {one.id: one for one, _ in group}.values()
    outcome = levels[0].outcome
    span = context.span([str(lv.level) for lv in levels if lv.level != NOT_STATED])
    names = listed(context.line_name(one) for one in lines)
    sides = {SIDES.get(one.side, "") for one in lines}
    label = f"{', '.join(p for p in (capital(names), span, sides.pop() if len(sides) == 1 else '') if p)}: {WORDS[outcome]}."
    failed = [c for lv in levels for c in lv.criteria if c.effective == "not_met"]
    open_ = [c for lv in levels for c in lv.criteria if c.effective == "undetermined"]
    telling = [c for c in (failed or open_) if c.level != NOT_STATED or c.tree.operator == "line"]
    following = [c for c in telling if c.tree.operator == "line"]
    by_facts = {(c.id, _facts(c), _place(c)): c for c in reversed(telling) if c.tree.operator != "line"}
    fresh = [c for c in reversed(by_facts.values()) if (key(c), _facts(c), _place(c)) not in context.facts_told]
    reasons = [why(c, context, full=context.first_time(key(c))) for c in fresh]
    subject = "It" if len(lines) == 1 else "Each"
    goes_with = follows(following, context) if following else ""
    parts = [f"{subject} {goes_with[3:]}" if goes_with.startswith("it ") else capital(goes_with)] if following else []
    parts += _reasons(fresh, reasons)
    refs = [ref for one, level in group for ref in level_refs(one, [level])]
    for c in by_facts.values():
        here = span, listed(context.code(one) for one in lines), tuple(refs)
        there = context.facts_told.setdefault((key(c), _facts(c), _place(c)), here)
        if c not in fresh:
            stands = "not met" if c.effective == "not_met" else "open"
            place = f"for {there[1]}" if there[0] == span else f"at {there[0]}"
            parts.append(f"{capital(placed(c.label, ''))} is {stands} for the same reason as {place}")
            refs += there[2]
    told = {c.id for c in (failed or open_) if c.level != NOT_STATED or c.tree.operator == "line"}
    # What is open beside a failed criterion decides nothing here, and stands with its family.
    for name, results in (
        ("Not met", failed),
        ("Open under the policy as well" if parts else "Open", () if failed else open_),
    ):
        labels = [
            context.about(c, placed(lower_first(c.label), context.span([c.level]))) for c in results if c.id not in told
        ]
        if labels:
            parts.append(f"{name}: {listed(labels)}")
    if outcome == "necessary":
        parts.append(_stands(levels, context))
    elif outcome == "undetermined" and levels[0].changes and not any(map(fails_as_told, open_)):
        steps = sorted({context.numbers[step] for step in levels[0].changes[0].steps if step in context.numbers})
        if steps:
            word = "step" if len(steps) == 1 else "steps"
            parts.append(f"{subject} would become necessary with required {word} {listed(str(n) for n in steps)}")
    if line.policy_set != context.outcome.policy_set and not context.instead():
        own = context.outcome.policy_set
        first = context.first_time(f"instead of {own}")
        because = f"The policy set {own} has no policy for this code, so the" if first else "Here too the"
        parts.append(f"{because} policy set {line.policy_set} decides")
    return context.statement(
        "application",
        ". ".join(p.rstrip(".") for p in parts),
        label=label,
        criteria=[key(c) for lv in levels for c in lv.criteria if c.effective != "met" or outcome == "necessary"],
        findings=[i for r in reasons for i in r.findings],
        treatments=[i for r in reasons for i in r.treatments],
        outcomes=[*refs, *followed(levels, context)],
    )


def _reasons(results: list[CriterionResult], reasons: list[Why]) -> list[str]:
    """The reasons of criteria, each once; one that rests on the same facts as an earlier one says so."""
    told: dict[str, None] = {}
    for n, (result, reason) in enumerate(zip(results, reasons, strict=True)):
        same = (
            r for r in reasons[:n] if r.reason == reason.reason == "second_hand" and {*reason.findings} <= {*r.findings}
        )
        if next(same, None) is not None:
            told[f"{capital(placed(result.label, ''))} is open for the same reason"] = None
        else:
            told[capital(reason.text)] = None
    return list(told)


def _facts(result: CriterionResult) -> tuple[object, ...]:
    """The facts that decided a criterion."""
    return tuple((leaf.reason, leaf.findings, leaf.treatments) for leaf in deciding(result.tree))


def _place(result: CriterionResult) -> str:
    """The level, where the sentence on a criterion names it."""
    return result.level if any(leaf.reason == "mismatch" for leaf in deciding(result.tree)) else NOT_STATED


def _stands(levels: list[LevelOutcome], context: Context) -> str:
    """What a line that stands rests on: criteria shown by facts, criteria waived, and exclusions that nothing on file calls for."""
    results = [c for lv in levels for c in lv.criteria if c.tree.operator != "request"]
    shown = [c for c in results if c.truth == "met" and (_deciding_facts(c) or _computed(c))]
    silent = [c for c in results if c.truth == "met" and c not in shown]
    waived = [c for c in results if c.waived_by != NOT_STATED]
    parts = [
        f"{word}: {listed(_each_once(group, context))}"
        for word, group in (
            ("met", shown),
            ("waived", waived),
            ("held as met, since nothing on file speaks against it", silent),
        )
        if group
    ]
    return ". ".join(capital(part) for part in parts) or "Every criterion is met"


def _deciding_facts(result: CriterionResult) -> bool:
    """Whether facts of the record decided a criterion, and not their absence."""
    return any(leaf.findings or leaf.treatments for leaf in deciding(result.tree))


def _computed(result: CriterionResult) -> bool:
    """Whether the request itself, or how another line stands, decided a criterion."""
    return any(leaf.reason == "computed" or leaf.operator == "line" for leaf in deciding(result.tree))


def _each_once(results: list[CriterionResult], context: Context) -> list[str]:
    """Criteria by name, each once, with the documents whose facts meet it, or the lines that it follows."""
    same: dict[str, list[CriterionResult]] = {}
    for c in results:
        same.setdefault(context.about(c, placed(lower_first(c.label), "")), []).append(c)
    parts, following = [], []
    for name, group in same.items():
        leaves = [leaf for c in group if c.truth == "met" for leaf in standing(c.tree)]
        cited = context.cited_documents(
            (i for n in leaves for i in n.findings), (i for n in leaves for i in n.treatments)
        )
        through = [c for c in group if c.truth == "met" and _through_others(c)]
        told = f"{name} {cited}".strip()
        if through:
            following.append(f"{told}, for {follows(through, context)}")
        else:
            parts.append(told)
    return [*parts, *following]


def _through_others(result: CriterionResult) -> bool:
    """Whether a criterion is met because other lines stand."""
    return any(leaf.operator == "line" and leaf.detail.get("lines") for leaf in deciding(result.tree))


def _incidental(line: LineOutcome, context: Context) -> Statement:
    applied = next(r for r in line.restrictions if r.applies and r.kind == "incidental")
    rule, policy_set = context.restriction(applied.id)
    span = context.span(line.levels)
    others = listed(context.code(context.outcome.line(id)) for id in applied.lines)
    return context.statement(
        "application",
        f"{context.backed(rule.text, rule.grounds)} Here it is requested with {others}",
        label=f"{capital(context.line_name(line))}{', ' + span if span else ''}: incidental.",
        criteria=[f"{policy_set.id}:{rule.id}"],
        outcomes=[OutcomeRef(part="line", line=line.id)],
    )


def _unpoliced(line: LineOutcome, context: Context) -> Statement:
    return context.statement(
        "outcome",
        line.warnings[-1],
        label=f"{capital(context.line_name(line))}{', ' + context.span(line.levels) if line.levels else ''}: undetermined.",
        outcomes=[OutcomeRef(part="line", line=line.id)],
    )
