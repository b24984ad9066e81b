"""The text of a Word file: paragraphs and tables in the order of the document, as it stands with its changes accepted."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError, Where

if TYPE_CHECKING:
    from docx.document import Document

LISTS: Final = "List"
"""What the names of list styles begin with."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE: Final = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}sdtPr", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip
"""What was struck out, says how the text looks, or repeats it for older programs."""
_BOX: Final = f"{_W}txbxContent"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TICKED, _EMPTY = ("F0FE", "F0FD", "F052", "F053", "F0FC"), ("F0A8", "F06F", "F071", "F0A3")
_TICKS: Final = {**dict.fromkeys(_TICKED, "\u2612"), **dict.fromkeys(_EMPTY, "\u2610")}
"""Boxes of the fonts of signs, ticked and empty."""
_OTHERS: Final = {
    "xl/": ("this is a spreadsheet.", "Save it as text, PDF or .docx."),
    "ppt/": ("these are slides.", "Save them as text or PDF."),
    "content.xml": ("this is an OpenDocument file.", "Save it as .docx, PDF or plain text."),
}
"""Other kinds that are kept in an archive, by what the names in it begin with."""


def read_word(name: str, data: bytes) -> str:
    """The text; a list item begins with a hyphen, a row of a table is a line. Raises InputError for what is no Word file."""
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
    except Exception:  # the library tells a broken archive, a missing part and a wrong kind in as many ways
        message, remedy = _kind(data)
        raise InputError(message, where=Where(name), remedy=remedy) from None
    return "\n".join(_rows(document.element.body, document))


def _kind(data: bytes) -> tuple[str, str]:
    """What an archive that is no Word file is, and what to do."""
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        names = ["word/"]
    if any(n.startswith("word/") for n in names):
        return "this is no Word file that can be read.", "Save it again as .docx, or give the text."
    kinds = (told for start, told in _OTHERS.items() if any(n.startswith(start) for n in names))
    return next(kinds, ("this is an archive of files.", "Unpack it, and give the folder."))


def _rows(parts: Iterable[Any], document: "Document") -> Iterator[str]:
    """The lines of paragraphs and tables, and of what holds some of them."""
    for part in parts:
        if part.tag == f"{_W}p":
            yield from _paragraph(part, document)
        elif part.tag == f"{_W}tbl":
            yield from _table(part, document)
        elif isinstance(part.tag, str) and not _gone(part):
            yield from _rows(part, document)


def _paragraph(paragraph: Any, document: "Document") -> Iterator[str]:
    """Its lines, and below them those of the boxes of text that are fixed to it."""
    from docx.text.paragraph import Paragraph

    text = "".join(_text(paragraph))
    named = Paragraph(paragraph, document).style
    style = named.name if named is not None and named.name else ""
    boxes = list(_boxes(paragraph))
    if not text.strip():
        yield from () if boxes else ("",)
    elif style.startswith(LISTS):
        yield f"- {text}"
    elif style.startswith(("Heading", "Title")):
        yield from ("", f"# {text}" if style == "Title" else f"## {text}")
    else:
        yield from text.split("\n")
        if len(text) > PARAGRAPH:
            yield ""
    for box in boxes:
        yield from _rows(box, document)


PARAGRAPH: Final = 56
"""Characters of a paragraph from which a blank line behind keeps it from running into the next."""


def _text(part: Any) -> Iterator[str]:
    """The characters of a paragraph, without those of boxes within it."""
    for inner in part:
        if inner.tag == f"{_W}t":
            yield inner.text or ""
        elif inner.tag == f"{_W}sym":
            yield _TICKS.get((inner.get(f"{_W}char") or "").upper(), "")
        elif inner.tag == f"{_W}checkBox":
            yield "[x] " if _checked(inner) else "[ ] "
        elif inner.tag in _SIGNS:
            yield _SIGNS[inner.tag]
        elif inner.tag != _BOX and not _gone(inner):
            yield from _text(inner)


def _gone(part: Any) -> bool:
    """Whether what a part holds is not of the text: struck out, repeated, or the words of a field that nobody filled."""
    if part.tag in _GONE:
        return True
    if part.tag == f"{_W}sdt":
        return part.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
    if part.tag == f"{_W}r":
        return any(_on(part.find(f"{_W}rPr/{_W}{name}")) for name in STRUCK)
    return False


def _on(sign: Any) -> bool:
    return sign is not None and sign.get(f"{_W}val", "1") not in ("0", "false", "off")


STRUCK: Final = ("strike", "dstrike", "vanish")
"""How words look that no longer count, or are not shown."""


def _checked(box: Any) -> bool:
    """Whether a box of an old form is ticked: by hand, else from the first."""
    for name in ("checked", "default"):
        found = box.find(f"{_W}{name}")
        if found is not None:
            return _on(found)
    return False


def _boxes(part: Any) -> Iterator[Any]:
    for inner in part:
        if inner.tag == _BOX:
            yield inner
        elif not _gone(inner):
            yield from _boxes(inner)


def _table(table: Any, document: "Document") -> Iterator[str]:
    """Rows as lines: two cells as a name with its value, more as the row of a table, one as the lines that it holds. A cell merged over
    columns stands once, one merged over rows in each; empty ones keep the columns.
    """
    yield ""
    above: dict[int, list[str]] = {}
    for row in (
        row for row in table.iter(f"{_W}tr") if _of(row, table, "tbl") and row.find(f"{_W}trPr/{_W}del") is None
    ):
        cells: dict[int, list[str]] = {}
        column = 0
        for cell in (cell for cell in row.iter(f"{_W}tc") if _of(cell, row, "tr")):
            cells[column] = above.get(column, []) if _merged(cell) else list(_cell(cell, document))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            column += int(span.get(f"{_W}val", "1")) if span is not None else 1
        above = cells
        told = [lines for lines in cells.values() if lines]
        if len(told) == 2 and len(cells) == 2:
            yield (
                f"{told[0][0].rstrip(':')}: {told[1][0]}" if len(told[0]) == 1 else f"{' '.join(told[0])}: {told[1][0]}"
            )
            yield from told[1][1:]
        elif len(told) > 1:
            yield f"| {' | '.join(' '.join(lines) for lines in cells.values())} |"
        else:
            yield from (line for lines in told for line in lines)
    yield ""


def _of(part: Any, whole: Any, name: str) -> bool:
    """Whether a row is of a table, or a cell of a row, and not of a table within it."""
    return next(part.iterancestors(f"{_W}{name}")) is whole


def _merged(cell: Any) -> bool:
    """Whether a cell goes on with the one above it."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _cell(cell: Any, document: "Document") -> Iterator[str]:
    """The lines of a cell."""
    yield from (" ".join(line.split()) for line in _rows(cell, document) if line.strip())
