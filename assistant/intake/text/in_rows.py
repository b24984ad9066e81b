"""A question on one line: the rows of a list of codes stay apart."""

import re
from typing import Final

_ROW: Final = re.compile(r"[-*\u2022]|\(?\d{4}[\dT]\b")


def on_one_line(question: str) -> str:
    """The words of a question as a document shows them: rows that begin with a code or a bullet end in a semicolon, other lines run on."""
    rows = [" ".join(row.split()) for row in question.splitlines() if row.strip()]
    listed = [bool(_ROW.match(row)) for row in rows]
    if len(rows) < 2 or 2 * sum(listed) <= len(rows):
        return " ".join(rows)
    parts = [rows[0]]
    for before, row, begins in zip(listed, rows[1:], listed[1:], strict=False):
        runs_on = not begins and row[:1].islower()
        parts.append(f"{' ' if runs_on or not (before or begins) or parts[-1][-1] in '.;:,?' else '; '}{row}")
    return "".join(parts)
