"""Procedures that a request names in words beside its codes, where no code of it stands for them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...pack.pack import Pack
from .codes_named import STANDALONE, codes_for
from .named_levels import ADD_ON
from .procedures import NameReader, Piece

_PARTING = re.compile(r"[,;)]|\b(?:and|with|plus)\b", re.IGNORECASE)
"""What parts the words for one thing from those for the next."""


def uncoded(text: str, coded: Sequence[Piece], names: NameReader, pack: Pack) -> list[Piece]:
    """What is asked for in words alone, beside codes; none where a code is left that no words name, since those may be meant for it."""
    codes = {code for piece in coded for code in piece.codes}
    if any(_own_words(code, text, names) for code in codes - {*pack.codes}):
        return []  # what words are for a code that no table holds is not known
    codes &= {*pack.codes}
    regions = {region for code in codes for region in pack.codes[code].regions}
    regions |= {pack.levels.region(level) for piece in coded for level in piece.levels}
    meant = [(own, p.parts) for _, p in names.named_in(text) if (own := codes_for(p, regions, pack))]
    covered = {code for own, parts in meant if not own.isdisjoint(codes) for code in (*own, *parts)} | codes
    mains = {code for code in codes if pack.codes[code].kind == STANDALONE}
    if not mains <= {code for own, _ in meant for code in own}:
        return []
    families = {pack.codes[code].procedure for code in covered}
    placed = {level for piece in coded for level in piece.levels}
    return [
        p
        for p in names.named(text)
        if (known := pack.codes.get(p.codes[0])) is not None
        and known.procedure not in families
        and not covered & {*p.codes}
        and (known.kind != ADD_ON or {*p.levels} <= placed)  # else its levels may be those of an earlier operation
    ]


def _own_words(code: str, text: str, names: NameReader) -> bool:
    """Whether the words that lead to a code name a procedure, or none lead to it alone, so that it may be what they ask for."""
    before = text[: text.find(code)]
    if not before.rstrip().endswith("("):
        return True
    words = _PARTING.split(before)
    return len(words) == 1 or not re.search(r"[a-z]{4,}", words[-1]) or any(names.named_in(words[-1]))


def beside_named(
    coded: Sequence[Piece], named: Sequence[Piece], text: str, names: NameReader, pack: Pack
) -> list[Piece]:
    """Codes together with procedures that are named in words alone: an add-on at the levels of what is named for it, and another code
    without the levels that words name for these. Operations that only words name come first, what words add to a code behind it.
    """
    apart = [p for p in names.named(text) if p.codes[0] in pack.codes and p.levels] if named else []
    made = []
    for piece in coded:
        known = pack.codes.get(piece.codes[0])
        if known is None:
            made.append(piece)
            continue
        if known.kind == ADD_ON:
            told = {v for p in named if {*known.parents} & {*p.codes} for v in p.levels}
        else:
            told = {v for p in apart if pack.codes[p.codes[0]].procedure == known.procedure for v in p.levels}
            told = told if told < {*piece.levels} else set()
        made.append(replace(piece, levels=pack.levels.order(told)) if told else piece)
    added = [p for p in named if pack.codes[p.codes[0]].kind == ADD_ON]
    return [*(p for p in named if p not in added), *made, *added]
