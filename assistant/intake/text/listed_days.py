"""Days of one treatment that a pair of brackets lists, each with what it brought ("two of them (this day, no help; that day, much)")."""

import re
from collections.abc import Sequence
from itertools import pairwise

from .sentence import Sentence

Place = tuple[int, int]
_ITEM = re.compile(r"\s*[,:\u2013\u2014=-]\s*[^;()\n]{1,60};\s*(?:and\s+)?(?:on\s+)?")
"""What stands from one day of such a list to the next."""
OPENED = re.compile(r"\(\s*(?:on\s+)?$")
"""Before the first day of the list."""


def goes_on(text: str, first: int, end: int, start: int) -> bool:
    """Whether a day that begins at one place follows one that ends at another, in the list that begins with a day."""
    return OPENED.search(text[:first]) is not None and _ITEM.fullmatch(text, end, start) is not None


def items(sentence: Sentence, days: Sequence[Place]) -> list[Place]:
    """The words of each item, from its day to the next; empty where the days are no such list."""
    text, words = sentence.line.text, sentence.words
    first = words[days[0][0]].start
    ends = [n for n in range(days[-1][1] + 1, len(words)) if words[n].word == ")"]
    listed = all(goes_on(text, first, words[one[1]].end, words[other[0]].start) for one, other in pairwise(days))
    if len(days) < 2 or not ends or not listed:
        return []
    edges = [day[0] for day in days] + [ends[0]]
    return list(pairwise(edges))
