"""What was studied in patients like this one: tests of the pack, asked where lines are decided on their own."""

from collections.abc import Iterator, Sequence

from ..model.base import NOT_STATED
from ..model.corpus import Bearing
from ..model.outcome import BearingResult, LineOutcome
from .evaluate import Evaluator, standing


def bearings(lines: Sequence[LineOutcome], evaluator: Evaluator) -> tuple[BearingResult, ...]:
    """Those whose test the record meets, in the order of the pack; each for the first line of a place."""
    own = [line for line in lines if line.outcome != "incidental" and line.policy != NOT_STATED]
    return tuple(
        result
        for bearing in evaluator.facts.pack.narrative.bearings
        for result in _met(bearing, [line for line in own if line.family in bearing.procedures], evaluator)
    )


def _met(bearing: Bearing, lines: Sequence[LineOutcome], evaluator: Evaluator) -> Iterator[BearingResult]:
    asked = {line.id: line for line in evaluator.facts.lines}
    seen: set[str] = set()
    for line in lines:
        for level in line.levels or (NOT_STATED,):
            place = level if bearing.scope == "level" else NOT_STATED
            if place in seen:
                continue
            node = evaluator.met(bearing.test, evaluator.facts.site(asked[line.id], place), {})
            if node is not None:
                seen.add(place)
                leaves = standing(node)
                yield BearingResult(
                    id=bearing.id,
                    line=line.id,
                    level=place,
                    findings=tuple(dict.fromkeys(i for leaf in leaves for i in leaf.findings)),
                    treatments=tuple(dict.fromkeys(i for leaf in leaves for i in leaf.treatments)),
                )
