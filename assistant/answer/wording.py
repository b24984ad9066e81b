"""What the words of a supposition say: findings and treatments, read by the reader of records as if a document told them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import Final

from ..check.trial import BEFORE, usual_document
from ..guard.analysed import Analysed
from ..intake.text.line import Line
from ..intake.text.sentence import Sentence, read_sentence
from ..model.base import NOT_STATED, Side
from ..model.case import Document, Finding, Treatment
from .opened import Opened

SUPPOSED: Final = "supposed-"
"""Begins the ids of documents and facts that are supposed."""
SELDOM: Final = 0.25
"""Share of the readings of the most certain fact that another one needs: what only one kind of document would mean is not said."""
PARTS: Final = 4
"""Things that one question supposes."""
Read = tuple[tuple[Finding, ...], tuple[Treatment, ...]]
"""Findings and treatments that some words say."""


class FactReader:
    """Reads the words of suppositions about one case."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._pack = opened.context.pack
        self._words = opened.questions
        self._known: dict[str, Read] = {}
        """What was read in words that are asked about again: each reading tries every kind of document."""

    def indicative(self, text: str) -> str:
        """The supposition told as a fact."""
        plain = text.strip().rstrip("?.! ")
        for pattern in self._words.frames:
            plain = re.sub(pattern, "", plain, count=1, flags=re.IGNORECASE)
        for pattern, told in self._words.rewrites:
            plain = re.sub(pattern, told, plain, flags=re.IGNORECASE)
        numerals = self._opened.ground.lists.words.numerals
        return " ".join(str(numerals.get(word.lower(), word)) for word in plain.split())

    def facts(self, plain: str) -> tuple[tuple[Finding, ...], tuple[Treatment, ...], bool]:
        """What the words suppose, part by part where each part says something, else as a whole; whether nothing was left over."""
        parts = [p for p in re.split(r"\s*(?:,|;)?\s+and\s+|\s*[;,]\s+", plain) if p]
        read = [self._read(part) for part in parts] if 1 < len(parts) <= PARTS else []
        said = [bool(findings or treatments) for findings, treatments in read]
        if not all(said) or not read:
            apart, read = read, [self._read(plain)]
            # What says nothing by itself may say more of the rest: how a treatment went.
            said = [] if _told_in(read) > _told_in(apart) else said
        findings = {(f.kind, f.of, *f.levels): f for found, _ in read for f in found}
        treatments = {t.kind: t for _, given in read for t in given}
        if findings:
            known = {t.kind for t in self._opened.context.case.treatments}
            treatments = {k: t for k, t in treatments.items() if k not in known or t.status == "absent" or _own(t)}
        return (
            tuple(f.model_copy(update={"id": f"{SUPPOSED}f{n}"}) for n, f in enumerate(findings.values(), start=1)),
            tuple(t.model_copy(update={"id": f"{SUPPOSED}t{n}"}) for n, t in enumerate(treatments.values(), start=1)),
            all(said) or not any(said) or len(findings) + len(treatments) >= len(parts),
        )

    def _read(self, plain: str) -> Read:
        """What the reader reads in the words."""
        if plain not in self._known:
            self._known[plain] = self._tried(plain)
        return self._known[plain]

    def _tried(self, plain: str) -> Read:
        """What the words say, tried as the text of each kind of document and section: the fullest reading of each."""
        findings: dict[tuple[str, ...], Finding] = {}
        treatments: dict[str, Treatment] = {}
        plain = self._spelt_out(plain)
        if not plain:
            return (), ()
        counts: Counter[tuple[str, ...]] = Counter()
        for document in self._frames(plain):
            read = self._opened.reader.read([document])
            counts.update({(f.kind, f.of, *f.levels) for f in read.findings})
            for f in read.findings:
                key = (f.kind, f.of, *f.levels)
                if key not in findings or _fullness(f) > _fullness(findings[key]):
                    findings[key] = f
            for t in read.treatments:
                if t.kind not in treatments or _fullness(t) > _fullness(treatments[t.kind]):
                    treatments[t.kind] = t
        often = max(counts.values(), default=0) * SELDOM
        findings = {key: f for key, f in findings.items() if counts[key] >= often}
        for kind in self._named_by_vocabulary(plain, {key[0] for key in findings}):
            findings[kind,] = Finding(id="x", kind=kind, side=self._side(plain), document="x", quote=plain)
        if not findings and not treatments and (graded := self._graded(plain)) is not None:
            findings[graded.kind,] = graded
        if any(f.of != NOT_STATED for f in findings.values()):
            bare = {f.kind for f in findings.values() if f.of != NOT_STATED}
            findings = {k: f for k, f in findings.items() if f.of != NOT_STATED or f.kind not in bare}
        day = self.day
        made = tuple(
            f.model_copy(
                update={
                    "id": f"{SUPPOSED}f{n}",
                    "document": SUPPOSED + slug(self._proving(self._pack.kind(f.kind).group)),
                    "quote": plain,
                    "date": day,
                }
            )
            for n, f in enumerate(findings.values(), start=1)
        )
        note = SUPPOSED + slug(self._proving_as(self._therapy))
        given = tuple(
            t.model_copy(update={"id": f"{SUPPOSED}t{n}", "document": note, "quote": plain})
            for n, t in enumerate(treatments.values(), start=1)
        )
        return made, given

    def _proving(self, group: str) -> str:
        """The kind of document in which a supposed finding of a group stands."""
        return self._proving_as(usual_document(group, self._pack))

    def _proving_as(self, usual: str) -> str:
        """A kind of document, or that of the summary which stands for it on file: beside a paper of its own it would stand for none."""
        on_file = [self._pack.document_kind(d.kind) for d in self._opened.context.case.documents]
        filed = {group for kind in on_file for group in kind.groups}
        wanted = set(self._pack.document_kind(usual).groups)
        return next((k.id for k in on_file if wanted & set(k.stands_for) and filed.isdisjoint(wanted)), usual)

    def _spelt_out(self, plain: str) -> str:
        """The words with the last word of a treatment under a professional written out, where it stands alone with a length."""
        plain = self._named_by_head(plain)
        told = self._opened.reader.reading.treatments.supervised_documents
        timed = self._words.lengths, self._words.days, r"\d{4}"
        if not told or not any(re.search(pattern, plain, re.IGNORECASE) for pattern in timed):
            return plain
        label = self._pack.treatment(told[0].split(":")[1]).label
        last = label.split()[-1]
        if any(m.role == "treatment" for m in self.sentence(plain).names):
            return plain
        return re.sub(rf"\b{re.escape(last)}\b", label, plain, count=1, flags=re.IGNORECASE)

    def _named_by_head(self, plain: str) -> str:
        """The words with a noun that several treatments share written out as the only one of them on record."""
        given = {t.kind for t in self._opened.context.case.treatments}
        for head in self._opened.reader.reading.treatments.heads:
            kinds = given.intersection(head.places)
            places = (place for words in head.places.values() for place in words)
            named = any(re.search(rf"\b{re.escape(p)}\b", plain, re.IGNORECASE) for p in places)
            if len(kinds) != 1 or named or any(m.role == "treatment" for m in self.sentence(plain).names):
                continue
            label = self._pack.treatment(kinds.pop()).label
            words = sorted(head.words, key=len, reverse=True)
            plain = re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", label, plain, count=1, flags=re.IGNORECASE)
        return self._with_treatment(plain)

    def _with_treatment(self, plain: str) -> str:
        """An effect in percent that names no treatment, behind the only one on record that has such an effect."""
        effects = self._opened.reader.reading.treatments.effects
        given = [k for k in effects.after if any(t.kind == k for t in self._opened.context.case.treatments)]
        trials = (phrase for phrases in effects.trials.values() for phrase in phrases)
        if any(re.search(rf"\b{re.escape(phrase)}(?!\w)", plain, re.IGNORECASE) for phrase in trials):
            return plain  # a trial has an effect of its own
        told = "%" in plain and any(re.search(rf"\b{re.escape(n)}\b", plain, re.IGNORECASE) for n in effects.nouns)
        if len(given) != 1 or not told or any(m.role == "treatment" for m in self.sentence(plain).names):
            return plain
        return f"{self._pack.treatment(given[0]).label}: {plain}"

    def _graded(self, plain: str) -> Finding | None:
        """A grade at a level that names nothing: of the noun whose kinds that scale grades."""
        sentence = self.sentence(plain)
        levels = tuple(level for mark in sentence.levels for level in mark.levels)
        named = frozenset(Analysed(plain, self._opened.ground.lexicon).text.stems)
        for mark in sentence.grades if levels else ():
            scale, _, grade = mark.value.partition(":")
            for head in self._opened.reader.reading.heads:
                if self._pack.kind(head.plain).scale == scale and named.isdisjoint(self._of_other_scales(scale)):
                    return Finding(id="x", kind=head.plain, levels=levels, grade=grade, document="x", quote=plain)
        return None

    def _of_other_scales(self, scale: str) -> frozenset[str]:
        """Stems in the names of what a scale does not grade: beside one of them the grade is of that, though nothing by this name is known."""
        names = self._opened.ground.lexicon.names_of
        kinds = {k.id: k.scale for k in self._pack.vocabulary.kinds}
        own = {stem for k, s in kinds.items() if s == scale for name in names.get(f"kind:{k}", ()) for stem in name}
        other = {
            stem
            for k, s in kinds.items()
            if s not in (scale, NOT_STATED)
            for name in names.get(f"kind:{k}", ())
            for stem in name
        }
        return frozenset(other - own)

    def _named_by_vocabulary(self, plain: str, read: Collection[str]) -> tuple[str, ...]:
        """Kinds that the words name and the reader of records leaves out, for in a record a bare name may be no finding.

        A name within a longer one counts as well: what is so in a special way is so.
        """
        sentence = self.sentence(plain)
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

    def sentence(self, plain: str) -> Sentence:
        return read_sentence(Line(plain, 0, ""), self._opened.reader.lexicon)

    def _side(self, plain: str) -> Side:
        sides = {m.value for m in self.sentence(plain).cued("side")}
        return sides.pop() if len(sides) == 1 else NOT_STATED  # type: ignore[return-value]

    def _frames(self, plain: str) -> Iterable[Document]:
        """The words as they could stand in a record."""
        sections = [s.headings[0] for s in self._opened.reader.reading.sections.values() if s.headings]
        for kind in self._kinds:
            for head in ("", *sections):
                text = f"{head.upper()}: {plain}." if head else f"{plain}."
                yield Document(id="x", title="Supposed", kind=kind, date=self.day, text=text)

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
    def note(self) -> str:
        """The supposed document of what a person or a clinician tells."""
        return SUPPOSED + slug(self._opened.reader.reading.default_document)

    @property
    def day(self) -> date:
        return self._opened.context.case.date - BEFORE


def _fullness(fact: Finding | Treatment) -> int:
    """How much a reading says."""
    return sum(value not in (NOT_STATED, (), "present") for value in fact.model_dump().values())


def _told_in(read: Iterable[Read]) -> int:
    """How much some readings say together."""
    return sum(map(_fullness, (f for found, _ in read for f in found))) + sum(
        map(_fullness, (t for _, given in read for t in given))
    )


def _own(treatment: Treatment) -> bool:
    """Whether anything is said of a treatment but what it did."""
    return any(getattr(treatment, name) != NOT_STATED for name in ("start", "end", "weeks", "sessions"))


def slug(kind: str) -> str:
    """A kind of document as part of an id."""
    return kind.replace("_", "-")
