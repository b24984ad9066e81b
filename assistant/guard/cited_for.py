"""What a document is cited for: the criterion named right before it or said to be shown, and the day that it is said to be of."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import CriterionResult
from .answers import deciding_facts
from .criteria_spoken_of import answered
from .on_file import on_file
from .reading import Reading

_CONCLUDES = re.compile(r"(?:,? and so|,? so|,? hence|,? thus|,? therefore) ")
"""Behind these words something is concluded, of which a denial before them denies nothing."""
_PLACE = " at the "
_SHOWN = frozenset(("shows", "proves", "establishes", "demonstrates"))
_ARTICLE = re.compile(r"^(?:an?|the) ")
_OF = r" (?:of|from|dated)(?: the)? $"


def cited_for(reading: Reading) -> Iterator[Violation]:
    """`citation-unused-basis`: a document cited right behind the name of a criterion that is met, which facts of others met."""
    basis, ground = reading.statement.basis, reading.ground
    if reading.tells_sources or len(basis.criteria) < 2 or not reading.documents or reading.findings:
        return
    levels = {str(ref.level) for ref in basis.outcomes if ref.level != NOT_STATED}
    results = [(key, r) for key in basis.criteria for r in ground.results.get(key, ()) if r.truth == "met"]
    results = [(key, r) for key, r in results if not levels or r.level in (NOT_STATED, *levels)] or results
    labelled = [(name, key) for key, r in results for name in {r.label.lower(), r.label.lower().partition(_PLACE)[0]}]
    for citation in reading.citations:
        before = reading.text.lower[: citation.position + 1].rstrip(" .,;:")
        ending = [(len(label), key) for label, key in labelled if before.endswith(label)]
        if not citation.document or not ending:
            continue
        keys = {key for n, key in ending if n == max(ending)[0]}
        right = {document for key, r in results if key in keys for document in _documents(reading, r)}
        right = right or {document for key in keys for document in ground.deciding_documents(key)}
        if right and citation.document in ground.documents and citation.document not in right:
            named = ", ".join(sorted(ground.documents[d].title for d in right))
            yield reading.violation("citation-unused-basis", citation.document, f"What met it stands in {named}.")


def _documents(reading: Reading, result: CriterionResult) -> Iterator[str]:
    """Documents of the facts that one answer rests on: at another level others may have decided, and the other way."""
    ground = reading.ground
    for fact in ground.of_result(deciding_facts, result):
        if fact in ground.findings:
            yield ground.findings[fact].document
        elif fact in ground.treatments:
            yield ground.treatments[fact].document


def criterion_shown(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a criterion by its name said to be shown, which is not met."""
    basis, ground, lists = reading.statement.basis, reading.ground, reading.ground.lists
    if reading.tells_sources or not basis.criteria or _SHOWN.isdisjoint(reading.words):
        return
    levels = frozenset(str(ref.level) for ref in basis.outcomes if ref.level != NOT_STATED)
    for key in basis.criteria:
        results = ground.results.get(key, ())
        if not results or "met" in answered(results, levels):
            continue
        for name in {_ARTICLE.sub("", r.label.lower()).partition(_PLACE)[0] for r in results}:
            told = re.search(rf"\b(?:{'|'.join(_SHOWN)}) (?:an? |the )?{re.escape(name)}\b", reading.text.lower)
            if told is None or reading.quoted(told.start()):
                continue
            low, _ = reading.text.clause_at(told.start())
            drawn = max(
                (m.end() for m in _CONCLUDES.finditer(reading.text.lower, max(low - 1, 0), told.start())), default=0
            )
            if not drawn and reading.voice(told.start()) == "rule":
                continue
            before = (reading.text.lower, max(low, drawn), told.start())
            if not (lists.hypothetical.search(*before) or lists.negator.search(*before)):
                yield reading.violation("criterion-contradiction", told[0], "The checker did not find it met.")


def day_of_document(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a document told as of a day that none of those cited is of."""
    if reading.tells_sources or not reading.documents:
        return
    ground, lists = reading.ground, reading.ground.lists
    cited = [ground.document_text(d) for d in reading.documents if d in ground.documents]
    for figure in reading.analysed.figures:
        if figure.kind != "date" or reading.quoted(figure.start) or not cited:
            continue
        before = re.search(rf"(\w+){_OF}", reading.text.lower[: figure.start])
        if before is None or before[1] not in (*lists.words.document_words, "document"):
            continue
        if not any(text.supporting(figure) for text in cited) and not on_file(reading, figure.start, figure):
            yield reading.violation("figure-unsupported", figure.text, "No document that is cited is of that day.")
