"""An addendum, or an amended report, leads over what it corrects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.base import NOT_STATED, Side, sides_overlap
from ...model.case import Document
from ..flaw import short
from .facts import FoundFinding
from .headings import Headings
from .lines import HEADING

SOON = 30
"""Days after a report in which an amended one may stand in its place."""
OTHER: dict[Side, Side] = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Correction:
    """A finding that gives way, and the one that leads."""

    old: FoundFinding
    new: FoundFinding

    @property
    def words(self) -> str:
        """The sentence that tells of it."""
        return f"An addendum corrects the text before it: “{short(self.old.quote)}” gives way to “{short(self.new.quote)}”."


def addendum(text: str, headings: Headings) -> tuple[int, int]:
    """The characters of a document's addendum; nothing where it has none.

    One below the text goes on to its end; one above it to the first section.
    """
    start, begin, above = 0, -1, 0
    for row in text.split("\n"):
        match = HEADING.match(row)
        if begin < 0 and headings.correcting.amends(row) and start:
            begin, told = start, above
        elif begin >= 0 and told < 1 and match and headings.section(match["text"].strip()):
            return begin, start
        above += bool(match and headings.section(match["text"].strip()))
        start += len(row) + 1
    return (begin, len(text)) if begin >= 0 else (0, 0)


def by_addendum(
    text: str, findings: Sequence[FoundFinding], headings: Headings
) -> tuple[list[FoundFinding], int, list[Correction]]:
    """The findings of a document without what its addendum takes back, the line of the addendum, and what it took back."""
    begin, end = addendum(text, headings)
    if not end:
        return list(findings), 1, []
    taken_back = headings.correcting.corrects(text[begin:end])
    kept, told = corrected(findings, lambda f: begin <= f.span.start < end, taken_back=taken_back)
    return kept, text.count("\n", 0, begin) + 1, told


def corrected(
    findings: Sequence[FoundFinding], leads: Callable[[FoundFinding], bool], *, taken_back: bool
) -> tuple[list[FoundFinding], list[Correction]]:
    """The findings without what others take back. `leads`: whether a finding is one of these; `taken_back`: whether words say that
    something was wrong, so that a side may give way to the other.
    """
    new = [f for f in findings if leads(f)]
    kept: list[FoundFinding] = []
    told: list[Correction] = []
    for finding in findings:
        rest: FoundFinding | None = finding
        for leading in () if leads(finding) else new:
            if rest is not None and _overrules(leading, rest, taken_back=taken_back):
                told.append(Correction(finding, leading))
                rest = _rest(rest, leading)
        kept += [rest] if rest is not None else []
    return kept, told


def _overrules(new: FoundFinding, old: FoundFinding, *, taken_back: bool) -> bool:
    """Whether a finding says of one place something else than an older one."""
    if (new.kind, new.of) != (old.kind, old.of) or not (sides_overlap(new.side, old.side) or taken_back):
        return False
    met = set(new.levels) & set(old.levels) if new.levels or old.levels else new.region == old.region
    values = ((new.status, old.status), (new.grade, old.grade), (new.number, old.number))
    sided = taken_back and NOT_STATED not in (new.side, old.side) and not sides_overlap(new.side, old.side)
    return bool(met) and (sided or any(a != b and a != NOT_STATED for a, b in values))


def _rest(old: FoundFinding, new: FoundFinding) -> FoundFinding | None:
    """What an older finding still says of other places and the other side."""
    levels = tuple(v for v in old.levels if v not in new.levels)
    if levels:
        return replace(old, levels=levels)
    return replace(old, side=OTHER[new.side]) if old.side == "bilateral" and new.side in OTHER else None


def replaced(documents: Sequence[Document], headings: Headings, reports: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Reports that an amended one of the same study replaces, each with that one: of its day, or the last of the weeks before."""
    whole = {d.id for d in documents if d.kind in reports and headings.correcting.replaces(d.text)}
    for new in documents:
        if new.id not in whole:
            continue
        before = [(_days_between(d, new), d.id) for d in documents if d.id not in whole and d.kind == new.kind]
        known = [(days, id) for days, id in before if days is not None and 0 <= days <= SOON]
        last = min((days for days, _ in known), default=0)
        yield from ((id, new.id) for days, id in known if days in (0, last))


def _days_between(old: Document, new: Document) -> int | None:
    """Days from one document to another; None where a date is not stated."""
    if old.date == NOT_STATED or new.date == NOT_STATED:
        return None
    return (new.date - old.date).days
