"""From texts to a checked case: the record, the request, and what a reader has to know about both."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ...errors import InputError, Problem, Where
from ...model.base import NOT_STATED, NotStated
from ...model.case import Case, Document, Finding, Patient, RequestLine, Treatment
from ...pack.pack import Pack
from ..consistency import flaws
from ..flaw import Flaw
from .acted_upon import on_earlier_work
from .as_coded import as_coded
from .asking import asking, requested_rows, with_codes
from .claimed import claimed
from .counted_on import counted_on
from .dates import as_written_in, day_first, latest_day
from .facts import Span
from .form_places import FormPlaces
from .in_question import beside, claims_of
from .in_rows import on_one_line
from .legible import legible
from .posed import posed
from .record import Reader, Record, reader_of
from .request import Asked, RequestReader, requests_of
from .served import left_no_choice, placed, served
from .setting_told import setting_told
from .sources import Filed, Source
from .strangers import heads
from .wording import worded

_FOREIGN = "Have it translated; what was read in it may be wrong, and much of it was not read."
_UNREAD = "Nothing in this document was read as a fact."
_UNREAD_REMEDY = "Read it: what it tells is missing from the outcome."
_PLANNED = "No question names a procedure: the codes of the record's plan are read as the request."
_PLANNED_WORDS = "No question names a procedure: what the record's plan names is read as the request."
_PLANNED_REMEDY = "Compare them with what was submitted, or name the request with --question."
_DAY_FIRST = "Dates in figures are read with the day first, as the record writes some that can be read no other way."
_DAY_FIRST_REMEDY = "Check the dates of the facts."
_NO_CODE = "State the codes where others are meant."
_NO_REQUEST = "Name the procedure, with its code and levels: --question 'Is ... medically necessary?'"


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case read from text."""

    case: Case
    problems: tuple[Problem, ...]
    """What a person should look at; nothing of it keeps the case from being decided."""
    spans: dict[str, Span]
    """Characters of its document that state each fact, by the fact's id."""
    clashes: tuple[tuple[str, str], ...] = ()
    """Pairs of facts that contradict each other."""


def read_case(
    sources: Sequence[Source],
    pack: Pack,
    question: str | None = None,
    *,
    day: date | None = None,
    id: str = "case",
    given: Asked | None = None,
    patient: Patient | None = None,
    payer: str | NotStated = NOT_STATED,
    heard: Callable[[int, int], None] = lambda n, of: None,
) -> ReadCase:
    """The case of a record and a question.

    Codes of the question lead; without any, those of a request letter; without these, the procedures that the question names; without
    any, what stands under a heading of the record that asks for something.
    `day`: the date of the request; else the last date of a document. `given`: a request that structured data states, before that of a
    letter. `patient` and `payer`: what structured data states of the person, and who is to pay. `heard`: hears which of
    how many documents is read.

    Raises:
        InputError: no procedure is named; no document is there.
        CorpusError: the reading data of the pack is wrong.
    """
    with as_written_in(source.text for source in sources):
        return _read(sources, pack, question, day, id, given, patient, payer, heard)


