"""Signs of an examination: a structure, and the grade or word that says what was found there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ...model.base import NOT_STATED, Side, Status
from .data import Sign
from .facts import FoundFinding, quoted
from .lexicon import Lexicon, Mark
from .sentence import Sentence, behind
from .stating import Setting
from .status import status_of

ACROSS = 8
"""Words between a structure and what was found there."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What was found at a structure; `of` is empty for the examination as a whole."""

    of: str
    side: Side
    grade: str
    normal: bool
    first: int
    last: int


class SignReader:
    """Reads signs with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._headings: dict[str, frozenset[str]] = {"": frozenset()}

    def read(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        """The signs that a sentence states, or denies."""
        single: set[str] = set()
        for n, sign in enumerate(self._lexicon.reading.signs):
            if sign.names and sign.kind in single:
                continue  # The word for all of them heads what is told of each.
            if sign.sections and (sentence.line.section or "none") not in sign.sections:
                continue
            values = self._values(sentence, n, sign)
            targets = self._targets(sentence, n, sign)
            if not values and not (sign.implied and targets):
                continue
            single |= {sign.kind} if targets and sign.table else set()
            told = not set(sign.documents).isdisjoint(setting.groups)
            if sign.anchors and not told and not self._anchored(sentence, n, sign, values):
                continue
            for first, last in self._pieces(sentence, targets, values):
                inner = [t for t in targets if first <= t.first < last]
                valued = [v for v in values if first <= v.first < last]
                yield from self._of_piece(
                    sentence, sign, inner, valued, setting, whole=(first, last) == (0, len(sentence.words))
                )

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
        found = [m for role in ("abnormal", "normal") for m in sentence.cued(role) if m.value == str(n)]
        if sign.scale:
            found += [m for m in sentence.grades if m.value.startswith(f"{sign.scale}:")]
        return sorted(found, key=lambda m: m.first)

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
            targets += [replace(m, value=f"{sign.table}:{sign.short[m.value]}") for m in brief]
        return sorted(targets, key=lambda m: m.first)

    def _lists(self, sentence: Sentence, n: int) -> bool:
        """Whether the words or the heading of a sentence head a list of structures named in short."""
        if any(m.value == str(n) for m in sentence.cued("list")):
            return True
        found = self._lexicon.tests.find(self._lexicon.tokens(sentence.line.heading)) if sentence.line.heading else ()
        return any((role, value) == ("list", str(n)) for _, _, role, value in found)

    def _pieces(self, sentence: Sentence, targets: list[Mark], values: list[Mark]) -> Iterator[tuple[int, int]]:
        """Clauses; and within a clause the parts between commas, where each of them has a structure and a value."""
        edges = [0, *sentence.breaks, len(sentence.words)]
        for first, last in pairwise(edges):
            commas = [n for n in range(first, last) if sentence.words[n].word in (",", ".")]
            parts = list(zip([first, *commas], [*commas, last], strict=True))
            full = all(
                any(a <= t.first < b for t in targets) and any(a <= v.first < b for v in values) for a, b in parts
            )
            yield from parts if full else [(first, last)]

    def _of_piece(
        self, sentence: Sentence, sign: Sign, targets: list[Mark], values: list[Mark], setting: Setting, *, whole: bool
    ) -> Iterator[FoundFinding]:
        if not values and not sign.implied:
            return
        rest = sentence.cued("others")
        for pair in self._pairs(sentence, sign, targets, values, setting.columns):
            if not pair.of and not (pair.normal and whole):
                continue
            status, cues = status_of(sentence, pair.first, pair.last, ())
            if status is None:
                continue
            if any(values[0].first <= c.first <= values[-1].last for c in cues if values):
                status = "present"  # The cue is the finding itself, not a denial of it.
            said: Status = status
            if pair.normal:
                if status != "present" or (not pair.of and any(abs(m.first - pair.first) <= ACROSS for m in rest)):
                    continue  # What is said of the rest does not deny what stands before it.
                said = "absent"
            spans = [pair.first, *(c.first for c in cues)], [pair.last, *(c.last for c in cues)]
            quote, span = quoted(sentence, min(spans[0]), max(spans[1]), setting.document)
            side = pair.side if pair.side != NOT_STATED else setting.side
            region = self._lexicon.region_of(sign.table, pair.of) if pair.of and sign.table else NOT_STATED
            yield FoundFinding(
                sign.kind,
                span,
                quote,
                said,
                region=setting.region if region == NOT_STATED else region,
                side=side,
                of=NOT_STATED if pair.of in ("", "*") else pair.of,
                grade=NOT_STATED if pair.normal else pair.grade,
            )

    def _pairs(
        self, sentence: Sentence, sign: Sign, targets: list[Mark], values: list[Mark], columns: tuple[str, ...]
    ) -> Iterator[_Pair]:
        """Each value with its structures. What stands first in the piece, value or structure, stands first in every pair."""
        names = "" if sign.names else None
        if not targets:
            for value in values:
                if sign.anchors and self._normal(sign, value) and len(values) == 1:
                    named = {m.value for m in sentence.cued("side")}
                    side: Side = named.pop() if len(named) == 1 else NOT_STATED  # type: ignore[assignment]
                    yield _Pair("", side, NOT_STATED, True, value.first, value.last)
            return
        if not values:
            for target in targets:
                side = self._side(sentence, target.first, target.last)
                yield _Pair(_id(target), side, NOT_STATED, False, target.first, target.last)
            return
        if len(targets) == 1 and len(values) == 2 and not sentence.cued("side") and sign.scale:
            only = targets[0]
            for value, told in zip(
                values, columns, strict=False
            ):  # Without heads of columns it is not known which is which.
                grade = value.value.split(":", 1)[1]
                begin, end = min(only.first, value.first), max(only.last, value.last)
                yield _Pair(_id(only), told, grade, self._normal(sign, value), begin, end)  # type: ignore[arg-type]
            return
        leading = values[0].first < targets[0].first
        last: list[Mark] = []
        for n, value in enumerate(values):
            if leading:
                end = values[n + 1].first if n + 1 < len(values) else len(sentence.words)
                own = [t for t in targets if value.last < t.first < end]
            else:
                after = values[n - 1].last if n else -1
                own = [t for t in targets if after < t.last < value.first]
            shared = self._side(sentence, value.first, value.last)
            if not own and not leading and shared != NOT_STATED and self._goes_on(sentence, values[n - 1], value):
                own = last
            last = own
            for target in own:
                if min(abs(target.first - value.last), abs(value.first - target.last)) > ACROSS + 3 * len(own):
                    continue
                side = self._side(sentence, target.first, target.last)
                if n and targets and target.first < values[n - 1].first:
                    side = shared
                begin, end = min(target.first, value.first), max(target.last, value.last)
                told = side if side != NOT_STATED else shared
                sides = [
                    m
                    for m in sentence.cued("side")
                    if (m.last == begin - 1 or begin <= m.first <= end + 3) and m.value == told
                ]
                begin, end = min([begin, *(m.first for m in sides)]), max([end, *(m.last for m in sides)])
                of = names if names is not None else _id(target)
                grade = value.value.split(":", 1)[1] if value.role == "grade" else NOT_STATED
                yield _Pair(of or "*", told, grade, self._normal(sign, value), begin, end)

    def _goes_on(self, sentence: Sentence, before: Mark, value: Mark) -> bool:
        """Whether a value speaks of the same structure as the one before it: no other word but sides stands between."""
        known = {
            n for role in ("side", "joins", "fillers") for m in sentence.cued(role) for n in range(m.first, m.last + 1)
        }
        commas = [n for n in range(before.last + 1, value.first) if sentence.words[n].word == ","]
        between = range((commas or [before.last])[-1] + 1, value.first)
        return all(n in known or not sentence.words[n].word.isalpha() for n in between)

    def _normal(self, sign: Sign, value: Mark) -> bool:
        return value.role == "normal" or (value.role == "grade" and value.value == f"{sign.scale}:{sign.full}")

    def _side(self, sentence: Sentence, first: int, last: int) -> Side:
        """The side directly before, or behind (`on the left`, `bilaterally`)."""
        joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
        marks = {n for m in sentence.marks for n in range(m.first, m.last + 1)}
        begin = first
        while begin - 1 in joins and begin - 2 in marks:  # "right A and B root"
            begin = next(n for n in range(begin - 2, -2, -1) if n not in marks) + 1
        for mark in sentence.cued("side"):
            if mark.last in (first - 1, begin - 1) or first <= mark.first <= mark.last <= last:
                return mark.value  # type: ignore[return-value]
        for mark in sentence.cued("side"):
            if mark.first == last + 1:
                nexts = {m.first for m in sentence.names if m.role in ("structure", "sign")}
                if mark.last + 1 not in nexts:
                    return mark.value  # type: ignore[return-value]
        return behind(sentence, last)


def _id(target: Mark) -> str:
    return target.value.split(":", 1)[1] if ":" in target.value else ""
