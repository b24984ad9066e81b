"""Findings sorted by what they say of a question: shown, refuted, open, or told by a document that proves nothing."""

from dataclasses import dataclass, field

from ..model.base import NOT_STATED, Side
from ..model.language import Truth
from ..model.outcome import Reason
from .asked import Question, at_site, unnamed
from .facts import CaseFacts
from .leading import alike, overruled
from .told import Told
from .unsided import side_open
from .values import denial_reaches, denial_refutes, finding_reaches


@dataclass(slots=True)
class Sorted:
    """Relevant findings by what they say of the question."""

    shown: list[Told] = field(default_factory=list)
    refuted: list[Told] = field(default_factory=list)
    open: list[tuple[Told, Reason]] = field(default_factory=list)
    second_hand: list[Told] = field(default_factory=list)


def sort(asked: Question, relevant: list[Told]) -> Sorted:
    """The findings that can speak of a question, each with what it says of it."""
    test, facts = asked.test, asked.facts
    result = Sorted()
    proving = [f for f in relevant if f.filed.among(test.accept)] if test.accept else relevant
    if len(proving) < len(relevant):
        result.second_hand = [f for f in relevant if f not in proving]
    for finding in _newest(proving, asked) if test.latest and len(proving) > 1 else proving:
        recent = test.within_months == NOT_STATED or facts.within(finding.day, test.within_months, finding.back)
        if recent is None and test.undated != "open":
            recent = test.undated == "counts"
        if recent is False:
            if test.older == "outdated" and finding.status != "absent":
                result.open.append((finding, "outdated"))
            continue
        if test.latest and facts.done and facts.outdated(finding):
            result.open.append((finding, "outdated"))
            continue
        precise = at_site(finding, asked)
        scale = finding.scale
        elsewhere = bool(finding.levels) and unnamed(asked)
        if asked.test.spoken_of and recent and (precise or finding.status == "absent") and not elsewhere:
            result.shown.append(finding)
            continue
        if finding.status == "absent":
            if _of_another_place(finding, facts):
                continue
            if elsewhere:
                result.open.append((finding, "incomplete"))
            elif test.value != NOT_STATED and denial_reaches(test.value):
                result.shown.append(finding)
            elif test.value == NOT_STATED or denial_refutes(finding, test.value, scale):
                result.refuted.append(finding)
            continue
        reaches: Truth = "met" if test.value == NOT_STATED else finding_reaches(finding, test.value, scale)
        if reaches == "not_met":
            if precise:
                result.refuted.append(finding)
            elif elsewhere:
                result.open.append((finding, "incomplete"))
        elif finding.status == "uncertain" and test.uncertain == "silence":
            continue
        elif finding.status == "uncertain":
            result.open.append((finding, "uncertain"))
        elif reaches == "undetermined" and test.ungraded == "not_met":
            continue
        elif reaches == "undetermined":
            result.open.append((finding, "no_value"))
        elif not precise or side_open(finding, asked):
            result.open.append((finding, "incomplete"))
        elif recent is None:
            result.open.append((finding, "undated"))
        else:
            result.shown.append(finding)
    if test.leads:
        _overrule(result, asked)
    return result


def _overrule(sorted_: Sorted, asked: Question) -> None:
    """Takes out what another document says against one that leads; where that one refutes, nothing else opens the question again."""
    leads = asked.test.leads
    claimed = overruled(sorted_.shown, sorted_.refuted, leads)
    besides = overruled(sorted_.refuted, sorted_.shown, leads)
    sorted_.refuted = [f for f in sorted_.refuted if f not in besides]
    if claimed and len(claimed) == len(sorted_.shown):
        sorted_.shown, sorted_.open = [], []


def _of_another_place(denied: Told, facts: CaseFacts) -> bool:
    """Whether a denial speaks of one place within a level, and all that is shown there lies at other places."""
    if denied.location == NOT_STATED:
        return False
    here = (f for f in facts.told.values() if not f.levels.isdisjoint(denied.levels))
    shown = {f.location for f in here if f.status == "present"} - {NOT_STATED}
    return bool(shown) and denied.location not in shown


def _newest(findings: list[Told], asked: Question) -> list[Told]:
    """The statements that no newer one replaces; undated ones stay."""
    return [f for f in findings if not any(_replaces(other, f, asked) for other in findings)]


def _replaces(newer: Told, older: Told, asked: Question) -> bool:
    """Whether a newer statement of the same thing speaks of all that the older one says of what is asked."""
    day, before = newer.seen, older.seen
    if day == NOT_STATED or before == NOT_STATED or day <= before or not alike(newer, older):
        return False
    if newer.status == "absent" and older.status == "present" and persists(newer, older):
        return False
    if newer.sort.event and NOT_STATED in {newer.dated, older.dated} != {NOT_STATED}:
        return False  # what a later document tells without a day may be of the same event
    if asked.test.leads and overruled([newer], [older], asked.test.leads):
        return False
    sides = _sides(asked.site.side if asked.test.side != "any" else NOT_STATED)
    if not _sides(older.side) & sides <= _sides(newer.side):
        return False
    levels = older.levels & asked.wanted if asked.wanted else older.levels
    if newer.levels:
        return bool(levels) and levels <= newer.levels
    # A statement about the region as a whole denies every level, and places nothing.
    return newer.status == "absent" or not levels


def _sides(side: Side) -> frozenset[Side]:
    return frozenset({side}) if side in ("left", "right") else frozenset({"left", "right"})


def persists(newer: Told, older: Told) -> bool:
    """Whether two documents speak of one state: what the older one shows does not go by itself in the days between them."""
    days = (newer.seen - older.seen).days  # type: ignore[operator]
    return newer.document != older.document and 0 <= days <= older.sort.persists
