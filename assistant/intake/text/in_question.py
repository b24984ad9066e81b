"""What a question tells of the patient beside what it asks: the claim of whoever puts it, and no proof."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ...model.base import NOT_STATED, Status
from .general_words import General
from .once_more import asked_once_more
from .question_parts import LEAST, parts_of
from .record import Reader, Record
from .sources import Filed, Source
from .told_again import told_again

_TITLE: Final = "Question"


def told_of_patient(question: str, general: General) -> str:
    """What a question tells of the patient; empty where it only asks."""
    told = parts_of(question, general).told
    return told if len(told.split()) >= LEAST else ""


def claims_of(question: str, reader: Reader, texts: Iterable[str] = ()) -> tuple[Filed, ...]:
    """The documents that a question's words of the patient stand as, none where there are none. A report that they repeat is as much a
    claim as they are: it is no paper on file, and takes no name of one. `texts`: the record, which may tell that what is asked for was
    given before.
    """
    kind = reader.reading.question_document
    again = _asked_again(question, reader) or told_again(question, texts, reader.lexicon)
    told = "\n\n".join(filter(None, (told_of_patient(question, reader.general), again)))
    if not (kind and told):
        return ()
    filed = reader.file((Source(_TITLE.lower(), told, kind=kind, title=_TITLE),))
    ids = {f.document.id: kind if n == 1 else f"{kind}-{n}" for n, f in enumerate(filed, 1)}
    return tuple(
        replace(
            f,
            document=f.document.model_copy(
                update={
                    "id": ids[f.document.id],
                    "kind": kind,
                    "within": ids.get(f.document.within, NOT_STATED),
                    # a question bears no day; what it names is one of what it tells
                    "date": NOT_STATED if f.document.within == NOT_STATED else f.document.date,
                }
            ),
        )
        for f in filed
    )


def beside(record: Record, claimed: Sequence[Filed]) -> Record:
    """A record in which what a question tells is left open, for a claim shows and refutes nothing; without what it repeats from the
    documents, and without a question that tells nothing more.
    """
    ids = {f.document.id for f in claimed}
    own = {(f.kind, f.status) for f in record.findings if f.document not in ids}
    given = {(t.kind, t.status) for t in record.treatments if t.document not in ids}
    findings = tuple(
        f.model_copy(update=_open(f.status)) if f.document in ids else f
        for f in record.findings
        if f.document not in ids or (f.kind, f.status) not in own
    )
    treatments = tuple(
        t.model_copy(update=_open(t.status)) if t.document in ids else t
        for t in record.treatments
        if t.document not in ids or (t.kind, t.status) not in given
    )
    cited = {f.document for f in findings} | {t.document for t in treatments}
    documents = tuple(d for d in record.documents if d.id not in ids or d.id in cited)
    documents = documents or record.documents  # a question of which nothing is read is all there is
    return replace(record, documents=documents, findings=findings, treatments=treatments)


def _asked_again(question: str, reader: Reader) -> str:
    """What a question asks for once more, as a sentence of its own; empty where it asks for nothing again."""
    asked = " ".join(question.split()).partition("?")[0]
    necessity = "|".join(map(re.escape, reader.general.necessity)) or "(?!)"
    piece, _ = asked_once_more(re.sub(rf"\s(?:{necessity})\b", "", asked, flags=re.IGNORECASE), reader.lexicon)
    return f"{piece}." if piece else ""


def _open(status: Status) -> dict[str, str]:
    """What becomes of a fact that is only claimed: open, with what the claim says of it where it says one thing."""
    return {"status": "uncertain", "claimed": NOT_STATED if status == "uncertain" else status}
