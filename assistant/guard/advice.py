"""What a recommendation advises: nothing for what is necessary as it stands, and no smaller operation but a computed one."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .reading import Reading
from .refs import of_ref


def needless(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: something still asked for where all that is spoken of is necessary."""
    lists, refs = reading.ground.lists, reading.statement.basis.outcomes
    if reading.statement.type != "recommendation" or not refs or not lists.asking.touches(reading.text.runs):
        return
    outcomes = frozenset[str]().union(*(of_ref(reading, r) for r in refs))
    lines = [r.line for r in refs if r.line in reading.ground.lines]
    named = reading.levels_in(0, len(reading.text.text))
    placed = reading.ground.levels_at([], named) if lines and named else []
    outcomes = frozenset(lv.outcome for lv in placed if lv.outcome != "incidental") or outcomes
    match = lists.asking.search(reading.text.lower)
    if match is None or outcomes != {"necessary"} or reading.quoted(match.start()):
        return
    if lists.negator.search(reading.text.lower) is None:
        yield reading.violation(
            "verdict-contradiction", match[0], "What is spoken of is necessary; nothing is still asked for."
        )


def narrowed(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: a smaller operation proposed that is none of the computed alternatives."""
    lists, ground = reading.ground.lists, reading.ground
    if reading.statement.type != "recommendation" or not lists.narrowing.touches(reading.text.runs):
        return
    for match in lists.narrowing.finditer(reading.text.lower):
        lines = {r.line for r in reading.statement.basis.outcomes}
        named = reading.levels_in(match.end(), reading.text.sentence_at(match.start())[1])
        lesser = [a for a in ground.outcome.alternatives if not lines or NOT_STATED in lines or a.line in lines]
        if not any(named <= set(a.levels) for a in lesser):
            yield reading.violation(
                "verdict-contradiction", match[0], "The checker computed no such alternative to what is requested."
            )
