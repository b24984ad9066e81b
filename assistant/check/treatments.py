"""Tests over treatments: dated episodes are joined before weeks are counted, and what is not stated leaves the question open."""

import math
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from ..model.base import NOT_STATED, NotStated, sides_overlap
from ..model.case import Treatment
from ..model.language import TreatmentTest, Truth
from ..model.outcome import Reason
from ..model.when import apart, by_month, earliest, latest
from .answer import Answer, silent
from .facts import ROUNDED, CaseFacts
from .logic import all_of
from .requested import BOTH, Site
from .values import compare_range

MIDDLE = 15
"""The day taken where a month alone is told."""
LEAST_BETWEEN = 28
"""Days for certain between two months from which on they are counted from middle to middle."""


def ask_treatment(test: TreatmentTest, site: Site, facts: CaseFacts) -> Answer:
    """Whether qualifying treatment was given.

    An episode counts for certain, possibly (something about it is not stated), or not. The certain ones give a lower bound of weeks,
    the possible ones an upper bound. Received and expressly not received in the same time: a conflict.
    """
    kind = [t for t in facts.treatments if _asked(t, test, site, facts)]
    places = {t.id: _at_place(t, test, site, facts) for t in kind}
    relevant = [t for t in kind if places[t.id] != "not_met"]
    beside = [t for t in kind if places[t.id] == "not_met" and t.status == "present"]
    beside += [t for t in facts.treatments if _told(t, test, site, facts)]
    given = [t for t in relevant if t.status == "present"]
    denied = [t for t in relevant if t.status == "absent"]
    unclear = [t for t in relevant if t.status == "uncertain"]
    began = facts.began(test.since, site.line.regions) if test.since else None
    counts = {t.id: all_of([_qualifies(t, test, facts, began), places[t.id]]) for t in given}
    certain = [t for t in given if counts[t.id] == "met"]
    possible = [t for t in given if counts[t.id] == "undetermined"] + unclear
    counted = certain + possible
    conflict = [(t, d) for t in certain for d in denied if _contradict(t, d, facts)]
    if conflict:
        return Answer("undetermined", "conflict", treatments=_ids([t for t, _ in conflict] + [d for _, d in conflict]))
    if not counted:
        if denied or given:
            return Answer("not_met", "refuted", treatments=_ids(denied + given))
        answer = silent(test)
        answer.treatments = _ids(beside)
        return answer
    detail: dict[str, str] = {}
    if test.side == "request" and any(t.side in BOTH for t in counted):
        detail["one_side"] = "yes"
    truths: list[Truth] = [_number(len({t.kind for t in certain}), len({t.kind for t in counted}), test.distinct)]
    if test.weeks != NOT_STATED:
        low, high = weeks_of(certain)[0], weeks_of(counted)[1]
        truths.append(compare_range(low, high, test.weeks))
        if low:
            detail["weeks"] = _plain(low)
        if any(_sure(t) != (latest(t.start), earliest(t.end)) for t in certain if _span(t) is not None):
            detail["months"] = "yes"  # counted from the middle of one to the middle of another
    if test.sessions != NOT_STATED:
        low, high = _sessions(certain, sure=True), _sessions(counted, sure=False)
        truths.append(compare_range(low, high, test.sessions))
        if low:
            detail["sessions"] = _plain(low)
    truth = all_of(truths)
    told = [t for t in beside if t not in counted]
    if told and truth != "met":
        detail["beside"] = ",".join(_ids(told))
    if truth == "met":
        return Answer("met", "shown", treatments=_ids(certain), detail=detail)
    if truth == "not_met" and counted == unclear:
        truth = "undetermined"  # nobody shows that it was given, nor that it was all
    if truth == "undetermined":
        detail["asks"] = ",".join(_asks(test))
        reason: Reason = "uncertain" if unclear and not certain else "incomplete"
        return Answer("undetermined", reason, treatments=_ids(counted), detail=detail)
    if test.weeks != NOT_STATED and 0 < high < math.inf:
        detail.setdefault("weeks", _plain(high))
    return Answer("not_met", "too_short", treatments=_ids(counted), detail=detail)


