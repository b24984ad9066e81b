"""Treatments of a sentence: what was given, when, how long, how often, under whom, and what it did."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from ...model.base import NOT_STATED, NotStated
from ...model.case import Response
from .contrast import bracketed_none, without_it
from .dates import Dated, dates, spans_of_days
from .detail_labels import labels_details
from .facts import FoundTreatment, quoted
from .given_at import levels_given
from .given_on import side_given
from .lengths import Lengths, of_both, words_of
from .lexicon import Lexicon, Mark
from .listed import UNDONE
from .listed_days import items
from .looked_back import looked_back_to
from .neither import without_effect
from .of_lists import of_list
from .of_the_last import only_of_last
from .refused import asked_for, asks_more, coded, effect_denied, elsewhere, long_past, not_shown, refused, unrecorded
from .responses import GOOD, ResponseReader, lasting
from .runs import coordinated, edges, with_parts
from .sentence import Sentence
from .stating import Setting
from .status import planned_behind, status_of
from .times import Times, TimesReader
from .treated import named
from .treatment_words import TreatmentReading
from .visits_of_courses import visits_of_courses
from .watched import Watched
from .went import went

NEAR = 10
"""Words between a treatment and its length or response."""
PAIR = 2
"""Treatments that may share a length of time."""
ROW = 3
"""Characters before the day of a row."""
LEADING = 2
"""Words before a treatment of which its sentence speaks."""
_PLAIN = TreatmentReading()
IMPLIED = "implied"
"""Role of a treatment that a document tells as its author's own, without naming it."""

_SHARE = re.compile(r"\d\s*(?:%|percent\b)", re.IGNORECASE)

_PERSON = re.compile(r"\b(?:he|she|they|patient|pt)\b", re.IGNORECASE)
"""Who tells, in prose, on a day, what an earlier one brought; the row of a log names nobody."""


