"""Lines that a request gives no level: where the record plans them, and add-ons where the procedures that they serve are."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as Collection

from ...model.base import NOT_STATED, Side
from ...model.case import RequestLine
from ...model.corpus import Code
from ...pack.pack import Pack
from .allocated import allocated
from .named_levels import ADD_ON
from .procedures import goes_with
from .request import Asked


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
    mine = [(other, own) for other, own in known if other.stage == line.stage and goes_with(code, own)]
    mine = mine or [(other, own) for other, own in known if other.stage == line.stage and _counts_with(code, own)]
    placed = [(other, own) for other, own in mine if other.levels]
    if len(placed) < len(mine) and _counts(code, _ordered((other.levels for other, _ in placed), pack), pack):
        mine = placed  # the number of segments says which of them it serves
    ways = {own.approach for _, own in mine}
    if not mine or not any(own.code in code.parents for _, own in mine) or not all(other.levels for other, _ in mine):
        return ()
    return _ordered((other.levels for other, _ in mine), pack) if len(ways) == 1 else ()


def _counts(code: Code, levels: Sequence[str], pack: Pack) -> bool:
    """Whether levels have as many segments as a code counts."""
    if code.spans == NOT_STATED:
        return False
    least, most = code.spans
    return least <= len({end for level in levels for end in pack.levels.segment(level).ends}) <= most


def _counts_with(code: Code, own: Code) -> bool:
    """Whether an add-on may go with a code, or with one of which that is the further level, done from another side of the body."""
    return own.code in code.parents or (own.from_level != NOT_STATED and not {*own.parents}.isdisjoint(code.parents))


def left_no_choice(lines: Sequence[RequestLine], done: Collection[str], pack: Pack) -> tuple[RequestLine, ...]:
    """The lines, each that names no level where the others leave no choice: with those of the same procedure; an add-on that is counted
    level by level with those that it belongs to; and any other main line with the one level at which all is asked for.

    `done`: levels of earlier operations; what is done to these is not told of a level that is none of them.
    """
    if all(line.levels for line in lines) or not any(line.levels for line in lines):
        return tuple(lines)
    made = list(lines)
    for n, line in enumerate(made):  # a code may belong to one that was given its levels just before
        if not line.levels and sum(other.code == line.code for other in made) == 1:
            made[n] = line.model_copy(update={"levels": _shared(line, made, done, pack)})
    return allocated(tuple(made), pack)


def _shared(line: RequestLine, lines: Sequence[RequestLine], done: Collection[str], pack: Pack) -> tuple[str, ...]:
    code = pack.codes.get(line.code)
    others = [(other, pack.codes[other.code]) for other in lines if other is not line and other.code in pack.codes]
    if code is None:
        return ()
    if code.kind == ADD_ON:
        further = code.from_level != NOT_STATED or any(
            code.code in own.parents for own in pack.codes.values()
        )  # counted so
        mine = [other for other, own in others if own.code in code.parents] if further else []
        if code.from_level != NOT_STATED and len(mine) > 1:
            return ()  # which of them it goes on from is a choice
    else:
        mine = [other for other, own in others if own.procedure == code.procedure]
    if not mine and code.kind != ADD_ON and code.per_level:
        every = {other.levels for other, own in others if own.kind != ADD_ON and other.levels}
        mine = [other for other, _ in others if other.levels in every] if len(every) == 1 else []
        mine = (
            mine
            if all(len(other.levels) == 1 and not (done and done.isdisjoint(other.levels)) for other in mine)
            else []
        )
    levels = _ordered((other.levels for other in mine), pack)
    fits = all(pack.levels.regions(level) & set(code.regions) for level in levels)
    return levels if fits and _counted(code, levels, [own for _, own in others]) else ()


def _counted(code: Code, levels: Sequence[str], others: Sequence[Code]) -> bool:
    """Whether a code that is counted level by level, with that of its further levels where it is requested, leaves no choice of them."""
    if code.from_level != NOT_STATED:
        return True  # with the code that it belongs to
    further = any(code.code in own.parents and own.from_level != NOT_STATED for own in others)
    return len(levels) == 1 + further or (further and code.kind != ADD_ON)


def _ordered(levels: Iterable[tuple[str, ...]], pack: Pack) -> tuple[str, ...]:
    return pack.levels.order(level for each in levels for level in each)


def placed(
    lines: Sequence[RequestLine], plans: Iterable[Asked], done: Collection[str], pack: Pack
) -> tuple[RequestLine, ...]:
    """The lines of a request, or of a stage of one, that names no level at all, each with the one place where the record plans what it asks
    for; where it plans everything at one place, that place; and where it plans nothing, the one of the other stages.

    `done`: levels of earlier operations, which a plan names as well.
    """
    named = {line.stage for line in lines if line.levels}
    if named >= {line.stage for line in lines}:
        return tuple(lines)
    told: dict[str, set[tuple[tuple[str, ...], Side]]] = {}
    for planned in (line for plan in plans for line in plan.lines if line.levels and not done >= {*line.levels}):
        told.setdefault(planned.code, set()).add((planned.levels, planned.side))
    elsewhere = pack.levels.order(level for line in lines for level in line.levels)
    whole = {place for places in told.values() for place in places} or {(elsewhere, NOT_STATED)}
    alone = whole if len(whole) == 1 else set()
    made = []
    for line in lines:
        if line.stage in named:
            made.append(line)
            continue
        known = pack.codes.get(line.code)
        main = known is not None and (known.kind != ADD_ON or (not told and known.from_level != NOT_STATED))
        found = told.get(line.code, alone if known is not None and main and known.per_level else set())
        levels, side = next(iter(found)) if len(found) == 1 else ((), NOT_STATED)
        fits = line.side in (NOT_STATED, side)
        made.append(
            line.model_copy(update={"levels": levels, "side": side if line.side == NOT_STATED else line.side})
            if fits
            else line
        )
    return allocated(tuple(made), pack) if named else tuple(made)
