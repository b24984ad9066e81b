"""Requests that the record supports better: fewer levels, one side of two, or the lesser or other procedure that a policy names.

Each alternative is itself checked; one that fails is not recommended.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..model.base import NOT_STATED, maker
from ..model.outcome import AlternativeResult, CriterionResult, LevelOutcome, LineOutcome, Node
from ..model.policy import Alternative, Policy
from .evaluate import Evaluator
from .lines import choose_policy, level_outcome
from .plan import Plan, SetPlan
from .requested import BOTH, LineFacts, Site
from .roll_up import roll_up

_alternative_of = maker(AlternativeResult)


def alternatives_of(
    outcomes: Sequence[LineOutcome], sets: Sequence[SetPlan], evaluator: Evaluator
) -> tuple[AlternativeResult, ...]:
    """Alternatives to every line that does not stand as requested, in the order of the request."""
    facts = {line.id: line for line in evaluator.facts.lines}
    found: list[AlternativeResult] = []
    seen: set[tuple[object, ...]] = set()
    order = evaluator.facts.levels.order
    for outcome in outcomes:
        if outcome.outcome in ("necessary", "incidental") or outcome.policy == NOT_STATED:
            continue
        plan = next(s.plans[outcome.policy] for s in sets if s.id == outcome.policy_set)
        if all(point.test.operator == "line" for point in plan.own):
            continue
        for result in (
            *(() if facts[outcome.id].one_body else _fewer(outcome, outcomes, plan.policy)),
            *_one_side(outcome, facts[outcome.id], plan, evaluator),
            *_lesser(outcome, outcomes, facts[outcome.id], plan.policy, sets, evaluator),
        ):
            key = (result.kind, result.policy, result.levels, result.side)
            if key not in seen:
                seen.add(key)
                found.append(_alternative_of(**(vars(result) | {"levels": order(result.levels)})))
    lesser = {(a.policy, a.levels) for a in found if a.kind == "lesser_procedure"}
    return tuple(a for a in found if a.kind != "fewer_levels" or (a.policy, a.levels) not in lesser)


def _fewer(line: LineOutcome, outcomes: Sequence[LineOutcome], policy: Policy) -> list[AlternativeResult]:
    """The levels that qualify, or still could, of all lines of this policy, where other levels fail."""
    construct = [o for o in outcomes if o.policy == policy.id and o.outcome != "incidental"]
    levels = [level for o in construct for level in o.per_level if level.level != NOT_STATED]
    if not any(level.outcome == "not_necessary" for level in levels):
        return []
    qualifying = [lv for lv in levels if lv.outcome == "necessary"] or [
        lv for lv in levels if lv.outcome == "undetermined" and lv.changes
    ]
    if not qualifying:
        return []
    names = tuple(dict.fromkeys(str(lv.level) for lv in qualifying))
    return [
        _alternative_of(
            line=construct[0].id,
            kind="fewer_levels",
            procedure=policy.title,
            levels=names,
            outcome=roll_up(lv.outcome for lv in qualifying),
            policy=policy.id,
            criteria=_open(qualifying),
        )
    ]


def _one_side(outcome: LineOutcome, line: LineFacts, plan: Plan, evaluator: Evaluator) -> list[AlternativeResult]:
    """The sides that by themselves come further than both together, where both are requested."""
    if line.side != "bilateral" or not any(_sided(c.tree) for c in outcome.criteria if c.effective != "met"):
        return []
    found = []
    levels = [lv for lv in outcome.per_level if _differs(lv, plan)]
    for side in BOTH if levels else ():
        asked = line.of(side)
        alone = [level_outcome(asked, lv.level, plan, evaluator, lost_too=False) for lv in levels]
        better = [
            one
            for one, both in zip(alone, levels, strict=True)
            if one.outcome != both.outcome
            and (one.outcome == "necessary" or (one.outcome == "undetermined" and one.changes))
        ]
        if better:
            found.append(
                _alternative_of(
                    line=outcome.id,
                    kind="one_side",
                    procedure=plan.policy.title,
                    levels=tuple(str(lv.level) for lv in better if lv.level != NOT_STATED),
                    side=side,
                    outcome=roll_up(lv.outcome for lv in better),
                    policy=plan.id,
                    criteria=_open(better),
                )
            )
    best = [a for a in found if a.outcome == "necessary"]
    return best or found


def _differs(level: LevelOutcome, plan: Plan) -> bool:
    """Whether one side could come further than both: not where what keeps them back is the same for each side."""
    barred = [c.id for c in level.criteria if c.effective in (level.outcome, "not_met")]
    return level.outcome != "necessary" and plan.unsided.isdisjoint(barred)


def _sided(node: Node) -> bool:
    """Whether an answer asks for each side by itself, or rests on the request, which may ask for one alone."""
    return (
        bool({"side", "one_side"} & set(node.detail))
        or node.operator == "request"
        or any(_sided(child) for child in node.children)
    )


def _lesser(
    outcome: LineOutcome,
    outcomes: Sequence[LineOutcome],
    line: LineFacts,
    policy: Policy,
    sets: Sequence[SetPlan],
    evaluator: Evaluator,
) -> list[AlternativeResult]:
    """The procedures that a policy names, for the levels at which a criterion that calls for them fails."""
    found = []
    for alternative in policy.alternatives:
        failing = [
            lv
            for lv in outcome.per_level
            if any(c.id in alternative.when_failed and c.effective != "met" for c in lv.criteria)
            and lv.outcome != "necessary"
            and (
                alternative.lesser or all(c.effective == "met" or c.id in alternative.when_failed for c in lv.criteria)
            )
        ]
        requested = _requested(alternative, outcome, [lv.level for lv in failing], outcomes)
        found += requested
        # A request that names no level is one question, and what it holds already answers it.
        failing = [lv for lv in failing if all(a.levels and lv.level not in a.levels for a in requested)]
        lesser = _deciding(alternative.policy, line, sets, evaluator) if failing else None
        if lesser is None:
            continue
        checked = [level_outcome(line, lv.level, lesser, evaluator, lost_too=False) for lv in failing]
        possible = [
            lv
            for lv in checked
            if lv.outcome == "necessary"
            or (lv.outcome == "undetermined" and lv.changes and _worth_asking(alternative, line, lv, evaluator))
        ]
        if possible:
            found.append(
                _alternative_of(
                    line=outcome.id,
                    kind="lesser_procedure" if alternative.lesser else "other_procedure",
                    procedure=alternative.procedure,
                    levels=tuple(str(lv.level) for lv in possible if lv.level != NOT_STATED),
                    outcome=roll_up(lv.outcome for lv in possible),
                    policy=lesser.id,
                    criteria=_open(possible),
                    grounds=alternative.grounds,
                )
            )
    return found


def _worth_asking(alternative: Alternative, line: LineFacts, level: LevelOutcome, evaluator: Evaluator) -> bool:
    """Whether papers for the other procedure are worth asking for: not where what the level has is no reason for it."""
    if alternative.open_unless == NOT_STATED:
        return True
    return evaluator.ask(alternative.open_unless, Site(line, level.level), {}).truth != "met"


def _requested(
    alternative: Alternative, outcome: LineOutcome, levels: Sequence[str], outcomes: Sequence[LineOutcome]
) -> list[AlternativeResult]:
    """Lines of the request that serve as the lesser procedure at some of the levels, and stand there or could."""
    found = []
    for other in outcomes:
        if other.id == outcome.id or other.family not in alternative.also or other.policy == NOT_STATED:
            continue
        possible = [
            lv
            for lv in other.per_level
            if lv.level in levels and (lv.outcome == "necessary" or (lv.outcome == "undetermined" and lv.changes))
        ]
        if possible:
            found.append(
                _alternative_of(
                    line=outcome.id,
                    kind="lesser_procedure",
                    procedure=alternative.procedure,
                    levels=tuple(str(lv.level) for lv in possible if lv.level != NOT_STATED),
                    outcome=roll_up(lv.outcome for lv in possible),
                    policy=other.policy,
                    criteria=_open(possible),
                )
            )
    return found


def _deciding(named: str, line: LineFacts, sets: Sequence[SetPlan], evaluator: Evaluator) -> Plan | None:
    """The policy that would decide the lesser procedure here, had it been asked for.

    That is the one named unless its own condition does not hold: then the more specific one, or that of the set behind.
    """
    for n, of_set in enumerate(sets):
        plan = of_set.plans.get(named)
        if plan is None:
            continue
        code = plan.policy.codes[0]
        asked = replace(line, asked=code, code=evaluator.facts.pack.codes.get(code))
        for each in sets[n:]:
            claiming = choose_policy(asked, each, evaluator)
            if claiming:
                return claiming[0] if len(claiming) == 1 else None
    return None


def _open(levels: Sequence[LevelOutcome]) -> tuple[CriterionResult, ...]:
    """Criteria that are still open, each once."""
    kept: dict[tuple[str, str], CriterionResult] = {}
    for level in levels:
        for c in level.criteria:
            if c.effective != "met":
                kept.setdefault((c.id, str(c.level)), c)
    return tuple(kept.values())
