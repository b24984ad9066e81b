"""What a printer, a mail program or a recorder put around the lines of a text, taken off: the lines as their writer wrote them."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from .lines import begins_item, left_open, tabular
from .running import counting, sent
from .unwrapped import NARROW, anew, filled, width_among, within

_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
"""The sign of a line that a mail quotes."""
_CLOCK = re.compile(
    r"[ \t]*\[?(?:(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})[ ,T]+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?\]?"
    r"(?:[ \t]*[|:\u2013-](?=\s))?[ \t]*"
)
"""The time at which a line was entered."""
_COUNTED = re.compile(r"[ \t]*(?P<number>\d{1,4})(?:[ \t]+|$)")
"""The number of a line, as in a transcript."""
LEAST = 5
"""Lines from which something before each of them is taken to be the program's."""
NEARLY = 0.9
"""Share of lines that have it; the others are those that the program broke."""
SMALL = 0.67
"""Share of lines that begin small from which all of a text is taken to be written so."""
BREAKS = 2
"""Breaks within a sentence from which the gaps between lines are taken to be the printer's."""


def unprinted(
    rows: Sequence[str], tops: Collection[int], furniture: Callable[[str], bool]
) -> tuple[list[tuple[int, str]], set[int]]:
    """The lines, each with its number from 0, and the places of those among them that begin a page.

    Left out are what stands before every line (a quotation sign, a time, a number), the blank lines of a text printed with gaps, and what
    is of a page and of no document (`furniture`) where it parts what goes on behind it.
    """
    told = list(_uncounted(_unclocked(_unquoted(rows))))
    gaps = set(_gaps(told))
    kept = [(n, row) for n, row in enumerate(told) if n not in gaps]
    pages = counting([row for _, row in kept])
    parted = set(_parting([row for _, row in kept], furniture, pages))
    kept = [(n, "" if at in pages else row) for at, (n, row) in enumerate(kept) if at not in parted]
    places = [n for n, _ in kept]
    begun = {next((at for at, n in enumerate(places) if n >= top), 0) for top in tops}
    width = width_among([[row for _, row in kept if row.strip() and not furniture(row)]])
    return kept, {at for at in begun if not at or not _runs_on(kept[at - 1][1], kept[at][1], width)}


def _unquoted(rows: Sequence[str]) -> Sequence[str]:
    return [_QUOTED.sub("", row, count=1) for row in rows] if _has(_QUOTED, rows) else rows


def _unclocked(rows: Sequence[str]) -> Sequence[str]:
    """Lines without the time before each; a day beside it stays in the first, and all stay where there are several days."""
    if not _has(_CLOCK, rows):
        return rows
    found = [_CLOCK.match(row) for row in rows]
    days = [match["day"] for match in found if match and match["day"]]
    if len(set(days)) > 1:
        return rows
    first = next(n for n, match in enumerate(found) if match)
    day = f"{days[0]} " if days else ""
    return [
        (day if n == first else "") + row[match.end() :] if match else row
        for n, (row, match) in enumerate(zip(rows, found, strict=True))
    ]


def _uncounted(rows: Sequence[str]) -> Sequence[str]:
    """Lines without their numbers, where each has the number behind that of the line before it, or begins a page anew."""
    if not _has(_COUNTED, rows):
        return rows
    found = [_COUNTED.match(row) for row in rows]
    numbers = [int(match["number"]) for match in found if match]
    steps = sum(other in (one + 1, 1) for one, other in pairwise(numbers))
    if numbers[0] > 1 or steps < len(numbers) - 1:
        return rows
    return [row[match.end() :] if match else row for row, match in zip(rows, found, strict=True)]


def _has(sign: re.Pattern[str], rows: Sequence[str]) -> bool:
    """Whether nearly every line has a sign before it."""
    filled = [row for row in rows if row.strip()]
    return len(filled) >= LEAST and sum(sign.match(row) is not None for row in filled) >= NEARLY * len(filled)


def _gaps(rows: Sequence[str]) -> Iterator[int]:
    """The blank lines that a printer put between all lines of a text, of which some break off within a sentence."""
    held = [n for n, row in enumerate(rows) if row.strip()]
    spaced = sum(other - one > 1 for one, other in pairwise(held))
    if len(held) < LEAST or spaced < NEARLY * (len(held) - 1):
        return
    lines = [rows[n] for n in held]
    if sum(row.lstrip()[:1].islower() for row in lines) >= SMALL * len(lines):
        return
    broken = sum(within(one, two) and len(one.rstrip()) >= NARROW for one, two in pairwise(lines))
    if broken >= BREAKS or width_among([lines]):
        yield from (n + 1 for n, other in pairwise(held) if other - n > 1)


def _parting(rows: Sequence[str], furniture: Callable[[str], bool], pages: Collection[int]) -> Iterator[int]:
    """The lines of a page's foot and head, with the blank ones beside them, where the line above them goes on below them. `pages`: lines
    that count them.
    """
    idle = [not row.strip() or n in pages or furniture(row) for n, row in enumerate(rows)]
    width = width_among([[row for row, one in zip(rows, idle, strict=True) if not one]])
    idle = [one or sent(row) for row, one in zip(rows, idle, strict=True)]
    held = [n for n, one in enumerate(idle) if not one]
    for one, other in pairwise(held):
        between = range(one + 1, other)
        if any(rows[n].strip() for n in between) and _runs_on(rows[one], rows[other], width):
            yield from between


def _runs_on(row: str, below: str, width: int) -> bool:
    """Whether a line goes on in the one below a page's foot and head: within a sentence, a full paragraph or a table."""
    if not row.strip() or not below.strip():
        return False
    if tabular(row) or tabular(below):
        return tabular(row) and tabular(below)
    if begins_item(below) or anew(row, below):
        return False
    if left_open(row, below) or row.rstrip().endswith("-") or (within(row, below) and len(row.rstrip()) >= NARROW):
        return True
    return width > 0 and filled(row, below, width) and below.upper() != below and row.upper() != row
