"""Levels of an add-on that a question only counts ("X1 at T4-5, Y2 x3"): those that follow its parent's, where the case leaves no choice."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from ...model.base import NOT_STATED
from ...model.case import RequestLine
from ...pack.pack import Pack
from .request import Asked


def counted_on(
    lines: Sequence[RequestLine], units: Mapping[str, int], plans: Iterable[Asked], pack: Pack
) -> tuple[RequestLine, ...]:
    """The lines, each add-on of further levels that stands at the one level of its parent, or at none, with as many further levels as it
    has `units`: those at which the record tells of the same operation, or else all others that the request names. Where their number is
    another, or the record leaves a choice, the line stays as it is. An implant that spans the whole construct goes with it.
    """
    if not any(number > 1 for number in units.values()):
        return tuple(lines)
    planned = list(plans)
    every = pack.levels.order(level for line in lines for level in line.levels)
    made = list(lines)
    for n, line in enumerate(lines):
        parent = _parent(line, lines, pack)
        if parent is None or line.levels not in ((), parent.levels):
            continue
        further = _further(line, parent, every, planned, pack)
        if len(further) == 1 and len(next(iter(further))) == units.get(line.code):
            made[n] = line.model_copy(update={"levels": further.pop(), "side": parent.side})
            made = [_spanning(other, parent, (*parent.levels, *made[n].levels), pack) for other in made]
    return tuple(made)


def _parent(line: RequestLine, lines: Sequence[RequestLine], pack: Pack) -> RequestLine | None:
    """The one line at one level that a line of further levels belongs to; none where there is another of its own code."""
    code = pack.codes.get(line.code)
    if code is None or code.from_level == NOT_STATED or sum(other.code == line.code for other in lines) > 1:
        return None
    parents = [other for other in lines if other.code in code.parents and other.stage == line.stage]
    return parents[0] if len(parents) == 1 and len(parents[0].levels) == 1 else None


def _further(
    line: RequestLine, parent: RequestLine, every: Sequence[str], planned: Sequence[Asked], pack: Pack
) -> set[tuple[str, ...]]:
    """What may be the levels beyond that of the parent."""
    told = {at for plan in planned if len(at := _at(plan, {line.code, parent.code}, pack)) > 1} or {tuple(every)}
    return {
        tuple(level for level in levels if level not in parent.levels)
        for levels in told
        if pack.levels.contiguous(levels) and {*parent.levels} < {*levels}
    }


def _at(plan: Asked, codes: Collection[str], pack: Pack) -> tuple[str, ...]:
    """The levels at which a plan has what codes stand for."""
    return tuple(pack.levels.order(level for p in plan.lines if p.code in codes for level in p.levels))


def _spanning(line: RequestLine, parent: RequestLine, levels: Sequence[str], pack: Pack) -> RequestLine:
    """A line, an implant counted by the length of what it spans, and asked for where the parent is, with all the levels."""
    code = pack.codes.get(line.code)
    spans = code is not None and code.spans != NOT_STATED and parent.code in code.parents
    here = spans and line.levels == parent.levels and line.stage == parent.stage
    return line.model_copy(update={"levels": pack.levels.order(levels)}) if here else line
