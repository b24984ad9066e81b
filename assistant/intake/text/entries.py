"""The visits that a chart tells in turn, each headed by its day and by what it is called."""

import re
from collections.abc import Callable
from functools import lru_cache

from .dates import dates
from .words import PhraseBook, Token, tokens

HEADED = 80
"""Characters of a line below the first that may say what a document is; a longer one is prose."""
LEADING = 5
"""Words of a title before those that name the kind of document; what is named later is only spoken of."""
MARKS = str.maketrans(dict.fromkeys("_[]-\u2013\u2014", " "))
"""Marks that part words, and mean nothing in a title."""
_ENTRY = re.compile(
    r"[ \t]*(?P<mark>#{1,6}[ \t]+)?(?P<head>[^\n:;|.]{8,60}?)[ \t]*(?:$|(?:[.:]|\s[-\u2013\u2014])\s+(?=\S))"
)
"""The head of one of several visits that a chart tells in turn, in Markdown or with its text in the same line."""
ENTRY = 24
"""Characters at the beginning of a line in which the day of an entry stands."""
_ENTERED = re.compile(r"(?::|\s[-\u2013\u2014])\s")


class Entries:
    """Knows the heads of visits with the words of the data."""

    def __init__(
        self,
        visits: PhraseBook,
        kind: Callable[[list[Token]], tuple[str | None, int]],
        reports: frozenset[str],
    ) -> None:
        """`kind`: the kind of document that words name, and where they do; `reports`: kinds of documents that report a study."""
        self._visits = visits
        self._kind = kind
        self._reports = reports
        for name in ("entry", "visited"):  # the same lines are asked about again and again
            setattr(self, name, lru_cache(maxsize=4096)(getattr(self, name)))

    def entry(self, line: str) -> str:
        """The head of one visit of a chart, its day before or behind the name and nothing else; empty where it is none.

        It is marked as a heading, or its day leads in the text of the visit.
        """
        match = _ENTRY.match(line)
        day = next((d for d in dates(match["head"]) if d.exact), None) if match else None
        if match is None or day is None:
            return ""
        head = match["head"]
        begins = day.start == 0 and match.end() < len(line.rstrip())
        if not (match["mark"] or begins) or (day.start != 0 and day.end != len(head)):
            return ""
        return head if self._names_visit(head[: day.start] + head[day.end :]) else ""

    def visited(self, line: str) -> bool:
        """Whether a line is the day of a visit and what the visit is called, and nothing else."""
        day = next((d for d in dates(line) if d.exact), None) if len(line) <= HEADED else None
        at_edge = day is not None and (day.start == 0 or day.end == len(line.strip()))
        return at_edge and day is not None and self._names_visit(line[: day.start] + line[day.end :])

    def _names_visit(self, text: str) -> bool:
        """Whether words are what a visit or a note is called, and nothing else."""
        words = [w for w in tokens(text.translate(MARKS)) if w.word.isalnum()]
        kind, place = self._kind(words)
        visit = any(a == 0 and b == len(words) - 1 for a, b, _, _ in self._visits.find(words))
        named = kind is not None and kind not in self._reports and place == 0 and len(words) <= LEADING
        return bool(words) and (visit or named)

    def entered(self, line: str) -> bool:
        """Whether a line begins with a day and a colon or a dash, as an entry of that day does."""
        day = next((d for d in dates(line[:ENTRY]) if d.exact), None)
        return day is not None and not line[: day.start].strip() and _ENTERED.match(line, day.end) is not None
