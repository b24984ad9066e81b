"""The text of a Word file: paragraphs and tables in the order of the document."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import InputError, Where

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LISTS = "List"
"""What the names of list styles begin with."""


def read_word(name: str, data: bytes) -> str:
    """The text; a list item begins with a hyphen, a row of a table is a line. Raises InputError for what is no Word file."""
    from docx import Document
    from docx.table import Table

    try:
        document = Document(io.BytesIO(data))
    except Exception:  # the library tells a broken archive, a missing part and a wrong kind in as many ways
        raise InputError(
            "this is no Word file that can be read.",
            where=Where(name),
            remedy="Save it again as .docx, or give the text.",
        ) from None
    rows: list[str] = []
    for part in document.iter_inner_content():
        rows += _table(part) if isinstance(part, Table) else _paragraph(part)
    return "\n".join(rows)


def _paragraph(paragraph: "Paragraph") -> list[str]:
    text = paragraph.text
    style = paragraph.style.name if paragraph.style is not None else ""
    if not text.strip():
        return [""]
    if style and style.startswith(LISTS):
        return [f"- {text}"]
    if style and style.startswith(("Heading", "Title")):
        return ["", f"# {text}" if style == "Title" else f"## {text}"]
    # A paragraph is one run of text: a blank line behind keeps it from running into the next.
    return [*text.split("\n"), ""] if len(text) > 56 else text.split("\n")


def _table(table: "Table") -> Iterator[str]:
    """Rows as lines: two cells as a name with its value, more as the row of a table. Merged cells stand once, empty ones keep the columns."""
    yield ""
    for row in table.rows:
        own = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
        told = [text for text in own.values() if text]
        if len(told) == 2 and len(own) == 2:
            yield f"{told[0].rstrip(':')}: {told[1]}"
        elif len(told) > 1:
            yield f"| {' | '.join(own.values())} |"
        else:
            yield from told
    yield ""
