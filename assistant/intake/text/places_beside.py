"""Where levels stand beside the codes of a request: directly behind or before them, or before a run of codes that share them."""

import re
from collections.abc import Sequence

from ...model.base import NotStated
from .claimed import CODE
from .lexicon import Lexicon
from .named_levels import ADD_ON
from .procedures import Piece, goes_with, same_way

JOINED = re.compile(r"[\s,/&+]*(?:and|with|plus)?[\s,/&+]*", re.IGNORECASE)
"""Between two codes that share what stands beside them."""
_AT = re.compile(r"[\s(:]*(?:(?:at|@)\s*)?", re.IGNORECASE)
"""Between a code and the level that it is asked for at."""
_OF = re.compile(r"[\s:)]*")
"""Between a level and the code asked for there."""
_LABEL = re.compile(r"\s*[:\u2013\u2014-]\s*(?:CPT\s*)?", re.IGNORECASE)
"""Between a level and the codes that it labels."""
_LABELS = re.compile(r"\s*:")


class Beside:
    """Finds the levels beside codes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack

    def places(self, text: str) -> bool:
        """Whether a code of a text has a level directly beside it."""
        spans = self._named(text)
        return any(
            (a >= c.end() and _AT.fullmatch(text, c.end(), a)) or (b <= c.start() and _OF.fullmatch(text, b, c.start()))
            for c in CODE.finditer(text)
            for a, b in spans
        )

    def levels_behind(self, part: str, codes: Sequence[re.Match[str]]) -> bool:
        """Whether several codes have a level directly behind them, more than before them, whatever the words above them name."""
        places = self._named(part)
        behind = sum(any(_directly(part, c, a, b) for a, b in places) for c in codes)
        before = sum(any(b <= c.start() and _OF.fullmatch(part, b, c.start()) for _, b in places) for c in codes)
        return behind > max(before, 1)

    def carried(
        self, n: int, part: str, matches: Sequence[re.Match[str]], made: Sequence[tuple[Piece, bool]]
    ) -> Piece | None:
        """What a code behind levels shares with the codes that it is joined to before it ("L4-5 operation 12345, 12346"), where none of
        them, nor of those joined behind it, has a level directly behind: of these what it belongs to, if it is an add-on.
        """
        first = last = n
        while first and JOINED.fullmatch(part[matches[first - 1].end() : matches[first].start()]):
            first -= 1
        while last + 1 < len(matches) and JOINED.fullmatch(part[matches[last].end() : matches[last + 1].start()]):
            last += 1
        places = self._named(part)
        if first == n or any(_directly(part, c, a, b) for c in matches[first : last + 1] for a, b in places):
            return None
        before = [piece for piece, _ in made]
        if any(_LABEL.fullmatch(part, b, matches[first].start()) for _, b in places):
            return before[first]
        known = self._pack.codes.get(matches[n][1])
        if known is not None and known.kind == ADD_ON:
            mine = [p for p in before[first:n] if goes_with(known, self._pack.codes.get(p.codes[0]))]
            return mine[-1] if mine else None
        return before[n - 1] if before[n - 1].levels else None

    def of_parents(self, code: str, stage: int | NotStated, before: Sequence[Piece]) -> tuple[str, ...]:
        """The levels that the codes before an add-on, to which it belongs, are asked for at in its stage."""
        known = self._pack.codes.get(code)
        if known is None or known.kind != ADD_ON:
            return ()
        own = [p for p in before if p.stage == stage and not set(known.parents).isdisjoint(p.codes)]
        return self._pack.levels.order(v for p in own for v in p.levels)

    def goes_with(self, piece: Piece, before: Sequence[Piece], following: Piece) -> bool:
        """Whether an add-on belongs to a code before it that has levels of its own, and not to the one behind it."""
        known = self._pack.codes.get(piece.codes[0])
        parents = {p for p in known.parents if same_way(known, self._pack.codes.get(p))} if known is not None else set()
        return parents.isdisjoint(following.codes) and any(p.levels and not parents.isdisjoint(p.codes) for p in before)

    def behind(self, part: str, code: re.Match[str]) -> bool:
        """Whether a level stands directly behind a code."""
        return any(_directly(part, code, a, b) for a, b in self._named(part))

    def _named(self, text: str) -> list[tuple[int, int]]:
        """Where a text names levels or landmarks."""
        return [(a, b) for a, b, _ in (*self._lexicon.levels(text), *self._lexicon.landmarks(text))]


def _directly(part: str, code: re.Match[str], begin: int, end: int) -> bool:
    """Whether a place stands directly behind a code, and does not label what comes behind it."""
    return begin >= code.end() and bool(_AT.fullmatch(part, code.end(), begin)) and not _LABELS.match(part, end)
