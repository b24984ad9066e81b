"""A measure of the record held against a limit: it lies on the side of it that the statement says."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .figure import Figure
from .own_entry import kinds_told
from .reading import Reading
from .record import negated

_BE = "(?:is|are|was|were)"
_SAID = re.compile(
    rf"\b(?:(?P<over>(?:{_BE}|lies|stands|falls|well|far|just) (?:above|over|beyond)|exceeds?|exceeded|passes|passed|surpass(?:es|ed)?"
    rf"|points? (?:above|over|beyond|more than|higher than)|tops|clears|cleared|{_BE} (?:more|greater|higher|longer) than)"
    rf"|(?P<under>(?:{_BE}|lies|stands|stays|falls|fell|well|far|just) (?:below|under|short of)"
    rf"|points? (?:below|under|short of|less than|lower than)"
    rf"|{_BE} (?:less|fewer|lower|shorter) than|misses|missed|does not reach|do not reach|did not reach)"
    rf"|(?P<at>(?:{_BE}|lies|falls|fell) (?:well )?within|reach(?:es|ed)?|attains?|attained|meets?|met))\b"
)
_BARELY = re.compile(r"\b(?:only just|just barely|barely|narrowly|by a hair|just) $")
_SO_NEAR = 0.15
"""How far, in proportion, a measure may lie from the limit that it only just reaches."""
_LIMIT = re.compile(
    r"\b(?:threshold|limit|cut-?off|minimum|maximum|bar|mark)\b"
    r"|\b(?:policy|criterion|requirement) (?:asks|requires|sets|calls|accepts|wants|demands|allows)\b"
)


def threshold_side(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a measure said to pass a limit that it does not pass, or to fall short of one that it reaches."""
    if reading.tells_sources or not any(f.number != NOT_STATED for f in reading.findings):
        return
    lower = reading.text.lower
    for match in _SAID.finditer(lower):
        low, high = reading.text.clause_at(match.start())
        if reading.quoted(match.start()) or negated(reading, match.start(), match.start() + 1):
            continue
        kinds = {t.kind for t in kinds_told(reading) if low <= t.start < match.start()}
        told = [f for f in reading.analysed.figures if low <= f.start < match.start()]
        own = [f.key for f in told if f.kind == "number"] + [_part(f, "") for f in told if f.kind == "ratio"]
        measured = [
            f
            for f in reading.findings
            if f.number != NOT_STATED and f.unit != NOT_STATED and (f.kind in kinds or f.number in own)
        ]
        near = [f.unit for f in reading.analysed.figures if match.end() <= f.start < high and f.unit]
        if not measured and match[0].startswith("point"):  # points of a percentage
            measured = [f for f in reading.findings if f.number != NOT_STATED and f.unit == "%"]
        if not measured and near:
            measured = [f for f in reading.findings if f.number != NOT_STATED and f.unit == near[0]]
        if len({f.number for f in measured}) != 1:
            continue
        unit = reading.ground.lists.units.get(str(measured[0].unit), str(measured[0].unit))
        value = float(measured[0].number)
        behind = [f for f in reading.analysed.figures if match.end() <= f.start < high and f.unit == unit]
        behind = [
            f._replace(key=f.key * 100) if f.kind == "fraction" and isinstance(f.key, float) else f for f in behind
        ]
        if any(f.comparator in ("at_most", "at_least") for f in behind):
            continue  # "nowhere exceeds": a comparator, which the figures are checked by
        named = [f.key for f in behind]
        if not named and _LIMIT.search(lower, match.end(), high):
            texts = reading.criterion_wordings
            named = [f.key for t in texts for f in t.figures if f.kind == "number" and f.unit == unit]
            named += [key for t in texts for f in t.figures if (key := _part(f, unit)) is not None]
        limits = {float(k) for k in named if isinstance(k, float | int)}
        if len(limits) != 1:
            continue
        limit = limits.pop()
        if _BARELY.search(lower[: match.start()]) and limit and abs(value - limit) > _SO_NEAR * limit:
            yield reading.violation(
                "overstated", lower[match.start() : high], f'It is far from that: "{measured[0].quote}"'
            )
            return
        over, under = match["over"] is not None, match["under"] is not None
        if (over and value <= limit) or (under and value >= limit) or (match["at"] is not None and value < limit):
            yield reading.violation(
                "figure-unsupported", lower[match.start() : high], f'The record says: "{measured[0].quote}"'
            )


def _part(figure: Figure, unit: str) -> float | None:
    """The number of a score told as "8 of 10", of the unit "of 10" or of any."""
    few, _, many = str(figure.key).partition("/") if figure.kind == "ratio" else ("", "", "")
    return float(few) if few.isdigit() and (not unit or unit == f"of {many}") else None
