"""The codes with which a record asks for what a question names in words."""

from collections.abc import Iterable, Set
from dataclasses import replace

from ...model.base import NOT_STATED, Side
from ...model.case import RequestLine
from ...pack.pack import Pack
from .codes_named import codes_for
from .named_levels import ADD_ON
from .request import Asked, RequestReader

STEM = 7
"""Letters by which a noun is known, whatever its ending."""


def as_coded(question: str, asked: Asked, theirs: Asked, requests: RequestReader, pack: Pack) -> Asked | None:
    """What a question asks for, in the codes of the record; none where these leave out a procedure or a level of it, or are of another
    side. Codes of what the question does not name are no part of it, but for the add-ons of what it names.
    """
    own, coded = (
        {code.procedure for line in one.lines if (code := pack.codes.get(line.code)) and code.kind != ADD_ON}
        for one in (asked, theirs)
    )
    regions = {r for line in asked.lines if line.code in pack.codes for r in pack.codes[line.code].regions}
    meant = [codes_for(procedure, regions, pack) for _, procedure in requests.names.named_in(question)]
    codes = {line.code for line in theirs.lines}
    if not theirs.coded or not all(codes & each for each in meant if each) or not (meant or own <= coded):
        return None
    levels, placed = ({v for line in one.lines for v in line.levels} for one in (asked, theirs))
    sides, their_sides = ({line.side for line in one.lines} - {NOT_STATED} for one in (asked, theirs))
    if not levels <= placed or (sides and their_sides and not sides <= their_sides):
        return None
    families = own | {pack.codes[code].procedure for each in meant for code in each}
    # where it names what has no code of its own, any of these may be that
    rest = question.lower()
    for words, _ in requests.names.named_in(question):
        rest = rest.replace(words.lower(), " ")
    kept = [v for v in theirs.lines if not all(meant) or _belongs(v, families, pack) or _called(v, rest, pack)]
    side = next(iter(sides)) if len(sides) == 1 and not their_sides else NOT_STATED
    alike = [*meant, *(frozenset(c.code for c in pack.codes.values() if c.procedure == p) for p in own)]
    return replace(theirs, lines=tuple(_as_asked(line, asked, side, alike) for line in kept)) if kept else None


def _belongs(line: RequestLine, families: Set[str], pack: Pack) -> bool:
    code = pack.codes.get(line.code)
    return code is not None and (code.kind == ADD_ON or code.procedure in families)


def _called(line: RequestLine, words: str, pack: Pack) -> bool:
    """Whether words that name no procedure by themselves hold the noun of a code's name ("with osteotomies")."""
    code = pack.codes.get(line.code)
    return code is not None and any(w[:STEM].lower() in words for w in code.name.split() if len(w) > STEM)


def _as_asked(line: RequestLine, asked: Asked, side: Side, alike: Iterable[Set[str]]) -> RequestLine:
    """A line with the levels and the side that the question gives what it is a code of, where the record leaves them out.

    `alike`: codes that stand for the same words.
    """
    same = [o for o in asked.lines if any({o.code, line.code} <= codes for codes in alike)]
    told = {other.levels for other in same if other.levels}
    levels = line.levels or (next(iter(told)) if len(told) == 1 else ())
    return line.model_copy(update={"levels": levels, "side": side if same and side != NOT_STATED else line.side})
