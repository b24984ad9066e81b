"""What a diary tells that a treatment brought: of the score of pain before it, the share that was gone at best."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .treatment_words import Effects

_OF_TEN = r"(?P<score>10|\d(?:\.\d)?)\s*/\s*10(?![\d/])"
TOP = 10.0


def shares(text: str, told: Effects) -> Iterator[tuple[float, int, int]]:
    """The share of each diary of a text in percent, with the characters of its scores.

    Its own scores are those behind the score before the treatment, up to the next such score.
    """
    if "/10" not in text and "/ 10" not in text:
        return
    first, later = (_expression(words) for words in (told.before_scores, told.after_scores))
    begun = list(first.finditer(text))
    ends = [*(m.start() for m in begun), len(text)][1:]
    for before, end in zip(begun, ends, strict=True):
        scores = list(later.finditer(text, before.end(), end))
        was, best = float(before["score"]), min((float(m["score"]) for m in scores), default=TOP + 1)
        if scores and was > 0 and best <= was:
            yield round(100 * (was - best) / was, 1), before.start(), scores[-1].end()


@lru_cache(maxsize=4)
def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(words) or '(?!)'})\s*[:=]?\s*{_OF_TEN}", re.IGNORECASE)
