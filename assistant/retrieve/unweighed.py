"""Sentences of the record of which nothing was read, where something is approved: whoever signs reads them first.

What a record takes back in words that nobody foresaw is not read, and the approval stands. No list of such words ends; but what was not read is
known. A sentence of which something was read is among them only where it has a word of correction, error, doubt or withdrawal. None is a
finding, and none moves anything.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from ..model.base import NOT_STATED
from ..model.case import Case, Document
from ..model.corpus import Turns
from ..model.evidence import Unweighed
from ..model.outcome import Outcome
from ..pack.pack import Pack
from .nearest import levels_named

FEWEST, MOST = 3, 60
"""Words of a sentence that says something by itself, and of one that can be quoted."""
FEW, LEAST = 5, 3
"""Sentences that are told at most, and those up to which any is told that has no word of doubt."""
BEYOND: Final = 2
"""The rank from which on a sentence is told though it is of another level, or of what is asked for."""
_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?](?=[\s\"\u201d]|$)|\n(?!\s*[a-z])|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = re.compile(r"(?<![^\W\d_])[a-z]{2,}")


class Unread(NamedTuple):
    """What was not read beside an approval."""

    told: tuple[Unweighed, ...]
    further: int
    """Sentences beyond those told."""


class _Words(NamedTuple):
    strong: re.Pattern[str]
    plain: re.Pattern[str]
    any: re.Pattern[str]
    idle: re.Pattern[str]


def unweighed(case: Case, outcome: Outcome, pack: Pack, quotable: Callable[[str], bool] = lambda words: True) -> Unread:
    """The sentences of the record of which nothing was read, the most doubtful first, and how many there are beyond them; none where
    nothing is approved.

    `quotable`: whether words may stand in a document.
    """
    if not any(line.outcome in ("necessary", "partially_necessary") for line in outcome.lines):
        return Unread((), 0)
    turns = pack.narrative.turns
    words = _patterns(turns)
    codes = {line.code for line in case.request.lines}
    asked = {level for line in case.request.lines for name in line.levels for level in pack.levels.named(name)}
    found: list[tuple[int, date, int, Unweighed]] = []
    for document in case.documents:
        if document.kind in turns.silent:
            continue
        asides = pack.document_kind(document.kind).asides
        for start, said, read in _sentences(document, _quotes(case, document)):
            rank = _rank(said, read, words, codes)
            aside = said.endswith("?") or said.partition(":")[0].strip().lower() in asides
            if rank and not aside and (rank > BEYOND or not _elsewhere(said, asked, pack)):
                day = document.date if document.date != NOT_STATED else date.max
                one = Unweighed(document=document.id, quote=said, turns=rank > 1)
                found.append((rank, day, start, one))
    found.sort(key=lambda each: (-each[0], -each[1].toordinal(), -each[2]))
    every = list({one.quote: one for *_, one in found if quotable(one.quote)}.values())
    told = tuple(one for n, one in enumerate(every[:FEW]) if one.turns or n < LEAST)
    return Unread(told, len(every) - len(told))


def _elsewhere(said: str, asked: set[str], pack: Pack) -> bool:
    """Whether a sentence names levels, and none that is asked for."""
    levels = levels_named(said, pack)
    return bool(levels) and bool(asked) and asked.isdisjoint(levels)


def _rank(said: str, read: bool, words: _Words, codes: set[str]) -> int:
    """How doubtful a sentence is; none where it tells nothing, or was read and has no strong word."""
    if words.strong.search(said):
        return BEYOND + 2
    if read:
        return 0
    if words.plain.search(said):
        return BEYOND + 1
    if words.idle.search(said) or any(code in said for code in codes) or not _SMALL.search(said):
        return 0
    return 2 if words.any.search(said) else 1


def _sentences(document: Document, quotes: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """The sentences of a document, with the place of each, and whether the quotation of a fact touches it."""
    text = document.text
    flat = " ".join(text.split())
    spans = [(m.start(), m.end()) for quote in quotes for m in re.finditer(re.escape(quote), flat)]
    start, at = 0, 0
    for end in (*(m.end() for m in _ENDS.finditer(text)), len(text)):
        said = text[start:end].strip(" \n\t|;*#-\u2022")
        start = end
        one = " ".join(said.split())
        at = max(flat.find(one, at), at)
        if len(_WORD.findall(one)) < FEWEST or len(one.split()) > MOST:
            continue
        yield at, said, any(a < at + len(one) and at < b for a, b in spans)


def _quotes(case: Case, document: Document) -> list[str]:
    quotes = [(f.document, f.quote) for f in case.findings] + [(t.document, t.quote) for t in case.treatments]
    quotes += [(t.document, t.response_quote) for t in case.treatments if t.response_quote != NOT_STATED]
    return list({" ".join(quote.split()) for id, quote in quotes if id == document.id} - {""})


@lru_cache(maxsize=4)
def _patterns(turns: Turns) -> _Words:
    strong, plain, any_ = (
        re.compile(rf"(?<![\w])(?:{'|'.join(each) or '(?!)'})(?!\w)", re.IGNORECASE)
        for each in (turns.strong, turns.plain, turns.any)
    )
    return _Words(strong, plain, any_, re.compile("|".join(turns.idle) or "(?!)", re.IGNORECASE))
