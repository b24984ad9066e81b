"""What rises and what falls: a verb of movement agrees with the figures that it goes from and to, in the statement or on record."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.document import Violation
from .figure import Figure
from .reading import Reading
from .record_pieces import sentences

_FROM = re.compile(r" (?:back )?from (?:a |an |about |some |only |just |over |around )?(?:mean of |median of )?$")
_TO = re.compile(r" (?:back |only )?(?:up |down )?to (?:a |an |about |some |only |just |over |around )?$")
_BETWEEN = re.compile(r"^(?: [\w%-]+){0,6}? (?:back )?to (?:about |some |only |just |around )?$")
_BEFORE = (" then", " formerly", " previously")
_REACH = 40
"""Characters behind a verb in which the figure stands that it goes from or to."""


def moved_wrong(reading: Reading) -> Iterator[Violation]:
    """`polarity`: a rise from more to less, or a fall from less to more; and either where the record has no such movement."""
    lists, text = reading.ground.lists, reading.text
    if not lists.moving.touches(text.runs):
        return
    for match in lists.moving.finditer(text.lower):
        if reading.quoted(match.start()):
            continue
        rises = match[0] in lists.words.rising
        ends = ends_of(reading, match.end())
        if ends is not None:
            one, two = ends
            if one != two and (two > one) != rises:
                yield reading.violation("polarity", match[0], f"From {one:g} to {two:g} it went the other way.")
            continue
        told = _one_end(reading, match.end())
        if told is not None and not told[1] and _of_before(reading, told[0]):
            yield reading.violation("polarity", match[0], f"The record has {told[0].text} for what was before.")
            continue
        other = _other_on_record(reading, told[0]) if told is not None else None
        if told is None or other is None:
            continue
        first, last = (_value(told[0]), other) if told[1] else (other, _value(told[0]))
        if (last > first) != rises or last == first:
            yield reading.violation("polarity", match[0], f"The record has {first:g} before and {last:g} after.")


def moved_as_told(reading: Reading, position: int) -> bool:
    """Whether the word at a place is a verb of movement that agrees with the two figures behind it."""
    lists = reading.ground.lists
    match = lists.moving.match(reading.text.lower, position)
    ends = ends_of(reading, match.end()) if match is not None else None
    return match is not None and ends is not None and (ends[1] > ends[0]) == (match[0] in lists.words.rising)


def ends_of(reading: Reading, end: int) -> tuple[float, float] | None:
    """The two figures of one unit that stand behind a place as "from ... to ..."."""
    lower, (_, high) = reading.text.lower, reading.text.sentence_at(end)
    figures = [f for f in reading.analysed.figures if end <= f.start < high and f.kind in ("number", "ratio")]
    for one, two in pairwise(figures):
        alike = one.kind == two.kind and "" in (one.unit, two.unit, one.unit.removeprefix(two.unit))
        if alike and _FROM.search(lower[end - 1 : one.start]) and _BETWEEN.match(lower[one.end : two.start]):
            return (_value(one), _value(two)) if _comparable(one, two) else None
    return None


def _one_end(reading: Reading, end: int) -> tuple[Figure, bool] | None:
    """The figure behind a verb, and whether it is the one that it goes from."""
    lower, (_, high) = reading.text.lower, reading.text.clause_at(end)
    for figure in reading.analysed.figures:
        if end <= figure.start < min(high, end + _REACH) and figure.kind in ("number", "ratio"):
            between = lower[end - 1 : figure.start]
            if _FROM.search(between):
                return figure, True
            return (figure, False) if _TO.search(between) else None
    return None


def _other_on_record(reading: Reading, figure: Figure) -> float | None:
    """What a sentence of a cited document has beside a figure, where it has one other of its kind."""
    for id in (c.document for c in reading.cited_at(figure.start) if c.document in reading.ground.documents):
        for sentence in sentences(reading.ground, id):
            alike = [f for f in sentence.figures if f.kind == figure.kind and f.unit == figure.unit]
            if len(alike) == 2 and any(f.key == figure.key for f in alike) and _comparable(*alike):
                one, two = (_value(f) for f in alike)
                return two if one == _value(figure) else one
    return None


def _of_before(reading: Reading, figure: Figure) -> bool:
    """Whether a cited document has a figure right behind a word of what was before."""
    documents = (c.document for c in reading.cited_at(figure.start) if c.document in reading.ground.documents)
    return any(
        sentence.text.lower[: held.start].rstrip().endswith(_BEFORE)
        for id in documents
        for sentence in sentences(reading.ground, id)
        for held in sentence.supporting(figure)
        if held.unit == figure.unit
    )


def _value(figure: Figure) -> float:
    key = figure.key if isinstance(figure.key, str) else ""
    few = key.partition("/")[0]
    if figure.kind == "ratio":
        return float(few) if few.replace(".", "", 1).isdigit() else 0.0
    return float(figure.key) if isinstance(figure.key, float | int) else 0.0


def _comparable(one: Figure, two: Figure) -> bool:
    if one.kind != "ratio":
        return True
    parts = [str(f.key).partition("/") for f in (one, two)]
    return parts[0][2] == parts[1][2] and all(p[0].replace(".", "", 1).isdigit() for p in parts)
