"""Signs of an examination: a structure, and the grade or word that says what was found there."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ...model.base import NOT_STATED, Side, Status
from .counted import is_row
from .facts import FoundFinding, quoted
from .landmarks import Landmarks
from .lexicon import Lexicon, Mark
from .pairs import ACROSS, leads_another, pairs_of, side_of, side_that_leads
from .sentence import Sentence, wholes
from .sign_words import Sign
from .stating import Setting, of_both
from .status import status_of
from .then_and_now import graded, of_now

VALUED = 2
"""Words from a structure to a grade of it."""
LISTED = 3
"""Structures with a grade behind each that need no word to say what is told, where one of them is full."""
GRADED = ("grade", "graded", "grading")
"""Words by which a number is a grade without its scale."""
_BARE = re.compile(r"(?<![\w/.])[0-5][+-]?(?=\s*(?:[,;:.)|]|$|[A-Za-z]))(?!\.\d)")
"""A grade without its scale."""
_TWO = re.compile(r"(?<![\w/.])(?P<one>\d[+-]?|[+-])\s?/\s?(?P<other>\d[+-]?|[+-])(?![\d/])")
"""The values of both sides."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What was found at a structure; `of` is empty for the examination as a whole."""

    of: str
    side: Side
    grade: str
    normal: bool
    told: tuple[Mark, Mark] | None
    """The structure and the value, where both are named."""
    first: int
    last: int


