"""A supposition read from a question: facts on trial, facts taken away, lines left out. The reader of records reads it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from ..check.trial import BEFORE, usual_document
from ..guard.analysed import Analysed
from ..intake.text.layout import Line
from ..intake.text.sentence import Sentence, read_sentence
from ..model.answer import Subject
from ..model.base import NOT_STATED, Side
from ..model.case import Case, Document, Finding, RequestedSetting, RequestLine, Treatment
from .opened import Opened

SUPPOSED: Final = "supposed-"
"""Begins the ids of documents and facts that are supposed."""
PARTS: Final = 4
"""Things that one question supposes."""


@dataclass(frozen=True)
class Supposed:
    """What a question supposes, and the case changed by it."""

    case: Case
    findings: tuple[Finding, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    removed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    setting: str = ""
    notes: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether something was understood."""
        return bool(self.findings or self.treatments or self.removed or self.left_out or self.setting)


class Supposer:
    """Reads suppositions about one case."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._pack = opened.context.pack
        self._words = opened.questions

    def read(self, text: str, subject: Subject) -> Supposed:
        """The case as the question supposes it; `anything` is False where nothing was understood."""
        case = self._opened.context.case
        lower = text.lower()
        plain = self._indicative(text)
        if (left := self._left_out(lower, subject)) and (cut := self._without(case, left)) is not None:
            return Supposed(cut, left_out=left)
        if re.search(self._words.removal, lower) and (gone := self._named(lower, subject)):
            return Supposed(_less(case, gone), removed=gone)
        if gone := self._denied(plain):
            return Supposed(_less(case, gone), removed=gone)
        findings, treatments, whole = self._facts(plain)
        findings, notes = self._placed(findings, subject)
        treatments, filled = self._filled(treatments)
        replaced = self._replaced(findings, treatments)
        if replaced:
            findings = tuple(self._as_on_record(f) for f in findings)
        setting = self.setting(plain) if not (findings or treatments) else ""
        changed = self._with(_less(case, replaced), findings, treatments, setting)
        told = (
            *notes,
            *(() if whole else ("part",)),
            *(("filled",) if filled else ()),
            *(("replaced",) if replaced else ()),
        )
        return Supposed(changed, findings, treatments, replaced, (), setting, told)

    # --- Words --------------------------------------------------------------------------------------------------------

    def _indicative(self, text: str) -> str:
        """The supposition told as a fact."""
        plain = text.strip().rstrip("?.! ")
        for pattern in self._words.frames:
            plain = re.sub(pattern, "", plain, count=1, flags=re.IGNORECASE)
        for pattern, told in self._words.rewrites:
            plain = re.sub(pattern, told, plain, flags=re.IGNORECASE)
        numerals = self._opened.ground.lists.words.numerals
        return " ".join(str(numerals.get(word.lower(), word)) for word in plain.split())

    def _facts(self, plain: str) -> tuple[tuple[Finding, ...], tuple[Treatment, ...], bool]:
        """What the words suppose, part by part where each part says something, else as a whole; whether nothing was left over."""
        parts = [p for p in re.split(r"\s*(?:,|;)?\s+and\s+|\s*[;,]\s+", plain) if p]
        read = [self._read(part) for part in parts] if 1 < len(parts) <= PARTS else []
        said = [bool(findings or treatments) for findings, treatments in read]
        if not all(said) or not read:
            read = [self._read(plain)]
        findings = {(f.kind, f.of, *f.levels): f for found, _ in read for f in found}
        treatments = {t.kind: t for _, given in read for t in given}
        return (
            tuple(f.model_copy(update={"id": f"{SUPPOSED}f{n}"}) for n, f in enumerate(findings.values(), start=1)),
            tuple(t.model_copy(update={"id": f"{SUPPOSED}t{n}"}) for n, t in enumerate(treatments.values(), start=1)),
            all(said) or not any(said) or len(findings) + len(treatments) >= len(parts),
        )

    def _read(self, plain: str) -> tuple[tuple[Finding, ...], tuple[Treatment, ...]]:
        """What the reader reads in the words, tried as the text of each kind of document and section: the fullest reading of each."""
        findings: dict[tuple[str, ...], Finding] = {}
        treatments: dict[str, Treatment] = {}
        plain = self._spelt_out(plain)
        if not plain:
            return (), ()
        for document in self._frames(plain):
            read = self._opened.reader.read([document])
            for f in read.findings:
                key = (f.kind, f.of, *f.levels)
                if key not in findings or _fullness(f) > _fullness(findings[key]):
                    findings[key] = f
            for t in read.treatments:
                if t.kind not in treatments or _fullness(t) > _fullness(treatments[t.kind]):
                    treatments[t.kind] = t
        for kind in self._named_by_vocabulary(plain, {key[0] for key in findings}):
            findings[kind,] = Finding(id="x", kind=kind, side=self._side(plain), document="x", quote=plain)
        if not findings and not treatments and (graded := self._graded(plain)) is not None:
            findings[graded.kind,] = graded
        if any(f.of != NOT_STATED for f in findings.values()):
            bare = {f.kind for f in findings.values() if f.of != NOT_STATED}
            findings = {k: f for k, f in findings.items() if f.of != NOT_STATED or f.kind not in bare}
        day = self._day
        made = tuple(
            f.model_copy(
                update={
                    "id": f"{SUPPOSED}f{n}",
                    "document": SUPPOSED + _slug(usual_document(self._pack.kind(f.kind).group, self._pack)),
                    "quote": plain,
                    "date": day,
                }
            )
            for n, f in enumerate(findings.values(), start=1)
        )
        note = SUPPOSED + _slug(self._therapy)
        given = tuple(
            t.model_copy(update={"id": f"{SUPPOSED}t{n}", "document": note, "quote": plain})
            for n, t in enumerate(treatments.values(), start=1)
        )
        return made, given

    def _spelt_out(self, plain: str) -> str:
        """The words with the last word of a treatment under a professional written out, where it stands alone with a length."""
        told = self._opened.reader.reading.treatments.supervised_documents
        if not told or not re.search(self._words.lengths, plain, re.IGNORECASE):
            return plain
        label = self._pack.treatment(told[0].split(":")[1]).label
        last = label.split()[-1]
        if any(m.role == "treatment" for m in self._sentence(plain).names):
            return plain
        return re.sub(rf"\b{re.escape(last)}\b", label, plain, count=1, flags=re.IGNORECASE)

    def _graded(self, plain: str) -> Finding | None:
        """A grade at a level that names nothing: of the noun whose kinds that scale grades."""
        sentence = self._sentence(plain)
        levels = tuple(level for mark in sentence.levels for level in mark.levels)
        for mark in sentence.grades if levels else ():
            scale, _, grade = mark.value.partition(":")
            for head in self._opened.reader.reading.heads:
                if self._pack.kind(head.plain).scale == scale:
                    return Finding(id="x", kind=head.plain, levels=levels, grade=grade, document="x", quote=plain)
        return None

    def _named_by_vocabulary(self, plain: str, read: Collection[str]) -> tuple[str, ...]:
        """Kinds that the words name and the reader of records leaves out, for in a record a bare name may be no finding.

        A name within a longer one counts as well: what is so in a special way is so.
        """
        sentence = self._sentence(plain)
        if sentence.cued("negation") or sentence.cued("negated_after") or sentence.cued("uncertain"):
            return ()
        lexicon = self._opened.ground.lexicon
        analysed = Analysed(plain, lexicon)
        placed = {k for h in self._opened.reader.reading.heads for k in (h.plain, *h.places)}
        runs = {n: set(zip(*(analysed.text.stems[i:] for i in range(n)), strict=False)) for n in range(2, 6)}
        return tuple(
            kind.id
            for kind in self._pack.vocabulary.kinds
            if kind.id not in placed
            and kind.id not in read
            and (
                f"kind:{kind.id}" in analysed.concepts
                or any(name in runs.get(len(name), ()) for name in lexicon.names_of.get(f"kind:{kind.id}", ()))
            )
        )

    def _sentence(self, plain: str) -> Sentence:
        return read_sentence(Line(plain, 0, ""), self._opened.reader.lexicon)

    def _side(self, plain: str) -> Side:
        sides = {m.value for m in self._sentence(plain).cued("side")}
        return sides.pop() if len(sides) == 1 else NOT_STATED  # type: ignore[return-value]

    def _frames(self, plain: str) -> Iterable[Document]:
        """The words as they could stand in a record."""
        sections = [s.headings[0] for s in self._opened.reader.reading.sections.values() if s.headings]
        for kind in self._kinds:
            for head in ("", *sections):
                text = f"{head.upper()}: {plain}." if head else f"{plain}."
                yield Document(id="x", title="Supposed", kind=kind, date=self._day, text=text)

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        """One kind of document for each set of groups."""
        unlike = {kind.groups: kind.id for kind in reversed(self._pack.vocabulary.documents)}
        return tuple(reversed(unlike.values()))

    @cached_property
    def _therapy(self) -> str:
        """The kind of document that a treatment is told in by who gave it; else the first."""
        told = self._opened.reader.reading.treatments.supervised_documents
        return told[0].split(":")[0] if told else self._pack.vocabulary.documents[0].id

    @property
    def _day(self) -> date:
        return self._opened.context.case.date - BEFORE

    def setting(self, plain: str) -> str:
        """Another level of care that the words name."""
        lower, now = plain.lower(), self._opened.context.case.request.setting.kind
        for kind, names in self._opened.reader.reading.settings.items():
            if kind != now and any(len(n) > 3 and re.search(rf"\b{re.escape(n.lower())}\b", lower) for n in names):
                return kind
        return ""

    # --- Facts of the record ------------------------------------------------------------------------------------------

    def _named(self, text: str, subject: Subject) -> tuple[str, ...]:
        """Facts of the record that the question names."""
        case = self._opened.context.case
        levels = set(subject.levels)
        found = [
            f.id
            for f in case.findings
            if f.kind in subject.kinds and (not levels or not f.levels or levels & set(self._expanded(f)))
        ]
        named = (*found, *(t.id for t in case.treatments if t.kind in subject.treatments))
        return named or self._loosely_named(text)

    def _loosely_named(self, text: str) -> tuple[str, ...]:
        """Findings of the record one of whose names is made of words of the question."""
        lexicon = self._opened.ground.lexicon
        stems = Analysed(text, lexicon).text.stem_set
        return tuple(
            f.id
            for f in self._opened.context.case.findings
            if any(stems.issuperset(name) for name in lexicon.names_of.get(f"kind:{f.kind}", ()))
        )

    def _denied(self, plain: str) -> tuple[str, ...]:
        """Facts of the record that the words deny without naming them in a row: one of their names is made of words of the question."""
        sentence = self._sentence(plain)
        if not (sentence.cued("negation") or sentence.cued("no_negation")):
            return ()
        lexicon = self._opened.ground.lexicon
        stems = Analysed(plain, lexicon).text.stem_set
        named = {
            kind.id
            for kind in self._pack.vocabulary.kinds
            for name in lexicon.names_of.get(f"kind:{kind.id}", ())
            if len(name) > 1 and stems.issuperset(name)
        }
        return tuple(f.id for f in self._opened.context.case.findings if f.kind in named and f.status == "present")

    def _placed(self, findings: Sequence[Finding], subject: Subject) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
        """Findings of a level that name none: at the levels asked about, or at all that are requested."""
        reading = self._opened.reader.lexicon.reading_of
        levels = subject.levels or tuple(
            dict.fromkeys(level for line in self._opened.lines(subject.lines) for level in line.levels)
        )
        region = self._opened.context.evidence.regions
        made, moved = [], False
        for f in findings:
            if reading(f.kind).levels and not f.levels and levels:
                moved = True
                f = f.model_copy(update={"levels": levels, "region": NOT_STATED})
            elif not f.levels and f.region == NOT_STATED and len(region) == 1 and not reading(f.kind).person:
                f = f.model_copy(update={"region": region[0]})
            made.append(f)
        return tuple(made), (("placed",) if moved else ())

    def _filled(self, treatments: Sequence[Treatment]) -> tuple[tuple[Treatment, ...], bool]:
        """Treatments with what the question leaves open: recent, and without lasting effect."""
        made, filled = [], False
        region = self._opened.context.evidence.regions
        for t in treatments:
            own: dict[str, object] = {}
            if t.status == "present":
                if t.response == NOT_STATED:
                    own["response"] = "none"
                if t.start == NOT_STATED and t.end == NOT_STATED and t.weeks != NOT_STATED:
                    end = self._day
                    own |= {"start": end - timedelta(days=round(t.weeks * 7)), "end": end}
            if t.region == NOT_STATED and len(region) == 1:
                own["region"] = region[0]
            filled = filled or bool(own.keys() - {"region"})
            made.append(t.model_copy(update=own))
        return tuple(made), filled

    def _replaced(self, findings: Sequence[Finding], treatments: Sequence[Treatment]) -> tuple[str, ...]:
        """Facts of the record in whose place a supposed one stands: of the same kind, or of one that a place makes of it."""
        case = self._opened.context.case
        gone = []
        for new in findings:
            levels = set(self._expanded(new))
            for old in case.findings:
                same_place = not levels or not old.levels or not levels.isdisjoint(self._expanded(old))
                same_part = NOT_STATED in (new.of, old.of) or new.of == old.of
                if self._kin(new.kind, old.kind) and same_place and same_part:
                    gone.append(old.id)
        gone += [t.id for t in case.treatments if any(t.kind == new.kind for new in treatments)]
        return tuple(dict.fromkeys(gone))

    def _kin(self, new: str, old: str) -> bool:
        heads = {h.plain: set(h.places) for h in self._opened.reader.reading.heads}
        return new == old or (self._pack.kind(new).scale != NOT_STATED and old in heads.get(new, ()))

    def _as_on_record(self, new: Finding) -> Finding:
        """A plain finding as the kind that the record has of it at its level, with its side."""
        heads = {h.plain: set(h.places) for h in self._opened.reader.reading.heads}
        levels = set(self._expanded(new))
        for old in self._opened.context.case.findings:
            if not levels.isdisjoint(self._expanded(old)) and (
                old.kind in heads.get(new.kind, ()) or old.kind == new.kind
            ):
                side = old.side if new.side == NOT_STATED else new.side
                return new.model_copy(update={"kind": old.kind, "side": side})
        return new

    def _expanded(self, finding: Finding) -> tuple[str, ...]:
        return tuple(level for text in finding.levels for level in self._pack.levels.places(text))

    # --- The changed case -----------------------------------------------------------------------------------------------

    def _with(self, case: Case, findings: Sequence[Finding], treatments: Sequence[Treatment], setting: str) -> Case:
        """The case with supposed facts, each in a supposed document of the kind that proves it."""
        texts: dict[str, list[str]] = {}
        facts: list[Finding | Treatment] = [*findings, *treatments]
        for fact in facts:
            texts.setdefault(fact.document, []).append(fact.quote)
        documents = tuple(
            Document(id=id, title=self._kind_of(id), kind=self._kind_of(id), date=self._day, text="\n".join(words))
            for id, words in texts.items()
        )
        request = case.request
        if setting:
            request = request.model_copy(update={"setting": RequestedSetting.model_validate({"kind": setting})})
        return case.model_copy(
            update={
                "documents": (*case.documents, *documents),
                "findings": (*case.findings, *findings),
                "treatments": (*case.treatments, *treatments),
                "request": request,
            }
        )

    def _kind_of(self, id: str) -> str:
        return next(k.id for k in self._pack.vocabulary.documents if SUPPOSED + _slug(k.id) == id)

    def _left_out(self, lower: str, subject: Subject) -> tuple[str, ...]:
        """Lines, or levels of lines, that the question leaves out of the request or alone keeps in it."""
        keeps = re.search(self._words.keeping, lower) and re.search(self._words.requesting, lower)
        drops = re.search(self._words.leaving_out, lower)
        facts = bool(self._named(lower, subject)) and not (subject.stages or subject.unrequested)
        if not (keeps or drops) or not (subject.lines or subject.levels):
            return ()
        if facts and drops and not keeps and not re.search(self._words.requesting, lower) and not subject.lines:
            return ()
        named = {
            (line.id, level)
            for line in self._opened.lines(subject.lines)
            for level in (line.levels or ("",))
            if not subject.levels or level in subject.levels
        }
        every = {(line.id, level) for line in self._opened.outcome.lines for level in (line.levels or ("",))}
        gone = every - named if keeps and not drops else named
        if gone == every:
            return ()
        whole = {
            line.id for line in self._opened.outcome.lines if all((line.id, lv) in gone for lv in line.levels or ("",))
        }
        parts = [f"{id}@{level}" for id, level in sorted(gone) if id not in whole]
        return (*sorted(whole), *parts)

    def _without(self, case: Case, left: Sequence[str]) -> Case | None:
        """The case with lines or levels left out of the request."""
        kept: list[RequestLine] = []
        for line in case.request.lines:
            gone = {part.split("@")[1] for part in left if part.startswith(f"{line.id}@")}
            if line.id in left:
                continue
            levels = tuple(
                lv for text in line.levels for lv in self._pack.levels_asked(line.code, text) if lv not in gone
            )
            kept.append(line.model_copy(update={"levels": levels}) if gone else line)
        if not kept:
            return None
        return case.model_copy(update={"request": case.request.model_copy(update={"lines": tuple(kept)})})


def _less(case: Case, ids: Sequence[str]) -> Case:
    """The case without some facts."""
    return case.model_copy(
        update={
            "findings": tuple(f for f in case.findings if f.id not in ids),
            "treatments": tuple(t for t in case.treatments if t.id not in ids),
        }
    )


def _fullness(fact: Finding | Treatment) -> int:
    """How much a reading says."""
    return sum(value not in (NOT_STATED, (), "present") for value in fact.model_dump().values())


def _slug(kind: str) -> str:
    return kind.replace("_", "-")
