"""What a treatment brought, told as a score of ten before and behind it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...model.base import NOT_STATED
from ...model.case import Response
from .data import General
from .lexicon import Lexicon, Mark
from .words import Token

MUCH = 0.5
"""Share of the first score that has to go for more than an effect in part."""
_OF_TEN = re.compile(r"/\s*10(?![\d/])")
_SCORE = r"(?<![\d/.])(?P<{}>\d{{1,2}}(?:\.\d)?)\s*/\s*10(?![\d/])"
_FIRST, _LAST = _SCORE.format("first"), _SCORE.format("last")
_RANGED = ("range ", "ranges ", "ranging ", "ranged ", "varies ", "fluctuates ", "between ", "best ", "worst ")
_NOT_RANGED = "".join(f"(?<!{word})" for word in _RANGED)
_FALLING = rf"(?:{_NOT_RANGED}from\s+|(?<!from ){_NOT_RANGED})"
"""What stands before two scores of which the first was, and the second is."""
_BESIDE = r"[^.;\d\n]{0,25}?"
_BETWEEN = r"[^.;\d\n]{0,40}?"


def changes(text: str, words: Sequence[Token], lexicon: Lexicon) -> Iterator[Mark]:
    """The response that the scores of a sentence state, with the role `scored`: what words say goes before it."""
    for value, start, end in _pairs(text, lexicon.general):
        inside = [n for n, w in enumerate(words) if w.start < end and w.end > start]
        if inside:
            yield Mark("scored", value, inside[0], inside[-1])


def change(text: str, lexicon: Lexicon) -> Response:
    """The response that the first pair of scores of a text states."""
    return next((value for value, *_ in _pairs(text, lexicon.general)), NOT_STATED)


def _pairs(text: str, general: General) -> Iterator[tuple[Response, int, int]]:
    """Scores of the beginning and of the end of a treatment. A score that rose says nothing here."""
    if len(_OF_TEN.findall(text)) < 2:
        return
    for pattern in _patterns(tuple(general.at_first), tuple(general.at_last)):
        for match in pattern.finditer(text):
            first, last = float(match["first"]), float(match["last"])
            if 0 < first <= 10 and last <= first:
                left = (first - last) / first
                value: Response = "improved" if last else "resolved"
                yield ("none" if not left else "partial" if left < MUCH else value), match.start(), match.end()


@lru_cache(maxsize=4)
def _patterns(first: tuple[str, ...], last: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    begun, ended = (rf"(?<![\w/])(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?![\w/])" for words in (first, last))
    forms = (
        rf"{begun}{_BESIDE}{_FIRST}{_BETWEEN}{ended}{_BESIDE}{_LAST}",
        rf"{_FIRST}{_BESIDE}{begun}{_BETWEEN}{_LAST}{_BESIDE}{ended}",
        rf"{_FIRST}\s*(?:-+>|\u2192)\s*{_LAST}",
        rf"{_FALLING}{_FIRST}\s+to\s+{_LAST}(?!\s*(?:with|at|when|on|in|by)\b)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
