"""Stage by stage, procedure by procedure, level by level: the outcome of each, and what decides it."""

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .context import WORDS, Context, key
from .reasons import rests_on_facts, why
from .verdict import level_refs
from .words import capital, listed, lower_first


def analysis(context: Context) -> Section:
    """One bullet for each procedure and run of levels with the same outcome for the same reasons."""
    outcome = context.outcome
    blocks = []
    for stage in outcome.stages:
        lines = [outcome.line(id) for id in stage.lines]
        statements = [s for line in lines for s in _line(line, context)]
        if len(outcome.stages) > 1 and statements:
            head = _stage_head(stage.stage, stage.outcome, context)
            blocks.append(Block(form="paragraph", statements=(head,)))
        blocks.append(Block(form="bullets", statements=tuple(statements)))
    leveled = any(level.level != NOT_STATED for line in outcome.lines for level in line.per_level)
    title = context.pack.narrative.titles["analysis" if leveled else "analysis_lines"]
    return Section(id="analysis", title=title, blocks=tuple(blocks))


def _stage_head(stage: object, outcome: str, context: Context) -> Statement:
    return context.statement(
        "outcome",
        f"Taken together, stage {stage} is {WORDS[outcome]}"
        if stage != NOT_STATED
        else f"Without a stage: {WORDS[outcome]}",
        outcomes=[OutcomeRef.model_validate({"part": "stage", "stage": stage})],
    )


def _line(line: LineOutcome, context: Context) -> list[Statement]:
    if line.outcome == "incidental":
        return [_incidental(line, context)]
    if line.policy == NOT_STATED:
        return [_unpoliced(line, context)]
    groups: dict[tuple[object, ...], list[LevelOutcome]] = {}
    for level in line.per_level:
        signature = (level.outcome, *((c.id, c.truth, c.waived_by) for c in level.criteria))
        groups.setdefault(signature, []).append(level)
    return [_levels(line, levels, context) for levels in groups.values()]


def _levels(line: LineOutcome, levels: list[LevelOutcome], context: Context) -> Statement:
    """One statement: the outcome as its label, then what decides it at these levels, and what else is open."""
    outcome = levels[0].outcome
    span = context.span([str(lv.level) for lv in levels if lv.level != NOT_STATED])
    label = f"{capital(context.line_name(line))}{', ' + span if span else ''}: {WORDS[outcome]}."
    failed = [c for lv in levels for c in lv.criteria if c.effective == "not_met"]
    open_ = [c for lv in levels for c in lv.criteria if c.effective == "undetermined"]
    reasons = [why(c, context) for c in (failed or open_) if c.level != NOT_STATED or c.tree.operator == "line"]
    parts = list(dict.fromkeys(capital(r.text) for r in reasons))
    told = {c.id for c in (failed or open_) if c.level != NOT_STATED or c.tree.operator == "line"}
    for name, results in (("Not met", failed), ("Open as well" if parts or failed else "Open", open_)):
        labels = [lower_first(c.label) for c in results if c.id not in told]
        if labels:
            parts.append(f"{name}: {listed(labels)}")
    if outcome == "necessary":
        parts.append(_stands(levels))
    elif outcome == "undetermined" and levels[0].changes:
        steps = sorted({context.numbers[step] for step in levels[0].changes[0].steps if step in context.numbers})
        if steps:
            word = "step" if len(steps) == 1 else "steps"
            parts.append(f"It would become necessary with {word} {listed(str(n) for n in steps)} below")
    if line.policy_set != context.outcome.policy_set:
        own = context.outcome.policy_set
        parts.append(f"The policy set {own} has no policy for this code, so the policy set {line.policy_set} decides")
    return context.statement(
        "application",
        ". ".join(p.rstrip(".") for p in parts),
        label=label,
        criteria=[key(c) for lv in levels for c in lv.criteria if c.effective != "met" or outcome == "necessary"],
        findings=[i for r in reasons for i in r.findings],
        treatments=[i for r in reasons for i in r.treatments],
        outcomes=[*level_refs(line, levels), *_followed(levels, context)],
    )


def _followed(levels: list[LevelOutcome], context: Context) -> list[OutcomeRef]:
    """References to the lines that a line follows, at the same levels."""
    refs: list[OutcomeRef] = []
    for level in levels:
        for c in level.criteria:
            for id in (i for i in c.tree.detail.get("lines", "").split(",") if i):
                other = context.outcome.line(id)
                refs += level_refs(other, [lv for lv in other.per_level if c.level in (lv.level, NOT_STATED)])
    return refs


def _stands(levels: list[LevelOutcome]) -> str:
    """What a line that stands rests on: criteria shown by facts, criteria waived, and exclusions that nothing on file calls for."""
    results = [c for lv in levels for c in lv.criteria if c.tree.operator != "request"]
    shown = [c for c in results if c.truth == "met" and (rests_on_facts(c.tree) or _through_others(c))]
    silent = [c for c in results if c.truth == "met" and c not in shown]
    waived = [c for c in results if c.waived_by != NOT_STATED]
    parts = [
        f"{word}: {listed(lower_first(c.label) for c in group)}"
        for word, group in (("met", shown), ("waived", waived), ("nothing on file speaks against", silent))
        if group
    ]
    return capital("; ".join(parts) or "every criterion is met")


def _through_others(result: CriterionResult) -> bool:
    """Whether a criterion is met because other lines stand."""
    return any(leaf.operator == "line" for leaf in deciding(result.tree))


def _incidental(line: LineOutcome, context: Context) -> Statement:
    applied = next(r for r in line.restrictions if r.applies and r.kind == "incidental")
    rule, policy_set = context.restriction(applied.id)
    span = context.span(line.levels)
    others = listed(context.outcome.line(id).code for id in applied.lines)
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
