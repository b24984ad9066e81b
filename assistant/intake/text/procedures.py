"""Procedures that a request names in words, without a code: with levels, side and stage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.base import NOT_STATED, NotStated, Side
from ...model.corpus import Code
from .layout import Line
from .lexicon import LevelMark, Lexicon
from .procedure_words import Procedure
from .sentence import Sentence, read_sentence
from .words import PhraseBook

STAGE = re.compile(r"\b(?:stages?\s*(?:#\s*)?|days?\s*(?=\d\s*[:(]))(\d|one|two|three|i{1,3})\b", re.IGNORECASE)
_NUMERALS = {"one": 1, "two": 2, "three": 3, "i": 1, "ii": 2, "iii": 3}
ADJACENT = 2
"""Words from a level to the procedure that it belongs to, one after the other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A requested code, or a procedure named without one."""

    codes: tuple[str, ...]
    levels: tuple[str, ...]
    side: Side
    stage: int | NotStated


class NameReader:
    """Reads the names of procedures with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack
        self._book = PhraseBook(lexicon.reading.spellings)
        for n, procedure in enumerate(lexicon.reading.procedures):
            self._book.add(procedure.names, "procedure", str(n))
        self._book.add(lexicon.reading.revision, "revision", "")

    def at_landmark(self, code: str) -> bool:
        """Whether a code is done at a landmark, and not at a level."""
        known = self._pack.codes.get(code)
        return known is not None and known.place == "landmark"

    def named(self, text: str) -> Iterator[Piece]:
        """The procedures that a text names, each with the code that it stands for at its levels, and what is done with them."""
        made = list(self._by_themselves(text))
        yield from made
        yield from self._beside(text, made) if made else ()

    def _beside(self, text: str, made: list[Piece]) -> Iterator[Piece]:
        """What is named beside procedures, at the levels of the last of them that it can go with."""
        for _, _, role, value in self._book.find(self._lexicon.tokens(text)):
            if role != "procedure" or not self._is_beside(value):
                continue
            procedure = self._lexicon.reading.procedures[int(value)]
            for with_it in reversed(made):
                main = self._pack.codes.get(with_it.codes[0])
                code = self._beside_code(procedure, main, len(with_it.levels) + 1) if main is not None else ""
                known = self._pack.codes.get(code)
                if known is not None and with_it.codes[0] in known.parents:
                    levels = with_it.levels if known.per_level else ()
                    yield Piece((known.code,), levels, NOT_STATED, with_it.stage)
                    break

    def _beside_code(self, procedure: Procedure, main: Code, segments: int) -> str:
        """The code of an implant beside a procedure: the one for so many segments, else that which counts none."""
        if procedure.codes:
            return next(iter(procedure.codes.values()))
        known = [self._pack.codes[code] for code in procedure.spanning if code in self._pack.codes]
        if len({code.approach for code in known}) > 1:
            known = [code for code in known if code.approach == main.approach]
        fitting = [c for c in known if c.spans != NOT_STATED and c.spans[0] <= segments <= c.spans[1]]
        fitting = fitting or [c for c in known if c.spans == NOT_STATED]
        return fitting[0].code if fitting else ""

    def _by_themselves(self, text: str) -> Iterator[Piece]:
        stage: int | NotStated = NOT_STATED
        for _, part in paragraphs(text):
            sentence = read_sentence(Line(part, 0, ""), self._lexicon)
            words = sentence.words
            found = [m for m in self._book.find(words) if m[2] == "procedure" and not self._is_beside(m[3])]
            for n, (first, last, _, value) in enumerate(found):
                procedure = self._lexicon.reading.procedures[int(value)]
                alone = any(self.at_landmark(code) for code in procedure.codes.values())
                named = sentence.marks if alone else sentence.levels
                after = found[n + 1][0] if n + 1 < len(found) else len(words)
                before = found[n - 1][1] if n else -1
                trailing = named and named[0].first > found[0][1] and named[-1].first > found[-1][1]
                own = [] if trailing else _run([m for m in named if before < m.last < first], first, sentence)
                if not own:
                    own = [
                        m
                        for m in named
                        if last < m.first < after and (trailing or after == len(words) or after - m.last > ADJACENT)
                    ]
                if not own:
                    own = [m for m in named if before < m.last < first and first - m.last <= 6][-1:]
                levels = self._pack.levels.order(v for m in own for v in m.levels) or (
                    named[0].levels if len(named) == 1 else ()
                )
                begin = min([first, *(m.first for m in own)])
                end = min(after, max([last + 8, *(m.last + 3 for m in own)]))
                sides = [m for m in sentence.cued("side") if max(before, begin - 6) < m.first < end]
                side: Side = sides[0].value if len({m.value for m in sides}) == 1 else NOT_STATED  # type: ignore[assignment]
                if staged := [s for s in STAGE.finditer(part) if s.start() < words[first].start]:
                    stage = stage_of(staged[-1][1])
                code = self._code_for(procedure, levels, sentence, first)
                placed = [(next((s.value for s in sides if s.last + 1 == m.first), ""), m) for m in own]
                if code and len({s for s, _ in placed}) > 1 and all(s for s, _ in placed):
                    for own_side, mark in placed:  # each place with a side of its own
                        yield Piece((code,), self._pack.levels.order(mark.levels), own_side, stage)  # type: ignore[arg-type]
                elif code:
                    both = (code, self._by_region(procedure.joined, levels, sentence))
                    codes = tuple(c for one in both if one for c in (one, *self._further(one, levels)))
                    yield Piece(codes, levels, side, stage)

    def _is_beside(self, number: str) -> bool:
        return self._lexicon.reading.procedures[int(number)].beside

    def _further(self, code: str, levels: tuple[str, ...]) -> Iterator[str]:
        """The codes of further levels that a procedure at so many levels needs."""
        for further in self._lexicon.reading.further_levels.get(code, ()):
            known = self._pack.codes.get(further)
            if known is not None and known.from_level != NOT_STATED and known.from_level <= len(levels):
                yield further

    def _code_for(self, procedure: Procedure, levels: tuple[str, ...], sentence: Sentence, first: int) -> str | None:
        again = [m for m in self._book.find(sentence.words) if m[2] == "revision" and -2 <= first - m[1] <= 4]
        table = procedure.revision if again and procedure.revision else procedure.codes
        return self._by_region(table, levels, sentence)

    def _by_region(self, table: dict[str, str], levels: tuple[str, ...], sentence: Sentence) -> str | None:
        """The code of the region of the levels, else of the region named, else of the landmarks named."""
        named = [self._pack.levels.region(v) for v in levels] or [m.value for m in sentence.cued("region")]
        region = (named or [self._pack.levels.region(v) for m in sentence.marks for v in m.levels] or [""])[-1]
        return table.get(region) or table.get("any") or (next(iter(table.values())) if len(table) == 1 else None)

    def named_in(self, part: str) -> Iterator[tuple[str, Procedure]]:
        """The procedures that a part of a request names, each as written."""
        words = self._lexicon.tokens(part)
        for first, last, role, value in self._book.find(words):
            if role == "procedure" and not self._is_beside(value):
                yield part[words[first].start : words[last].end], self._lexicon.reading.procedures[int(value)]


def _run(marks: list[LevelMark], first: int, sentence: Sentence) -> list[LevelMark]:
    """The levels that stand directly before a procedure, with those that commas, joining words and sides tie to them."""
    ties = {n for role in ("joins", "side") for m in sentence.cued(role) for n in range(m.first, m.last + 1)}
    run: list[LevelMark] = []
    for mark in reversed(marks):
        between = range(mark.last + 1, run[0].first) if run else ()
        if (run or first - mark.last <= ADJACENT) and all(
            n in ties or sentence.words[n].word in (",", "/") for n in between
        ):
            run.insert(0, mark)
        else:
            break
    return run


def stage_of(word: str) -> int:
    """The number of a stage."""
    return _NUMERALS.get(word.lower()) or int(word)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Sentences and list items of a text, with the lines of each joined."""
    position = 0
    for part in re.split(
        r"(?<=[.?!])\s*\n|\n\s*\n|\n(?=\s*[-*\u2022]|\s*\d+[.)]\s|\s*stage\b)", text, flags=re.IGNORECASE
    ):
        start = text.find(part, position)
        position = start + len(part)
        yield start, part
