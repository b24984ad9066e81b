"""Lines that were broken at a width, as paper and mail break them, put together again as their writer wrote them."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from .lines import BREAK, HEADING, SHORT, begins_item, left_open, tabular

NARROW, WIDE = SHORT, 170
"""Characters of the longest line of what was broken at a width."""
SHARE = 4
"""One of so many breaks, at least, stands within a sentence where lines were broken at a width."""
LEAST = 2
"""Breaks that a paragraph has at least to be told by itself."""
SOLID = 5
"""Lines of a paragraph, each of them full, from which a label that begins one of them does so by chance."""
OFTEN = 3
"""Breaks within a sentence from which a whole text is taken to be broken at its width."""
SLACK = 2
"""Characters that may be left free at the end of such a line, beside what its next word needs."""
ENDS = (".", ":", ";", "!", "?", "|")
LABEL = 6
"""Words of a label, which begins a line anew."""
_FIGURES = re.compile(r"\s*[A-Z]?\d")
"""A line that begins with a day, a level, a code or another figure."""
_DAY, _MONTH = re.compile(r"\b\d{1,2}$"), re.compile(r"\s*(?:[A-Z][a-z]{2,8}) \d{4}\b")
"""A day at the end of a line, and its month and year that begin the next."""
STUCK = re.compile(
    r"(?:(?<=[a-z]{2})(?<!\b[DM]r)(?<!\b(?:Ms|St|vs|No))|(?<=[A-Z]{2})|(?<=[\w /-][\d%)]))\.(?=[A-Z](?:[A-Za-z\d]|-[a-z]))"
)
"""The end of a sentence behind which the next was typed without a space."""


def unwrapped(
    rows: Sequence[str], tops: Collection[int] = (), furniture: Callable[[str], bool] = lambda row: False
) -> list[tuple[int, str]]:
    """The lines of a text, each with the number of the first that it was put together of, from 0.

    What was broken at a width is told by its lines: each was full, so that the first word of the next had no room, and some break within
    a sentence. That holds of a paragraph, or of a text of several, in which a line with room left ends what it says; elsewhere a line goes
    on in the next only where its words call for that. What was put together and does not go on, although the next begins small, ends with
    a `BREAK`. `tops`: lines that begin a page, with which none goes on; `furniture`: whether a line is of a page and of no document.
    """
    paragraphs = list(_paragraphs(rows, tops))
    width = width_among([[row for row in paragraph if not furniture(row)] for _, paragraph in paragraphs])
    widest = max((_length(row) for _, paragraph in paragraphs for row in paragraph if not furniture(row)), default=0)
    found: list[tuple[int, str]] = []
    for first, paragraph in paragraphs:
        whole = len(paragraph) > LEAST and _whole(paragraph)
        dated = {n - 1 for n, row in enumerate(paragraph) if _ENTRY.match(row)}
        dated = dated if len(dated) > 1 else set()
        solid = whole and len(paragraph) >= SOLID
        held = [paragraph[0]]
        for n, (row, below) in enumerate(pairwise(paragraph), 1):
            full = whole or (width > 0 and filled(row, below, width)) or _goes_on(held[0], row, below)
            full = full or (n - 1 not in dated and _figured(row, below, widest))
            if _dated(row, below) or (full and (solid or not anew(row, below))):
                held.append(below)
            else:
                apart = BREAK if len(held) > 1 and below.lstrip()[:1].islower() else ""
                found.append((first + n - len(held), _joined(held) + apart))
                held = [below]
        found.append((first + len(paragraph) - len(held), _joined(held)))
    return found


def _paragraphs(rows: Sequence[str], tops: Collection[int]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines with the number of the first; an item of a list begins one, a row of a table or a blank line is one."""
    held: list[str] = []
    for n, row in enumerate(rows):
        if held and (
            n in tops or begins_item(row) or not (row.strip() and held[-1].strip()) or tabular(row) or tabular(held[-1])
        ):
            yield n - len(held), held
            held = []
        held.append(row)
    if held:
        yield len(rows) - len(held), held


