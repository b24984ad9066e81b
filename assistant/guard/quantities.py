"""Figures of a text: numbers with unit and comparator, ranges, ratios, grades, levels, codes, dates, identifiers."""

import re
from collections.abc import Iterator
from itertools import compress

from ..model.corpus import Anatomy
from .figure import Figure
from .figure_forms import Opens
from .phrases import phrases
from .text import Text
from .words import Lists

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_BLOCKERS = frozenset(
    [
        "of",
        "and",
        "to",
        "or",
        "in",
        "on",
        "at",
        "for",
        "with",
        "by",
        "per",
        "is",
        "are",
        "was",
        "were",
        "be",
        "had",
        "has",
        "from",
        "than",
        "after",
        "before",
        "within",
        "the",
        "a",
        "an",
        "as",
        "that",
        "which",
        "who",
        "if",
        "were",
        "until",
        "over",
        "under",
    ]
)
_FILLERS = re.compile(r"\s(?:the (?:past|last)|a|about|approximately|an average of|grade)$")
_LAST_OF_FILLERS = frozenset(("past", "last", "a", "about", "approximately", "of", "grade"))
_RANGE_OF_DATES = re.compile(r"\s*(?:,|and|to|or|until|through|-)\s*(?:early |late |mid-|the end of )?")
_LIST = re.compile(r"\s*,?\s*(?:,|and|or|/)\s*")
_OF_THOSE = re.compile(r",?\s")
"""Between a count and that of a part of it ("of the seven lines five")."""
_LOOK_BACK = 32
"""Characters before a number in which its comparator stands."""


_OUT_OF = re.compile(r"\s+(?:out )?of (?:ten|10)\b")
"""Behind two numbers: they are scores."""


