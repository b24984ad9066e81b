"""Add-ons that a request gives no level: they are asked for where the procedures that they serve are."""

from collections.abc import Iterable, Sequence

from ...model.base import NOT_STATED
from ...model.case import RequestLine
from ...model.corpus import Code
from ...pack.pack import Pack
from .request import ADD_ON
from .wording import ANY


def served(lines: Sequence[RequestLine], pack: Pack) -> tuple[RequestLine, ...]:
    """The lines, each implant that names no level with those of the lines that it goes with, where these leave no choice."""
    return tuple(
        line if line.levels else line.model_copy(update={"levels": _levels(line, lines, pack)}) for line in lines
    )


def _levels(line: RequestLine, lines: Sequence[RequestLine], pack: Pack) -> tuple[str, ...]:
    code = pack.codes.get(line.code)
    if code is None or code.kind != ADD_ON or not code.per_level or code.from_level != NOT_STATED:
        return ()
    if any(code.code in further.parents for further in pack.codes.values() if further.from_level != NOT_STATED):
        return ()  # it is counted level by level itself
    if any(other is not line and other.code == line.code for other in lines):
        return ()
    known = [(other, pack.codes[other.code]) for other in lines if other.code in pack.codes]
    mine = [(other, own) for other, own in known if other.stage == line.stage and _goes_with(code, own)]
    ways = {own.approach for _, own in mine}
    if not mine or not any(own.code in code.parents for _, own in mine) or not all(other.levels for other, _ in mine):
        return ()
    return _ordered((other.levels for other, _ in mine), pack) if len(ways) == 1 else ()


def _goes_with(code: Code, other: Code) -> bool:
    """Whether a code is a parent of an add-on, or the further level of one, from the same side of the body."""
    further = other.from_level != NOT_STATED and not {*other.parents}.isdisjoint(code.parents)
    same = ANY in (code.approach, other.approach) or code.approach == other.approach
    return (other.code in code.parents or further) and same


def _ordered(levels: Iterable[tuple[str, ...]], pack: Pack) -> tuple[str, ...]:
    return pack.levels.order(level for each in levels for level in each)
