"""The text of a PDF, page by page."""

import io
import logging
from collections import Counter
from collections.abc import Callable
from math import hypot
from typing import TYPE_CHECKING, Final

from ..errors import InputError, Problem, Where
from .cells import Piece, lines_of
from .inputs import cleaned, source_of
from .scan import INSTALL, can_scan, read_page
from .text.sources import Source

if TYPE_CHECKING:
    from pypdf import PageObject

Row = tuple[str, float]
"""A line, and how far it stands below the one before it."""
WIDE: Final = 1.4
"""Times the usual room between two lines, from which they belong to two paragraphs."""
MANY: Final = 5
"""Page numbers that a message lists."""


def read_pdf(name: str, data: bytes, told: Callable[[str], None]) -> tuple[Source, list[Problem]]:
    """The text with its pages; pages without text are read by text recognition where that is installed, and told.

    Raises InputError: it is locked or damaged, or no page holds text.
    """
    pages = _pages(name, data, told)
    blank = [n for n, text in enumerate(pages, 1) if not text.strip()]
    scanned: list[int] = []
    if blank and can_scan():
        for n in blank:
            told(f"recognising the text of page {n}")
            pages[n - 1] = cleaned(read_page(data, n), name, empty=True)
        scanned = [n for n in blank if pages[n - 1].strip()]
    missing = [n for n in blank if n not in scanned]
    if len(missing) == len(pages):
        raise InputError("no page holds text: it was probably scanned.", where=Where(name), remedy=INSTALL)
    problems = []
    if missing:
        problems.append(
            Problem(
                f"{_listed(missing)} no text: scanned, or blank.",
                Where(name),
                "Nothing of it was read." if can_scan() else INSTALL,
                warning=True,
            )
        )
    if scanned:
        problems.append(
            Problem(
                f"{_listed(scanned)} text only as a picture, which was recognised.",
                Where(name),
                "Compare it with the original: letters and figures may be wrong.",
                warning=True,
            )
        )
    return source_of(name, pages), problems


def _pages(name: str, data: bytes, told: Callable[[str], None]) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints hold text of the record
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        read: list[list[Row]] = []
        for n, page in enumerate(reader.pages, 1):
            told(f"reading page {n}")
            read.append(_rows(page))
        pages = [cleaned(text, name, empty=True) for text in _parted(read)]
    except DependencyError:
        raise _locked(name) from None
    except InputError:
        raise
    except (
        PyPdfError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        AssertionError,
    ):
        # A damaged file fails in many ways inside the library.
        raise InputError(
            "this PDF is damaged and cannot be read.", where=Where(name), remedy="Ask for it again, or print it anew."
        ) from None
    if not pages:
        raise InputError("this PDF has no pages.", where=Where(name))
    return pages


def _rows(page: "PageObject") -> list[Row]:
    """The lines of a page in the order of its content, cells of a row side by side, each with the room above it."""
    lines: list[list[Piece]] = [[]]

    def visit(piece: str, page_matrix: list[float], matrix: list[float], _font: object, size: float) -> None:
        left = matrix[4] * page_matrix[0] + matrix[5] * page_matrix[2] + page_matrix[4]
        height = matrix[4] * page_matrix[1] + matrix[5] * page_matrix[3] + page_matrix[5]
        letters = size * hypot(matrix[0], matrix[1]) * hypot(page_matrix[0], page_matrix[1])
        for n, part in enumerate(piece.split("\n")):
            if n:
                lines.append([])
            if part:
                lines[-1].append(Piece(part, left, height, letters))

    page.extract_text(visitor_text=visit)
    rows: list[Row] = []
    above: float | None = None
    for line, place, last in lines_of(lines):
        rows.append((line, above - place if above is not None and place is not None else 0.0))
        above = above if last is None else last
    return rows


def _parted(pages: list[list[Row]]) -> list[str]:
    """The pages as texts, with a blank line where more room than usual stands between two lines."""
    rooms = Counter(round(room * 2) for rows in pages for text, room in rows if room > 0 and text.strip())
    usual = rooms.most_common(1)[0][0] / 2 if rooms else 0.0
    return [
        "\n".join(f"\n{text}" if n and usual and WIDE * usual < room else text for n, (text, room) in enumerate(rows))
        for rows in pages
    ]


def _locked(name: str) -> InputError:
    return InputError(
        "this PDF is locked with a password.", where=Where(name), remedy="Save it without one, and give that file."
    )


def _listed(numbers: list[int]) -> str:
    """`Page 3 holds`, `Pages 3, 4 and 9 hold`."""
    if len(numbers) == 1:
        return f"Page {numbers[0]} holds"
    shown = ", ".join(map(str, numbers[: MANY if len(numbers) > MANY else -1]))
    return f"Pages {shown} and {f'{len(numbers) - MANY} more' if len(numbers) > MANY else numbers[-1]} hold"
