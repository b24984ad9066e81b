"""Single bones of several regions that are asked about together: the pain of one is the pain of all."""

from collections.abc import Sequence
from dataclasses import replace

from ..pack.levels import Levels
from .requested import LineFacts


def in_one_area(lines: Sequence[LineFacts], spoken: frozenset[str], levels: Levels) -> tuple[LineFacts, ...]:
    """The lines of a request, each with the regions of all of them, where one procedure at single bones is asked for in regions that meet,
    and the record speaks of no other.
    """
    bones = [line for line in lines if line.code is not None and line.code.place == "landmark"]
    regions = frozenset().union(*[line.regions for line in bones])
    elsewhere = any(not line.regions <= regions for line in lines)
    if len(regions) < 2 or elsewhere or len({line.code.procedure for line in bones if line.code is not None}) != 1:
        return tuple(lines)
    if not levels.meet(regions) or not spoken <= regions:
        return tuple(lines)
    return tuple(
        replace(line, regions=regions, told_of=spoken & regions, shared=True) if line in bones else line
        for line in lines
    )
