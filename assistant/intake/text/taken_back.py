"""Codes that a request names and does not ask for: withdrawn, exchanged for another, approved or done before."""

import re
from collections.abc import Callable, Sequence
from itertools import chain

from .claimed import CODE
from .general_words import General

_CLAUSE = re.compile(r"[.;?](?=\s)|\n|\((?=[^()\n]*$)")
"""What ends the words that one code shares with another."""
_SEVERAL = re.compile(r"\b(?:were|have|are|both|all)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:[,/&+]|\band\b)?\s*(?:CPT\s*)?", re.IGNORECASE)
_BEHIND = re.compile(r"(?:\s*(?:at|of|for|on|level|levels)\b)*\s*(?:(?:and\s+)?[CTLS]\d[\w/,-]*\s*)*")
"""The places directly behind a code."""
_PLACE = re.compile(r"(?<!\w)[CTLS]\d")


class TakenBack:
    """Reads which codes of a request are none of it, with the expressions of the data."""

    def __init__(self, general: General) -> None:
        self._before = [re.compile(expression, re.IGNORECASE) for expression in general.taken_back.before]
        self._after = re.compile("|".join(general.taken_back.after) or r"(?!)", re.IGNORECASE)
        self._whole = re.compile("|".join(general.taken_back.whole) or r"(?!)", re.IGNORECASE)

    def without(self, text: str, known: Callable[[str], bool]) -> str:
        """The text with what is taken back left blank, every character in its place; as it stands where no code would be left."""
        codes = [m for m in CODE.finditer(text) if known(m[1])]
        if len(codes) < 2:
            return text
        gone = [*self._told_before(text, codes), *self._told_after(text, codes)]
        gone += self._elsewhere(text, codes, gone)
        if all(any(a <= c.start() < b for a, b in gone) for c in codes):
            return text
        for begin, end in gone:
            text = text[:begin] + re.sub(r"[^\n]", " ", text[begin:end]) + text[end:]
        return text

    def _elsewhere(
        self, text: str, codes: Sequence[re.Match[str]], gone: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The other mentions of codes that are withdrawn without a place."""
        spans = [(a, b) for a, b in gone if self._whole.search(text[a:b]) and not _PLACE.search(text[a:b])]
        named = {c[1] for c in codes for a, b in spans if a <= c.start() < b}
        rest = (c for c in codes if c[1] in named and not any(a <= c.start() < b for a, b in spans))
        return [(c.start(), m.end() if (m := _BEHIND.match(text, c.end())) else c.end()) for c in rest]

    def _told_before(self, text: str, codes: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
        """Words before a code, up to the last of those that it is joined with and their places ("instead of 12345 and 12346")."""
        gone = []
        for match in chain.from_iterable(expression.finditer(text) for expression in self._before):
            own = [c for c in codes if c.start() >= match.end()]
            if not own or text[match.end() : own[0].start()].strip(" (#:"):
                continue
            last = own[0]
            for one in own[1:]:
                between = text[last.end() : one.start()]
                if not _JOINED.fullmatch(between):
                    break
                last = one
            place = _BEHIND.match(text, last.end())
            gone.append((match.start(), place.end() if place is not None else last.end()))
        return gone

    def _told_after(self, text: str, codes: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
        """Words behind a code: all of their clause where they speak of several ("12345 and 12346 were withdrawn")."""
        gone = []
        for match in self._after.finditer(text):
            begin = max((m.end() for m in _CLAUSE.finditer(text[: match.start()])), default=0)
            own = [c for c in codes if begin <= c.start() < match.start()]
            if own:
                first = own[0] if _SEVERAL.search(match[0]) else own[-1]
                gone.append((self._named_before(text, begin, first, codes), match.end()))
        return gone

    @staticmethod
    def _named_before(text: str, begin: int, first: re.Match[str], codes: Sequence[re.Match[str]]) -> int:
        """Where the words begin that a code in brackets stands for ("the old operation at one place (12345)"); else the code itself."""
        if not text[: first.start()].rstrip().endswith("("):
            return first.start()
        before = [c.end() for c in codes if c.start() < first.start()]
        return max([begin, text.rfind(",", begin, first.start()) + 1, *before])
