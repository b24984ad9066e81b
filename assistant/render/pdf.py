"""PDF, typeset by Typst: compiler and fonts come with the package, and nothing of the system is read, not even the clock."""

from ..check.rows import rows
from ..model.base import NOT_STATED
from ..model.document import Determination, Statement
from .citations import Mark, Numbers
from .environment import template
from .notes import PENDING, guarded, staged, standing
from .typst_text import Typst, literal, markup


def render_pdf(determination: Determination) -> bytes:
    """The whole document as PDF."""
    return compiled(typst_source(determination))


def compiled(source: str) -> bytes:
    """A Typst text as PDF."""
    import typst

    # No file is named: what is compiled is this text alone. The date of the document is a part of it, the hour is none.
    return typst.compile(source.encode(), format="pdf", ignore_system_fonts=True, timestamp=0)


def typst_source(determination: Determination) -> str:
    """The document as Typst reads it."""
    return template("determination.typ.j2").render(
        d=determination,
        rows=rows(determination.outcome),
        staged=staged(determination),
        standing=standing(determination),
        guarded=guarded(determination),
        pending=PENDING,
        written=lambda statement: written(statement, Numbers(determination)),
    )


def written(statement: Statement, numbers: Numbers) -> Typst:
    """A statement with its label, its citations as links."""
    pieces = "".join(markup(p) if isinstance(p, str) else _cites(p) for p in numbers.pieces(statement.text))
    label = "" if statement.label == NOT_STATED else f"#strong[{markup(statement.label)}] "
    return Typst(label + pieces)


def _cites(marks: tuple[Mark, ...]) -> str:
    pairs = ", ".join(f"({literal(mark.anchor)}, {literal(mark.label)})" for mark in marks)
    return f"#cites({pairs});"
