"""The summary of a batch, as CSV for a spreadsheet and as HTML to read."""

import csv
import io
from typing import Final

from ..check.labels import WORDS
from ..render.environment import template
from .data import Batch, Done, Failed

COLUMNS: Final = (
    "file", "case", "question", "overall", "determination", "action", "lines", "faults", "seconds", "error"
)  # fmt: skip
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell for that begins so."""


def summary_csv(batch: Batch) -> str:
    """One row a case."""
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(COLUMNS)
    for case in batch.cases:
        cells = _done(case) if isinstance(case, Done) else _failed(case)
        table.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return made.getvalue()


def summary_html(batch: Batch) -> str:
    """One page, with links to the documents beside it."""
    done = [case for case in batch.cases if isinstance(case, Done)]
    counts: dict[str, int] = {}
    for case in done:
        counts[case.determination] = counts.get(case.determination, 0) + 1
    return template("batch.html.j2").render(
        done=done, failed=[c for c in batch.cases if isinstance(c, Failed)], counts=counts, words=WORDS
    )


def _done(case: Done) -> tuple[str, ...]:
    words = (WORDS[case.overall], WORDS[case.determination], case.action.replace("_", " "))
    told = ("; ".join(case.lines), "; ".join(case.faults), f"{case.seconds:.2f}", "")
    return (case.name, case.case, case.question, *words, *told)


def _failed(case: Failed) -> tuple[str, ...]:
    return (case.name, *([""] * (len(COLUMNS) - 2)), " ".join(case.message.split()))
