"""Verdicts and answers of criteria turned round, in every place where a document gives one."""

from collections.abc import Iterator
from random import Random

from assistant.model.document import Statement

from ..subjects import Subject
from .mutant import STRICT, before_end, changes, rewritten, with_text

_REFUSED = r"\bnot (?:medically )?necessary\b(?! goes)"
_OPEN = r"\bundetermined\b|\bcannot be determined(?: yet)?(?= on|\b)"
_GIVEN = r"(?<!not )(?<!not medically )(?<!partially )(?<!make )(?<!makes )(?<!become )(?<!remain )\b(?:medically )?necessary\b"
_FALLS_SHORT = r"\bdoes not meet the criteria(?= on\b)"
_STILL_OPEN = r"\bis still open(?= on\b)"
_PARTIAL = r"\bpartially necessary\b"


def _allowed(statement: Statement, subject: Subject) -> set[str]:
    """Verdicts that something the statement refers to has: turned to one of them it is not surely wrong."""
    outcome, found = subject.ground.outcome, set[str]()
    for ref in statement.basis.outcomes:
        if ref.part == "request":
            found |= {outcome.overall, outcome.determination}
        elif ref.part == "setting":
            found.add(outcome.setting.outcome)
        elif ref.part == "stage":
            found |= {s.outcome for s in outcome.stages if s.stage == ref.stage}
        elif ref.part == "line" and ref.line != "not_stated":
            found.add(outcome.line(ref.line).outcome)
        elif ref.part == "level" and ref.line != "not_stated":
            found |= {lv.outcome for lv in outcome.line(ref.line).per_level if lv.level == ref.level}
    return found


def _flipped(statement: Statement, subject: Subject, *, label: bool = False) -> Iterator[Statement]:
    allowed = _allowed(statement, subject)
    if not allowed:
        return
    if allowed.isdisjoint({"necessary", "partially_necessary"}):
        for pattern in (_REFUSED, _OPEN):
            yield from rewritten(statement, pattern, "medically necessary", label=label)
        for pattern in (_FALLS_SHORT, _STILL_OPEN):
            yield from rewritten(statement, pattern, "meets the criteria", label=label)
    if "not_necessary" not in allowed:
        for pattern in (_OPEN, _GIVEN, _PARTIAL):
            yield from rewritten(statement, pattern, "not necessary", label=label)
        yield from rewritten(statement, _STILL_OPEN, "does not meet the criteria", label=label)
    if "undetermined" not in allowed:
        for pattern in (_REFUSED, _GIVEN):
            yield from rewritten(statement, pattern, "undetermined", label=label)
        yield from rewritten(statement, _FALLS_SHORT, "is still open", label=label)


def _in(place: str, statement: Statement, subject: Subject) -> bool:
    return subject.place.get(statement.id) == place


