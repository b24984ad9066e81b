"""The facts of two readers as one list: what both say once, what differs shown and settled by nobody."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model.base import NOT_STATED, sides_overlap
from ..model.case import Case, Finding, Treatment
from ..pack.pack import Pack

VALUES: tuple[str, ...] = ("status", "grade", "number", "side")
COURSE: tuple[str, ...] = ("status", "side", "supervised", "start", "end", "weeks", "sessions", "response")


@dataclass
class Combined:
    """What came of it."""

    findings: list[Finding] = field(default_factory=list)
    """Of the model, and of the offline reader only where it says the same or something else."""
    treatments: list[Treatment] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    """Ids of facts that only the model found."""
    agreed: set[str] = field(default_factory=set)
    """Ids of the offline reader's facts that the model states as well."""
    differing: list[tuple[str, str, str]] = field(default_factory=list)
    """Offline fact, model's fact, and what they differ about."""


def combine(case: Case, facts: Sequence[Finding | Treatment], pack: Pack) -> Combined:
    """The model's facts beside those of the offline reader, which all stay."""
    made = Combined(list(case.findings), list(case.treatments))
    for fact in facts:
        near: list[Finding | Treatment]
        if isinstance(fact, Finding):
            near, names = [f for f in case.findings if _same_place(f, fact, pack)], VALUES
        else:
            near = [t for t in case.treatments if (t.kind, t.document) == (fact.kind, fact.document)]
            names = COURSE
        told = [f for f in near if not _differs(f, fact, names)]
        if told:
            made.agreed |= {f.id for f in told}
            continue
        overlapping = [f for f in near if _overlap(f.quote, fact.quote)]
        for other in overlapping:
            about = ", ".join(n for n in names if _apart(getattr(other, n), getattr(fact, n)))
            made.differing.append((other.id, fact.id, about))
        if not overlapping:
            made.added.append(fact.id)
        if isinstance(fact, Finding):
            made.findings.append(fact)
        else:
            made.treatments.append(fact)
    return made


def _same_place(one: Finding, other: Finding, pack: Pack) -> bool:
    """Whether two findings of a document speak of the same thing at the same place."""
    if (one.kind, one.document) != (other.kind, other.document) or _apart(one.of, other.of):
        return False
    first = {level for text in one.levels for level in pack.levels.named(text)}
    second = {level for text in other.levels for level in pack.levels.named(text)}
    return (not first or not second or not first.isdisjoint(second)) and (
        sides_overlap(one.side, other.side) or _overlap(one.quote, other.quote)
    )


def _differs(one: object, other: object, names: Sequence[str]) -> bool:
    return any(_apart(getattr(one, n), getattr(other, n)) for n in names)


def _apart(one: object, other: object) -> bool:
    """Whether two values are both stated, and differ."""
    return NOT_STATED not in (one, other) and one != other


def _overlap(one: str, other: str) -> bool:
    """Whether two quotes share most of the words of the shorter one."""
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second) >= 0.5 * min(len(first), len(second))
