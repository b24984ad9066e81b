"""Verdicts that are not plain: supposed to follow from too little, to hang on something where they stand already, to hold without the
waiver that they rest on, or to be out of reach for good.
"""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import LevelOutcome
from .criteria_spoken_of import all_of_lines
from .reading import Reading, Said
from .said import verdicts
from .spoken_of import outcomes_at

_WOULD = "would"
_NECESSARY = ("necessary",)


def too_little(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: what would be necessary by the criteria of the basis alone, where more is open."""
    basis = reading.statement.basis
    if reading.tells_sources or not basis.criteria or any(r.part in ("alternative", "setting") for r in basis.outcomes):
        return
    named = {key.rpartition(":")[2] for key in basis.criteria}
    for word in _supposed(reading):
        low, _ = reading.text.clause_at(word.start)
        if _WOULD not in reading.text.lower[low : word.end].split():
            continue
        for level in _levels(reading, word):
            asked = {f"{r.policy}:{r.id}" for r in level.criteria}
            if level.outcome == "necessary" or asked.isdisjoint(basis.criteria):
                continue
            if level.changes and not any(named >= set(change.criteria) for change in level.changes):
                yield reading.violation(
                    "verdict-contradiction", word.words, "More than this would have to be shown to make it necessary."
                )
                return


def already_so(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: something that is necessary as it stands, told to become so under a condition."""
    lists = reading.ground.lists
    for word in _supposed(reading):
        depends = lists.depending.search(reading.text.lower, *reading.text.sentence_at(word.start))
        sets = outcomes_at(reading, word.start) if depends else []
        if sets and all(found == {"necessary"} for found in sets):
            yield reading.violation("verdict-contradiction", word.words, "It is necessary as it stands.")
            return


def without_waiver(reading: Reading) -> Iterator[Violation]:
    """`overstated`: a verdict told to hold without the waiver that a criterion of the line owes its answer to."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or not lists.taken_away.touches(text.runs):
        return
    for match in lists.taken_away.finditer(text.lower):
        low, high = text.sentence_at(match.start())
        stop = text.clause_at(match.end())[1]
        given = [
            w for w in verdicts(reading) if low <= w.start < high and w.means == _NECESSARY and w.mood != "negated"
        ]
        waived = lists.waiver.search(text.lower, match.end(), stop)
        if given and waived and any(r.waived_by != NOT_STATED for r in all_of_lines(reading)):
            yield reading.violation("overstated", text.text[match.start() : stop], "It rests on what is taken away.")
            return


def foreclosed(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: an outcome ruled out for good that the checker found documents could change."""
    lists, text = reading.ground.lists, reading.text
    for match in lists.foreclosed.finditer(text.lower):
        word = next((w for w in verdicts(reading) if match.start() <= w.start <= match.end() + 1), None)
        levels = _levels(reading, word) if word is not None and not reading.quoted(match.start()) else []
        if levels and all(level.changes or level.outcome == "undetermined" for level in levels):
            yield reading.violation("verdict-contradiction", match[0], "Further documents could still change it.")
            return


def _supposed(reading: Reading) -> list[Said]:
    return [w for w in verdicts(reading) if w.mood == "supposed" and w.means == _NECESSARY]


def _levels(reading: Reading, word: Said) -> list[LevelOutcome]:
    """The levels that a verdict can speak of: of the lines referred to, a stage being all of its lines, and of those named beside it."""
    ground, refs = reading.ground, reading.statement.basis.outcomes
    start, end = reading.text.sentence_at(word.start)
    staged = {r.stage for r in refs if r.part == "stage"}
    lines = {r.line for r in refs if r.line in ground.lines}
    lines |= {line.id for line in ground.case.request.lines if line.stage in staged}
    named = reading.levels_in(start, end) or frozenset(str(r.level) for r in refs if r.level != NOT_STATED)
    return [lv for id in lines for lv in ground.lines[str(id)].per_level if not named or lv.level in named]
