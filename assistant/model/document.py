"""The document: statements with their basis, before and after the guard.

The text of a statement carries opaque markers: `[[source#f03]]` cites a fact, `[[record:mri]]` a document of the record. Numbers are
given by the renderer, in order of first use.
"""

import re
from typing import Final, Literal

from .base import NOT_STATED, Model, NotStated
from .case import Case
from .outcome import Outcome, OutcomeWord
from .timeline import Timeline

StatementType = Literal["record_fact", "policy_statement", "application", "evidence", "outcome", "recommendation"]
MARKER: Final = re.compile(r"\[\[(?:record:(?P<document>[a-z0-9_-]+)|(?P<fact>[a-z0-9][a-z0-9_.-]*#f\d+[a-z]?))\]\]")


class OutcomeRef(Model):
    """The part of the rule outcome that a statement speaks of."""

    line: str | NotStated = NOT_STATED
    """Line id; not stated: the whole request or its setting."""
    level: str | NotStated = NOT_STATED
    """Level; not stated: the whole line."""
    part: Literal["request", "line", "level", "stage", "setting", "alternative"] = "request"
    stage: int | NotStated = NOT_STATED


class Basis(Model):
    """What licenses a statement."""

    findings: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    """`policy-id:criterion-id`, also of exceptions and restrictions (`set-id:restriction-id`); `narrative:lesson`,
    `term:abbreviation`, `word:word` and `code:code` for what the pack itself says.
    """
    outcomes: tuple[OutcomeRef, ...] = ()
    policy_set: str | NotStated = NOT_STATED
    """Set under which it is said and proved, where that is not the one in force."""


class Statement(Model):
    """One sentence (or a short run of sentences with one basis)."""

    id: str
    type: StatementType
    text: str
    """Words with citation markers."""
    label: str | NotStated = NOT_STATED
    """Words printed in bold before it; guarded with it."""
    basis: Basis = Basis()
    origin: Literal["composer", "model"] = "composer"

    def facts(self) -> tuple[str, ...]:
        """Facts cited, in order."""
        return tuple(m["fact"] for m in MARKER.finditer(self.text) if m["fact"])

    def documents(self) -> tuple[str, ...]:
        """Record documents cited, in order."""
        return tuple(m["document"] for m in MARKER.finditer(self.text) if m["document"])

    def words(self) -> str:
        """Label and text without markers."""
        label = "" if self.label == NOT_STATED else f"{self.label} "
        return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s{2,}", " ", MARKER.sub("", label + self.text))).strip()


class Block(Model):
    """A run of statements of one form."""

    form: Literal["paragraph", "bullets", "steps"]
    statements: tuple[Statement, ...]


class Section(Model):
    """A section of the document."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    drafted_by: Literal["composer", "model"] = "composer"


class Draft(Model):
    """What a drafter wrote, before the guard."""

    title: str
    lead: tuple[Statement, ...]
    sections: tuple[Section, ...]
    related_questions: tuple[str, ...] = ()
    drafted_by: str = "composer"


class Violation(Model):
    """What the guard found wrong with one statement."""

    statement: str
    """Statement id; `document` for the document as a whole."""
    code: str
    """Violation code."""
    span: str
    """The offending words."""
    reason: str
    """Why, in words that a reviewer understands."""


class WriterReport(Model):
    """What a language model contributed, and what that took."""

    model: str
    """As configured."""
    prompts: dict[str, str]
    """Version of each prompt, by name."""
    returned: int = 0
    """Statements that the model returned."""
    accepted: int = 0
    """Of these, that stand in the document and passed at the first try."""
    repaired: int = 0
    """That stand, and were returned after a refusal was explained."""
    shortened: int = 0
    """Statements that passed without a part that brings in nothing: an opening, or an ending, of plain words."""
    refused: dict[str, int] = {}
    """Violations found, by code."""
    restored: int = 0
    """Statements of the composer put back for points that no accepted statement told in full."""
    composer_sections: dict[str, str] = {}
    """Sections that stayed the composer's, with the reason."""
    calls: int = 0
    retries: int = 0
    cached: int = 0
    """Replies that came from the local log, because the same was asked before; they cost nothing."""
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cost: float | NotStated = NOT_STATED
    """In the currency of the prices in the settings; not stated where the price of the model is not known."""
    seconds: float = 0.0
    redacted: dict[str, int] = {}
    """What names a person and was kept back from the endpoint, counted by kind."""
    run: str | NotStated = NOT_STATED
    """Name of this run in the local log, for `assistant replay`; not stated where no log was kept."""


class GuardReport(Model):
    """What the guard did."""

    proved: dict[str, int]
    """Statements proved, by type."""
    accepted: int = 0
    """Statements of a model that passed at the first try."""
    repaired: int = 0
    replaced: int = 0
    dropped: int = 0
    figures: int = 0
    """Figures that were each found in their source or in the record."""
    quotes: int = 0
    """Quotations found verbatim."""
    unread: int = 0
    """Beside an approval: sentences of the record of which nothing was read, beyond those that the document quotes."""
    violations: tuple[Violation, ...] = ()
    """Of statements that did not reach the document, or were repaired."""
    writer: WriterReport | NotStated = NOT_STATED
    """What a model contributed; not stated where none was asked."""


class Reference(Model):
    """One entry of the reference list."""

    number: int
    source: str
    """Source id."""
    type: str
    title: str
    issuer: str
    venue: str
    year: int | NotStated
    identifier: str
    fidelity: Literal["primary", "secondary", "mixed"]
    """Whether what is cited from it was read in its own text, known through others, or both."""
    passages: dict[str, str]
    """Facts cited from it, by full reference."""

    @property
    def described(self) -> bool:
        """Whether its title is our own description, since the published one is not known."""
        return self.title.startswith("[")


class RecordReference(Model):
    """One entry of the list of record documents."""

    number: int
    document: str
    title: str
    date: str
    within: int | NotStated = NOT_STATED
    """Number of the document that reproduces it."""


class Header(Model):
    """What stands above the document."""

    case: str
    question: str
    title: str
    date: str
    review_status: Literal["Draft", "Under Review", "Approved"] = "Draft"
    audience: str
    policy_set: str
    policy_version: str
    disposition: str
    drafted_by: str
    verdict: OutcomeWord
    notice: str


class Determination(Model):
    """The verified document."""

    header: Header
    case: Case
    """What it decides, with the record: questions and letters come back to it. It holds all text of the record."""
    outcome: Outcome
    title: str
    lead: tuple[Statement, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    record: tuple[RecordReference, ...]
    related_questions: tuple[str, ...]
    disclaimer: str
    guard: GuardReport
    timeline: Timeline = Timeline()
    """Conservative care in order of time, as far as the record dates it."""
    schema_version: str = "1"
