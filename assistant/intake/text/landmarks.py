"""Structures that an examination names by their landmark alone ("decreased at A1", "the A1, A2 and A3 myotomes")."""

import re
from bisect import bisect_left

from ...pack.pack import Pack
from .lexicon import Mark
from .sentence import Sentence
from .sign_words import Sign

MANY = 3
"""Landmarks of a range up to which each is a structure of its own."""


class Landmarks:
    """The landmarks that stand for structures of a sign."""

    def __init__(self, sign: Sign, pack: Pack, named: frozenset[str]) -> None:
        """`named`: tables of structures in whose names a landmark may stand ("A1 group")."""
        self._sign = sign
        self._named = tuple(f"{table}:" for table in named - {sign.table})
        self._known: list[str] = []
        """In order."""
        self._pattern: re.Pattern[str] | None = None
        if not sign.landmark:
            return
        begin, end = sign.landmark.split("{}")
        rows = pack.anatomy.structures[sign.table]
        known = [r.id[len(begin) : len(r.id) - len(end)] for r in rows if r.id.startswith(begin) and r.id.endswith(end)]
        one = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        stems = "|".join(sorted({re.escape(k.rstrip("0123456789")) for k in known}))
        behind = rf"(?:\s?[-/\u2013]\s?(?P<to>{one}|(?:{stems})?\d{{1,2}}))?"
        self._known = known
        self._pattern = re.compile(rf"(?<![\w/.-])(?P<from>{one}){behind}(?![\w-]|\.\d)")

    def within(self, sentence: Sentence, targets: list[Mark]) -> list[Mark]:
        """Those of a sentence; where naming one is enough, or a landmark alone is too little, only beside one named in full (`targets`)."""
        matches = [] if self._pattern is None else list(self._pattern.finditer(sentence.line.text))
        if not matches:
            return []
        others = [m for m in sentence.names if m.role == "structure" and m.value.startswith(self._named)]
        covered = {i for t in (*targets, *others) for i in range(t.first, t.last + 1)}
        starts = [w.start for w in sentence.words]
        found: list[Mark] = []
        for match in reversed(matches):
            first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end()) - 1
            if first in covered:
                continue
            beside = self._sign.implied or self._sign.beside
            if beside and not _joined_to(sentence, last, [*targets, *found]):
                continue
            begin = self._known.index(match["from"])
            end = begin
            if match["to"]:
                stem = match["from"].rstrip("0123456789")
                to = match["to"] if match["to"] in self._known else f"{stem}{match['to']}"
                end = self._known.index(to) if to in self._known else begin
            if begin <= end < begin + MANY:
                names = self._known[begin : end + 1]
                found += [
                    Mark("structure", f"{self._sign.table}:{self._sign.landmark.format(name)}", first, last)
                    for name in names
                ]
        return found


def _joined_to(sentence: Sentence, last: int, targets: list[Mark]) -> bool:
    """Whether joining words alone part a landmark from a structure behind it ("A1 and A2 roots")."""
    joins = {i for m in sentence.cued("joins") for i in range(m.first, m.last + 1)}
    return any(
        t.first > last and all(i in joins or sentence.words[i].word == "," for i in range(last + 1, t.first))
        for t in targets
    )
