"""Codes that share a list of levels, as they count them."""

from ...model.base import NOT_STATED
from ...model.case import RequestLine
from ...pack.pack import Pack


def allocated(lines: tuple[RequestLine, ...], pack: Pack) -> tuple[RequestLine, ...]:
    """Codes that share a list of levels, as they count them: the first level for the code of the first, the rest for
    its add-ons of further levels.
    """
    made = {line.id: line for line in lines}
    for parent in lines:
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
