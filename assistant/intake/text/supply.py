"""Joints that are named by the nerves that supply them ("the branches of X3, X4 and X5")."""

import re
from collections.abc import Iterable
from itertools import pairwise

from ...model.corpus import Anatomy
from .quick import one_of

Place = tuple[int, int, tuple[str, ...]]
"""First and last character, and levels."""
_LEVEL = re.compile(r"(?<!/)(?<!\w)[A-Za-z]\d{1,2}\s?/\s?\d{1,2}(?!\s?/)(?!\d)")
"""A pair of landmarks with a stroke between, of which the stem is written once: a level."""
WORDS = r"(?:\s+[a-z]+){0,2}?"
"""Words between nerves and what they are called."""
NUMBERED = r"(?:\s*#\s?\d\b)?(?:\s*[,:](?=\s))?"
"""The number of a block behind its name, and the sign behind that."""


class Supply:
    """Reads joints named by their nerves with the words of the data."""

    def __init__(self, anatomy: Anatomy, names: Iterable[str], ends: Iterable[str]) -> None:
        """`names`: words for the nerves of a joint; `ends`: the same of one that is called otherwise, at the end of a list."""
        self._anatomy = anatomy
        self._supplying = {one for s in anatomy.segments for one in s.nerves}
        self._called = re.compile(one_of(names, gap=r"\s+"))
        stems = "".join(sorted({mark[0] for mark in anatomy.landmarks}))
        one = rf"[{stems}]\d{{1,2}}"
        further = rf"(?:\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|\+\s*|/\s*)(?:[{stems}])?\d{{1,2}}(?!\s*[-\u2013/]\s*\d))"
        run = rf"\b(?P<{{0}}>{one}(?:{further}+|\s*(?:-|\u2013|to|through)\s*{one}))"
        joined = r"\s*(?:,\s*(?:and\s+)?|and\s+|plus\s+|&\s*|\+\s*)(?:the\s+)?"
        tail = rf"(?:{joined}(?P<{{0}}>{one})\s+(?:{_any(ends)}))?"
        behind = run.replace("{0}", "behind")
        self._pattern = re.compile(
            rf"{run.replace('{0}', 'before')}(?![-\u2013\w]){WORDS}\s+(?:{_any(names)}){tail.replace('{0}', 'tail')}"
            rf"|\b(?P<single>{one})\s+(?:{_any(names)}){joined}(?P<last>{one})\s+(?:{_any(ends)})"
            rf"|(?:{_any(names)}){NUMBERED}{WORDS}\s*(?:\(\s*(?:[a-z]+\s+)?)?{behind}(?![-\u2013\w]){tail.replace('{0}', 'end')}",
            re.IGNORECASE,
        )

    def levels(self, text: str) -> list[Place]:
        """The joints that a text names so. A pair of neighbours ("X4-X5") is a level, as it is elsewhere, and none of these."""
        if not self._called.search(text):
            return []
        found = []
        for match in self._pattern.finditer(text):
            name = next(n for n in ("before", "single", "behind") if match[n])
            nerves = self._nerves(match[name]) | {(match[n] or "").upper() for n in ("tail", "last", "end")} - {""}
            joints = tuple(s.id for s in self._anatomy.segments if s.nerves and nerves.issuperset(s.nerves))
            if (
                len(nerves) > 1
                and joints
                and not self._neighbours(match[name], nerves)
                and not _LEVEL.search(match[name])
                and not _twice(match[name])
            ):
                found.append((match.start(name), match.end() if match["end"] else match.end(name), joints))
        return found

    def _nerves(self, text: str) -> set[str]:
        """The landmarks of a list or of a range."""
        stem, marks = "", []
        for letter, number in re.findall(r"([A-Za-z]?)(\d{1,2})", text):
            stem = letter.upper() or stem
            marks.append(f"{stem}{number}")
        order = self._anatomy.landmarks
        if re.search(r"-|\u2013|to|through", text) and len(marks) == 2 and set(marks) <= set(order):
            if not set(marks) <= self._supplying:
                return set()  # one that supplies no joint: a range of levels
            return set(order[order.index(marks[0]) : order.index(marks[1]) + 1])
        return set(marks)

    def _neighbours(self, text: str, nerves: set[str]) -> bool:
        """Whether a range joins two landmarks that lie beside each other."""
        beside = any(nerves == set(pair) for pair in pairwise(self._anatomy.landmarks))
        return beside and re.search(r"-|\u2013|to|through", text) is not None


def _twice(text: str) -> bool:
    """Whether a list names a landmark twice, as levels do that follow one another ("X3/X4 and X4/X5")."""
    named = re.findall(r"[A-Za-z]\d{1,2}", text.upper())
    return len(named) > len(set(named))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) or "(?!)"
