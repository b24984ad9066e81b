"""Expressions that are found fast in a long text."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_CAPITALS = re.compile(r"\\.|[A-Z]", re.DOTALL)
"""Capitals of an expression, and what a backslash keeps from being one."""

_LETTER = r"\w"


class AnyCase:
    """An expression for a text in any case, found in its small letters: that takes less than half of the time."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._small = re.compile(_CAPITALS.sub(lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), expression))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The first character, and that behind the last, of each place where it stands."""
        small = text.lower()
        found = self._small.finditer(small) if len(small) == len(text) else self._as_written.finditer(text)
        return (match.span() for match in found)

    def whole(self, text: str) -> bool:
        """Whether it is the whole text."""
        small = text.lower()
        if len(small) != len(text):
            return self._as_written.fullmatch(text) is not None
        return self._small.fullmatch(small) is not None

    @cached_property
    def _as_written(self) -> re.Pattern[str]:
        """For a text with letters that are two when small."""
        return re.compile(self._expression, re.IGNORECASE)


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some words, or signs, as a whole."""
    return re.compile(rf"{one_of(words, apart=_LETTER)}(?!\w)")


def one_of(words: Iterable[str], *, apart: str = "", gap: str = " ") -> str:
    r"""An expression for one of some words, in any case; of those that begin alike the longest.

    It begins with the characters that the words begin with: the engine looks for these before it tries anything, and behind `\b` or
    `(?i:` it would try every word at every place. So no flag for small letters may stand over it.
    `apart`: a class of characters none of which stands directly before; `gap`: what stands for a space.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        rests.setdefault(word[0].lower(), []).append(re.escape(word[1:]).replace(r"\ ", gap))
    if not rests:
        return "(?!)"
    begins = {first: f"{re.escape(first)}{re.escape(first.upper())}" for first in rests}
    alone = rf"(?<!{apart}.)" if apart else ""
    further = "|".join(rf"(?<=[{begins[first]}])(?i:{'|'.join(told)})" for first, told in rests.items())
    return rf"[{''.join(begins.values())}]{alone}(?:{further})"
