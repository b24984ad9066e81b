"""What a diary tells that a treatment brought: of the score of pain before it, the share that was gone at best."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from ...model.base import NOT_STATED
from .facts import FoundFinding
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


def fallen(text: str, told: Effects) -> Iterator[tuple[float, int, int]]:
    """The share of each score of ten of which a text says to what it fell, with the characters of both scores."""
    of_ten = _falls(told.falls).finditer(text) if "10" in text else ()
    for match in (*of_ten, *_named_falls(told.scores, told.falls).finditer(text)):
        was, now = float(match["was"]), float(match["now"])
        if 0 < was <= TOP and now <= was:
            yield round(100 * (was - now) / was, 1), match.start(), match.end()


@lru_cache(maxsize=4)
def _falls(words: tuple[str, ...]) -> re.Pattern[str]:
    score, of_ten = r"10|\d(?:\.\d)?", r"(?:\s*/\s*|\s+out\s+of\s+)10(?![\d/])"
    return re.compile(
        rf"(?<![\w/.-])(?P<was>{score})(?:{of_ten})?\s*(?:{'|'.join(words) or '(?!)'})\s*(?:an?\s+)?(?P<now>{score}){of_ten}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4)
def _named_falls(names: tuple[str, ...], words: tuple[str, ...]) -> re.Pattern[str]:
    score, end = (
        r"10|\d(?:\.\d)?",
        r"(?![\d/%]|[.-]\d|\s*(?:/|%|[a-z]*-?\s?(?:day|week|wk|month|mo|hour|hr|min|time|visit)|out\s+of))",
    )
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(names) or '(?!)'})\b[^.;\d\n]{{0,25}}?(?<![\d/.-])(?P<was>{score})\s*(?:{'|'.join(words) or '(?!)'})\s*"
        rf"(?:an?\s+)?(?P<now>{score}){end}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4)
def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(words) or '(?!)'})\s*[:=]?\s*{_OF_TEN}", re.IGNORECASE)


def beside_stated(findings: Sequence[FoundFinding], effects: Container[str]) -> list[FoundFinding]:
    """The findings without shares that scores only amount to, where the record states the share of that day, or no larger one of no day."""
    stated = [f for f in findings if f.kind in effects and f.number != NOT_STATED and not _kept(f)]
    return [f for f in findings if f.kind not in effects or not _kept(f) or not any(_leads(s, f) for s in stated)]


def _leads(stated: FoundFinding, kept: FoundFinding) -> bool:
    """Whether a share that is stated goes before one that scores amount to."""
    if stated.kind != kept.kind or stated.number == NOT_STATED or kept.number == NOT_STATED:
        return False
    undated = NOT_STATED in (stated.date, kept.date)
    return stated.date == kept.date != NOT_STATED or (undated and float(stated.number) <= float(kept.number))


def _kept(finding: FoundFinding) -> bool:
    """Whether the words of an effect hold scores of ten, and not its number in percent."""
    if finding.number == NOT_STATED or re.search(_OF_TEN, finding.quote) is None:
        return False
    return re.search(rf"(?<![\d.]){float(finding.number):g}\s*\+?\s*(?:%|percent)", finding.quote) is None
