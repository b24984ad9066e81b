"""Policy tests as data: small situations that a clinician can read, each with what a policy should say of it."""

from datetime import date as Date

from pydantic import Field, model_validator

from .base import NOT_STATED, Model, NotStated, Side, Status, YesNo
from .case import Patient, Response, SettingKind
from .language import Truth
from .outcome import OutcomeWord, Stay

DAY = Date(2026, 1, 15)
"""Date of a request that gives none."""


class TrialLine(Model):
    """The line that is asked."""

    code: str
    levels: tuple[str, ...] = ()
    side: Side = NOT_STATED
    stage: int | NotStated = NOT_STATED


class TrialFinding(Model):
    """One finding; as in a case, with the kind of document in place of its id."""

    kind: str
    status: Status = "present"
    levels: tuple[str, ...] = ()
    region: str | NotStated = NOT_STATED
    side: Side = NOT_STATED
    location: str | NotStated = NOT_STATED
    of: str | NotStated = NOT_STATED
    grade: str | NotStated = NOT_STATED
    number: float | NotStated = NOT_STATED
    unit: str | NotStated = NOT_STATED
    date: Date | NotStated = NOT_STATED
    times: int | NotStated = NOT_STATED
    nth: int | NotStated = NOT_STATED
    document: str | NotStated = NOT_STATED
    """Kind of the document that states it."""


class TrialTreatment(Model):
    """One treatment; as in a case, with the kind of document in place of its id."""

    kind: str
    status: Status = "present"
    region: str | NotStated = NOT_STATED
    levels: tuple[str, ...] = ()
    side: Side = NOT_STATED
    supervised: YesNo = NOT_STATED
    start: Date | NotStated = NOT_STATED
    end: Date | NotStated = NOT_STATED
    weeks: float | NotStated = NOT_STATED
    sessions: int | NotStated = NOT_STATED
    response: Response = NOT_STATED
    document: str | NotStated = NOT_STATED
    """Kind of the document that states it."""


class Expected(Model):
    """What the policy should say. What is not named is not asked."""

    outcome: OutcomeWord | NotStated = NOT_STATED
    """Of the line."""
    levels: dict[str, OutcomeWord] = {}
    """By level; `line` where the line has none."""
    criteria: dict[str, Truth | dict[str, Truth]] = {}
    """Answers before waivers: one for all levels, or one for each level."""
    waived: tuple[str, ...] | NotStated = NOT_STATED
    """All criteria that a waiver opens, at any level; an empty list: none."""
    restrictions: tuple[str, ...] | NotStated = NOT_STATED
    """All restrictions that apply to the line; an empty list: none."""
    setting: OutcomeWord | NotStated = NOT_STATED
    """Of the level of care."""
    stay: Stay = NOT_STATED
    """How the days asked for compare with the stay that sources report."""
    supports: dict[str, Truth] = {}
    """Answers of the criteria for the level of care."""


class Trial(Model):
    """One situation."""

    name: str = Field(min_length=1)
    """What it shows, in words."""
    date: Date = DAY
    """Date of the request; the policy versions of that day decide."""
    like: str | NotStated = NOT_STATED
    """Name of an earlier situation that this one repeats but for what it says itself; answers to criteria carry over."""
    without: tuple[str, ...] = ()
    """Kinds of findings, treatments and documents of that situation that are left out here."""
    patient: Patient = Patient()
    setting: SettingKind = NOT_STATED
    """Level of care requested."""
    days: int | NotStated = NOT_STATED
    """Days asked for."""
    line: TrialLine | NotStated = NOT_STATED
    others: tuple[TrialLine, ...] = ()
    """Further lines of the request."""
    documents: tuple[str, ...] = ()
    """Kinds of documents on file beside those that state something."""
    findings: tuple[TrialFinding, ...] = ()
    treatments: tuple[TrialTreatment, ...] = ()
    expect: Expected
    known_wrong: str | NotStated = NOT_STATED
    """Why the policy or the checker does not yet say what is expected."""

    @model_validator(mode="after")
    def _is_complete(self) -> "Trial":
        if NOT_STATED == self.line == self.like:
            raise ValueError("a situation needs a line, or 'like' with the name of an earlier situation")
        if self.without and self.like == NOT_STATED:
            raise ValueError("'without' leaves something out of the situation named by 'like', and there is none")
        return self

    def after(self, base: "Trial") -> "Trial":
        """This situation, with what it does not say itself taken from the one that it is like."""
        own: dict[str, object] = {
            name: getattr(self, name)
            for name in ("date", "patient", "setting", "days", "line", "others")
            if name in self.model_fields_set
        }
        said = {name: getattr(self.expect, name) for name in self.expect.model_fields_set}
        carried = {
            "criteria": {**base.expect.criteria, **self.expect.criteria},
            "supports": {**base.expect.supports, **self.expect.supports},
        }
        return base.model_copy(
            update={
                **own,
                "name": self.name,
                "known_wrong": self.known_wrong,
                "documents": (*(d for d in base.documents if d not in self.without), *self.documents),
                "findings": (*(f for f in base.findings if f.kind not in self.without), *self.findings),
                "treatments": (*(t for t in base.treatments if t.kind not in self.without), *self.treatments),
                "expect": Expected(waived=base.expect.waived).model_copy(update={**said, **carried}),
            }
        )

    def kinds(self) -> set[str]:
        """Kinds of all that is on record."""
        return {*self.documents, *(f.kind for f in self.findings), *(t.kind for t in self.treatments)}


class PolicyTests(Model):
    """The file of tests of one policy."""

    situations: tuple[Trial, ...]
    cannot: dict[str, str] = {}
    """What no situation can show, by the name that `assistant policy test` tells it by, each with the reason."""
