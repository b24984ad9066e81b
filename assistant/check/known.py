"""What is known of a test before it is asked: on what its answer depends, so that it is found once for all places that share it."""

from dataclasses import dataclass, field
from typing import Any

from ..model.base import NOT_STATED, plain
from ..model.language import (
    All,
    AnyOf,
    AskCorrelation,
    AskCriterion,
    AskFinding,
    AskLine,
    AskPatient,
    AskRequest,
    AskTreatment,
    AtLeast,
    FindingTest,
    Not,
    Test,
)
from ..model.outcome import Node
from ..pack.pack import Pack

SIDE, EACH, LEVEL, LINE, REQUEST, OTHERS = 1, 2, 4, 8, 16, 32
"""What an answer depends on beyond the record and the region: the side; whether both sides are asked for; the level; all levels of the
line; the line as requested; or what is found of other lines.
"""

NAMES: dict[type, tuple[str, str]] = {
    All: ("all", "all"),
    AnyOf: ("any", "any"),
    AtLeast: ("at_least", "at least"),
    Not: ("not", "not"),
    AskFinding: ("finding", NOT_STATED),
    AskTreatment: ("treatment", "treatment"),
    AskCorrelation: ("correlation", "correlation of signs and level"),
    AskRequest: ("request", "the request"),
    AskPatient: ("patient", "the person"),
    AskLine: ("line", NOT_STATED),
    AskCriterion: ("criterion", NOT_STATED),
}
"""Operator of each test, and what is asked where the test has no label; that of a finding are the labels of its kinds."""


@dataclass(slots=True, eq=False)
class Known:
    """One test, and all of the same words, for all cases: policies share many, and the answer is the same."""

    asked: Any
    """What a leaf asks, its fields alone: of the type that its operator says; how many of the parts, or the name of a criterion."""
    parts: tuple["Known", ...]
    rests: int
    """Sum of what its answer depends on."""
    here: frozenset[str] | None
    """The kinds of finding asked for at the level in question, of which a record must say nothing there for it to be silent; None where
    silence is not that simple."""
    elsewhere: frozenset[str]
    """The kinds asked for at other places, of which it must say nothing at all."""
    same: bool
    """Whether every silent record gets one answer, whatever documents it holds."""
    operator: str
    label: str
    """What is asked; `not_stated` for the labels of its kinds."""
    remedy: str
    documentable: bool
    findings: tuple[FindingTest, ...]
    """What it asks of findings, in all its parts; their fields alone."""
    silent: tuple[Pack, Node] | None = None
    """The pack that was asked last, in whose words the answer is, and its answer to every silent record."""
    kept: list[Test] = field(default_factory=list)
    """The other tests of the same words, so that their identities are not used again."""


_KNOWN: dict[int, Known] = {}
"""By identity of the test; `know` fills it."""
_BY_WORDS: dict[Test, Known] = {}


def know(test: Test) -> Known:
    """What is known of a test, found once."""
    known = _KNOWN.get(id(test))
    if known is None:
        known = _BY_WORDS.get(test) or _BY_WORDS.setdefault(test, _read(test))
        known.kept.append(test)
        _KNOWN[id(test)] = known
    return known


def _read(test: Test) -> Known:
    operator, label = NAMES[type(test)]
    parts = tuple(know(part) for part in _parts(test))
    here, elsewhere, same = _silence(test, parts)
    label = label if test.label == NOT_STATED else test.label
    rests, asked = _rests(test, parts), _asked(test)
    findings = (asked,) if isinstance(test, AskFinding) else tuple(one for part in parts for one in part.findings)
    told = (operator, label, test.remedy, test.documentable, findings)
    return Known(asked, parts, rests, here, elsewhere, same, *told)


def _asked(test: Test) -> Any:
    match test:
        case AtLeast(at_least=asked) | AskCriterion(criterion=asked):
            return asked
        case All() | AnyOf() | Not():
            return None
    return plain(getattr(test, NAMES[type(test)][0]))


def _silence(test: Test, parts: tuple[Known, ...]) -> tuple[frozenset[str] | None, frozenset[str], bool]:
    """The kinds of finding asked for at the level and elsewhere, where nothing else is asked for; and whether all records silent on them
    get one answer.
    """
    none = frozenset[str]()
    if isinstance(test, AskFinding):
        asked, kinds = test.finding, frozenset(test.finding.kinds)
        same = asked.unreported == NOT_STATED or not asked.accept
        if asked.told or asked.side == "each":
            return None, none, same
        return (kinds, none, same) if asked.at == "level" else (none, kinds, same)
    here = [part.here for part in parts if part.here is not None]
    elsewhere = none.union(*(part.elsewhere for part in parts))
    whole = bool(parts) and len(here) == len(parts)
    return (none.union(*here) if whole else None), elsewhere, all(part.same for part in parts)


def _rests(test: Test, parts: tuple[Known, ...]) -> int:
    match test:
        case AskFinding(finding=asked):
            place = {"line": LINE, "region": 0, "anywhere": 0}.get(asked.at, LEVEL)
            return place | {"any": 0, "request": SIDE, "each": SIDE | EACH}[asked.side]
        case AskTreatment(treatment=given):
            return (LEVEL if given.at == "placed" else 0) | (SIDE if given.side == "request" else 0)
        case AskPatient():
            return 0
        case AskCorrelation():
            return SIDE | LEVEL
        case AskRequest(request=asked):
            standing = NOT_STATED == asked.staged == asked.combined == asked.standing_levels
            return REQUEST if standing and not asked.ways else OTHERS
        case AskLine() | AskCriterion():
            return OTHERS
    rests = 0
    for part in parts:
        rests |= part.rests
    return rests


def _parts(test: Test) -> tuple[Test, ...]:
    match test:
        case All(all=parts) | AnyOf(any=parts) | AtLeast(of=parts):
            return parts
        case Not(not_=part):
            return (part,)
    return ()
