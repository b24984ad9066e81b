"""What a criterion that is not met asks for, told as if it were there: its label, or what it wants sent, word for word."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from ..model.policy import Criterion
from .labels import labels_of
from .reading import Reading

_HELD = re.compile(
    r"(?:\b(?:records?|files?|chart|notes?|reports?|documentation|papers?|submission|packet|patient|she|he)\b[^.;:]{0,30}?"
    r"\b(?:holds?|has|have|contains?|includes?|shows?|documents?|provides?|offers?|carries|carry|supplies)"
    r"|\b(?:on file|on record|in the record|in the file|there) (?:is|are)|\bon file(?: are| is)?:?)"
    r"\s+(?:(?:an?|the|already|now|also|in full)\s+)*$"
)
"""Words straight before what is asked for that say that it is there."""
_THERE = re.compile(
    r"\s+(?:is|are|was|were|has been|have been)\s+(?:(?:clearly|fully|well|now|already|also|both)\s+)*"
    r"(?:present|there|on file|on record|in the record|documented|shown|established|demonstrated|proven|confirmed|in place"
    r"|evident|complete|given|recorded)\b"
)
"""Words straight behind it that say so."""


def unmet_told(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: what a criterion that is not met asks for, told as there."""
    if reading.tells_sources:
        return
    lists, lower = reading.ground.lists, reading.text.lower
    for start, end in _asked(reading):
        low, high = reading.text.clause_at(start)
        before, behind = _HELD.search(lower, low, start), _THERE.match(lower, end)
        if before is None and behind is None:
            continue
        told = (before.start() if before else start, behind.end() if behind else end)
        if reading.quoted(start) or reading.voice(start) == "rule":
            continue
        around = ((low, start), (end, max(high, end)))  # what it asks for may have such words itself
        if any(lists.hypothetical.search(lower, a, b) for a, b in around):
            continue
        if any(
            found.search(lower, a, min(b, told[1])) for found in (lists.negator, lists.uncertain) for a, b in around
        ):
            continue
        span = reading.text.text[slice(*told)]
        yield reading.violation(
            "criterion-contradiction", span, "The record does not show what this criterion asks for."
        )


def _asked(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the label of a criterion of the basis that is not met stands, and what it wants sent."""
    for label in labels_of(reading):
        if "met" not in label.truths and "partial" not in label.truths:
            yield label.start, label.end
    for key in reading.statement.basis.criteria:
        definition, results = reading.ground.definitions.get(key), reading.ground.results.get(key, ())
        if not isinstance(definition, Criterion) or not results or any(r.truth == "met" for r in results):
            continue
        asked = definition.remedy.partition("{")[0].strip(" ,").lower()
        at = reading.text.lower.find(asked) if " " in asked else -1
        if at >= 0:
            yield at, at + len(asked)
