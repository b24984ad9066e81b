"""What the checker computed: a tree of criteria, three-valued, with the facts that decided each."""

from typing import Literal

from .base import NOT_STATED, Model, NotStated, Side
from .language import Truth

OutcomeWord = Literal["necessary", "partially_necessary", "not_necessary", "undetermined", "incidental"]
Basis = Literal["criteria_met", "failed_criterion", "documentation_gap", "restriction", "no_policy", "levels_differ"]
Action = Literal["approve", "request_information", "refer_to_physician"]
Reason = Literal[
    "shown",
    "refuted",
    "silent",
    "unreported",
    "presumed",
    "no_value",
    "uncertain",
    "second_hand",
    "conflict",
    "mismatch",
    "too_short",
    "incomplete",
    "undated",
    "outdated",
    "computed",
]
"""Why a question has its answer. `no_value`: named but not graded or measured. `second_hand`: stated only in a document that does not
prove it. `mismatch`: signs are documented, and fit no root of the level. `incomplete`: dates, duration, form or response missing.
`undated`: of a day that the record does not tell, where only what is recent counts.
`outdated`: from before the time that counts, or before an operation since."""


class Node(Model):
    """One node of the explanation tree."""

    operator: str
    """Operator of the test."""
    label: str
    """What is asked."""
    truth: Truth
    reason: Reason = "computed"
    findings: tuple[str, ...] = ()
    """Ids of the findings that decided it, or that were found wanting."""
    treatments: tuple[str, ...] = ()
    """Ids of the treatments."""
    detail: dict[str, str] = {}
    """Figures the checker computed, for sentences (`weeks`, `roots` ...)."""
    children: tuple["Node", ...] = ()
    remedy: str | NotStated = NOT_STATED
    documentable: bool = True
    """Whether a further document could still show it."""


class CriterionResult(Model):
    """One criterion, answered for one level or for the line."""

    id: str
    """Criterion id."""
    policy: str
    """Policy id."""
    family: str
    label: str
    level: str | NotStated = NOT_STATED
    """Level it was answered for; not stated where the line answers it as a whole."""
    truth: Truth
    """As tested."""
    waived_by: str | NotStated = NOT_STATED
    """Exception that waives it."""
    tree: Node

    @property
    def effective(self) -> Truth:
        """After exceptions."""
        return "met" if self.waived_by != NOT_STATED else self.truth


class ExceptionResult(Model):
    """One exception, answered for one level or the line."""

    id: str
    label: str
    truth: Truth
    waives: tuple[str, ...]
    tree: Node


class Change(Model):
    """One of the smallest sets of documentable facts that would make a level necessary."""

    criteria: tuple[str, ...]
    """Criteria to be shown."""
    steps: tuple[str, ...]
    """What to supply, in words."""


class LevelOutcome(Model):
    """One line at one level."""

    level: str | NotStated
    """Not stated where the line names no level or has none."""
    outcome: OutcomeWord
    basis: Basis
    criteria: tuple[CriterionResult, ...] = ()
    exceptions: tuple[ExceptionResult, ...] = ()
    changes: tuple[Change, ...] = ()
    """What would change it; empty where nothing documentable would."""


class RestrictionResult(Model):
    """A restriction that applies to a line."""

    id: str
    kind: Literal["incidental", "coding_note"]
    lines: tuple[str, ...]
    """The other lines that trigger it; empty where it is only told."""
    applies: bool
    """False: told because the code carries it, though nothing in the request triggers it."""


class AlternativeResult(Model):
    """A lesser or another procedure, itself checked."""

    line: str
    """Line it would replace."""
    kind: Literal["fewer_levels", "one_side", "lesser_procedure", "other_procedure"]
    procedure: str
    levels: tuple[str, ...]
    """Levels at which it qualifies or could."""
    side: Side = NOT_STATED
    """The one side that qualifies or could, where both are requested."""
    outcome: OutcomeWord
    """Outcome of the alternative as documented today."""
    policy: str
    criteria: tuple[CriterionResult, ...] = ()
    """What is still open for it."""
    grounds: tuple[str, ...] = ()


class LineOutcome(Model):
    """One requested line."""

    id: str
    code: str
    procedure: str
    """Noun phrase of the procedure."""
    family: str
    """Procedure family."""
    levels: tuple[str, ...]
    side: Side
    stage: int | NotStated
    outcome: OutcomeWord
    basis: Basis
    policy: str | NotStated
    """Policy that decided; not stated where none was found."""
    policy_set: str | NotStated
    """Set the policy came from (the fallback's where the set has none)."""
    per_level: tuple[LevelOutcome, ...]
    criteria: tuple[CriterionResult, ...]
    """All criteria of all levels, each once."""
    restrictions: tuple[RestrictionResult, ...] = ()
    warnings: tuple[str, ...] = ()
    """Consistency of code, level, region, side."""


class StageOutcome(Model):
    """Lines of one stage, rolled up."""

    stage: int | NotStated
    lines: tuple[str, ...]
    outcome: OutcomeWord


Stay = Literal["within", "beyond", "no_source", "not_stated"]


class SettingOutcome(Model):
    """The requested level of care."""

    requested: str
    days: int | NotStated
    outcome: OutcomeWord
    basis: Basis
    stay: Stay = NOT_STATED
    """Whether the days asked for in hospital are no more than the stay that sources report after what stands, rounded up to whole days. Not
    stated where no days are asked for, or nothing stands."""
    reported: tuple[str, ...] = ()
    """Ids of the stays that were held against them, the longest first."""
    criteria: tuple[CriterionResult, ...] = ()


class BearingResult(Model):
    """Something studied that the record shows of this patient, for one line at one level."""

    id: str
    line: str
    level: str | NotStated = NOT_STATED
    findings: tuple[str, ...] = ()
    """What of the record meets it."""
    treatments: tuple[str, ...] = ()


class Outcome(Model):
    """What the rules say of a case."""

    case: str
    policy_set: str
    policy_version: str
    as_of: str
    """Date whose policy versions apply (ISO)."""
    disposition: str
    overall: OutcomeWord
    """The logical outcome."""
    determination: OutcomeWord
    """After the disposition."""
    action: Action
    stages: tuple[StageOutcome, ...]
    lines: tuple[LineOutcome, ...]
    setting: SettingOutcome
    alternatives: tuple[AlternativeResult, ...] = ()
    bearings: tuple[BearingResult, ...] = ()
    """What was studied in patients like this one: weighed in the document, and deciding nothing."""
    warnings: tuple[str, ...] = ()

    def line(self, id: str) -> LineOutcome:
        """The line of that id; KeyError where there is none."""
        for line in self.lines:
            if line.id == id:
                return line
        raise KeyError(id)
