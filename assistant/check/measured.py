"""What measurements of several days answer of a finding that is a change."""

from ..model.base import NOT_STATED, sides_overlap
from .answer import Answer, ids_of
from .asked import Question, at_site, near
from .sorting import Sorted
from .told import Told
from .worsening import Change


def measured_changes(asked: Question) -> list[Change]:
    """The changes that measurements of several days show at the site, of what the test asks for without a value or a structure."""
    test, facts = asked.test, asked.facts
    if facts.measurable.isdisjoint(test.kinds) or test.value != NOT_STATED or test.of:
        return []
    return [
        change
        for kind in test.kinds
        if kind in facts.measurable
        for change in facts.changed(kind, test.accept)
        if near(change.later, asked)
        and at_site(change.later, asked)
        and (test.side == "any" or sides_overlap(change.later.side, asked.site.side))
    ]


def withdraw(sorted_: Sorted, measured: list[Change]) -> None:
    """A worsening told before a later measurement was better is open, where nothing else was measured to have grown worse."""
    if any(c.way == "worse" for c in measured):
        return
    better = [c for c in measured if c.way == "better" and c.clear]
    past = [f for f in sorted_.shown if any(_before(f, c) for c in better) and f.sort.measured_by]
    sorted_.shown = [f for f in sorted_.shown if f not in past]
    sorted_.open += [(f, "outdated") for f in past]


def _before(stated: Told, change: Change) -> bool:
    """Whether a statement of the same side is older than the last measurement of a change."""
    seen = stated.seen
    return seen != NOT_STATED and seen < change.when and sides_overlap(stated.side, change.later.side)


def by_measure(sorted_: Sorted, measured: list[Change]) -> Answer | None:
    """The answer of measurements that grew worse, where no words say it: met where they clearly differ and nobody denies it since."""
    worse = [c for c in measured if c.way == "worse"]
    if sorted_.shown or not worse:
        return None
    clear = [c for c in worse if c.clear]
    told = ids_of(f for c in clear or worse for f in (c.earlier, c.later))
    if not clear:
        return Answer("undetermined", "uncertain", told)
    denied = [f for f in sorted_.refuted if all(not _before(f, c) for c in clear)]
    if denied:
        return Answer("undetermined", "conflict", (*told, *ids_of(denied)))
    return Answer("met", "shown", told)
