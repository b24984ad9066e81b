"""Tests over findings."""

from ..model.base import NOT_STATED, Side, sides_overlap
from ..model.language import At, FindingTest
from .answer import Answer, ids_of, silent
from .asked import Question, near, wanted_levels
from .contradicting import conflicting, opposed
from .facts import CaseFacts
from .graded import told_twice
from .measured import by_measure, measured_changes, withdraw
from .occasions import occasions
from .requested import Site
from .retold import retold
from .sorting import Sorted, sort
from .told import Told

LEADING = ("undated", "no_value", "uncertain", "incomplete", "outdated")
"""Why findings leave a question open; what is told first where they do for several reasons: that of which least is missing."""


def ask_finding(test: FindingTest, site: Site, facts: CaseFacts, *, one_of_two: bool = False) -> Answer:
    """Whether the record shows the finding at the site.

    Shown by any accepted document: met. Denied, or below the bound: not met. Named without a value, uncertain, stated only in a document
    that does not prove it, or contradicted: undetermined. Nothing said: as the policy reads silence.
    """
    asked = Question(test, site, facts, wanted_levels(test, site, facts), one_of_two)
    relevant = _relevant(asked)
    measured = measured_changes(asked)
    if not relevant and not measured:
        return _silent(asked)
    sorted_ = sort(asked, relevant)
    if sorted_.open:
        for named, graded, met in told_twice([f for f, why in sorted_.open if why == "no_value"], asked, relevant):
            sorted_.open.remove((named, "no_value"))
            (sorted_.shown if met else sorted_.refuted).append(graded)
    if measured:
        withdraw(sorted_, measured)
        if (answer := by_measure(sorted_, measured)) is not None:
            return answer
    conflict = conflicting(sorted_, asked) or opposed(sorted_.shown, asked)
    if conflict:
        return Answer("undetermined", "conflict", ids_of(conflict))
    if sorted_.shown and test.times > 1 and occasions(sorted_.shown) < test.times:
        if sorted_.refuted:  # shown on one occasion, it fell short on another
            return Answer("not_met", "refuted", ids_of(sorted_.refuted))
        return Answer("undetermined", "incomplete", ids_of(sorted_.shown))
    if sorted_.shown:
        return Answer("met", "shown", ids_of(sorted_.shown))
    if sorted_.open and not _settled(sorted_):
        reason = min((r for _, r in sorted_.open), key=LEADING.index)
        told = [f for f, why in sorted_.open if why == reason or reason != "undated"]
        return Answer("undetermined", reason, ids_of(told))
    if sorted_.refuted and all(f.status == "absent" for f in relevant):
        left = _of_some_places(sorted_.refuted, asked)
        if left is not None:
            return left
    if sorted_.refuted:
        told = [*sorted_.refuted, *(f for f, _ in sorted_.open), *_beside(asked)]
        return Answer("not_met", "refuted", ids_of(told))
    if sorted_.second_hand:
        unsaid = _silent(asked)
        if unsaid.truth == "not_met" and all(f.status == "absent" for f in sorted_.second_hand):
            return unsaid  # what is denied is no more open than what nobody names
        plain = test.value == NOT_STATED and all(f.status == "present" for f in sorted_.second_hand)
        if unsaid.truth == "met" and plain:
            return unsaid  # nor is what is affirmed, where silence is enough
        return Answer("undetermined", "second_hand", ids_of(sorted_.second_hand))
    return _silent(asked)


def _of_some_places(refuted: list[Told], asked: Question) -> Answer | None:
    """The answer where all that is said are denials, of some places within the level while others are asked for too: as where nothing is
    said, if that leaves it open.
    """
    kind = asked.facts.pack.kind
    denied = {f.place for f in refuted}
    wanted = {k.location for k in map(kind, asked.test.kinds) if k.denied_with == NOT_STATED} - {NOT_STATED}
    partly = NOT_STATED not in denied and not wanted <= denied
    if not partly or _silent(asked).truth != "undetermined":
        return None
    return Answer("undetermined", "incomplete", ids_of([*refuted, *_beside(asked)]))


def _silent(asked: Question) -> Answer:
    """The answer where nothing that counts is said, with what is told beside it."""
    test, facts = asked.test, asked.facts
    could_show = test.unreported_in or test.accept
    studied = facts.studied(could_show, asked.site.line.regions)
    beside = [*_beside(asked), *_elsewhere(asked)]
    if not studied and test.unreported != NOT_STATED and not beside:
        studied = retold(could_show, asked)
    answer = silent(test, studied)
    answer.findings = ids_of(beside)
    across = [] if answer.findings else _across(asked)
    if across:
        answer.findings = ids_of(across)
        answer.detail = answer.detail | {"told_on": str(across[0].side), "asked_on": str(asked.site.side)}
    return answer


def _across(asked: Question) -> list[Told]:
    """What would count and is told of the other side alone."""
    test, side = asked.test, asked.site.side
    if test.side == "any" or side not in ("left", "right"):
        return []
    other = "left" if side == "right" else "right"
    return [f for f in _asked_for(asked) if f.side == other and f.status == "present" and near(f, asked)]


def _beside(asked: Question) -> list[Told]:
    """What does not count and is told: present findings of the kinds named for that, at the site."""
    return [f for f in asked.facts.of_kinds(asked.test.told) if f.status == "present" and near(f, asked)]


def _elsewhere(asked: Question) -> list[Told]:
    """What counts at its own levels alone, and names none of those in question."""
    if asked.test.at != "placed":
        return []
    return [f for f in _relevant(asked, "region") if f.status == "present" and not near(f, asked)]


def _relevant(asked: Question, at: At | None = None) -> list[Told]:
    """Findings of the kinds asked for that can speak of the site; `at`: where, in place of where the test asks."""
    side = NOT_STATED if asked.test.side == "any" else asked.site.line.side
    told = [f for f in _asked_for(asked) if not f.in_vain(asked.test.silence)]
    felt = _complaint_side(asked) if told and asked.test.complaint else NOT_STATED
    return [f for f in told if sides_overlap(f.side, side) and sides_overlap(f.side, felt) and near(f, asked, at)]


def _complaint_side(asked: Question) -> Side:
    """The one side of the complaint; not stated where it is told of none or of both."""
    felt = [f for f in asked.facts.of_kinds(asked.test.complaint) if f.status == "present" and near(f, asked)]
    sides = {f.side for f in felt} - {NOT_STATED}
    return sides.pop() if len(sides) == 1 else NOT_STATED


def _asked_for(asked: Question) -> list[Told]:
    """Findings of the kinds asked for, and of the structures, wherever they are."""
    found, of = asked.facts.of_kinds(asked.test.kinds), asked.test.of
    return [f for f in found if f.of in of] if of else found


def _settled(sorted_: Sorted) -> bool:
    """Whether a denial in general terms, such as of any narrowing of a grade, answers for what was named without one."""
    denials = [f for f in sorted_.refuted if f.status == "absent" and f.sort.location == NOT_STATED]
    return bool(denials) and all(reason == "no_value" for _, reason in sorted_.open)
