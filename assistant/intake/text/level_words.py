"""Levels and landmarks that a text names."""

import re
from functools import lru_cache

from ...pack.levels import LevelError
from ...pack.pack import Pack
from .data import Reading
from .quick import one_of
from .supply import Supply

_RANGE = r"\s?(?:-(?:to|through|thru)-|[-/\u2010-\u2015\u2212]|\s(?:to|through|thru)\s)\s?"
_MOVED = r"\s(?:on|over|upon|relative\sto|with\srespect\sto)\s"
"""Words that join a landmark to the next: a bare number behind them is a day."""
_MOVES = (
    r"\s+(?:(?:has|have|had|is|was|body|then|also)\s+){0,2}(?:move[sd]?|slides?|slid|slips|slipped|shifts|shifted|translates|translated|"
    r"glides|displaced|lies|sits)\s+(?:[^\s.;:,]+\s+){0,5}?(?:on|over|upon|relative\s+to|with\s+respect\s+to|in\s+front\s+of|behind)\s+"
)
"""Words that tell how a landmark moves on the next."""
_UNIT = r"\s?(?:mm|cm|millimet|centimet|degrees?|deg\b|%|percent|\u00b0|\.\d)"
"""What makes a number behind a dash a measure ("at this level - 5 mm")."""
_AGAIN = re.compile(
    r"(?:\s?[,/&]\s?(?:and\s)?|\sand\s|\sor\s)(\d{1,2}\s?[-/\u2013]\s?\d{1,2})(?=\s*(?:[,.;:)&]|and\b|or\b|$))"
)
_THRU = re.compile(
    r"-(?:to|through|thru)-|\b(?:(?:all\sthe\sway\s)?(?:up|down)\sto|thru|on|over|and|upon|relative\sto|with\srespect\sto)\b",
    re.IGNORECASE,
)
"""Words that parse as a hyphen does: of a range, or of one landmark that has moved on the next."""
_UPWARDS = re.compile(r"^\s*([A-Za-z]+\s?\d{1,2})\s(?:[a-z]+\s){0,4}(?:to|through|thru)\s([A-Za-z]+\s?\d{1,2})\s*$")
"""A range in words, which may run upwards."""
_SPACED = re.compile(r"([A-Za-z])\s(\d)")
NOTHING: tuple[str, ...] = ()
Place = tuple[int, int, tuple[str, ...]]
"""First and last character, and levels or landmarks."""


