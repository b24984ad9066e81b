"""Wrong as a whole: headings, what is left out, what is said twice or two ways."""

from collections.abc import Iterator
from random import Random

from assistant.model.base import NOT_STATED
from assistant.model.document import Block, Determination, OutcomeRef, Section, Statement

from ..subjects import Subject
from .mutant import STRICT, USUAL, Mutant, put, spots, wholes


def _without(subject: Subject, drop: set[str]) -> Determination:
    """The document without some statements."""
    made = subject.determination
    sections = []
    for section in made.sections:
        blocks = tuple(
            Block(form=b.form, statements=kept)
            for b in section.blocks
            if (kept := tuple(s for s in b.statements if s.id not in drop))
        )
        if blocks:
            sections.append(section.model_copy(update={"blocks": blocks}))
    lead = tuple(s for s in made.lead if s.id not in drop)
    return made.model_copy(update={"lead": lead, "sections": tuple(sections)})


def _with(subject: Subject, statement: Statement, section: str) -> Determination:
    """The document with a statement more at the end of a section."""
    made = subject.determination
    sections = [
        s.model_copy(update={"blocks": (*s.blocks, Block(form="paragraph", statements=(statement,)))})
        if s.id == section
        else s
        for s in made.sections
    ]
    return made.model_copy(update={"sections": tuple(sections)})


def _refused(subject: Subject) -> bool:
    outcome = subject.ground.outcome
    return not {outcome.overall, outcome.determination} & {"necessary", "partially_necessary"}


@wholes("verdict-title", STRICT)
def title(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """The verdict in the title turned."""
    made = subject.determination
    if not _refused(subject):
        return
    for match in spots(r"\bnot medically necessary\b|\bundetermined\b|\bcannot be determined\b", made.title):
        for words in ("medically necessary", "approved", "criteria met"):
            new = put(made.title, match, words)
            wrong = made.model_copy(update={"title": new})
            yield Mutant(
                "verdict-title", subject, made.title, new, document=wrong, codes=frozenset(["heading-contradiction"])
            )


@wholes("verdict-heading", STRICT)
def heading(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """A verdict that is not the outcome's in the heading of a section."""
    made = subject.determination
    if not _refused(subject):
        return
    for n, section in enumerate(made.sections):
        for words in ("The request is medically necessary", "Why this is approved"):
            wrong = section.model_copy(update={"title": words})
            sections = (*made.sections[:n], wrong, *made.sections[n + 1 :])
            changed = made.model_copy(update={"sections": sections})
            yield Mutant(
                "verdict-heading",
                subject,
                section.title,
                words,
                document=changed,
                codes=frozenset(["heading-contradiction"]),
            )


@wholes("criterion-omitted", STRICT)
def omitted(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """Every statement that tells an unmet or open criterion left out."""
    results = [r for line in subject.ground.outcome.lines if line.outcome != "incidental" for r in line.criteria]
    keys = {f"{r.policy}:{r.id}": r.label for r in results if r.effective != "met"}
    for key, label in keys.items():
        drop = {s.id for s in subject.statements if key in s.basis.criteria}
        yield Mutant(
            "criterion-omitted",
            subject,
            label,
            "",
            document=_without(subject, drop),
            codes=frozenset(["criterion-untold"]),
        )


@wholes("criterion-named-only", STRICT)
def named_only(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """The statements that tell an unmet criterion emptied of it, their references kept."""
    results = [r for line in subject.ground.outcome.lines if line.outcome != "incidental" for r in line.criteria]
    keys = {f"{r.policy}:{r.id}": r.label for r in results if r.effective != "met"}
    for key, label in keys.items():
        tells = [s for s in subject.statements if key in s.basis.criteria]
        if not tells:
            continue
        kept = tells[0].model_copy(
            update={
                "id": "empty",
                "type": "application",
                "label": NOT_STATED,
                "text": "The record was read in full.",
                "basis": tells[0].basis.model_copy(update={"criteria": (key,), "outcomes": ()}),
            }
        )
        document = _with_first(_without(subject, {s.id for s in tells}), kept)
        yield Mutant(
            "criterion-named-only", subject, label, kept.text, document=document, codes=frozenset(["criterion-untold"])
        )


@wholes("line-named-only", STRICT)
def line_named_only(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """Every statement that decides a line left out but one that only refers to it."""
    for line in subject.ground.outcome.lines:
        drop = {s.id for s in subject.statements if any(r.line == line.id for r in s.basis.outcomes)}
        basis = subject.statements[0].basis.model_copy(
            update={
                "outcomes": (OutcomeRef(line=line.id, part="line"),),
                "criteria": (),
                "findings": (),
                "treatments": (),
            }
        )
        kept = Statement(id="empty", type="outcome", text="The request was read in full.", basis=basis)
        document = _with_first(_without(subject, drop), kept)
        yield Mutant(
            "line-named-only", subject, line.code, kept.text, document=document, codes=frozenset(["line-undecided"])
        )


def _with_first(made: Determination, statement: Statement) -> Determination:
    block = Block(form="paragraph", statements=(statement,))
    return made.model_copy(update={"sections": (Section(id="extra", title="Extra", blocks=(block,)), *made.sections)})


@wholes("line-omitted", STRICT)
def line_omitted(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """Every statement that decides a requested line left out."""
    for line in subject.ground.outcome.lines:
        drop = {s.id for s in subject.statements if any(r.line == line.id for r in s.basis.outcomes)}
        yield Mutant(
            "line-omitted",
            subject,
            line.code,
            "",
            document=_without(subject, drop),
            codes=frozenset(["line-undecided"]),
        )


@wholes("said-twice", USUAL)
def twice(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """A statement said again elsewhere, word for word or with another citation."""
    for statement in rng.sample(subject.statements, min(6, len(subject.statements))):
        if len(statement.words().split()) > 6:
            again = statement.model_copy(update={"id": "again"})
            section = subject.determination.sections[-1].id
            yield Mutant(
                "said-twice",
                subject,
                statement.text,
                again.text,
                document=_with(subject, again, section),
                codes=frozenset(["repetition"]),
            )


@wholes("sections-contradict", STRICT)
def contradict(subject: Subject, rng: Random) -> Iterator[Mutant]:
    """A statement in the summary that decides a level otherwise than the analysis does."""
    words = {"necessary": "not necessary", "not_necessary": "undetermined", "undetermined": "not necessary"}
    for line in subject.ground.outcome.lines:
        for level in line.per_level:
            if level.level == NOT_STATED or level.outcome not in words or line.outcome == "incidental":
                continue
            basis = subject.statements[0].basis.model_copy(
                update={
                    "outcomes": (OutcomeRef(line=line.id, level=str(level.level), part="level"),),
                    "criteria": (),
                    "findings": (),
                    "treatments": (),
                }
            )
            text = f"{line.procedure[0].upper()}{line.procedure[1:]} ({line.code}) at {level.level} is {words[level.outcome]}."
            other = Statement(id="other", type="outcome", text=text, basis=basis)
            section = subject.determination.sections[-1].id
            yield Mutant(
                "sections-contradict",
                subject,
                level.outcome,
                text,
                statement=other,
                document=_with(subject, other, section),
                codes=frozenset(["statements-contradict", "verdict-contradiction"]),
            )