def _read(
    sources: Sequence[Source],
    pack: Pack,
    question: str | None,
    day: date | None,
    id: str,
    given: Asked | None,
    patient: Patient | None,
    payer: str | NotStated,
    heard: Callable[[int, int], None],
) -> ReadCase:
    reader = reader_of(pack)
    filed = reader.file(sources)
    requests = requests_of(reader.lexicon)
    own = question is None and given is None
    if own:
        apart = (*reader.reading.request_documents, *reader.reading.silent_documents)
        texts = (f.document.text for f in filed if f.document.kind not in apart)
        question = next(filter(None, (posed(text, reader.general, requests) for text in texts)), None)
    of_question = claims_of(question or "", reader, [f.document.text for f in filed])
    filed = (*filed, *of_question)
    if not filed:
        raise InputError("the record is empty.", remedy="Give at least one document.")
    statements = {f.document.id: f.source.statements for f in filed if f.source.statements}
    record = reader.read([f.document for f in filed], statements, heard, heads(filed))
    record = beside(record, of_question)
    silent = (*reader.reading.silent_documents, reader.reading.question_document)
    telling = [d for d in record.documents if d.kind not in silent]
    asked = _asked(requests, question, telling, reader, given)
    planned: Document | None = None
    if question and asked.lines and not asked.coded:
        in_codes = _planned(requests, telling, reader, asked)[0]
        asked = as_coded(question, asked, in_codes, requests, pack) or asked
    if not asked.lines:
        asked, planned = _planned(requests, telling, reader, asked)
    if not asked.lines:
        asked, planned = _spoken(requests, telling, reader, asked)
    if not asked.lines and own:
        asked, planned = _named_in_plan(requests, telling, reader, asked)
    if not asked.lines and own:
        foreign = (posed(d.text, reader.general, requests, unknown=True) for d in telling)
        if (unheld := next(filter(None, foreign), None)) is not None:
            question, asked = unheld, requests.read(unheld, unknown=True)
    if not asked.lines and question:
        asked = requests.read_alone(question)
    if not asked.lines:
        raise InputError("no requested procedure was found.", remedy=_NO_REQUEST)
    if question and not any(line.levels for line in asked.lines) and not requests.read(question, unknown=True).lines:
        levels = requests.levels_of(question)  # of what the record names
        asked = replace(asked, lines=tuple(line.model_copy(update={"levels": levels}) for line in asked.lines))
    if given is None:
        asked = replace(asked, lines=FormPlaces(reader.general, requests).of(asked.lines, telling, pack))
    planning = (*_plans(telling, reader), *_requested(telling, reader))
    plans = [requests.asked(list(requests.names.named(text))) for text in planning]
    plans += _labelled(asked, requests, telling, reader)
    done = {v for f in record.findings if pack.kind(f.kind).outdates for v in f.levels}
    asked = replace(asked, lines=served(left_no_choice(placed(asked.lines, plans, done, pack), done, pack), pack))
    asked = replace(asked, lines=on_earlier_work(asked.lines, record.findings, pack))
    sentences = (line.text for d in telling if not reader.leads(d) for line in reader.layout.sentences(d.text))
    units = claimed(question or "", reader.general.modifiers).units
    operations = (requests.asked(list(requests.names.named(text))) for text in sentences)
    asked = replace(asked, lines=counted_on(asked.lines, units, operations, pack))
    dates = [d.date for d in record.documents if d.date != NOT_STATED]
    problems = [_place(filed, n.document, n.line, n.message, n.remedy) for n in record.notices]
    problems += [
        _place(filed, d.id, 1, "Hardly any word of this document is known: it may be in another language.", _FOREIGN)
        for d in record.documents
        if reader.foreign(d)
    ]
    problems += [_place(filed, d.id, 1, _UNREAD, _UNREAD_REMEDY) for d in _unread(record, reader)]
    letters = "\n".join(d.text for d in record.documents if d.kind in reader.reading.request_documents)
    coded = "\n\n".join(line for line in letters.split("\n") if requests.codes_in(line))  # not what was done before
    told_words = (p for text in (question or "", coded) for p in worded(text, requests, reader.lexicon, asked.lines))
    problems += {p.message: p for p in told_words}.values()
    if day_first():
        problems.append(Problem(_DAY_FIRST, remedy=_DAY_FIRST_REMEDY, warning=True))
    if planned is not None:
        said = _PLANNED if asked.coded else _PLANNED_WORDS
        problems.insert(0, _place(filed, planned.id, 1, said, _PLANNED_REMEDY))
    if not asked.coded:
        codes = ", ".join(dict.fromkeys(line.code for line in asked.lines))
        problems.insert(
            0, Problem(f"The request states no code: its words were taken for {codes}.", remedy=_NO_CODE, warning=True)
        )
    if day is None and all(reader.leads(d) for d in record.documents if d.date != NOT_STATED):
        undated = [d for d in telling or record.documents if d.date == NOT_STATED]
        named = latest_day("\n".join(d.text for d in undated), reader.general.coming)
        day = max((d for d in (*dates, named) if d is not None), default=date.today())
        if day not in dates:
            source = "record" if telling else "question"
            whence = f"the latest day that the {source} names" if day == named else "today"
            bearing = "No document" if not dates else "No document but a report of a study"
            problems.append(
                Problem(
                    f"{bearing} bears a date: the request is taken as of {whence}, {day}.",
                    remedy="Give --date: look-back windows count from it.",
                    warning=True,
                )
            )
    title = asked.title
    case = Case(
        id=id,
        question=on_one_line(question) if question else _question(title),
        title=title,
        date=day or max(dates),
        pack=pack.name,
        patient=_person(patient, record.patient),
        payer=payer,
        request=asked.request(),
        documents=record.documents,
        findings=_paged(record.findings, filed, record.spans),
        treatments=_paged(record.treatments, filed, record.spans),
    )
    found = flaws(case, pack)
    case, dropped = _standing(case, found)
    found = flaws(case, pack) if dropped else found
    told = [Problem(f.message, remedy=f.remedy, warning=True) for f in found]
    clashes = tuple(f.facts for f in found if f.facts is not None)
    return ReadCase(case, (*problems, *dropped, *told), record.spans, clashes)


