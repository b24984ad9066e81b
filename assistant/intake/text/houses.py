"""A paper's head of two lines: the name of the house that wrote it, and what the paper is."""

import re
from collections.abc import Sequence

from .data import Reading
from .dates import dates
from .entries import HEADED
from .general_words import General
from .headings import Headings

SHORT = 4
"""Letters of a word that a title may write small, fewer than these."""


class Houses:
    """Knows such heads with the words of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings) -> None:
        self._usual = reading.default_document
        self._headings = headings
        self._papers = re.compile(rf"\b(?:{'|'.join(general.papers) or '(?!)'})\s*$", re.IGNORECASE)
        labels = "|".join(sorted(map(re.escape, general.date_labels), key=len, reverse=True)) or "(?!)"
        self._dates = re.compile(rf"\s*(?:{labels})\b\s*:?", re.IGNORECASE)

    def heads(self, n: int, rows: Sequence[str]) -> bool:
        """Whether a line is the name of a house and nothing else, and the next one what a note of its own is called."""
        name, below = (" ".join(row.split()) for row in (*rows[n : n + 2], "")[:2])
        if not self.named(name):
            return False
        paper = self._headings.title(below)
        if paper is None and self.names_paper(below):
            dated = rows[n + 2] if n + 2 < len(rows) else ""  # a paper of no kind that is known, with its day
            paper = self._usual if self.dated(dated) else None
        kinds = self._headings.title(name) or self._usual, paper
        return (
            None not in kinds
            and self._headings.reports.isdisjoint(kinds)
            and not self._headings.correcting.amends(below)
        )

    def named(self, line: str) -> bool:
        """Whether a line is written as the name of a house is, and heads no section."""
        name = " ".join(line.split())
        if not name or len(name) > HEADED or name[-1] in ".,;:?" or ":" in name or any(c.isdigit() for c in name):
            return False
        return (name.isupper() or in_title_case(name)) and not self._headings.section(name)

    def dated(self, line: str) -> bool:
        """Whether a line gives the day of a document behind its label."""
        return self._dates.match(line) is not None and any(d.exact for d in dates(line))

    def names_paper(self, line: str) -> bool:
        """Whether a line, written as a title, says what paper follows and nothing else, such as a summary or a note."""
        text = line.strip()
        return (
            (text.isupper() or in_title_case(text))
            and len(text) <= HEADED // 2
            and self._papers.search(text) is not None
        )


def in_title_case(line: str) -> bool:
    """Whether a line is written as titles are: every word of letters alone, but short ones, with a capital."""
    words = re.findall(r"[^\W\d_]+", line)
    return all(w[0].isupper() or len(w) < SHORT for w in words) and not re.search(r"[A-Za-z]\d|[;,]", line)
