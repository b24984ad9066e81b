"""One thing alone: a criterion said to be the only one that fails, or that is open, is."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .reading import Reading
from .said import criterion_words
from .spoken_of import all_of_lines, criteria_named

_ONLY = re.compile(r"\b(?:only|alone|solely|nothing but|just one|the sole|by itself)\b")
_AT = re.compile(r"^\W*(?:at|in|on the (?:left|right|side|other))\b")


def only_failing(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: one criterion told as the only one with an answer that another one of the same lines has."""
    if reading.tells_sources or reading.statement.type == "record_fact" or not _ONLY.search(reading.text.lower):
        return
    for word in criterion_words(reading):
        if word.mood != "asserted" or len(word.means) != 1 or word.means[0] not in ("not_met", "undetermined"):
            continue
        low, high = reading.text.clause_at(word.start)
        only = _ONLY.search(reading.text.lower, low, high)
        if only is None or reading.quoted(only.start()) or _AT.match(reading.text.lower[only.end() : high]):
            continue
        pool = all_of_lines(reading)
        levels = reading.levels_in(low, high)
        here = [r for r in pool if not levels or r.level in (NOT_STATED, *levels)]
        named = {r.label for group in criteria_named(reading, word.start, here) for r in group}
        named = named or {
            r.label for key in reading.statement.basis.criteria for r in reading.ground.results.get(key, ())
        }
        other = next(
            (r for r in here if r.truth == word.means[0] and r.waived_by == NOT_STATED and r.label not in named), None
        )
        if named and other is not None and any(r.label in named for r in here):
            yield reading.violation("criterion-contradiction", only[0], f"Not it alone: {other.label} as well.")
