"""The forms a determination can take, and the file of each."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ..model.case import Case
from ..model.document import Determination
from .docx import render_docx
from .html import render_html
from .markdown import render_markdown
from .pdf import render_pdf

FORMATS: Final = ("md", "html", "json", "docx", "pdf")
"""All forms, as the endings of their files."""
USUAL: Final = ("md", "html", "json")
"""Those that are written where none is named."""


def render(
    determination: Determination, case: Case, formats: tuple[str, ...], template: Path | None = None
) -> dict[str, str | bytes]:
    """The content of each file, by its ending. `template`: a Word file whose look the one in Word takes on.

    Raises:
        InputError: the template cannot be read.
    """
    make: dict[str, Callable[[], str | bytes]] = {
        "md": lambda: render_markdown(determination),
        "html": lambda: render_html(determination, case),
        "json": lambda: determination.model_dump_json(indent=2) + "\n",
        "docx": lambda: render_docx(determination, template),
        "pdf": lambda: render_pdf(determination),
    }
    return {suffix: make[suffix]() for suffix in FORMATS if suffix in formats}
