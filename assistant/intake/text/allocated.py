"""Codes that share a list of levels, as they count them."""

from collections.abc import Sequence

from ...model.base import NOT_STATED
from ...model.case import RequestLine
from ...model.corpus import Code
from ...pack.levels import LevelError
from ...pack.pack import Pack


def allocated(lines: tuple[RequestLine, ...], pack: Pack) -> tuple[RequestLine, ...]:
    """Codes that share a list of levels, as they count them: the first level for the code of the first, the rest for
    its add-ons of further levels.
    """
    lines = _confined(lines, pack)
    made = {line.id: line for line in lines}
    by_region = _by_region(lines, pack)
    for parent in lines:
        if parent.id in by_region:
            made[parent.id] = parent.model_copy(update={"levels": by_region[parent.id]})
            continue
        starts = {
            line.id: code.from_level
            for line in lines
            if (code := pack.codes.get(line.code)) is not None
            and code.from_level != NOT_STATED
            and parent.code in code.parents
            and pack.codes[parent.code].from_level == NOT_STATED
            and (line.levels, line.stage) == (parent.levels, parent.stage)
            and line.side in (parent.side, NOT_STATED)
            and len(line.levels) >= code.from_level
        }
        if not starts:
            continue
        firsts = sorted(set(starts.values()))
        made[parent.id] = parent.model_copy(update={"levels": parent.levels[: firsts[0] - 1]})
        for id, first in starts.items():
            end = next((later - 1 for later in firsts if later > first), None)
            made[id] = made[id].model_copy(update={"levels": parent.levels[first - 1 : end], "side": parent.side})
    return tuple(made.values())


def at_levels(code: str, levels: tuple[str, ...], pack: Pack) -> tuple[str, ...]:
    """The levels between landmarks that were told for another code, for one that is not done at a landmark; none for a landmark alone."""
    known = pack.codes.get(code)
    marks = {*pack.anatomy.landmarks}
    if known is None or known.place == "landmark" or not {*levels} & marks:
        return levels
    try:
        return pack.levels.parse(f"{levels[0]}-{levels[-1]}") if len(levels) > 1 else ()
    except LevelError:
        return ()


def _confined(lines: tuple[RequestLine, ...], pack: Pack) -> tuple[RequestLine, ...]:
    """The same lines, where a code that is done at certain levels alone has these, and the codes of its procedure that share its list have the
    rest.
    """
    made = {line.id: line for line in lines}
    for line in lines:
        known = pack.codes.get(line.code)
        if known is None or not known.at or not {*known.at} < {*line.levels}:
            continue
        further = (pack.codes.get(other.code) for other in lines if other.levels == line.levels)
        shared = {
            parent for code in further if code is not None and _adds_to(code, known, pack) for parent in code.parents
        }
        others = [
            other
            for other in lines
            if (code := pack.codes.get(other.code)) is not None
            and not code.at
            and (other.levels, other.stage) == (line.levels, line.stage)
            and (code.procedure == known.procedure or _adds_to(code, known, pack) or other.code in shared)
        ]
        for one in others:
            made[one.id] = one.model_copy(update={"levels": tuple(v for v in one.levels if v not in known.at)})
        if others:
            made[line.id] = line.model_copy(update={"levels": known.at})
    return tuple(made.values())


def _adds_to(code: Code, known: Code, pack: Pack) -> bool:
    """Whether a code stands for the further levels of the procedure of another."""
    parents = (pack.codes.get(parent) for parent in code.parents)
    return code.from_level != NOT_STATED and any(p is not None and p.procedure == known.procedure for p in parents)


def _by_region(lines: Sequence[RequestLine], pack: Pack) -> dict[str, tuple[str, ...]]:
    """The levels of codes of one procedure, each for a region of its own, and of their common add-on, by line: each has the first
    level of its region, and the add-on what they leave.
    """
    made: dict[str, tuple[str, ...]] = {}
    for addon in lines:
        further = pack.codes.get(addon.code)
        if further is None or further.from_level != 2 or not addon.levels:
            continue
        bases = [
            line
            for line in lines
            if line.code in further.parents
            and line.code in pack.codes
            and (line.levels, line.stage) == (addon.levels, addon.stage)
            and line.side in (addon.side, NOT_STATED)
        ]
        firsts = {line.id: _first(pack.codes[line.code].regions, addon.levels, pack) for line in bases}
        taken = [*firsts.values()]
        if len(bases) > 1 and all(taken) and len(set(taken)) == len(taken):
            made |= {id: (level,) for id, level in firsts.items()}
            made[addon.id] = tuple(v for v in addon.levels if v not in taken)
    return made


def _first(regions: Sequence[str], levels: Sequence[str], pack: Pack) -> str:
    """The first of the levels that lies in regions: one between two of them where no other does; empty where none does."""
    own = [v for v in levels if pack.levels.regions(v) & {*regions}]
    within = [v for v in own if pack.levels.regions(v) <= {*regions}]
    return next(iter(within or own), "")
