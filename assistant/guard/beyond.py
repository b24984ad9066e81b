"""What is told of the patient beyond the entries of the case: a denial of what no document speaks of, a side that the document gives to
one of two signs, a length that was long enough told as too short.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading
from .record import negated, parts_of
from .record_pieces import CUT, LETTER, LETTERS, sentences
from .side_words import sides_in

_OF_PERSON = re.compile(r"\b(?:he|she|they|the patient|the man|the woman)\b")
_DENIED = re.compile(
    r"\b(?:does not|do not|did not|has never|have never|had never|never|is not a|is no|is a non|denies)\b"
)
_LASTED = re.compile(
    r"\b(?:lasted|lasting|lasts|went on|ran|(?:was|were) given|was (?:tried|kept up|taken)|continued) (?:for )?"
    r"(?:only |just |not even )?$"
)
_SHORT = ("less_than", "at_most")


def denied_unsaid(reading: Reading) -> Iterator[Violation]:
    """`record-status`: something denied of the person of which no document of the case says anything."""
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application") or not reading.documents:
        return
    ground, text, lists = reading.ground, reading.text, reading.ground.lists
    for mention in reading.analysed.mentions:
        kinds = set(mention.of("kind"))
        if not kinds or reading.quoted(mention.start) or reading.voice(mention.start) == "rule":
            continue
        low, high = text.clause_at(mention.start)
        if _OF_PERSON.search(text.lower, low, mention.start) is None or not (
            _DENIED.search(text.lower, low, mention.start) and negated(reading, mention.start, mention.end)
        ):
            continue
        if any(f.kind in kinds for f in ground.case.findings) or lists.on_record.search(text.lower, low, high):
            continue
        whole = (ground.analysed("whole", id, (d.text,)) for id, d in ground.documents.items())
        if not any(mention.concepts & document.concepts for document in whole):
            span = text.text[low:high]
            yield reading.violation("record-status", span, "No document says so: what is not on record is not denied.")
            return


def side_on_file(reading: Reading) -> Iterator[Violation]:
    """`record-side`: a sign that its finding's words do not name, told of a side that its document does not give it."""
    if reading.tells_sources or not reading.documents:
        return
    ground, lists = reading.ground, reading.ground.lists
    quotes = [ground.analysed("quote", f.id, (f.quote,)) for f in reading.findings]
    for part in parts_of(reading):
        told = {lists.sides[m[0]] for m in sides_in(reading.text.lower, lists, part.start, part.end)}
        if len(told) != 1:
            continue
        for mention in reading.analysed.mentions:
            if not mention.of("kind") or not part.start <= mention.start < part.end or reading.quoted(mention.start):
                continue
            if negated(reading, mention.start, mention.end):
                continue
            stems = set(reading.text.stems[mention.first : mention.last]) - lists.connectives
            if not stems or any(not stems.isdisjoint(quote.text.stem_set) for quote in quotes):
                continue
            held = [
                sides
                for id in reading.documents
                if id in ground.documents
                for sentence in sentences(ground, id)
                if stems <= sentence.text.stem_set and (sides := _sides_beside(sentence, stems))
            ]
            if held and not any(told <= sides for sides in held):
                span = reading.text.text[mention.start : mention.end]
                yield reading.violation("record-side", span, f"Its document says {', '.join(sorted(held[0]))}.")
                return


def _sides_beside(sentence: Analysed, stems: set[str]) -> frozenset[str]:
    """Sides in the stretch of a sentence that has a word."""
    lists, text = sentence.lexicon.lists, sentence.text
    cuts = [0, *(m.end() for m in CUT.finditer(text.text)), len(text.text)]
    found = set[str]()
    for low, high in pairwise(cuts):
        if stems.isdisjoint(text.stems[slice(*text.token_span(low, high))]):
            continue
        found |= {lists.sides[m[0]] for m in sides_in(text.lower, lists, low, high)}
        found |= {LETTERS[m[0]] for m in LETTER.finditer(text.text, low, high)}
    return frozenset(found)


def length_turned(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a treatment said to have lasted less than it did."""
    if reading.tells_sources or not reading.treatments:
        return
    for figure in reading.analysed.figures:
        if figure.comparator not in _SHORT or reading.quoted(figure.start) or not isinstance(figure.key, float):
            continue
        low, _ = reading.text.clause_at(figure.start)
        before = re.sub(r"\b(?:less|fewer|shorter) than $|\bunder $", "", reading.text.lower[low : figure.start])
        if _LASTED.search(before) is None or figure.unit not in _DAYS:
            continue
        weeks = [f.key for t in reading.treatments for f in reading.ground.lasted(t).figures if f.unit == "week"]
        asked = figure.key * _DAYS[figure.unit] / 7
        if weeks and all(isinstance(w, float) and w > asked for w in weeks):
            yield reading.violation("figure-unsupported", figure.text, f"It lasted {weeks[0]} weeks by its days.")


_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
