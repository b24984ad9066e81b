"""A bundle to what a case is made of."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from ...errors import InputError, Problem, Where
from ...model.base import NOT_STATED, NotStated
from ...model.case import Patient
from ..text.record import Reader
from ..text.request import Asked, requests_of
from ..text.sources import Source
from .coding import load_coding
from .dates import day
from .documents import Texts
from .payer import payers_of
from .request import Requests
from .resources import READ, Resources, resources_of
from .statements import Stated

FRAME: Final = (
    "Practitioner", "PractitionerRole", "Location", "Medication", "Questionnaire", "Provenance", "Task",
    "Composition", "Device", "RelatedPerson", "CareTeam", "MessageHeader", "ImagingStudy", "Specimen", "Endpoint", "HealthcareService",
    "BodyStructure",
)  # fmt: skip
"""Types that frame a record and state nothing that a case takes up."""
SEXES: Final[tuple[Literal["female", "male"], ...]] = ("female", "male")


@dataclass
class Given:
    """What bundles state."""

    sources: list[Source] = field(default_factory=list)
    asked: Asked | None = None
    day: date | NotStated = NOT_STATED
    patient: Patient = Patient()  # noqa: RUF009 (a frozen value)
    payer: str | NotStated = NOT_STATED
    problems: list[Problem] = field(default_factory=list)


def read_bundles(bundles: Sequence[tuple[str, bytes]], reader: Reader, told: Callable[[str], None]) -> Given:
    """What bundles state, together one record.

    Raises:
        InputError: a bundle cannot be read, or speaks of several persons.
        CorpusError: the codes of the pack are wrong.
    """
    coding = load_coding(reader.pack)
    given = Given()
    payers: set[str] = set()
    for name, data in bundles:
        told("reading the bundle")
        resources = resources_of(name, data)
        patient = _patient(resources)
        asked, when = Requests(resources, coding, requests_of(reader.lexicon)).read()
        given.sources += Texts(resources, coding, told).sources()
        given.sources += Stated(resources, coding, reader.pack).sources()
        if asked is not None:
            given.asked = asked if given.asked is None else given.asked.with_lines(asked)
            given.day = when if given.day == NOT_STATED or (when != NOT_STATED and when > given.day) else given.day
        payers |= payers_of(resources)
        if patient is not None:
            age = _age(patient.get("birthDate"), when)
            sex = next((s for s in SEXES if s == patient.get("gender")), NOT_STATED)
            given.patient = Patient(age=age, sex=sex)
        others = Counter(r["resourceType"] for _, r in resources.rows if r["resourceType"] not in (*READ, *FRAME))
        if others:
            listed = ", ".join(f"{n} {type_}" for type_, n in sorted(others.items()))
            resources.tell("", f"not read: {listed}.", "Look at them where they may matter.")
        given.problems += resources.problems
    given.payer = payers.pop() if len(payers) == 1 else NOT_STATED
    return given


def _patient(resources: Resources) -> dict[str, str] | None:
    people = {str(r.get("id", place)): r for place, r in resources.of("Patient")}
    if len(people) > 1:
        raise InputError(
            f"this bundle speaks of {len(people)} persons.",
            where=Where(resources.name),
            remedy="Give one for each person.",
        )
    return dict(next(iter(people.values()))) if people else None


def _age(born: object, when: date | NotStated) -> int | NotStated:
    """Full years at the day of the request."""
    first = day(born)
    if first == NOT_STATED or when == NOT_STATED:
        return NOT_STATED
    return when.year - first.year - ((when.month, when.day) < (first.month, first.day))
