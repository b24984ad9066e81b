"""One side worse or weaker than the other: told as the record tells it, or as the grades of both sides have it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..model.case import Finding
from ..model.document import Violation
from .reading import Reading
from .record import negated
from .record_pieces import LETTERS, sentences
from .words import Lists

_SIDE = r"(?:[Ll]eft|[Rr]ight|L|R)"
_OF_STRENGTH = ("weaker", "stronger")
_GRADE = re.compile(r"(?P<of>[0-5])(?P<sign>[+-]?)$")


@cache
def _forms(lists: Lists) -> tuple[re.Pattern[str], ...]:
    """Ways in which one side is set above the other."""
    listed = sorted((*lists.words.worse_side, *lists.words.better_side), key=len, reverse=True)
    word = rf"(?<!\bno )(?<!\bnot )(?P<word>(?i:{'|'.join(listed)}))"  # "no worse" ranks nothing
    return (
        re.compile(rf"\b(?P<one>{_SIDE})\b(?: [a-z]+){{0,3}}? {word} than (?:the |on the )?(?P<two>{_SIDE})\b"),
        re.compile(rf"\b{word} (?:on|in|at) (?:the )?(?P<one>{_SIDE})\b"),
        re.compile(rf"\b(?P<one>{_SIDE}) ?> ?(?P<two>{_SIDE})\b"),
        re.compile(
            rf"\b(?P<one>{_SIDE})(?: [a-z]+){{0,2}}? (?:is|was|being|remains|has been)(?: [a-z]+)? the {word} "
            r"(?:side\b|one\b|of (?:the two|both)\b|half\b)"
        ),
    )


class _Worse(NamedTuple):
    side: str
    word: str
    start: int


def sides_exchanged(reading: Reading) -> Iterator[Violation]:
    """`record-side`: the better of two sides told as the worse, by the words or the grades of the record."""
    if reading.tells_sources or not (reading.findings or reading.documents):
        return
    told = [w for w in _worse(reading.text.text, reading.ground.lists) if not reading.quoted(w.start)]
    for one in told:
        by_grade = _weaker_by_grade(reading) if one.word in _OF_STRENGTH else ""
        documents = [c.document for c in reading.cited_at(one.start) if c.document in reading.ground.documents]
        held = {
            w.side
            for id in documents
            for s in sentences(reading.ground, id)
            for w in _worse(s.text.text, reading.ground.lists)
        }
        if (by_grade and by_grade != one.side) or (not by_grade and len(held) == 1 and one.side not in held):
            yield reading.violation("record-side", one.word, f"The record has the {(by_grade or min(held))} side so.")
            return


def _worse(text: str, lists: Lists) -> list[_Worse]:
    """The sides that a text tells as the worse of the two."""
    found = []
    for form in _forms(lists):
        for match in form.finditer(text):
            named = match.groupdict()
            word = (named.get("word") or "more").lower()
            side = LETTERS.get(match["one"], match["one"].lower())
            if word in lists.words.better_side:
                side = "left" if side == "right" else "right"
            found.append(_Worse(side, word, match.start()))
    return found


def _weaker_by_grade(reading: Reading) -> str:
    """The side with the lower grade of strength, where the basis grades one thing on both."""
    graded: dict[tuple[str, str], dict[str, list[float]]] = {}
    for f in reading.findings:
        value = _strength(f)
        if value is not None and f.side in ("left", "right"):
            graded.setdefault((f.kind, str(f.of)), {}).setdefault(str(f.side), []).append(value)
    pairs = [v for v in graded.values() if len(v) == 2 and all(len(x) == 1 for x in v.values())]
    if len(pairs) != 1 or pairs[0]["left"] == pairs[0]["right"]:
        return ""
    return "left" if pairs[0]["left"] < pairs[0]["right"] else "right"


def structures_exchanged(reading: Reading) -> Iterator[Violation]:
    """`record-severity`: of two structures of one side, one told as the weaker that its grade does not make so."""
    lower = reading.text.lower
    for match in re.finditer(r"\b(weaker|stronger)\b", lower):
        low, high = reading.text.clause_at(match.start())
        than = lower.find(" than ", match.end(), high)
        if reading.tells_sources or than < 0 or reading.quoted(match.start()) or negated(reading, *match.span()):
            continue
        one, two = _strengths(reading, low, match.start()), _strengths(reading, than, high)
        if len(one) != 1 or len(two) != 1:
            continue
        weaker, stronger = (one, two) if match[1] == "weaker" else (two, one)
        if min(weaker) >= max(stronger):
            yield reading.violation("record-severity", lower[match.start() : high], "The grades are not so.")
            return


def _strengths(reading: Reading, start: int, end: int) -> set[float]:
    """The grades of strength that the basis has of the structures named in a stretch."""
    named = {
        c.rpartition(":")[2]
        for m in reading.analysed.mentions
        if start <= m.start < end
        for c in m.concepts
        if c.startswith("structure:")
    }
    return {v for f in reading.findings if f.of in named and (v := _strength(f)) is not None}


def _strength(finding: Finding) -> float | None:
    match = _GRADE.match(str(finding.grade))
    return None if match is None else int(match["of"]) + {"": 0.0, "+": 0.3, "-": -0.3}[match["sign"]]
