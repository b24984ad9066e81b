"""The stages of a request: of which one what it names is."""

import re
from collections.abc import Sequence

from ...model.base import NOT_STATED, NotStated

STAGE = re.compile(
    r"\b(?:(?:stages?\s*(?:#\s*)?|days?\s*(?=\d\s*(?:[:(]|[-\u2013\u2014]\s+(?!\d))))(?=(?:\d|one|two|three|i{1,3})\b)"
    r"|(?=(?:first|second|third|1st|2nd|3rd)[\s-]+stage\b))(\w+)",
    re.IGNORECASE,
)
TIED = re.compile(r";|\b(?:and|with|then|followed|plus)\b", re.IGNORECASE)
"""What ties a later stage to the one before it."""
CODED = re.compile(r"\b\d{5}\b")
"""A code that the later stage has for itself."""
_NUMERALS = {"one": 1, "two": 2, "three": 3, "i": 1, "ii": 2, "iii": 3, "first": 1, "second": 2, "third": 3}


def stage_of(word: str) -> int:
    """The number of a stage."""
    return _NUMERALS.get(word.lower()) or int(word[0])


def before_stage(part: str, position: int, stage: int | NotStated) -> int | NotStated:
    """The stage of what a part names before it comes to a later stage, which it ties on ("one (code), and second-stage another (code)")."""
    later = STAGE.search(part, position)
    if later is None or stage == NOT_STATED or stage_of(later[1]) != stage or stage < 2:
        return stage
    return stage - 1 if TIED.search(part, position, later.start()) and CODED.search(part, later.end()) else stage


def staged(part: str, codes: Sequence[re.Match[str]], at: int) -> int | NotStated:
    """The stage of a code at a place: that named last before it, or next behind it where each stage is named behind its codes."""
    told = list(STAGE.finditer(part))
    behind = bool(told) and told[0].start() > codes[0].start() and told[-1].start() > codes[-1].end()
    own = [s for s in told if s.start() > at][:1] if behind else [s for s in told if s.start() < at][-1:]
    return stage_of(own[0][1]) if own else NOT_STATED
