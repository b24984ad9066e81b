"""Tests over findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model.base import NOT_STATED, Side, sides_overlap
from ..model.language import At, FindingTest, Silence, Truth
from ..model.outcome import Reason
from .asked import Question, at_site, near, unnamed, wanted_levels
from .facts import CaseFacts
from .graded import told_twice
from .leading import alike, overruled
from .occasions import occasions
from .requested import Site
from .retold import retold
from .told import Told
from .unsided import side_open
from .values import denial_reaches, denial_refutes, finding_reaches
from .worsening import Change


@dataclass(slots=True)
class Answer:
    """A truth with the reason and the facts behind it."""

    truth: Truth
    reason: Reason
    findings: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Sorted:
    """Relevant findings by what they say of the question."""

    shown: list[Told] = field(default_factory=list)
    refuted: list[Told] = field(default_factory=list)
    open: list[tuple[Told, Reason]] = field(default_factory=list)
    second_hand: list[Told] = field(default_factory=list)


def ask_finding(test: FindingTest, site: Site, facts: CaseFacts, *, one_of_two: bool = False) -> Answer:
    """Whether the record shows the finding at the site.

    Shown by any accepted document: met. Denied, or below the bound: not met. Named without a value, uncertain, stated only in a document
    that does not prove it, or contradicted: undetermined. Nothing said: as the policy reads silence.
    """
    asked = Question(test, site, facts, wanted_levels(test, site, facts), one_of_two)
    relevant = _relevant(asked)
    measured = _measured(asked)
    if not relevant and not measured:
        return _silent(asked)
    sorted_ = _sort(asked, relevant)
    if sorted_.open:
        for named, graded, met in told_twice([f for f, why in sorted_.open if why == "no_value"], asked, relevant):
            sorted_.open.remove((named, "no_value"))
            (sorted_.shown if met else sorted_.refuted).append(graded)
    if measured:
        _withdraw(sorted_, measured)
        if (answer := _by_measure(sorted_, measured)) is not None:
            return answer
    conflict = _conflict(sorted_, asked) or _opposed(sorted_.shown, asked)
    if conflict:
        return Answer("undetermined", "conflict", _ids(conflict))
    if sorted_.shown and test.times > 1 and occasions(sorted_.shown) < test.times:
        if sorted_.refuted:  # shown on one occasion, it fell short on another
            return Answer("not_met", "refuted", _ids(sorted_.refuted))
        return Answer("undetermined", "incomplete", _ids(sorted_.shown))
    if sorted_.shown:
        return Answer("met", "shown", _ids(sorted_.shown))
    if sorted_.open and not _settled(sorted_):
        reason = min((r for _, r in sorted_.open), key=("no_value", "uncertain", "incomplete", "outdated").index)
        return Answer("undetermined", reason, _ids(f for f, _ in sorted_.open))
    if sorted_.refuted and all(f.status == "absent" for f in relevant):
        left = _of_some_places(sorted_.refuted, asked)
        if left is not None:
            return left
    if sorted_.refuted:
        told = [*sorted_.refuted, *(f for f, _ in sorted_.open), *_beside(asked)]
        return Answer("not_met", "refuted", _ids(told))
    if sorted_.second_hand:
        unsaid = _silent(asked)
        if unsaid.truth == "not_met" and all(f.status == "absent" for f in sorted_.second_hand):
            return unsaid  # what is denied is no more open than what nobody names
        plain = test.value == NOT_STATED and all(f.status == "present" for f in sorted_.second_hand)
        if unsaid.truth == "met" and plain:
            return unsaid  # nor is what is affirmed, where silence is enough
        return Answer("undetermined", "second_hand", _ids(sorted_.second_hand))
    return _silent(asked)


def _measured(asked: Question) -> list[Change]:
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


def _withdraw(sorted_: _Sorted, measured: list[Change]) -> None:
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


def _by_measure(sorted_: _Sorted, measured: list[Change]) -> Answer | None:
    """The answer of measurements that grew worse, where no words say it: met where they clearly differ and nobody denies it since."""
    worse = [c for c in measured if c.way == "worse"]
    if sorted_.shown or not worse:
        return None
    clear = [c for c in worse if c.clear]
    told = _ids(f for c in clear or worse for f in (c.earlier, c.later))
    if not clear:
        return Answer("undetermined", "uncertain", told)
    denied = [f for f in sorted_.refuted if all(not _before(f, c) for c in clear)]
    if denied:
        return Answer("undetermined", "conflict", (*told, *_ids(denied)))
    return Answer("met", "shown", told)


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
    return Answer("undetermined", "incomplete", _ids([*refuted, *_beside(asked)]))


def _silent(asked: Question) -> Answer:
    """The answer where nothing that counts is said, with what is told beside it."""
    test, facts = asked.test, asked.facts
    could_show = test.unreported_in or test.accept
    studied = facts.studied(could_show, asked.site.line.regions)
    beside = [*_beside(asked), *_elsewhere(asked)]
    if not studied and test.unreported != NOT_STATED and not beside:
        studied = retold(could_show, asked)
    answer = silent(test, studied)
    answer.findings = _ids(beside)
    across = [] if answer.findings else _across(asked)
    if across:
        answer.findings = _ids(across)
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


def silent(test: Silence, studied: Sequence[str] = ()) -> Answer:
    """The answer where nothing is said; `studied`: documents on file that could have shown it."""
    if studied and test.unreported != NOT_STATED:
        return Answer(test.unreported, "unreported", detail={"documents": ",".join(studied)})
    return Answer(test.silence, "presumed" if test.silence == "met" else "silent")


def _sort(asked: Question, relevant: list[Told]) -> _Sorted:
    test, facts = asked.test, asked.facts
    result = _Sorted()
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
        elif not precise or recent is None or side_open(finding, asked):
            result.open.append((finding, "incomplete"))
        else:
            result.shown.append(finding)
    if test.leads:
        _overrule(result, asked)
    return result


def _overrule(sorted_: _Sorted, asked: Question) -> None:
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


def _relevant(asked: Question, at: At | None = None) -> list[Told]:
    """Findings of the kinds asked for that can speak of the site; `at`: where, in place of where the test asks."""
    side = NOT_STATED if asked.test.side == "any" else asked.site.line.side
    told = [f for f in _asked_for(asked) if not f.in_vain(asked.test.silence)]
    return [f for f in told if sides_overlap(f.side, side) and near(f, asked, at)]


def _asked_for(asked: Question) -> list[Told]:
    """Findings of the kinds asked for, and of the structures, wherever they are."""
    found, of = asked.facts.of_kinds(asked.test.kinds), asked.test.of
    return [f for f in found if f.of in of] if of else found


def _newest(findings: list[Told], asked: Question) -> list[Told]:
    """The statements that no newer one replaces; undated ones stay."""
    return [f for f in findings if not any(_replaces(other, f, asked) for other in findings)]


def _replaces(newer: Told, older: Told, asked: Question) -> bool:
    """Whether a newer statement of the same thing speaks of all that the older one says of what is asked."""
    day, before = newer.seen, older.seen
    if day == NOT_STATED or before == NOT_STATED or day <= before or not alike(newer, older):
        return False
    if newer.status == "absent" and older.status == "present" and _persists(newer, older):
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


def _persists(newer: Told, older: Told) -> bool:
    """Whether two documents speak of one state: what the older one shows does not go by itself in the days between them."""
    days = (newer.seen - older.seen).days  # type: ignore[operator]
    return newer.document != older.document and 0 <= days <= older.sort.persists


def _sides(side: Side) -> frozenset[Side]:
    return frozenset({side}) if side in ("left", "right") else frozenset({"left", "right"})


def _settled(sorted_: _Sorted) -> bool:
    """Whether a denial in general terms, such as of any narrowing of a grade, answers for what was named without one."""
    denials = [f for f in sorted_.refuted if f.status == "absent" and f.sort.location == NOT_STATED]
    return bool(denials) and all(reason == "no_value" for _, reason in sorted_.open)


def _conflict(sorted_: _Sorted, asked: Question) -> list[Told]:
    """Statements of the same thing at the same place that contradict each other, unless another statement decides."""
    if not sorted_.shown or not sorted_.refuted:
        return []
    pairs = [(s, r) for s in sorted_.shown for r in sorted_.refuted if _contradict(s, r, asked)]
    if not pairs or any(all(s is not shown for s, _ in pairs) for shown in sorted_.shown):
        return []
    return [*(s for s, _ in pairs), *(r for _, r in pairs)]


def _opposed(shown: list[Told], asked: Question) -> list[Told]:
    """What is shown, with findings that exclude it at the same place, unless one shown stands unopposed or newer ones replace them."""
    excluded_by = asked.facts.pack.vocabulary.excluded_by
    pairs = [(s, o) for s in shown if s.kind in excluded_by for o in _excluding(s, asked)]
    if not pairs or any(all(s is not one for s, _ in pairs) for one in shown):
        return []
    return [*(s for s, _ in pairs), *(o for _, o in pairs)]


def _excluding(shown: Told, asked: Question) -> Iterable[Told]:
    """The present findings of opposite kinds that count for the test and lie where this one does."""
    test, facts = asked.test, asked.facts
    opposite = facts.pack.vocabulary.excluded_by.get(shown.kind, ())
    for other in (f for kind in opposite for f in facts.by_kind.get(kind, ())):
        if other.status != "present" or not other.filed.among(test.accept):
            continue
        levels, here, day, before = other.levels, shown.levels, shown.seen, other.seen
        dated = test.latest and NOT_STATED not in (day, before) and day > before  # type: ignore[operator]
        replaced = dated and not _persists(shown, other)  # what is shown denies the other
        meet = not levels.isdisjoint(here & asked.wanted or here) if levels and here else not levels and not here
        if meet and not replaced and near(other, asked):
            yield other


def _contradict(shown: Told, refuted: Told, asked: Question) -> bool:
    """In the same words of place; or a denial in wider words in another document (in the same one it means other places), which may
    deny the kind as a whole where its newest statement counts. Several values that one document may rightly give of one day, as of rest
    and of motion, contradict nothing; nor does an older value of what is measured time and again, or what was told of an event of another
    day. What one event did is one value.
    """
    facts = asked.facts
    together = shown.document == refuted.document and shown.dated == refuted.dated and refuted.status == "present"
    if together and shown.sort.varies and not shown.sort.event:
        return False
    if not alike(shown, refuted) and not (asked.test.latest and _denied_as_a_whole(shown, refuted)):
        return False
    if shown.sort.event and NOT_STATED not in (shown.nth, refuted.nth) and shown.nth != refuted.nth:
        return False
    if shown.sort.event and NOT_STATED not in (shown.dated, refuted.dated) and shown.dated != refuted.dated:
        return False
    told, before = shown.seen, refuted.seen
    if shown.kind in facts.pack.vocabulary.measures and NOT_STATED not in (told, before) and before < told:  # type: ignore[operator]
        return False
    one, other = shown.levels, refuted.levels
    if (one, shown.side) == (other, refuted.side):
        return True
    wider = refuted.status == "absent" and refuted.document != shown.document
    return wider and sides_overlap(shown.side, refuted.side) and (not one or not other or not one.isdisjoint(other))


def _denied_as_a_whole(shown: Told, refuted: Told) -> bool:
    """Whether a later denial names no structure, and so may speak of the one that was named before."""
    if refuted.status != "absent" or refuted.of != NOT_STATED or shown.kind != refuted.kind:
        return False
    day, before = refuted.seen, shown.seen
    return NOT_STATED not in (day, before) and day > before  # type: ignore[operator]


def _ids(findings: Iterable[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([f.id for f in findings]))
