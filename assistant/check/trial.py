"""Policy tests: small situations that a clinician can read, each with what a policy should say of it.

A situation names one line, what is on record about it, and the expected answers. What it does not name is filled in:
the request's date, a text for each document, and the document a finding comes from (the first kind whose groups hold
the finding's own group, else the first kind of all). Only documents that state something, or that the situation names,
are on file.
"""

from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import timedelta

from pydantic import Field

from ..model.base import NOT_STATED, Model, NotStated, Side, Status, YesNo
from ..model.case import Case, Document, Finding, Patient, Request, RequestLine, Response, Treatment
from ..model.language import Truth
from ..model.outcome import CriterionResult, LineOutcome, OutcomeWord
from ..pack.pack import Pack
from .checker import check

DAY = Date(2026, 1, 15)
"""Date of a request that gives none."""
BEFORE = timedelta(days=14)
"""How long before the request its documents were written."""
WHOLE = "line"
"""Name of the one question of a line that has no levels."""


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
    of: str | NotStated = NOT_STATED
    grade: str | NotStated = NOT_STATED
    number: float | NotStated = NOT_STATED
    unit: str | NotStated = NOT_STATED
    date: Date | NotStated = NOT_STATED
    document: str | NotStated = NOT_STATED
    """Kind of the document that states it."""


class TrialTreatment(Model):
    """One treatment; as in a case, with the kind of document in place of its id."""

    kind: str
    status: Status = "present"
    region: str | NotStated = NOT_STATED
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


class Trial(Model):
    """One situation."""

    name: str = Field(min_length=1)
    """What it shows, in words."""
    date: Date = DAY
    """Date of the request; the policy versions of that day decide."""
    patient: Patient = Patient()
    line: TrialLine
    others: tuple[TrialLine, ...] = ()
    """Further lines of the request."""
    documents: tuple[str, ...] = ()
    """Kinds of documents on file beside those that state something."""
    findings: tuple[TrialFinding, ...] = ()
    treatments: tuple[TrialTreatment, ...] = ()
    expect: Expected
    known_wrong: str | NotStated = NOT_STATED
    """Why the policy or the checker does not yet say what is expected."""


def case_of(trial: Trial, pack: Pack) -> Case:
    """The situation as a case. Raises KeyError for an unknown finding kind."""
    plain = pack.vocabulary.documents[0].id
    texts: dict[str, list[str]] = {kind: [] for kind in trial.documents}
    findings = []
    for n, f in enumerate(trial.findings):
        document = f.document if f.document != NOT_STATED else usual_document(pack.kind(f.kind).group, pack)
        quote = f"Finding {n}: {f.kind}."
        texts.setdefault(document, []).append(quote)
        findings.append(Finding.model_validate({**_stated(f), "id": f"f{n}", "document": document, "quote": quote}))
    treatments = []
    for n, t in enumerate(trial.treatments):
        document = t.document if t.document != NOT_STATED else plain
        quote = f"Treatment {n}: {t.kind}."
        texts.setdefault(document, []).append(quote)
        treatments.append(Treatment.model_validate({**_stated(t), "id": f"t{n}", "document": document, "quote": quote}))
    if not texts:
        texts[plain] = []
    return Case(
        id="trial",
        question=trial.name,
        date=trial.date,
        pack=pack.name,
        patient=trial.patient,
        request=Request(
            lines=tuple(
                RequestLine.model_validate({**_stated(line), "id": f"l{n}"})
                for n, line in enumerate((trial.line, *trial.others))
            )
        ),
        documents=tuple(
            Document(id=kind, title=kind, kind=kind, date=trial.date - BEFORE, text="\n".join(words) or "Nothing.")
            for kind, words in texts.items()
        ),
        findings=tuple(findings),
        treatments=tuple(treatments),
    )


def disagreements(trial: Trial, policy: str, pack: Pack) -> tuple[str, ...]:
    """Where the checker says something else than expected, each in words; empty where it agrees.

    `policy`: id of the policy that has to decide the line; its set is the one the case is checked under. Raises
    InputError where the set is not in force on the day.
    """
    outcome = check(case_of(trial, pack), pack, policy_set=policy.split("/")[0])
    line = outcome.line("l0")
    if line.policy != policy:
        return (f"the line is decided by {line.policy.replace('_', ' ')}, not by {policy}",)
    return tuple(_compare(trial.expect, line))


def _compare(expected: Expected, line: LineOutcome) -> Iterator[str]:
    if expected.outcome not in (NOT_STATED, line.outcome):
        yield f"the line is {_words(line.outcome)}, not {_words(expected.outcome)}"
    found = {WHOLE if lv.level == NOT_STATED else lv.level: lv for lv in line.per_level}
    for name, word in expected.levels.items():
        level = found.get(name)
        if level is None:
            yield f"{name} is not asked; asked are {', '.join(found)}"
        elif level.outcome != word:
            yield f"{name} is {_words(level.outcome)}, not {_words(word)}"
    for id, truth in expected.criteria.items():
        results = [c for lv in line.per_level for c in lv.criteria if c.id == id]
        if not results:
            yield f"there is no criterion '{id}'"
        wanted = truth if isinstance(truth, dict) else {str(c.level): truth for c in results}
        for name, answer in wanted.items():
            yield from _answers(id, [c for c in results if c.level == name], name, answer)
    waived = sorted({c.id for lv in line.per_level for c in lv.criteria if c.waived_by != NOT_STATED})
    if expected.waived != NOT_STATED and waived != sorted(expected.waived):
        yield f"waived: {', '.join(waived) or 'nothing'}; expected: {', '.join(expected.waived) or 'nothing'}"


def _answers(id: str, results: Sequence[CriterionResult], level: str, wanted: Truth) -> Iterator[str]:
    place = "" if level == NOT_STATED else f" at {level}"
    if not results:
        yield f"the criterion '{id}' is not asked{place}"
    for c in dict.fromkeys(c.tree.truth for c in results):
        if c != wanted:
            yield f"the criterion '{id}' is {_words(c)}{place}, not {_words(wanted)}"


def usual_document(group: str, pack: Pack) -> str:
    """The kind of document in which a finding of a group usually stands."""
    kinds = pack.vocabulary.documents
    return next((k.id for k in kinds if group in k.groups), kinds[0].id)


def _stated(part: Model) -> dict[str, object]:
    """The fields of a part that are given."""
    return {name: getattr(part, name) for name in part.model_fields_set}


def _words(word: str) -> str:
    return word.replace("_", " ")
