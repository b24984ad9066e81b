"""Small cases and policies over the real pack, for asking the checker one question at a time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from assistant.check import check
from assistant.model.case import Case, Document, Finding, Request, RequestedSetting, RequestLine, Treatment
from assistant.model.outcome import CriterionResult, LevelOutcome, Node, Outcome
from assistant.model.policy import Criterion, Effective, Policy, PolicySet, Waiver
from assistant.pack import Pack, load_pack

DAY = date(2026, 3, 2)
"""Date of every synthetic request."""
ALWAYS = Effective(start=date(2020, 1, 1))
GROUND = "premera-spine-fusion-adults#f05"

DOCUMENTS = (
    Document(id="mri", title="MRI report", kind="mri_report", date=date(2026, 2, 1), text="MRI."),
    Document(id="old_mri", title="Earlier MRI report", kind="mri_report", date=date(2023, 2, 1), text="Earlier MRI."),
    Document(id="xray", title="Radiograph report", kind="radiograph_report", date=date(2026, 2, 10), text="Films."),
    Document(id="note", title="Surgeon's note", kind="surgeon_note", date=date(2026, 2, 15), text="Note."),
    Document(id="letter", title="Request letter", kind="request_letter", date=date(2026, 2, 20), text="Letter."),
    Document(id="undated", title="MRI report without a date", kind="mri_report", text="MRI."),
)


@cache
def pack() -> Pack:
    """The real pack."""
    return load_pack()


class With:
    """The real pack with other policy sets."""

    def __init__(self, *sets: PolicySet) -> None:
        self._sets = {s.id: s for s in sets}
        self.default_policy_set = sets[0].id

    def policy_set(self, id: str, as_of: date) -> PolicySet:
        return self._sets[id]

    def __getattr__(self, name: str) -> Any:
        return getattr(pack(), name)


def finding(kind: str, **fields: Any) -> Finding:
    """A finding of the MRI unless told otherwise; its id is its kind and fields unless given."""
    plain = {"kind": kind, "document": "mri", "quote": "MRI.", **fields}
    return Finding(**{"id": f"f-{'-'.join(str(v) for k, v in plain.items() if k != 'quote')}", **plain})


def treatment(kind: str = "physical_therapy", **fields: Any) -> Treatment:
    """A treatment of the note unless told otherwise."""
    plain = {"kind": kind, "document": "note", "quote": "Note.", **fields}
    return Treatment(**{"id": f"t-{'-'.join(str(v) for k, v in plain.items() if k != 'quote')}", **plain})


def line(id: str = "a", code: str = "22612", levels: Sequence[str] = (), **fields: Any) -> RequestLine:
    return RequestLine(id=id, code=code, levels=tuple(levels), **fields)


def case(
    lines: Iterable[RequestLine],
    findings: Iterable[Finding] = (),
    treatments: Iterable[Treatment] = (),
    documents: Iterable[Document] = DOCUMENTS,
    setting: str = "inpatient",
) -> Case:
    return Case(
        id="synthetic",
        question="Is it necessary?",
        date=DAY,
        request=Request(lines=tuple(lines), setting=RequestedSetting(kind=setting)),
        documents=tuple(documents),
        findings=tuple(findings),
        treatments=tuple(treatments),
    )


def criterion(test: Mapping[str, Any], id: str = "asked", **fields: Any) -> Criterion:
    whole = {"id": id, "family": "imaging", "label": id, "text": id, "needs": id, "grounds": (GROUND,), "remedy": id}
    return TypeAdapter(Criterion).validate_python({**whole, "test": test, **fields})


def waiver(when: Mapping[str, Any], *waives: str, **fields: Any) -> Waiver:
    whole = {"id": "waiver", "label": "waiver", "text": "waiver", "grounds": (GROUND,), "waives": waives}
    return TypeAdapter(Waiver).validate_python({**whole, "when": when, **fields})


def policy(
    *criteria: Criterion, id: str = "own/asked", codes: Sequence[str] = ("22612", "22551"), **fields: Any
) -> Policy:
    whole = {"title": id, "procedure": "other", "version": "1", "fidelity": "synthesis", "sources": ("own",)}
    return Policy(id=id, codes=tuple(codes), effective=ALWAYS, criteria=criteria, **{**whole, **fields})


def policies(*each: Policy, **fields: Any) -> PolicySet:
    return PolicySet(id="own", title="own", version="1", description="own", effective=ALWAYS, policies=each, **fields)


def outcome(asked: Case, *each: Policy, **fields: Any) -> Outcome:
    """What the checker says of a case under these policies alone."""
    return check(asked, With(policies(*each, **fields)))  # type: ignore[arg-type]


def ask(
    test: Mapping[str, Any],
    findings: Iterable[Finding] = (),
    treatments: Iterable[Treatment] = (),
    *,
    levels: Sequence[str] = ("L4-5",),
    side: str = "not_stated",
    code: str = "22612",
    scope: str = "level",
) -> Node:
    """The answer of one test at the first level of one line. Only documents that state something are on file, and the letter."""
    found, given = tuple(findings), tuple(treatments)
    used = {"letter", *(fact.document for fact in (*found, *given))}
    documents = [d for d in DOCUMENTS if d.id in used]
    asked = case([line(code=code, levels=levels, side=side)], found, given, documents)
    result = outcome(asked, policy(criterion(test, scope=scope), codes=(code,)))
    return result.lines[0].per_level[0].criteria[0].tree


def at(found: Outcome, line_id: str, level: str) -> LevelOutcome:
    """One level of a line."""
    return next(lv for lv in found.line(line_id).per_level if lv.level == level)


def result(level: LevelOutcome, id: str) -> CriterionResult:
    """One criterion of a level."""
    return next(c for c in level.criteria if c.id == id)
