"""What is asked, from a question or a request letter: codes with levels, side and stage; procedures by name; setting and days."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ...model.base import NOT_STATED, NotStated, Side
from ...model.case import Diagnosis, Request, RequestedSetting, RequestLine
from ...pack.pack import Pack
from .allocated import allocated, at_levels
from .claimed import CODE, claimed, outside, own_words
from .extended import added_in
from .former import requested, telling
from .lexicon import Lexicon
from .line import Line
from .named_levels import levels_named, listed, of_several
from .own_places import leads_kind
from .places_beside import JOINED, Beside
from .procedures import NameReader, Piece, paragraphs
from .question_parts import parts_of
from .record import reader_of
from .sentence import read_sentence
from .stages import STAGE, before_stage, stage_of, staged
from .stay import Stays
from .taken_back import TakenBack
from .uncoded import beside_named, uncoded

_ALONE = re.compile(r"[ \t]+([a-z]+)(?=\s*(?:[,.;?)]|$))", re.IGNORECASE)
"""A word that stands alone behind a code."""
_ROW, _CLAUSE, _PHRASE = re.compile(r"[;\n]"), re.compile(r"[;\n]|\.\s"), re.compile(r"[;,\n]|\.\s")
"""Ends of what stands behind a code."""
AFTER = 4
"""Words behind the only code in which its side may stand."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as far as a text states it; without lines where it names no procedure."""

    lines: tuple[RequestLine, ...]
    setting: RequestedSetting
    diagnoses: tuple[Diagnosis, ...]
    title: str | NotStated
    coded: bool
    """Whether codes name the lines."""

    def request(self) -> Request:
        """The request. Raises ValueError where there is no line."""
        return Request(lines=self.lines, setting=self.setting, diagnoses=self.diagnoses)

    def with_lines(self, other: "Asked") -> "Asked":
        """Both requests as one; what this one states leads."""
        lines = {(v.code, v.levels, v.side, v.stage): v for v in (*self.lines, *other.lines)}
        numbered = (v.model_copy(update={"id": line_id(n)}) for n, v in enumerate(lines.values()))
        setting = self.setting if self.setting.kind != NOT_STATED else other.setting
        return Asked(tuple(numbered), setting, self.diagnoses or other.diagnoses, self.title, self.coded or other.coded)