def _unread(record: Record, reader: Reader) -> Iterator[Document]:
    """Documents that tell something, of which nothing is a fact; what asks for something need tell none."""
    told = {f.document for f in record.findings} | {t.document for t in record.treatments}
    plain = (*reader.reading.request_documents, *reader.reading.silent_documents, reader.reading.question_document)
    for document in record.documents:
        if document.id not in told and document.kind not in plain and not reader.foreign(document):
            yield document


def _asked(
    requests: RequestReader, question: str | None, documents: Sequence[Document], reader: Reader, given: Asked | None
) -> Asked:
    """The request. Setting and diagnoses that the question leaves out come from the letters."""
    letters = "\n\n".join(legible(d.text) for d in documents if d.kind in reader.reading.request_documents)
    own, theirs = requests.read(question or "", unknown=True), given if given is not None else requests.read(letters)
    if not theirs.lines and not own.coded:  # a question in words may name less than the codes of the request
        theirs = requests.read("\n\n".join(_requested(documents, reader)))
    lines, title = tuple(_placed(line, theirs.lines) for line in own.lines), own.title
    placed = own.coded and theirs.coded and not requests.places(question or "") and _same_request(lines, theirs.lines)
    if theirs.lines and (not lines or placed or (theirs.coded and not own.coded)):
        lines, title = theirs.lines, theirs.title
    setting = own.setting if own.setting.kind != NOT_STATED else theirs.setting
    if setting.kind == NOT_STATED and given is None:
        setting = setting_told(requests, documents, reader)
    record = theirs.diagnoses if given is not None else ()
    record = record or requests.read_diagnoses("\n".join(d.text for d in documents))
    return Asked(lines, setting, own.diagnoses or record, title, own.coded or theirs.coded)


def _same_request(lines: Sequence[RequestLine], others: Sequence[RequestLine]) -> bool:
    """Whether two requests are of the same codes, each once, of the same levels, whichever code each is for, and of no other side."""
    codes, theirs = (sorted(line.code for line in each) for each in (lines, others))
    sided, their_sides = ({(line.code, line.side) for line in each} for each in (lines, others))
    levels, placed = ({v for line in each for v in line.levels} for each in (lines, others))
    kept = {(code, side) for code, side in sided if side != NOT_STATED} <= their_sides
    return codes == theirs and len(set(codes)) == len(codes) and levels == placed and kept


def _placed(line: RequestLine, others: Sequence[RequestLine]) -> RequestLine:
    """A line with the levels, and the side, that the only other line of its code has, where it names no level."""
    same = [other for other in others if other.code == line.code]
    if line.levels or len(same) != 1 or line.side not in (NOT_STATED, same[0].side):
        return line
    return line.model_copy(update={"levels": same[0].levels, "side": same[0].side})


def _requested(documents: Sequence[Document], reader: Reader) -> Iterator[str]:
    """What stands under a heading that asks for something, in any document."""
    for document in documents:
        yield from _under(document, reader.reading.request_sections, reader)
        yield from requested_rows(legible(document.text), reader.general)


def _plans(documents: Sequence[Document], reader: Reader) -> Iterator[str]:
    """What the notes conclude and plan, sentence by sentence; all that a case told in prose says."""
    plans = reader.reading.plan_sections
    sections = (*plans, *(name for name, other in reader.reading.other_sections.items() if other in plans))
    notes = [d for d in documents if d.kind not in reader.reading.performed and not reader.leads(d)]
    told = ["", *sections] if [d.kind for d in documents] == [reader.reading.summary_document] else sections
    return (text for d in notes for text in _under(d, told, reader))


def _labelled(asked: Asked, requests: RequestReader, documents: Sequence[Document], reader: Reader) -> Iterator[Asked]:
    """What a label that leaves open whether it was done names ("Procedure: ..."), where it is what is asked for."""
    codes = {line.code for line in asked.lines}
    for document in documents:
        if document.kind not in reader.reading.performed and not reader.leads(document):
            for text in _under(document, ("performed",), reader):
                named = requests.asked(list(requests.names.named(text)))
                yield replace(named, lines=tuple(line for line in named.lines if line.code in codes))


