"""Expressions that are found fast in a long text."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from .needed import Needs, needs_of

_CAPITALS = re.compile(r"\\.|\(\?P[<=]\w+|[A-Z]", re.DOTALL)
"""Capitals of an expression; and what is none, for a backslash stands before it or it is a name."""

_LETTER = r"\w"
BEGIN: Final = 3
"""Characters by which a piece is looked up."""


class AnyCase:
    """An expression for a text in any case. It is found in the small letters of the text, which takes less than half of the time, and made
    where a text first holds what it needs: few texts call for many.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression

    def matches(self, text: str, small: str | None = None) -> Iterator[re.Match[str]]:
        """The places of a text where it stands, in small letters; `small`: the text in these, where they are known."""
        small = text.lower() if small is None else small
        for pieces in self._needs:
            if not any(map(small.__contains__, pieces)):
                return iter(())
        return self._small.finditer(small) if self._small and len(small) == len(text) else self._whole.finditer(text)

    def whole(self, text: str) -> bool:
        """Whether it is the whole text."""
        small = text.lower()
        if self._small and len(small) == len(text):
            return self._small.fullmatch(small) is not None
        return self._whole.fullmatch(text) is not None

    @cached_property
    def _needs(self) -> Needs:
        return needs_of(self._expression)

    @cached_property
    def _small(self) -> re.Pattern[str] | None:
        """For small letters; None where the expression itself tells them from capitals."""
        if "(?-i" in self._expression:
            return None
        return re.compile(_CAPITALS.sub(lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), self._expression))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        """For a text with letters that are two when small."""
        return re.compile(self._expression, re.IGNORECASE)


class Pieces:
    """Short texts, of which those are found that stand in a longer one: few of many, looked up by the characters that they begin with."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._short: list[str] = []
        self._begun: dict[str, list[str]] = {}
        for piece in pieces:
            (self._begun.setdefault(piece[:BEGIN], []) if len(piece) >= BEGIN else self._short).append(piece)
        self._begins = frozenset(self._begun)

    def within(self, text: str) -> list[str]:
        """Those that stand in a text, in no order."""
        found = [piece for piece in self._short if piece in text]
        for begin in self._begins.intersection([text[n : n + BEGIN] for n in range(len(text) - BEGIN + 1)]):
            found += [piece for piece in self._begun[begin] if piece in text]
        return found


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