class RequestReader:
    """Reads requests with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack
        self.names = NameReader(lexicon)
        self._former = telling(lexicon.general)
        self._taken_back = TakenBack(lexicon.general)
        self.setting = Stays(lexicon).read
        self._places = Beside(lexicon)
        self.places = self._places.places

    def read(self, text: str, *, unknown: bool = False) -> Asked:
        """What a text asks for. Codes lead; names count where no code stands for them.

        `unknown`: a code that the table does not hold counts as well, as it does in a question.
        """
        text = self._taken_back.without(text.replace("\r\n", "\n"), self.knows)
        asking = parts_of(text, self._lexicon.general).asked
        apart = {*self.codes_in(text)} == {*self.codes_in(asking)} and bool(self._lexicon.levels(asking))
        coded = list(self._coded(asking if apart and unknown else text, unknown=unknown))
        if unknown and coded and not any(p.levels for p in coded):
            coded = [replace(p, levels=self.levels_of(text, p.codes[0])) for p in coded]
        named = uncoded(asking, coded, self.names, self._pack) if unknown and coded else []
        named = named if coded else list(self.names.named(asking)) or list(self.names.named(text))
        pieces = beside_named(coded, named, asking, self.names, self._pack) if coded else named
        made = self.asked(pieces)
        setting = self.setting(text, stays=unknown)
        return Asked(made.lines, setting, self.read_diagnoses(text), made.title, bool(coded))

    def read_alone(self, text: str) -> Asked:
        """What a question asks for in a word that leaves open which procedure of its kind is meant."""
        made = self.asked(list(self.names.named(text, alone=True)))
        return replace(made, setting=self.setting(text, stays=True), diagnoses=self.read_diagnoses(text), coded=False)

    def asked(self, pieces: Sequence[Piece]) -> Asked:
        """The request lines of codes, each once."""
        lines = [
            (code, known.name if (known := self._pack.codes.get(code)) else NOT_STATED, p)
            for p in pieces
            for code in p.codes
        ]
        wanted = dict.fromkeys((code, self._own(code, p.levels), p.side, p.stage) for code, _, p in lines)
        made = tuple(
            RequestLine(id=line_id(n), code=code, levels=levels, side=side, stage=stage)
            for n, (code, levels, side, stage) in enumerate(wanted)
        )
        return Asked(allocated(made, self._pack), RequestedSetting(), (), self._title(lines), True)

    def _own(self, code: str, levels: tuple[str, ...]) -> tuple[str, ...]:
        """Levels that a code may have: none where no region that it concerns has any, as where another code beside it named them."""
        known = self._pack.codes.get(code)
        levels = at_levels(code, levels, self._pack)
        placed = {region for level in levels for region in self._pack.levels.regions(level)}
        if known is None or not placed or "any" in known.regions or placed & set(known.regions):
            return levels
        return levels if self._segmented & set(known.regions) else ()

    @cached_property
    def _segmented(self) -> frozenset[str]:
        """Regions that have levels."""
        return frozenset(r for s in self._pack.levels.anatomy.segments for r in (s.region, *s.also))

    def knows(self, code: str) -> bool:
        """Whether the code table holds a code."""
        return code in self._pack.codes

    def knows_all(self, codes: Sequence[str]) -> bool:
        """Whether there are codes, and the code table holds each."""
        return bool(codes) and all(map(self.knows, codes))

    def diagnosis(self, code: str) -> str:
        """The name of a diagnosis code; empty where it is not known."""
        return self._pack.diagnoses[code].name if code in self._pack.diagnoses else ""

    def ordered(self, levels: Iterable[str]) -> tuple[str, ...]:
        """Levels from the top down, each once."""
        return self._pack.levels.order(levels)

    # --- Codes --------------------------------------------------------------------------------------------------------

    def _coded(self, text: str, *, unknown: bool) -> Iterator[Piece]:
        stage: int | NotStated = NOT_STATED
        for start, part in paragraphs(text):
            if staged := STAGE.search(text, start, start + len(part)):
                stage = stage_of(staged[1]) if len(set(STAGE.findall(part))) == 1 else NOT_STATED
            yield from self._codes_of(part, stage, unknown=unknown)

    def _codes_of(self, part: str, stage: int | NotStated, *, unknown: bool) -> list[Piece]:
        """Codes of one paragraph. In parentheses they stand behind their words, otherwise the words may stand on either side."""
        plain = claimed(part, self._lexicon.general.modifiers)
        part = plain.text
        matches = [m for m in CODE.finditer(part) if unknown or m[1] in self._pack.codes]
        if not matches:
            return []
        made: list[tuple[Piece, bool]] = []
        apart: set[int] = set()
        last: tuple[str, ...] = ()
        heading = part[: matches[0].start()]
        common = self.levels_of(heading.rsplit(":", 1)[0], matches[0][1]) if ":" in heading else ()
        above = heading.rsplit(":", 1)[0] if common else heading
        told = levels_named(above, [m[1] for m in matches], self.names, self._pack)
        if told and listed(part, matches, self._lexicon):
            every = self.side_of(heading)
            return self._fitting(
                [Piece(self._range(m), told.get(m[1], ()), plain.sides.get(m.start(), every), stage) for m in matches]
            )
        position = 0
        side: Side = NOT_STATED
        behind = not self._enclosed(part, matches[0])
        led = behind and (
            not self.levels_of(part[: matches[0].start()], matches[0][1]) or self._places.levels_behind(part, matches)
        )
        for n, match in enumerate(matches):
            following = matches[n + 1].start() if n + 1 < len(matches) else len(part)
            enclosed, taken = self._enclosed(part, match), 0
            if not enclosed and n and self._enclosed(part, matches[n - 1]):  # a list of its own behind one in brackets
                led = not self.levels_of(outside(part[position : match.start()])) and self._places.behind(part, match)
            if enclosed:
                before = part[position : match.start()]
                close = part.find(")", match.end())
                inside = part[match.end() : min(close if close > 0 else following, following)]
                piece = own_words(before, first=n == 0)
                levels = self.levels_of(inside, match[1]) or self.levels_of(piece, match[1])
                own = self.side_of(piece) if self.side_of(piece) != NOT_STATED else self.side_of(inside)
                bare = (
                    len(re.findall(r"[a-z]{4,}", self._without_levels(piece).lower())) == 0
                    and n > 0
                    and ";" not in before
                )
                side = own if own != NOT_STATED or not bare else side
                if own == NOT_STATED and len(matches) == 1 and close > 0:
                    side = self.side_of(" ".join(part[close + 1 :].split()[:AFTER]))
                if not levels and bare and piece.strip(" ,;()\n") == "":
                    levels = last
            else:
                window = part[match.end() : following] if led else outside(part[position : match.start()])
                named_next = n + 1 < len(matches) and self._enclosed(
                    part, matches[n + 1]
                )  # by words before its bracket
                if led:
                    window = (_PHRASE if named_next else _ROW).split(window, maxsplit=1)[0]
                    taken = len(window) if named_next else 0
                else:
                    window = _ROW.split(window)[-1]
                if told and n == 0 and not led:
                    window = ""
                levels, side = self.levels_of(window, match[1]), self.side_of(window)
                if led and side == NOT_STATED and n == 0:
                    side = self.side_of(part[: match.start()])
                if (
                    not levels
                    and not led
                    and n
                    and not told
                    and (shared := self._places.carried(n, part, matches, made))
                ):
                    levels, side = shared.levels, shared.side if side == NOT_STATED else side
                elif not levels and not led:
                    after = (_PHRASE if named_next else _CLAUSE).split(part[match.end() : following], maxsplit=1)[0]
                    levels, side = self.levels_of(after, match[1]), side if side != NOT_STATED else self.side_of(after)
                    taken = len(after) if levels else 0
            if side == NOT_STATED and (alone := _ALONE.match(part, match.end())) is not None:
                side = self.side_of(alone[1])
            own_place = bool(self._alone(before if enclosed else window)) and not levels
            apart |= {n} if own_place else set()
            last = levels
            position = match.end() + taken
            own_stage = staged(part, matches, match.start())
            shares = bool(JOINED.fullmatch(part[match.end() : following])) and not levels
            piece_stage = own_stage if own_stage != NOT_STATED else before_stage(part, match.start(), stage)
            side = plain.sides.get(match.start(), side)
            above_it = self._places.of_parents(match[1], piece_stage, [p for p, _ in made]) if common else ()
            made.append(
                (
                    Piece(
                        self._range(match),
                        levels or (() if own_place else told.get(match[1], above_it or common)),
                        side,
                        piece_stage,
                    ),
                    shares,
                )
            )
        made = self._sided(made, part[matches[-1].end() :])
        if told and not common:
            return self._fitting([piece for piece, _ in made])
        named = {piece.levels for piece, _ in made if piece.levels}
        if (
            led
            and not made[0][0].levels
            and of_several(matches[0][1], over := self.levels_of(heading), named, self._pack)
        ):
            made[0] = (replace(made[0][0], levels=over), False)
        if not named and not apart and (whole := self.levels_of(part, matches[0][1])):
            made = [(replace(piece, levels=whole), shares) for piece, shares in made]
        if len(named) == 1:
            only, first = named.pop(), next(n for n, (piece, _) in enumerate(made) if piece.levels)
            for n, (open_, shares) in enumerate(made):
                beside = n > 0 and bool(JOINED.fullmatch(part[matches[n - 1].end() : matches[n].start()]))
                # One before it that shares takes what stands behind it, the side as well.
                same = open_.stage == made[first][0].stage  # of another stage it does not tell
                told_so = n < first and self._enclosed(part, matches[n]) and self._enclosed(part, matches[first])
                if told_so and not beside:
                    continue  # each in brackets behind words of its own, and so is the one that has a level
                if not open_.levels and n not in apart and same and n > 0 and not (shares and n < first):
                    side = made[n - 1][0].side if open_.side == NOT_STATED and beside else open_.side
                    made[n] = (replace(open_, levels=only, side=side), shares)
        for n in range(len(made) - 2, -1, -1):
            if made[n][1] and not made[n][0].levels and n not in apart:
                shared = made[n + 1][0]
                fewer = len(shared.levels) < plain.units.get(made[n][0].codes[0], 1)  # it is of others as well
                if fewer or self._places.goes_with(made[n][0], [piece for piece, _ in made[:n]], shared):
                    continue
                side = shared.side if made[n][0].side == NOT_STATED else made[n][0].side
                made[n] = (replace(made[n][0], levels=shared.levels, side=side), True)
        return self._fitting([piece for piece, _ in made])

    def _sided(self, made: list[tuple[Piece, bool]], tail: str) -> list[tuple[Piece, bool]]:
        """The codes of one family with the side that stands alone behind the last of them ("64483 L4-5, 64484 L5-S1, right")."""
        last = re.split(r"[,;]", tail.strip(" .?)"))[-1].strip() if "," in tail else ""
        side = self.side_of(last) if len(last.split()) == 1 else NOT_STATED
        families = {
            known.procedure for piece, _ in made for code in piece.codes if (known := self._pack.codes.get(code))
        }
        if side == NOT_STATED or len(families) != 1:
            return made
        return [(replace(piece, side=side) if piece.side == NOT_STATED else piece, shares) for piece, shares in made]

    def _fitting(self, pieces: list[Piece]) -> list[Piece]:
        """Codes that share a list of landmarks over several regions: each takes those of its own, where others take the rest."""
        made: list[Piece] = []
        for piece in pieces:
            known = self._pack.codes.get(piece.codes[0])
            parents = set(known.parents) if known is not None and self.names.at_landmark(piece.codes[0]) else set()
            taken = {v for p in made if parents & {*p.codes} and {*p.levels} < {*piece.levels} for v in p.levels}
            if taken:  # each further one: what the first leaves
                made.append(replace(piece, levels=tuple(v for v in piece.levels if v not in taken)))
                continue
            own = [v for v in piece.levels if known and self._pack.levels.regions(v) & set(known.regions)]
            others = {
                v
                for p in pieces
                if p.codes != piece.codes and p.levels == piece.levels and (code := self._pack.codes.get(p.codes[0]))
                for v in p.levels
                if self._pack.levels.regions(v) & set(code.regions)
            }
            shared = self.names.at_landmark(piece.codes[0]) and own and set(piece.levels) <= others | set(own)
            made.append(replace(piece, levels=tuple(own)) if shared else piece)
        return made

    def _range(self, match: re.Match[str]) -> tuple[str, ...]:
        if not match[2]:
            return (match[1],)
        return tuple(
            c
            for c in self._pack.codes
            if c.isdigit() and int(match[1]) <= int(c) <= int(match[2]) <= int(match[1]) + 20
        )

    @staticmethod
    def _enclosed(part: str, match: re.Match[str]) -> bool:
        return part.rfind("(", 0, match.start()) > part.rfind(")", 0, match.start())

    # --- Words beside codes ---------------------------------------------------------------------------------------------

    def read_codes(self, text: str) -> Asked:
        """What the codes of a text ask for; without lines where it holds none of the table."""
        return self.read(text) if self.codes_in(text) else Asked((), RequestedSetting(), (), NOT_STATED, False)

    def codes_in(self, part: str) -> list[str]:
        """The codes that a part of a request states."""
        found = CODE.finditer(claimed(part, self._lexicon.general.modifiers).text)
        return [code for match in found for code in self._range(match)]

    # --- Whole text ---------------------------------------------------------------------------------------------------

    def read_diagnoses(self, text: str) -> tuple[Diagnosis, ...]:
        """The diagnosis codes of a text, with their names where the pack knows them."""
        codes = dict.fromkeys(m[0].upper() for m in re.finditer(self._lexicon.reading.diagnosis, text))
        return tuple(Diagnosis(code=c, text=self.diagnosis(c) or NOT_STATED) for c in codes)

    def _title(self, lines: Sequence[tuple[str, str, Piece]]) -> str | NotStated:
        for code, name, piece in lines:
            if name != NOT_STATED:
                known = self._pack.codes
                further = {c for c, other in known.items() if other.from_level != NOT_STATED and code in other.parents}
                same = [p for c, _, p in lines if p.stage == piece.stage and (c == code or c in further)]
                levels = self.ordered(v for p in same for v in p.levels)
                where = f", {self._pack.levels.span(levels)}" if levels else ""
                more = len({c for c, _, _ in lines if c not in known or known[c].kind != "add-on"} - {code})
                rest = f", with {more} further procedure{'s' if more > 1 else ''}" if more else ""
                return f"{name[0].upper()}{name[1:]}{where}{rest}"
        return NOT_STATED

    def levels_of(self, text: str, code: str = "") -> tuple[str, ...]:
        """The levels that a text names, or the landmarks where the code is done at these."""
        places = self._lexicon.landmarks(text) if self.names.at_landmark(code) else self._lexicon.levels(text)
        named = requested(text, places, self._former)
        if more := added_in(text, self._lexicon, self._lexicon.general.question.extends, self._pack):
            return more
        if not named and self.names.at_body(code):
            marks = self._lexicon.landmarks(text)
            return self._pack.levels.joining(v for _, _, levels in marks for v in levels) if marks else ()
        return self._pack.levels.order(v for _, _, levels in named for v in levels)

    def _alone(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Landmarks that a text names outside its levels."""
        levels = [(a, b) for a, b, _ in self._lexicon.levels(text)]
        return [m for m in self._lexicon.landmarks(text) if not any(a <= m[0] < b for a, b in levels)]

    def _without_levels(self, text: str) -> str:
        for start, end, _ in reversed(self._lexicon.landmarks(text)):
            text = text[:start] + text[end:]
        return text

    def side_of(self, text: str) -> Side:
        """The one side that a text names of what is asked for."""
        sentence = read_sentence(Line(text, 0, ""), self._lexicon)
        sides = {m.value for m in sentence.cued("side") if not leads_kind(sentence, m)}
        return sides.pop() if len(sides) == 1 else NOT_STATED  # type: ignore[return-value]


def read_request(question: str, pack: Pack) -> Asked:
    """What a question asks for. Raises CorpusError where the reading data of the pack is wrong."""
    return requests_of(reader_of(pack).lexicon).read(question)


@lru_cache(maxsize=2)
def requests_of(lexicon: Lexicon) -> RequestReader:
    """The reader of requests with some words, made once."""
    return RequestReader(lexicon)


def line_id(n: int) -> str:
    """The id of a request line by its place."""
    return LETTERS[n] if n < len(LETTERS) else f"line{n + 1}"