class FigureReader:
    """Reads figures. Built once per pack: the anatomy says what a level looks like."""

    def __init__(self, anatomy: Anatomy, lists: Lists) -> None:
        self._lists = lists
        self._numerals = lists.words.numerals
        self._measures = frozenset(lists.words.measures)
        self._place = {name.upper(): n for n, name in enumerate(anatomy.landmarks)}
        self._segments: list[tuple[str, int, int]] = []
        for segment in anatomy.segments:
            low, high = sorted(self._place.get(end.upper(), -1) for end in segment.ends)
            self._segments.append((segment.id, low, high))
        self._expanded: dict[str, tuple[str, ...]] = {}
        self._named = {s.id.casefold(): s.id for s in anatomy.segments if not self.levels(s.id)}
        self._fractions = dict(sorted(lists.words.fractions.items(), key=lambda item: -len(item[0])))
        self._months = {month: n for n, month in enumerate(lists.words.months, start=1)}
        self._months |= {month[:3]: n for month, n in self._months.items()}
        self._opens = Opens(anatomy, lists.words, tuple(self._months), tuple(self._named))
        units = "|".join(re.escape(u) for u in sorted(lists.units, key=len, reverse=True) if u != "%")
        self._unit = re.compile(
            rf"(?P<percent>%)|(?:\s+of\s+(?:the|these|those)\s+|[\s-]{{0,2}})(?P<between>(?:[a-z]+[\s-]){{0,2}}?)(?P<unit>{units})(?![a-z])"
        )
        self._pre = sorted(
            ((p, name) for p, name in lists.comparators.items() if not p.startswith(("or ", "and "))),
            key=lambda c: -len(c[0]),
        )
        self._pre_ends = frozenset(phrase.split()[-1] for phrase, _ in self._pre)
        self._after = re.compile(
            rf"[\s,]*(?:{phrases(p for p in lists.comparators if p.startswith(('or ', 'and '))).source}"
            r"|at (?:most|least)(?=\s*(?:[.,;:)]|$)))"
        )
        self._ordinals = frozenset(lists.words.ordinal_words)
        self._prefixes = frozenset((*lists.words.grade_words, *lists.words.stage_words))

    def read(self, text: Text) -> list[Figure]:
        """Figures in the order of the text."""
        found, scored_to = list[Figure](), 0
        for match in self._matches(text):
            figure = self._figure(match, text.lower) if match.start() >= scored_to else None
            if figure is None:
                continue
            scored = _OUT_OF.match(text.lower, figure.end) if figure.kind == "range" and not figure.unit else None
            if scored is not None and isinstance(figure.key, tuple):
                scored_to = scored.end()
                found += [
                    Figure("ratio", f"{value:g}/10", "", "", figure.start, scored.end(), figure.text)
                    for value in figure.key
                ]
            else:
                found.append(figure)
        if len(found) < 2:
            return found
        return _with_shared_years(_with_shared_units(found, text.lower, self._measures), text.lower)

    def _matches(self, text: Text) -> Iterator[re.Match[str]]:
        """What looks like a figure, tried at the words with which one can begin."""
        lower, end = text.lower, 0
        opened = list(map(self._opens.__getitem__, text.word_list))
        for pattern, start in compress(zip(opened, text.starts, strict=True), opened):
            if pattern is not None and start >= end and (match := pattern.match(lower, start)) is not None:
                end = match.end()
                yield match

    def levels(self, key: str) -> tuple[str, ...]:
        """Canonical levels of a level or range such as `X3-5`; empty where the anatomy has none."""
        if key not in self._expanded:
            self._expanded[key] = self._expand(key)
        return self._expanded[key]

    def _expand(self, key: str) -> tuple[str, ...]:
        if key.strip().upper() in self._place:  # a landmark of two digits is no pair of them
            return ()
        match = re.fullmatch(
            r"([a-z]+)(\d+)\s?(?:[-/]|to|through)?\s?([a-z]*)(\d+)", re.sub(r"\s+(to|through)\s+", "-", key.lower())
        )
        if match is None:
            return ()
        first = self._place.get((match[1] + match[2]).upper(), -1)
        last = self._place.get(((match[3] or match[1]) + match[4]).upper(), -1)
        if first < 0 or last <= first:
            return ()
        return tuple(id for id, low, high in self._segments if first <= low and high <= last)

    def _figure(self, match: re.Match[str], text: str) -> Figure | None:
        kind, written, start, end = match.lastgroup, match[0], match.start(), match.end()
        if kind in ("iso", "dmy", "mdy", "my", "slash", "slashmd", "slashmy", "month", "dm", "md"):
            return Figure("date", self._date(kind, written), "", "", start, end, written)
        if kind == "level":
            levels = self.levels(written)
            shown = written.upper().replace(" TO ", " to ").replace(" THROUGH ", " through ")
            return (
                Figure("level", levels, "", "", start, end, shown)
                if levels
                else Figure("identifier", written.upper(), "", "", start, end, shown)
            )
        if kind == "named":
            id = self._named[written]
            return Figure("level", (id,), "", "", start, end, id)
        if kind == "landmark":
            known = written.upper() in self._place
            return Figure("landmark" if known else "identifier", written.upper(), "", "", start, end, written.upper())
        if kind in ("code", "identifier"):
            return Figure(
                "code" if kind == "code" else "identifier", written.upper(), "", "", start, end, written.upper()
            )
        if kind == "probability":
            return Figure(
                "probability", re.sub(r"[\s0]*\.", ".", re.sub(r"\s", "", written)), "", "", start, end, written
            )
        if kind == "span":
            length = self._lists.words.spans[written]
            return Figure("number", length.number, length.unit, self._comparator(text, start, end), start, end, written)
        if kind == "fraction":
            share = self._fractions[re.sub(r"[\s-]+", " ", written)]
            return Figure("fraction", share, "%", self._comparator(text, start, end), start, end, written)
        if kind == "portion":
            return self._portion(written, text, start, end)
        if kind == "letter":
            return Figure("identifier", written.upper(), "", "", start, end, written)
        if kind == "roman":
            word, numeral = written.split()
            return Figure("number", float(_ROMAN[numeral.upper()]), word, "", start, end, written)
        return self._number(match, text)

    def _portion(self, written: str, text: str, start: int, end: int) -> Figure | None:
        """`seven in ten`; nothing where it is no part of a whole."""
        words = written.split()
        few, many = self._value(words[0]), self._value(words[-1])
        if few is None or many is None or not 0 < few < many:
            return None
        return Figure("fraction", few / many, "%", self._comparator(text, start, end), start, end, written)

    def _number(self, match: re.Match[str], text: str) -> Figure | None:
        kind, written, start, end = match.lastgroup, match[0], match.start(), match.end()
        unit, stop = self._unit_after(text, end)
        before = text[max(0, start - _LOOK_BACK) : start].split()[-3:]
        prefix = before[-1] if before else ""
        if prefix in self._ordinals or (prefix == "and" and len(before) == 3 and before[0] in self._ordinals):
            return None
        if prefix in self._prefixes and not unit:
            unit = self._lists.units.get(prefix, prefix)
        comparator = self._comparator(text, start, stop)
        shown = text[start:stop]
        if kind == "ratio":
            parts = re.split(r"\s?/\s?|\s+out of\s+|\s+of\s+", written.replace(" the ", " "))
            return Figure("ratio", "/".join(self._digits(p) for p in parts), unit, comparator, start, stop, shown)
        if kind in ("range", "between"):
            ends = re.split(r"\s?-\s?|\s+(?:to|and)\s+", written)
            values = tuple(self._value(p) for p in ends)
            inner = (
                re.search(r"[%a-z]+\s*$", ends[0].replace(ends[0].strip("%abcdefghijklmnopqrstuvwxyz "), "", 1))
                if len(ends) == 2
                else None
            )
            own = self._lists.units.get(inner[0].strip(), "") if inner else ""
            if own and unit and own != unit and values[0] is not None:
                return Figure(
                    "number", values[0], own, comparator, start, stop, shown
                )  # "5 people to 25 %" is no range
            if inner and not unit and inner[0].strip() in self._lists.units:
                unit = self._lists.units[inner[0].strip()]
            if len(values) == 2 and None not in values:
                pair = tuple(v for v in values if v is not None)
                return Figure("range", pair, unit, comparator, start, stop, shown)
        whole, half, _ = written.partition(" and a half")
        value = self._value(whole)
        if value is None:
            return None
        value += 0.5 if half else 0
        if written == "one" and (unit not in self._measures or prefix == "the"):
            return None
        if not unit and not comparator and re.fullmatch(r"(?:19|20)\d\d", written):
            return Figure("year", value, "", "", start, end, written)
        return Figure("number", value, unit, comparator, start, stop, shown)

    def _value(self, written: str) -> float | None:
        if written.isdecimal():
            return float(written)
        known = self._numerals.get(written)
        if known is not None:
            return float(known)
        word = re.sub(r"[\s%a-z]+$", "", written.strip()) or written.strip()
        parts = [self._numerals.get(part) for part in written.strip().split("-")]
        if None not in parts:
            return float(sum(part for part in parts if part is not None))
        try:
            return float(word.replace(",", ""))
        except ValueError:
            return None

    def _digits(self, word: str) -> str:
        word = word.strip()
        value = self._value(word) if word[:1].isalpha() else None
        return word if value is None else f"{value:g}"

    def _unit_after(self, text: str, end: int) -> tuple[str, int]:
        match = self._unit.match(text, end)
        if match is None:
            return "", end
        if match["percent"]:
            return "%", match.end()
        if any(word in _BLOCKERS or word in self._numerals for word in re.split(r"[\s-]+", match["between"]) if word):
            return "", end
        return self._lists.units[match["unit"]], match.end()

    def _comparator(self, text: str, start: int, end: int) -> str:
        window = text[max(0, start - _LOOK_BACK) : start].rstrip()
        last = window[window.rfind(" ") + 1 :]
        if last in _LAST_OF_FILLERS:
            window = _FILLERS.sub("", window)
            last = window[window.rfind(" ") + 1 :]
        if last.lstrip("(") in self._pre_ends:
            for phrase, name in self._pre:
                if window.endswith(phrase) and not window[-len(phrase) - 1 : -len(phrase)].isalnum():
                    return name
        after = self._after.match(text, end)
        return self._lists.comparators.get(after[0].strip(" ,"), "") if after else ""

    def _date(self, kind: str, written: str) -> tuple[float, ...]:
        parts = re.split(r"[\s,/-]+", written)
        if kind in ("iso", "slashmd"):
            return tuple(float(p) for p in (parts if kind == "iso" else ("0", *parts)))
        if kind == "slash":
            return (float(parts[2]), float(parts[0]), float(parts[1]))
        if kind in ("dm", "md"):
            day, month = parts if kind == "dm" else reversed(parts)
            return (0.0, float(self._months[month]), float(day))
        if kind == "month":
            return (0.0, float(self._months[written]), 0.0)
        if kind == "slashmy":
            return (float(parts[1]), float(parts[0]), 0.0)
        if kind == "my":
            return (float(parts[1]), float(self._months[parts[0]]), 0.0)
        day, month = (parts[0], parts[1]) if kind == "dmy" else (parts[1], parts[0])
        return (float(parts[2]), float(self._months[month]), float(day))