def width_among(paragraphs: Sequence[Sequence[str]]) -> int:
    """The width at which the lines of a whole text were broken; 0 where they were not."""
    width = max((_length(row) for rows in paragraphs for row in rows), default=0)
    if not NARROW <= width <= WIDE:
        return 0
    breaks = [(filled(one, two, width), within(one, two)) for rows in paragraphs for one, two in pairwise(rows)]
    full, inside = sum(f for f, _ in breaks), sum(w for _, w in breaks)
    both = sum(f and w for f, w in breaks)
    return width if both >= OFTEN and both * SHARE >= full and (inside - both) * SHARE <= inside else 0


def _length(row: str) -> int:
    return len(row.rstrip())


def filled(row: str, below: str, width: int) -> bool:
    """Whether the first word of the next line had no room in a line of a text of some width."""
    return _length(row) + 1 + len(below.split(None, 1)[0]) > width - SLACK


def within(row: str, below: str) -> bool:
    """Whether a break stands within a sentence."""
    return below.lstrip()[:1].islower() and not row.rstrip().endswith(ENDS)


def _whole(rows: Sequence[str]) -> bool:
    """Whether every line of a paragraph but the last was full, and some break within a sentence: told by a small letter, or in a text
    of many figures, which is no list that begins with them, by lines without an end.
    """
    width, breaks = max(map(_length, rows)), list(pairwise(rows))
    if not NARROW <= width <= WIDE or not all(filled(one, two, width) for one, two in breaks):
        return False
    open_ = sum(not one.rstrip().endswith(ENDS) for one, _ in breaks)
    listed = sum(_FIGURES.match(two) is not None for _, two in breaks)
    figures = len(rows) >= SOLID and SHARE * open_ >= len(breaks) >= 3 * listed
    return figures or sum(within(one, two) for one, two in breaks) * SHARE >= len(breaks)


def _dated(row: str, below: str) -> bool:
    """Whether a line breaks within a day, or between the two of a span."""
    row = row.rstrip()
    spans = _SPAN.search(row) is not None and _ENTRY.match(below) is not None
    return spans or (_DAY.search(row) is not None and _MONTH.match(below) is not None)


def anew(row: str, below: str) -> bool:
    """Whether a line begins with a label, and the one before it is not left open."""
    label = HEADING.match(below)
    return (
        label is not None
        and below.lstrip()[:1].isupper()
        and len(label["text"].split()) <= LABEL
        and not left_open(row, below)
    )


def _goes_on(first: str, row: str, below: str) -> bool:
    """Whether a line goes on in the next whatever the width: it was left open, or the next begins small behind a long one without end,
    in what did not begin small itself as every line does where all is written so.
    """
    small = first.lstrip()[:1].islower()
    return left_open(row, below) or (within(row, below) and _length(row) >= NARROW and not small)


def _figured(row: str, below: str, widest: int) -> bool:
    """Whether a line that is about as long as any of the text goes on in the next, which begins with a figure and what it counts or
    measures, or with a day that something is told of: of letters of different width no two lines have the same number.
    """
    if not NARROW <= widest <= WIDE or row.rstrip().endswith(ENDS) or "   " in row.strip():
        return False
    if not _COUNTS.match(below) or HEADING.match(below):
        return False
    return _length(row) >= NARROW and _length(row) + 1 + len(below.split(None, 1)[0]) > NEARLY * widest


NEARLY = 0.85
_SPAN = re.compile(r"\d[/-]\d{2,4}\s?[\u2013\u2014-]$")
_ENTRY = re.compile(r"\s*\d{1,4}[/-]\d{1,2}[/-]\d{2,4}\b")
_COUNTS = re.compile(
    rf"\s*(?:\d+(?:\.\d+)?(?:\s?%|\s[a-z]{{2,}})|{_ENTRY.pattern}(?:[,;)]|\s?[\u2013\u2014-]\s?\d|\s[a-z]{{2,}}))"
)
"""The beginning of a line that tells how much, how often or when of what the line before it names."""


def _joined(rows: Sequence[str]) -> str:
    row = " ".join([rows[0].rstrip(), *(row.strip() for row in rows[1:])]) if len(rows) > 1 else rows[0]
    return STUCK.sub(". ", row)
