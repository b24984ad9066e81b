"""A question and its determination to a guarded answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..guard import Ground, check_statement
from ..guard.assemble import record_references, references
from ..guard.figures import counted as figures_counted
from ..guard.injection import check_raw
from ..guard.quotes import counted as quotes_counted
from ..guard.reading import reading_of
from ..model.answer import Answer, Understood
from ..model.document import Block, GuardReport, Statement, Violation, WriterReport
from .composer import compose_answer
from .opened import Opened
from .question import QuestionReader
from .reasons import verdict
from .spelling import LONGEST, cleaned
from .tell import Told
from .written import Run, Teller, rephrased, rewritten

_WOULD = re.compile("“[^”]*”| would (?:still )?be ")
"""A supposition, outside of what the record is quoted with."""


@dataclass
class Conversation:
    """Questions about one determination, each with those before it in mind."""

    opened: Opened
    answers: list[Answer] = field(default_factory=list)
    teller: Teller | None = None
    """None: the composer answers."""

    @cached_property
    def reader(self) -> QuestionReader:
        """Reads the questions."""
        return QuestionReader(self.opened)

    def ask(self, question: str) -> Answer:
        """The answer, which the next question may lean on."""
        answered = answer(question, self.opened, self.answers, self.reader, self.teller)
        self.answers.append(answered)
        return answered


def answer(
    question: str,
    opened: Opened,
    history: Sequence[Answer] = (),
    reader: QuestionReader | None = None,
    teller: Teller | None = None,
) -> Answer:
    """The answer of the composer, or of a model, as far as the guard lets it pass."""
    if teller is None:
        return _answered(question, opened, history, reader or QuestionReader(opened), None)
    run = Run(opened, teller, question, tuple(history))
    try:
        made = _answered(question, opened, history, reader or QuestionReader(opened), run)
        run.seal(made)
        return made
    finally:
        run.close()


def _answered(
    question: str, opened: Opened, history: Sequence[Answer], reader: QuestionReader, run: Run | None
) -> Answer:
    told, read = Told(), cleaned(question)
    if _instructs(question, opened):
        told.note("instruction")
        history, read = (), _without_instructions(read, opened)
        if run is not None:
            run.history = ()
    understood = reader.read(read, history)
    unclear = all(u.kind == "unclear" for u in understood)
    if unclear and run is not None and "instruction" not in told.notes:
        other = rephrased(run)
        again = reader.read(other, history) if other else understood
        if any(u.kind != "unclear" for u in again):
            understood = again
            told.note("rephrased")
    if "instruction" in told.notes:
        told.add(verdict(Understood(kind="verdict", text="", read_as=""), opened))
    told.add(compose_answer(understood, opened, history))
    if len(" ".join(question.split())) > LONGEST:
        told.note("cut")
    report, author = None, "composer"
    if run is not None:
        told, report, author = rewritten(told, run, violations_of)
    return _assembled(question, understood, told, opened, report, author)


def _assembled(
    question: str,
    understood: Sequence[Understood],
    told: Told,
    opened: Opened,
    report: WriterReport | None,
    author: str,
) -> Answer:
    """What passes the guard, with the sources and documents that it cites."""
    blocks, guard = guarded(told, opened)
    notes = [*told.notes, *(["refused"] if told.blocks and not blocks else [])]
    statements = [s for block in blocks for s in block.statements]
    ground, outcome = opened.grounded(told.passages), opened.outcome
    cited = {d for s in statements for d in s.documents()}
    return Answer(
        question=question,
        understood=tuple(understood),
        blocks=blocks,
        notes=tuple(opened.questions.note(id) for id in notes),
        suppositions=tuple(told.suppositions),
        references=references(statements, ground),
        record=tuple(r for r in record_references(statements, ground) if r.document in cited),
        case=outcome.case,
        policy_set=outcome.policy_set,
        policy_version=outcome.policy_version,
        verdict=outcome.determination,
        answered_by=author,
        guard=guard if report is None else guard.model_copy(update={"writer": report}),
    )


def guarded(told: Told, opened: Opened) -> tuple[tuple[Block, ...], GuardReport]:
    """The blocks with the statements that pass, each once, and the report of what did not."""
    blocks: list[Block] = []
    violations: list[Violation] = []
    proved: dict[str, int] = {}
    seen: set[str] = set()
    dropped = figures = quotes = 0
    turn = 0
    for block, ground in told.blocks:
        kept: list[Statement] = []
        for statement in block.statements:
            turn += 1
            named = statement.model_copy(update={"id": f"a{turn:02d}"})
            words = named.words()
            wrong = violations_of(named, ground)
            if wrong or words in seen:
                violations += wrong
                dropped += bool(wrong)
                continue
            seen.add(words)
            kept.append(named)
            proved[named.type] = proved.get(named.type, 0) + 1
            reading = reading_of(named, ground)
            figures += figures_counted(reading)
            quotes += quotes_counted(reading)
        if kept:
            blocks.append(block.model_copy(update={"statements": tuple(kept)}))
    report = GuardReport(
        proved=proved, dropped=dropped, figures=figures, quotes=quotes, violations=tuple(dict.fromkeys(violations))
    )
    return tuple(blocks), report


def violations_of(statement: Statement, ground: Ground) -> list[Violation]:
    """What is wrong with a statement; one that tells a supposition has to hold without its "would" as well."""
    wrong = list(check_statement(statement, ground))
    if " would " in statement.text:
        plain = _WOULD.sub(lambda m: m[0] if m[0].startswith("“") else " is ", statement.text)
        twin = statement.model_copy(update={"id": f"{statement.id}-plain", "text": plain})
        wrong += [v.model_copy(update={"statement": statement.id}) for v in check_statement(twin, ground)]
    return list(dict.fromkeys(wrong))


def _instructs(question: str, opened: Opened) -> bool:
    """Whether the question tells the program what to do instead of asking."""
    found = check_raw(question[:LONGEST], "question", opened.ground.lists)
    return any(v.code in ("instruction", "hidden-characters") for v in found)


def _without_instructions(question: str, opened: Opened) -> str:
    """The sentences of a question that ask, without instructions."""
    lower = question.lower()
    if len(lower) != len(question):
        return ""
    for match in reversed(opened.ground.lists.instructions_in(lower)):
        question = f"{question[: match.start()]} {question[match.end() :]}"
    return " ".join(part for part in re.split(r"(?<=[.?!;])\s+", question) if part.rstrip().endswith("?")).strip()
