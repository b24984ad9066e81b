"""Which line begins a document: by its own form, or by what it names."""

import re
from collections.abc import Sequence

from .correcting import TITLE_LINES
from .data import Reading
from .dates import dates
from .entries import HEADED
from .headings import Headings
from .houses import in_title_case
from .lines import ends, fills
from .numbering import list_of
from .reports import ReportHeads
from .title_days import unlabelled, unpaged
from .titles import BRACKETED

APART = -1
"""In place of a line: what follows stands elsewhere in the source."""
DATED = 20
"""Characters beside a date, such as its label, in a line that gives the date of a document."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
"""A remark in brackets, which is written small in a title in capitals too."""


class DocumentHeads:
    """Knows them with the words of the data."""

    def __init__(self, reading: Reading, headings: Headings, reports: ReportHeads) -> None:
        self._headings = headings
        self._reports = reports
        self._treating = frozenset(d.split(":")[0] for d in reading.treatments.supervised_documents)

    def opens(self, n: int, before: str, run: Sequence[int], rows: Sequence[str]) -> bool:
        """Whether a line by its own form opens a document: between rules, numbered among those that came together, or a note with its
        day that goes on in the same line, in capitals or below a report.
        """
        line = rows[n]
        if self._headings.fenced(line) or self._headings.attached(line):
            return True
        if self._headings.numbered(line) and self._lists(n, rows):
            return True
        first = next((rows[n] for n in run if n != APART and rows[n].strip()), "")
        if self._headings.boxed(line) and self._headings.boxed(first):
            return True  # in a packet whose documents are told so; in a note it may point at one
        if (own := BRACKETED.match(line)) and (its := BRACKETED.match(first)) and int(own[1]) == int(its[1]) + 1:
            return True
        head, blank = self._headings.visit(line), not before.strip()
        entered = self._headings.entries.entry(line) if blank else ""
        if not (head or entered) or (before.strip() and not ends(before)):
            return False
        above = [rows[n] for n in run if n != APART and rows[n].strip()][:TITLE_LINES]
        kind = next((k for row in above if len(row) <= HEADED and (k := self._headings.title(row))), None)
        if entered:
            return kind not in self._treating
        return head.upper() == head or kind in self._headings.reports or (blank and line.rstrip()[-1:] not in ".:;")

    def _lists(self, n: int, rows: Sequence[str]) -> bool:
        """Whether most items of the numbered list in which a line stands are documents: a note may number what it tells."""
        own = list_of(n, rows)
        told = sum(self._headings.numbered(row) > 0 for row in own)
        return told > 1 and 2 * told > len(own)

    def begins(self, line: str, below: str, *, blank: bool, width: int = 0) -> bool:
        """Whether a line heads a document: after a blank one, or in capitals, in its looks, or by a date that stands alone below it.

        What is read from a page has no blank lines: there it takes both.
        """
        line = unlabelled(unpaged(line)).rstrip()
        dated = any(d.exact and len(below) - (d.end - d.start) <= DATED for d in dates(below))
        if self.titled(line):
            own = any(d.exact for d in dates(line)) and ":" not in line
            return blank or dated or (own and (line.isupper() or self._reports.reports(below)))
        if (blank or line.isupper()) and self._heads_report(line) and below:
            return line.isupper() or not fills(line, below, width)  # else the line is a sentence that goes on
        if not blank or line.strip()[-1:] in (".", ",", ";", ""):
            return False
        if self._headings.dated(line) is not None and not line.strip().endswith(":"):
            return True
        if (line.isupper() or in_title_case(line)) and self._headings.names_day(line):
            return True
        return (
            dated and 4 <= len(line.strip()) <= 60 and line.strip()[-1] != ":" and self._headings.kind(line) is not None
        )

    def repeats(self, line: str, below: str, run: Sequence[int], rows: Sequence[str]) -> bool:
        """Whether a title is that of the document it stands in, printed anew on the next page."""
        filled = [rows[n] for n in run if n != APART and rows[n].strip()]
        first, second = (*filled, "", "")[:2]
        same = _bare(line) == _bare(first) != ""
        kinds = {self._headings.kind(text) for text in (below, second)} - {None}
        if len(kinds) > 1:
            return False  # the same head, of another study
        days = [[d.first for d in dates(text)] for text in (below, second)]
        return same and (days[0] == days[1] or not days[0])

    def _heads_report(self, line: str) -> bool:
        """Whether a line names a study and its day, and nothing that it showed: a report that was pasted in begins there."""
        return self._headings.dated(line) in self._headings.reports

    def titled(self, line: str) -> bool:
        """Whether a line after a blank one heads a document: short, in capitals or as a Markdown title, and named in the data."""
        text = unpaged(line).strip()
        if not 4 <= len(text) <= 90 or text.endswith((".", ",", ";")):
            return False
        top = text.startswith("# ")
        plain = re.sub(r"^#+\s*|[*_]", "", text)
        before = plain.split(":")[0] if ":" in plain else plain
        capitals = _BRACKETS.sub("", before)
        if not top and (capitals.upper() != capitals or not capitals.strip()):
            return False
        section = self._headings.section(before)
        if section and not top and (":" in plain or self._headings.kind(plain) is None):
            return section == "study" and self._headings.kind(plain) is not None
        return self._headings.kind(plain) is not None


def _bare(line: str) -> str:
    """A title without the number of its page."""
    return " ".join(re.sub(r"[\W_]+", " ", unpaged(line)).casefold().split())
