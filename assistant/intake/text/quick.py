"""Expressions that are found fast in a long text."""

import re
from collections.abc import Iterable


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
