"""When a treatment was given, where only the season or the year is told ("three months in the spring of 2026", "in 2024")."""

import re
from collections.abc import Iterator
from typing import Final

from ...model.base import NOT_STATED
from ...model.when import When
from .lengths import words_of
from .lexicon import Mark
from .sentence import Sentence

_SEASONS: Final = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
"""Their numbers in ISO 8601-2."""
_PART = r"(?:(?:the\s+)?(?:early|mid|late|beginning\s+of|start\s+of|middle\s+of|end\s+of)[\s-]+)?(?:the\s+)?"
_NAMES = "|".join(_SEASONS)
_SHARED = rf"(?=\s+(?:and|&|to|through|thru|until)\s+(?:again\s+)?(?:in\s+)?(?:the\s+)?(?:{_NAMES})(?:\s+of)?\s+(?P<shared>(?:19|20)\d\d))"
"""What stands behind a season whose year stands with the next."""
_TOLD = re.compile(
    r"(?P<lead>\b(?:in|during|over|since|from|between|through|thru|until|till|to|and(?:\s+again)?(?:\s+in)?|by|before|after|prior\s+to)\s+"
    rf"|\(|-\s*|\u2013\s*)?{_PART}"
    rf"(?:(?P<season>{_NAMES})(?:(?:\s+of)?(?:,?\s+|\s*')(?P<year>(?:19|20)\d\d)|{_SHARED})|(?P<alone>(?:19|20)\d\d))"
    r"(?![\w/.-]*\d|\s*(?:-|\u2013)\s*\d)",
    re.IGNORECASE,
)
"""A season of a year, or a year alone, with the word that leads to it."""
_IN: Final = frozenset(("in", "during", "("))
"""What leads to a year in which all of it was given."""
_FROM: Final = frozenset(("since", "from", "between"))
_TO: Final = frozenset(("through", "thru", "until", "till", "to", "and", "-", "\u2013"))
_NEVER: Final = frozenset(("by", "before", "after", "prior to"))
"""What tells nothing of the time itself."""
_YEARS = re.compile(
    r"(?P<lead>\bfrom|\bbetween|[(,]|(?<=[a-z]))\s*(?P<first>(?:19|20)\d\d)\s*(?P<to>-|\u2013|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\band\b)\s*"
    r"(?P<last>(?:19|20)\d\d)(?![\w/.-]*\d)",
    re.IGNORECASE,
)
"""A span of years ("from 2023 to 2026", "(2023-2026)")."""
NEAR: Final = 8
"""Words from a treatment to its season or year."""


def in_seasons(sentence: Sentence, mark: Mark, begin: int, end: int, *, one_day: bool) -> tuple[When, When]:
    """The seasons or years in which a treatment began and ended, of what stands between two words; `not_stated` where none is told.

    `one_day`: it is done on a day, so that a span of years tells when the last of several was.
    A year counts only behind the treatment, with nothing else named between: it may be that of something else.
    """
    if (years := _years(sentence, mark, begin, end)) is not None:
        return (NOT_STATED, years[1]) if one_day else years
    told = list(_told(sentence, mark, begin, end))
    if len(told) == 1:
        lead, when = told[0]
        return (when, NOT_STATED if lead == "since" else when) if lead not in _FROM | _TO else (NOT_STATED, NOT_STATED)
    if told and told[-1][0].startswith("and") and told[0][0] not in _FROM:
        return NOT_STATED, told[-1][1]  # several courses, of which the last began and ended then
    if len(told) == 2 and told[0][0] in _FROM | {""} and told[1][0] in _TO:
        return told[0][1], told[1][1]
    return NOT_STATED, NOT_STATED


def _years(sentence: Sentence, mark: Mark, begin: int, end: int) -> tuple[When, When] | None:
    """The years of a span directly behind a treatment; only `between` leads to two years with `and`."""
    for match in _YEARS.finditer(sentence.line.text):
        words = words_of(sentence, match.start("first"), match.end())
        joined = (match["lead"].lower() == "between") == (match["to"].lower() == "and")
        if (
            joined
            and words
            and begin <= words[0] < end
            and _beside(sentence, mark, words[0])
            and match["first"] < match["last"]
        ):
            return match["first"], match["last"]
    return None


def _told(sentence: Sentence, mark: Mark, begin: int, end: int) -> Iterator[tuple[str, When]]:
    text = sentence.line.text
    for match in _TOLD.finditer(text):
        words = words_of(sentence, match.start(), match.end())
        lead = " ".join((match["lead"] or "").lower().split())
        if not words or not begin <= words[0] < end or lead in _NEVER:
            continue
        if match["season"]:
            yield lead, f"{match['year'] or match['shared']}-{_SEASONS[match['season'].lower()]}"
        elif lead in _IN and _beside(sentence, mark, words[0]):
            yield lead, match["alone"]


def _beside(sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a year stands behind a treatment with nothing else named between."""
    between = range(mark.last + 1, place)
    others = (m for m in sentence.names if m.role not in ("structure", "part"))
    return mark.last < place <= mark.last + NEAR and not any(m.first in between for m in others)
