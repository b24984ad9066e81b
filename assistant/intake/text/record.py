"""A record to typed facts: its documents one by one, sentence by sentence."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import Final

from ...model.base import NOT_STATED
from ...model.case import Document, Finding, Patient, Response, Treatment
from ...pack.pack import Pack
from .altogether import Altogether
from .amended import by_addendum, replaced
from .another_part import AnotherPart
from .attendance import logged
from .changes import ChangeReader
from .counted import counted
from .data import Reading, load_reading
from .diaries import beside_stated
from .doubts import Doubts
from .effects import EffectReader, Given
from .entries import HEADED
from .facts import FoundFinding, FoundTreatment, Span, quoted, stated_finding, stated_treatment
from .filing import Filing
from .findings import FindingReader
from .followed import answered, completed, gives_way, of_one_course, placed_like, unplaced
from .foreign import foreign
from .from_afar import FromAfar
from .general_words import General
from .headed import HeadedReader
from .heading import headed
from .headings import Headings
from .laid_out import LaidOut
from .layout import Layout
from .lexicon import Lexicon
from .merge import MANY, merge, once, sparse, tells
from .of_lesions import at_lesions
from .of_the_operation import at_its_levels
from .once_more import planned_once_more
from .operated import operated
from .person import person
from .placed_sentences import PlacedSentences
from .regions import region_of, regions_in
from .repeated import given_again
from .responses import ResponseReader
from .said import Said
from .second_hand import SecondHand
from .sentence import Sentence
from .series import in_series
from .signs import SignReader
from .sources import Filed, Source
from .stated import Statement
from .stating import Setting, Stating, setting_of
from .strangers import REMEDY, SAID, Strangers
from .studies import StudyDays, of_own_days, of_rows
from .summed import of_those_given, of_those_on_record
from .treated import named
from .treatments import TreatmentReader
from .voices import Voices
from .weeks_back import OfDocument, WeeksBack
from .withdrawn import Withdrawal, Withdrawing
from .words import stem

_SPOKEN = "The record speaks to whoever reads it: “{}”."
_KEPT = "It is kept as text of the record and moves nothing."
_NOT_READ = "Its findings are left out; ask where the amendment is in doubt."
LISTED = 40
"""Words up to which an item of a list takes the response that its heading states."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the record that a reader has to know, with its place."""

    document: str
    line: int
    """Line within the document, from 1."""
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was read."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    treatments: tuple[Treatment, ...]
    patient: Patient
    spans: dict[str, Span]
    """Characters that state each fact, by its id."""
    notices: tuple[Notice, ...]


