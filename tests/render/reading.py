"""Documents in Word and PDF read back as text, and drafts of the reference cases to write them from."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
from pypdf import PdfReader

from assistant.api import draft_whole
from assistant.intake import load_case
from assistant.model.document import Determination, Statement
from assistant.settings import Settings

CASES = Path(__file__).parents[2] / "evals" / "cases"
NAMES = ("cervical-fusion-exploration", "cervical-staged-revision", "lumbar-two-stage-revision")


@cache
def determination(name: str) -> Determination:
    """A reference case, drafted without the index."""
    loaded = load_case(CASES / f"{name}.yaml")
    return draft_whole(loaded.case, settings=Settings(), pack=loaded.pack, search=False).determination


def text_of_docx(data: bytes) -> str:
    """Paragraphs and cells, in order, one a line."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def text_of_pdf(data: bytes) -> str:
    """All pages, one after the other."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def squeezed(text: str) -> str:
    """Without what typesetting adds: white space, hyphens at the end of a line, places to break at; ligatures undone."""
    for ligature, letters in (
        ("\ufb00", "ff"),
        ("\ufb01", "fi"),
        ("\ufb02", "fl"),
        ("\ufb03", "ffi"),
        ("\ufb04", "ffl"),
    ):
        text = text.replace(ligature, letters)
    return re.sub(r"[\s\u200b\u00ad\ufffe-]", "", text)


def without_edges(data: bytes, of: Determination) -> str:
    """A PDF's text without its headers and footers, which would stand amid a statement that runs over two pages."""
    text = squeezed(text_of_pdf(data))
    header = squeezed(f"{of.header.case}{of.header.review_status}, pending review by a licensed physician")
    h = of.header
    footer = re.escape(squeezed(f"Policy set {h.policy_set} {h.policy_version} · {h.date}")) + r"Page\d+of\d+"
    return re.sub(footer, "", text.replace(header, ""))


def statements(of: Determination) -> Iterator[Statement]:
    """All statements, in order."""
    yield from of.lead
    for section in of.sections:
        for block in section.blocks:
            yield from block.statements
