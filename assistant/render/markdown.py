"""Markdown: for pasting into a review system, and the source of plain text."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ..model.base import NOT_STATED
from ..model.document import Determination, Statement
from .citations import Numbers, plain
from .rows import rows


def render_markdown(determination: Determination) -> str:
    """The whole document as Markdown."""
    numbers = Numbers(determination)

    def written(statement: Statement) -> str:
        text = numbers.replace(statement.text, plain)
        return text if statement.label == NOT_STATED else f"**{statement.label}** {text}"

    return _template().render(
        d=determination, rows=rows(determination.outcome), written=written, staged=_staged(determination)
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("assistant.render"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the guard refuses markup, and the output is not HTML
    )
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|")
    return environment.get_template("determination.md.j2")


def _staged(determination: Determination) -> bool:
    return any(line.stage != NOT_STATED for line in determination.outcome.lines)