class Reader:
    """The reader of one pack; made once, used for many records."""

    def __init__(self, pack: Pack) -> None:
        """Raises CorpusError where the reading data is wrong."""
        self.pack = pack
        self.general: General
        self.reading: Reading
        self.general, self.reading = load_reading(pack)
        self.lexicon = Lexicon(self.general, self.reading, pack)
        leading = set(self.reading.imaging_groups)
        reports = frozenset(d.id for d in pack.vocabulary.documents if not leading.isdisjoint(d.groups))
        self._headings = Headings(self.general, self.reading, reports)
        self.layout = LaidOut(Layout(self.general, self.reading, self._headings, self.lexicon).sentences)
        self._heads = lru_cache(maxsize=4096)(lambda words: headed(words, self.lexicon))
        self._placed = PlacedSentences(self.lexicon, self.layout.sentences, self._heads)
        self._findings = FindingReader(self.lexicon)
        self._signs = SignReader(self.lexicon)
        self._treatments = TreatmentReader(self.lexicon)
        self._headed = HeadedReader(self.lexicon)
        self._another_part = AnotherPart(self.lexicon)
        self._altogether = Altogether(self.lexicon)
        self._missed = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, self.reading.treatments.missed)) or '(?!)'})\b", re.IGNORECASE
        )
        self._responses = ResponseReader(self.lexicon)
        self._from_afar = FromAfar(self.reading.treatments)
        self._effects = EffectReader(self.lexicon, Stating(self.lexicon))
        self._withdrawing = Withdrawing(self.lexicon, Stating(self.lexicon))
        self._changes = ChangeReader(self.lexicon, Stating(self.lexicon))
        self._of_lesions = {kind: r.of_lesions for kind, r in self.reading.kinds.items() if r.of_lesions}
        self._marks = frozenset(self.lexicon.pack.anatomy.landmarks)
        self._places = {kind: head.plain for head in self.reading.heads for kind in head.places}
        studies = [name for kind, names in self.reading.documents.items() if kind in reports for name in names]
        shown = frozenset(k.id for k in pack.vocabulary.kinds if k.group in self.reading.imaging_groups)
        interrupts = self.reading.treatments.interrupts
        self._back = OfDocument(WeeksBack(self.general.numbers), studies, interrupts, shown.__contains__)
        self._studies = StudyDays(
            studies,
            shown,
            self.reading.tests,
            self.general.same_day,
            [n for kind in self.reading.unnamed_reports for n in self.reading.documents.get(kind, ())],
        )
        self._known = {*self.general.common, *self.lexicon.words}
        self._filing = Filing(self.general, self._headings, self.lexicon, lambda w: stem(w.lower()) in self._known)
        self._strangers = Strangers(self.general, self.reading, self._known)
        self._voices = Voices(self.general)
        self._doubts = Doubts(self.reading.doubts, lambda kind: pack.kind(kind).group)
        self._second_hand = SecondHand(self.general, self._places, shown.__contains__)

    def file(self, sources: Sequence[Source]) -> tuple[Filed, ...]:
        """The documents of the sources, each with an id of its own."""
        return self._filing.file(sources)

    def read(
        self,
        documents: Sequence[Document],
        stated: Mapping[str, Sequence[Statement]] | None = None,
        heard: Callable[[int, int], None] = lambda n, of: None,
        heads: Mapping[str, str] | None = None,
    ) -> Record:
        """The facts of a record. `stated`: what structured data states, line by line; `heads`: what stands above; both by document id."""
        findings: list[FoundFinding] = []
        treatments: list[FoundTreatment] = []
        strange = self._strangers.among(documents, heads or {})
        notices = [Notice(d.id, 1, SAID, REMEDY) for d in strange]
        telling = [d for d in documents if d not in strange and d.kind not in self.reading.silent_documents]
        named = [regions_in(d, self.lexicon) for d in telling]
        whole = region_of(sum(named, Counter()))
        said = Said(self._told_by, self._treatments.read, self._findings.values.of_day)
        for n, (document, counts) in enumerate(zip(telling, named, strict=True), 1):
            heard(n, len(telling))
            region = whole if (own_region := region_of(counts)) == NOT_STATED else own_region
            lines = (stated or {}).get(document.id, ())
            own, given, told = (
                self._structured(document, lines, region, said) if lines else self._document(document, region, said)
            )
            findings += own
            treatments += map(unplaced, given) if self._another_part.treated(document, placed=bool(counts)) else given
            notices += told
        for old, new in dict(replaced(documents, self._headings, self._headings.reports)).items():
            findings = [f for f in findings if f.span.document != old]
            notices.append(Notice(old, 1, f"An amended report ({new}) replaces this one.", _NOT_READ))
        treatments = once(treatments)
        treatments += planned_once_more(telling, treatments, self)
        doubted = [
            d for d in telling if not (self.leads(d) and self._headings.correcting.replaces(d.text.split("\n", 1)[0]))
        ]
        findings += self._doubts.read(doubted, findings, treatments, self._voices.decided)
        findings = beside_stated(self._first_hand(findings, documents), self._effects.kinds)
        findings = of_those_given(findings, treatments, self.reading.treatments.effects)
        findings = of_those_on_record(findings, self._effects.kinds)
        findings = at_its_levels(findings, self.lexicon.reading_of, self.pack.levels)
        spans = {f"f{n}": f.span for n, f in enumerate(findings, 1)}
        spans |= {f"t{n}": t.span for n, t in enumerate(treatments, 1)}
        return Record(
            tuple(documents),
            tuple(stated_finding(f"f{n}", f) for n, f in enumerate(findings, 1)),
            tuple(stated_treatment(f"t{n}", t) for n, t in enumerate(treatments, 1)),
            person([d for d in documents if d not in strange], self.reading),
            spans,
            tuple(notices),
        )

    def foreign(self, document: Document) -> bool:
        """Whether hardly any word of a document is known, as in one of another language."""
        return foreign(document.text, self._known)

    def instructs(self, text: str) -> bool:
        """Whether a text speaks to whoever reads it."""
        return self._voices.instructs(text)

    def leads(self, document: Document) -> bool:
        """Whether a document is a report that others only repeat."""
        groups = self.pack.document_kind(document.kind).groups
        return not set(groups).isdisjoint(self.reading.imaging_groups)

    def _first_hand(self, findings: list[FoundFinding], documents: Sequence[Document]) -> list[FoundFinding]:
        """Without what a note only repeats of a report on file. What differs from the report stays."""
        reports = {d.id: d.date for d in documents if self.leads(d)}
        told: dict[str, list[FoundFinding]] = defaultdict(list)
        for finding in findings:
            if finding.span.document in reports:
                day = finding.date if finding.date != NOT_STATED else reports[finding.span.document]
                for kind in {finding.kind, self._places.get(finding.kind, finding.kind)}:
                    told[kind].append(replace(finding, date=day))
        return [
            f
            for f in findings
            if f.span.document in reports
            or self.pack.kind(f.kind).group not in self.reading.imaging_groups
            or not all(
                any(tells(t, part, self._places) for t in told[f.kind][:MANY])
                for part in ([replace(f, levels=(level,)) for level in f.levels] or [f])
            )
        ]

    def _told_by(self, sentence: Sentence, setting: Setting) -> list[FoundFinding]:
        """The findings of a sentence by itself."""
        return [*self._findings.read(sentence, setting), *self._signs.read(sentence, setting)]

    def _document(
        self, document: Document, region: str, said: Said
    ) -> tuple[list[FoundFinding], list[FoundTreatment], list[Notice]]:
        text = document.text
        groups = self.pack.document_kind(document.kind).groups
        setting = setting_of(document, groups, region, performs=document.kind in self.reading.performed)
        orders = self._voices.orders(text)
        notices = [Notice(document.id, order.line, _SPOKEN.format(order.words), _KEPT) for order in orders]
        findings: list[FoundFinding] = []
        treatments: list[FoundTreatment] = []
        taken: list[Withdrawal] = []
        before, run, since, told_from, above, carried = 0, 0, 0, 0, "", ""
        one_day = self.reading.treatments.one_day
        heads = document.title, *(row for row in document.text.split("\n", 1)[:1] if len(row) <= HEADED)
        subject = next((kind for head in heads if (kind := self._heads(head).treatment) in one_day), "")
        if not subject and document.kind == self.reading.summary_document:
            subject = self._treatments.sole(document.text)
        effective: Given | None = None
        alone = document.kind in self.reading.performed and bool(self._treatments.sole(document.text))
        held = [*(order.span for order in orders), *self._voices.decided(text)]  # what states nothing of the person
        findings += self._headed.title(document, setting) if self.leads(document) else []
        seen: set[str] = set()
        graded, failed, own = "", "", self._treatments.own_of(document.kind)
        answer: Response = NOT_STATED
        for sentence, here, response in self._placed.of(document, setting, held, leads=self.leads(document)):
            here = replace(here, graded_before=graded) if graded else here
            findings += self._headed.read(document, sentence, setting, seen)
            told_here = self._changes.added(said.findings(sentence, here), sentence, here)
            told_here = at_lesions(told_here, self._of_lesions, self._marks)
            if sentence.line.day is not None:
                told_here = [replace(f, date=sentence.line.day) for f in told_here]
            kinds = {f.kind for f in told_here if f.levels and f.grade != NOT_STATED}
            graded = kinds.pop() if len(kinds) == 1 else ""
            marks, failed = named(sentence, self.lexicon), self._altogether.told(sentence, document.id) or failed
            details = bool(carried) and not marks and self._treatments.details(sentence, above)
            here = here.but(subject=subject, carried=carried if details else "")
            given = said.treatments(sentence, here)
            if details and given:
                treatments[told_from:] = completed(treatments[told_from:], given)
                told_here, given = [], []
            run = run if before < len(treatments) else len(treatments)
            headed = not own and (sentence.line.heading != above or bool(given and here.treatment))
            if not headed and (told_alone := self._responses.alone(sentence, own)) != NOT_STATED:
                answer = told_alone
                begin = 0 if own else self._responses.told_since(sentence, run, before, since)
                words = quoted(sentence, 0, len(sentence.words) - 1, document.id)[0]
                for n, one in enumerate(treatments[begin:], begin):
                    treatments[n] = answered(one, told_alone, words) if own in ("", one.kind) else one
            since = since if sentence.line.heading == above else len(treatments)
            before, above = len(treatments), sentence.line.heading
            marks = marks or [m for m in self._treatments.marks(sentence, here) if given]
            effects = list(self._effects.read(sentence, here, marks, given, effective))
            effects = effects or self._effects.alike.read(sentence, given, effective, findings, document.id)
            earlier = () if given or effective is None else tuple(t for t in treatments if t.kind == effective.kind)
            given += given_again(given or earlier, effects, self.lexicon.reading.treatments.counted)
            effective = self._effects.given(sentence, marks, given, effective, carried=details, alone=alone)
            measured = {(f.kind, f.number) for f in effects}
            told_here = [f for f in told_here if (f.kind, f.number) not in measured] + effects
            subject = next((t.kind for t in reversed(given) if t.status == "present" and t.kind in one_day), subject)
            if not details:
                same = {(t.kind, t.status) for t in given}
                carried = given[0].kind if len(same) == 1 and given[0].status == "present" else ""
                told_from = len(treatments)
            if here.region == NOT_STATED:
                told_here = [placed_like(f, findings, lambda kind: self.pack.kind(kind).group) for f in told_here]
            findings += [f for f in told_here if not gives_way(f, told_here, self.lexicon)]
            taken += self._withdrawing.read(sentence, here, told_here, treated=bool(marks))
            for treatment in given:
                words = (sentence.line.place or sentence.line.heading).strip(" :")
                listed = len(sentence.words) <= LISTED and response != NOT_STATED
                treatments.append(answered(treatment, response, words) if listed else treatment)
        findings = self._withdrawing.applied(findings, taken) if taken else findings
        findings, row, told = by_addendum(text, findings, self._headings)
        notices += [Notice(document.id, row, one.words, "Compare both.") for one in told]
        findings = of_own_days(text, findings)
        if not self.leads(document):
            findings = self._studies.dated(text, findings)
            findings = operated(text, findings, self.pack.vocabulary.outdating, document.date)
        if document.kind == self.reading.summary_document:
            findings = self._second_hand.without(text, of_rows(text, findings))
        findings = self._back.findings(document, findings)
        treatments = self._altogether.answered(self._back.treatments(document, treatments), failed)
        course = of_one_course(treatments, text, own, document.date, self._responses.scored(text))
        if own and not any(t.kind == own and NOT_STATED not in (t.start, t.end) for t in course):
            log = logged(document, own, region, answer, self._missed)
            course = course if log is None else [*course, log]
        course = self._from_afar.applied(text, course)
        return sparse(counted(in_series(findings), document, self.lexicon), self._places), course, notices

    def _structured(
        self, document: Document, statements: Sequence[Statement], region: str, said: Said
    ) -> tuple[list[FoundFinding], list[FoundTreatment], list[Notice]]:
        """The facts of a document that holds one statement a line, the title above them."""
        findings: list[FoundFinding] = []
        treatments: list[FoundTreatment] = []
        notices: list[Notice] = []
        start = document.text.find("\n") + 1
        for n, statement in enumerate(statements, 2):
            line = document.model_copy(update={"text": statement.text, "title": document.kind})
            named = (self.region_of(line), statement.region, region)
            own, given, told = self._document(line, next((r for r in named if r != NOT_STATED), NOT_STATED), said)
            merged = merge(statement, own, given, document.id, self.lexicon, self._places)
            findings += [replace(f, span=f.span.moved(start)) for f in merged[0]]
            treatments += [replace(t, span=t.span.moved(start)) for t in merged[1]]
            notices += [replace(notice, line=n) for notice in told]
            start += len(statement.text) + 1
        return sparse(findings, self._places), treatments, notices

    def region_of(self, document: Document) -> str:
        """The region that a document speaks of."""
        return region_of(regions_in(document, self.lexicon))


_MAKING: Final = Lock()
_made = lru_cache(maxsize=2)(Reader)


def reader_of(pack: Pack) -> Reader:
    """The reader of a pack, made once, whoever asks at the same time. Raises CorpusError where its reading data is wrong."""
    with _MAKING:
        return _made(pack)


def read_record(documents: Sequence[Document], pack: Pack) -> Record:
    """The typed facts of documents. Raises CorpusError where the reading data of the pack is wrong."""
    return reader_of(pack).read(documents)
