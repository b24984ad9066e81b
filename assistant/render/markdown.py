"""Markdown: for pasting into a review system, and the source of plain text."""

import re
from collections.abc import Callable

from ..check.labels import WORDS, runs
from ..check.rows import rows
from ..model.answer import Answer, Supposition
from ..model.base import NOT_STATED
from ..model.document import Determination, Statement
from .citations import Numbers, plain
from .environment import template
from .notes import guarded, staged


def render_markdown(determination: Determination) -> str:
    """The whole document as Markdown."""
    return template("determination.md.j2").render(
        d=determination,
        rows=rows(determination.outcome),
        written=writer_of(Numbers(determination)),
        staged=staged(determination),
        guarded=guarded(determination),
    )


def render_answer(answer: Answer) -> str:
    """An answer as Markdown: how the question was read, the statements, and what they cite."""
    text = template("answer.md.j2").render(a=answer, written=writer_of(Numbers(answer)), words=WORDS, moved=_moved)
    return re.sub(r"\n{3,}", "\n\n", text)


def _moved(supposition: Supposition) -> list[tuple[str, ...]]:
    """One row for the levels of a line that a supposition moves in the same way."""
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for s in supposition.changed:
        rows.setdefault((s.procedure, s.code, s.on_record, s.supposed), []).append(s.level)
    return [
        (name, code, runs(lv for lv in levels if lv != NOT_STATED), before, after)
        for (name, code, before, after), levels in rows.items()
    ]


def writer_of(numbers: Numbers) -> Callable[[Statement], str]:
    """Writes a statement with its label and printed numbers."""

    def written(statement: Statement) -> str:
        text = numbers.replace(statement.text, plain)
        return text if statement.label == NOT_STATED else f"**{statement.label}** {text}"

    return written