def _planned(
    requests: RequestReader, documents: Sequence[Document], reader: Reader, asked: Asked
) -> tuple[Asked, Document | None]:
    """The codes of a plan as the request, those of the last document that has any, with that document; what was performed leads to a plan
    only under a heading that says so, and where no other document has one.
    """
    done = [d for d in documents if d.kind in reader.reading.performed]
    for document in (*_latest(documents, reader), *sorted(done, key=_day)[::-1]):
        sections = reader.reading.plan_sections if document in done else ("", *reader.reading.plan_sections)
        if document.kind == reader.reading.summary_document:  # it tells its case below one head
            sections = (*sections, *reader.reading.told_sections)
        told = (line for line in reader.layout.sentences(document.text) if line.section in sections)
        plan = requests.read_codes("\n\n".join(with_codes(told, lambda text: any(requests.names.named(text)))))
        if plan.lines:
            setting = plan.setting if asked.setting.kind == NOT_STATED else asked.setting
            return Asked(plan.lines, setting, asked.diagnoses, plan.title, True), document
    return asked, None


def _named_in_plan(
    requests: RequestReader, documents: Sequence[Document], reader: Reader, asked: Asked
) -> tuple[Asked, Document | None]:
    """The procedures with their levels that a plan names in words and leaves no doubt about, those of the last document that has any."""
    open_ = re.compile(rf"\b(?:{'|'.join(map(re.escape, reader.general.unsettled)) or '(?!)'})\b", re.IGNORECASE)
    for document in _latest(documents, reader):
        sentences = _under(document, reader.reading.plan_sections, reader)
        settled = [text for text in sentences if not open_.search(text)]
        pieces = [p for text in settled for p in requests.names.named(text) if p.levels]
        if pieces:
            plan = requests.asked(pieces)
            told = requests.setting("\n".join(settled))
            setting = told if asked.setting.kind == NOT_STATED else asked.setting
            return Asked(plan.lines, setting, asked.diagnoses, plan.title, False), document
    return asked, None


def _spoken(
    requests: RequestReader, documents: Sequence[Document], reader: Reader, asked: Asked
) -> tuple[Asked, Document | None]:
    """What a sentence asks for wherever it stands, of the last document with one; the document where it asks in codes."""
    for document in _latest(documents, reader):
        sentences = (line.text for line in reader.layout.sentences(document.text))
        told = requests.read("\n\n".join(asking(sentences, reader.general)))
        if told.lines:
            setting = told.setting if asked.setting.kind == NOT_STATED else asked.setting
            made = Asked(told.lines, setting, asked.diagnoses or told.diagnoses, told.title, told.coded)
            return made, document if told.coded else None
    return asked, None


def _latest(documents: Sequence[Document], reader: Reader) -> Iterator[Document]:
    """The documents but the reports of what was performed, the last one first, those without a date at the end."""
    return (d for d in sorted(documents, key=_day)[::-1] if d.kind not in reader.reading.performed)


def _day(document: Document) -> date:
    return document.date if document.date != NOT_STATED else date.min


def _under(document: Document, sections: Sequence[str], reader: Reader) -> Iterator[str]:
    """The sentences of a document under some headings."""
    return (line.text for line in reader.layout.sentences(document.text) if line.section in sections)


def _standing(case: Case, found: Sequence[Flaw]) -> tuple[Case, list[Problem]]:
    """The case without facts that its own check refuses, each of which is told."""
    refused = {f.path[:2]: f for f in found if f.severity == "refusal"}
    if not refused:
        return case, []
    kept = {
        name: tuple(fact for n, fact in enumerate(getattr(case, name)) if (name, n) not in refused)
        for name in ("findings", "treatments")
    }
    problems = [Problem(f"Left out: {f.message}", remedy=f.remedy, warning=True) for f in refused.values()]
    return case.model_copy(update=kept), problems


def _person(given: Patient | None, read: Patient) -> Patient:
    """Age and sex: as structured data states them, else as the texts do."""
    if given is None:
        return read
    stated = {name: value for name, value in given.model_dump().items() if value != NOT_STATED}
    return read.model_copy(update=stated)


F = TypeVar("F", Finding, Treatment)


def _paged(facts: Sequence[F], filed: Sequence[Filed], spans: Mapping[str, Span]) -> tuple[F, ...]:
    """The facts with the pages that hold their words."""
    files = {f.document.id: f for f in filed}
    pages = ((fact, files[fact.document].page(spans[fact.id])) for fact in facts)
    return tuple(fact if page == NOT_STATED else fact.model_copy(update={"page": page}) for fact, page in pages)


def _place(filed: Sequence[Filed], id: str, line: int, message: str, remedy: str) -> Problem:
    """A problem at its line of the file it was read from."""
    found = next(f for f in filed if f.document.id == id)
    return Problem(message, Where(found.source.name, found.lines[line - 1]), remedy, warning=True)


def _question(title: str) -> str:
    return f"Is this request medically necessary: {title}?"
