"""Reports that a question names by the study they are of: those on file, those that are not, and what one says as a whole."""

import re
from functools import lru_cache
from typing import Final

from ..draft import Context
from ..guard.text import squeeze
from ..model.answer import Understood
from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..model.document import Statement
from .opened import Opened

MOST: Final = 8
"""Sentences of one report."""


def studies_in(text: str, opened: Opened) -> tuple[str, ...]:
    """Kinds of report whose study a text names, by the longest name at each place."""
    names = _names(opened)
    return tuple(dict.fromkeys(names[_plain(m[0])] for m in _pattern(tuple(names)).finditer(text)))


def without_studies(text: str, opened: Opened) -> str:
    """A text without the names of studies."""
    return _pattern(tuple(_names(opened))).sub(" ", text)


def _names(opened: Opened) -> dict[str, str]:
    """Kinds of report by the names of their studies: of the groups to which reports of a study belong that the pack names as one."""
    reading, pack = opened.reader.reading, opened.context.pack
    plain = {_plain(name) for name in reading.studies}
    reports = {kind for kind, names in reading.documents.items() if not plain.isdisjoint(map(_plain, names))}
    groups = {pack.document_kind(kind).groups[0] for kind in reports}
    own = {
        kind: names
        for kind, names in reading.documents.items()
        if pack.document_kind(kind).groups[:1] and pack.document_kind(kind).groups[0] in groups
    }
    return {_plain(name): kind for kind, names in own.items() for name in names}


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s-]+", name.lower()))


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names, the longest first, with a hyphen or a space between their words."""
    told = (r"[\s-]+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(told)})(?![\w-])", re.IGNORECASE)


def of_study(kind: str, opened: Opened) -> list[Document]:
    """Documents on file that report a kind of study: of that kind, of a special form of it, or of a study that their words do not name."""
    pack, reading = opened.context.pack, opened.reader.reading
    groups = set(pack.document_kind(kind).groups)
    found = []
    for document in opened.context.case.documents:
        own = pack.document_kind(document.kind)
        whole = {*own.groups, *own.stands_for}
        special = (len(groups) > 1 and groups < set(own.groups)) or (own.stands_for and groups <= whole)
        if document.kind == kind or special or document.kind == reading.unnamed_study:
            found.append(document)
    return found


def missing(asked: Understood, opened: Opened) -> tuple[str, ...]:
    """Kinds of report that the question names and none of which is on file, where every one that it names is so."""
    kinds = studies_in(asked.text, opened)
    return kinds if kinds and not any(of_study(kind, opened) for kind in kinds) else ()


def none_on_file(opened: Opened) -> Statement:
    """That no document on file is such a report."""
    count = len(opened.context.case.documents)
    none = (
        "the one document on file does not report" if count == 1 else f"none of the {count} documents on file reports"
    )
    return opened.fresh().statement("record_fact", f"Not in the record: {none} the study that the question names")


def as_a_whole(asked: Understood, opened: Opened) -> list[tuple[Document, str]]:
    """The sentences of the reports that the question names, of the sections that tell what was found where they have such."""
    telling, found = opened.questions.telling.split(), []
    for document in opened.context.case.documents:
        if document.id not in asked.subject.documents:
            continue
        lines = [line for line in opened.reader.layout.sentences(document.text) if re.search("[a-z]{3}", line.text)]
        told = [line for line in lines if line.section in telling] or lines
        found += [(document, " ".join(line.text.split())) for line in told[:MOST]]
    return found


def of_named_studies(asked: Understood, opened: Opened) -> list[Finding | Treatment]:
    """Findings that a summary of several reports tells in the paragraphs on the studies that a question names; none of a report of its own."""
    kinds, pack = set(studies_in(asked.text, opened)), opened.context.pack
    groups = {group for kind in kinds for group in pack.document_kind(kind).groups}
    found: list[Finding | Treatment] = []
    for document in opened.context.case.documents:
        if not pack.document_kind(document.kind).stands_for:
            continue
        told = [squeeze(p) for p in document.text.split("\n\n") if not kinds.isdisjoint(studies_in(p, opened))]
        found += [
            f
            for f in opened.context.case.findings
            if f.document == document.id
            and pack.kind(f.kind).group in groups
            and any(squeeze(f.quote) in paragraph for paragraph in told)
        ]
    return found


def day_of(document: Document, context: Context) -> Statement:
    """The day of a document, or that it bears none."""
    day = f"is dated {document.date}" if document.date != NOT_STATED else "bears no date"
    text = f"{context.document_name(document.id)} {day} [[record:{document.id}]]"
    return context.statement("record_fact", text)
