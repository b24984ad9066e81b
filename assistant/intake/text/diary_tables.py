"""Diaries in rows: a time and the score of the pain at that time, one below the other, told as one sentence."""

import re
from collections.abc import Iterator

from .tables import Table
from .treatment_words import Effects

_ROW = re.compile(r"[\s|]*(?P<when>[^\W_][^\n|:]*?)[\s|:]+(?P<score>10|\d(?:\.\d)?)(?:\s*/\s*10)?[\s|]*")
LEAST = 2
"""Rows that a diary has at least: the score before, and one behind it."""


class DiaryTables:
    """Finds such rows with the words for what is before and after a treatment."""

    def __init__(self, told: Effects) -> None:
        self._before = re.compile(_any(told.before_scores), re.IGNORECASE)
        self._after = re.compile(_any(told.after_scores), re.IGNORECASE)

    def find(self, text: str) -> Iterator[Table]:
        """The diaries of a text, in order."""
        held: list[tuple[int, str, str]] = []
        position = 0
        for row in [*text.split("\n"), ""]:
            match = _ROW.fullmatch(row)
            before = match is not None and self._before.fullmatch(match["when"]) is not None
            if match is not None and (before if not held else not before and self._after.fullmatch(match["when"])):
                held.append((position, row, f"{match['when']} {match['score']}/10"))
            else:
                yield from _table(held)
                held = [(position, row, f"{match['when']} {match['score']}/10")] if match and before else []
            position += len(row) + 1


def _table(rows: list[tuple[int, str, str]]) -> Iterator[Table]:
    if len(rows) < LEAST:
        return
    start, end = rows[0][0], rows[-1][0] + len(rows[-1][1])
    said = ", ".join(told for _, _, told in rows)
    yield Table(start, end, "", ((start, "\n".join(row for _, row, _ in rows), said, None),))


def _any(expressions: tuple[str, ...]) -> str:
    return "|".join(f"(?:{e})" for e in expressions) or "(?!)"