class SignReader:
    """Reads signs with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._headings: dict[str, frozenset[str]] = {"": frozenset()}
        self._told_in = lru_cache(maxsize=64)(self._stated_in)
        named = frozenset(sign.table for sign in lexicon.reading.signs if sign.beside)
        self._landmarks = [Landmarks(sign, lexicon.pack, named) for sign in lexicon.reading.signs]

    def read(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        """The signs that a sentence states, or denies."""
        single: set[str] = set()
        told = {m.value for role in ("abnormal", "normal") for m in sentence.cued(role)}
        plain = bool(sentence.cued("unremarkable"))
        graded_here = bool(sentence.grades) or _BARE.search(sentence.line.text) is not None
        signs = self._told_in(sentence.line.section or self._section_of(sentence))
        measured = self._lexicon.reading.measured
        if any(sentence.line.section in measured.get(group, ()) for group in setting.groups):
            signs = [row for row in signs if not set(row[1].documents).isdisjoint(setting.groups)]
        if not (told or plain or graded_here or setting.pairs):
            signs = [row for row in signs if row[1].implied]
        for n, sign in signs:
            if sign.names and sign.kind in single:
                continue  # The word for all of them heads what is told of each.
            valued = str(n) in told or (sign.scale and graded_here) or (plain and sign.normal)
            values = self._values(sentence, n, sign) if valued else []
            if sign.scale and len(values) > 1:
                values = of_now(values, graded(sentence, sign.scale, self._lexicon))
            if not values and not sign.implied and not setting.pairs:
                continue
            targets = self._targets(sentence, n, sign)
            if not values and not (targets and (sign.implied or setting.pairs)):
                continue
            values = [v for v in values if not leads_another(sentence, v, targets)]
            single |= {sign.kind} if targets and sign.table else set()
            theirs = not set(sign.documents).isdisjoint(setting.groups)
            if sign.void and any(word.word in sign.void for word in sentence.words):
                continue
            row = bool(sign.counted) and is_row(sentence, targets, values)
            if sign.anchors and not (theirs or row or self._anchored(sentence, n, sign, values)):
                continue
            if (
                setting.pairs
                and not _doubled(sentence)
                and (pairs := list(self._by_pairs(sentence, sign, targets, setting.pairs)))
            ):
                for pair in pairs:
                    yield self._made(sentence, sign, pair, "absent" if pair.normal else "present", [], setting)
                continue
            before: list[Mark] = []
            for place in pairwise([0, *sentence.breaks, len(sentence.words)]):
                if not sign.scale and self._graded(sentence, sign, place):
                    continue  # The grades say more.
                inner = [t for t in targets if place[0] <= t.first < place[1]]
                here = [v for v in values if place[0] <= v.first < place[1]]
                excepted = (
                    bool(before) and all(self._normal(sign, v) for v in before) and self._excepts(sentence, place[0])
                )
                if here or sign.implied or excepted:
                    yield from self._of_clause(sentence, sign, inner, here, setting, place)
                before = here or before

    def _graded(self, sentence: Sentence, sign: Sign, place: tuple[int, int]) -> bool:
        """Whether a clause grades what a sign without a scale only names."""
        scale = self._lexicon.pack.kind(sign.kind).scale
        return any(m.value.startswith(f"{scale}:") and place[0] <= m.first < place[1] for m in sentence.grades)

    def _excepts(self, sentence: Sentence, first: int) -> bool:
        """Whether a clause begins with a word that excepts what it names from what was said before."""
        return any(m.first == first for m in sentence.cued("excepts"))

    def _section_of(self, sentence: Sentence) -> str:
        """The section of which a sentence of none tells by its own words."""
        named = self._lexicon.reading.examining.items()
        return next((section for section, words in named if any(w.word in words for w in sentence.words)), "none")

    def _stated_in(self, section: str) -> list[tuple[int, Sign]]:
        """The signs that a section may state, with their places."""
        signs = enumerate(self._lexicon.reading.signs)
        return [(n, sign) for n, sign in signs if not sign.sections or section in sign.sections]

    def _anchored(self, sentence: Sentence, n: int, sign: Sign, values: list[Mark]) -> bool:
        if any(m.value == str(n) for m in sentence.cued("anchor")) or str(n) in self._heading(sentence.line.heading):
            return True
        return bool(sign.scale) and any(v.role == "grade" for v in values)

    def _heading(self, words: str) -> frozenset[str]:
        """Signs that a heading names, such as that of one part of an examination."""
        if words not in self._headings:
            found = self._lexicon.anchors.find(self._lexicon.tokens(words))
            self._headings[words] = frozenset(value for _, _, role, value in found if role == "anchor")
        return self._headings[words]

    def _values(self, sentence: Sentence, n: int, sign: Sign) -> list[Mark]:
        told = [*sentence.cued("abnormal"), *sentence.cued("normal")]
        found = [m for m in told if m.value == str(n)]
        if not sign.scale:  # what begins a longer grade is the value of something else
            others = (m for m in sentence.names if m.role == "structure" and not m.value.startswith(f"{sign.table}:"))
            longer = [*sentence.grades, *others]
            found = [m for m in found if not any(g.first <= m.first <= m.last <= g.last > g.first for g in longer)]
        if sign.scale:
            graded = [m for m in sentence.grades if m.value.startswith(f"{sign.scale}:")]
            found += graded or self._bare_grades(sentence, n, sign)
        if not found and sign.normal and (plain := sentence.cued("unremarkable")):
            if self._headed(sentence, n, sign):
                found = [replace(m, role="normal", value=str(n)) for m in plain if m.first == 0]
            found = found or list(self._listed(sentence, n, sign))
        return sorted(found, key=lambda m: m.first) if len(found) > 1 else found

    def _listed(self, sentence: Sentence, n: int, sign: Sign) -> Iterator[Mark]:
        """A word that says that all of a list of what is examined is as it should be ("the one, the other and a third normal")."""
        others = [*sentence.cued("anchor"), *(m for m in sentence.names if m.role == "sign"), *sentence.cued("joins")]
        passed = {i for m in others for i in range(m.first, m.last + 1)} | sentence.copulas
        passed |= {i for i, w in enumerate(sentence.words) if w.word in (",", "/")}
        named = [m for m in sentence.names if m.role == "sign"] if sign.names else sentence.cued("anchor")
        for mark in (m for m in named if m.value == str(n)):
            end = mark.last + 1
            while end in passed:
                end += 1
            begin = mark.first - 1
            while begin in passed:
                begin -= 1
            told = [m for m in sentence.cued("unremarkable") if m.first == end > mark.last + 1]
            told += [m for m in sentence.cued("unremarkable") if m.last == begin < mark.first - 1]
            yield from (replace(m, role="normal", value=str(n)) for m in told)

    def _headed(self, sentence: Sentence, n: int, sign: Sign) -> bool:
        """Whether the heading names what is examined, so that a word alone says that nothing is wrong with it."""
        return bool(sign.anchors) and not sign.documents and str(n) in self._heading(sentence.line.heading)

    def _bare_grades(self, sentence: Sentence, n: int, sign: Sign) -> list[Mark]:
        """Grades without their scale, directly behind a structure, where words say that it is what is told ("Motor: deltoid 4")."""
        if not (targets := self._targets(sentence, n, sign)):
            return []
        text, starts = sentence.line.text, [w.start for w in sentence.words]
        passed = {m.first for m in sentence.cued("side")} | {i for i, w in enumerate(sentence.words) if w.word in ":="}
        found = []
        for match in _BARE.finditer(text):
            word = bisect_left(starts, match.start())
            before = word - 1
            while before in passed:
                before -= 1
            led = any(t.last == before for t in targets) or (word > 0 and sentence.words[word - 1].word in GRADED)
            if led and match[0] in self._lexicon.pack.scale(sign.scale).grades:
                found.append(Mark("grade", f"{sign.scale}:{match[0]}", word, bisect_left(starts, match.end()) - 1))
        listed = len(found) >= LISTED and any(m.value == f"{sign.scale}:{sign.full}" for m in found)
        return found if listed or self._anchored(sentence, n, sign, []) else []

    def _targets(self, sentence: Sentence, n: int, sign: Sign) -> list[Mark]:
        if sign.counted:
            return [m for m in sentence.cued("test") if m.value.startswith(f"{n}:")]
        if sign.names:
            return [m for m in sentence.names if m.role == "sign" and m.value == str(n)]
        named = [m for m in sentence.names if m.role == "structure"]
        targets = [m for m in named if m.value.startswith(f"{sign.table}:")]
        if sign.short and self._lists(sentence, n):
            brief = [
                m for m in named if m.value in sign.short and not any(t.first <= m.first <= t.last for t in targets)
            ]
            brief = [
                m for m in brief if not any(0 < g.first - m.last <= VALUED < g.last - m.last for g in sentence.grades)
            ]
            targets += [replace(m, value=f"{sign.table}:{sign.short[m.value]}") for m in brief]
        targets = [t for t in targets if _id(t) not in sign.unscaled]
        targets += self._landmarks[n].within(sentence, targets)
        passed = wholes(sentence, targets) if len(targets) > 1 else ()
        targets = [t for t in targets if t.first not in passed and not self._of_another(sentence, sign, t)]
        return sorted(targets, key=lambda m: m.first)

    def _of_another(self, sentence: Sentence, sign: Sign, target: Mark) -> bool:
        """Whether a name that two tables have is that of the other one, whose sign the sentence names ("light touch reduced at the joint")."""
        same = (m for m in sentence.names if m.role == "structure" and (m.first, m.last) == (target.first, target.last))
        twins = {m.value.partition(":")[0] for m in same} - {sign.table}
        if not twins or sign.anchors:
            return False
        anchors = {m.value for m in sentence.cued("anchor")}
        others = (str(k) for k, s in enumerate(self._lexicon.reading.signs) if s.table in twins)
        return not anchors.isdisjoint(others) and not sentence.cued("list")

    def _lists(self, sentence: Sentence, n: int) -> bool:
        """Whether the words or the heading of a sentence head a list of structures named in short."""
        if any(m.value == str(n) for m in sentence.cued("list")):
            return True
        return ("list", str(n)) in self._lexicon.heading(sentence.line.heading)

    def _of_clause(
        self,
        sentence: Sentence,
        sign: Sign,
        targets: list[Mark],
        values: list[Mark],
        setting: Setting,
        place: tuple[int, int],
    ) -> Iterator[FoundFinding]:
        rest = sentence.cued("others")
        whole = place == (0, len(sentence.words)) or self._clause_alone(sentence, str(self._number(sign)), place)
        for pair in self._pairs(sentence, sign, targets, values, place, setting):
            if not pair.of and not (pair.normal and whole):
                continue
            status, cues = status_of(sentence, pair.first, pair.last, (), valued=True)
            if status is None:
                continue
            if any(values[0].first <= c.first <= values[-1].last for c in cues if values):
                status = "present"  # The cue is the finding itself, not a denial of it.
            told = {(m.first, m.last) for m in sentence.cued("abnormal")}
            graded = pair.told is not None and pair.told[1].role == "grade"
            if cues and graded and told.issuperset((c.first, c.last) for c in cues):
                status, cues = "present", []  # They tell of another sign ("the one absent and the other 4/5").
            between = self._between(sentence, pair)
            status = between or status
            said: Status = status
            if pair.normal:
                if status != "present" or (not pair.of and any(abs(m.first - pair.first) <= ACROSS for m in rest)):
                    continue  # What is said of the rest does not deny what stands before it.
                said = "absent"
            yield self._made(sentence, sign, pair, said, cues, setting)

    def _number(self, sign: Sign) -> int:
        return next(n for n, s in enumerate(self._lexicon.reading.signs) if s is sign)

    def _clause_alone(self, sentence: Sentence, n: str, place: tuple[int, int]) -> bool:
        """Whether a clause between semicolons names what is examined, so that it speaks of all of it; nothing of it is excepted."""
        parted = all(sentence.words[b].word == ";" for b in sentence.breaks)
        named = any(m.value == n and place[0] <= m.first < place[1] for m in sentence.cued("anchor"))
        return parted and named and not sentence.cued("excepts")

    def _made(
        self, sentence: Sentence, sign: Sign, pair: _Pair, said: Status, cues: list[Mark], setting: Setting
    ) -> FoundFinding:
        """The finding that a pair tells."""
        spans = [pair.first, *(c.first for c in cues)], [pair.last, *(c.last for c in cues)]
        quote, span = quoted(sentence, min(spans[0]), max(spans[1]), setting.document)
        own = bool(pair.of) or sentence.line.text.startswith(sentence.line.place)
        side = pair.side if pair.side != NOT_STATED or not own or of_both(sentence) else setting.side
        named = pair.of not in ("", "*")
        region = self._lexicon.region_of(sign.table, pair.of) if named and sign.table else NOT_STATED
        away = region in self._lexicon.reading_of(sign.kind).shows_in
        region = setting.region if away or region == NOT_STATED else region
        named = named and (bool(sign.counted) or self._lexicon.pack.kind(sign.kind).structures != NOT_STATED)
        return FoundFinding(
            sign.kind,
            span,
            quote,
            said,
            region=region,
            side=side,
            of=pair.of if named else NOT_STATED,
            grade=NOT_STATED if pair.normal else pair.grade,
        )

    def _by_pairs(self, sentence: Sentence, sign: Sign, targets: list[Mark], sides: tuple[str, ...]) -> Iterator[_Pair]:
        """Both values of each structure, where a heading says which of two is whose ("(R/L): one 5/4+, other 5/5")."""
        text, starts = sentence.line.text, [w.start for w in sentence.words]
        words = {"normal": frozenset(sign.normal), "abnormal": frozenset(sign.abnormal)}
        for match in _TWO.finditer(text):
            first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end()) - 1
            target = next((m for m in targets if m.last in (first - 1, first - 2) and m.last < first), None)
            if target is None:
                continue
            for side, value in zip(sides, (match["one"], match["other"]), strict=False):
                graded = bool(sign.scale) and value in self._lexicon.pack.scale(sign.scale).grades
                if not sign.scale and value.isdigit() and value not in words["abnormal"]:
                    value = f"{value}+"  # so it is written where one stands alone
                if graded or value in words["normal"] or value in words["abnormal"]:
                    normal = value == sign.full if graded else value in words["normal"]
                    grade = value if graded else NOT_STATED
                    yield _Pair(_id(target) or "*", side, grade, normal, None, target.first, last)  # type: ignore[arg-type]

    def _pairs(
        self,
        sentence: Sentence,
        sign: Sign,
        targets: list[Mark],
        values: list[Mark],
        place: tuple[int, int],
        setting: Setting,
    ) -> Iterator[_Pair]:
        """What was found where; without structures, what was found in all."""
        if not targets:
            if sign.anchors and values and all(self._normal(sign, v) for v in values):
                commas = [i for i, w in enumerate(sentence.words) if w.word == ","]
                begin = max((i for i in commas if i < values[0].first), default=place[0])
                end = min((i for i in commas if i > values[0].last), default=place[1])
                named = {m.value for m in sentence.cued("side") if begin <= m.first < end}
                side: Side = named.pop() if len(named) == 1 else NOT_STATED  # type: ignore[assignment]
                yield _Pair("", side, NOT_STATED, True, None, values[0].first, values[0].last)
            return
        if not values:
            for target in targets:
                yield _Pair(_id(target), side_of(sentence, target), NOT_STATED, False, None, target.first, target.last)
            return
        led = side_that_leads(sentence, place, [*targets, *values]) if sign.table else NOT_STATED
        if sign.table and led == NOT_STATED and self._excepts(sentence, place[0]):
            before = {m.value for m in sentence.cued("side") if m.first < place[0]}
            led = before.pop() if len(before) == 1 and not before & {"bilateral"} else led  # type: ignore[assignment]
        for pair in pairs_of(sentence, place, targets, values, setting.columns, sign.evokes):
            of = "*" if sign.names else _id(pair.target) or "*"
            grade = pair.value.value.split(":", 1)[1] if pair.value.role == "grade" else NOT_STATED
            told = (pair.target, pair.value)
            side = pair.side if pair.side != NOT_STATED else led
            yield _Pair(of, side, grade, self._normal(sign, pair.value), told, pair.first, pair.last)

    def _between(self, sentence: Sentence, pair: _Pair) -> Status | None:
        """What a word between a structure and its value says of it ("does not reproduce", "possibly diminished")."""
        if pair.told is None:
            return None
        target, value = pair.told
        doubts = (m for role in ("uncertain", "uncertain_after") for m in sentence.cued(role))
        if any((m.first, m.last) == (value.first, value.last) for m in doubts):
            return "uncertain"
        if value.first <= target.last:
            return None
        plain = {n for m in sentence.cued("no_negation") for n in range(m.first, m.last + 1)}
        for role, status in (("negation", "absent"), ("uncertain", "uncertain")):
            if any(
                target.last < m.first and m.last < value.first and m.first not in plain for m in sentence.cued(role)
            ):
                return status  # type: ignore[return-value]
        return None

    def _normal(self, sign: Sign, value: Mark) -> bool:
        return value.role == "normal" or (value.role == "grade" and value.value == f"{sign.scale}:{sign.full}")


def _doubled(sentence: Sentence) -> bool:
    """Whether two grades stand side by side, each of them whole ("5/5 4/5")."""
    words = sentence.words
    return any(
        all(w.word == "," for w in words[a.last + 1 : b.first])
        for a, b in pairwise(sentence.grades)
        if a.last < b.first
    )


def _id(target: Mark) -> str:
    return target.value.split(":", 1)[1] if ":" in target.value else ""
