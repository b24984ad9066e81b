"""Answers that stand in a cell of their own: a label and its yes or no in columns, and marks below a "yes" and a "no" at the head of them.

What is changed keeps its length, so that places in the text stay what they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

_PARTED = re.compile(r"\S+(?: \S+)*")
"""Cells between gaps of two characters at least."""
_MARK = re.compile(r"[xX\u2713\u2714*]|\[[xX\u2713\u2714]\]|\([xX\u2713\u2714]\)|[\u2611\u2612\u25a0]")
"""A mark in a column that its head names."""
_LABEL = re.compile(r"(?:\(?\d{1,2}[.)] )?(?:[^\W\d_][^\n|]*[^\W_?:.;,)]\)?|[^\W\d_]{2,})")
"""What names what is answered."""
_ITEM = re.compile(r"\s*[^\W\d_][^:=?]{1,60}[:=?]\s*[^\s].{0,120}")
"""A label with what is told of it."""
_LEVEL = re.compile(r"\b[A-Z]\d")
_RULE = re.compile(r"[\s|:+=_-]*")
"""A line that only parts the heads from the rows."""
WORDS = 8
"""Words of a label."""
NEAR = 4
"""Rows below the heads in which a mark stands."""


@dataclass(frozen=True, slots=True)
class _Cell:
    begin: int
    end: int
    text: str
    column: int
    """Which column of a table with strokes it stands in; -1 where gaps part the cells."""


class AnswerCells:
    """Finds such cells with the answers of the data."""

    def __init__(self, answers: Mapping[Literal["yes", "no", "open"], Sequence[str]]) -> None:
        self._answers = {word: answer for answer, words in answers.items() for word in words}
        self._answers |= {word.lower(): answer for word, answer in self._answers.items() if len(word) > 1}
        self._answers |= {word.upper(): answer for word, answer in self._answers.items()}
        words = "|".join(map(re.escape, sorted(self._answers, key=len, reverse=True))) or "(?!)"
        self._equals = re.compile(
            rf"(?<=[^\W\d_])(?P<sign>[ \t]*=)(?=[ \t]*(?:{words})[ \t]*(?:[;,|]|$))", re.MULTILINE
        )
        self._after = re.compile(
            rf"(?m)^(?P<label>[ \t]*(?:\(?\w{{1,2}}[.)] )?[^\W\d_][^;:|\n]{{2,90}});(?=[ \t]*(?:{words})[ \t]*(?:[;,:(]|[-\u2013\u2014]\s|$))"
        )
        named = r"\s?\d{0,2}\s?[.:)]"
        self._told = re.compile(
            rf"(?m)^(?P<asked>[ \t]*Q(?:uestion)?{named}[^?\n]*\?)[ \t]"
            rf"(?=[ \t]*A(?:nswer)?{named}\s*(?!(?:{words})\b)\S)"
        )
        self._ended = re.compile(rf"[:=?][ \t]*(?:{words})[ \t]*(?P<end>;)")

    def marks(self, text: str) -> str:
        """The text with the answer that each mark stands below in place of the mark, and without the questions that have none."""
        rows = text.split("\n")
        heads: list[_Cell] = []
        for n, row in enumerate(rows):
            cells = list(_cells(row)) if heads or _parted(row) else []
            if found := self._heads(cells):
                below = rows[n + 1 : n + 1 + NEAR]
                heads = found if any(self._marked(one, list(_cells(one)), found) for one in below) else []
            elif heads and (made := self._marked(row, cells, heads)):
                rows[n] = made
            elif row.strip() and _RULE.fullmatch(row) is None:
                heads = []
        return "\n".join(rows)

    def plain(self, text: str) -> str:
        """The text with a colon between a label and the answer in the next cell, or behind a sign of equality; what a question of the same
        line is answered with stands in a line of its own, unless it is a yes or a no.
        """
        text = self._told.sub("\\g<asked>\n", text) if "?" in text else text
        if "=" in text:
            text = self._equals.sub(lambda m: ":".ljust(len(m["sign"])), text)
        if ";" in text:
            text = self._after.sub(r"\g<label>:", text)
            text = "\n".join(self._apart(row) if ";" in row else row for row in text.split("\n"))
        return "\n".join(self._answered(row, list(_cells(row))) if _parted(row) else row for row in text.split("\n"))

    def _apart(self, row: str) -> str:
        """A row of nothing but labels with what is told of each, a line for each behind one that is answered."""
        if all(_ITEM.fullmatch(item) for item in row.rstrip("; \t").split(";")):
            for match in list(self._ended.finditer(row)):
                row = f"{row[: match.start('end')]}\n{row[match.end('end') :]}"
        return row

    def _heads(self, cells: Sequence[_Cell]) -> list[_Cell]:
        """The heads of a column for yes and of one for no, side by side; none where a row is no such head."""
        for one, other in pairwise(cells):
            if {self._answer(one.text), self._answer(other.text)} == {"yes", "no"} and other is cells[-1]:
                return [one, other]
        return []

    def _answer(self, cell: str) -> str:
        return self._answers.get(cell, "")

    def _marked(self, row: str, cells: Sequence[_Cell], heads: Sequence[_Cell]) -> str:
        """A row of a label and marks, with the answer below whose head the one mark stands; empty where it is no such row."""
        if not cells or _LABEL.fullmatch(cells[0].text) is None or len(cells[0].text.split()) > WORDS:
            return ""
        label, marks = cells[0], cells[1:]
        if any(_MARK.fullmatch(mark.text) is None for mark in marks) or (not marks and "|" not in row):
            return ""
        under = [_nearest(mark, heads) for mark in marks]
        said = f": {under[0].text}" if len(under) == 1 and under[0] is not None else ""
        rest = row[label.end :]
        if not said or len(rest) < len(said):
            return " " * len(row)  # a question that is not answered, or answered twice
        return f"{row[: label.begin].replace('|', ' ')}{label.text}{said}".ljust(len(row))[: len(row)]

    def _answered(self, row: str, cells: Sequence[_Cell]) -> str:
        """A row whose second cell is the answer to its first, with a colon between them."""
        if len(cells) < 2 or not self._answer(cells[1].text):
            return row
        label, answer = cells[0], cells[1]
        if (
            _LABEL.fullmatch(label.text) is None
            or len(label.text.split()) > WORDS
            or _LEVEL.match(label.text)
            or self._answer(label.text)
            or any(self._answer(cell.text) in ("yes", "no") for cell in cells[2:3])
        ):
            return row
        begins = cells[2].begin if len(cells) > 2 else len(row)
        behind = ("; " if len(cells) > 2 else "").ljust(begins - answer.end)[: begins - answer.end] + row[begins:]
        gap = ":".ljust(answer.begin - label.end)
        return f"{row[: label.begin].replace('|', ' ')}{label.text}{gap}{answer.text}{behind}"


def _nearest(mark: _Cell, heads: Sequence[_Cell]) -> _Cell | None:
    """The head below which a mark stands; none where it stands as near to both."""
    if mark.column >= 0:
        return next((head for head in heads if head.column == mark.column), None)
    away = sorted((abs(head.begin + head.end - mark.begin - mark.end), n) for n, head in enumerate(heads))
    return heads[away[0][1]] if away[0][0] * 2 < away[1][0] else None


def _parted(row: str) -> bool:
    return "|" in row or "  " in row or "\t" in row


def _cells(row: str) -> Iterator[_Cell]:
    """The cells of a row, without those that are empty: between strokes, and between gaps."""
    piped = "|" in row
    begin = 0
    lead = 1 if row.lstrip().startswith("|") else 0
    for n, part in enumerate(row.split("|")):
        for match in _PARTED.finditer(part):
            yield _Cell(begin + match.start(), begin + match.end(), match[0], n - lead if piped else -1)
        begin += len(part) + 1
