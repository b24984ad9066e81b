"""Signs that are counted: of several named tests of one kind, how many of one examination were positive."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED, Side
from ...model.case import Document
from .facts import FoundFinding, Span
from .lexicon import Lexicon, Mark
from .quick import whole
from .sentence import Sentence

LEADING = 3
"""Words within which a sentence that begins with a side names it, or within which one ends that names it last."""
_END = re.compile(r"[.;](?=\s)|\n|(?<=\d):(?=\s)")
"""What ends a sentence, or the day before it."""
_MINUS = re.compile(
    r"[^\W\d][^,;:+\n]{2,30}?\s[-\u2013\u2014\u2212]\s*(?:R|L|RT|LT|right|left|b/l|bilat\w*|both)\s*[,;]", re.IGNORECASE
)
"""A test with a minus before its side, and another test behind it."""
LONGEST = 400
"""Characters from the first positive test to the last up to which all words between them are quoted."""


def counted(findings: Sequence[FoundFinding], document: Document, lexicon: Lexicon) -> list[FoundFinding]:
    """The findings of a document, the tests of one kind as one finding with their number. A number that the text gives comes first."""
    text = document.text
    kinds = {sign.kind: frozenset(sign.counted) for sign in lexicon.reading.signs if sign.counted}
    tests = [f for f in findings if f.of in kinds.get(f.kind, ())]
    made = [f for f in findings if f.of not in kinds.get(f.kind, ())]
    tests = [replace(f, status="absent") if _minus(f, text) else f for f in tests if _meant(f.kind, text, lexicon)]
    for kind in dict.fromkeys(f.kind for f in tests):
        if not any(f.kind == kind and f.number != NOT_STATED for f in made):
            own = [f for f in tests if f.kind == kind]
            further = len(_unread(kind, {f.of for f in own}, text, lexicon))
            for each in _by_side(own, text, lexicon):
                one = _one(each, text, lexicon)
                made += [one, *_at_most(one, further)]
    told = {f.kind for f in findings}
    return [*made, *(f for kind in kinds if kind not in told for f in _none_read(kind, document, lexicon))]


def _minus(test: FoundFinding, text: str) -> bool:
    """Whether a minus of its own denies a test for which the result of a later one was taken ("one + R, the next - R, a third + R")."""
    return test.status == "present" and _MINUS.match(text, test.span.start, test.span.end) is not None


def is_row(sentence: Sentence, targets: Sequence[Mark], values: Sequence[Mark]) -> bool:
    """Whether a sentence is one test with its result, beside a side, as in a list of them: the tests around it say what it is."""
    told = [*targets, *values, *sentence.cued("side")]
    passed = {n for mark in told for n in range(mark.first, mark.last + 1)}
    words = [n for n, word in enumerate(sentence.words) if word.word[0].isalnum()]
    return len(targets) == 1 and bool(values) and targets[0].first == min(words) and passed.issuperset(words)


def _meant(kind: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a document names one of the tests, or all of them, by a word that names nothing else."""
    return any(
        whole(s.anchors).search(text) for s in lexicon.reading.signs if s.counted and s.kind == kind and s.anchors
    )


def _none_read(kind: str, document: Document, lexicon: Lexicon) -> Iterator[FoundFinding]:
    """How many tests may have been positive of which a document names some, and no result was read."""
    sign = next(s for s in lexicon.reading.signs if s.counted and s.kind == kind)
    sure = [name for name in sign.anchors if any(name in names for names in sign.counted.values())]
    first = whole(sure).search(document.text)
    if first is not None:
        number = float(len(_unread(kind, set(), document.text, lexicon)))
        span, unit = Span(document.id, first.start(), first.end()), lexicon.pack.kind(kind).unit
        yield FoundFinding(kind, span, first[0], "uncertain", number=number, unit=unit)


def _unread(kind: str, told: Container[str], text: str, lexicon: Lexicon) -> set[str]:
    """The tests of a kind that a document names without a result that was read; words that name more than the test are passed over."""
    sign = next(s for s in lexicon.reading.signs if s.counted and s.kind == kind)
    sure = set(sign.anchors)
    names = {of: [n for n in names if n in sure] for of, names in sign.counted.items() if of not in told}
    return {of for of, own in names.items() if own and whole(own).search(text)}


def _at_most(one: FoundFinding, further: int) -> list[FoundFinding]:
    """How many may have been positive, beside those of which it was read: so that what was not read is no denial."""
    if not further or one.status != "present" or one.number == NOT_STATED:
        return []
    return [replace(one, status="uncertain", number=float(one.number) + further)]


def _by_side(tests: Sequence[FoundFinding], text: str, lexicon: Lexicon) -> list[list[FoundFinding]]:
    """The tests of each side apart, where every positive one is told of a side."""
    sided = [f if f.side != NOT_STATED else replace(f, side=_led(f, text, lexicon)) for f in tests]
    sides = {f.side for f in sided if f.status == "present"}
    if NOT_STATED in sides:
        return [list(tests)]
    if not {"left", "right"} <= sides:
        return [sided]
    positive = [f for f in sided if f.status == "present"]
    return [[replace(f, side=side) for f in positive if f.side in (side, "bilateral")] for side in ("right", "left")]


def _led(test: FoundFinding, text: str, lexicon: Lexicon) -> Side:
    """The side with which the sentence of a test begins, or the one that it names at all ("these hurt on the right and that did not"),
    but for that of a part of the body.
    """
    begin = max((m.end() for m in _END.finditer(text, max(0, test.span.start - LONGEST), test.span.start)), default=0)
    words = lexicon.tokens(text[begin : test.span.start])
    sides = {value for a, _, role, value in lexicon.cues.find(words) if role == "side" and a < LEADING}
    if not sides:
        end = _END.search(text, test.span.end, test.span.end + LONGEST)
        words = lexicon.tokens(text[begin : end.start() if end else test.span.end + LONGEST])
        parts = {a for a, _, role, _ in lexicon.names.find(words) if role == "structure"}
        told = [(last, value) for _, last, role, value in lexicon.cues.find(words) if role == "side"]
        ends = bool(told) and len(words) - LEADING <= max(told)[0]
        sides = {value for last, value in told if ends or last + 1 not in parts}
    return sides.pop() if len(sides) == 1 else NOT_STATED  # type: ignore[return-value]


def _one(tests: Sequence[FoundFinding], text: str, lexicon: Lexicon) -> FoundFinding:
    """Several tests of one kind as one finding; denied where all were negative."""
    positive = [f for f in tests if f.status == "present"]
    first = (positive or tests)[0]
    if not positive:
        return replace(first, of=NOT_STATED)
    start, end = min(f.span.start for f in positive), max(f.span.end for f in positive)
    sides = {f.side for f in positive} - {NOT_STATED}
    number = float(len({f.of for f in positive}))
    found = replace(first, of=NOT_STATED, number=number, unit=lexicon.pack.kind(first.kind).unit)
    found = replace(found, side=sides.pop() if len(sides) == 1 else NOT_STATED)
    if end - start > LONGEST:
        return found
    return replace(found, quote=" ".join(text[start:end].split()), span=Span(first.span.document, start, end))
