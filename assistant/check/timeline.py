"""The conservative care of a case in order of time: dated episodes joined, gaps shown, other regions left out."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from ..model.base import NOT_STATED, YesNo
from ..model.case import Case, Treatment
from ..model.timeline import Course, Episode, Gap, Timeline
from ..pack.pack import Pack
from .facts import CaseFacts
from .treatments import weeks_of

DAY = timedelta(days=1)


def timeline_of(case: Case, pack: Pack) -> Timeline:
    """What the record dates. Treatments that were denied or left open are not in it."""
    regions = {region for line in CaseFacts(case, pack, pack.levels).lines for region in line.regions}
    rows: dict[tuple[str, YesNo], list[Treatment]] = defaultdict(list)
    undated: list[str] = []
    elsewhere: list[str] = []
    for treatment in case.treatments:
        if treatment.status != "present":
            continue
        if regions and treatment.region not in (NOT_STATED, *regions):
            elsewhere.append(treatment.id)
        elif not isinstance(treatment.start, date):
            undated.append(treatment.id)
        else:
            rows[treatment.kind, treatment.supervised].append(treatment)
    courses = [_course(kind, supervised, given, pack) for (kind, supervised), given in rows.items()]
    return Timeline(
        until=case.date,
        courses=tuple(sorted(courses, key=lambda c: (c.episodes[0].start, c.label))),
        undated=tuple(undated),
        elsewhere=tuple(elsewhere),
    )


def _course(kind: str, supervised: YesNo, given: Sequence[Treatment], pack: Pack) -> Course:
    episodes = _joined(given)
    gaps = []
    for one, other in pairwise(episodes):
        if isinstance(one.end, date):
            gaps.append(Gap(start=one.end + DAY, end=other.start - DAY, days=(other.start - one.end).days - 1))
    dated = [t for t in given if t.end != NOT_STATED]
    return Course(
        kind=kind,
        label=pack.treatment(kind).label,
        supervised=supervised,
        episodes=episodes,
        gaps=tuple(gaps),
        weeks=round(weeks_of(dated)[0], 1) if dated else 0.0,
    )


def _joined(given: Sequence[Treatment]) -> tuple[Episode, ...]:
    """Episodes in order; those that overlap or follow each other without a free day as one."""
    made: list[Episode] = []
    for treatment in sorted(given, key=lambda t: (str(t.start), str(t.end))):
        if not isinstance(treatment.start, date):
            continue
        last = made[-1] if made else None
        end = treatment.end if isinstance(treatment.end, date) else NOT_STATED
        new = Episode(start=treatment.start, end=end, treatments=(treatment.id,))
        if last is not None and isinstance(last.end, date) and new.start <= last.end + DAY:
            end = max(last.end, new.end) if isinstance(new.end, date) else new.end
            made[-1] = Episode(start=last.start, end=end, treatments=(*last.treatments, treatment.id))
        elif last is not None and (last.start, last.end) == (new.start, new.end):
            made[-1] = Episode(start=last.start, end=last.end, treatments=(*last.treatments, treatment.id))
        else:
            made.append(new)
    return tuple(made)
