"""The lesser procedure that the checker found instead, told with what belongs to it and without what does not."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .bonds import bonds_of
from .reading import Reading

_PRESENCE = "presence"


def lesser_turned(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: the alternative told without what it comes with, or with what it comes without."""
    refs = [r for r in reading.statement.basis.outcomes if r.part == "alternative"]
    if not refs:
        return
    kept = reading.ground.lexicon.kept
    alternatives = [a for a in reading.ground.outcome.alternatives if any(r.line in (NOT_STATED, a.line) for r in refs)]
    held = [b for a in alternatives for b in kept(a.procedure).of(bonds_of) if b.group == _PRESENCE]
    for bond in reading.analysed.of(bonds_of) if held else ():
        tied = [b for b in held if bond.group == _PRESENCE and not b.heads.isdisjoint(bond.heads)]
        if tied and all(b.value != bond.value for b in tied) and not reading.quoted(bond.start):
            names = ", ".join(dict.fromkeys(a.procedure for a in alternatives))
            yield reading.violation(
                "verdict-contradiction", reading.text.text[bond.start : bond.end], f"What is found instead is {names}."
            )
            return
