"""A case: what is asked, and the record that came with it."""

from datetime import date as Date
from typing import Literal

from pydantic import Field, model_validator

from .base import NOT_STATED, Model, NotStated, Side, Status, YesNo
from .when import When, earliest, latest

Response = Literal["resolved", "improved", "partial", "none", "worse", "not_stated"]
Claimed = Literal["present", "absent", "not_stated"]
SettingKind = Literal["inpatient", "outpatient", "observation", "ambulatory_centre", "not_stated"]


class Place(Model):
    """Where a fact stands in the file it was read from, for error messages."""

    file: str
    """Path as given by the user."""
    line: int
    """First line, counted from 1."""


class Document(Model):
    """One document of the record."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    """Short name, unique in the case, for instance `mri`."""
    title: str = Field(min_length=1)
    """What a reader calls it, for instance `MRI of the cervical spine`."""
    kind: str
    """A document kind of the vocabulary; policies say which kinds prove what."""
    date: Date | NotStated = NOT_STATED
    """Date of the service or report."""
    author: str | NotStated = NOT_STATED
    """Role of the author, never a name."""
    text: str = Field(min_length=1)
    """The document, verbatim."""
    within: str | NotStated = NOT_STATED
    """Id of the document that reproduces it, where it is on file only there."""
    weeks_back: float | NotStated = NOT_STATED
    """Weeks before the document that reproduces it that it lies back, at most, where that one says so and names no day."""
    excerpt: bool = False
    """Whether that document gives no more than some of its words, so that its silence says nothing."""


class Finding(Model):
    """One typed fact of the record, with the words that state it."""

    id: str
    """Unique in the case."""
    kind: str
    """A finding kind of the vocabulary."""
    status: Status = "present"
    """Whether the record states it, denies it, or leaves it open."""
    claimed: Claimed = NOT_STATED
    """What a document that proves nothing, such as the question, says of it; its status is then `uncertain`."""
    levels: tuple[str, ...] = ()
    """Levels it concerns; empty where it concerns the region or the whole person."""
    region: str | NotStated = NOT_STATED
    """Region, where no level is given."""
    side: Side = NOT_STATED
    """Side, as stated."""
    location: str | NotStated = NOT_STATED
    """Place within a level, where the words give one and the kind does not."""
    of: str | NotStated = NOT_STATED
    """The structure examined, by its id in the anatomy."""
    grade: str | NotStated = NOT_STATED
    """Step on the graded scale of its kind."""
    number: float | NotStated = NOT_STATED
    """Measured value, in `unit`."""
    unit: str | NotStated = NOT_STATED
    """Unit of `number`."""
    date: Date | NotStated = NOT_STATED
    """Date of the observation; the document's date where not given."""
    weeks_back: float | NotStated = NOT_STATED
    """Weeks before its document that it was seen, at most, where the words say so and name no day."""
    times: int | NotStated = NOT_STATED
    """How many occasions one statement tells of ("each of the two blocks"); one where not given."""
    nth: int | NotStated = NOT_STATED
    """Which of several occasions it tells of, counted from the first: 2 for "the second block"."""
    document: str
    """Id of the document that states it."""
    quote: str = Field(min_length=1)
    """The verbatim words."""
    page: int | NotStated = NOT_STATED
    """Page that holds the words, where the file of the document has pages."""


