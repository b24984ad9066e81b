"""What a diary tells that a treatment brought: of the score of pain before it, the share that was gone at best."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

from ...model.base import NOT_STATED
from .facts import FoundFinding
from .treatment_words import Effects

_OF_TEN = r"(?P<score>10|\d(?:\.\d)?)\s*/\s*10(?![\d/])"
TOP = 10.0
NONE_LEFT = {"zero": "0", "nil": "0"}
_ASIDE = r"(?:\s*\([^()\n]{1,30}\))?"
"""What may stand in brackets between the name of a score and the score, such as the minutes."""
_FELL = re.compile(r"(?<![\d.])\d\s*(?:->|\u2192|to|post)\s*\d(?![\d%])", re.IGNORECASE)
"""Two scores without their ten."""
_HELD = (
    r"(?=\s*(?:x|for)\s*~?(?:(?:about|over|nearly|some|the\s+next)\s+)*(?:\d+(?:\.\d+)?|[a-z]+)\s*(?:h|hrs?|hours?|min|mins|minutes?)\b"
    r"|\s*(?:->|\u2192))"
)
"""How long it lasted, behind a score without its ten."""
_FELL_FROM = r"10|\d(?:\.\d)?"
_ENDS = r"(?=\s*(?:$|[.,;)]|\bpain\b))"


def shares(text: str, told: Effects) -> Iterator[tuple[float, int, int]]:
    """The share of each diary of a text in percent, with the characters of its scores.

    Its own scores are those behind the score before the treatment, up to the next such score.
    """
    if "/10" not in text and "/ 10" not in text:
        return
    first = _expression(told.before_scores)
    begun = list(first.finditer(text))
    ends = [*(m.start() for m in begun), len(text)][1:]
    for before, end in zip(begun, ends, strict=True):
        for share, _, last in _left(text, told, float(before["score"]), before.end(), end):
            yield share, before.start(), last


def begun(text: str, told: Effects) -> float:
    """The score before a treatment of which a text tells no score behind it; nought where it tells none."""
    scores = list(_expression(told.before_scores).finditer(text)) if "10" in text else []
    return float(scores[-1]["score"]) if scores and not any(shares(text, told)) else 0.0


def ended(text: str, told: Effects, was: float) -> Iterator[tuple[float, int, int]]:
    """The share in percent that was gone at best of a score that an earlier sentence told, with the characters of the later ones."""
    if was > 0 and "10" in text and not _expression(told.before_scores).search(text):
        yield from _left(text, told, was, 0, len(text))


def _left(text: str, told: Effects, was: float, begin: int, end: int) -> Iterator[tuple[float, int, int]]:
    scores = list(_expression(told.after_scores).finditer(text, begin, end))
    best = min((float(m["score"]) for m in scores), default=TOP + 1)
    if scores and was > 0 and best <= was:
        yield round(100 * (was - best) / was, 1), scores[0].start(), scores[-1].end()


def in_figures(text: str, numbers: Mapping[str, float]) -> str:
    """A text with the scores that it tells in words in figures, each of its characters at its place."""
    words = {w: f"{n:g}" for w, n in numbers.items() if w.isalpha() and n in range(1, int(TOP) + 1)} | NONE_LEFT
    return _in_words(tuple(words)).sub(lambda m: words[m[0].lower()].ljust(len(m[0])), text)


@lru_cache(maxsize=4)
def _in_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """A number in words that goes on to another, or is one of ten."""
    one = "|".join(words) or "(?!)"
    return re.compile(
        rf"\b(?:{one})(?=\s+(?:(?:down\s+)?to\s+(?:an?\s+)?(?:{one}|\d)|(?:out\s+)?of\s+ten|out\s+of\s+10|against|from|before\w*|after\w*|going)\b)|(?<=\bto\s)(?:{one})\b|(?<=\bto\sa\s)(?:{one})\b|(?<=\bof\s)ten\b",
        re.IGNORECASE,
    )


def fallen(text: str, told: Effects) -> Iterator[tuple[float, int, int]]:
    """The share of each score of ten of which a text says to what it fell, with the characters of both scores."""
    forms = [*_between_names(told.before_scores, told.after_scores), _from(told.fell_from)]
    if _fall(told.falls).search(text):
        forms = [*_falls(told.falls), *forms, *_named_falls(told.scores, told.falls)]
    found = {(m.span("was"), m.span("now")): m for form in forms for m in form.finditer(text)}
    for match in found.values():
        was, now = float(match["was"]), float(match["now"])
        if 0 < was <= TOP and now <= was:
            yield round(100 * (was - now) / was, 1), match.start(), match.end()


@lru_cache(maxsize=4)
def _fall(words: tuple[str, ...]) -> re.Pattern[str]:
    """What stands between two scores, with the begin of the second."""
    return re.compile(rf"(?:{'|'.join(words) or '(?!)'})\s*(?:an?\s+)?\d", re.IGNORECASE)


@lru_cache(maxsize=4)
def _falls(words: tuple[str, ...]) -> list[re.Pattern[str]]:
    score, of_ten = _FELL_FROM, r"(?:\s*/\s*|\s+out\s+of\s+)10(?![\d/])"
    was, now, falls = rf"(?<![\w/.-])(?P<was>{score})", rf"(?P<now>{score})", "|".join(words) or "(?!)"
    arrows = "|".join(word for word in words if not word[0].isalpha()) or "(?!)"
    told = (
        rf"{was}(?:{of_ten})?\s*(?:{falls})\s*(?:an?\s+)?{now}{of_ten}",
        rf"{was}\s*(?:{falls})\s*{now}{_HELD}",
        rf"{was}\s*(?:{arrows})\s*{now}{_ENDS}",
    )
    return [re.compile(e, re.IGNORECASE) for e in told]


@lru_cache(maxsize=4)
def _from(words: tuple[str, ...]) -> re.Pattern[str]:
    """A score before the one that it was ("4/10, previously 8/10")."""
    score, of_ten = _FELL_FROM, r"(?:\s*/\s*|\s+out\s+of\s+)10(?![\d/])"
    begin = rf"(?<![\w/.-])(?P<now>{score}){of_ten}(?:\s+(?:after|following|with|for)\b[^.;,\n\d]{{0,30}})?\s*[,;(]?\s*"
    return re.compile(rf"{begin}(?:{'|'.join(words) or '(?!)'})\s+(?:an?\s+)?(?P<was>{score}){of_ten}", re.IGNORECASE)


@lru_cache(maxsize=4)
def _between_names(before: tuple[str, ...], after: tuple[str, ...]) -> list[re.Pattern[str]]:
    """Both scores behind their names, or before them ("7/10 before, 1/10 after one hour")."""
    first, second = "|".join(before) or "(?!)", "|".join(after) or "(?!)"
    was, now, of_ten = (
        rf"(?P<was>{_FELL_FROM})",
        rf"(?P<now>{_FELL_FROM})",
        r"(?:(?:\s*/\s*|\s+out\s+of\s+)10(?![\d/]))?",
    )
    told = (
        rf"\b(?:{first})\s*[:=]?\s*{was}\s*[,;/]?\s*(?:and\s+)?\b(?:{second})\s*[:=]?\s*{now}{_ENDS}",
        rf"(?<![\w/.-]){was}{of_ten}\s*(?:{first})\b[^.;\n\d]{{0,30}}?(?<![\w/.-]){now}{of_ten}\s*(?:{second})\b",
        rf"(?<![\w/.-]){now}{of_ten}\s*(?:{second}|against|versus|vs\.?),?\s*(?:an?\s+)?{was}{of_ten}\s*(?:{first})\b(?=\s*(?:$|[.,;:)]|and\b|but\b))",
    )
    return [re.compile(e, re.IGNORECASE) for e in told]


@lru_cache(maxsize=4)
def _named_falls(names: tuple[str, ...], words: tuple[str, ...]) -> list[re.Pattern[str]]:
    """Both scores behind the name of the score, the one that it fell to first or last ("pain fell from 8 to 1", "pain down to 1 from 8")."""
    score, end = (
        r"10|\d(?:\.\d)?",
        r"(?![\d/%]|[.-]\d|\s*(?:/|%|[a-z]*-?\s?(?:day|week|wk|month|mo|hour|hr|min|time|visit)|out\s+of))",
    )
    begin = rf"(?<!\w)(?:{'|'.join(names) or '(?!)'})\b[^.;\d\n]{{0,25}}?(?<![\d/.-])"
    told = (
        rf"{begin}(?P<was>{score})\s*(?:{'|'.join(words) or '(?!)'})\s*(?:an?\s+)?(?P<now>{score}){end}",
        rf"{begin}\bto\s+(?:an?\s+)?(?P<now>{score})\s+from\s+(?:an?\s+)?(?P<was>{score}){end}",
    )
    return [re.compile(e, re.IGNORECASE) for e in told]


@lru_cache(maxsize=4)
def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(words) or '(?!)'}){_ASIDE}\s*[:=]?\s*{_OF_TEN}", re.IGNORECASE)


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
    """Whether the words of an effect hold scores, and not its number in percent."""
    if finding.number == NOT_STATED:
        return False
    if not re.search(r"%|percent", finding.quote):
        return True
    if not (re.search(_OF_TEN, finding.quote) or _FELL.search(finding.quote)):
        return False
    return re.search(rf"(?<![\d.]){float(finding.number):g}\s*\+?\s*(?:%|percent)", finding.quote) is None
