"""Marks that stand below no head, and a no below its label: a row whose columns were lost, as where a page was read cell by cell.

What is changed keeps its length, so that places in the text stay what they are.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

_BARE = re.compile(r"[ \t|]*[xX\u2713\u2714][ \t|]*")
"""A mark alone in its line."""
_BOX = re.compile(r"[ \t|]*(?:[\[(][ xX\u2713\u2714]?[\])]|[\u2610-\u2612\u25a0\u25a1\u25fb])[ \t|]*")
"""A box alone in its line, which says by itself what is so but below a yes and a no."""
_BEHIND = re.compile(r"[ \t|]*(?P<label>[^\n]*?[^\s|])[ \t|]+[xX][ \t|]*")
"""A label with a cross behind it, at the end of the line."""
_LABEL = re.compile(r"(?:\(?\d{1,2}[.)] )?[^\W\d_][^\n|:]*[^\W_?:.;,)]\)?")
"""What names what is answered."""
WORDS = 8
"""Words of a label."""
ROWS = 2
"""Labels between two marks, of which the first has no answer."""


class StrayMarks:
    """Finds such rows by the answers of the data."""

    def __init__(
        self, answers: Mapping[Literal["yes", "no", "open"], Sequence[str]], section: Callable[[str], str]
    ) -> None:
        """`section`: what section a line heads, if any; the no below it is that of the section."""
        self._section = section
        self._answers = {word.lower(): answer for answer, words in answers.items() for word in words}

    def without(self, text: str) -> str:
        """The text without the labels and marks that no head places."""
        rows = text.split("\n")
        for n in {n for at, row in enumerate(rows) if row.strip() for n in self._stray(rows, at)}:
            rows[n] = " " * len(rows[n])
        return "\n".join(rows)

    def _stray(self, rows: Sequence[str], n: int) -> Iterator[int]:
        """The rows that say nothing from one on: below both heads, a label above its cross, or a label before it."""
        if self._heads(rows, n):
            yield from self._below(rows, n)
        elif n and _label(rows[n - 1]) and (_BARE.fullmatch(rows[n]) or self._denied(rows[n - 1], rows[n])):
            yield from (n - 1, n)
        elif (behind := _BEHIND.fullmatch(rows[n])) and _label(behind["label"]):
            yield n

    def _denied(self, label: str, row: str) -> bool:
        """Whether a row is a no and the one above it no heading, so that the label must not be read as stated."""
        return self._answers.get(row.strip().lower()) == "no" and not self._section(label.strip())

    def _heads(self, rows: Sequence[str], n: int) -> bool:
        """Whether a yes and a no have a line of their own each, one below the other."""
        return {self._answers.get(row.strip().lower()) for row in rows[n : n + 2]} == {"yes", "no"}

    def _below(self, rows: Sequence[str], n: int) -> Iterator[int]:
        """Both heads, and all rows down to the last mark below them; without one a question above them that is not answered."""
        first = last = n + 2
        for m in range(first, len(rows)):
            if _BARE.fullmatch(rows[m]) or _BOX.fullmatch(rows[m]):
                last = m + 1
            elif not _label(rows[m]) or m - last >= ROWS:
                break
        if last == first and n and _label(rows[n - 1]):
            yield n - 1
        yield from range(n, last)


def _label(row: str) -> bool:
    label = row.strip(" \t|")
    return _LABEL.fullmatch(label) is not None and len(label.split()) <= WORDS
