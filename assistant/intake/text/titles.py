"""What a document is, by its first lines: its kind, its title and its day."""

import re
from collections.abc import Sequence

from ...model.base import NOT_STATED
from .correcting import TITLE_LINES
from .data import Reading
from .dates import dates
from .days import Days
from .entries import HEADED
from .general_words import General
from .headings import BESIDE, Headings
from .lines import begins_person
from .sources import Part, Source

BRACKETED = re.compile(r"[ \t]*\[(\d{1,2})\][ \t]+")
"""The number of a document among those that one text tells."""
LAST_LINES = 4
"""Lines at the end of a note in which it may give its day."""
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])\. ")
"""The end of a sentence; the stop of an initial, a title or the name of a street ends none."""
_SAYS = re.compile(r"\b[a-z]{2,}\b.*\.$")
"""A line that ends as a sentence, and is no address."""
_ENDED = re.compile(r"[.;!?]\s|:\s")


class Titles:
    """Names documents with the words of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings) -> None:
        self._reading = reading
        self._headings = headings
        self._days = Days(general, reading, headings)
        self._examined = re.compile("|".join(f"(?:{e})" for e in general.examined) or "(?!)", re.IGNORECASE)

    def part(
        self,
        text: str,
        source: Source,
        lines: tuple[int, ...],
        *,
        headed: bool,
        sums_up: bool,
        above: str,
        under: Sequence[str],
    ) -> Part:
        """`headed`: whether it begins with a head of its own, and not amid a summary; `sums_up`: whether it is what a summary says;
        `above`: kind of the last report above it, which one that stands in its place need not name anew; `under`: the lines below its
        text, as of a signature.
        """
        rows = [row.strip() for row in text.split("\n") if row.strip()]
        rows[:TITLE_LINES] = [
            field for row in rows[:TITLE_LINES] for field in (BESIDE.split(row) if len(row) > HEADED else [row])
        ]
        filled = [row for row in rows if not self._headings.furniture(row)][:TITLE_LINES] or rows[:1]
        if len(filled) > 1 and self.gathers(filled[0]) and self.studied(filled[1]):
            del filled[0]
        told = filled[0] = self._unnumbered(filled[0])
        filled[0] = (
            self._headings.listed(told)
            or self._headings.visit(told)
            or self._headings.entries.entry(told)
            or self._head_of(told)
        )
        first = re.sub(r"^[#=~-]+\s*|\s*[=~-]+$|[*_]", "", filled[0]).strip().rstrip(":")
        prose = (
            n for n, row in enumerate(filled) if n and (len(row) > HEADED or _STOP.search(row) or _SAYS.search(row))
        )
        short = [row for row in filled[1 : next(prose, len(filled))] if not self._headings.listed(row)]
        if begins_person(told):
            short = []  # what stands below who somebody is heads no paper
        head = (source.title, filled[0], *short)
        named = [k for row in head[:4] if (k := self._headings.title(row))]
        if short and self._headings.title(filled[0]) is None and (whole := self._headings.title(" ".join(head[1:3]))):
            named[:0] = [] if whole in self._headings.reports else [whole]  # the house and its paper in two lines
        if named and named[0] not in self._headings.reports:  # the house and, below it, what was done there
            named[:0] = [k for k in named if k in self._reading.performed][:1]
        if named and named[0] == self._reading.unnamed_study:
            below = (self._headings.kind(told[:HEADED]), *(self._headings.title(row) for row in head))
            named = [k for k in below if k in self._headings.reports and k != named[0]] or named
        kind = source.kind or next(iter(named), None)
        kind = (
            kind
            or self._headings.kind(source.name)
            or next((k for row in head[4:] if (k := self._headings.title(row))), None)
        )
        if kind is None and above and self._headings.correcting.replaces(told):
            kind = above
        if kind in self._reading.request_documents and self._reading.examining_letter and self._examined.search(text):
            kind = self._reading.examining_letter
        if kind in self._reading.silent_documents and any(map(self._headings.resumes, text.split("\n"))):
            kind = None  # a note that goes on with what was decided before
        usual = self._reading.default_document
        plain = kind not in self._reading.request_documents and kind not in self._headings.reports
        if sums_up and self._reading.summary_document and plain:
            kind = usual = self._reading.summary_document
        if self._headings.correcting.amends(first):
            first = next((row.rstrip(":") for row in short if self._headings.title(row)), first)
        titled = len(first) <= 90 and self._headings.title(first) is not None
        day = self._days.day([told, *filled[1:]] if headed else [""], source.name, kind)
        if day == NOT_STATED and headed and kind not in self._headings.reports and not sums_up:
            day = self._days.closing([*rows[-LAST_LINES:], *under])
        title = first if titled else (kind or usual).replace("_", " ").capitalize()
        return Part(
            kind or usual,
            source.title or title,
            source.date if source.date != NOT_STATED else day,
            text,
            source,
            lines,
        )

    def gathers(self, row: str) -> bool:
        """Whether a line numbers, among documents that came together, one that holds the reports of studies, and names none of them."""
        rest = self._unnumbered(row)
        kind, unnamed = self._headings.kind(rest), self._reading.unnamed_study
        if rest == row.strip() or not unnamed or any(dates(rest)):
            return False
        return kind == unnamed or (kind is None and self._headings.section(rest) == self._reading.study_section)

    def studied(self, row: str) -> bool:
        """Whether a line begins with a study and its day, and may go on with what it showed."""
        if self._headings.kind(self._headings.listed(row)) in self._headings.reports:
            return True
        end = _ENDED.search(row)
        return self._headings.dated(row[: end.start()] if end else row) in self._headings.reports

    def _unnumbered(self, row: str) -> str:
        """A first line without rules and without the number that it has among others."""
        row = self._headings.fenced(row) or self._headings.boxed(row) or row
        row = row[self._headings.attached(row) or self._headings.numbered(row) :]
        return BRACKETED.sub("", row).strip()

    def _head_of(self, row: str) -> str:
        """What a first line that goes on with its text says of the document: the part before the text, where that names a kind.
        Nothing, where it begins as a sentence about somebody.
        """
        if len(row) <= HEADED and not _ENDED.search(row):
            return row
        head = next((row[: m.start()] for m in _ENDED.finditer(row) if m.start() <= HEADED), "")
        if self._headings.speaks(row):
            return ""
        return head if head and self._headings.title(head) else row
