"""Tables whose columns say what their cells are: two days of one course, a column that says nothing new, a problem that is over.

What is changed keeps its length, so that places in the text stay what they are.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from .column_words import Columns
from .dates import dates
from .quick import one_of

_PIPED = re.compile(r"[^|\n]+")
_DAY = r"\d{1,4}(?:[/.-]\d{1,4}){1,2}"
ASIDE = 8
"""Characters by which an answer may stand beside the head of its column."""
_PARTED = re.compile(r"\S+(?: \S+)*")
"""Cells between strokes; those between gaps of two characters at least."""


class ColumnReader:
    """Reads such columns with the words of the data."""

    def __init__(self, words: Columns) -> None:
        self._from = frozenset(words.of_start)
        self._to = frozenset(words.of_end)
        starts, ends = (one_of(sorted(w, key=len, reverse=True)) for w in (words.of_start, words.of_end))
        self._course = re.compile(
            rf"\b(?P<start>{starts})\s*:\s*(?P<first>{_DAY})(?P<gap>[\s,;|]+)(?P<end>{ends})\s*:\s*(?={_DAY}|[A-Za-z])",
            re.IGNORECASE,
        )
        self._responses = frozenset(words.responses)
        self._results, self._treated = frozenset(words.results), frozenset(words.treated)
        self._helped = words.helped
        self._aside = frozenset(words.aside)
        self._closed = frozenset(words.closed)
        self._problems = re.compile(
            rf"\W*(?:{'|'.join(map(re.escape, words.problems)) or '(?!)'})\b[^.\n]{{0,40}}$", re.IGNORECASE
        )

    def plain(self, text: str) -> str:
        """The text with the days of one course joined by a dash, without columns that say nothing new and without problems that are over."""
        rows = [self._course.sub(_course, row) if ":" in row else row for row in text.split("\n")]
        listing = False
        for n, row in enumerate(rows):
            cells = list(_cells(row))
            named = [row[a:b].strip(" *:").lower() for a, b in cells]
            listing = bool(row.strip()) and (listing or self._problems.match(row) is not None)
            if listing and len(cells) > 1 and named[-1] in self._closed:
                rows[n] = " " * len(row)
            told = named and (
                named[-1] in self._responses or (named[-1] in self._results and self._treated & set(named))
            )
            if len(cells) > 1 and told:
                self._answer(rows, n, cells[-1])
            if len(cells) < 3:
                continue
            for one, (first, second) in enumerate(pairwise(named)):
                if first in self._from and second in self._to:
                    self._join(rows, n, one, len(cells))
            if {"left", "right"} <= set(named):
                for one in [i for i, name in enumerate(named) if i and name in self._aside]:
                    self._leave_out(rows, n, one, len(cells))
        return "\n".join(rows)

    def _answer(self, rows: list[str], head: int, column: tuple[int, int]) -> None:
        """Puts what an answer below the head of a response says in its place, where there is room for it; a stroke gives way."""
        strokes = rows[head].count("|")
        for n in range(head + 1, len(rows)):
            if not rows[n].strip():
                return
            cells = list(_cells(rows[n]))
            begin, end = cells[-1]
            said = self._helped.get(rows[n][begin:end].strip(" .").lower(), "")
            if not said:
                continue
            if strokes and rows[n].count("|") == strokes and len(cells) > 1:
                first, last = rows[n].rfind("|", 0, begin), rows[n].find("|", end) + 1 or end
                if len(said) < last - first and not rows[n][last:].strip():
                    rows[n] = f"{rows[n][:first]}{said.rjust(last - first)}{rows[n][last:]}"
                continue
            row = rows[n].rstrip()
            first = max(begin - max(0, len(said) - (end - begin)), 0)
            apart = "|" in row or row[max(0, first - 2) : begin].strip() == ""
            near = abs(begin - column[0]) <= ASIDE
            if near and apart and row[first:begin].strip() == "" and end == begin + len(row[begin:end]):
                rows[n] = f"{rows[n][:first]}{said}{rows[n][first + len(said) :]}"[: len(rows[n])]

    def _join(self, rows: list[str], head: int, column: int, width: int) -> None:
        """Parts the two days of each row by a dash and nothing else."""
        for n in _below(rows, head, width):
            (_, end), (begin, last) = list(_cells(rows[n]))[column : column + 2]
            row = rows[n]
            first = next(dates(row[:end]), None) if dates(row[:end]) else None
            if first is not None and any(c.isalnum() for c in row[begin:last]):
                rows[n] = f"{row[:end]}{'-'.center(begin - end)}{row[begin:]}"

    def _leave_out(self, rows: list[str], head: int, column: int, width: int) -> None:
        """Blanks a column with the stroke before it."""
        for n in [head, *_below(rows, head, width)]:
            begin, end = list(_cells(rows[n]))[column]
            stroke = rows[n].rfind("|", 0, begin)
            begin = begin if stroke < 0 else stroke
            rows[n] = f"{rows[n][:begin]}{' ' * (end - begin)}{rows[n][end:]}"


def _course(match: re.Match[str]) -> str:
    """Two days, each with its label, with a dash in place of the labels."""
    first = match.start("first") - match.start()
    dash = len(match[0]) - first - len(match["first"])
    return f"{' ' * first}{match['first']}{'-'.center(dash)}"


def _below(rows: list[str], head: int, width: int) -> Iterator[int]:
    """The rows of a table below its head that have all its columns."""
    for n in range(head + 1, len(rows)):
        if not rows[n].strip():
            return
        if len(list(_cells(rows[n]))) == width:
            yield n


def _cells(row: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row begin and end, without the blanks around them."""
    for match in (_PIPED if "|" in row else _PARTED).finditer(row):
        said = match[0].strip()
        if said:
            begin = match.start() + match[0].index(said)
            yield begin, begin + len(said)