def _asks(test: TreatmentTest) -> list[str]:
    """What has to be known of a treatment to answer the test."""
    asked = {
        "dates": (test.within_months != NOT_STATED and test.undated == "open") or test.weeks != NOT_STATED,
        "length": test.weeks != NOT_STATED,
        "number of sessions": test.sessions != NOT_STATED,
        "form": test.supervised == "yes",
        "response": bool(test.responses) and test.unanswered == "open",
    }
    return [name for name, is_asked in asked.items() if is_asked]


def weeks_of(episodes: list[Treatment]) -> tuple[float, float]:
    """Lower and upper bound of the weeks that episodes cover, overlaps joined.

    Dated episodes are merged as calendar intervals. One dated by months covers at most all of their days; what it is taken to cover is told
    below (`_sure`). One that is dated by months and has a length counts by that.
    An undated one of known length may overlap the others: it can only raise the lower
    bound to its own length, and the upper bound by it. One of unknown length makes the upper bound infinite.
    """
    spans = [(t, span) for t in episodes if (span := _span(t)) is not None]
    sure = _covered([_sure(t) for t, _ in spans])
    most = _covered([span for _, span in spans])
    undated = [t for t in episodes if _span(t) is None]
    lengths = [t.weeks for t in undated if t.weeks != NOT_STATED]
    low = max([sure, *lengths], default=0.0)
    return low, math.inf if len(lengths) < len(undated) else most + sum(lengths)


def _sure(treatment: Treatment) -> tuple[date | NotStated, date | NotStated]:
    """The days that an episode is taken to cover: of two months that lie next to each other those for certain between, which may be none; of
    months further apart, as reviewers count "October to December", from the middle of the one to the middle of the other; of seasons and years
    those for certain between.
    """
    start, end = latest(treatment.start), earliest(treatment.end)
    if start == NOT_STATED or end == NOT_STATED or (end - start).days < LEAST_BETWEEN:
        return start, end
    first = start.replace(day=MIDDLE) if by_month(treatment.start) else start
    return first, end.replace(day=MIDDLE) if by_month(treatment.end) else end


def _span(treatment: Treatment) -> tuple[date, date] | None:
    """The first and the last day that an episode can have; None where its length is stated otherwise or not at all."""
    start, end = earliest(treatment.start), latest(treatment.end)
    if start == NOT_STATED or end == NOT_STATED:
        return None
    exact = isinstance(treatment.start, date) and isinstance(treatment.end, date)
    return (start, end) if exact or treatment.weeks == NOT_STATED else None


def _covered(spans: Iterable[tuple[date | NotStated, date | NotStated]]) -> float:
    """Weeks that calendar spans cover together."""
    known = [(start, end) for start, end in spans if start != NOT_STATED and end != NOT_STATED and start <= end]
    return sum((end - start).days + 1 for start, end in _merge(sorted(known))) / 7


