"""Tables of a text: what a cell says, with the heads of its row and its column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from .dates import dates
from .lexicon import Lexicon

_RULE = re.compile(r"[\s|:+=_-]*$")
"""A line that only parts the heads from the rows."""
_GAP = re.compile(r"[ \t]{2,}|\t+")
_NUMBER = re.compile(r"\d(?:\s?[+\u2212-])?(?:\s?/\s?\d)?")
_TWO = re.compile(
    rf"[\s|]*(?P<name>[^\s|\d][^|\n]*?)[\s|:]+(?P<one>{_NUMBER.pattern})[\s|]+(?P<other>{_NUMBER.pattern})[\s|]*"
)
"""A row of one name and two values, however far apart they stand."""
_TOLD = re.compile(
    r"[\s|]*(?P<name>[^\s|\d][^|\n]*?)[\s|:]+(?P<one>[^\s|]+)(?:\s{2,}|\s*\|\s*)(?P<other>[^\s|]+)[\s|]*"
)
"""The same where a value is a word, which a gap parts from the other."""
_SIDED = 3
"""Cells of a row below both sides."""
_NAMED = re.compile(r"[^\W\d_]{3,}")
"""A row that begins with a name, and not with the level behind it."""
_WORDS = 4
"""Words of a cell or head; a longer one is a sentence."""
_COMMAS = 2
"""Commas of a row whose cells nothing else parts."""
_CELLS = 8
FEW = 3
"""Grades of a table that tell of which scale they are."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was understood."""

    start: int
    end: int
    corner: str
    """What stands above the heads of the rows."""
    cells: tuple[tuple[int, str, str, date | None], ...]
    """Where the row of each cell begins, the row as written, what the cell says in words, and the day that its row or column names."""