@changes("verdict-lead", STRICT)
def lead(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The verdict of the lead turned."""
    if _in("lead", statement, subject):
        yield from _flipped(statement, subject)


@changes("verdict-line", STRICT)
def line(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The verdict of a line or level turned, in the words before its analysis or in them."""
    if _in("analysis", statement, subject) and not any(r.part == "stage" for r in statement.basis.outcomes):
        yield from _flipped(statement, subject, label=True)


@changes("verdict-stage", STRICT)
def stage(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The verdict of a stage turned."""
    if any(r.part == "stage" for r in statement.basis.outcomes):
        yield from _flipped(statement, subject)


@changes("verdict-setting", STRICT)
def setting(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The verdict on the level of care turned."""
    if any(r.part == "setting" for r in statement.basis.outcomes):
        yield from _flipped(statement, subject)


@changes("verdict-summary", STRICT)
def summary(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The verdict of the summary turned."""
    if _in("summary", statement, subject):
        yield from _flipped(statement, subject)


@changes("verdict-reworded", STRICT)
def reworded(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A refused or open verdict told as an approval in other words."""
    if statement.type != "outcome" or not _allowed(statement, subject).isdisjoint({"necessary", "partially_necessary"}):
        return
    subjects = {"lead": "The request", "summary": "The request"}.get(subject.place.get(statement.id, ""), "")
    if not subjects or all(r.part != "request" for r in statement.basis.outcomes):
        return
    for words in (
        "is approved",
        "qualifies for coverage",
        "can be authorised as submitted",
        "satisfies the criteria",
        "is supported by the record and should go ahead",
        "is clinically justified",
        "has been shown to be medically appropriate",
        "warrants approval",
        "meets medical necessity",
        "may proceed",
        "is endorsed in full",
        "is granted",
    ):
        yield with_text(statement, f"{subjects} {words}.")


@changes("verdict-appended", STRICT)
def appended(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """An approval appended to a statement about something else."""
    outcome = subject.ground.outcome
    lines = {line.outcome for line in outcome.lines}
    if {outcome.overall, outcome.determination} & {"necessary", "partially_necessary"} or "necessary" in lines:
        return
    words = rng.choice(
        (
            ", so the request is medically necessary",
            ", and approval is recommended",
            ", which establishes medical necessity for this request",
            "; the requested operation is therefore approved",
            ", and the criteria for this request are met",
        )
    )
    yield with_text(statement, before_end(statement.text, words))


@changes("conditional-approval", STRICT)
def conditional(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """An approval under a condition."""
    if statement.type != "outcome" or all(r.part not in ("request", "line", "level") for r in statement.basis.outcomes):
        return
    if not _allowed(statement, subject).isdisjoint({"necessary", "partially_necessary"}):
        return
    for words in (
        "The request is approved provided that therapy notes are submitted.",
        "The request is medically necessary once the missing notes arrive.",
        "Approval is granted, subject to a completed course of therapy.",
        "Approve with the condition that imaging is repeated.",
        "It is conditionally approved pending the therapy notes.",
        "As long as the therapy notes follow, the request is necessary.",
    ):
        yield with_text(statement, words)


_CRITERION_FLIPS = (
    (r"\bnot met\b", "met", {"met"}),
    (r"(?<=: )open\b", "met", {"met"}),
    (r"\bfalls short of\b", "meets", {"met"}),
    (r", short of\b", ", which meets", {"met"}),
    (r"\bdoes not show what the policy asks for\b", "shows what the policy asks for", {"met"}),
    (r"\bleaves the question open\b", "settles the question", {"met"}),
    (r"(?<=: )open\b", "not met", {"not_met"}),
    (r"\bneither shows nor excludes\b", "shows", {"met"}),
    (r"(?<!not )\bmet\b(?= at)", "not met", {"not_met"}),
)


@changes("criterion-flip", STRICT)
def criterion(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The answer of a criterion turned."""
    if statement.type != "application" or not statement.basis.criteria:
        return
    results = [r for key in statement.basis.criteria for r in subject.ground.results.get(key, ())]
    truths = {t for r in results for t in (r.truth, r.effective)}
    for pattern, words, makes in _CRITERION_FLIPS:
        if truths.isdisjoint(makes):
            yield from rewritten(statement, pattern, words)


@changes("criterion-appended", STRICT)
def criterion_appended(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A criterion that is unmet or open said to be met in an added sentence."""
    if statement.type != "application" or not statement.basis.criteria:
        return
    results = [r for key in statement.basis.criteria for r in subject.ground.results.get(key, ())]
    if not results or any("met" in (r.truth, r.effective) for r in results):
        return
    label = rng.choice(results).label
    for words in ("is met", "has been satisfied", "is fulfilled here"):
        yield with_text(statement, f"{statement.text} {label[0].upper()}{label[1:]} {words}.")


@changes("alternative-approved", STRICT)
def alternative(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The alternative told as approved where it is only possible."""
    if not any(r.part == "alternative" for r in statement.basis.outcomes):
        return
    if any(a.outcome == "necessary" for a in subject.ground.outcome.alternatives):
        return
    yield from rewritten(statement, r"\bcould qualify\b", "qualifies")
    yield from rewritten(statement, r"\bcould qualify\b", "is medically necessary")
