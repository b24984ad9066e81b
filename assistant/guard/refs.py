"""What the references of a statement stand for, and what its words refer to besides."""

import re
from collections.abc import Collection

from ..model.base import NOT_STATED
from ..model.document import OutcomeRef
from .reading import Reading

_AS_DOCUMENTED = re.compile(
    r"\b(?:as|so far as|as far as) (?:it is |they are )?documented\b"
    r"|\b(?:on|with|by|given|from) (?:the |this |its )?(?:current|present|existing|available) (?:documentation|documents|record|records)\b"
)
"""Says of a verdict that it is the one of the documents on file, which the disposition gives."""
_JOINED = re.compile(r"\b(?:and|as well as|along with|together with|plus|nor|or)\b")


def of_ref(reading: Reading, ref: OutcomeRef) -> frozenset[str]:
    """Outcomes of one reference; the whole request has the logical outcome and the one after the disposition."""
    outcome = reading.ground.outcome
    if ref.part == "setting":
        return frozenset({outcome.setting.outcome})
    if ref.part == "stage":
        return frozenset(s.outcome for s in outcome.stages if ref.stage in (NOT_STATED, s.stage))
    if ref.part == "alternative":
        return frozenset(a.outcome for a in outcome.alternatives if ref.line in (NOT_STATED, a.line))
    if ref.line != NOT_STATED and ref.line in reading.ground.lines:
        line = reading.ground.lines[ref.line]
        if ref.level != NOT_STATED:
            return frozenset(lv.outcome for lv in line.per_level if lv.level == ref.level)
        return frozenset({line.outcome})
    return frozenset({outcome.overall, outcome.determination})


def all_as_documented(reading: Reading, position: int, lines: Collection[str]) -> bool:
    """Whether a verdict is told of every line of the request, as documented."""
    whole = {line.id for line in reading.ground.outcome.lines}
    return (
        whole <= set(lines)
        and _AS_DOCUMENTED.search(reading.text.lower, *reading.text.sentence_at(position)) is not None
    )


def setting_beside(reading: Reading, start: int, position: int) -> list[frozenset[str]]:
    """The outcome of the level of care, where it stands beside something else before a verdict: it is given to both ("the operation
    and the stay"). Empty otherwise.
    """
    asked, setting = reading.ground.outcome.setting, reading.ground.lists.setting
    joined = _JOINED.search(reading.text.lower, start, position)
    if joined is None or asked.requested == NOT_STATED:
        return []
    sides = ((start, joined.start()), (joined.end(), position))
    named = [setting.search(reading.text.lower, *side) is not None for side in sides]
    return [frozenset({asked.outcome})] if named.count(True) == 1 else []
