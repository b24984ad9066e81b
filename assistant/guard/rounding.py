"""Rounded figures: "about 13" for 12.98, "two thirds" for 22 of 34, "more than six months" for 26.7 weeks.

A rounded figure is backed where an exact one of the same unit makes it true. It says so itself: by a word such as "about", by a
comparator, or by being a part of a whole.
"""

import re
from collections.abc import Iterable

from .figure import Figure
from .reading import Reading

_NEAR = 0.25
"""How far from the true figure a comparator may stand in what is told of a source: "less than 95 %" for 50 % misleads."""
_SHARE = 0.035
"""How far a part told as a fraction may be from the true share."""
_ABOUT = 0.025
"""How far, in proportion, a round number may be from the true one."""
_SAME = 0.012
"""The same for a length of time in another unit: 13 weeks are three months."""
_HALF_A_UNIT = 0.25
"""How far a length told in halves may be from the true one."""
_REST = 0.5
"""Part of a unit that a length told in whole ones may leave out."""
_CALENDAR = 0.08
"""The same, in proportion, where the unit is another: 13.7 weeks are three months."""
_LOOK_BACK = 24
"""Characters before a figure in which the word stands that makes it a rounded one."""
_DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
_OF_PATIENT = ("record_fact", "application")
"""Types of statement that may tell a number by what it exceeds; a source's number stands as the source gives it."""
_BEYOND = {"more_than": 1, "at_least": 1, "less_than": -1, "at_most": -1}


def implied(claim: Figure, sources: Iterable[Figure], reading: Reading) -> bool:
    """Whether some exact figure makes a rounded one true."""
    if claim.kind == "ratio" and str(claim.key).endswith("/10") and reading.tells_sources:
        share = float(str(claim.key).partition("/")[0]) / 10
        told = claim._replace(kind="fraction", key=share)
        shares = [v for source in sources for v in _values(told, source)]
        return _about(claim, reading) is not None and any(_close(told, v) for v in shares)
    if claim.kind not in ("number", "fraction") or not isinstance(claim.key, float):
        return False
    if claim.comparator and claim.kind == "number" and reading.statement.type not in _OF_PATIENT:
        return False
    about = _about(claim, reading)
    if not (about is not None or claim.comparator or claim.kind == "fraction"):
        whole = not reading.tells_sources
        return any(_same_length(claim, source) or (whole and _whole_of(claim, source)) for source in sources)
    return any(_makes_true(claim, source, about, reading) for source in sources)


def _same_length(claim: Figure, source: Figure) -> bool:
    """Whether two figures are one length of time in different units ("one year" for 12 months)."""
    if claim.unit == source.unit or source.kind != "number" or not {claim.unit, source.unit} <= _DAYS.keys():
        return False
    assert isinstance(claim.key, float)
    return all(abs(value - claim.key) <= _SAME * value for value in _values(claim, source))


def _whole_of(claim: Figure, source: Figure) -> bool:
    """Whether a length of time is told in whole units, rounded down ("seven weeks" for 7.1)."""
    values = _values(claim, source) if {claim.unit, source.unit} <= _DAYS.keys() else ()
    assert isinstance(claim.key, float)
    rest = _REST if claim.unit == source.unit else _CALENDAR * claim.key
    return len(values) == 1 and "." not in claim.text and 0 <= values[0] - claim.key < rest


def rounds(claim: Figure, source: Figure) -> bool:
    """Whether two figures are near enough for one to be the other rounded, whatever the words around them."""
    values = _values(claim, source)
    return bool(values) and isinstance(claim.key, float) and any(_close(claim, value) for value in values)


def _makes_true(claim: Figure, source: Figure, about: int | None, reading: Reading) -> bool:
    values = _values(claim, source)
    assert isinstance(claim.key, float)
    if not values or source.comparator not in ("", claim.comparator):
        return False
    if claim.comparator and claim.comparator == source.comparator and claim.kind == "fraction":
        return all(_close(claim, value) for value in values)
    if claim.comparator:
        sign = _BEYOND[claim.comparator]
        beyond = [sign * (value - claim.key) for value in values]
        true = all(d > 0 for d in beyond) or (
            not reading.tells_sources and claim.comparator == "at_most" and not any(beyond)
        )
        return true and (not reading.tells_sources or min(beyond) <= _NEAR * max(claim.key, values[0]))
    return all(_close(claim, value) and (not about or claim.key > value) for value in values)


def _values(claim: Figure, source: Figure) -> tuple[float, ...]:
    """The figure of a source in the unit of the claim; empty where it has another."""
    if claim.kind == "fraction":
        if source.kind == "ratio":
            few, _, many = str(source.key).partition("/")
            return (int(few) / int(many),) if few.isdigit() and many.isdigit() and int(many) else ()
        scale = 100.0 if source.kind != "fraction" else 1.0
        return tuple(v / scale for v in _numbers(source)) if source.unit == "%" else ()
    if source.kind != "number":
        return ()
    if claim.unit == source.unit:
        return _numbers(source)
    if claim.unit in _DAYS and source.unit in _DAYS:
        return tuple(v * _DAYS[source.unit] / _DAYS[claim.unit] for v in _numbers(source))
    return ()


def _numbers(figure: Figure) -> tuple[float, ...]:
    if isinstance(figure.key, float):
        return (figure.key,)
    return tuple(float(v) for v in figure.key) if figure.kind == "range" and isinstance(figure.key, tuple) else ()


def _close(claim: Figure, value: float) -> bool:
    """Whether a value, rounded, is the claim's."""
    assert isinstance(claim.key, float)
    away = abs(value - claim.key)
    if claim.kind == "fraction":
        return away <= _SHARE
    told = f"{claim.key:g}".partition(".")[2]
    if claim.text.split()[-2:-1] == ["half"] and away <= _HALF_A_UNIT:
        return True  # "seven and a half weeks" for 7.6
    return away <= 0.5 * 10 ** -len(told) or (claim.key % 10 == 0 and away <= _ABOUT * value)


def _about(claim: Figure, reading: Reading) -> int | None:
    """Whether a word says that the figure is rounded: 1 where it says up, 0 to either side, None where there is none."""
    before = reading.text.lower[max(0, claim.start - _LOOK_BACK) : claim.start]
    for side, words in reading.ground.lists.words.approximators.items():
        if re.search(rf"\b(?:{'|'.join(words)})\s(?:an? |the )?$", before):
            return 1 if side == "up" else 0
    return None
