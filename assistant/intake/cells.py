"""The lines of a page put together of its pieces: cells that stand side by side keep a gap, and the lines of one cell stay together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

GAP: Final = "    "
"""Between two cells of a row."""
NEAR: Final = 1.5
"""Points by which what stands in one column or in one line may be off."""
APART: Final = 0.35
"""Sizes of a letter that lie at least between two cells where the row above or below has one in the same place."""
MOST: Final = 8
"""Pieces of a row of a table, at most; a line of more is prose whose words were set one by one."""
WIDE: Final = 2.0
"""The same where neither has."""
MIDDLE, SEVERAL = 1.0, 3
"""The same where so many lines of the page have one there."""
SLACK: Final = 0.05
"""Share of its width by which a piece may be wider than it is taken for."""
LINES: Final = 1.8
"""Sizes of a letter from one line of a cell to the next, at most."""
INDENT: Final = 36.0
"""Points from the margin at which what a page begins with belongs to a cell of the page before."""
FEW: Final = 4
"""Lines after which the second cell of a row stands at the latest; behind more, it is a column of the page."""
LARGER: Final = 1.12
"""Times the usual size that the letters of a heading have."""
SAME: Final = 0.1
"""Points by which letters of one size may differ."""
_OPEN = re.compile(r"(?:[A-Z]\d{1,2}-|\b\d{1,2}[/-](?:\d{1,2}[/-]\d{0,3})?)\s*$")
_NARROW, _BROAD = frozenset("iljftrI.,:;'|!()[]/- "), frozenset("mwMW@%")


@dataclass(slots=True)
class Piece:
    """Characters that were set at once."""

    text: str
    left: float
    """Where they begin, in points from the left."""
    height: float
    """How high above the foot of the page they stand."""
    size: float
    """Size of their letters."""

    @property
    def width(self) -> float:
        """About how wide they are."""
        narrow, broad = (sum(c in kind for c in self.text.strip()) for kind in (_NARROW, _BROAD))
        capital = sum(c.isupper() for c in self.text.strip())
        plain = len(self.text.strip()) - narrow - broad - capital
        return self.size * (0.3 * narrow + 0.85 * broad + 0.67 * capital + 0.5 * plain)


@dataclass(slots=True)
class _Row:
    height: float
    cells: list[tuple[float, str]] = field(default_factory=list)
    """Where each cell begins, and its text."""
    last: float = 0.0
    """Height of the last line of the last cell."""
    hangs: bool = False
    """Whether it goes on with a cell of the page before."""
    headed: float = 0.0
    """Size of its letters, where it is a heading."""

    def text(self) -> str:
        return GAP.join(text.strip() for _, text in self.cells) if len(self.cells) > 1 else self.cells[0][1]


def lines_of(lines: Sequence[Sequence[Piece]]) -> list[tuple[str, float | None, float | None]]:
    """The lines with the heights of their first and of their last line on the page; None for one without letters."""
    held = [[piece for piece in line if piece.text.strip()] for line in lines]
    beside = _neighbours(held)
    usual = _usual(held)
    columns = _columns(held)
    margin = min((line[0].left for line in held if line), default=0.0)
    made: list[tuple[str, float | None, float | None]] = []
    row: _Row | None = None
    for n, (line, filled, near) in enumerate(zip(lines, held, beside, strict=True)):
        if not filled:
            made.append(("".join(piece.text for piece in line), None, None))
            continue
        cells = list(_cells(filled, near, columns))
        first = filled[0]
        if row is not None and (_goes_on(row, first, cells) or _returns(row, first, cells, held[n + 1 :])):
            row.cells[-1] = (row.cells[-1][0], _joined(row.cells[-1][1], cells[0][1]))
            row.last = first.height
        elif row is not None and abs(first.height - row.height) <= NEAR and first.left > row.cells[-1][0] + NEAR:
            row.cells += cells
            row.last = first.height
        else:
            hangs = row is None and first.left > margin + INDENT
            headed = first.size if all(piece.size >= LARGER * usual for piece in filled) else 0.0
            row = _Row(first.height, cells, first.height, hangs, headed)
            made.append(("", None, None))
        made[-1] = (row.text(), row.height, row.last)
    return made


def _usual(lines: Sequence[Sequence[Piece]]) -> float:
    """The size of most letters of a page."""
    letters: Counter[float] = Counter()
    for line in lines:
        for piece in line:
            letters[round(piece.size, 1)] += len(piece.text.strip())
    return letters.most_common(1)[0][0] if letters else 0.0


def _joined(text: str, further: str) -> str:
    """Two lines of one cell; one that ends within a place or a day is joined to the figures that end it."""
    return text.rstrip() + ("" if _OPEN.search(text) and further.lstrip()[:1].isdigit() else " ") + further.strip()


def _goes_on(row: _Row, first: Piece, cells: Sequence[tuple[float, str]]) -> bool:
    """Whether a line is a further one of the last cell of the row above it, or of a heading."""
    below = 0 < row.last - first.height <= LINES * first.size
    if not below or len(cells) > 1:
        return False
    if row.headed and len(row.cells) == 1:
        return abs(first.size - row.headed) <= SAME and _capitals(cells[0][1]) == _capitals(row.cells[0][1])
    return (len(row.cells) > 1 or row.hangs) and abs(first.left - row.cells[-1][0]) <= NEAR


def _returns(row: _Row, first: Piece, cells: Sequence[tuple[float, str]], further: Sequence[Sequence[Piece]]) -> bool:
    """Whether a line is a further one of the first cell of a row, whose second cell stands behind it at the height of the row."""
    if (
        len(cells) > 1
        or abs(first.left - row.cells[0][0]) > NEAR
        or not 0 < row.last - first.height <= LINES * first.size
    ):
        return False
    if not (_OPEN.search(row.cells[0][1]) or cells[0][1].lstrip()[:1].islower()):
        return False
    heads = (line[0] for line in further[:FEW] if line)
    other = next((head for head in heads if abs(head.left - first.left) > NEAR), None)
    return other is not None and abs(other.height - row.height) <= NEAR and other.left > row.cells[-1][0] + NEAR


def _capitals(text: str) -> bool:
    return text.upper() == text


def _neighbours(lines: Sequence[Sequence[Piece]]) -> list[list[float]]:
    """For each line, where the inner pieces of the lines above and below it begin."""
    inner = [[piece.left for piece in line[1:MOST]] for line in lines]
    filled = [n for n, line in enumerate(lines) if line]
    found: list[list[float]] = [[] for _ in lines]
    for one, other in pairwise(filled):
        found[one] += inner[other]
        found[other] += inner[one]
    return found


def _columns(lines: Sequence[Sequence[Piece]]) -> frozenset[int]:
    """Where, in points, something begins in several lines of a page."""
    begun = Counter(round(piece.left) for line in lines for piece in line[:MOST])
    return frozenset(left for left, n in begun.items() if n >= SEVERAL)


def _cells(pieces: Sequence[Piece], near: Sequence[float], columns: frozenset[int]) -> Iterator[tuple[float, str]]:
    """The cells of a line. `near`: where pieces of the lines beside it begin; `columns`: where many of the page do."""
    left, text = pieces[0].left, pieces[0].text
    for one, other in pairwise(pieces):
        shared = len(pieces) <= MOST and any(abs(other.left - place) <= NEAR for place in near)
        room = other.left - one.left - one.width * (1 if shared else 1 + SLACK)
        level = len(pieces) <= MOST and abs(one.height - other.height) <= NEAR
        wide = MIDDLE if level and round(other.left) in columns else WIDE
        if room >= (APART if shared else wide) * other.size:
            yield left, text
            left, text = other.left, other.text
        else:
            text += other.text
    yield left, text
