"""The levels of codes that stand behind words: those of the procedures that the words name, where these differ."""

import re
from collections.abc import Collection, Sequence

from ...model.base import NOT_STATED
from ...model.corpus import Code
from ...pack.pack import Pack
from .lexicon import Lexicon
from .procedures import NameReader, Piece

ADD_ON = "add-on"


def levels_named(heading: str, codes: Sequence[str], names: NameReader, pack: Pack) -> dict[str, tuple[str, ...]]:
    """The levels of codes below words that name several procedures, each with levels of its own; an add-on takes its parent's."""
    known = [pack.codes[code] for code in codes if code in pack.codes]
    named = [p for p in names.named(heading) if p.codes[0] in pack.codes and p.levels]
    if len({p.levels for p in named}) < 2:
        return {}
    own = {code.code: levels for code in known if (levels := _levels(code, named, pack))}
    families = {code.procedure for code in known}
    left = {p.levels for p in named if pack.codes[p.codes[0]].procedure not in families}
    if len(left) == 1:  # words and codes of one thing may name it by two families
        own |= {code.code: next(iter(left)) for code in known if code.code not in own and code.kind != ADD_ON}
    for code in known:
        above = {own[parent] for parent in code.parents if parent in own}
        longest = max(above, key=len, default=())
        if code.kind == ADD_ON and above and not {*longest} < {*own.get(code.code, ())}:
            own[code.code] = longest
    return own


def _levels(code: Code, named: Sequence[Piece], pack: Pack) -> tuple[str, ...]:
    """The levels of the procedure that words name for a code: of the very code, else from the same side, else of its family."""
    mains = [(p, pack.codes[p.codes[0]]) for p in named]
    for same in (
        [p for p in named if code.code in p.codes],
        [p for p, main in mains if (main.procedure, main.approach) == (code.procedure, code.approach)],
        [p for p, main in mains if main.procedure == code.procedure],
    ):
        if len(found := {p.levels for p in same}) == 1:
            return found.pop()
    return ()


def listed(part: str, matches: Sequence[re.Match[str]], lexicon: Lexicon) -> bool:
    """Whether several codes stand in one pair of brackets, and no level with them or with those that follow: the words before say what
    each is for.
    """
    begin = part.rfind("(", 0, matches[0].start())
    end = part.find(")", begin)
    within = [m for m in matches if end < 0 or m.start() < end]
    inside = part[begin : end if end > 0 and within == [*matches] else len(part)]
    return begin >= 0 and len(within) > 1 and not lexicon.levels(inside) and not lexicon.landmarks(inside)


def of_several(code: str, above: Sequence[str], named: Collection[tuple[str, ...]], pack: Pack) -> bool:
    """Whether a code that has none for further levels is of several levels told above it, which are those `named` for the others together."""
    further = any(code in other.parents and other.from_level != NOT_STATED for other in pack.codes.values())
    alone = code in pack.codes and pack.codes[code].kind != ADD_ON and not further
    return alone and len(above) > 1 and {*above} == {level for levels in named for level in levels}
