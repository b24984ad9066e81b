"""Words for what the checker found: outcomes, and the name of a criterion told for the levels it was asked for."""

import re
from collections.abc import Iterable
from typing import Final

WORDS = {
    "necessary": "necessary",
    "partially_necessary": "partially necessary",
    "not_necessary": "not necessary",
    "undetermined": "undetermined",
    "incidental": "incidental",
}
"""Outcome words as printed."""
SIDES = {"left": "left", "right": "right", "bilateral": "both sides"}
"""Sides of a request as printed; those that a line does not tell apart are not."""
RUN: Final = 3
"""Neighbours from which a table names a run by its ends."""
_BETWEEN: Final = re.compile(r"([A-Za-z]+)(\d+)-([A-Za-z]*)(\d+)")
PLACE = " at the level"
"""Stands in the name of a criterion that is asked level by level."""


def placed(label: str, span: str) -> str:
    """A criterion's name with the levels it is told for: `imaging severity at C3-4` for `imaging severity at the level`; without
    them where the sentence names them.
    """
    return label.replace(PLACE, f" at {span}" if span else "", 1)


def located(label: str, span: str) -> str:
    """The same, with the levels at its end where the name leaves no place for them."""
    return placed(label, span) if PLACE in label or not span else f"{label} at {span}"


def runs(levels: Iterable[str]) -> str:
    """Levels for a table: a run of three or more neighbours by its ends (`T10-S1`), fewer one by one."""
    chains: list[list[re.Match[str] | str]] = []
    for level in levels:
        match = _BETWEEN.fullmatch(level)
        last = chains[-1][-1] if chains else ""
        if match and isinstance(last, re.Match) and _end(last) == f"{match[1]}{match[2]}":
            chains[-1].append(match)
        else:
            chains.append([match or level])
    told = []
    for chain in chains:
        first, last = chain[0], chain[-1]
        if len(chain) < RUN or isinstance(first, str) or isinstance(last, str):
            told += [each if isinstance(each, str) else each[0] for each in chain]
        else:
            end = last[4] if last[3] in ("", first[1]) and _mark(last) == first[1] else _end(last)
            told.append(f"{first[1]}{first[2]}-{end}")
    return ", ".join(told)


def _mark(match: re.Match[str]) -> str:
    return match[3] or match[1]


def _end(match: re.Match[str]) -> str:
    """The lower end of a level, whose letters stand once where both ends share them."""
    return f"{_mark(match)}{match[4]}"
