"""Statements of the record that cannot both be true, each pair with both quotes.

What changes with time contradicts nothing: only statements of one day, of days close to each other, or of a note about a report.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain, combinations
from typing import Final

from ..model.base import NOT_STATED, NotStated
from ..model.case import Case, Document, Finding, Treatment
from ..model.when import apart
from ..pack.levels import LevelError
from ..pack.pack import Pack
from .flaw import Flaw, short

CLOSE: Final = timedelta(days=92)
"""Days within which two documents speak of the same state."""
REMEDY: Final = "Ask which is right; until then what rests on them is undetermined."
LEADS: Final = "The report leads where the policy wants one; ask for the note to be corrected."
_ENDED = re.compile(r"[.?!](?=\s)|\n\s*\n")
MOST: Final = 100
"""Statements of one kind that are compared with each other; a record holds far fewer."""


@dataclass(frozen=True)
class _Facts:
    """What the comparisons look up."""

    case: Case
    pack: Pack
    documents: Mapping[str, Document]
    groups: Mapping[str, str]
    """Group of each known finding kind."""
    leading: frozenset[tuple[str, str]]
    """Group of a kind, and document that is a report of that group."""
    varying: frozenset[str]
    """Kinds of which one document may rightly give several values."""
    persists: Mapping[str, int]
    """Days within which a kind does not change by itself."""
    pieces: Mapping[str, tuple[str, ...]]
    """Words for a part of what a kind is told of."""
    _levels: dict[str, frozenset[str]] = field(default_factory=dict)

    def day(self, fact: Finding) -> date | NotStated:
        """The day of a finding."""
        return self.documents[fact.document].date if fact.date == NOT_STATED else fact.date

    def levels(self, fact: Finding) -> frozenset[str]:
        """Levels however they are written; one that cannot be read stays as it is, and is told elsewhere."""
        if fact.id not in self._levels:
            found: set[str] = set()
            for text in fact.levels:
                try:
                    found.update(self.pack.levels.places(text))
                except LevelError:
                    found.add(text)
            self._levels[fact.id] = frozenset(found)
        return self._levels[fact.id]

    def of_part(self, fact: Finding) -> bool:
        """Whether it is told of a part alone, which says nothing of the others ("the rods are intact")."""
        words = set(re.findall(r"\w+", fact.quote.casefold()))
        return not words.isdisjoint(self.pieces.get(fact.kind, ()))

    def reports(self, fact: Finding) -> bool:
        """Whether it stands in a report of its own group, which others only repeat."""
        return (self.groups.get(fact.kind, ""), fact.document) in self.leading

    def close(self, one: Finding, other: Finding) -> bool:
        """Whether two findings are of one time; where a day is not stated, they may be."""
        first, second = self.day(one), self.day(other)
        return NOT_STATED in (first, second) or abs(first - second) <= CLOSE  # type: ignore[operator]


def contradictions(case: Case, pack: Pack) -> Iterator[Flaw]:
    """All contradictions of a case, each pair once."""
    documents = {d.id: d for d in case.documents}
    reports = {k.id: k.groups for k in pack.vocabulary.documents}
    leading = frozenset((group, d.id) for d in case.documents for group in reports.get(d.kind, ()))
    kinds = pack.vocabulary.kinds
    varying = frozenset(k.id for k in kinds if k.varies)
    facts = _Facts(
        case,
        pack,
        documents,
        {k.id: k.group for k in kinds},
        leading,
        varying,
        {k.id: k.persists for k in kinds},
        {k.id: k.pieces for k in kinds},
    )
    by_kind: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
    for n, finding in enumerate(case.findings):
        if finding.status != "uncertain" and finding.document in documents:
            by_kind[finding.kind].append((n, finding))
    labels = {k.id: k.label for k in pack.vocabulary.kinds}
    for kind, rows in by_kind.items():
        yield from _alike(rows[:MOST], labels.get(kind, kind), facts)
    for one, other in pack.vocabulary.opposites:
        for (_, first), (n, second) in ((a, b) for a in by_kind[one][:MOST] for b in by_kind[other][:MOST]):
            both = first.status == second.status == "present" and facts.close(first, second)
            denied = any(f.status == "absent" and f.document == second.document for _, f in by_kind[one])  # told above
            if both and not denied and _meet(facts.levels(first), facts.levels(second)):
                yield _flaw(("findings", n), first, second, f"{labels[one]} and {labels[other]}", REMEDY)
    yield from _treatments(case, documents, pack)


def _alike(rows: Sequence[tuple[int, Finding]], label: str, facts: _Facts) -> Iterator[Flaw]:
    """Contradictions among findings of one kind."""
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, f in rows:
        if f.status == "present":
            sides[f.document, f.of] |= {"left", "right"} if f.side == "bilateral" else {f.side}
    told: set[frozenset[str]] = set()
    yield from _denied_whole(rows, label, facts)
    of_one: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
    for row in rows:
        of_one[row[1].of].append(row)
    standing = {f.id: _standing(f, facts) for _, f in rows}
    reported = {f.id: facts.reports(f) for _, f in rows}
    lasts = any(reported.values()) and facts.persists.get(rows[0][1].kind, 0) > 0
    for (_, one), (n, other) in chain.from_iterable(combinations(alike, 2) for alike in of_one.values()):
        if one.status == other.status == "absent":
            continue
        repeated = reported[one.id] != reported[other.id]
        path = ("findings", n)
        if lasts and _lasting(one, other, facts):
            yield _flaw(path, one, other, f"{label}, report against report", REMEDY)
            continue
        if standing[one.id] == standing[other.id]:
            varies = one.kind in facts.varying or _in_one_breath(one, other, facts)
            if _opposed(one, other) and not (varies and one.status == other.status):
                yield _flaw(path, one, other, label, REMEDY)
        elif repeated and _after(one, other, facts) and _meet(facts.levels(one), facts.levels(other)):
            sided = one.side == other.side or NOT_STATED in (one.side, other.side)
            placed = facts.levels(one) and facts.levels(other)
            if sided and placed and _opposed(one, other) and not _agreed(one, other, rows, facts):
                yield _flaw(path, one, other, f"{label}, report against note", LEADS)
        if (
            one.status == other.status == "present"
            and {one.side, other.side} == {"left", "right"}
            and one.document != other.document
            and _meet(facts.levels(one), facts.levels(other))
            and (facts.close(one, other) if not repeated else _after(one, other, facts))
            and other.side not in sides[one.document, one.of]
            and one.side not in sides[other.document, other.of]
            and (pair := frozenset((one.document, other.document))) not in told
        ):
            told.add(pair)
            yield _flaw(path, one, other, f"{label}, side against side", "Ask which side is meant.")


def _lasting(one: Finding, other: Finding, facts: _Facts) -> bool:
    """Whether a report denies what another one showed shortly before, and what does not go by itself."""
    days = facts.persists.get(one.kind, 0)
    if not days or one.document == other.document or not (facts.reports(one) and facts.reports(other)):
        return False
    shown, denied = (one, other) if other.status == "absent" else (other, one)
    first, second = facts.day(shown), facts.day(denied)
    close = NOT_STATED in (first, second) or 0 <= (second - first).days <= days  # type: ignore[operator]
    return (
        close
        and (shown.status, denied.status) == ("present", "absent")
        and _meet(facts.levels(one), facts.levels(other), open_=True)
    )


def _denied_whole(rows: Sequence[tuple[int, Finding]], label: str, facts: _Facts) -> Iterator[Flaw]:
    """A report that denies something of the region and states it of a place there. Which words lead is left to the checker."""
    whole = [
        f for _, f in rows if f.status == "absent" and facts.reports(f) and not facts.levels(f) and not facts.of_part(f)
    ]
    for (_, one), (n, other) in combinations(rows, 2) if whole else ():
        denied, stated = (one, other) if one.status == "absent" else (other, one)
        apart = (
            one.status == other.status
            or facts.of_part(denied)
            or one.document != other.document
            or not facts.reports(one)
        )
        if apart or facts.levels(denied) or not facts.levels(stated) or NOT_STATED not in (stated.grade, denied.grade):
            continue
        if denied.region in {facts.pack.levels.region(v) for v in facts.levels(stated) if facts.pack.levels.knows(v)}:
            message = _flaw(("findings", n), one, other, f"{label}, denied as a whole", "Ask what the report means.")
            yield replace(message, facts=None)
            return


def _in_one_breath(one: Finding, other: Finding, facts: _Facts) -> bool:
    """Whether one sentence tells two numbers: who wrote it means two things ("the one for three years and, since May, the other")."""
    if one.document != other.document or NOT_STATED in (one.number, other.number):
        return False
    text = facts.documents[one.document].text
    first, second = sorted((text.find(f.quote), text.find(f.quote) + len(f.quote)) for f in (one, other))
    return first[0] >= 0 and not _ENDED.search(text, first[0], max(first[1], second[1]) - 1)


def _standing(fact: Finding, facts: _Facts) -> tuple[object, ...]:
    """Place and day of a finding, and the kind of document that states it."""
    return facts.levels(fact), fact.region, fact.side, facts.documents[fact.document].kind, facts.day(fact)


def _after(one: Finding, other: Finding, facts: _Facts) -> bool:
    """Whether the one that is no report was written on or after the day of the report, so that it may speak of it."""
    report, note = (one, other) if facts.reports(one) else (other, one)
    day, written = facts.day(report), facts.documents[note.document].date
    return NOT_STATED in (day, written) or day <= written  # type: ignore[operator]


def _agreed(one: Finding, other: Finding, rows: Sequence[tuple[int, Finding]], facts: _Facts) -> bool:
    """Whether another report says at that place what the note says: then the note speaks of that one."""
    note = other if facts.reports(one) else one
    return any(
        facts.reports(f)
        and _meet(facts.levels(f), facts.levels(note))
        and (f.status, f.grade, f.number) == (note.status, note.grade, note.number)
        for _, f in rows
    )


def _opposed(one: Finding, other: Finding) -> bool:
    """Denied and stated without a grade, or stated with two grades or numbers. Who denies a grade may grant a lesser one."""
    if one.status != other.status:
        return NOT_STATED in (one.grade, other.grade)
    if one.status != "present":
        return False
    grades, numbers = (one.grade, other.grade), (one.number, other.number)
    return (NOT_STATED not in grades and len(set(grades)) > 1) or (NOT_STATED not in numbers and len(set(numbers)) > 1)


def _meet(one: frozenset[str], other: frozenset[str], *, open_: bool = False) -> bool:
    """Whether two places can be the same: levels in common, or none named on either side; with `open_` on one of them."""
    return not one.isdisjoint(other) if one and other else open_ or (not one and not other)


def _treatments(case: Case, documents: Mapping[str, Document], pack: Pack) -> Iterator[Flaw]:
    """Given and expressly not given in the time that the denial speaks of; one course told with two numbers of visits."""
    labels = {k.id: k.label for k in pack.vocabulary.treatments}
    by_kind: dict[str, list[tuple[int, Treatment]]] = defaultdict(list)
    for n, treatment in enumerate(case.treatments):
        if treatment.status != "uncertain" and treatment.document in documents:
            by_kind[treatment.kind].append((n, treatment))
    for kind, rows in by_kind.items():
        for (_, one), (n, other) in combinations(rows[:MOST], 2):
            if NOT_STATED not in (one.region, other.region) and one.region != other.region:
                continue
            label = labels.get(kind, kind)
            if one.status != other.status:
                denied, given = (one, other) if one.status == "absent" else (other, one)
                until = denied.end if denied.end != NOT_STATED else documents[denied.document].date
                if not apart(given.start, given.end, denied.start, until):
                    yield _flaw(("treatments", n), one, other, label, REMEDY)
            elif (
                one.status == "present"
                and one.start == other.start != NOT_STATED
                and one.end == other.end != NOT_STATED
                and NOT_STATED not in (one.sessions, other.sessions)
                and one.sessions != other.sessions
            ):
                yield _flaw(("treatments", n), one, other, f"{label}, number of visits", REMEDY)


def _flaw(path: tuple[str, int], one: Finding | Treatment, other: Finding | Treatment, about: str, remedy: str) -> Flaw:
    message = (
        f"{short(one.id)!r} and {short(other.id)!r} contradict each other about {about}: "
        f"“{short(one.quote)}” ({one.document}) and “{short(other.quote)}” ({other.document})."
    )
    return Flaw(path, message, remedy, "fault", (one.id, other.id))
