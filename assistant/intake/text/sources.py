"""Texts as they came, and the documents found in them."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from ...model.base import NOT_STATED, NotStated
from ...model.case import Document
from .facts import Span
from .stated import Statement


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it came: a file, or a part of one."""

    name: str
    text: str
    pages: tuple[int, ...] = ()
    """Line at which each page begins, from 1; empty where it has no pages."""
    kind: str = ""
    """Kind of document, where it is known beforehand: the text is then one document."""
    title: str = ""
    """Title, where it is known beforehand."""
    date: date | NotStated = NOT_STATED
    """Date, where it is known beforehand."""
    statements: tuple[Statement, ...] = ()
    """What structured data states, a line of the text each, in order; empty where the text is prose."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document found in the sources."""

    kind: str
    title: str
    date: date | NotStated
    text: str
    source: Source
    lines: tuple[int, ...]
    """Line of the source that each of its lines is, from 1."""
    within: int = 0
    """First line of the document of the same source that reproduces it; 0 where it stands for itself."""
    weeks_back: float | NotStated = NOT_STATED
    """Weeks before that document that it lies back, at most, where that one says so."""
    partly: bool = False
    """Whether that document gives only a part of it."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A document, and the lines of a file in which it stands."""

    document: Document
    source: Source
    lines: tuple[int, ...]
    """Line of the file that each of its lines is, from 1."""

    def page(self, span: Span) -> int | NotStated:
        """The page on which characters of the document begin, where the file has pages."""
        if not self.source.pages:
            return NOT_STATED
        line = self.document.text.count("\n", 0, span.start)
        return bisect_right(self.source.pages, self.lines[line]) or NOT_STATED
