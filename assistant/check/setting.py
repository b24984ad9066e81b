"""The requested level of care, judged apart from the procedures and only for lines that stand."""

from collections.abc import Sequence

from ..model.base import NOT_STATED, maker
from ..model.outcome import Basis, CriterionResult, LineOutcome, OutcomeWord, SettingOutcome
from ..model.policy import PolicySet, SettingRule
from .evaluate import Evaluator, is_gap
from .logic import any_of
from .stays import held_against

_OUTCOME: dict[str, OutcomeWord] = {"met": "necessary", "not_met": "not_necessary", "undetermined": "undetermined"}
_setting_of, _result_of = maker(SettingOutcome), maker(CriterionResult)


def setting_outcome(lines: Sequence[LineOutcome], sets: Sequence[PolicySet], evaluator: Evaluator) -> SettingOutcome:
    """By the first of the sets that has rules. Undetermined while no line stands; otherwise supported where any criterion of its rule is met,
    or where it needs none.
    """
    policy_set = next((s for s in sets if s.settings), sets[0])
    requested = evaluator.facts.case.request.setting
    rule = rule_for(requested.kind, policy_set)
    standing = [line for line in lines if line.outcome in ("necessary", "partially_necessary")]
    if requested.kind == NOT_STATED or rule is None or not standing:
        basis: Basis = "no_policy" if rule is None and requested.kind != NOT_STATED else "documentation_gap"
        return _setting_of(requested=requested.kind, days=requested.days, outcome="undetermined", basis=basis)
    if rule.default:
        return _setting_of(requested=requested.kind, days=requested.days, outcome="necessary", basis="criteria_met")
    ids = {line.id for line in standing}
    sites = [evaluator.facts.site(line) for line in evaluator.facts.lines if line.id in ids]
    named = {c.id: c for c in rule.criteria}
    results = []
    for criterion in rule.criteria:
        trees = [evaluator.ask(criterion.test, site, named) for site in sites]
        truth = any_of([t.truth for t in trees])
        results.append(
            _result_of(
                id=criterion.id,
                policy=policy_set.id,
                family=criterion.family,
                label=criterion.label,
                truth=truth,
                tree=next(t for t in trees if t.truth == truth),
            )
        )
    truth = any_of([r.truth for r in results])
    gap = all(is_gap(r.tree) for r in results if r.truth != "met")
    stay, reported = held_against(requested.days, sites, sets, evaluator)
    return _setting_of(
        requested=requested.kind,
        days=requested.days,
        outcome=_OUTCOME[truth],
        basis="criteria_met" if truth == "met" else ("documentation_gap" if gap else "failed_criterion"),
        stay=stay,
        reported=reported,
        criteria=tuple(results),
    )


def rule_for(setting: str, policy_set: PolicySet) -> SettingRule | None:
    """The rule for a requested setting; None where the set has none."""
    return next((rule for rule in policy_set.settings if setting in rule.setting), None)