class LevelFinder:
    """Finds levels and landmarks as the words of the data and the anatomy of the pack write them."""

    def __init__(self, pack: Pack, reading: Reading) -> None:
        self._pack = pack
        self._reading = reading
        self.stems = frozenset(m.rstrip("0123456789") for m in pack.anatomy.landmarks)
        stems = sorted(self.stems, key=len, reverse=True)
        mark = rf"(?:{'|'.join(map(re.escape, stems))})"
        ends = "".join(rf"|(?:the\s)?{re.escape(word)}\b" for word in reading.ends)
        begun = "|".join(map(re.escape, reading.ends)) or "(?!)"
        self._closed = _closed(pack)
        marks = frozenset(pack.anatomy.landmarks)
        places = reading.places.items()
        self._closed |= {w.casefold(): level for level, words in places if level not in marks for w in (level, *words)}
        self._own_names = {w.casefold(): (own,) for own, words in places if own in marks for w in words}
        """Landmarks by the names of their own."""
        closed = (
            "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(self._closed, key=len, reverse=True))
            or "(?!)"
        )
        self._supply = Supply(pack.anatomy, reading.supply, reading.supply_ends)
        self._levels = re.compile(
            rf"(?<![\w/.-])(?:(?:{closed})(?!\.?\w)"
            rf"|(?:(?<=\bbetween\s)|(?<=\bbetween\sthe\s)|(?<=\bprocesses\sof\s)){mark}\d{{1,2}}\sand\s{mark}\d{{1,2}}(?![\w-])"
            rf"|{mark}\s?\d{{1,2}}\s(?:all\sthe\sway\s)?(?:up|down)\sto\s{mark}\d{{1,2}}(?!\w)"
            rf"|(?:{begun}){_RANGE}{mark}?\d{{1,2}}(?!\w)"
            rf"|{mark}\s?\d{{1,2}}(?:\son\s{mark}\d{{1,2}}|(?:{_RANGE}(?:{mark}?\d{{1,2}}{ends})|{_MOVED}(?:{mark}\d{{1,2}}{ends}))+)(?![\w])(?!{_UNIT}))",
            re.IGNORECASE,
        )
        self._moving = re.compile(
            rf"(?<![\w/.-])({mark}\d{{1,2}}){_MOVES}({mark}\d{{1,2}})(?![\w/-]|\.\d)", re.IGNORECASE
        )
        apart = r"[\w/.-]"
        spaced = one_of((*self._closed, *reading.ends), apart=apart, gap=r"\s+")
        self._placed = re.compile(rf"{spaced}|{one_of(self.stems, apart=apart)}\s?\d")
        """Where a level or a landmark may begin."""
        alone = rf"{mark}\s?\d{{1,2}}(?![\w-]|\.\d)"
        self._marks = re.compile(
            rf"(?<![\w/.-])(?:{mark}\s?\d{{1,2}}(?:{_RANGE}{mark}?\d{{1,2}}|{_MOVED}{mark}\d{{1,2}})+(?![\w])|{alone})",
            re.IGNORECASE,
        )
        self._named = re.compile(one_of(self._own_names, apart=r"[\w/.-]", gap=r"\s+") + r"(?!\w)")
        for name in ("_parsed", "_marked"):  # the same places are named again and again
            setattr(self, name, lru_cache(maxsize=4096)(getattr(self, name)))
        self._ends = {word: re.compile(rf"(?:\bthe\s)?\b{re.escape(word)}\b", re.IGNORECASE) for word in reading.ends}

    def levels(self, text: str) -> list[Place]:
        """Levels in a text, with first and last character."""
        found = []
        position = 0
        while begins := self._placed.search(text, position):
            if (match := self._levels.match(text, begins.start())) is None:
                position = begins.start() + 1
                continue
            position = match.end()
            levels = self._parsed(match[0])
            if not levels and "/" in match[0] and all(parts := [self._parsed(p.strip()) for p in match[0].split("/")]):
                levels = tuple(dict.fromkeys(level for part in parts for level in part))  # two levels, and no range
            if levels:
                found.append((match.start(), match.end(), levels))
                stem = re.match(r"[A-Za-z]+", match[0])
                while stem and (again := _AGAIN.match(text, position)) and (more := self._parsed(stem[0] + again[1])):
                    found.append((again.start(1), again.end(1), more))
                    position = again.end()
        for match in self._moving.finditer(text):
            levels = self._parsed(f"{match[1]}-{match[2]}")
            if len(levels) == 1 and not any(a < match.end(2) and match.start(1) < b for a, b, _ in found):
                found.append((*match.span(2), levels))
        found.sort()
        if by_nerves := self._supply.levels(text):
            found = [f for f in found if not any(n[0] < f[1] and f[0] < n[1] for n in by_nerves)]
            return sorted([*found, *by_nerves])
        return found

    def landmarks(self, text: str) -> list[Place]:
        """Landmarks that stand alone or as a range in a text, with first and last character."""
        found = []
        begins = self._placed.search(text)
        for match in self._marks.finditer(text, begins.start()) if begins else ():
            if (marks := self._marked(match[0])) is not None:
                found.append((*match.span(), marks))
        found += [(*m.span(), self._own_names[" ".join(m[0].casefold().split())]) for m in self._named.finditer(text)]
        return sorted(found)

    def _marked(self, text: str) -> tuple[str, ...] | None:
        try:
            return self._pack.levels.landmarks(_SPACED.sub(r"\1\2", _THRU.sub("-", text)))
        except LevelError:
            return None

    def _parsed(self, text: str) -> tuple[str, ...]:
        if (level := self._closed.get(" ".join(text.casefold().split()))) is not None:
            return (level,)
        for word, pattern in self._ends.items():
            text = pattern.sub(self._reading.ends[word], text)
        turned = _UPWARDS.sub(r"\2-\1", text)
        for written in (text, turned) if turned != text else (text,):
            try:
                return self._pack.levels.parse(_THRU.sub("-", written))
            except LevelError:
                continue
        return NOTHING


def _closed(pack: Pack) -> dict[str, str]:
    """Levels as written without a sign between their landmarks, or with the stem once, unless that names a landmark."""
    found: dict[str, str] = {}
    for segment in pack.anatomy.segments:
        first, last = segment.ends
        found[f"{first}{last}".casefold()] = segment.id
        stem, number = re.fullmatch(r"(\D*)(\d*)", last).groups()  # type: ignore[union-attr]
        if number and first.startswith(stem) and len(first) == len(last) == len(stem) + 1:
            found[f"{first}{number}".casefold()] = segment.id
    marks = {mark.casefold() for mark in pack.anatomy.landmarks}
    return {text: level for text, level in found.items() if text not in marks}
