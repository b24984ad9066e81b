"""A measure told of a year that the record gives another measure for, and a way between two that it went the other way."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .figure import Figure
from .reading import Reading
from .record_pieces import sentences

_FROM_TO = re.compile(r"\bfrom (?:an? |the )?$")


def value_of_year(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a measure put to a year, of which a document cited has another with the same unit in its sentence."""
    if reading.statement.type not in ("record_fact", "application") or not reading.documents:
        return
    years = [f for f in reading.analysed.figures if f.kind == "year" and not reading.quoted(f.start)]
    measures = reading.ground.lists.words.measures
    for year in years:
        low, high = reading.text.clause_at(year.start)
        told = [f for f in reading.analysed.figures if low <= f.start < high and f is not year and f.unit in measures]
        first = _first(reading, told)
        if first is None:
            continue
        cited = [c.document for c in reading.cited_at(year.start) if c.document in reading.ground.documents]
        for sentence in (s for id in cited for s in sentences(reading.ground, id)):
            same = [f for f in sentence.figures if f.unit == first[1] and f.kind == "number"]
            if same and sentence.supporting(year) and all(f.key != first[0] for f in same):
                yield reading.violation("figure-misplaced", year.text, f'The record says: "{sentence.text.text}"')
                return


def _first(reading: Reading, told: list[Figure]) -> tuple[object, str] | None:
    """The value that a clause gives for the year in it: its only measure, or the one that something went from."""
    if len(told) == 1 and told[0].kind == "number":
        going = reading.text.lower[: told[0].start].endswith((" to ", " now ", " at "))
        return None if going else (told[0].key, told[0].unit)
    spans = [f for f in told if f.kind == "range" and isinstance(f.key, tuple)]
    if len(told) == 1 and spans and _FROM_TO.search(reading.text.lower[: spans[0].start]):
        return (spans[0].key[0], spans[0].unit) if isinstance(spans[0].key, tuple) else None
    if len(told) == 2 and _FROM_TO.search(reading.text.lower[: told[0].start]):
        return told[0].key, told[0].unit
    return None
