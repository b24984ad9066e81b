"""An answer to a question about a determination: statements under the same guard, with the question as it was understood."""

from typing import Literal

from .base import NOT_STATED, Model, NotStated
from .case import Finding, Treatment
from .document import Block, GuardReport, RecordReference, Reference, Statement
from .outcome import OutcomeWord

QuestionKind = Literal[
    "verdict",
    "why",
    "exception",
    "change",
    "record",
    "requirement",
    "evidence",
    "what_if",
    "other_set",
    "plain",
    "summary",
    "alternative",
    "setting",
    "term",
    "coding",
    "process",
    "argument",
    "compare",
    "unclear",
]
"""What is asked for. `unclear`: none of the others."""


class Subject(Model):
    """What a question is about, as far as it was understood. What is empty was not named."""

    lines: tuple[str, ...] = ()
    """Ids of requested lines; empty: the whole request."""
    levels: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    setting: bool = False
    """Whether the level of care is meant."""
    criteria: tuple[str, ...] = ()
    """`policy-id:criterion-id`."""
    kinds: tuple[str, ...] = ()
    """Finding kinds."""
    treatments: tuple[str, ...] = ()
    """Treatment kinds."""
    documents: tuple[str, ...] = ()
    """Ids of documents of the record."""
    policy_sets: tuple[str, ...] = ()
    unrequested: tuple[str, ...] = ()
    """Codes named that the request does not hold."""


class Understood(Model):
    """One question, as it was read."""

    kind: QuestionKind
    subject: Subject = Subject()
    text: str
    """Its words, without misspellings; what an earlier question lent it stands in the subject alone."""
    read_as: str
    """The same for the reader: kind and subject in words of the pack."""


class Shift(Model):
    """A level of a line, on record and as supposed."""

    line: str
    """Line id."""
    code: str
    procedure: str
    level: str | NotStated
    on_record: OutcomeWord
    supposed: OutcomeWord | NotStated
    """Not stated where the supposition leaves it out of the request."""


class Supposition(Model):
    """What was supposed, and what the rules would make of it. Nothing of it is on record."""

    findings: tuple[Finding, ...] = ()
    """Findings supposed beside those of the record, or in the place of some."""
    treatments: tuple[Treatment, ...] = ()
    """Treatments supposed."""
    removed: tuple[str, ...] = ()
    """Ids of facts of the record that were supposed away, or that a supposed one replaces."""
    left_out: tuple[str, ...] = ()
    """What was left out of the request: `line` or `line@level`."""
    policy_set: str | NotStated = NOT_STATED
    """Another policy set that was asked."""
    said: tuple[str, ...]
    """What was supposed, in words of the pack."""
    shifts: tuple[Shift, ...] = ()
    """Every level of every line, in the order of the request."""

    @property
    def changed(self) -> tuple[Shift, ...]:
        """The levels that the supposition moves."""
        return tuple(s for s in self.shifts if s.supposed not in (NOT_STATED, s.on_record))


class Answer(Model):
    """An answer. It never moves the determination: `verdict` is the determination's own."""

    question: str
    """As asked."""
    understood: tuple[Understood, ...]
    """The questions that were found in it, one by one."""
    blocks: tuple[Block, ...]
    """Guarded statements. Those of a supposition are proved from what the rules say of the supposed case."""
    notes: tuple[str, ...] = ()
    """Sentences about the answer itself, from a fixed list: that it is hypothetical, what cannot be answered."""
    suppositions: tuple[Supposition, ...] = ()
    references: tuple[Reference, ...] = ()
    """Sources cited, numbered in order of first use."""
    record: tuple[RecordReference, ...] = ()
    """Documents of the record cited, numbered in order of first use."""
    case: str
    """Case id."""
    policy_set: str
    policy_version: str
    verdict: OutcomeWord
    """Of the determination, unchanged by the answer."""
    answered_by: str = "composer"
    """`composer`, or the model whose words stand beside the composer's."""
    guard: GuardReport
    schema_version: str = "1"

    def statements(self) -> tuple[Statement, ...]:
        """All statements, in order."""
        return tuple(s for block in self.blocks for s in block.statements)

    @property
    def answered(self) -> bool:
        """Whether something was found to say, beyond that the question cannot be answered."""
        return bool(self.blocks) and any(u.kind != "unclear" for u in self.understood)
