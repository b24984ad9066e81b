"""The fixed sentences of a patient's letter that say more than an outcome: held to what the checker found."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .reading import Reading


def fixed(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: that what was sent speaks against a thing, or that no paper would change it, where that is not so."""
    said = reading.ground.pack.letters.sentences
    lower, basis = reading.text.lower, reading.statement.basis
    if said.against.lower() in lower:
        results = [r for key in basis.criteria for r in reading.ground.results.get(key, ())]
        if not any(r.effective == "not_met" for r in results):
            yield reading.violation("verdict-contradiction", said.against, "Nothing on file speaks against this.")
    fact = said.no_paper.partition("{what}")[2].partition(".")[0].strip(" ,").lower()
    if fact and fact in lower:
        lines = {ref.line: ref for ref in basis.outcomes if ref.part in ("line", "level")}
        levels = [
            level
            for line in reading.ground.outcome.lines
            if line.id in lines
            for level in line.per_level
            if lines[line.id].level in (NOT_STATED, level.level)
        ]
        if not levels or any(level.outcome != "not_necessary" or level.changes for level in levels):
            yield reading.violation("verdict-contradiction", fact, "Papers could still change the outcome of this.")
