"""Letters: what each kind holds (`corpus/letters.yaml`), and a letter as made from one determination."""

from typing import Literal

from pydantic import Field, model_validator

from .base import NOT_STATED, Model, NotStated
from .document import Block, RecordReference, Reference, Statement
from .outcome import OutcomeWord
from .policy import FactRef

Fit = Literal["approved", "adverse", "open"]
"""What a determination has to be: approved as a whole; adverse as headed; or with something that documents could still decide."""
Take = Literal[
    "lead",
    "reasons",
    "open_reasons",
    "criteria",
    "open_criteria",
    "stands",
    "setting",
    "steps",
    "questions",
    "alternative",
    "record",
    "plain_verdict",
    "plain_lines",
    "plain_steps",
    "plain_alternative",
]
"""Where the statements of a part come from."""


class Duty(Model):
    """Something that a published rule asks a letter to hold."""

    id: str
    says: str
    """What has to be in it, a noun phrase."""
    parts: tuple[str, ...]
    """Parts of the letter that hold it."""
    grounds: tuple[FactRef, ...]
    """Facts of the corpus that ask for it."""


class TimeLimit(Model):
    """A public rule on how long a kind of plan leaves to ask for a review; a choice for the sender, who knows the plan."""

    plan: str
    """The kind of plan that it governs."""
    says: str
    """The time, and from when it runs."""
    grounds: tuple[FactRef, ...]
    """Facts of the corpus that say so."""


class PartPlan(Model):
    """One part of a kind of letter."""

    id: str
    title: str
    frame: tuple[str, ...] = ()
    """Fixed sentences, which state nothing of the patient."""
    take: Take | NotStated = NOT_STATED
    blanks: tuple[str, ...] = ()
    """What is left for a person to fill in."""
    when: tuple[Fit, ...] = ()
    """It stands only where the determination is one of these; empty: always."""


class KindPlan(Model):
    """One kind of letter."""

    id: str
    title: str
    reader: str
    """Whom it is for."""
    fits: tuple[Fit, ...]
    """It is made only of a determination that is one of these."""
    duties: tuple[str, ...] = ()
    outgoing: bool = True
    """Whether it leaves the house: then what a determination leaves to its reviewer is put before the sender instead."""
    limits: bool = False
    """Whether the sender is shown the public time limits for a review, by kind of plan."""
    head: tuple[str, ...] = ()
    """Blanks at the top."""
    everyday: bool = False
    """Whether what is requested is told without codes, and in everyday words beside the names."""
    parts: tuple[PartPlan, ...]

    @model_validator(mode="after")
    def _lists_what_it_cites(self) -> "KindPlan":
        takes = {part.take for part in self.parts if part.take != NOT_STATED}
        cites = any(not take.startswith("plain_") and take != "record" for take in takes)
        if cites and not any(part.id == "record" and part.take == "record" for part in self.parts):
            raise ValueError("statements are taken that cite the record, and no part with the id 'record' lists it")
        return self


class PlainSentences(Model):
    """The sentences of a patient's letter, but for what stands in their places."""

    request: str
    """`{outcome}`: how the request as a whole stands."""
    part: str
    """`{outcome}`: how one part stands."""
    parts: str
    """`{outcome}`: how several parts that meet the rules stand."""
    falls_short: str
    """`{matters}`: what fails."""
    not_clear: str
    """`{matters}`: what is open."""
    against: str = Field(min_length=10)
    """Said of what could be sent, where what is on file speaks against it."""
    no_paper: str
    """`{what}`: a part that no paper could change."""
    supported: str
    """`{what}`: what meets the rules in place of what was asked for."""
    could_be: str
    """`{what}`: what could meet them."""


class LetterRules(Model):
    """The file `letters.yaml`."""

    notice: str
    blanks: dict[str, str]
    """What is to be filled in, by id."""
    duties: tuple[Duty, ...]
    limits: tuple[TimeLimit, ...] = ()
    kinds: tuple[KindPlan, ...]
    plain: dict[OutcomeWord, str]
    """How a patient is told of an outcome."""
    sentences: PlainSentences
    care: dict[str, str] = {}
    """How a patient is told of a level of care; by its own name where none stands here."""


class LetterPart(Model):
    """One part of a letter."""

    id: str
    title: str
    frame: tuple[str, ...]
    blocks: tuple[Block, ...]
    """Statements, each proved by the guard."""
    blanks: tuple[str, ...]
    """What is to be filled in, in words."""


class DutyMet(Model):
    """A published rule, and the parts that answer it."""

    says: str
    parts: tuple[str, ...]
    """Titles of the parts; empty where the letter has none of them, which the sender has to look at."""
    sources: tuple[int, ...]
    """Numbers of the references that ask for it."""


class LimitShown(Model):
    """A public time limit for a review."""

    plan: str
    says: str
    sources: tuple[int, ...]
    """Numbers of the references that say so."""


class Letter(Model):
    """A letter, not sent and not signed."""

    kind: str
    case: str
    title: str
    reader: str
    notice: str
    head: tuple[str, ...]
    """What is to be filled in at the top, in words."""
    request: tuple[str, ...]
    """The requested lines, and the level of care."""
    criteria: str
    """Policy set and version."""
    date: str
    """Day of the determination."""
    parts: tuple[LetterPart, ...]
    duties: tuple[DutyMet, ...]
    """For the sender; taken off before the letter is sent."""
    limits: tuple[LimitShown, ...] = ()
    """Public time limits for a review, by kind of plan; for the sender to choose from."""
    unread: tuple[Statement, ...] = ()
    """Words of the record that were not weighed; for the sender to read, taken off before the letter is sent."""
    references: tuple[Reference, ...]
    record: tuple[RecordReference, ...]

    @property
    def sources(self) -> tuple[Reference, ...]:
        """What the letter itself cites."""
        told = {ref for p in self.parts for b in p.blocks for s in b.statements for ref in s.facts()}
        return tuple(r for r in self.references if told & r.passages.keys())

    @property
    def rules(self) -> tuple[Reference, ...]:
        """What only the list for the sender cites, which is taken off with it."""
        return tuple(r for r in self.references if r not in self.sources)
