"""Small cases under the payers' sets: one request, a record that meets it, and what is changed in it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from assistant.check import check
from assistant.model.case import (
    Case,
    Document,
    Finding,
    Patient,
    Request,
    RequestedSetting,
    RequestLine,
    SettingKind,
    Treatment,
)
from assistant.model.outcome import CriterionResult, Outcome
from assistant.pack import Pack, load_pack

DAY = date(2026, 3, 2)
"""Date of every synthetic request."""
DOCUMENTS = (
    Document(id="mri", title="MRI report", kind="mri_report", date=date(2026, 2, 1), text="MRI."),
    Document(id="note", title="Surgeon's note", kind="surgeon_note", date=date(2026, 2, 15), text="Note."),
    Document(id="lab", title="Laboratory report", kind="laboratory_report", date=date(2026, 2, 20), text="Laboratory."),
)


@cache
def pack() -> Pack:
    """The real pack."""
    return load_pack()


def finding(kind: str, document: str = "note", **fields: Any) -> Finding:
    """A finding of the surgeon's note unless told otherwise; its id is made of what it says."""
    said = "-".join(str(v) for v in (kind, document, *fields.values()))
    return Finding(id=f"f-{said}", kind=kind, document=document, quote="As stated.", **fields)


def treatment(kind: str, **fields: Any) -> Treatment:
    """A treatment that failed, for any region, told in the surgeon's note."""
    said = "-".join(str(v) for v in (kind, *fields.values()))
    return Treatment(
        **{"id": f"t-{said}", "kind": kind, "response": "none", "document": "note", "quote": "As stated.", **fields}
    )


def case(
    code: str,
    levels: Sequence[str] = (),
    findings: Iterable[Finding] = (),
    treatments: Iterable[Treatment] = (),
    age: int = 50,
    day: date = DAY,
    setting: SettingKind = "outpatient",
    others: Iterable[RequestLine] = (),
) -> Case:
    """A request for one code, with further lines where given."""
    return Case(
        id="synthetic",
        question="Is it necessary?",
        date=day,
        patient=Patient(age=age),
        request=Request(
            lines=(RequestLine(id="a", code=code, levels=tuple(levels), side="left"), *others),
            setting=RequestedSetting(kind=setting),
        ),
        documents=DOCUMENTS,
        findings=tuple(findings),
        treatments=tuple(treatments),
    )


def decide(asked: Case, policy_set: str) -> Outcome:
    """The outcome under a set."""
    return check(asked, pack(), policy_set=policy_set)


def criterion(outcome: Outcome, id: str, line: int = 0) -> CriterionResult:
    """What a criterion of a line came to, at its first level."""
    return next(c for c in outcome.lines[line].criteria if c.id == id)
