"""What the model is given for one section: the composer's statements as points, and all that it may rest on, under ids of
their own.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from ..draft import Context
from ..guard import Ground
from ..guard.analysed import Analysed
from ..model.base import NOT_STATED
from ..model.document import Basis, Block, Draft, OutcomeRef, Section, Statement
from ..model.policy import Criterion, Restriction
from .excerpts import Excerpt, chosen, excerpts, telling
from .ids import Ids, about, place
from .material import document_rows, fact_row, marker, told_once
from .prompts import as_json
from .spare import uncited

LEAD: Final = "lead"
SPARE: Final = 6
"""Passages offered to a section beyond those that its points cite."""
EXTRAS: Final = 3
"""Statements that a section may gain from them."""
QUOTED: Final = 2
"""Statements that it may gain from what the record holds beside its points."""
PLAIN: Final = (LEAD, "summary", "steps", "restrictions", "alternative", "setting")
"""Sections that gain none: they say what was decided and what to do."""

Form = Literal["prose", "bullets", "steps"]
Handle = tuple[Literal["finding", "treatment", "criterion", "outcome"], str | OutcomeRef]


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One statement of the composer, to be told again. Each is itself alone: to compare what they hold would take longer than
    to judge the statements that tell them.
    """

    id: str
    statement: Statement
    block: int
    """Place of its block in the section."""
    alone: bool
    """Whether a statement that tells it tells no other labelled point."""


@dataclass(frozen=True)
class Brief:
    """One section to be written."""

    section: Section
    """The composer's; the lead is given as a section too, without its first statement, which is the disposition's own."""
    points: tuple[Point, ...]
    handles: dict[str, Handle] = field(hash=False)
    """What each id of a basis stands for."""
    spare: frozenset[str]
    """Facts that no statement of the composer cites, offered to this section alone."""
    material: str
    """JSON."""
    prompt: str = "section"
    """Template that it is told under."""
    heading: str = ""
    """Title that the model is given; empty: the section's."""
    beside: frozenset[str] = frozenset()
    """Ids of findings and treatments of the record that no statement of the composer tells, offered to it alone."""
    excerpts: tuple[Excerpt, ...] = ()
    """Sentences of the record that no typed fact holds, offered to it alone."""
    hidden: frozenset[str] = frozenset()
    """Points that the model is not shown: the composer's words tell them."""

    @property
    def form(self) -> Form:
        """How its statements are set."""
        forms = {block.form for block in self.section.blocks}
        return "steps" if "steps" in forms else "bullets" if "bullets" in forms else "prose"

    @property
    def fence(self) -> str:
        """The line before and after the material; what stands between cannot hold it."""
        return f"===== {hashlib.sha256(self.material.encode()).hexdigest()[:16]} ====="

    @property
    def extras(self) -> int:
        """Statements on sources that may be added."""
        return EXTRAS if self.spare else 0

    @property
    def quoted(self) -> int:
        """Statements on the record that may be added."""
        return QUOTED if self.beside or self.excerpts else 0

    def basis(self, ids: Iterable[str]) -> tuple[Basis, tuple[str, ...]]:
        """What ids stand for, and those that stand for nothing."""
        ids = tuple(dict.fromkeys(ids))
        known = [self.handles[id] for id in ids if id in self.handles]

        def of(kind: str) -> tuple[str, ...]:
            return tuple(str(value) for what, value in known if what == kind)

        outcomes = tuple(value for _, value in known if isinstance(value, OutcomeRef))
        basis = Basis(findings=of("finding"), treatments=of("treatment"), criteria=of("criterion"), outcomes=outcomes)
        return basis, tuple(id for id in ids if id not in self.handles)


Recast = Callable[[Brief], Brief]
"""What becomes of a brief before it is told, for measurements."""


def as_it_is(brief: Brief) -> Brief:
    """The brief."""
    return brief


def briefs(draft: Draft, context: Context, ground: Ground) -> tuple[Brief, ...]:
    """The lead and every section with something to tell, in order of reading."""
    sections = list(draft.sections)
    if len(draft.lead) > 1:
        block = Block(form="paragraph", statements=draft.lead[1:])
        sections.insert(0, Section(id=LEAD, title="Verdict in brief", blocks=(block,)))
    cited = {ref for s in _everywhere(draft) for ref in s.facts()}
    free = _Free(uncited(cited, context, ground), _unused(draft, ground), excerpts(ground, context.pack))
    return tuple(_Maker(section, context, ground).brief(free) for section in sections)


@dataclass
class _Free:
    """What no statement of the composer tells. Each goes to one section, so that no two say the same."""

    passages: list[str]
    facts: list[Handle]
    excerpts: list[Excerpt]


def _unused(draft: Draft, ground: Ground) -> list[Handle]:
    """Findings and treatments that no statement of the composer rests on."""
    used = {id for s in _everywhere(draft) for id in (*s.basis.findings, *s.basis.treatments)}
    facts: list[Handle] = [("finding", id) for id in ground.findings if id not in used]
    return [*facts, *(("treatment", id) for id in ground.treatments if id not in used)]


