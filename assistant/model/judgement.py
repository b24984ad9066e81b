"""What the guard says of a document that is already written, whoever wrote it."""

from typing import Literal

from .base import NOT_STATED, Model, NotStated
from .document import Statement, Violation


class Judged(Model):
    """One statement as the guard read it, and what is wrong with it."""

    statement: Statement
    """Words, type and basis; of a text without them, type and basis are inferred from the words."""
    section: str
    """Heading that it stands under; `lead` before the first."""
    line: int | NotStated = NOT_STATED
    """Line of the file; not stated for a determination."""
    violations: tuple[Violation, ...] = ()


class Unread(Model):
    """A line of a text that was not read as a statement, and so was not proved."""

    words: str
    line: int


class Judgement(Model):
    """A whole document under the guard."""

    title: str
    case: str
    """Case that it was held against."""
    origin: Literal["determination", "text"]
    """`text`: types and bases were inferred, so that a clean report proves less."""
    policy_set: str
    statements: tuple[Judged, ...]
    document: tuple[Violation, ...] = ()
    """Of the document as a whole: what is left out, headings, contradictions."""
    unread: tuple[Unread, ...] = ()
    """Of a text: headings that only name what follows, lines about the text itself, entries of a list that lead nowhere."""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.document and not any(s.violations for s in self.statements)

    @property
    def failing(self) -> tuple[Judged, ...]:
        """Statements with something wrong."""
        return tuple(s for s in self.statements if s.violations)
