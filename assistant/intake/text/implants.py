"""Implants that reach over more levels than the procedure that they are named beside."""

import re
from collections.abc import Iterable, Sequence

from .lexicon import Lexicon
from .sentence import Sentence

NEAR = 2
"""Words from a procedure to the level behind it."""
_REACHES = re.compile(r"\s*(?:(?:from|at|of|over|spanning|across)\s+)?", re.IGNORECASE)
"""Between an implant and the levels that it reaches over."""


def levels_behind(text: str, end: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The levels that stand directly behind a place in a text."""
    near = (levels for a, _, levels in lexicon.levels(text) if a >= end and _REACHES.fullmatch(text, end, a))
    return next(near, ())


def reached(sentence: Sentence, implants: Iterable[int], mains: Sequence[tuple[int, int]]) -> set[int]:
    """The first words of levels directly behind an implant that are more than those of a procedure that it goes with.

    `implants`: their last words; `mains`: the first and last words of such procedures.
    """
    words, text = sentence.words, sentence.line.text
    reach = {
        mark.first: mark
        for mark in sentence.levels
        for last in implants
        if last < mark.first and _REACHES.fullmatch(text, words[last].end, words[mark.first].start)
    }
    own = [
        {*mark.levels}
        for mark in sentence.levels
        for first, last in mains
        if mark.first not in reach and (mark.last + 1 == first or 0 < mark.first - last <= NEAR)
    ]
    return {n for n, mark in reach.items() if any(levels < {*mark.levels} for levels in own)}
