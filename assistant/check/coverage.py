"""What the tests of a policy, or of a set, show of it, and what they do not.

A policy is covered where some situation meets it; where each criterion fails alone in one, and is asked of a silent
record in one; and where each waiver opens in one, and in another is spoken of and does not open. A set is covered where
each common criterion is unmet in some situation, each restriction applies in one and not in another, and each level of
care that needs a reason is supported by each of its criteria alone, and unsupported in one.
"""

from collections.abc import Iterator, Sequence

from ..model.language import AskCorrelation, AskFinding, AskLine, AskPatient, AskTreatment, Test
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome, Outcome
from ..model.policy import Policy, PolicySet
from ..model.trial import Trial
from ..pack.lint_tests import parts_of
from .evaluate import deciding

MET = "met"
_RECORD = ("finding", "treatment", "correlation", "patient")
_SILENT = ("silent", "presumed", "unreported")


def goals(policy: Policy) -> tuple[str, ...]:
    """What the tests of a policy have to show, each by its name."""
    found = [MET]
    for c in policy.criteria:
        found.append(f"{c.id} fails")
        if any(isinstance(p, AskFinding | AskTreatment | AskCorrelation | AskPatient) for p, _ in parts_of(c.test, ())):
            found.append(f"{c.id} silent")
    return (*found, *(f"{w.id} {what}" for w in policy.exceptions for what in ("opens", "limited")))


def goals_of_set(policy_set: PolicySet) -> tuple[str, ...]:
    """What the tests of a set have to show, beside those of its policies."""
    rules = [rule for rule in policy_set.settings if not rule.default]
    return (
        *(f"{c.id} unmet" for c in policy_set.common),
        *(f"{r.id} {what}" for r in policy_set.restrictions for what in ("applies", "idle")),
        *(f"{c.id} supports" for rule in rules for c in rule.criteria),
        *(f"{'/'.join(rule.setting)} unsupported" for rule in rules),
    )


def reached_of_set(trial: Trial, policy_set: PolicySet, outcome: Outcome, line: LineOutcome) -> set[str]:
    """The goals of a set that a situation reaches."""
    expect = trial.expect
    common = {c.id for c in policy_set.common if c.id in expect.criteria}
    found = {f"{c.id} unmet" for c in line.criteria if c.id in common and c.effective != "met"}
    if expect.restrictions != "not_stated":
        found |= {f"{r.id} {'applies' if r.applies else 'idle'}" for r in line.restrictions}
        told = {r.id for r in line.restrictions}
        found |= {f"{r.id} idle" for r in policy_set.restrictions if r.id not in told and line.code in r.codes}
    if expect.setting == "necessary":
        met = [c.id for c in outcome.setting.criteria if c.truth == "met"]
        found |= {f"{met[0]} supports"} if len(met) == 1 else set()
    if expect.setting == "not_necessary":
        found |= {
            f"{'/'.join(rule.setting)} unsupported" for rule in policy_set.settings if trial.setting in rule.setting
        }
    return found


def told(goal: str) -> str:
    """A goal that no situation reaches, in words."""
    name, _, what = goal.rpartition(" ")
    return {
        MET: "no situation meets it without a waiver",
        "fails": f"no situation in which '{name}' fails alone",
        "silent": f"no situation in which the record is silent about '{name}'",
        "opens": f"no situation that '{name}' opens",
        "limited": f"no situation that speaks of '{name}' and is not opened by it",
        "unmet": f"no situation in which '{name}' is not met",
        "applies": f"no situation to which the restriction '{name}' applies",
        "idle": f"no situation with a code of the restriction '{name}' to which it does not apply",
        "supports": f"no situation in which '{name}' alone supports the level of care",
        "unsupported": f"no situation in which {name} care is not supported",
    }[what]


def reached(trial: Trial, policy: Policy, line: LineOutcome) -> set[str]:
    """The goals that a situation reaches, by what it expects and what came of it."""
    return {goal for level in line.per_level for goal in _of_level(trial, policy, level)}


def _of_level(trial: Trial, policy: Policy, level: LevelOutcome) -> Iterator[str]:
    waived = {str(c.waived_by) for c in level.criteria} - {"not_stated"}
    necessary = level.outcome == "necessary" and "necessary" in (trial.expect.outcome, *trial.expect.levels.values())
    if necessary and not waived:
        yield MET
    failing = [c for c in level.criteria if c.effective != "met"]
    for c in level.criteria:
        if c.id not in trial.expect.criteria:
            continue
        if failing == [c] and c.effective == "not_met":
            yield f"{c.id} fails"
        if _is_silent(c, trial):
            yield f"{c.id} silent"
    if trial.expect.waived == "not_stated":
        return
    open_ = {c.id for c in failing}
    for waiver in policy.exceptions:
        (result,) = (e for e in level.exceptions if e.id == waiver.id)
        if necessary and waiver.id in waived:
            yield f"{waiver.id} opens"
        if result.truth != "met" and open_.intersection(waiver.waives) and _speaks_of(trial, waiver.when):
            yield f"{waiver.id} limited"


def _is_silent(result: CriterionResult, trial: Trial) -> bool:
    """Whether what decided the answer was the record's silence."""
    asked = [leaf for leaf in deciding(result.tree) if leaf.operator in _RECORD]
    unnamed = not trial.patient.model_fields_set
    return bool(asked) and all(x.reason in _SILENT or (x.operator == "patient" and unnamed) for x in asked)


def _speaks_of(trial: Trial, when: Test) -> bool:
    """Whether a situation holds something of the kind that a waiver asks for; one that asks the request always speaks."""
    parts = tuple(part for part, _ in parts_of(when, ()))
    kinds = _kinds(parts)
    return not kinds or any(isinstance(p, AskLine) for p in parts) or not kinds.isdisjoint(trial.kinds())


def _kinds(parts: Sequence[Test]) -> set[str]:
    found: set[str] = set()
    for part in parts:
        match part:
            case AskFinding():
                found.update(part.finding.kinds)
            case AskTreatment():
                found.update(part.treatment.kinds)
            case AskCorrelation():
                found.update(part.correlation.signs)
            case _:
                pass
    return found
