"""Which findings a section may state, where they stand, and the finding made of its words."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from ...model.base import NOT_STATED, NotStated, Side, Status
from ...model.case import Document
from .dates import latest_day
from .facts import FoundFinding, quoted
from .lexicon import Lexicon
from .section_words import Section
from .sentence import Sentence

ALIKE = frozenset(("equal", "symmetric", "symmetrical", "symmetrically", "equally"))
"""Words that speak of both sides at once, whichever a heading names."""
JOINED = 4
"""Words from one region to the next that is joined to it."""
NEXT = 2
"""Words between a fact and the landmark that it names."""


@dataclass(frozen=True)
class Setting:
    """Where a sentence stands: what the document and its headings say of it beforehand."""

    document: str
    kind: str
    groups: tuple[str, ...]
    region: str
    levels: tuple[str, ...] = ()
    day: date | NotStated = NOT_STATED
    """Day of the document."""
    latest: date | NotStated = NOT_STATED
    """The same, or the latest day that an undated document names: it is no older."""
    graded_before: str = ""
    """The one kind that the sentence before graded."""
    named_before: tuple[str, ...] = ()
    """The one level of which the sentence before speaks."""
    landmarks: tuple[str, ...] = ()
    side: Side = NOT_STATED
    of_pair: Side = NOT_STATED
    """Side of the one of two places that the sentence, or its document, speaks of."""
    columns: tuple[str, ...] = ()
    """Sides of the columns of a table, from left to right."""
    pairs: tuple[str, ...] = ()
    """Sides of two values that are written as one, in their order ("R/L")."""
    treatment: str = ""
    """Treatment that the heading names, of which the lines below tell."""
    subject: str = ""
    """Treatment of one day that was told last, or that the title names: what `the last one` means."""
    performed: date | NotStated = NOT_STATED
    """Day of the document, where it tells what was done that day."""
    carried: str = ""
    """The one treatment that the line before told."""
    studied: bool = False
    """Whether the sentence tells what a study showed, by its section or by the sentence that it goes on from."""
    speaks: str = ""
    """Kind of the document whose result the sentence tells, where its label or the sentence before names it."""

    def but(self, **changed: Any) -> "Setting":
        """The same with other values; itself where nothing differs, as for most sentences."""
        for name, value in changed.items():
            if getattr(self, name) != value:
                made = object.__new__(Setting)  # nearly every sentence has one: `replace` takes far longer
                made.__dict__.update(self.__dict__, **changed)
                return made
        return self


def setting_of(document: Document, groups: tuple[str, ...], region: str, *, performs: bool) -> Setting:
    """The setting that a document gives its sentences; `performs`: whether it tells what was done that day."""
    day = document.date
    latest = day if day != NOT_STATED else latest_day(document.text) or NOT_STATED
    done = day if performs else NOT_STATED
    return Setting(document.id, document.kind, groups, region, day=day, latest=latest, performed=done)


def of_both(sentence: Sentence) -> bool:
    """Whether a sentence says that both sides are alike."""
    return any(w.word in ALIKE for w in sentence.words)


class Stating:
    """What the data lets a sentence state."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._kinds = {k.id: k for k in lexicon.pack.vocabulary.kinds}
        self._begun = {segment.ends[0]: segment.id for segment in lexicon.pack.anatomy.segments}
        self._summary = lexicon.reading.summary_document
        self._imaging = frozenset(lexicon.reading.imaging_groups)

    def at_landmark(self, kind: str, sentence: Sentence, first: int, last: int, above: tuple[str, ...] = ()) -> bool:
        """Whether a kind told in some words is placed at a landmark: one that has no level, finds none there, or names a landmark beside it.

        `above`: the levels that the headings name.
        """
        reading = self._lexicon.reading_of(kind)
        alone = [m for m in sentence.marks if m.first not in sentence.level_words]
        if reading.landmarks and reading.levels and above and sentence.line.fresh and not alone:
            return False
        if not reading.landmarks or not (reading.levels and sentence.levels):
            return reading.landmarks
        return any(first - NEXT <= m.last and m.first <= last + NEXT for m in alone)

    def stated(self, kind: str, sentence: Sentence, setting: Setting, *, graded: bool) -> bool:
        """Whether this section of this document may state a finding of the kind."""
        reading = self._lexicon.reading_of(kind)
        if reading.documents and not set(reading.documents) & set(setting.groups):
            return False
        section = self._lexicon.reading.sections.get(sentence.line.section)
        if reading.sections:
            own = {sentence.line.section or "none", *(("none",) if section and self._goes_on(section, setting) else ())}
            return not own.isdisjoint(reading.sections)
        group = self._kinds[kind].group
        if section is None:
            return True
        if "any" in section.states or group in section.states:
            return True
        return (group in section.graded or "any" in section.graded) and (graded or reading.diagnosis)

    def _goes_on(self, section: Section, setting: Setting) -> bool:
        """Whether what stands below the head of a section may be of no section: prose, or a note that names a study and goes on."""
        if section.treatments != "detailed":
            return False
        shows = not self._imaging.isdisjoint(section.states)
        return setting.kind == self._summary or (shows and self._imaging.isdisjoint(setting.groups))

    def make(
        self,
        sentence: Sentence,
        kind: str,
        first: int,
        last: int,
        setting: Setting,
        *,
        status: Status,
        levels: tuple[str, ...] = (),
        side: Side = NOT_STATED,
        of: str = NOT_STATED,
        grade: str = NOT_STATED,
        number: float | NotStated = NOT_STATED,
        unit: str = NOT_STATED,
    ) -> FoundFinding:
        reading = self._lexicon.reading_of(kind)
        if reading.below:
            levels = tuple(self._begun.get(level, level) for level in levels)
        if reading.sideless:
            side = NOT_STATED
        elif side != NOT_STATED:
            last = max([last, *(m.last for m in sentence.names if m.role == "structure" and m.first == last + 1)])
        quote, span = quoted(sentence, first, last, setting.document)
        region: str = NOT_STATED
        if not levels and not reading.person:
            region = self.region(sentence, first, last, kind, of, setting)
        if side == NOT_STATED and not reading.located and self._kinds[kind].structures != NOT_STATED:
            side = NOT_STATED if of_both(sentence) else setting.side
        if side == NOT_STATED and not reading.sideless:
            side = setting.of_pair
        return FoundFinding(
            kind,
            span,
            quote,
            status,
            levels,
            region,
            side,
            of,
            grade,
            number,
            unit,
        )

    def region(self, sentence: Sentence, first: int, last: int, kind: str, of: str, setting: Setting) -> str:
        """The region named in the fact, in its clause, by its structure, or by the document."""
        begin, end = sentence.clause(first)
        barred = self._lexicon.reading_of(kind).shows_in
        inside = {m.value for m in sentence.cued("region") if m.first <= last and first <= m.last}
        clause = {m.value for m in sentence.cued("region") if begin <= m.first < end}
        for named in (inside, clause):
            if len(named) == 1:
                return setting.region if named <= {*barred} else named.pop()
        if of != NOT_STATED:
            table = self._kinds[kind].structures
            if (region := self._lexicon.region_of(table, of)) != NOT_STATED:
                return region
        table = self._kinds[kind].structures
        parts = [m.value.split(":") for m in sentence.names if m.role == "structure" and first <= m.first <= last]
        told = {self._lexicon.region_of(table, part) for of_table, part in parts if of_table == table} - {NOT_STATED}
        return told.pop() if len(told) == 1 else setting.region

    def regions_joined(self, sentence: Sentence, begin: int, end: int) -> list[str]:
        """The regions that stand joined between two words: what is told there, or behind them, is of each ("the one and the other, 9 of
        10"). None, where another stands beside them.
        """
        marks = [m for m in sentence.cued("region") if begin <= m.first < end]
        joins = [m.first for m in sentence.cued("joins")]
        pairs = [
            (one.value, other.value)
            for one, other in pairwise(marks)
            if other.first == one.first  # one phrase that names both
            or (other.first - one.last <= JOINED and any(one.last < n < other.first for n in joins))
        ]
        joined = {region for pair in pairs for region in pair}
        return sorted(joined) if joined == {m.value for m in marks} else []

    def region_of_value(self, sentence: Sentence, first: int) -> str:
        """The region of a value where a clause names several, each with a value of its own, all before or all behind it ("the one so much and
        the other so much"); empty where it does not.
        """
        begin, end = sentence.clause(first)
        marks = [m for m in sentence.cued("region") if begin <= m.first < end]
        if len({m.value for m in marks}) < 2:
            return ""
        edges = [begin, *(m.first for m in marks), end]
        valued = [any(sentence.words[n].word[0].isdigit() for n in range(a, b)) for a, b in pairwise(edges)]
        if not valued[0] and all(valued[1:]):
            return next((m.value for m in reversed(marks) if m.first < first), "")
        if valued[-1] or not all(valued[:-1]):
            return ""
        return next((m.value for m in marks if m.first > first), "")
