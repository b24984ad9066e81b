"""Procedures that a request names in words, without a code: with levels, side and stage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...model.base import NOT_STATED, NotStated, Side
from ...model.corpus import Code
from .extended import added, extends
from .implants import levels_behind, reached
from .lexicon import LevelMark, Lexicon
from .line import Line
from .own_places import between, beyond, leads_kind, of_the_former, of_the_next, own_levels
from .procedure_words import Procedure
from .sentence import Sentence, read_sentence
from .stages import STAGE, stage_of
from .upon import Found, upon
from .words import PhraseBook, book_of

ANY_WAY = "any"
"""Approach of a code that belongs to operations from either side of the body."""


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
        self._book = PhraseBook(lexicon.spelt)
        for n, procedure in enumerate(lexicon.reading.procedures):
            self._book.add(procedure.names, "procedure", str(n))
        self._book.add(lexicon.reading.revision, "revision", "")
        self._before = book_of(lexicon.reading.earlier_work)
        self._former = book_of(lexicon.general.former)
        self._unasked = book_of(lexicon.general.unasked)

    def at_body(self, code: str) -> bool:
        """Whether a code is done at a landmark and decided at the levels beside it."""
        known = self._pack.codes.get(code)
        return known is not None and known.place == "body"

    def at_landmark(self, code: str) -> bool:
        """Whether a code is done at a landmark, and not at a level."""
        known = self._pack.codes.get(code)
        return known is not None and known.place == "landmark"

    def named(self, text: str, *, alone: bool = False) -> Iterator[Piece]:
        """The procedures that a text names, each with the code that it stands for at its levels, and what is done with them.

        `alone`: a word that names a procedure only beside another one is taken by itself.
        """
        made = list(self._by_themselves(text, alone=alone))
        yield from made
        yield from self._beside(text, made) if made else ()

    def _beside(self, text: str, made: list[Piece]) -> Iterator[Piece]:
        """What is named beside procedures, at the levels of the last of them that it can go with."""
        tokens = self._lexicon.tokens(text)
        denied = {last + 1 for _, last, _, _ in self._unasked.find(tokens)}
        for first, last, role, value in self._book.find(tokens):
            if role != "procedure" or not self._is_beside(value) or first in denied:
                continue
            procedure = self._lexicon.reading.procedures[int(value)]
            behind = levels_behind(text, tokens[last].end, self._lexicon)
            for with_it in reversed(made):
                main = self._pack.codes.get(with_it.codes[0])
                own = (
                    behind if {*with_it.levels} < {*behind} else with_it.levels
                )  # it reaches further than what it is beside
                code = self._beside_code(procedure, main, len(own) + 1) if main is not None else ""
                known = self._pack.codes.get(code)
                if known is not None and with_it.codes[0] in known.parents:
                    yield Piece((known.code,), own if known.per_level else (), NOT_STATED, with_it.stage)
                    break

    def _reached(self, sentence: Sentence, found: list[Found]) -> set[int]:
        """The first words of the levels of implants alone."""
        implants = [m for m in self._found(sentence) if m[2] == "procedure" and self._is_beside(m[3])]
        spanning = {code for m in implants for code in self._procedure(m[3]).spanning} & {*self._pack.codes}
        main = {parent for code in spanning for parent in self._pack.codes[code].parents}
        mains = [one for one in found if main & {*(p := self._procedure(one[3])).codes.values(), *p.alone.values()}]
        return reached(sentence, [m[1] for m in implants], [(m[0], m[1]) for m in mains])

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

    def _by_themselves(self, text: str, *, alone: bool) -> Iterator[Piece]:
        stage: int | NotStated = NOT_STATED
        read = [(part, read_sentence(Line(part, 0, ""), self._lexicon)) for _, part in paragraphs(text)]
        named = [
            [m for m in self._found(s) if m[2] == "procedure" and not self._is_beside(m[3]) and not self._denied(m, s)]
            for _, s in read
        ]
        done = [
            {n for n, m in enumerate(f) if _told_by(self._former, m[0], s)}
            for f, (_, s) in zip(named, read, strict=True)
        ]
        only = all(len(d) == len(f) for d, f in zip(done, named, strict=True))  # nothing else is asked for
        for (part, sentence), found, before in zip(read, named, done, strict=True):
            asked = [n for n in range(len(found)) if only or n not in before]
            made: dict[int, list[Piece]] = {}
            for n in sorted(asked, key=lambda n: (bool(self._procedure(found[n][3]).along), n)):
                if staged := [s for s in STAGE.finditer(part) if s.start() < sentence.words[found[n][0]].start]:
                    stage = stage_of(staged[-1][1])
                nearest = min((m for m in made if made[m]), key=lambda m: (m > n, abs(m - n)), default=None)
                with_it = made[nearest][0] if nearest is not None else None
                made[n] = list(self._pieces(n, found, sentence, stage, with_it, alone=alone))
            told = [n for n in sorted(made) if not self._told_again(n, found, made, sentence)]
            whole = [(piece, self._procedure(found[n][3]).parts) for n in told for piece in made[n]]
            kept = [piece for piece, _ in whole if not any(_is_part(piece, *of) for of in whole)]
            yield from (piece for piece in kept if not any(_is_less(piece, of) for of in kept))

    def _told_again(self, n: int, found: list[Found], made: dict[int, list[Piece]], sentence: Sentence) -> bool:
        """Whether an extension is of levels for which the same words name the operation."""
        if not extends(*found[n][:2], sentence, self._lexicon.general.question.extends):
            return False
        others = [p for k, pieces in made.items() if k != n for p in pieces]
        return any(
            set(own.levels) <= {v for p in others if self._family(p) == self._family(own) for v in p.levels}
            for own in made[n]
        )

    def _family(self, piece: Piece) -> str:
        known = self._pack.codes.get(piece.codes[0])
        return known.procedure if known is not None else ""

    def _pieces(
        self,
        n: int,
        found: list[Found],
        sentence: Sentence,
        stage: int | NotStated,
        with_it: Piece | None,
        *,
        alone: bool,
    ) -> Iterator[Piece]:
        """One of the procedures that a part names: its code at its levels, or at each place with a side of its own."""
        first, last, _, value = found[n]
        procedure = self._procedure(value)
        bare = alone and with_it is None and bool(procedure.alone)
        if procedure.along and ((with_it is None and not bare) or _told_by(self._before, first, sentence)):
            return
        reach = self._reached(sentence, found)
        named = [m for m in self._places(procedure, sentence) if m.first not in reach]
        own = own_levels(n, found, named, sentence)
        levels = self._pack.levels.order(v for m in own for v in m.levels) or (
            named[0].levels if len(named) == 1 else ()
        )
        before, after = beyond(n, found, sentence)
        levels = levels or between(last, after, sentence, self._pack)
        if extends(first, last, sentence, self._lexicon.general.question.extends):
            levels = added(first, last, before, after, sentence, self._pack) or levels
        begin = min([first, *(m.first for m in own)])
        end = min(after, max([last + 8, *(m.last + 3 for m in own)]))
        told = max([last, *(m.last for m in own)])
        sides = [m for m in sentence.cued("side") if max(before, begin - 6) < m.first < end]
        sides = [
            m for m in sides if not (of_the_next(m, told, after, sentence) or (n and of_the_former(m, begin, sentence)))
        ]
        if len({m.value for m in sides}) > 1:  # that of a symptom is not that of the procedure
            sides = [m for m in sides if not leads_kind(sentence, m)]
        side: Side = sides[0].value if len({m.value for m in sides}) == 1 else NOT_STATED  # type: ignore[assignment]
        if procedure.along and with_it is not None:
            levels, side = levels or with_it.levels, NOT_STATED
            main = self._pack.codes.get(with_it.codes[0])
            families = (f"{main.procedure} {main.approach}", main.procedure) if main is not None else ()
            table = next((procedure.along[family] for family in families if family in procedure.along), {})
            if not table and own and not {v for m in own for v in m.levels} & set(with_it.levels):
                table = procedure.alone  # at a place of its own, beside what it is no part of
            wider = bool(own) and {*with_it.levels} < {*levels}  # it spans more than what it is named beside
            code = self._spanning(procedure, levels) if table or wider else None
            code = code or self._by_region(table, levels[::-1] if self.at_body(with_it.codes[0]) else levels, sentence)
        elif bare:
            code = self._spanning(procedure, levels) or self._by_region(procedure.alone, levels, sentence)
        else:
            code = self._code_for(procedure, levels, sentence, first)
        placed = [(next((s.value for s in sides if s.last + 1 == m.first), ""), m) for m in own]
        if code and len({s for s, _ in placed}) > 1 and all(s for s, _ in placed):
            for own_side, mark in placed:  # each place with a side of its own
                yield Piece((code,), self._pack.levels.order(mark.levels), own_side, stage)  # type: ignore[arg-type]
        elif code:
            known = self._pack.codes.get(code)
            if (
                known
                and not known.per_level
                and not any(self._pack.levels.regions(v) & {*known.regions} for v in levels)
            ):
                levels = ()  # they are those of what it is named beside
            both = (code, self._by_region(procedure.joined, levels, sentence))
            codes = tuple(c for one in both if one for c in (one, *self._further(one, levels)))
            yield Piece(codes, levels, side, stage)

    def _places(self, procedure: Procedure, sentence: Sentence) -> list[LevelMark]:
        """The places at which a procedure may be asked for: levels, or landmarks, or the levels beside a landmark."""
        codes = procedure.codes.values()
        if any(self.at_landmark(code) for code in codes):
            return sentence.marks
        if any(self.at_body(code) for code in codes):
            taken = sentence.level_words
            alone = [m for m in sentence.marks if len(m.levels) == 1 and m.first not in taken]
            return [replace(m, levels=self._pack.levels.joining(m.levels)) for m in alone] or sentence.levels
        return sentence.levels

    def _found(self, sentence: Sentence) -> list[Found]:
        """The names in a sentence, from left to right."""
        return upon(sentence, self._book, self._former, self._book.find(sentence.words))

    def _denied(self, found: Found, sentence: Sentence) -> bool:
        """Whether the words before a name say that it is not asked for ("without", "instead of")."""
        return _told_by(self._unasked, found[0], sentence)

    def _procedure(self, number: str) -> Procedure:
        return self._lexicon.reading.procedures[int(number)]

    def _is_beside(self, number: str) -> bool:
        return self._procedure(number).beside

    def _further(self, code: str, levels: tuple[str, ...]) -> Iterator[str]:
        """The codes of further levels that a procedure at so many levels needs; one at a landmark has a level on either side of it."""
        number = len(levels) - self.at_body(code)
        for further in self._lexicon.reading.further_levels.get(code, ()):
            known = self._pack.codes.get(further)
            if known is not None and known.from_level != NOT_STATED and known.from_level <= number:
                yield further

    def _code_for(self, procedure: Procedure, levels: tuple[str, ...], sentence: Sentence, first: int) -> str | None:
        passed = sentence.level_words | {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
        again = [
            m
            for m in self._book.find(sentence.words)
            if m[2] == "revision" and -2 <= first - m[1] - sum(n in passed for n in range(m[1] + 1, first)) <= 4
        ]
        table = procedure.revision if again and procedure.revision else procedure.codes
        beside = levels[::-1] if any(self.at_body(code) for code in table.values()) else levels
        long = not again and not any(re.search(e, sentence.line.text, re.IGNORECASE) for e in procedure.not_long)
        return (long and self._spanning(procedure, levels)) or self._by_region(table, beside, sentence)

    def _spanning(self, procedure: Procedure, levels: tuple[str, ...]) -> str | None:
        """The code that counts as many landmarks as these levels join."""
        known = (self._pack.codes[code] for code in procedure.long if code in self._pack.codes and levels)
        fitting = (c for c in known if c.spans != NOT_STATED and c.spans[0] <= len(levels) + 1 <= c.spans[1])
        return next((c.code for c in fitting), None)

    def _by_region(self, table: dict[str, str], levels: tuple[str, ...], sentence: Sentence) -> str | None:
        """The code of the region of the first of the levels that has one, else of the region named, else of the landmarks named."""
        named = [self._pack.levels.region(v) for v in levels] or [m.value for m in sentence.cued("region")]
        named = named or [self._pack.levels.region(v) for m in sentence.marks for v in m.levels]
        region = next((r for r in named if r in table), "")
        return table.get(region) or table.get("any") or (next(iter(table.values())) if len(table) == 1 else None)

    def named_in(self, part: str) -> Iterator[tuple[str, Procedure]]:
        """The procedures that a part of a request names, each as written."""
        words = self._lexicon.tokens(part)
        for first, last, role, value in self._book.find(words):
            procedure = self._procedure(value) if role == "procedure" else None
            if procedure is not None and not procedure.beside and not procedure.along:
                yield part[words[first].start : words[last].end], procedure


def _told_by(book: PhraseBook, first: int, sentence: Sentence) -> bool:
    """Whether the words directly before a name, and before its levels and side, say that it was done before."""
    beside = sentence.level_words | {k for m in sentence.cued("side") for k in range(m.first, m.last + 1)}
    while first - 1 in beside:
        first -= 1
    return any(m[1] == first - 1 for m in book.find(sentence.words))


def _is_part(piece: Piece, of: Piece, parts: tuple[str, ...]) -> bool:
    """Whether a procedure is a part of another one at its levels. `parts`: codes of what that has for parts."""
    placed = set(piece.levels) <= set(of.levels) and piece.side in (NOT_STATED, of.side)
    return piece.codes[0] in parts and placed and piece.stage == of.stage


def _is_less(piece: Piece, of: Piece) -> bool:
    """Whether a procedure was named already, with more of its places."""
    told = set(piece.levels) <= set(of.levels) and piece.side in (NOT_STATED, of.side)
    same = (piece.levels, piece.side) == (of.levels, of.side)
    return piece.codes[0] in of.codes and piece.stage == of.stage and told and not same


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Sentences and list items of a text, with the lines of each joined."""
    position = 0
    for part in re.split(
        r"(?<=[.?!])\s*\n|\n\s*\n|\n(?=\s*[-*\u2022]|\s*\d+[.)]\s|\s*stage\b)", text, flags=re.IGNORECASE
    ):
        start = text.find(part, position)
        position = start + len(part)
        yield start, part


def same_way(one: Code, other: Code | None) -> bool:
    """Whether two codes are of operations from the same side of the body, or one of them from any."""
    return other is not None and (ANY_WAY in (one.approach, other.approach) or one.approach == other.approach)


def goes_with(code: Code, other: Code | None) -> bool:
    """Whether a code is a parent of an add-on, or the further level of one, from the same side of the body."""
    if other is None:
        return False
    further = other.from_level != NOT_STATED and not {*other.parents}.isdisjoint(code.parents)
    return (other.code in code.parents or further) and same_way(code, other)
