"""Rows of a table whose cells a sign parts, as a spreadsheet gives them, written with strokes: empty cells keep their columns."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

ENDINGS: Final = (".csv", ".tsv")
"""Of files that hold nothing but a table."""
_SIGNS: Final = {"\t": 2, ";": 3}
"""What may part cells in a text, with how many such rows make a table there."""
COLUMNS: Final = 3
LONGEST: Final = 120
"""Characters of a cell, at most; more is prose with semicolons."""
_ENDS = re.compile(r"[a-z]{2}\.\s+[A-Z]")


def table_of(text: str) -> str:
    """A file of a table, in lines with strokes; as it stands where its rows have no columns."""
    head = text[:4096]
    sign = max(",;\t", key=lambda s: (min(row.count(s) for row in head.splitlines()[:3] or [""]), head.count(s)))
    rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=sign)]
    if max(map(len, rows), default=0) < 2:
        return text
    return "\n".join(_struck(row) if any(row) else "" for row in rows)


def tabulated(text: str) -> str:
    """A text with its tables in lines with strokes: rows below each other that have the same number of tabs or semicolons."""
    if "\t" not in text and ";" not in text:
        return text
    rows = text.split("\n")
    return "\n".join(_tables(rows))


def _tables(rows: Sequence[str]) -> Iterator[str]:
    for (sign, _), held in groupby(rows, _parted):
        block = list(held)
        if not sign or len(block) < _SIGNS[sign]:
            yield from block
            continue
        cells = [[" ".join(cell.split()) for cell in row.strip("\r").split(sign)] for row in block]
        table = all(len(cell) <= LONGEST and not _ENDS.search(cell) for row in cells for cell in row)
        yield from map(_struck, cells) if table else block


def _parted(row: str) -> tuple[str, int]:
    """What parts the cells of a row, and how many there are; nothing for what is no row of a table."""
    if "|" in row:
        return "", 0
    for sign in _SIGNS:
        if row.strip(" \t\r") and row.count(sign) + 1 >= COLUMNS and not row.startswith(sign * 2):
            return sign, row.count(sign)
    return "", 0


def _struck(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
