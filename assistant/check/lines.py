"""One line at one level: its criteria, its waivers, its outcome."""

from collections.abc import Sequence

from ..model.base import NOT_STATED, NotStated, maker
from ..model.language import Truth
from ..model.outcome import Basis, CriterionResult, ExceptionResult, LevelOutcome, Node, OutcomeWord
from .changes import Unmet, changes_of
from .evaluate import Evaluator, is_gap
from .plan import Plan, Point, SetPlan
from .requested import LineFacts

_result_of = maker(CriterionResult)
_exception_of = maker(ExceptionResult)
_level_of = maker(LevelOutcome)


def choose_policy(line: LineFacts, of_set: SetPlan, evaluator: Evaluator) -> list[Plan]:
    """The policies that decide a line: by code and region, the more specific (with a condition that holds) first.

    One is the rule. None: nothing decides the line. Several: they claim the same line, and the caller reports it.
    """
    claiming = [plan for plan in of_set.claims.get(line.asked, ()) if _fits(plan, line)]
    specific = [
        plan
        for plan in claiming
        if plan.applies is not None
        and evaluator.answer(plan.applies, evaluator.facts.site(line), plan.named).truth == "met"
    ]
    return specific or [plan for plan in claiming if plan.applies is None]


def _fits(plan: Plan, line: LineFacts) -> bool:
    """Whether a policy decides its codes in the regions of a line."""
    regions, home = plan.policy.regions, plan.policy.home
    if regions and not line.regions.issubset(regions):
        return False
    return not home or line.home in home or line.home == NOT_STATED


def level_outcome(
    line: LineFacts, level: str | NotStated, plan: Plan, evaluator: Evaluator, *, lost_too: bool = True
) -> LevelOutcome:
    """All criteria of the policy asked for one level; waivers stand beside the criteria they open.

    `lost_too`: whether to say what would change it where a criterion is not met, and not only where one is open.
    """
    whole, site, named = evaluator.facts.site(line), evaluator.facts.site(line, level), plan.named
    waivers: list[ExceptionResult] = []
    for w in plan.waivers:
        tree = evaluator.answer(w.test, site if w.by_level else whole, named)
        waivers.append(_exception_of(id=w.id, label=w.label, truth=tree.truth, waives=w.waives, tree=tree))
    results: list[CriterionResult] = []
    unmet: list[Unmet] = []
    by_level = line.code is not None and line.code.per_level
    for point in plan.asked(evaluator.facts.spoken, by_level=by_level):
        tree = evaluator.answer(point.test, site if point.by_level else whole, named)
        truth, waived = _weighed(tree.truth, point, waivers)
        results.append(
            _result_of(
                id=point.id,
                policy=plan.id,
                family=point.family,
                label=point.label,
                level=level if point.by_level else NOT_STATED,
                truth=truth,
                waived_by=waived,
                tree=tree,
            )
        )
        if truth != "met" and waived == NOT_STATED:
            unmet.append((point, truth, tree))
    outcome, basis = _decided([(truth, tree) for _, truth, tree in unmet])
    told = outcome == "undetermined" or (outcome == "not_necessary" and lost_too)
    return _level_of(
        level=level,
        outcome=outcome,
        basis=basis,
        criteria=tuple(results),
        exceptions=tuple(waivers),
        changes=changes_of(unmet, waivers) if told else (),
    )


def _weighed(truth: Truth, point: Point, waivers: Sequence[ExceptionResult]) -> tuple[Truth, str | NotStated]:
    """The answer to a criterion beside its waivers, and the one that waives it."""
    if truth == "met" or not point.opened_by:
        return truth, NOT_STATED
    opening = [waivers[n] for n in point.opened_by]
    waived = next((w.id for w in opening if w.truth == "met"), NOT_STATED)
    if truth == "not_met" and waived == NOT_STATED and any(w.truth == "undetermined" for w in opening):
        truth = "undetermined"
    return truth, waived


def _decided(unmet: Sequence[tuple[Truth, Node]]) -> tuple[OutcomeWord, Basis]:
    """Necessary when every criterion is met or waived; not necessary when one is not met; undetermined otherwise."""
    failed = [tree for truth, tree in unmet if truth == "not_met"]
    if failed:
        return "not_necessary", "documentation_gap" if all(map(is_gap, failed)) else "failed_criterion"
    return ("undetermined", "documentation_gap") if unmet else ("necessary", "criteria_met")


def roll_up_levels(levels: tuple[LevelOutcome, ...], *, whole: bool = False) -> tuple[OutcomeWord, Basis]:
    """A line over several levels is a conjunction: all, some, none and one has failed, or open. `whole`: it cannot stand in part."""
    words = [level.outcome for level in levels]
    if all(w == "necessary" for w in words):
        return "necessary", "criteria_met"
    if any(w == "necessary" for w in words) and not whole:
        return "partially_necessary", "levels_differ"
    failed = [level for level in levels if level.outcome == "not_necessary"]
    if failed:
        gap = all(level.basis == "documentation_gap" for level in failed)
        return "not_necessary", "documentation_gap" if gap else "failed_criterion"
    return "undetermined", "documentation_gap"
