"""What a treatment brought, told as a score before and behind it: one of ten, or an index that hardly changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ...model.base import NOT_STATED
from ...model.case import Response
from .general_words import General
from .lexicon import Lexicon, Mark
from .quick import AnyCase
from .words import Token

MUCH = 0.5
"""Share of the first score that has to go for more than an effect in part."""
_DIGIT = re.compile(r"\d")
_OF_TEN = re.compile(r"/\s*10(?![\d/])")
_SCORE = r"(?<![\d/.])(?P<{}>\d{{1,2}}(?:\.\d)?)\s*/\s*10(?![\d/])"
_FIRST, _LAST = _SCORE.format("first"), _SCORE.format("last")
TOP = 10
"""The worst score."""
FELT = 3
"""Score from which pain that stayed was not helped."""
_STAYED = AnyCase(
    r"\b(?:remain(?:s|ed)?|stay(?:s|ed)?)\s+(?:at\s+|about\s+|around\s+|between\s+)*(?P<first>\d{1,2})(?:\s*(?:-|\u2013|to|and)\s*\d{1,2})?\s*/\s*10"
    r"\b[^.;\n]{0,20}?\b(?:throughout|the\s+whole\s+time|all\s+along|despite|from\s+start\s+to\s+(?:end|finish)|unchanged)\b"
)
"""A score that did not change in the course of a treatment."""
_ALIKE = AnyCase(
    r"\b(?:before\s+and\s+after(?:wards?)?|at\s+(?:the\s+)?(?:start|beginning|intake)\s+and\s+(?:at\s+)?(?:the\s+)?(?:end|discharge))\b"
    r"[^.;\d\n]{0,12}?(?P<first>\d{1,2})\s*/\s*10(?![\d/])"
)
"""One that was the same before and behind it."""
_RANGED = ("range ", "ranges ", "ranging ", "ranged ", "varies ", "fluctuates ", "between ", "best ", "worst ")
_NOT_RANGED = "".join(f"(?<!{word})" for word in _RANGED)
_FALLING = rf"(?:{_NOT_RANGED}from\s+|(?<!from ){_NOT_RANGED})"
"""What stands before two scores of which the first was, and the second is."""
_BESIDE = r"[^.;\d\n]{0,25}?"
_BETWEEN = r"[^.;\d\n]{0,40}?"


def changes(text: str, words: Sequence[Token], lexicon: Lexicon) -> Iterator[Mark]:
    """The response that the scores of a sentence state, with the role `scored`: what words say goes before it."""
    for value, start, end in _told(text, lexicon):
        inside = [n for n, w in enumerate(words) if w.start < end and w.end > start]
        if inside:
            yield Mark("scored", value, inside[0], inside[-1])


def change(text: str, lexicon: Lexicon) -> Response:
    """The response that the first pair of scores of a text states."""
    return next((value for value, *_ in _told(text, lexicon)), NOT_STATED)


def _told(text: str, lexicon: Lexicon) -> list[tuple[Response, int, int]]:
    """The pairs of scores of a text. Of none and a little there is a little."""
    if _DIGIT.search(text) is None:
        return []
    given = lexicon.reading.treatments
    found = [*_pairs(text, lexicon.general, given.scored), *_unchanged(text, lexicon.general, given.indices)]
    little = {value for value, *_ in found} == {"none", "partial"}
    return [("partial" if little else value, start, end) for value, start, end in found]


def _unchanged(text: str, general: General, indices: Mapping[str, float]) -> Iterator[tuple[Response, int, int]]:
    """Two values of an index of which the later one is no better, or by no more than the index can tell apart. Others say nothing here."""
    lowered = text.lower()
    named = tuple(name for name in indices if name.lower() in lowered)
    for pattern in _of_index(named, tuple(general.at_first), tuple(general.at_last)) if named else ():
        for match in pattern.finditer(text):
            step = next(step for name, step in indices.items() if name.lower() == match["name"].lower())
            if 0 <= float(match["first"]) - float(match["last"]) <= step:
                yield "none", match.start(), match.end()


def _pairs(text: str, general: General, scored: tuple[str, ...]) -> Iterator[tuple[Response, int, int]]:
    """Scores of the beginning and of the end of a treatment, or one that stayed. A score that rose says nothing here."""
    lowered = text.lower()
    still, felt = _still(scored)
    for match in (*_STAYED.matches(text, lowered), *_ALIKE.matches(text, lowered)):
        if float(match["first"]) >= FELT:
            yield "none", match.start(), match.end()
    for match in still.matches(text, lowered):
        if FELT <= float(match["first"]) <= TOP and (match["ten"] or felt.search(text, 0, match.start())):
            yield "none", match.start(), match.end()
    named = any(word.lower() in lowered for word in scored)
    for pattern in _plain(scored, tuple(general.at_first), tuple(general.at_last)) if named else ():
        for match in pattern.finditer(text):
            if TOP >= float(match["first"]) >= max(FELT, float(match["last"])):
                yield _of(float(match["first"]), float(match["last"])), match.start(), match.end()
    if text.count("10") < 2 or len(_OF_TEN.findall(text)) < 2:
        return
    for pattern in _patterns(tuple(general.at_first), tuple(general.at_last)):
        for match in pattern.finditer(text):
            first, last = float(match["first"]), float(match["last"])
            if 0 < first <= 10 and last <= first:
                yield _of(first, last), match.start(), match.end()


def _of(first: float, last: float) -> Response:
    """The response of two scores."""
    left = (first - last) / first
    return "none" if not left else "partial" if left < MUCH else "improved" if last else "resolved"


@lru_cache(maxsize=16)
def _of_index(names: tuple[str, ...], first: tuple[str, ...], last: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    begun, ended = _one_of(first), _one_of(last)
    index = rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)"
    one, other = (rf"(?<![\d/.])(?P<{n}>\d{{1,2}})(?![\d.]*\d)\s*(?:%|/\s*100)?(?!\s*/)" for n in ("first", "last"))
    forms = (
        rf"{index}{_BESIDE}{one}{_BESIDE}{begun}{_BETWEEN}{other}{_BESIDE}{ended}",
        rf"{index}{_BESIDE}{one}\s*(?:-+>|\u2192|\bto\b)\s*{other}",
        rf"{begun}{_BESIDE}{index}{_BESIDE}{one}[^.\d\n]{{0,40}}?{ended}{_BESIDE}{other}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _one_of(words: tuple[str, ...]) -> str:
    return rf"(?<![\w/])(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?![\w/])"


@lru_cache(maxsize=4)
def _still(scored: tuple[str, ...]) -> tuple[AnyCase, re.Pattern[str]]:
    """A score that is as it was, and what stands before one that is told without its ten."""
    felt = re.escape(scored[0]) if scored else "(?!)"
    still = AnyCase(
        r"\b(?:still|remain(?:s|ed|ing)?|persist(?:s|ed|ing)?|continues?)\s+"
        rf"(?:(?:at|about|around|a|an|rated|rates|rating|as|{felt}|the|her|his|it|is|was)\s+)*"
        r"(?P<first>\d{1,2})(?:\s*(?:-|\u2013|to)\s*\d{1,2})?(?:(?P<ten>\s*/\s*10(?![\d/])|\s+out\s+of\s+(?:10|ten)\b)|(?=\s*(?:[.,;]|$)))"
    )
    return still, re.compile(rf"\b{felt}\b[^.;\d\n]{{0,25}}$", re.IGNORECASE)


@lru_cache(maxsize=4)
def _plain(scored: tuple[str, ...], first: tuple[str, ...], last: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Two scores without their ten, behind the name of what is scored."""
    one, other = (rf"(?<![\d/.-])(?P<{n}>\d{{1,2}})(?![\d/%]|-(?!-*>)|\.\d)" for n in ("first", "last"))
    begun, ended = _one_of(("before", *first)), _one_of(("after", "afterwards", "afterward", *last))
    names = "|".join(map(re.escape, scored))
    name, beside = rf"\b(?:{names})(?:\s+(?:score|level|was|at|of|rating))*:?\s+", r"[\s,;]+(?:and\s+)?"
    # Relief that is told as a share, or that went after hours, is that of a test and a finding of its own.
    measured = r"(?![^.;\n]{0,30}(?:%|\d\s*(?:h|hrs?|hours?)\b))"
    forms = (
        rf"{name}{one}\s+{begun}{beside}(?:still\s+)?{other}(?=\s+{ended}){measured}",
        rf"{name}{one}\s*(?:-+>|\u2192)\s*{other}{measured}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@lru_cache(maxsize=4)
def _patterns(first: tuple[str, ...], last: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    begun, ended = _one_of(first), _one_of(last)
    forms = (
        rf"{begun}{_BESIDE}{_FIRST}{_BETWEEN}{ended}{_BESIDE}{_LAST}",
        rf"{_FIRST}{_BESIDE}{begun}{_BETWEEN}{_LAST}{_BESIDE}{ended}",
        rf"{_FIRST}\s*(?:-+>|\u2192)\s*{_LAST}",
        rf"{_FALLING}{_FIRST}\s+to\s+{_LAST}(?!\s*(?:with|at|when|on|in|by)\b)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
