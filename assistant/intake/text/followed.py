"""What a later sentence or line tells of a treatment or finding told before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ...model.base import NOT_STATED, NotStated
from ...model.case import Response
from .facts import FoundFinding, FoundTreatment
from .lexicon import Lexicon

BEFORE = 120
"""Characters between a fact and one that goes on with it."""
_SINCE = re.compile(r"\s+since\b", re.IGNORECASE)
LABEL = 40
"""Characters before the first day of a course, in its line, that say what it is."""


def completed(treatments: Sequence[FoundTreatment], told: Sequence[FoundTreatment]) -> list[FoundTreatment]:
    """The treatments of one line with what the next line of their form tells; days lead over a length, and are of one alone."""
    made = []
    for treatment in treatments:
        for more in told:
            dated = more.start != NOT_STATED and more.end not in (NOT_STATED, more.start)
            known = replace(treatment, weeks=NOT_STATED) if dated else treatment
            alone = replace(treatment, response=more.response, response_quote=more.quote)
            added = more if len(treatments) == 1 else alone
            treatment = known.joined(replace(added, region=known.region)) or treatment
        made.append(treatment)
    return made


def of_one_course(
    treatments: Sequence[FoundTreatment],
    text: str,
    own: str = "",
    day: date | NotStated = NOT_STATED,
    scored: Response = NOT_STATED,
) -> list[FoundTreatment]:
    """The treatments of a document, the two ends of one course that stand beside each other as one, quoted from its label to its last day.

    `own`: the treatment that its author gives. Of that the day it began and its visits are one course, up to the `day` of the document;
    `scored` is what scores say that it brought. That there was none since denies nothing of what was given before.
    """
    made: list[FoundTreatment] = []
    for treatment in treatments:
        before = made[-1] if made else None
        one = before is not None and (
            _ends(before, treatment) or (treatment.kind == own and _counts(before, treatment))
        )
        if before is not None and one and (whole := before.joined(treatment)) is not None:
            line = text.rfind("\n", 0, before.span.start) + 1
            start = line if before.span.start - line <= LABEL else before.span.start
            span = replace(before.span, start=start, end=treatment.span.end)
            made[-1] = replace(whole, span=span, quote=text[span.start : span.end])
        else:
            made.append(treatment)
    given = {t.kind for t in made if t.status == "present"}
    made = [t for t in made if not (t.status == "absent" and t.kind in given and _SINCE.match(text, t.span.end))]
    made = [replace(t, end=day) if t.kind == own and _runs(t, day) else t for t in made]
    return [answered(t, scored) if t.kind == own else t for t in made]


def _counts(one: FoundTreatment, other: FoundTreatment) -> bool:
    """Whether one of two that stand beside each other gives the days alone, and the other the visits alone."""
    days, visits = (one, other) if one.sessions == NOT_STATED else (other, one)
    alike = one.kind == other.kind and one.status == other.status == "present"
    alone = days.start != NOT_STATED != visits.sessions and visits.start == visits.end == NOT_STATED
    alone = alone and days.end != days.start
    return alike and alone and days.sessions == NOT_STATED and 0 <= other.span.start - one.span.end <= BEFORE


def _runs(course: FoundTreatment, day: date | NotStated) -> bool:
    """Whether a course that began before a day, with visits since, has no other end."""
    begun = isinstance(course.start, date) and isinstance(day, date) and course.start < day
    visited = isinstance(course.sessions, int) and course.sessions > 1
    return begun and visited and course.status == "present" and course.end == course.weeks == NOT_STATED


def _ends(first: FoundTreatment, last: FoundTreatment) -> bool:
    """Whether one treatment gives the first day alone, and the next, shortly behind it, the last day alone."""
    apart = last.span.start - first.span.end
    one = first.kind == last.kind and NOT_STATED not in (first.start, last.end)
    return one and first.end == last.start == NOT_STATED and 0 <= apart <= BEFORE


def answered(treatment: FoundTreatment, response: Response, words: str = NOT_STATED) -> FoundTreatment:
    """A treatment with a response told behind it, in these words, where it was given and none was told yet."""
    open_ = treatment.response == NOT_STATED and treatment.status == "present"
    return replace(treatment, response=response, response_quote=words) if open_ else treatment


def placed_like(found: FoundFinding, told: Sequence[FoundFinding], group_of: Callable[[str], str]) -> FoundFinding:
    """A finding of no region, of that of the last one of its group, where that was told shortly before: the pain of which the text goes on."""
    last = next((f for f in reversed(told) if group_of(f.kind) == group_of(found.kind)), None)
    if last is None or found.levels or found.region != NOT_STATED or found.span.start - last.span.end > BEFORE:
        return found
    return replace(found, region=last.region)


def unplaced(treatment: FoundTreatment) -> FoundTreatment:
    """A treatment of a document that names another part of the body and none of this record: whether it was for this one is open."""
    return replace(treatment, status="uncertain", region=NOT_STATED) if treatment.status == "present" else treatment


def gives_way(finding: FoundFinding, others: Sequence[FoundFinding], lexicon: Lexicon) -> bool:
    """Whether the same words state a kind that says the same and more."""
    fuller, span = lexicon.reading_of(finding.kind).gives_way, finding.span
    return bool(fuller) and any(
        f.kind in fuller and f.span.start < span.end and span.start < f.span.end for f in others
    )