def _with_shared_units(figures: list[Figure], text: str, measures: frozenset[str]) -> list[Figure]:
    """Gives the numbers of a list ("at 2, 6 and 12 weeks") the unit of its last one."""
    for n in range(len(figures) - 2, -1, -1):
        this, following = figures[n], figures[n + 1]
        if (
            this.kind == following.kind == "number"
            and not this.unit
            and _LIST.fullmatch(text, this.end, following.start)
        ):
            figures[n] = this._replace(unit=following.unit)
        elif (
            this.kind == following.kind == "number"
            and this.unit not in measures
            and _OF_THOSE.fullmatch(text, this.end, following.start)
        ):
            figures[n + 1] = following._replace(unit=following.unit or this.unit)
    return figures


def _with_shared_years(figures: list[Figure], text: str) -> list[Figure]:
    """Gives a month that stands before a date ("from April to July 2026") its year."""
    for n in range(len(figures) - 2, -1, -1):
        this, following = figures[n], figures[n + 1]
        if this.kind != "date" or following.kind != "date" or not isinstance(this.key, tuple):
            continue
        if this.key[0] == 0.0 and _RANGE_OF_DATES.fullmatch(text, this.end, following.start):
            year = following.key[0] if isinstance(following.key, tuple) else 0.0
            figures[n] = this._replace(key=(float(year), *map(float, this.key[1:])))
    return figures
