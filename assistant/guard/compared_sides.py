"""One side worse or weaker than the other: told as the record tells it, or as the grades of both sides have it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model.case import Finding
from ..model.document import Violation
from .reading import Reading
from .record_pieces import LETTERS, sentences

_SIDE = r"(?:[Ll]eft|[Rr]ight|L|R)"
_WORD = (
    r"(?<!\bno )(?<!\bnot )"  # "no worse" ranks nothing
    r"(?P<word>(?i:worse|weaker|stronger|better|(?:more|less) (?:severe|marked|affected|pronounced)|milder|greater|more|less))"
)
_FORMS = (
    re.compile(rf"\b(?P<one>{_SIDE})\b(?: [a-z]+){{0,3}}? {_WORD} than (?:the |on the )?(?P<two>{_SIDE})\b"),
    re.compile(rf"\b{_WORD} (?:on|in|at) (?:the )?(?P<one>{_SIDE})\b"),
    re.compile(rf"\b(?P<one>{_SIDE}) ?> ?(?P<two>{_SIDE})\b"),
)
_LESS = ("better", "stronger", "less", "milder")
_OF_STRENGTH = ("weaker", "stronger")
_GRADE = re.compile(r"(?P<of>[0-5])(?P<sign>[+-]?)$")


class _Worse(NamedTuple):
    side: str
    word: str
    start: int


def sides_exchanged(reading: Reading) -> Iterator[Violation]:
    """`record-side`: the better of two sides told as the worse, by the words or the grades of the record."""
    if reading.tells_sources or not (reading.findings or reading.documents):
        return
    told = [w for w in _worse(reading.text.text) if not reading.quoted(w.start)]
    for one in told:
        by_grade = _weaker_by_grade(reading) if one.word in _OF_STRENGTH else ""
        documents = [c.document for c in reading.cited_at(one.start) if c.document in reading.ground.documents]
        held = {w.side for id in documents for s in sentences(reading.ground, id) for w in _worse(s.text.text)}
        if (by_grade and by_grade != one.side) or (not by_grade and len(held) == 1 and one.side not in held):
            yield reading.violation("record-side", one.word, f"The record has the {(by_grade or min(held))} side so.")
            return


def _worse(text: str) -> list[_Worse]:
    """The sides that a text tells as the worse of the two."""
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            named = match.groupdict()
            word = (named.get("word") or "more").lower()
            side = LETTERS.get(match["one"], match["one"].lower())
            if word.startswith(_LESS):
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


def _strength(finding: Finding) -> float | None:
    match = _GRADE.match(str(finding.grade))
    return None if match is None else int(match["of"]) + {"": 0.0, "+": 0.3, "-": -0.3}[match["sign"]]
