"""Agreement of outcomes with the key: unit by unit, as a confusion table, and beyond chance."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal

from ..model.base import NOT_STATED, Model, NotStated
from ..model.outcome import Outcome
from .key import Expected, Key
from .score import Score, not_scored, scored, share
from .verdicts import Verdicts

UnitKind = Literal["whole", "determination", "action", "stage", "line", "level", "setting"]
NO_KEY = "the case has no key"
UNTOLD = "no outcome is stated in so many words"
WIDEST = 2
"""Levels of a range in an article that is decided level by level; a wider range names the whole operation."""


class Unit(Model):
    """One outcome of the key beside the one that was found."""

    kind: UnitKind
    name: str
    """As printed: `line a (12345)`, `line a, X1-2`."""
    expected: str
    also: tuple[str, ...] = ()
    found: str | NotStated = NOT_STATED
    """Not stated where the document does not decide it in so many words."""
    basis: str | NotStated = NOT_STATED
    """Basis of the key."""
    found_basis: str | NotStated = NOT_STATED

    @property
    def agrees(self) -> bool:
        return self.found == self.expected

    @property
    def acceptable(self) -> bool:
        return self.agrees or self.found in self.also


def units_of_outcome(key: Key, outcome: Outcome) -> tuple[Unit, ...]:
    """All units of a key beside what the checker found. The key fits the case: see `keys.fits`."""
    expected = key.outcomes
    stages: dict[object, str] = {s.stage: s.outcome for s in outcome.stages}
    lines = {line.id: line for line in outcome.lines}
    units = [
        _unit("whole", "whole request", expected.overall, outcome.overall),
        _unit("determination", "determination", expected.determination, outcome.determination),
    ]
    if expected.action != NOT_STATED:
        units.append(Unit(kind="action", name="next action", expected=expected.action, found=outcome.action))
    units += [_unit("stage", f"stage {n}", e, stages.get(n, NOT_STATED)) for n, e in expected.stages.items()]
    for id, line in expected.lines.items():
        got = lines[id]
        units.append(_unit("line", f"line {id} ({line.code})", line, got.outcome, got.basis))
        found = {lv.level: lv for lv in got.per_level}
        for level, e in line.levels.items():
            at = found[level]
            units.append(_unit("level", f"line {id} ({line.code}), {level}", e, at.outcome, at.basis))
    if expected.setting != NOT_STATED:
        units.append(_unit("setting", "setting", expected.setting, outcome.setting.outcome, outcome.setting.basis))
    return tuple(units)


def units_of_article(key: Key, verdicts: Verdicts, levels_of: Callable[[str], frozenset[str]]) -> tuple[Unit, ...]:
    """The same for an article, which decides what its headings and sentences say. Its whole is the determination."""
    expected = key.outcomes
    ranges = ((levels_of(text), word) for text, word in verdicts.levels.items())
    levels = {level: word for covered, word in ranges if len(covered) <= WIDEST for level in covered}
    units = [_unit("determination", "determination", expected.determination, verdicts.whole)]
    units += [_unit("stage", f"stage {n}", e, verdicts.stages.get(n, NOT_STATED)) for n, e in expected.stages.items()]
    several = Counter(line.code for line in expected.lines.values())
    for id, line in expected.lines.items():
        # A code that is requested twice is decided once in an article: which line is meant is not told.
        word = verdicts.codes.get(line.code, NOT_STATED) if several[line.code] == 1 else NOT_STATED
        units.append(_unit("line", f"line {id} ({line.code})", line, word))
        for level, e in line.levels.items():
            units.append(_unit("level", f"line {id} ({line.code}), {level}", e, levels.get(level, NOT_STATED)))
    if expected.setting != NOT_STATED:
        units.append(_unit("setting", "setting", expected.setting, verdicts.setting))
    return tuple(units)


def _unit(kind: UnitKind, name: str, expected: Expected, found: str, basis: str = NOT_STATED) -> Unit:
    return Unit(
        kind=kind,
        name=name,
        expected=expected.outcome,
        also=expected.also,
        found=found,
        basis=expected.basis,
        found_basis=basis,
    )


def score_outcomes(units: Sequence[Unit]) -> Iterator[Score]:
    """Share of decided units that agree, that agree or are acceptable, whose basis agrees."""
    decided = [u for u in units if u.found != NOT_STATED]
    nothing = UNTOLD if units else NO_KEY
    yield share("outcome_agreement", sum(u.agrees for u in decided), len(decided), nothing)
    yield share("outcome_acceptable", sum(u.acceptable for u in decided), len(decided), nothing)
    based = [u for u in decided if u.basis != NOT_STATED and u.found_basis != NOT_STATED]
    yield share("basis_agreement", sum(u.basis == u.found_basis for u in based), len(based), "no basis to compare")
    yield kappa(decided)
    yield from _recalls(units)
    yield from _dispositions(decided, nothing)


THREE: Final[dict[str, str]] = {
    "necessary": "necessary",
    "partially_necessary": "partially_necessary",
    "not_necessary": "not_necessary",
    "incidental": "not_necessary",
    "undetermined": "undetermined",
}
"""Outcomes in three classes. What is incidental is not payable by itself; what is partly necessary is in none of the three."""
CLASSES: Final = ("necessary", "not_necessary", "undetermined")


def _recalls(units: Sequence[Unit]) -> Iterator[Score]:
    """Of the parts that should be found so, and are decided, the share that is, for each of the three classes."""
    table = three_way(units)
    for name, row in table.items():
        decided = sum(count for found, count in row.items() if found != NOT_STATED)
        nothing = (
            NO_KEY if not units else UNTOLD if row[NOT_STATED] else f"nothing is {name.replace('_', ' ')} by the key"
        )
        yield share(f"recall_{name}", row[name], decided, nothing)


def _dispositions(decided: Sequence[Unit], nothing: str) -> Iterator[Score]:
    """Agreement on what is approved, where all that is open is refused; and on what is refused, where it is not."""
    units = [u for u in decided if u.kind not in ("action", "determination")]
    approved = sum((u.expected == "necessary") == (u.found == "necessary") for u in units)
    refused = [(THREE.get(u.expected) == "not_necessary", THREE.get(u.found) == "not_necessary") for u in units]
    yield share("disposition_strict", approved, len(units), nothing)
    yield share("disposition_lenient", sum(a == b for a, b in refused), len(units), nothing)


def three_way(units: Iterable[Unit]) -> dict[str, dict[str, int]]:
    """The confusion table over the three classes: rows what is expected, columns what was found; what was found partly
    necessary has a column of its own.
    """
    table = {a: dict.fromkeys((*CLASSES, "partially_necessary", NOT_STATED), 0) for a in CLASSES}
    for unit in units:
        row, column = THREE.get(unit.expected), THREE.get(unit.found, NOT_STATED)
        if unit.kind != "action" and row in table and column in table[row]:
            table[row][column] += 1
    return table


def kappa(units: Sequence[Unit]) -> Score:
    """Cohen's kappa (1960) of found with expected outcomes; not scored where chance alone would agree fully."""
    pairs = [(u.expected, u.found) for u in units if u.kind != "action" and u.found != NOT_STATED]
    if len(pairs) < 2:
        return not_scored("kappa", "fewer than two outcomes to compare")
    total = len(pairs)
    observed = sum(a == b for a, b in pairs) / total
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[word] * right[word] for word in left) / total**2
    if chance == 1:
        return not_scored("kappa", "all outcomes are the same word")
    return scored("kappa", (observed - chance) / (1 - chance), total)


def confusion(units: Iterable[Unit]) -> dict[str, dict[str, int]]:
    """How often each expected outcome was found as which; `not_stated` where it was not decided."""
    table: dict[str, dict[str, int]] = {}
    for unit in units:
        if unit.kind != "action":
            row = table.setdefault(unit.expected, {})
            row[unit.found] = row.get(unit.found, 0) + 1
    return table


def recall_by_outcome(units: Iterable[Unit]) -> dict[str, float]:
    """Share of each expected outcome that was found, of those that were decided at all."""
    decided = confusion(u for u in units if u.found != NOT_STATED)
    return {word: row.get(word, 0) / sum(row.values()) for word, row in decided.items()}
