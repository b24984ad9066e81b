"""What is known of a test before it is asked: on what its answer depends, so that it is found once for all places that share it."""

from dataclasses import dataclass
from typing import Literal

from ..model.base import NOT_STATED
from ..model.language import (
    All,
    AnyOf,
    AskCorrelation,
    AskFinding,
    AskPatient,
    AskTreatment,
    AtLeast,
    Not,
    Test,
)
from ..model.outcome import Node

Rest = Literal["side", "level", "line", "others"]
"""What an answer depends on beyond the record and the region: the side, the level, all levels of the line, or other lines."""


@dataclass(slots=True)
class Known:
    """One test, for all cases."""

    test: Test
    """Kept, so that its identity is not used again."""
    rests: frozenset[Rest]
    first: int
    """Identity of the first test of the same words: policies share many, and the answer is the same."""
    silence: frozenset[str] | None
    """The kinds of finding of which a record must say nothing for it to be silent here; None where silence is not that simple."""
    same: bool
    """Whether every silent record gets one answer, whatever documents it holds."""
    silent: Node | None = None
    """That answer, once it was given."""


KNOWN: dict[int, Known] = {}
"""By identity of the test; `know` fills it."""
_FIRST: dict[Test, int] = {}


def know(test: Test) -> Known:
    """What is known of a test, found once."""
    known = KNOWN.get(id(test))
    if known is None:
        silence, same = _silence(test)
        known = KNOWN[id(test)] = Known(test, _rests(test), _FIRST.setdefault(test, id(test)), silence, same)
    return known


def _silence(test: Test) -> tuple[frozenset[str] | None, bool]:
    """The kinds of finding asked for, where nothing else is asked for; and whether all records silent on them get one answer."""
    if isinstance(test, AskFinding):
        asked = test.finding
        plain = not asked.told and asked.side != "each"
        return (frozenset(asked.kinds) if plain else None), asked.unreported == NOT_STATED or not asked.accept
    parts = [know(part) for part in _parts(test)]
    kinds = [part.silence for part in parts if part.silence is not None]
    whole = bool(parts) and len(kinds) == len(parts)
    return (frozenset().union(*kinds) if whole else None), all(part.same for part in parts)


def _rests(test: Test) -> frozenset[Rest]:
    match test:
        case All() | AnyOf() | AtLeast() | Not():
            return frozenset().union(*(know(part).rests for part in _parts(test)))
        case AskFinding(finding=asked):
            rests: set[Rest] = {"side"} if asked.side != "any" else set()
            if asked.at == "line":
                rests.add("line")
            elif asked.at not in ("region", "anywhere"):
                rests.add("level")
            return frozenset(rests)
        case AskTreatment(treatment=given):
            return frozenset({"level"}) if given.at == "placed" else frozenset()
        case AskPatient():
            return frozenset()
        case AskCorrelation():
            return frozenset({"side", "level"})
    return frozenset({"others"})


def _parts(test: Test) -> tuple[Test, ...]:
    match test:
        case All(all=parts) | AnyOf(any=parts) | AtLeast(of=parts):
            return parts
        case Not(not_=part):
            return (part,)
    return ()
