"""What the tests of a policy show of it, and what they do not.

A policy is covered where some situation meets it; where each criterion fails alone in one, and is asked of a silent
record in one; and where each waiver opens in one, and in another is spoken of and does not open.
"""

from collections.abc import Iterator, Sequence

from ..model.language import AskCorrelation, AskFinding, AskLine, AskPatient, AskTreatment, Test
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from ..model.policy import Policy
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


def told(goal: str) -> str:
    """A goal that no situation reaches, in words."""
    name, _, what = goal.rpartition(" ")
    return {
        MET: "no situation meets it without a waiver",
        "fails": f"no situation in which '{name}' fails alone",
        "silent": f"no situation in which the record is silent about '{name}'",
        "opens": f"no situation that '{name}' opens",
        "limited": f"no situation that speaks of '{name}' and is not opened by it",
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
