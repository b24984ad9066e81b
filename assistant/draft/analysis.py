"""Stage by stage, procedure by procedure, level by level: the outcome of each, and what decides it."""

from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .context import WORDS, Context, key
from .reasons import why
from .verdict import level_refs
from .words import capital, listed, lower_first, number


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
        f"Taken together, stage {stage} is {WORDS[outcome]}" if stage != NOT_STATED else f"Without a stage: {WORDS[outcome]}",
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
    """One statement: the outcome as its label, then what decides it, and what else is open."""
    outcome = levels[0].outcome
    span = context.span([str(lv.level) for lv in levels if lv.level != NOT_STATED])
    label = f"{capital(context.line_name(line))}{', ' + span if span else ''}: {WORDS[outcome]}."
    deciding_ = [c for lv in levels for c in lv.criteria if c.effective == "not_met"]
    open_ = [c for lv in levels for c in lv.criteria if c.effective == "undetermined"]
    waived = [c for lv in levels for c in lv.criteria if c.waived_by != NOT_STATED]
    met = [c for lv in levels for c in lv.criteria if c.truth == "met"]
    parts, findings, treatments = [], [], []
    for c in _once(deciding_ or ([] if outcome == "necessary" else open_)):
        if c.level == NOT_STATED and not _decides_alone(c, deciding_ or open_):
            continue
        told = why(c, context)
        parts.append(capital(told.text))
        findings += told.findings
        treatments += told.treatments
    rest = _rest(open_ if deciding_ else [c for c in open_ if capital(why(c, context).text) not in parts])
    if outcome == "necessary":
        parts.append(_stands(met, waived, context))
    elif rest:
        parts.append(f"{'Open as well' if parts else 'Open'}: {listed(rest)}")
    if outcome == "undetermined" and levels[0].changes:
        count = len(levels[0].changes[0].steps)
        parts.append(f"It would become necessary with {'one' if count == 1 else number(count)} of the steps listed below")
    return context.statement(
        "application",
        ". ".join(p.rstrip(".") for p in parts) or "Decided by the criteria above",
        label=label,
        criteria=[key(c) for lv in levels for c in lv.criteria if c.effective != "met" or outcome == "necessary"],
        findings=findings,
        treatments=treatments,
        outcomes=level_refs(line, levels),
    )


def _decides_alone(result: CriterionResult, others: list[CriterionResult]) -> bool:
    """A requirement of the whole line is told here only where no requirement of the level decides."""
    return all(c.level == NOT_STATED for c in others)


def _once(results: list[CriterionResult]) -> list[CriterionResult]:
    """Results with different facts behind them, each once."""
    seen: dict[tuple[str, str], CriterionResult] = {}
    for r in results:
        seen.setdefault((r.id, str(r.tree.model_dump(include={"findings", "children"}))), r)
    return list(seen.values())


def _rest(results: list[CriterionResult]) -> list[str]:
    return [lower_first(label) for label in dict.fromkeys(r.label for r in results)]


def _stands(met: list[CriterionResult], waived: list[CriterionResult], context: Context) -> str:
    labels = listed(lower_first(c.label) for c in _once(met))
    text = f"The record meets {labels}" if labels else "Every criterion is waived"
    if waived:
        text += f"; {listed(lower_first(c.label) for c in _once(waived))} {'is' if len({c.id for c in waived}) == 1 else 'are'} waived"
    return text


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
        label=f"{capital(context.line_name(line))}: undetermined.",
        outcomes=[OutcomeRef(part="line", line=line.id)],
    )