class Tables:
    """Finds tables whose heads and cells are words of the data. What is not understood whole is left as text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, text: str) -> Iterator[Table]:
        """The tables of a text, in order."""
        rows, position = [], 0
        for row in text.split("\n"):
            rows.append((position, row))
            position += len(row) + 1
        n = 0
        while n < len(rows) - 1:
            heads = _cells(rows[n][1])
            if not (len(heads) > 1 and len(_cells(rows[n + 1][1])) > 1 and self._heads(heads)):
                heads = self._two_sides(rows[n][1]) if _TWO.fullmatch(rows[n + 1][1]) else []
            if not heads:
                n += 1
                continue
            body = list(takewhile(lambda r: r[1].strip(), rows[n + 1 :]))
            table = self._table(rows[n][0], heads, body)
            if table is not None:
                yield table
                n += sum(r[0] < table.end for r in body)
            n += 1

    def _heads(self, heads: list[str]) -> bool:
        """Whether all heads but that of the first column name a side, a place or a structure."""
        return all(len(h.split()) <= _WORDS for h in heads) and sum(map(self._names, heads)) >= max(2, len(heads) - 1)

    def _two_sides(self, row: str) -> list[str]:
        """The heads of a row that ends with the names of both sides and hardly says more; empty where it is none."""
        words = row.split()
        if not 2 <= len(words) <= _WORDS or any(c.isdigit() for c in row):
            return []
        return [" ".join(words[:-2]), *words[-2:]] if self._sides(words[-2:]) == {"left", "right"} else []

    def _sides(self, heads: list[str]) -> set[str]:
        """The sides of heads that each name one and nothing else; empty where one does not."""
        named = [self._lexicon.cues.find(self._lexicon.tokens(head)) for head in heads]
        whole = all(len(self._lexicon.tokens(head)) == 1 for head in heads)
        sides = [{value for _, _, role, value in found if role == "side"} for found in named]
        return set().union(*sides) if whole and all(len(side) == 1 for side in sides) else set()

    def _names(self, head: str) -> bool:
        lexicon = self._lexicon
        if _day(head) is not None:
            return True
        if not head or any(c.isdigit() for c in head):
            return False
        words = lexicon.tokens(head)
        sides = any(role == "side" for _, _, role, _ in lexicon.cues.find(words))
        return sides or any(
            role in ("structure", "place", "head", "kind") for _, _, role, _ in lexicon.names.find(words)
        )

    def _table(self, start: int, heads: list[str], body: list[tuple[int, str]]) -> Table | None:
        found: list[tuple[int, str, str, date | None]] = []
        sided = self._sides(heads[-2:]) == {"left", "right"} and len(heads) in (2, 3)
        end, corner, values = start, "", list[str]()
        for position, row in body:
            if _RULE.fullmatch(row):
                continue
            cells = self._cells_of(row, len(heads), sided=sided)
            if len(cells) not in (len(heads), len(heads) + 1) or not all(map(self._value, cells[1:])):
                break
            if len(cells) == len(heads):
                corner = heads[0]
            values += cells[1:]
            columns = heads[len(heads) + 1 - len(cells) :]
            found += [
                (position, row, said, _day(head) or _day(cells[0]))
                for head, cell in zip(columns, cells[1:], strict=True)
                if (said := self._said(cells[0], head, cell))
            ]
            end = position + len(row)
        return Table(start, end, f"{corner} {self._told(values)}", tuple(found)) if found else None

    def _cells_of(self, row: str, heads: int, *, sided: bool) -> list[str]:
        """The cells of a row; of one below both sides, its two values however far apart they stand."""
        if sided and (pair := _TWO.fullmatch(row)):
            return list(pair.groups())
        cells = _cells(row)
        whole = len(cells) in (heads, heads + 1) and not (sided and len(cells) < _SIDED)
        if sided and not whole and (pair := _TOLD.fullmatch(row)) and any(map(self._value, pair.groups()[1:])):
            return list(pair.groups())
        return cells

    def _told(self, values: list[str]) -> str:
        """The word for what a table tells, where its cells are grades of one scale without that word, and one of them is full."""
        values = [value for value in values if _NUMBER.fullmatch(value)]
        for sign in self._lexicon.reading.signs if len(values) >= FEW else ():
            if sign.scale and sign.full in values and set(values) <= set(self._lexicon.pack.scale(sign.scale).grades):
                return sign.anchors[0]
        return ""

    def _value(self, cell: str) -> bool:
        """Whether a cell says nothing but what was found."""
        lexicon = self._lexicon
        if not cell or _NUMBER.fullmatch(cell):
            return True
        words = lexicon.tokens(cell)
        known = {n for a, b, role, _ in lexicon.grades.find(words) if role == "grade" for n in range(a, b + 1)}
        known |= {n for a, b, _, _ in lexicon.values.find(words) for n in range(a, b + 1)}
        known |= {n for a, b, role, _ in lexicon.cues.find(words) if role == "negation" for n in range(a, b + 1)}
        known |= {n for a, b, role, _ in lexicon.parts.find(words) if role == "denied head" for n in range(a, b + 1)}
        known |= {n for n, word in enumerate(words) if n - 1 in known and word.word.isdigit()}  # how far a test went
        return len(words) <= _WORDS and known.issuperset(range(len(words)))

    def _said(self, row: str, column: str, cell: str) -> str:
        """A cell in words, with its heads: a level first, a side before what it belongs to."""
        lexicon = self._lexicon
        words = lexicon.tokens(cell)
        if not words or not row:
            return ""
        denied = any(role == "negation" for _, _, role, _ in lexicon.cues.find(words))
        if _day(column) or _day(row):
            return f"{self._side_first(row if _day(column) else column)}: {cell}"
        sided = any(role == "side" for _, _, role, _ in lexicon.cues.find(lexicon.tokens(column)))
        placed = bool(lexicon.levels(row) or lexicon.landmarks(row))
        if placed and not (sided and _NAMED.match(row)):
            return f"{row}: no {self._whole(column)}" if denied else f"{row}: {column}: {cell}"
        return f"{column} {row}: {cell}" if sided else f"{row} {column}: {cell}"

    def _side_first(self, head: str) -> str:
        """A head with the side that stands behind its structure before it."""
        words = head.split()
        return " ".join([words[-1], *words[:-1]]) if len(words) > 1 and self._sides(words[-1:]) else head

    def _whole(self, column: str) -> str:
        """The head of a column with the noun that its place stands for."""
        found = self._lexicon.names.find(self._lexicon.tokens(column))
        if any(role in ("head", "kind") for _, _, role, _ in found):
            return column
        plain = {value.partition(":")[0] for _, _, role, value in found if role == "place"}
        return f"{column} {next((h.words[0] for h in self._lexicon.reading.heads if h.plain in plain), '')}"


def _day(head: str) -> date | None:
    """The day that a head is, and nothing else."""
    found = next(iter(dates(head)), None) if any(c.isdigit() for c in head) else None
    return (
        found.first if found and found.exact and not head[: found.start].strip() + head[found.end :].strip() else None
    )


def _cells(row: str) -> list[str]:
    """The cells of a row; none of a line that is a sentence."""
    inner = row.strip()
    piped = "|" in inner
    if not piped and inner.count(",") >= _COMMAS and inner[-1:] != "." and not _GAP.search(inner):
        parts = [p.strip() for p in inner.split(",")]
        return parts if len(parts) <= _CELLS and all(len(p.split()) <= _WORDS for p in parts) else []
    parts = [p.strip() for p in (inner.strip("|").split("|") if piped else _GAP.split(inner))]
    return parts if len(parts) <= _CELLS else []