def _merge(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for start, end in spans:
        if merged and (start - merged[-1][1]).days <= 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _asked(treatment: Treatment, test: TreatmentTest, site: Site, facts: CaseFacts) -> bool:
    classes = facts.pack.treatment(treatment.kind).classes
    if treatment.kind not in test.kinds and not set(test.classes) & set(classes):
        return False
    return _fits_region(treatment, test, site)


def _fits_region(treatment: Treatment, test: TreatmentTest, site: Site) -> bool:
    """Whether it was given for the region of the request, or may have been."""
    if test.region == "any" or treatment.region == NOT_STATED or not site.line.regions:
        return True
    return treatment.region in site.line.regions


def _at_place(treatment: Treatment, test: TreatmentTest, site: Site, facts: CaseFacts) -> Truth:
    """Whether it was given at the side and level in question, as far as the record names them; beside the level, what was meant is open."""
    if test.side == "request" and not sides_overlap(treatment.side, site.side):
        return "not_met"
    named = frozenset(level for text in treatment.levels for level in facts.levels.places(text))
    wanted = frozenset(site.line.levels if site.level == NOT_STATED else (site.level,))
    if test.at == "region" or not named or not wanted or facts.levels.may_concern(named, wanted):
        return "met"
    near = {level for asked in wanted for level in facts.levels.neighbours(asked)}
    return "not_met" if named.isdisjoint(near) else "undetermined"


def _told(treatment: Treatment, test: TreatmentTest, site: Site, facts: CaseFacts) -> bool:
    """Whether a treatment that does not count is worth telling: given, of a class named for that, for the region."""
    of_class = not set(test.told).isdisjoint(facts.pack.treatment(treatment.kind).classes)
    return of_class and treatment.status == "present" and _fits_region(treatment, test, site)


def _qualifies(treatment: Treatment, test: TreatmentTest, facts: CaseFacts, began: date | None) -> Truth:
    """Whether one episode counts: form, date and response. `began`: the day before which it belongs to an earlier episode."""
    begun = earliest(treatment.start)
    if begun != NOT_STATED and begun > facts.case.date:
        return "not_met"
    answers: list[Truth] = []
    if test.supervised == "yes":
        answers.append({"yes": "met", "no": "not_met"}.get(treatment.supervised, "undetermined"))  # type: ignore[arg-type]
    last = treatment.end if treatment.end != NOT_STATED else treatment.start
    if began is not None and (ended := latest(last)) != NOT_STATED and ended < began:
        return "not_met"
    away, weeks = facts.documents[treatment.document].away, treatment.weeks_back
    back = away + 7 * weeks if away != NOT_STATED and weeks != NOT_STATED else NOT_STATED
    recent = {facts.within(_last(treatment, test, day), test.within_months, back) for day in (earliest, latest)}
    counts = recent == {True} or (recent == {None} and test.undated == "counts")
    answers.append("met" if counts else ("not_met" if recent == {False} else "undetermined"))
    if test.responses:
        if treatment.response == NOT_STATED:
            answers.append("met" if test.unanswered == "counts" else "undetermined")
        else:
            answers.append("met" if treatment.response in test.responses else "not_met")
    return all_of(answers)


def _last(treatment: Treatment, test: TreatmentTest, day: Callable[[date | str], date | NotStated]) -> date | NotStated:
    """The day by which a window takes or leaves an episode; `day`: the first or the last that a month can mean.

    Where treatment without a date counts, what only began on a day may have gone on since; not where its length is told.
    """
    if treatment.end != NOT_STATED or test.undated != "counts":
        return day(treatment.end if treatment.end != NOT_STATED else treatment.start)
    begun = day(treatment.start)
    if begun == NOT_STATED or treatment.weeks == NOT_STATED:
        return NOT_STATED
    return begun + timedelta(weeks=treatment.weeks * ROUNDED)


def _contradict(given: Treatment, denied: Treatment, facts: CaseFacts) -> bool:
    """Whether the same kind was given in the time that a denial speaks of: its own dates, or all before its document.

    What began after that, or ended before it, contradicts nothing; where a date is not stated, it may.
    """
    until = denied.end if denied.end != NOT_STATED else facts.documents[denied.document].date
    return given.kind == denied.kind and not apart(given.start, given.end, denied.start, until)


def _number(low: int, high: int, wanted: int) -> Truth:
    return "met" if low >= wanted else ("undetermined" if high >= wanted else "not_met")


def _sessions(episodes: list[Treatment], *, sure: bool) -> float:
    """Total of sessions, one for each day that stands alone, on which both sides are one; an episode without a number adds nothing for
    certain, and any number possibly.
    """
    unknown = 0.0 if sure else math.inf
    one_day = {
        t.id: (t.kind, t.start, "" if t.side in BOTH else t.id) for t in episodes if t.start == t.end != NOT_STATED
    }
    counted = sum(
        t.sessions if t.sessions != NOT_STATED else unknown
        for t in episodes
        if t.id not in one_day or t.sessions != NOT_STATED
    )
    return counted + len({one_day[t.id] for t in episodes if t.id in one_day and t.sessions == NOT_STATED})


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _ids(treatments: list[Treatment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.id for t in treatments))
