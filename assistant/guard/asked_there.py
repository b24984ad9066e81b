"""What is approved was asked for: the procedure at that level, and the level of care in a list of what is approved."""

import re
from collections.abc import Iterator
from typing import Final

from ..model.base import NOT_STATED
from ..model.document import Violation
from .reading import Reading, Said
from .said import verdicts
from .spoken_of import AND, stretch_of

_LISTED: Final = re.compile(r"\s*:")
"""Behind a verdict that heads a list of what it is given to."""
_INCLUDING: Final = re.compile(r"\s*,?\s*(?:including|which includes|among them)\b")
"""Behind a verdict that names some of what it is given to."""


def approved_elsewhere(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: a procedure approved at a level at which none of its lines was asked for."""
    heads = reading.ground.heads
    for word in verdicts(reading):
        if not _approves(word) or any(r.part == "alternative" for r in reading.statement.basis.outcomes):
            continue
        start, end = stretch_of(reading, word.start)
        if _LISTED.match(reading.text.lower, word.end):
            start, end = word.end, reading.text.sentence_at(word.start)[1]
        if _INCLUDING.match(reading.text.lower, end):
            start, end = end, reading.text.clause_at(end + len(", "))[1]
        if any(f.kind == "code" for f in reading.analysed.figures):
            continue  # a code says itself of what it speaks
        for low, high in _parts(reading, start, end):
            first, last = reading.text.token_span(low, high)
            nouns = dict.fromkeys(reading.ground.lists.synonym_name(stem) for stem in reading.text.stems[first:last])
            named = [heads[stem] for stem in nouns if stem in heads]
            told = reading.levels_in(low, high)
            if len(named) != 1 or not told:
                continue
            asked = {level for line in named[0] for level in (*line.levels, *(lv.level for lv in line.per_level))}
            if NOT_STATED not in asked and not told <= asked:
                where = ", ".join(sorted(told - asked))
                yield reading.violation(
                    "verdict-contradiction", word.words, f"What is said to be approved was not asked for at {where}."
                )


def _parts(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a stretch between its joining words and commas."""
    for cut in AND.finditer(reading.text.lower, start, end):
        yield start, cut.start()
        start = cut.end()
    yield start, end


def stay_listed(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: the level of care in a list under a verdict that it has not ("Approved: 12345 and two days in hospital")."""
    setting, outcome = reading.ground.lists.setting, reading.ground.outcome.setting
    if outcome.requested == NOT_STATED:
        return
    words = list(verdicts(reading))
    for word in words:
        _, end = reading.text.sentence_at(word.start)
        end = min([end, *(w.start for w in words if w.start > word.start)])
        listed = word.mood == "asserted" and _LISTED.match(reading.text.lower, word.end)
        if listed and outcome.outcome not in word.means and setting.search(reading.text.lower, word.end, end):
            told = outcome.outcome.replace("_", " ")
            yield reading.violation(
                "verdict-contradiction", word.words, f"The level of care stands under it, which is {told}."
            )


def _approves(word: Said) -> bool:
    return word.mood == "asserted" and "necessary" in word.means
