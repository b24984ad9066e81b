"""Answers told of each, of some or of none: every place of the request, or criteria without their names, counted as the checker has them."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import CriterionResult, LevelOutcome
from .criteria_spoken_of import all_of_lines, criteria_named
from .reading import Reading, Said
from .said import criterion_words, verdicts


def told_of_every(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`, `criterion-contradiction`: an answer told of every level that one of them does not have."""
    if reading.tells_sources:
        return
    for word, of_criteria in [*((w, False) for w in verdicts(reading)), *((w, True) for w in criterion_words(reading))]:
        _, high = reading.text.clause_at(word.start)
        behind = reading.text.lower[word.end : high].lstrip()
        if word.mood != "asserted" or not reading.ground.lists.expressions["every_place"].match(behind):
            continue
        if of_criteria:
            pool = all_of_lines(reading)
            named = [r for group in criteria_named(reading, word.start, pool) for r in group if r.level != NOT_STATED]
            other = next((r.level for r in named if not _agrees(r, word)), None)
            code = "criterion-contradiction"
        else:
            other = next((lv.level for lv in _levels(reading) if lv.outcome not in word.means), None)
            code = "verdict-contradiction"
        if other is not None:
            yield reading.violation(code, word.words, f"It is not so at {other}.")
            return


def told_of_unnamed(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: some, all or none of the criteria told to have an answer, against how many have it."""
    if reading.tells_sources or reading.statement.type == "record_fact":
        return
    known = reading.ground.lists.expressions
    for word in criterion_words(reading):
        low, high = reading.text.clause_at(word.start)
        found = known["of_unnamed"].search(reading.text.lower[low : word.start])
        if (
            word.mood in ("mentioned", "supposed")
            or found is None
            or known["of_others"].search(reading.text.lower, low, high)
        ):
            continue
        levels = reading.levels_in(*reading.text.sentence_at(word.start))
        pool = [r for r in all_of_lines(reading) if not levels or r.level in (NOT_STATED, *levels)]
        having = [r for r in pool if _agrees(r, word)]
        wrong = (
            (found["all"] and len(having) < len(pool)) or (found["none"] and having) or (found["some"] and not having)
        )
        if pool and wrong:
            yield reading.violation(
                "criterion-contradiction", word.words, f"{len(having)} of {len(pool)} criteria have that answer."
            )
            return


def _agrees(result: CriterionResult, word: Said) -> bool:
    return result.truth in word.means or (
        result.waived_by != NOT_STATED and {"met", "waived"} & set(word.means) != set()
    )


def _levels(reading: Reading) -> list[LevelOutcome]:
    """The levels of the lines that a statement refers to, else of all; a line that is part of another decides nothing."""
    ground = reading.ground
    lines = [ground.lines[r.line] for r in reading.statement.basis.outcomes if r.line in ground.lines]
    return [lv for line in lines or ground.outcome.lines for lv in line.per_level if lv.outcome != "incidental"]