class TreatmentReader:
    """Reads treatments with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._told = lexicon.reading.treatments
        self._numbers = lexicon.general.numbers
        self._lengths = Lengths(lexicon)
        self._own_documents = dict(text.split(":") for text in self._told.supervised_documents)
        self._responses = ResponseReader(lexicon)
        self._watched = Watched(self._told, self._own_documents)
        self._times = TimesReader(self._told, self._own_documents)

    def own_of(self, document: str) -> str:
        """The treatment that the author of a kind of document gives; empty where he gives none."""
        return self._own_documents.get(document, "")

    def read(self, sentence: Sentence, setting: Setting) -> Iterator[FoundTreatment]:
        """The treatments that a sentence tells."""
        section = self._lexicon.reading.sections.get(sentence.line.section)
        manner = section.treatments if section else "any"
        marks = self.marks(sentence, setting)
        planning = sentence.line.section in self._lexicon.reading.plan_sections
        back = looked_back_to(sentence, marks) if planning else 0
        manner = "detailed" if back else manner
        own = bool(marks) and marks[0].role == IMPLIED
        if not marks or (manner == "none" and not own):
            return
        groups = coordinated(sentence, marks)
        for group in groups:
            if back and group[-1].last >= back:
                return  # A plan follows.
            edge = edges(sentence, groups, group, self._told.attended)
            for mark in group:
                found = self._one(went(sentence, group), mark, group, edge, setting, manner)
                opened = bool(back) or any(m.first < LEADING for m in sentence.cued("opens"))
                if (
                    manner != "detailed"
                    or opened
                    or min(self._ahead(sentence, g) for g in (groups[0], group)) <= LEADING + 1
                ):
                    yield from (
                        t
                        for t in found
                        if manner != "detailed"
                        or (opened and not back)
                        or t.detail()
                        or t.status == "absent"
                        or (not planning and self._measured(sentence, mark))
                    )

    def _measured(self, sentence: Sentence, mark: Mark) -> bool:
        """Whether how much a treatment took away is told behind it in percent."""
        start = sentence.words[mark.last].end
        return mark.value in self._told.effects.after and _SHARE.search(sentence.line.text, start) is not None

    def _ahead(self, sentence: Sentence, group: Sequence[Mark]) -> int:
        """Number of words before a run of treatments, but for its side and levels, and a length of time or a number of visits that leads it."""
        first, text, start = group[0].first, sentence.line.text, sentence.words[0].start
        told = (pattern.search(text, start) for pattern in (self._lengths.length, self._lengths.visits))
        led = next((m for m in told if m is not None and m.start() - start <= len("a ")), None)
        placing = sentence.level_words | {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
        placing |= set(words_of(sentence, start, led.end())) if led else set()
        return sum(n not in placing and sentence.words[n].word.isalpha() for n in range(first))

    def marks(self, sentence: Sentence, setting: Setting) -> list[Mark]:
        """The treatments that a sentence names, or else the one that it tells without naming it.

        Visits that the author of a document counts before he names what was done in them are those of his own treatment.
        """
        marks = named(sentence, self._lexicon)
        implied = self._implied(sentence, setting) if not marks or self._own_documents.get(setting.kind) else []
        counts = implied[:1] if implied and implied[0].role == IMPLIED else []
        if not marks or not counts:
            return marks or implied
        own = any(m.value == counts[0].value for m in marks) or counts[0].last >= marks[0].first
        return marks if own else [*counts, *marks]

    def _implied(self, sentence: Sentence, setting: Setting) -> list[Mark]:
        """The treatment of the author of the document, where a sentence counts its visits without naming it."""
        own = self._own_documents.get(setting.kind)
        text = sentence.line.text
        visits = self._lengths.visits.search(text) if own else None
        labelled = [(d.start, d.end) for d in self._times.labelled(text).values()] if own and not visits else []
        spans = [min([visits.span(), *spans_of_days(text)])] if visits else labelled
        words = words_of(sentence, *spans[0]) if spans else []
        if own and words:
            return [Mark(IMPLIED, own, words[0], words[-1])]
        if setting.carried:
            return self._detailed(sentence, setting.carried)
        if setting.subject and (sentence.cued("again") or _dated_row(sentence)):
            return self._detailed(sentence, setting.subject)
        return self._headed(sentence, setting.treatment) if setting.treatment else []

    def sole(self, text: str) -> str:
        """The one kind that takes a day which a text names, and that is told of as what is given to see its effect is ("a second one on
        ..."); empty where it names none, or several.
        """
        names = self._lexicon.names.find(self._lexicon.tokens(text))
        kinds = {value for *_, role, value in names if role == "treatment" and value in self._told.one_day}
        told, after = kinds.pop() if len(kinds) == 1 else "", self._told.effects.after
        return told if after.get(told) in {after.get(kind) for kind in self._told.counted} else ""

    def details(self, sentence: Sentence, above: str = "") -> bool:
        """Whether a line of a form tells more of what the line before, under the heading `above`, named."""
        head, sign, _ = sentence.line.text.partition(":")
        label = head if sign or sentence.line.heading == above else sentence.line.heading
        return bool(sign or label != head) and labels_details(label, self._told.details)

    def _headed(self, sentence: Sentence, kind: str) -> list[Mark]:
        """The treatment that the heading names, where a sentence below tells more of it."""
        text = sentence.line.text
        labels = self._lexicon.general.date_labels
        if sentence.line.place.lower() in labels or text.partition(":")[0].strip().lower() in labels:
            return []  # So the document is dated.
        return self._detailed(sentence, kind)

    def _detailed(self, sentence: Sentence, kind: str) -> list[Mark]:
        """A treatment that is not named, where a sentence tells a day, a length, visits or a response of it."""
        text = sentence.line.text
        if any(m.role == "other treatment" for m in sentence.names):
            return []  # Something else is told.
        found = [self._lengths.visits.search(text), self._lengths.length.search(text), *dates(text)]
        spans = [(d.start, d.end) if isinstance(d, Dated) else d.span() for d in found if d is not None]
        details = [(w[0], w[-1]) for span in spans if (w := words_of(sentence, *span))]
        details += [(m.first, m.last) for role in ("response", "bare") for m in sentence.cued(role)]
        return [Mark("treatment", kind, *min(details))] if details else []

    def _one(
        self, sentence: Sentence, mark: Mark, group: list[Mark], edge: tuple[int, int], setting: Setting, manner: str
    ) -> Iterator[FoundTreatment]:
        own = self._told.kinds.get(mark.value, _PLAIN)
        status, cues = status_of(sentence, mark.first, mark.last, group, past=True)
        if failed := status != "present" and (
            without_effect(sentence, group) or self._denied_effect(sentence, mark, group, cues)
        ):
            status, cues = "present", []
        continued = any(m.first < mark.first for m in sentence.cued("continued"))
        if status != "absent" and mark.role != IMPLIED and (refused(sentence, group) or asked_for(sentence, group)):
            return
        here = mark.value in self._told.one_day and setting.performed == NOT_STATED
        if here and status == "present" and coded(sentence, self._lexicon.pack.codes):
            return
        if elsewhere(sentence, mark, *edge) or any(m.last + 1 == group[0].first for m in sentence.cued("spared")):
            return
        if not_shown(sentence, group):
            return
        if status == "absent" and (unrecorded(sentence, group, cues) or effect_denied(sentence, group, cues)):
            return
        if (
            status != "absent"
            and mark.value not in self._told.one_day
            and long_past(sentence, mark, edge, setting.latest, self._numbers)
        ):
            return
        no = status == "absent" and any(c.role == "answer" for c in cues)
        if no and asks_more(sentence, self._numbers):
            return
        if manner == "continued" and not continued:
            return
        if mark.role == IMPLIED and status is None:
            status = "present"
        if status is None and continued and not sentence.cued("family"):
            status = "present"
        if status is None:
            return
        if mark.role == UNDONE and status != "absent":
            return
        if mark.role == "treatment?":
            status, cues = "uncertain", []
        elif mark.role == "no treatment":
            if status != "present" or effect_denied(sentence, group, cues):
                return
            status = "absent"
        begin, end = edge
        first, last = min([mark.first, *(c.first for c in cues)]), max([mark.last, *(c.last for c in cues)])
        response: Response = NOT_STATED
        weeks: float | NotStated = NOT_STATED
        sessions: int | NotStated = NOT_STATED
        times, attended = [Times()], False
        days_at: list[tuple[int, int]] = []
        of_last = False
        used: list[tuple[int, int]] = []
        if status == "present":
            measured: list[tuple[int, int]] = []
            if mark.value not in self._told.one_day and manner != "continued":
                told = self._lengths.weeks(sentence, mark, begin, end)
                both = len(group) == PAIR and told[1] and of_both(sentence, group, told[1][0])
                both = both or (self._taken(group) and of_list(sentence, group, told[1]))
                weeks, measured = told if both else _own(told, mark, group)
                if measured and lasting(sentence, mark, measured[0]):
                    weeks, measured = NOT_STATED, []  # So long lasted what it did.
            sessions, spans = _own(self._lengths.sessions(sentence, begin, end), mark, group)
            sessions = NOT_STATED if manner == "continued" else sessions  # What a plan counts is still to come.
            used += measured + spans
            attended = self._watched.attends(sentence, mark, begin, end, group) or sessions != NOT_STATED
            times, spans = self._times.read(sentence, mark, begin, end, setting, headed=manner != "detailed")
            if len(group) > 1 and spans and _nearest(group, spans[0]) != mark and not with_parts(sentence, group, mark):
                shared = self._taken(group) and len(times) == 1 and times[0].ranged and of_list(sentence, group, spans)
                times, spans = (times, spans) if shared else ([Times()], [])
            course = mark.value in self._told.attended
            if course and sessions == NOT_STATED and sum(m.role == "treatment" for m in sentence.names) == 1:
                sessions, counted = self._lengths.sessions(
                    sentence, 0, len(sentence.words)
                )  # it is the only one told of
                used += counted
                attended = attended or sessions != NOT_STATED
            if times[0].ranged and spans and sessions == NOT_STATED and course:
                places = (max(last for _, last in spans), mark.last)
                crossed = (self._lengths.bare_visits(sentence, n) for n in places)
                sessions = next((n for n in crossed if n != NOT_STATED), NOT_STATED)
                attended = attended or sessions != NOT_STATED
            if mark.value in self._told.counted and sessions == NOT_STATED and len(times) == 1:
                sessions, counted = self._lengths.times(sentence, mark)
                spans = [*spans, *counted]
            used += spans
            days_at = spans
            ended = weeks != NOT_STATED and times[0].ended
            attended = attended or times[0].dated or ended  # Exercise at home has a name of its own, and no last day.
            behind = max([mark.last, *(last for _, last in used)])
            response, spans = self._responses.read(sentence, mark, begin, end, behind)
            response = "none" if failed else response
            alone = mark != group[-1] and not self._responses.of_several(sentence)
            if alone and any(_in_brackets_of(sentence, group[-1], first) for first, _ in spans):
                response, spans = NOT_STATED, []
            of_last = len(times) > 1 and bool(spans) and only_of_last(sentence, days_at, spans[0])
            used += spans
            if planned_behind(
                sentence, max([mark.last, *(last for _, last in measured)]), sentence.clause(mark.first)[1]
            ):
                return
            times = [each for each in times if not _to_come(each, setting)]
            if not times:
                return
            if times[0].dated:
                weeks = NOT_STATED
                sessions = NOT_STATED if len(times) > 1 else sessions  # They are those of one course.
        near = [s for s in used if abs(s[0] - mark.first) <= 3 * NEAR]
        first, last = min([first, *(s[0] for s in near)]), max([last, *(s[1] for s in near)])
        quote, span = quoted(sentence, first, last, setting.document)
        found = FoundTreatment(
            mark.value,
            span,
            quote,
            status,
            self._region(sentence, begin, end, setting),
            self._levels_of(sentence, mark, begin, end, setting),
            side_given(sentence, mark, begin, end) if mark.value in self._told.one_day else NOT_STATED,
            self._watched.watched(sentence, mark, begin, end, own, setting, status, attended),
            weeks=weeks,
            sessions=sessions,
            response=response,
        )
        visits = visits_of_courses(sentence, days_at, len(times), end, self._lengths.sessions)
        listed = items(sentence, days_at) if len(times) == len(days_at) > 1 else []
        for n, (each, own_visits) in enumerate(zip(times, visits, strict=True)):
            brought: Response = NOT_STATED if of_last and each != times[-1] else response
            if listed:
                brought, _ = self._responses.read(sentence, mark, *listed[n], days_at[n][1])
            counts = sessions if own_visits == NOT_STATED else own_visits
            yield replace(found, start=each.start, end=each.end, response=brought, sessions=counts)

    def _taken(self, group: Sequence[Mark]) -> bool:
        """Whether all treatments of a run are such as are taken, and neither attended nor given on a day."""
        told = self._told
        return not any(m.value in told.one_day or m.value in told.attended or m.value in told.counted for m in group)

    def _denied_effect(self, sentence: Sentence, mark: Mark, group: Sequence[Mark], cues: Sequence[Mark]) -> bool:
        """Whether what denies a treatment says that it did nothing ("the test was negative", "this helped but not that")."""
        effects = self._told.effects
        tested = mark.value in effects.after
        negative = tested and any(c.first > mark.last and sentence.words[c.last].word in effects.negative for c in cues)
        return negative or bracketed_none(sentence, mark, cues) or without_it(sentence, group, cues, GOOD)

    def _region(self, sentence: Sentence, begin: int, end: int, setting: Setting) -> str:
        for lower, upper in ((begin, end), (0, len(sentence.words))):
            named = {m.value for m in sentence.cued("region") if lower <= m.first < upper}
            levels = {
                self._lexicon.pack.levels.region(v)
                for m in sentence.levels
                if lower <= m.first < upper
                for v in m.levels
            }
            if len(named | levels) == 1:
                return (named | levels).pop()
            if named | levels:
                return NOT_STATED
        return setting.region

    def _levels_of(self, sentence: Sentence, mark: Mark, begin: int, end: int, setting: Setting) -> tuple[str, ...]:
        """The levels at which a treatment that is given at levels was given, in its words or in its heading."""
        if mark.value not in self._told.placed:
            return ()
        headed = setting.levels if setting.treatment == mark.value else ()
        return levels_given(sentence, mark, begin, end) or headed


def _dated_row(sentence: Sentence) -> bool:
    """Whether a line is the row of a log: it begins with a day and tells a percentage."""
    found = next(dates(sentence.line.text), None)
    row = found is not None and found.exact and found.start <= ROW and "%" in sentence.line.text
    return row and _PERSON.search(sentence.line.text) is None


def _to_come(times: Times, setting: Setting) -> bool:
    """Whether a treatment begins after the day of the document that tells of it."""
    return isinstance(times.start, date) and isinstance(setting.day, date) and times.start > setting.day


def _in_brackets_of(sentence: Sentence, mark: Mark, word: int) -> bool:
    """Whether a word stands in brackets that open shortly behind a treatment, so that it speaks of that one alone."""
    between = [w.word for w in sentence.words[mark.last + 1 : word]]
    return "(" in between[: ROW + 1] and between.count("(") > between.count(")")


D = TypeVar("D")


def _own(
    detail: tuple[D | NotStated, list[tuple[int, int]]], mark: Mark, group: Sequence[Mark]
) -> tuple[D | NotStated, list[tuple[int, int]]]:
    """A length or number of visits, where it stands nearest to this one of several treatments; a number is never shared."""
    spans = detail[1]
    if len(group) < 2 or not spans:
        return detail
    return detail if _nearest(group, spans[0]) == mark else (NOT_STATED, [])


def _nearest(group: Sequence[Mark], span: tuple[int, int]) -> Mark:
    """The treatment that stands nearest to a detail."""
    first, last = span
    return min(group, key=lambda m: min(abs(m.first - last), abs(first - m.last)))
