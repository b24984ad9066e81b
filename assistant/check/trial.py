"""Policy tests: a situation as a case, and where the checker says something else of it than is expected.

What a situation does not name is filled in: the request's date, a text for each document, and the document a finding
comes from (the first kind whose groups hold the finding's own group, else the first kind of all). Only documents that
state something, or that the situation names, are on file.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ..model.base import NOT_STATED, Model
from ..model.case import Case, Document, Finding, Request, RequestedSetting, RequestLine, Treatment
from ..model.language import Truth
from ..model.outcome import CriterionResult, LineOutcome, Outcome
from ..model.trial import Expected, Trial
from ..pack.pack import Pack
from .checker import check

BEFORE = timedelta(days=14)
"""How long before the request its documents were written."""
WHOLE = "line"
"""Name of the one question of a line that has no levels."""
FIRST = "l0"
"""Id of the line that is asked."""


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
                if line != NOT_STATED
            ),
            setting=RequestedSetting(kind=trial.setting, days=trial.days),
        ),
        documents=tuple(
            Document(id=kind, title=kind, kind=kind, date=trial.date - BEFORE, text="\n".join(words) or "Nothing.")
            for kind, words in texts.items()
        ),
        findings=tuple(findings),
        treatments=tuple(treatments),
    )


def decide(trial: Trial, policy_set: str, pack: Pack) -> Outcome:
    """The outcome of a situation under a set. Raises InputError where the set is not in force on the day."""
    return check(case_of(trial, pack), pack, policy_set=policy_set)


def disagreements(trial: Trial, policy: str | None, outcome: Outcome) -> tuple[str, ...]:
    """Where an outcome is not the one expected, each in words; empty where it agrees.

    `policy`: id of the policy that has to decide the line; None where any may.
    """
    line = outcome.line(FIRST)
    if policy is not None and line.policy != policy:
        return (f"the line is decided by {line.policy.replace('_', ' ')}, not by {policy}",)
    expect = trial.expect
    return (*_compare(expect, line), *_compare_restrictions(expect, line), *_compare_setting(expect, outcome))


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


def _compare_restrictions(expected: Expected, line: LineOutcome) -> Iterator[str]:
    found = sorted(r.id for r in line.restrictions if r.applies)
    if expected.restrictions != NOT_STATED and found != sorted(expected.restrictions):
        yield f"restrictions: {', '.join(found) or 'none'}; expected: {', '.join(expected.restrictions) or 'none'}"


def _compare_setting(expected: Expected, outcome: Outcome) -> Iterator[str]:
    if expected.setting not in (NOT_STATED, outcome.setting.outcome):
        yield f"the level of care is {_words(outcome.setting.outcome)}, not {_words(expected.setting)}"
    held, stay = outcome.setting.stay, expected.stay
    if stay not in (NOT_STATED, held):
        yield f"the days asked for are {_words(held)}, not {_words(stay)}"
    found = {c.id: c.truth for c in outcome.setting.criteria}
    for id, wanted in expected.supports.items():
        if id not in found:
            yield f"there is no criterion '{id}' for the level of care that is requested"
        elif found[id] != wanted:
            yield f"the criterion '{id}' is {_words(found[id])}, not {_words(wanted)}"


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
