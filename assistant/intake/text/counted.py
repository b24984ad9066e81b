"""Signs that are counted: of several named tests of one kind, how many of one examination were positive."""

from collections.abc import Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from .facts import FoundFinding, Span
from .lexicon import Lexicon

LONGEST = 400
"""Characters from the first positive test to the last up to which all words between them are quoted."""


def counted(findings: Sequence[FoundFinding], text: str, lexicon: Lexicon) -> list[FoundFinding]:
    """The findings of a document, the tests of one kind as one finding with their number. A number that the text gives comes first."""
    kinds = {sign.kind: frozenset(sign.counted) for sign in lexicon.reading.signs if sign.counted}
    tests = [f for f in findings if f.of in kinds.get(f.kind, ())]
    made = [f for f in findings if f.of not in kinds.get(f.kind, ())]
    for kind in dict.fromkeys(f.kind for f in tests):
        if not any(f.kind == kind and f.number != NOT_STATED for f in made):
            made.append(_one([f for f in tests if f.kind == kind], text, lexicon))
    return made


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
