"""One line at one level: its criteria, its waivers, its outcome."""

from ..model.base import NOT_STATED, NotStated, maker
from ..model.outcome import Basis, CriterionResult, ExceptionResult, LevelOutcome, OutcomeWord
from ..model.policy import Criterion, Policy, PolicySet
from .changes import changes_of
from .evaluate import Evaluator, is_gap
from .requested import LineFacts, Site

_result_of = maker(CriterionResult)
_exception_of = maker(ExceptionResult)
_level_of = maker(LevelOutcome)


def choose_policy(line: LineFacts, policy_set: PolicySet, evaluator: Evaluator) -> list[Policy]:
    """The policies that decide a line: by code and region, the more specific (with a condition that holds) first.

    One is the rule. None: nothing decides the line. Several: they claim the same line, and the caller reports it.
    """
    claiming = [
        p
        for p in policy_set.policies
        if line.asked in p.codes
        and (not p.regions or not line.regions or line.regions <= frozenset(p.regions))
        and (not p.home or line.home in (*p.home, NOT_STATED))
    ]
    site = Site(line)
    specific = [
        p for p in claiming if p.applies != NOT_STATED and evaluator.ask(p.applies, site, p.by_id).truth == "met"
    ]
    return specific or [p for p in claiming if p.applies == NOT_STATED]


def level_outcome(
    line: LineFacts, level: str | NotStated, policy: Policy, policy_set: PolicySet, evaluator: Evaluator
) -> LevelOutcome:
    """All criteria of the policy asked for one level; waivers stand beside the criteria they open."""
    whole = Site(line)
    site = Site(line, level)
    named = policy.by_id
    waivers = tuple(
        _exception_of(id=w.id, label=w.label, truth=tree.truth, waives=w.waives, tree=tree)
        for w in policy.exceptions
        for tree in (evaluator.ask(w.when, site if w.scope == "level" else whole, named),)
    )
    common = policy_set.common if line.code is not None and line.code.per_level else ()
    results = tuple(
        _result(c, policy, site if c.scope == "level" else whole, evaluator, named, waivers)
        for c in (*common, *policy.criteria)
    )
    outcome, basis = decide(results)
    changes = () if outcome == "necessary" else changes_of(results, {c.id: c for c in common} | named, waivers)
    return _level_of(level=level, outcome=outcome, basis=basis, criteria=results, exceptions=waivers, changes=changes)


def decide(results: tuple[CriterionResult, ...]) -> tuple[OutcomeWord, Basis]:
    """Necessary when every criterion is met or waived; not necessary when one is not met; undetermined otherwise."""
    failed = [r for r in results if r.effective == "not_met"]
    if failed:
        gap = all(is_gap(r.tree) for r in failed)
        return "not_necessary", "documentation_gap" if gap else "failed_criterion"
    if any(r.effective == "undetermined" for r in results):
        return "undetermined", "documentation_gap"
    return "necessary", "criteria_met"


def roll_up_levels(levels: tuple[LevelOutcome, ...]) -> tuple[OutcomeWord, Basis]:
    """A line over several levels is a conjunction: all, some, none and one has failed, or open."""
    words = [level.outcome for level in levels]
    if all(w == "necessary" for w in words):
        return "necessary", "criteria_met"
    if any(w == "necessary" for w in words):
        return "partially_necessary", "levels_differ"
    failed = [level for level in levels if level.outcome == "not_necessary"]
    if failed:
        gap = all(level.basis == "documentation_gap" for level in failed)
        return "not_necessary", "documentation_gap" if gap else "failed_criterion"
    return "undetermined", "documentation_gap"


def _result(
    criterion: Criterion,
    policy: Policy,
    site: Site,
    evaluator: Evaluator,
    named: dict[str, Criterion],
    waivers: tuple[ExceptionResult, ...],
) -> CriterionResult:
    tree = evaluator.ask(criterion.test, site, named)
    truth = tree.truth
    waived: str | NotStated = NOT_STATED
    if truth != "met":
        opening = [w for w in waivers if criterion.id in w.waives]
        waived = next((w.id for w in opening if w.truth == "met"), NOT_STATED)
        if truth == "not_met" and waived == NOT_STATED and any(w.truth == "undetermined" for w in opening):
            truth = "undetermined"
    return _result_of(
        id=criterion.id,
        policy=policy.id,
        family=criterion.family,
        label=criterion.label,
        level=site.level,
        truth=truth,
        waived_by=waived,
        tree=tree,
    )
