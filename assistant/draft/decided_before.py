"""What an earlier decision on the request gave as its ground, and where that ground stands in this review.

Who looks at a request again is asked first of all whether the ground it was refused for holds. The words are quoted as they stand: they
are no finding, and move no outcome.
"""

import re
from collections.abc import Iterator

from ..check.known import know
from ..check.labels import placed
from ..model.base import NOT_STATED
from ..model.document import Statement
from ..model.outcome import CriterionResult
from .context import Context, key
from .words import listed, quoted

MOST = 60
"""Words of the longest sentence that is quoted."""
FEW = 2
"""Sentences quoted at most."""
_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?](?=\s|$)|\n\s*\n|\n(?=\s*(?:[-•*]|\w[\w ]{0,40}:))")
_STANDS = {"met": "met", "not_met": "not met", "undetermined": "open"}


def decided_before(context: Context) -> Iterator[Statement]:
    """One statement: the ground in its words, and whether what it names is met here. None for the patient."""
    told = [] if context.audience == "patient" else list(_grounds(context))[:FEW]
    if not told:
        return
    by_document: dict[str, list[str]] = {}
    for document, words in told:
        by_document.setdefault(document, []).append(quoted(words))
    said = listed(
        f"{context.document_name(d)} says {listed(quotes)} [[record:{d}]]" for d, quotes in by_document.items()
    )
    by_label: dict[str, dict[str, CriterionResult]] = {}
    unasked = []
    for words, asking in _named(" ".join(each for _, each in told), context):
        for result in asking:
            by_label.setdefault(result.label, {}).setdefault(f"{key(result)} {result.level}", result)
        if not asking:
            unasked.append(quoted(words))
    parts = [_standing(label, list(found.values()), context) for label, found in by_label.items()]
    parts += [f"no criterion of this request asks for {listed(unasked, 'or')}"] if unasked else []
    yield context.statement(
        "application",
        f"Earlier decision: {said}; here {listed(parts) or 'the criteria of this policy set decide'}",
        criteria=[key(r) for found in by_label.values() for r in found.values()],
        outcomes=[context.request_ref()],
    )


def _grounds(context: Context) -> Iterator[tuple[str, str]]:
    """The sentences of the record that tell why the request was refused before, each with its document."""
    refusals = context.pack.narrative.refusals
    if not refusals.told:
        return
    told, why = (re.compile(rf"\b(?:{'|'.join(e)})\b", re.IGNORECASE) for e in (refusals.told, refusals.because))
    for document in context.case.documents:
        start = 0
        for end in (*(m.end() for m in _ENDS.finditer(document.text)), len(document.text)):
            words = " ".join(document.text[start:end].split()).rstrip(".")
            refused = told.search(words) if words and len(words.split()) <= MOST else None
            if refused and why.search(words, refused.start()):
                yield document.id, words
            start = end


def _named(words: str, context: Context) -> Iterator[tuple[str, list[CriterionResult]]]:
    """What a ground names, in its words, with the criteria of the request that ask for it; with none where its kinds are known."""
    results = [r for line in context.outcome.lines if line.outcome != "incidental" for r in line.criteria]
    for subject in context.pack.narrative.refusals.subjects:
        found = re.search(rf"\b(?:{'|'.join(subject.words)})", words, re.IGNORECASE)
        if found is not None:
            kinds = frozenset(subject.kinds)
            asking = [r for r in results if r.family in subject.families or not kinds.isdisjoint(_kinds(r, context))]
            if asking or kinds:
                yield found[0], asking


def _kinds(result: CriterionResult, context: Context) -> Iterator[str]:
    """The finding kinds that a criterion asks for."""
    for asked in know(context.criterion(result).test).findings:
        yield from asked.kinds


def _standing(label: str, results: list[CriterionResult], context: Context) -> str:
    """`failed conservative care is met`; by levels where they differ."""
    stand: dict[str, list[str]] = {}
    for result in results:
        word = _STANDS[result.truth] if result.waived_by == NOT_STATED else "waived"
        stand.setdefault(word, []).append(str(result.level))
    name = placed(label, "")
    if len(stand) == 1:
        return f"{name} is {next(iter(stand))}"
    spans = {word: context.span([lv for lv in levels if lv != NOT_STATED]) for word, levels in stand.items()}
    return f"{name} is {listed(f'{word} at {span}' if span else word for word, span in spans.items())}"