def _everywhere(draft: Draft) -> tuple[Statement, ...]:
    return (*draft.lead, *(s for section in draft.sections for b in section.blocks for s in b.statements))


class _Maker:
    """One brief in the making."""

    def __init__(self, section: Section, context: Context, ground: Ground) -> None:
        self.section = section
        self.context = context
        self.ground = ground
        self.handles: dict[str, Handle] = {}
        self.ids: dict[Handle, str] = {}
        self.own = Ids()

    def brief(self, free: _Free) -> Brief:
        """The brief; spare passages are taken out of `free`."""
        points = tuple(
            Point(self.own.of("p", *about(s)), s, at, block.form != "paragraph" and s.label != NOT_STATED)
            for at, block in enumerate(self.section.blocks)
            for s in block.statements
        )
        rows = [self._point(p) for p in points]
        record, criteria, outcomes = self._record(), self._criteria(), self._outcomes()
        spare = self._spare(free.passages)
        beside, spoken = self._beside(free)
        cited = list(dict.fromkeys(ref for p in points for ref in p.statement.facts()))
        material = {
            "section": self.section.id,
            **self._case(),
            "documents": document_rows(
                self.context.case.documents,
                [*(row["marker"] for row in (*record, *beside)), *(marker(e.document) for e in spoken)],
            ),
            "record": [*record, *beside],
            "criteria": told_once(criteria),
            "outcomes": outcomes,
            "passages": [self._passage(ref, spare) for ref in (*cited, *spare)],
            **({"excerpts": [{"marker": marker(e.document), "text": e.text} for e in spoken]} if spoken else {}),
            "points": rows,
        }
        return Brief(
            self.section,
            points,
            self.handles,
            frozenset(spare),
            as_json(material),
            beside=frozenset(str(row["id"]) for row in beside),
            excerpts=tuple(spoken),
        )

    # --- points and what they rest on -----------------------------------------------------------------------------

    def _id(self, letter: str, handle: Handle) -> str:
        if handle not in self.ids:
            kind, value = handle
            self.ids[handle] = self.own.of(letter, kind, place(value) if isinstance(value, OutcomeRef) else value)
            self.handles[self.ids[handle]] = handle
        return self.ids[handle]

    def _point(self, point: Point) -> dict[str, Any]:
        s, basis = point.statement, point.statement.basis
        ids = [self._id("c", ("criterion", c)) for c in basis.criteria]
        ids += [self._id("r", ("finding", f)) for f in basis.findings]
        ids += [self._id("r", ("treatment", t)) for t in basis.treatments]
        ids += [self._id("o", ("outcome", o)) for o in basis.outcomes]
        label = {} if s.label == NOT_STATED else {"label": s.label}
        return {"id": point.id, "type": s.type, **label, "text": s.text, "basis": ids}

    def _keys(self) -> list[str]:
        return [str(value) for kind, value in self.handles.values() if kind == "criterion"]

    def _record(self) -> list[dict[str, Any]]:
        """Facts of the points, and those that decided their criteria."""
        for key in self._keys():
            for node in self.ground.nodes_of(key):
                for id in node.findings:
                    self._id("r", ("finding", id))
                for id in node.treatments:
                    self._id("r", ("treatment", id))
        return [self._fact(id, handle) for id, handle in self.handles.items() if handle[0] in ("finding", "treatment")]

    def _fact(self, id: str, handle: Handle) -> dict[str, Any]:
        known = self.context.findings if handle[0] == "finding" else self.context.treatments
        fact = known[str(handle[1])]
        return fact_row(id, fact, self.context.case.document(fact.document), self.context.pack)

    def _beside(self, free: _Free) -> tuple[list[dict[str, Any]], list[Excerpt]]:
        """What the record holds beside the points, and bears on what the section holds against a requirement."""
        applied = any(s.type == "application" for block in self.section.blocks for s in block.statements)
        if self.section.id in PLAIN or not applied:
            return [], []
        texts = [self.ground.criterion_text(key) for key in self._keys()]
        texts += [self._analysed(h) for h in self.handles.values()]
        wanted = frozenset(c for t in texts if t is not None for c in t.concepts)
        wanted |= {level for h in self.handles.values() for level in self._levels(h)}
        facts = [h for h in free.facts if (text := self._analysed(h)) is not None and wanted & text.concepts]
        free.facts[:] = [h for h in free.facts if h not in facts]
        told = {self._words(h) for h in self.handles.values()}
        facts = list({self._words(h): h for h in reversed(facts) if self._words(h) not in told}.values())[::-1]
        rows = [self._fact(self._id("r", h), h) | {"spare": True} for h in facts]
        spoken = [s.words() for block in self.section.blocks for s in block.statements]
        spoken += [t.text.text for t in texts if t is not None]
        return rows, chosen(free.excerpts, telling(spoken, self.ground))

    def _words(self, handle: Handle) -> tuple[str, ...]:
        """Document and quotation of a fact; two facts may share them."""
        if handle[0] not in ("finding", "treatment"):
            return ()
        row = self._fact("", handle)
        return str(row["marker"]), str(row["quote"])

    def _analysed(self, handle: Handle) -> Analysed | None:
        kind, name = handle[0], str(handle[1])
        if kind == "finding":
            return self.ground.finding_text(self.ground.findings[name])
        return self.ground.treatment_text(self.ground.treatments[name]) if kind == "treatment" else None

    def _levels(self, handle: Handle) -> Iterable[str]:
        if isinstance(handle[1], OutcomeRef):
            return (handle[1].level,)
        return self.ground.at(self.ground.findings[handle[1]]) if handle[0] == "finding" else ()

    def _criteria(self) -> list[dict[str, Any]]:
        rows = []
        for key in self._keys():
            definition, results = self.ground.definitions.get(key), self.ground.results.get(key, ())
            row: dict[str, Any] = {"id": self._id("c", ("criterion", key))}
            if definition is not None:
                row["text"] = definition.text
            if definition is not None and not isinstance(definition, Restriction):
                row["label"] = definition.label
            if isinstance(definition, Criterion) and definition.needs != NOT_STATED:
                row["asks_for"] = definition.needs
            answers: dict[str, list[str]] = {}
            for r in results:
                word = _words(r.truth) if r.waived_by == NOT_STATED else f"waived; by itself {_words(r.truth)}"
                answers.setdefault(word, []).append("" if r.level == NOT_STATED else str(r.level))
            row |= {"answers": {word: sorted(set(filter(None, at))) for word, at in answers.items()}} if answers else {}
            rows.append(row)
        return rows

    def _outcomes(self) -> list[dict[str, Any]]:
        return [
            {"id": id, **_outcome(ref, self.ground)}
            for id, (_, ref) in self.handles.items()
            if isinstance(ref, OutcomeRef)
        ]

    # --- passages and the case ------------------------------------------------------------------------------------

    def _spare(self, free: list[str]) -> tuple[str, ...]:
        if self.section.id in PLAIN:
            return ()
        wanted = {self.section.id, *(k.rpartition(":")[2] for k in self._keys()), *self._keys()}
        purposes = {p.ref: p.purposes for p in self.context.evidence.passages}
        chosen = tuple(ref for ref in free if wanted & set(purposes[ref]))[:SPARE]
        free[:] = [ref for ref in free if ref not in chosen]
        return chosen

    def _passage(self, ref: str, spare: Sequence[str]) -> dict[str, Any]:
        source, fact = self.context.fact(ref)
        row = {
            "marker": f"[[{ref}]]",
            "text": fact.text,
            "from": f"{source.issuer}, {str(source.year).replace('_', ' ')} ({source.type})",
        }
        if fact.population and fact.population != NOT_STATED:
            row["population"] = str(fact.population)
        return row | ({"spare": True} if ref in spare else {})

    def _case(self) -> dict[str, Any]:
        case, outcome = self.context.case, self.context.outcome
        patient = {k: v for k, v in case.patient.model_dump().items() if v != NOT_STATED}
        lines = [
            {"code": line.code, "procedure": line.procedure, "levels": list(line.levels), "is": _words(line.outcome)}
            for line in outcome.lines
        ]
        return {
            "question": " ".join(case.question.split()),
            "patient": patient,
            "request": lines,
            "determination": _words(outcome.determination),
            "by_the_criteria": _words(outcome.overall),
        }


