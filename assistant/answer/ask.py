"""A question and its determination to a guarded answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..guard import Ground, check_statement
from ..guard.assemble import record_references, references
from ..guard.figures import counted as figures_counted
from ..guard.injection import check_raw
from ..guard.quotes import counted as quotes_counted
from ..guard.reading import reading_of
from ..model.answer import Answer
from ..model.document import Block, GuardReport, Statement, Violation
from .composer import compose_answer
from .opened import Opened
from .question import QuestionReader
from .reasons import verdict
from .spelling import LONGEST
from .tell import Told


@dataclass
class Conversation:
    """Questions about one determination, each with those before it in mind."""

    opened: Opened
    answers: list[Answer] = field(default_factory=list)

    @cached_property
    def reader(self) -> QuestionReader:
        """Reads the questions."""
        return QuestionReader(self.opened)

    def ask(self, question: str) -> Answer:
        """The answer, which the next question may lean on."""
        answered = answer(question, self.opened, self.answers, self.reader)
        self.answers.append(answered)
        return answered


def answer(
    question: str, opened: Opened, history: Sequence[Answer] = (), reader: QuestionReader | None = None
) -> Answer:
    """The composer's answer, as far as the guard lets it pass."""
    told = Told()
    if _instructs(question, opened):
        told.note("instruction")
        history = ()
    understood = (reader or QuestionReader(opened)).read(question, history)
    told.add(compose_answer(understood, opened, history))
    if "instruction" in told.notes and all(u.kind == "unclear" for u in understood):
        told.add(verdict(understood[0], opened))
    if len(" ".join(question.split())) > LONGEST:
        told.note("cut")
    blocks, report = guarded(told, opened)
    notes = list(told.notes)
    if told.blocks and not blocks:
        notes.append("refused")
    statements = [s for block in blocks for s in block.statements]
    grounds = opened.grounded(told.passages)
    cited = {d for s in statements for d in s.documents()}
    outcome = opened.outcome
    return Answer(
        question=question,
        understood=understood,
        blocks=blocks,
        notes=tuple(opened.questions.note(id) for id in notes),
        suppositions=tuple(told.suppositions),
        references=references(statements, grounds),
        record=tuple(r for r in record_references(statements, grounds) if r.document in cited),
        case=outcome.case,
        policy_set=outcome.policy_set,
        policy_version=outcome.policy_version,
        verdict=outcome.determination,
        guard=report,
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
        plain = statement.text.replace(" would still be ", " is ").replace(" would be ", " is ")
        twin = statement.model_copy(update={"id": f"{statement.id}-plain", "text": plain})
        wrong += [v.model_copy(update={"statement": statement.id}) for v in check_statement(twin, ground)]
    return list(dict.fromkeys(wrong))


def _instructs(question: str, opened: Opened) -> bool:
    """Whether the question tells the program what to do instead of asking."""
    found = check_raw(question[:LONGEST], "question", opened.ground.lists)
    return any(v.code in ("instruction", "hidden-characters") for v in found)
