"""Levels of an add-on that a question only counts ("X1 at T4-5, Y2 x3"): those that follow its parent's, where the case leaves no choice."""

import re
from collections.abc import Collection, Iterable, Sequence

from ...model.base import NOT_STATED
from ...model.case import RequestLine
from ...pack.pack import Pack
from .request import Asked


def counted_on(
    lines: Sequence[RequestLine], question: str, plans: Iterable[Asked], pack: Pack
) -> tuple[RequestLine, ...]:
    """The lines, each add-on of further levels that stands at the one level of its parent, or at none, with as many further levels as the
    question counts: those at which the record tells of the same operation, or else all others that the request names. Where their number is
    another, or the record leaves a choice, the line stays as it is.
    """
    if re.search(r"\b\d{5}\s*\(?\s*[x\u00d7]\s?\d", question, re.IGNORECASE) is None:
        return tuple(lines)
    planned = list(plans)
    every = pack.levels.order(level for line in lines for level in line.levels)
    return tuple(_further(line, lines, every, question, planned, pack) for line in lines)


def _further(
    line: RequestLine,
    lines: Sequence[RequestLine],
    every: Sequence[str],
    question: str,
    planned: Sequence[Asked],
    pack: Pack,
) -> RequestLine:
    code = pack.codes.get(line.code)
    if code is None or code.from_level in (NOT_STATED, 1) or sum(other.code == line.code for other in lines) > 1:
        return line
    parents = [other for other in lines if other.code in code.parents and other.stage == line.stage]
    first = parents[0].levels if len(parents) == 1 else ()
    counted = re.search(rf"\b{line.code}\b\s*\(?\s*[x\u00d7]\s?(\d{{1,2}})\b", question, re.IGNORECASE)
    if len(first) != 1 or line.levels not in ((), first) or counted is None:
        return line
    told = {other for plan in planned for other in _at(plan, {line.code, parents[0].code}, first, pack)} or {
        tuple(every)
    }
    fitting = {_without(levels, first) for levels in told if pack.levels.contiguous(levels) and {*first} < {*levels}}
    if len(fitting) != 1 or len(levels := fitting.pop()) != int(counted[1]):
        return line
    return line.model_copy(update={"levels": levels, "side": parents[0].side})


def _at(plan: Asked, codes: Collection[str], first: Sequence[str], pack: Pack) -> list[tuple[str, ...]]:
    """The levels at which a plan has what codes stand for, where the first is one of them and there are others."""
    levels = pack.levels.order(level for p in plan.lines if p.code in codes for level in p.levels)
    return [levels] if {*first} < {*levels} else []


def _without(levels: Sequence[str], first: Sequence[str]) -> tuple[str, ...]:
    return tuple(level for level in levels if level not in first)
