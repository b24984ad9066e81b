"""Whether words beside a fact say that it is of the past, and no finding of now; or still to come, and none yet."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from ...model.base import NOT_STATED, NotStated
from .dates import dates
from .sentence import Sentence
from .words import tokens

LASTING: Final = ("history", "laboratory")
"""Groups of findings that are told as of the past."""
SIGNS = frozenset((",", ";", ".", ")"))
"""Signs behind a word that stands alone."""
YEARS: Final = 2
"""Calendar years from which a year is more than twelve months back."""
_LEFT: Final = re.compile(
    r"\b(?:since|still|now|today|current\w*|persist\w*|remain\w*|residual|ongoing|permanent\w*|continu\w*|never|not|without|"
    r"partial\w*|progress\w*|worse\w*|return\w*|recur\w*|again|until|followed)\b",
    re.IGNORECASE,
)
"""Words by which a loss may still be there."""
_TRANSIENT: Final = re.compile(
    r"\b(?:transient|temporary|momentary|fleeting|short-lived)(?:\s+(?:episodes?|spell|bout)\s+of)?"
    r"(?:\s+(?:left|right|bilateral))*\s+$",
    re.IGNORECASE,
)
"""Words straight before one that passed."""
_REMOVED: Final = re.compile(
    r"\b(?:remov(?:al|ed)|explant(?:ation|ed))\b[^.;]{0,40}?(?:19|20)\d\d\s+(?:for|because\s+of|due\s+to|after)\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What was taken out in a year because of it."""
_IN_YEAR: Final = re.compile(
    r"\s*(?:on\s+the\s+(?:left|right)\s*)?[,(]?\s*(?:back\s+)?in\s+(?:(?:early|late|mid|[A-Z][a-z]+)\s+)?((?:19|20)\d\d)\b",
)
"""The year straight behind one."""
_SEEN_IN: Final = re.compile(
    r"(?:\s*(?:at|of)?\s*[A-Z]\d{1,2}\s*[-/]\s*[A-Z]?\d{1,2})?\s+(?:(?:seen|noted|found|shown|diagnosed|described)\s+)?in\s+"
    r"(?:(?:early|late|mid|[A-Z][a-z]+)\s+)?(?:19|20)\d\d\s+",
)
NEAR = 5
"""Words before a fact in which one may say that it is of the past; twice as many behind it."""


def bygone(sentence: Sentence, first: int, last: int, told: Sequence[str]) -> bool:
    """Whether one of the told expressions says that a fact is of the past ("an old one", "the one there is chronic")."""
    if not told:
        return False
    words = sentence.words
    ends = _ends(sentence, tuple(told))
    placed = {*sentence.level_words, *(n for m in sentence.marks for n in range(m.first, m.last + 1))}
    near = [n for n in range(first) if n not in placed][-NEAR:]
    before = [ends[n] for n in near if n in ends and ends[n] < first]
    if before and not any(words[n].word in (",", ";") and n - 1 not in placed for n in range(before[-1] + 1, first)):
        return True
    copulas = sentence.copulas - {m.first for m in sentence.cued("joins")}
    after = range(last + 2, min(len(words), last + 2 * NEAR))
    behind = next((n for n in after if n in ends and n - 1 in copulas), last)
    if ends.get(last + 1, 0) > last + 1:
        return True  # An expression of several words stands straight behind it ("one in situ").
    if last + 2 < len(words) and words[last + 1].word in (",", "(") and last + 2 in ends:
        end = ends[last + 2] + 1
        return end == len(words) or words[end].word in SIGNS
    return behind > last and not any(words[n].word in (",", ";") for n in range(last, behind))


def passed(sentence: Sentence, first: int, last: int, day: date | NotStated, how: str) -> bool:
    """Whether a fact was there once, with no word that it still is: told straight before it as passing ("a transient one"), or straight
    behind it by a year more than one before the document ("... in 2019"); or, of a thing, as why it was taken out in a year.
    """
    text = sentence.line.text
    before = text[: sentence.words[first].start]
    if how == "removed":
        return _REMOVED.search(before) is not None
    if not how or _LEFT.search(text):
        return False
    if _TRANSIENT.search(before):
        return True
    year = _IN_YEAR.match(text, sentence.words[last].end)
    return year is not None and day != NOT_STATED and day.year - int(year[1]) >= YEARS


def in_a_year(text: str) -> bool:
    """Whether a text names a year that may be that of something which passed, so that the day of its document counts."""
    return _IN_YEAR.search(text) is not None


def seen_then(sentence: Sentence, last: int, first: int) -> bool:
    """Whether between a fact and what ended it only the year stands in which it was seen ("seen in 2019 was treated with ...")."""
    return _SEEN_IN.fullmatch(sentence.line.text, sentence.words[last].end, sentence.words[first].start) is not None


def ahead(sentence: Sentence, first: int, told: Mapping[str, Sequence[str]]) -> bool:
    """Whether a sentence that names no day says what will be once the fact is there ("after such an operation she will")."""
    words = told.get(sentence.words[first].word, ())
    if not words or not _ends(sentence, tuple(words)):
        return False
    return not sentence.cued("ago") and next(dates(sentence.line.text), None) is None


def of_another(sentence: Sentence, last: int) -> bool:
    """Whether what is said to be planned behind a fact is another thing, which a comma parts from it ("one, a test of it pending")."""
    cue = next((m for m in sentence.cued("planned_after") if m.first > last), None)
    if cue is None:
        return False
    commas = [n for n in range(last + 1, cue.first) if sentence.words[n].word == ","]
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    free = sentence.copulas | sentence.fillers | joins
    return bool(commas) and any(
        sentence.words[n].word.isalpha() and n not in free for n in range(commas[-1] + 1, cue.first)
    )


def _ends(sentence: Sentence, told: tuple[str, ...]) -> dict[int, int]:
    """The last word of each expression that a sentence holds, by its first."""
    words = [w.word for w in sentence.words]
    found: dict[int, int] = {}
    for phrase in _read(told):
        for n, word in enumerate(words):
            if word == phrase[0] and words[n : n + len(phrase)] == [*phrase]:
                found[n] = max(found.get(n, 0), n + len(phrase) - 1)
    return found


@lru_cache(maxsize=64)
def _read(told: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(t.word for t in tokens(phrase)) for phrase in told)
