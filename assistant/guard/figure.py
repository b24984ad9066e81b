"""One figure of a text, and whether one figure vouches for another."""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

FigureKind = Literal[
    "number", "range", "ratio", "level", "landmark", "code", "date", "year", "probability", "identifier", "fraction"
]


Key = str | float | tuple[float, ...] | tuple[str, ...]


class Figure(NamedTuple):
    """One figure as it stands in a text."""

    kind: FigureKind
    key: Key
    """What it says, in one form whatever the spelling."""
    unit: str
    """Name of the unit; empty where none is given."""
    comparator: str
    """`at_least`, `more_than`, `at_most`, `less_than`, or empty."""
    start: int
    end: int
    text: str
    """As written, with its unit."""


_VOUCHES: dict[str, frozenset[str]] = {
    "year": frozenset(("year", "date", "number")),
    "number": frozenset(("number", "range", "year", "ratio")),
    "landmark": frozenset(("landmark", "level")),
    "date": frozenset(("date", "ratio")),
}
"""Kinds of figure that can vouch for one of another kind; every other kind stands for itself alone."""


_MONTH_AND_DAY = re.compile(r"(0\d|1[0-2])/([0-3]\d)")
_KINDS = {kind: (kind, *sorted(others - {kind})) for kind, others in _VOUCHES.items()}
_ALIKE = frozenset(("number", "range", "ratio", "code", "probability", "identifier", "fraction"))
"""Kinds of which two figures are the same quantity where they say the same."""


def vouching(kind: str) -> tuple[str, ...]:
    """Kinds of figure that can vouch for one of a kind."""
    return _KINDS.get(kind) or (kind,)


def supports(claim: Figure, source: Figure) -> bool:
    """Whether a figure of a source is the same quantity, apart from unit and comparator."""
    if source.kind != claim.kind:
        if source.kind not in _VOUCHES.get(claim.kind, ()):
            return False
    elif claim.kind in _ALIKE:
        return claim.key == source.key
    if claim.kind == "date" and source.kind == "date":
        return _date_within(claim.key, source.key)
    if claim.kind == "date":
        return isinstance(claim.key, tuple) and claim.key[0] == 0.0 and claim.key[1:] == _day(source.text)
    if claim.kind == "year":
        return (source.kind == "date" and isinstance(source.key, tuple) and source.key[0] == claim.key) or (
            source.kind in ("year", "number") and source.key == claim.key
        )
    if claim.kind == "number" and source.kind == "range":
        return claim.key in _pair(source)
    if claim.kind == "number" and source.kind == "year":
        return claim.key == source.key
    if claim.kind == "number" and source.kind == "ratio":
        return str(claim.key).removesuffix(".0") in str(source.key).split("/")
    if claim.kind == "landmark" and source.kind == "level":
        return str(claim.key).lower() in source.text.lower()
    if claim.kind == "level" and source.kind == "level":
        return claim.key == source.key or set(_names(source)).issuperset(_names(claim))
    return claim.kind == source.kind and claim.key == source.key


def _day(written: str) -> tuple[float, ...]:
    """The month and day of a figure such as "05/18"; one such as "4/5" is taken for a grade."""
    found = _MONTH_AND_DAY.fullmatch(written.strip())
    return (float(found[1]), float(found[2])) if found else ()


def comparator_fits(claim: Figure, source: Figure, *, rule: bool) -> bool:
    """Whether the claim's comparator says no more than the source's. A rule's threshold may be named without it."""
    if claim.comparator == source.comparator and source.kind == claim.kind:
        return True
    if source.kind == claim.kind == "range" and claim.comparator == "at_most" and not source.comparator:
        return claim.unit != "%"  # "within three to four months"
    if source.kind == "range" and claim.kind == "number":
        low, high = _pair(source)
        return (
            (claim.key == high and claim.comparator == "at_most")
            or (claim.key == low and claim.comparator == "at_least")
            or (rule and not claim.comparator)
        )
    return not claim.comparator and (rule or source.kind == "ratio")


def _pair(figure: Figure) -> tuple[float, float]:
    low, high = (float(v) for v in figure.key) if isinstance(figure.key, tuple) else (0.0, 0.0)
    return low, high


def _names(figure: Figure) -> Collection[float | str]:
    return figure.key if isinstance(figure.key, tuple) else ()


def _date_within(claim: Key, source: Key) -> bool:
    if not isinstance(claim, tuple) or not isinstance(source, tuple):
        return False
    return all(c in (0.0, s) for c, s in zip(claim, source, strict=True))
