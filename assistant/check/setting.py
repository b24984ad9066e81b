"""The requested level of care, judged apart from the procedures and only for lines that stand."""

from collections.abc import Sequence

from ..model.base import NOT_STATED, maker
from ..model.outcome import Basis, CriterionResult, LineOutcome, OutcomeWord, SettingOutcome
from ..model.policy import PolicySet, SettingRule
from .evaluate import Evaluator, is_gap
from .logic import any_of
from .request import Standing
from .requested import Site
from .stays import held_against

STANDING: tuple[OutcomeWord, ...] = ("necessary", "partially_necessary")
"""Outcomes of a line of which at least a part stands."""
_OUTCOME: dict[str, OutcomeWord] = {"met": "necessary", "not_met": "not_necessary", "undetermined": "undetermined"}
_setting_of, _result_of = maker(SettingOutcome), maker(CriterionResult)


def setting_outcome(lines: Sequence[LineOutcome], sets: Sequence[PolicySet], evaluator: Evaluator) -> SettingOutcome:
    """By the first of the sets that has rules. Undetermined while no line stands, and where what is still open would support what the lines
    that stand do not; otherwise supported where any criterion of its rule is met, or where it needs none.
    """
    policy_set = next((s for s in sets if s.settings), sets[0])
    requested = evaluator.facts.case.request.setting
    rule = rule_for(requested.kind, policy_set)
    basis: Basis = "no_policy" if rule is None and requested.kind != NOT_STATED else "documentation_gap"
    undetermined = _setting_of(requested=requested.kind, days=requested.days, outcome="undetermined", basis=basis)
    sites = _sites(lines, STANDING, evaluator)
    if requested.kind == NOT_STATED or rule is None or not sites:
        return undetermined
    if rule.default:
        return _setting_of(requested=requested.kind, days=requested.days, outcome="necessary", basis="criteria_met")
    evaluator.standing = _levels(lines, ("necessary",))
    results = _results(rule, policy_set.id, sites, evaluator)
    stay, reported = held_against(requested.days, sites, sets, evaluator)
    truth = any_of([r.truth for r in results])
    if truth == "not_met":
        evaluator.standing = _levels(lines, ("necessary", "undetermined"))
        could = _results(rule, policy_set.id, _sites(lines, (*STANDING, "undetermined"), evaluator), evaluator)
        evaluator.standing = _levels(lines, ("necessary",))
        if any_of([r.truth for r in could]) != "not_met":
            return undetermined
    gap = all(is_gap(r.tree) for r in results if r.truth != "met")
    return _setting_of(
        requested=requested.kind,
        days=requested.days,
        outcome=_OUTCOME[truth],
        basis="criteria_met" if truth == "met" else ("documentation_gap" if gap else "failed_criterion"),
        stay=stay,
        reported=reported,
        criteria=tuple(results),
    )


def _levels(lines: Sequence[LineOutcome], outcomes: Sequence[OutcomeWord]) -> Standing:
    """Family, level and stage of what came out so."""
    return frozenset(
        (line.family, str(one.level), line.stage) for line in lines for one in line.per_level if one.outcome in outcomes
    )


def _sites(lines: Sequence[LineOutcome], outcomes: Sequence[OutcomeWord], evaluator: Evaluator) -> list[Site]:
    """Where the lines that came out so are asked for."""
    ids = {line.id for line in lines if line.outcome in outcomes}
    return [evaluator.facts.site(line) for line in evaluator.facts.lines if line.id in ids]


def _results(rule: SettingRule, policy: str, sites: Sequence[Site], evaluator: Evaluator) -> list[CriterionResult]:
    """What each criterion of a rule comes to: met where it is at any site."""
    named = {c.id: c for c in rule.criteria}
    results = []
    for criterion in rule.criteria:
        trees = [evaluator.ask(criterion.test, site, named) for site in sites]
        truth = any_of([t.truth for t in trees])
        results.append(
            _result_of(
                id=criterion.id,
                policy=policy,
                family=criterion.family,
                label=criterion.label,
                truth=truth,
                tree=next(t for t in trees if t.truth == truth),
            )
        )
    return results


def rule_for(setting: str, policy_set: PolicySet) -> SettingRule | None:
    """The rule for a requested setting; None where the set has none."""
    return next((rule for rule in policy_set.settings if setting in rule.setting), None)
