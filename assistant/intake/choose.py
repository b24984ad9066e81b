"""Which pack reads a record: the one whose procedures are asked for."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..pack import load_pack
from ..pack.pack import Pack
from .text.claimed import CODE
from .text.record import reader_of
from .text.request import requests_of


def pack_for(question: str | None, record: Iterable[str], usual: Pack) -> Pack:
    """The usual pack, unless what is asked belongs to another one: by its codes, else by its words, else by the codes of the record.

    A question that names nothing any pack knows is left to the usual one, which tells so. Raises CorpusError.
    """
    others = [load_pack(name, usual.roots[1:]) for name in _names(usual.roots) if name != usual.name]
    if not others:
        return usual
    if question and (found := _of_codes(question, usual, others) or _of_words(question, usual, others)):
        return found
    return _of_codes("\n".join(record), usual, others) or usual


def _names(roots: Sequence[Path]) -> list[str]:
    """The packs of the corpus folders."""
    return sorted({path.parent.name for root in roots for path in root.glob("*/pack.yaml")})


def _of_codes(text: str, usual: Pack, others: Sequence[Pack]) -> Pack | None:
    """The pack that knows codes of a text, the usual one first."""
    codes = {match[1] for match in CODE.finditer(text)}
    return next((pack for pack in (usual, *others) if not codes.isdisjoint(pack.codes)), None) if codes else None


def _of_words(question: str, usual: Pack, others: Sequence[Pack]) -> Pack | None:
    """The pack whose procedures and places a question names at greatest length, the usual one first among equals."""
    said = {pack: _length(question, pack) for pack in (usual, *others)}
    best = max(said, key=lambda pack: said[pack])
    return best if said[best] else None


def _length(question: str, pack: Pack) -> int:
    """Characters of a question that name procedures of a pack, and words of its places where one does."""
    reader = reader_of(pack)
    named = {words for words, _ in requests_of(reader.lexicon).names.named_in(question)}
    places = [word for words in reader.reading.regions.values() for word in words]
    beside = {word for word in places if re.search(rf"\b{re.escape(word)}\b", question, re.IGNORECASE)}
    return sum(map(len, named)) + sum(map(len, beside)) if named else 0