class Treatment(Model):
    """One conservative or surgical treatment, with the words that state it."""

    id: str
    """Unique in the case."""
    kind: str
    """A treatment kind of the vocabulary."""
    status: Status = "present"
    """Received, expressly not received, or unclear."""
    claimed: Claimed = NOT_STATED
    """What a document that proves nothing says of it; its status is then `uncertain`."""
    region: str | NotStated = NOT_STATED
    """The body region it was given for."""
    levels: tuple[str, ...] = ()
    """Levels it was given at, where the record names them."""
    side: Side = NOT_STATED
    """Side it was given on, where the record names it."""
    supervised: YesNo = NOT_STATED
    """Formal, in person, under a professional."""
    start: When = NOT_STATED
    """First day, or its month (`2026-03`), season (`2026-21`, the spring) or year where the record names no day."""
    end: When = NOT_STATED
    """Last day, or its month, season or year."""
    weeks_back: float | NotStated = NOT_STATED
    """Weeks before its document that it ended, at most, where the words say so and name no day."""
    weeks: float | NotStated = NOT_STATED
    """Duration where the record gives it without dates."""
    sessions: int | NotStated = NOT_STATED
    """Number of visits."""
    response: Response = NOT_STATED
    """What it achieved."""
    document: str
    """Id of the document that states it."""
    quote: str = Field(min_length=1)
    """The verbatim words."""
    response_quote: str | NotStated = NOT_STATED
    """The verbatim words of the response, where the document tells it apart from the treatment."""
    page: int | NotStated = NOT_STATED
    """Page that holds the words, where the file of the document has pages."""

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Treatment":
        start, end = earliest(self.start), latest(self.end)
        if start != NOT_STATED and end != NOT_STATED and end < start:
            raise ValueError(f"treatment {self.id!r} ends ({self.end}) before it starts ({self.start})")
        return self


class Diagnosis(Model):
    """A diagnosis of the request."""

    code: str
    """Diagnosis code."""
    text: str | NotStated = NOT_STATED
    """As worded in the request."""


class RequestLine(Model):
    """One requested procedure."""

    id: str
    """Unique in the case, for instance `a`."""
    code: str = Field(pattern=r"^[0-9A-Z]{5}$")
    """Procedure code."""
    description: str | NotStated = NOT_STATED
    """As worded in the request; shown where the code table has no words."""
    levels: tuple[str, ...] = ()
    """Requested levels; ranges expand. Empty where the request names none."""
    side: Side = NOT_STATED
    """Requested side."""
    stage: int | NotStated = NOT_STATED
    """Stage of a staged operation, from 1."""


class RequestedSetting(Model):
    """Where the procedures are asked to take place."""

    kind: SettingKind = NOT_STATED
    """Level of care asked for."""
    days: int | NotStated = NOT_STATED
    """Days asked for."""


class Request(Model):
    """What is asked."""

    lines: tuple[RequestLine, ...] = Field(min_length=1)
    """The procedures, in the order of the request."""
    setting: RequestedSetting = RequestedSetting()
    """Level of care and days."""
    diagnoses: tuple[Diagnosis, ...] = ()
    """Diagnoses on the request."""


class Patient(Model):
    """What the determination needs to know of the person; never a name or number."""

    age: int | NotStated = NOT_STATED
    """Years at the date of the request."""
    sex: Literal["female", "male", "not_stated"] = NOT_STATED
    """Sex as recorded."""


class Case(Model):
    """A request and its record: the input of everything."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    """File-safe name."""
    question: str = Field(min_length=1)
    """The question in words."""
    title: str | NotStated = NOT_STATED
    """Short name of the operation asked for, used in the heading."""
    date: Date
    """Date of the request: look-back windows count from here."""
    pack: str = "spine"
    """Policy pack (specialty) whose words the findings use."""
    patient: Patient = Patient()
    """Age and sex."""
    payer: str | NotStated = NOT_STATED
    """Who is to pay, by name: chooses the policy set where neither the question nor whoever asks names one."""
    request: Request
    """The lines, the setting, the diagnoses."""
    documents: tuple[Document, ...] = Field(min_length=1)
    """The record."""
    findings: tuple[Finding, ...] = ()
    """Typed facts read from the record."""
    treatments: tuple[Treatment, ...] = ()
    """Treatments read from the record."""

    def document(self, id: str) -> Document:
        """The document of that id; KeyError where there is none."""
        for document in self.documents:
            if document.id == id:
                return document
        raise KeyError(id)
