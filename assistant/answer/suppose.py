"""A supposition read from a question: facts on trial, facts taken away, lines left out. The reader of records reads it."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from ..check.trial import usual_document
from ..guard.analysed import Analysed
from ..model.answer import Subject
from ..model.base import NOT_STATED
from ..model.case import Case, Finding, Treatment
from .bare_measure import measured
from .changed import in_documents, less, of_two_times, with_facts, without_lines
from .opened import Opened
from .question import topic
from .subject import SubjectReader
from .wording import PARTS, SUPPOSED, FactReader, slug

_SEVERAL: Final = re.compile(r"\s*(?:,|;)?\s+(?:and|but)(?: also)?\s+(?:if\s+)?|\s*;\s+", re.IGNORECASE)
"""What stands between two suppositions of one question."""


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
    taken: tuple[str, ...] = ()
    """Those of the facts removed in whose place nothing is supposed."""
    side: str = ""

    @property
    def anything(self) -> bool:
        """Whether something was understood."""
        return bool(self.findings or self.treatments or self.removed or self.left_out or self.setting or self.side)


class Supposer:
    """Reads suppositions about one case."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._pack = opened.context.pack
        self._words = opened.questions
        self._wording = FactReader(opened)

    def read(self, text: str, subject: Subject) -> Supposed:
        """The case as the question supposes it; `anything` is False where nothing was understood."""
        whole = self._one(text, subject)
        parts = _SEVERAL.split(text)
        filed = re.search(self._words.filed, text.lower()) is not None  # it hides what is supposed beside the reports
        if 1 < len(parts) <= PARTS and (filed or not (whole.findings and "part" not in whole.notes)):
            reader = SubjectReader(self._opened)
            read = [self._one(part, self._at(own, subject), own) for part, own in ((p, reader.read(p)) for p in parts)]
            if all(part.anything for part in read):
                return self._joined(read)
            if any(part.anything for part in read) and (filed or not (whole.findings or whole.treatments)):
                return replace(whole, notes=(*whole.notes, "part"))
        return whole

    def _at(self, own: Subject, whole: Subject) -> Subject:
        """What a part names; at the levels of the whole, where it names none."""
        return own if own.levels or own.lines else own.model_copy(update={"levels": whole.levels})

    def _joined(self, parts: Sequence[Supposed]) -> Supposed:
        """Several suppositions as one."""
        findings = [f for part in parts for f in part.findings]
        treatments = [t for part in parts for t in part.treatments]
        findings = [f.model_copy(update={"id": f"{SUPPOSED}f{n}"}) for n, f in enumerate(findings, start=1)]
        treatments = [t.model_copy(update={"id": f"{SUPPOSED}t{n}"}) for n, t in enumerate(treatments, start=1)]
        removed = tuple(dict.fromkeys(id for part in parts for id in part.removed))
        left = tuple(dict.fromkeys(id for part in parts for id in part.left_out))
        setting = next((part.setting for part in parts if part.setting), "")
        case = less(self._opened.context.case, removed)
        case = without_lines(case, left, self._pack) or case
        return Supposed(
            with_facts(case, findings, treatments, setting, self._opened),
            tuple(findings),
            tuple(treatments),
            removed,
            left,
            setting,
            tuple(dict.fromkeys(note for part in parts for note in part.notes)),
            tuple(id for part in parts for id in part.taken),
        )

    def _one(self, text: str, subject: Subject, own: Subject | None = None) -> Supposed:
        """One supposition; `own`: what it names by itself, where it is one of several, for it leaves out nothing else."""
        case = self._opened.context.case
        lower = text.lower()
        plain = self._wording.indicative(text)
        present = (f.quote.lower() for f in self._wording.facts(plain)[0] if f.status == "present")
        excludes = any(re.search(self._words.leaving_out, quote) for quote in present)  # a cause, and not a line
        left = () if excludes else self._left_out(lower, own or subject)
        if left and (cut := without_lines(case, left, self._pack)) is not None:
            return Supposed(cut, left_out=left)
        if re.search(self._words.filed, lower) and (shown := self._filed()):
            gone = tuple(f.id.removeprefix(SUPPOSED) for f in shown)
            return Supposed(with_facts(less(case, gone), shown, (), "", self._opened), shown, (), gone)
        if re.search(self._words.removal, lower):
            if gone := self._named(lower, subject):
                return Supposed(less(case, gone), removed=gone, taken=gone)
            if self._rests_on_none(plain):
                return Supposed(case, notes=("rests_on_none",))
        if gone := self._denied(plain):
            return Supposed(less(case, gone), removed=gone, taken=gone)
        if one := measured(plain, self._opened):
            return Supposed(*one, notes=("replaced",))
        findings, treatments, whole = self._wording.facts(plain)
        taken_away = re.search(self._words.removal, lower) is not None
        if not (findings or treatments or taken_away) and re.search(self._words.negated, plain.lower()):
            findings, treatments, whole = *self._negated(plain, subject), True
        findings = tuple(each for f in findings for each in self._throughout(f))
        findings, notes = self._placed(findings, subject)
        findings, gone = self._counted_out(findings, lower)
        if re.search(self._words.twice, lower):
            findings, treatments = of_two_times(findings, treatments, self._opened)
        treatments, filled = self._filled(treatments)
        replaced = gone or self._replaced(findings, treatments)
        if denied := {f.kind for f in findings if f.status == "absent"}:
            replaced = tuple(dict.fromkeys((*replaced, *self._gone_with(lower, denied))))
        if re.search(self._words.instead, lower):
            kinds = {f.kind for f in findings}
            moved = (f.id for f in case.findings if f.status == "present" and any(self._kin(k, f.kind) for k in kinds))
            replaced = tuple(dict.fromkeys((*replaced, *moved)))
        if re.search(self._words.nothing_else, lower) and findings:
            replaced = tuple(dict.fromkeys((*replaced, *self._beside(subject))))
        if replaced:
            findings = tuple(f if f.status == "absent" and f.levels else self._as_on_record(f) for f in findings)
        setting = self.setting(plain) if not (findings or treatments) else ""
        changed = with_facts(less(case, replaced), findings, treatments, setting, self._opened)
        whole = whole and not self._unread_figure(plain, findings, treatments)
        said = {"part": not whole, "filled": filled, "replaced": bool(replaced)}
        told = (*notes, *(id for id, so in said.items() if so))
        return Supposed(changed, findings, treatments, replaced, (), setting, told)

    def _unread_figure(self, plain: str, findings: Sequence[Finding], treatments: Sequence[Treatment]) -> bool:
        """Whether findings were read without a number from words that hold a figure with a unit, which no treatment read from them has."""
        if not findings or any(f.number != NOT_STATED for f in findings):
            return False
        units = {kind.unit for kind in self._pack.vocabulary.kinds if kind.unit != NOT_STATED}
        names = "|".join(sorted((re.escape(unit) for unit in units), key=len, reverse=True))
        figures = {float(m[1]) for m in re.finditer(rf"(?<![\w.-])(\d+(?:\.\d+)?)\s*(?:{names})(?!\w)", plain.lower())}
        held: set[object] = {n for t in treatments for n in (t.weeks, t.sessions)}
        return not figures <= held

    def setting(self, plain: str) -> str:
        """Another level of care that the words name."""
        lower, now = plain.lower(), self._opened.context.case.request.setting.kind
        for kind, names in self._opened.reader.reading.settings.items():
            if kind != now and any(len(n) > 3 and re.search(rf"\b{re.escape(n.lower())}\b", lower) for n in names):
                return kind
        return ""

    def _filed(self) -> tuple[Finding, ...]:
        """What the record tells second-hand, as the documents would state it that could prove it."""
        case, pack = self._opened.context.case, self._pack
        groups = {k.id: set(k.groups) for k in pack.vocabulary.documents}
        found = []
        for f in case.findings:
            usual = usual_document(pack.kind(f.kind).group, pack)
            if groups[usual].isdisjoint(groups[case.document(f.document).kind]):
                found.append(f.model_copy(update={"id": SUPPOSED + f.id, "document": SUPPOSED + slug(usual)}))
        return tuple(found)

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
        return named or self._loosely_named(text) or in_documents(case, subject.documents, self._pack)

    def _loosely_named(self, text: str) -> tuple[str, ...]:
        """Findings of the record one of whose names is made of words of the question."""
        lexicon = self._opened.ground.lexicon
        stems = Analysed(text, lexicon).text.stem_set
        return tuple(
            f.id
            for f in self._opened.context.case.findings
            if any(stems.issuperset(name) for name in lexicon.names_of.get(f"kind:{f.kind}", ()))
        )

    def _rests_on_none(self, plain: str) -> bool:
        """Whether the record has the words that the question takes away, and no fact of it is quoted from any of them."""
        words, case = frozenset(topic(plain, self._opened)), self._opened.context.case
        lexicon = self._opened.ground.lexicon
        facts: list[Finding | Treatment] = [*case.findings, *case.treatments]
        quotes = (Analysed(f.quote, lexicon).text.stem_set for f in facts)
        texts = (Analysed(d.text, lexicon).text.stem_set for d in case.documents)
        return bool(words) and any(words <= text for text in texts) and not any(words <= quote for quote in quotes)

    def _negated(self, plain: str, subject: Subject) -> tuple[tuple[Finding, ...], tuple[Treatment, ...]]:
        """What the record has and the words deny, as denied; of a kind that it has not, the kind itself."""
        case, day = self._opened.context.case, self._wording.day
        ids = set(self._named(plain.lower(), subject))
        new: dict[str, object] = {"status": "absent", "quote": plain, "document": self._wording.note}
        findings = [f for f in case.findings if f.id in ids and f.status == "present"]
        treatments = [t for t in case.treatments if t.id in ids and t.status == "present"]
        missing = [k for k in subject.kinds if not ids and self._pack.kind(k).scale == NOT_STATED][:1]
        made = [Finding(id="x", kind=k, status="absent", document=self._wording.note, quote=plain) for k in missing]
        open_ = dict.fromkeys(("grade", "number", "unit"), NOT_STATED)
        made += [f.model_copy(update={**new, **open_, "date": day}) for f in findings]
        length = dict.fromkeys(("start", "end", "weeks", "sessions", "response"), NOT_STATED)
        given = [t.model_copy(update={**new, **length}) for t in treatments]
        return (
            tuple(f.model_copy(update={"id": f"{SUPPOSED}f{n}"}) for n, f in enumerate(made, start=1)),
            tuple(t.model_copy(update={"id": f"{SUPPOSED}t{n}"}) for n, t in enumerate(given, start=1)),
        )

    def _throughout(self, new: Finding) -> list[Finding]:
        """A plain noun that is denied, as each of the kinds that its place makes of it and the record has."""
        places = next((h.places for h in self._opened.reader.reading.heads if h.plain == new.kind), {})
        held = {f.kind for f in self._opened.context.case.findings if f.status == "present" and f.kind in places}
        if new.status != "absent" or not held:
            return [new]
        return [new.model_copy(update={"kind": kind, "id": f"{new.id}-{kind}"}) for kind in sorted(held)]

    def _beside(self, subject: Subject) -> tuple[str, ...]:
        """Findings of the reports that the question names (a summary of several is none), at its levels: they show nothing else."""
        case = self._opened.context.case
        levels = set(subject.levels) or {lv for ln in self._opened.lines(subject.lines) for lv in ln.levels}
        whole = {d.id for d in case.documents if self._pack.document_kind(d.kind).stands_for}
        named = (f for f in case.findings if f.document in set(subject.documents) - whole and f.levels)
        return tuple(f.id for f in named if not levels.isdisjoint(self._expanded(f)))

    def _gone_with(self, text: str, denied: Set[str]) -> tuple[str, ...]:
        """Findings of the record that do not outlive what the question denies: those that its words name loosely, and those that
        are measured by them. Who denies a change does not deny what changes.
        """
        lasting = {kind for id in denied for kind in self._pack.kind(id).measured_by}
        present = [f for f in self._opened.context.case.findings if f.status == "present" and f.kind not in lasting]
        named = set(self._loosely_named(text))
        kinds = {f.kind for f in present if f.id in named}
        measured = {k.id for k in self._pack.vocabulary.kinds if kinds.intersection(k.measured_by)}
        return tuple(f.id for f in present if f.id in named or f.kind in measured)

    def _denied(self, plain: str) -> tuple[str, ...]:
        """Facts of the record that the words deny without naming them in a row: one of their names is made of words of the question."""
        sentence = self._wording.sentence(plain)
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
            made.append(self._sided(f))
        return tuple(made), (("placed",) if moved else ())

    def _sided(self, new: Finding) -> Finding:
        """A graded finding that names no side, on that for which its levels are requested: of the other nobody asks."""
        if new.side != NOT_STATED or new.grade == NOT_STATED or not new.levels:
            return new
        levels = set(self._expanded(new))
        at = {ln.id for ln in self._opened.outcome.lines if not levels.isdisjoint(ln.levels)}
        sides = {ln.side for ln in self._opened.context.case.request.lines if ln.id in at} - {NOT_STATED}
        return new.model_copy(update={"side": sides.pop()}) if len(sides) == 1 else new

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
                    end = self._wording.day
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
            for old in case.findings:
                same_place = not new.levels or not old.levels or self._one_place(new, old)
                same_part = NOT_STATED in (new.of, old.of) or new.of == old.of
                if self._kin(new.kind, old.kind) and same_place and same_part:
                    gone.append(old.id)
        gone += [t.id for t in case.treatments if any(t.kind == new.kind for new in treatments)]
        return tuple(dict.fromkeys(gone))

    def _counted_out(self, findings: tuple[Finding, ...], lower: str) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
        """A supposed number in the place of the one that the question counts out ("the second") of several that the record has by
        their days; with the fact replaced.
        """
        ordinals = self._opened.ground.lists.words.ordinals
        counted = [at for word, at in ordinals.items() if re.search(rf"\b(?:the|his|her|their) {word}\b", lower)]
        if len(findings) != 1 or findings[0].number == NOT_STATED:
            return findings, ()
        new = findings[0]
        known = [f for f in self._opened.context.case.findings if f.kind == new.kind and f.number != NOT_STATED]
        dated = sorted((f for f in known if f.date != NOT_STATED), key=lambda f: str(f.date))
        if not counted or len(dated) < 2 or len(dated) < len(known):
            return findings, ()
        if not -len(dated) <= counted[0] < len(dated):
            return findings, ()
        old = dated[counted[0]]
        kept = {"number": new.number, "unit": new.unit, "document": new.document, "quote": new.quote}
        return (old.model_copy(update={**kept, "id": new.id}),), (old.id,)

    def _kin(self, new: str, old: str) -> bool:
        heads = {h.plain: set(h.places) for h in self._opened.reader.reading.heads}
        return new == old or (self._pack.kind(new).scale != NOT_STATED and old in heads.get(new, ()))

    def _as_on_record(self, new: Finding) -> Finding:
        """A plain finding as the kind that the record has of it at its level, with its side; one without a level takes
        side and part of the only finding that the record has of its kind.
        """
        heads = {h.plain: set(h.places) for h in self._opened.reader.reading.heads}
        levels = set(self._expanded(new))
        for old in self._opened.context.case.findings:
            if not levels.isdisjoint(self._expanded(old)) and (
                old.kind in heads.get(new.kind, ()) or old.kind == new.kind
            ):
                side = old.side if new.side == NOT_STATED else new.side
                return new.model_copy(update={"kind": old.kind, "side": side})
        alike = [f for f in self._opened.context.case.findings if f.kind == new.kind]
        if levels or len(alike) != 1 or alike[0].levels:
            return new
        missing = {name for name in ("side", "of") if getattr(new, name) == NOT_STATED}
        return new.model_copy(update={name: getattr(alike[0], name) for name in missing})

    def _expanded(self, finding: Finding) -> tuple[str, ...]:
        return tuple(level for text in finding.levels for level in self._pack.levels.places(text))

    def _one_place(self, new: Finding, old: Finding) -> bool:
        """Whether two findings that name levels may be of one place: two landmarks beside each other are two, though one level joins them."""
        levels = self._pack.levels
        one, other = (frozenset(lv for text in f.levels for lv in levels.named(text)) for f in (new, old))
        return levels.may_concern(one, other) or levels.may_concern(other, one)

    # --- Lines -----------------------------------------------------------------------------------------------------------

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