def _outcome(ref: OutcomeRef, ground: Ground) -> dict[str, Any]:
    """A part of the outcome, and the word for it."""
    outcome = ground.outcome
    if ref.part == "setting":
        return {"of": f"{_words(outcome.setting.requested)} care", "is": _words(outcome.setting.outcome)}
    if ref.part == "stage":
        found = [_words(s.outcome) for s in outcome.stages if s.stage == ref.stage]
        return {"of": f"stage {ref.stage}", "is": ", ".join(found)}
    if ref.part == "alternative":
        alternatives = [a for a in outcome.alternatives if ref.line in (NOT_STATED, a.line)]
        told = [f"{a.procedure} at {', '.join(a.levels)}: {_words(a.outcome)}" for a in alternatives]
        return {"of": "the alternative", "is": "; ".join(told)}
    line = ground.lines.get(ref.line)
    if line is None:
        return {"of": "the request", "is": _words(outcome.determination)}
    whole = (
        ref.level == NOT_STATED or line.outcome == "incidental"
    )  # what is incidental has no outcome of a level's own
    here = [line.outcome] if whole else [lv.outcome for lv in line.per_level if lv.level == ref.level]
    place = "" if ref.level == NOT_STATED else f" at {ref.level}"
    return {"of": f"{line.procedure} ({line.code}){place}", "is": ", ".join(map(_words, here))}


def _words(id: str) -> str:
    return id.replace("_", " ")
