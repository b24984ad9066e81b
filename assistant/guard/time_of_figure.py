"""When a figure was found: it is told of the time that its source gives it for, in whatever unit."""

from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .figure import Figure
from .reading import Reading

_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365}
_NEAR = 0.02
"""How far, in proportion, two lengths of time may lie apart that are the same."""
_COUNTED = ("number", "ratio", "fraction", "range")


def time_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure told of a time for which its source gives another one."""
    if not reading.tells_sources or reading.verbatim:
        return
    for figure in reading.analysed.figures:
        if figure.kind not in _COUNTED or figure.unit in _MONTHS or not figure.unit or reading.quoted(figure.start):
            continue
        told = times(reading.analysed, *reading.text.clause_at(figure.start))
        told = told or times(reading.analysed, *reading.text.sentence_at(figure.start))
        if len(told) != 1:
            continue
        for source in reading.texts_of(reading.facts_at(figure.start)):
            own = [times(source, *_part(source, f)) for f in source.supporting(figure) if f.unit == figure.unit]
            every = times(source, 0, len(source.text.text))
            if own and all(own) and not any(_in(told[0], o) for o in own) and _in(told[0], every):
                yield reading.violation("figure-misplaced", figure.text, f'Not of that time: "{source.text.text}"')
                return


def times(text: Analysed, low: int, high: int) -> list[float]:
    """The lengths of time of a stretch, in months, each once."""
    found = list[float]()
    for figure in text.figures:
        if low <= figure.start < high and figure.unit in _MONTHS and isinstance(figure.key, float | int):
            months = float(figure.key) * _MONTHS[figure.unit]
            if not _in(months, found):
                found.append(months)
    return found


def _in(months: float, those: list[float]) -> bool:
    return any(abs(months - other) <= _NEAR * max(months, other) for other in those)


def _part(text: Analysed, figure: Figure) -> tuple[int, int]:
    """The part of its sentence between semicolons that a figure stands in."""
    low, high = text.text.sentence_at(figure.start)
    start = text.text.lower.rfind(";", low, figure.start)
    end = text.text.lower.find(";", figure.start, high)
    return (low if start < 0 else start, high if end < 0 else end)
