"""Findings of a sentence: named nouns with grade, side, levels and structure, and values that a pattern reads whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ...model.base import NOT_STATED, Side
from ...model.vocabulary import FindingKind
from .begun_in import begun_in
from .both_places import places_of_both
from .bygone import LASTING, ahead, bygone, of_another, passed
from .carried import carried
from .denied_at import between_levels, denied_by, labels, of_all, of_others, of_others_only
from .denied_nouns import ONE_SIDE, PLACED, DeniedNouns, of_every_place, placed_beside
from .facts import FoundFinding
from .group import Group
from .groups import groups_of
from .kind_words import KindReading
from .lexicon import Lexicon, Mark
from .nothing_there import NOTHING
from .nouns import denied_heads, denied_parts, last_part, nouns_of
from .operated import was_done
from .other_parts import told_elsewhere
from .sentence import Sentence, one_place
from .stating import Setting, Stating
from .status import planned_behind, status_of
from .structures_named import root_named, share_structures
from .values import ValueReader
from .wanted import elsewhere, wanted
from .weighed import weighed

IMAGED: Final = "imaging"
"""Group of what images show, on which no treatment acts."""
FELT: Final = "symptom"
"""Group of findings that go from one place to another."""
BOUND: Final = 2
"""Words between a symptom and those that bound it from above."""
QUOTED_WORDS: Final = 18
"""Words up to which a level or cue far from the noun still goes into the quote."""

DEFINITE = frozenset(("the", "her", "his", "their", "my"))
EARLIER = frozenset(("old", "previous", "prior", "earlier", "existing", "original"))
"""Words by which an operation is spoken of as one known already."""
PARTED = frozenset((";", "and", "but", "while", "whereas"))
"""What parts it from the place told before."""


class FindingReader:
    """Reads findings with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack
        self._kinds = {k.id: k for k in lexicon.pack.vocabulary.kinds}
        self._stating = Stating(lexicon)
        self._denied = DeniedNouns(lexicon, self._stating)
        self.values = ValueReader(lexicon, self._stating)
        self._imaging = frozenset(lexicon.reading.imaging_groups)
        tables = lexicon.pack.anatomy.structures
        self._rooted = frozenset(table for table, rows in tables.items() if any(row.roots for row in rows))

    def read(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        """The findings that a sentence states, without those that are only wanted first, or told in words that mean something else here."""
        for found in self._told(sentence, setting):
            reading = self._lexicon.reading_of(found.kind)
            if found.status in reading.wanted and wanted(sentence, found):
                continue
            if found.status == "present" and elsewhere(found, reading.elsewhere):
                continue
            yield found

    def _told(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        lexicon = self._lexicon
        performed = was_done(sentence, setting, lexicon)
        nouns = nouns_of(sentence, (setting.kind, setting.speaks), performed, lexicon)
        if not nouns and setting.graded_before:
            yield from self._elided(sentence, setting)
        terms = [m for m in nouns if m.role == "kind"]
        denied = [m for m in sentence.names if m.role == "absent"] + denied_parts(sentence, lexicon)
        heads = (m for m in denied_heads(sentence) if not any(d.first <= m.last and m.first <= d.last for d in denied))
        denied = [m for m in (*denied, *heads) if not told_elsewhere(sentence, m, lexicon)]
        denied, whole = weighed(denied, list(self.values.read(sentence, setting)))
        over = [
            Mark("absent", f.kind, *places) for f, places in whole if f.status != "present" and f.number == NOT_STATED
        ]
        stated = [n for n in nouns if not denied_by(n, denied + over) and not labels(sentence, n, over)]
        apart = [Mark("thing", "", d.first, d.last) for d in denied if between_levels(sentence, d)]
        at_level = [
            g
            for g in groups_of(sentence, [*stated, *apart], lexicon)
            if not self._stating.at_landmark(g.kind, sentence, g.first, g.last, setting.levels)
        ]
        landmarks, at_landmark = sentence, list[Group]()
        if any(
            n.role == "kind"
            and self._stating.at_landmark(n.value.partition(":")[0], sentence, n.first, n.last, setting.levels)
            for n in stated
        ):
            landmarks = sentence.by_landmarks()
            groups = groups_of(landmarks, [*stated, *apart], lexicon)
            at_landmark = [
                g for g in groups if self._stating.at_landmark(g.kind, sentence, g.first, g.last, setting.levels)
            ]
        for where, groups, given in ((sentence, at_level, setting.levels), (landmarks, at_landmark, setting.landmarks)):
            share_structures(where, groups, self._kinds)
            here = setting if given == setting.levels else replace(setting, levels=given)
            for group in groups:
                yield from self._of_group(where, group, terms, here)
        for mark in denied:
            yield from self._denied.read(sentence, mark, setting)
        for mark in (m for m in sentence.names if m.role == "unsure"):
            if self._stating.stated(mark.value, sentence, setting, graded=True):
                yield self._stating.make(sentence, mark.value, mark.first, mark.last, setting, status="uncertain")
        yield from (found for found, _ in whole)

    # --- Nouns --------------------------------------------------------------------------------------------------------

    def _of_group(
        self, sentence: Sentence, group: Group, terms: Sequence[Mark], setting: Setting
    ) -> Iterator[FoundFinding]:
        kind = self._kinds[group.kind]
        reading = self._lexicon.reading_of(kind.id)
        grade = self._grade(group, kind)
        if not self._stating.stated(kind.id, sentence, setting, graded=grade != NOT_STATED):
            return
        over = bygone(sentence, group.first, group.last, reading.bygone)
        if (over and not (reading.bygone_denies and group.levels)) or ahead(sentence, group.first, reading.ahead):
            return
        history = kind.group in LASTING
        decided = last_part(sentence, kind.id, group.first, group.last, "part")
        asked = sentence.without("hypothetical") if reading.planned else sentence
        if history and "present" not in reading.wanted and of_another(sentence, group.last):
            asked = asked.without("planned_after")
        if (imaged := kind.group == IMAGED) and sentence.cued("acts"):
            asked = asked.without("acts")  # "the one does not touch the other": no treatment acts there
        seen = group.first if imaged else None
        status, cues = status_of(asked, decided, group.last, terms, past=history, sound=reading.sound, seen=seen)
        if status is None or (status == "absent" and reading.parts):
            return
        if kind.group == FELT and _bound(sentence, group.last):
            status, cues = "present", []  # "could not get it under 5": what has a bound is there
        if reading.person and decided > group.first and planned_behind(sentence, group.first, decided):
            return  # What is told of it did not take place yet.
        if passed(sentence, group.first, group.last, setting.latest, reading.passing) or (over and status != "present"):
            return
        if status == "absent" and told_elsewhere(sentence, Mark("", group.kind, decided, group.last), self._lexicon):
            return
        if grade == NOTHING or over:
            status, grade = "absent", NOT_STATED
        if status == "absent" and any(g.last < c.first < group.first for g in group.grades for c in cues):
            grade = NOT_STATED  # The grade stands before the denial, and is that of something else.
        if status == "absent" and (inner := [c for c in cues if group.spans[0][0] < c.first < group.first]):
            group.sides = [s for s in group.sides if s.first > inner[0].first]
        spans = [*group.spans, *((m.first, m.last) for m in cues)]
        reported = reading.located and (setting.studied or not self._imaging.isdisjoint(setting.groups))
        told = grade != NOT_STATED or reported if status != "absent" else reading.levels and group.side in ONE_SIDE
        levels = self._levels(sentence, group, reading, setting, told=told)
        placed = reading.levels or reading.landmarks
        if status == "absent" and not group.levels and of_others(sentence, group.first, group.last, placed=placed):
            return  # It speaks of all other places.
        if status == "absent" and reading.levels and group.levels and of_others_only(sentence, group.first, group.last):
            return
        if status == "absent" and of_every_place(sentence, group.last):
            levels = ()
        if status == "absent" and reading.overall and not (over or placed_beside(sentence, group.first, group.last)):
            levels, placed = (), False
        begin, end = sentence.clause(group.first)
        headed = bool(sentence.levels) and sentence.levels[0].first <= 1
        begin = 0 if reading.levels and headed else begin
        if status == "absent" and placed and not levels and any(begin <= m.first < end for m in sentence.levels):
            levels = self._alone(sentence, group)
            if not levels and not of_all(sentence, group.last):
                return  # Said of one place, which is not clear; without a place it would deny the whole region.
        structures = group.structures or [(group.of or NOT_STATED, NOT_STATED)]
        if imaged and kind.structures in self._rooted:
            named = root_named(sentence, group, str(kind.structures), levels, self._pack)
            structures = [(NOT_STATED if status == "absent" else named, NOT_STATED)]
        for of, side in structures:
            where: Side = side if side != NOT_STATED else group.side
            if where == "bilateral" and kind.location in self._pack.anatomy.midline:
                where = NOT_STATED  # That is of what stands beside it.
            if where == NOT_STATED and of != NOT_STATED and status == "present" and kind.group == FELT:
                where = begun_in(sentence, group.first)
            near = [s for s in spans if abs(s[0] - group.first) <= QUOTED_WORDS]
            if of != NOT_STATED and not group.of:
                near += [
                    (m.first, m.last)
                    for m in sentence.names
                    if m.role == "structure"
                    and m.value.endswith(f":{of}")
                    and abs(m.first - group.first) <= QUOTED_WORDS
                ]
            found = self._stating.make(
                sentence,
                kind.id,
                min(s[0] for s in near),
                max(s[1] for s in near),
                setting,
                status=status,
                levels=levels,
                side=where,
                of=of,
                grade=grade,
            )
            yield replace(found, location=_location(sentence, group)) if reading.located else found

    def _elided(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        """A sentence of a level and a grade alone, of what the sentence before graded ("Severe one here. There mild.")."""
        kind = setting.graded_before
        grades = {
            m.value.split(":", 1)[1] for m in sentence.grades if m.value.startswith(f"{self._kinds[kind].scale}:")
        }
        told = {n for m in (*sentence.grades, *sentence.cued("side")) for n in range(m.first, m.last + 1)}
        rest = [w.word for n, w in enumerate(sentence.words) if n not in told and n not in sentence.level_words]
        if len(sentence.levels) != 1 or len(grades) != 1 or not all(w in (":", ".", ",") for w in rest):
            return
        if self._stating.stated(kind, sentence, setting, graded=True):
            sides = {m.value for m in sentence.cued("side")}
            yield self._stating.make(
                sentence,
                kind,
                0,
                len(sentence.words) - 1,
                setting,
                status="present",
                levels=sentence.levels[0].levels,
                side=sides.pop() if len(sides) == 1 else NOT_STATED,  # type: ignore[arg-type]
                grade=grades.pop(),
            )

    def _grade(self, group: Group, kind: FindingKind) -> str:
        """The one grade on the scale of the kind; two different ones are none."""
        fitting = {m.value.split(":", 1)[1] for m in group.grades if m.value.startswith(f"{kind.scale}:")}
        return fitting.pop() if len(fitting) == 1 else NOT_STATED

    def _alone(self, sentence: Sentence, group: Group) -> tuple[str, ...]:
        """The only place of a sentence, where it stands before a denial that speaks of no other."""
        only = one_place(sentence)
        if (
            only is None
            or only.first > group.first
            or any(sentence.cued(c) for c in ("others", "throughout", "beside"))
        ):
            return ()
        return self._pack.levels.order(only.levels)

    def _levels(
        self, sentence: Sentence, group: Group, reading: KindReading, setting: Setting, *, told: bool
    ) -> tuple[str, ...]:
        if not reading.levels and not reading.landmarks:
            return ()
        if (reading.performed or reading.placed_by) and _known_already(sentence, group):
            return ()
        own = [level for levels in group.levels for level in levels]
        reach = 1 if own else PLACED
        if both := places_of_both(sentence, group.last, reach):
            return self._pack.levels.order(both)
        if own:
            return self._pack.levels.order(own)
        if shared := _shared(sentence, group):
            return shared
        fresh = sentence.line.fresh or bool(sentence.cued("same_place"))
        return (setting.levels if fresh else ()) or carried(sentence, setting, told=told)


def _known_already(sentence: Sentence, group: Group) -> bool:
    """Whether words behind the last place of a sentence speak of one operation as known already ("X moves; the old one is sound"), so that
    the place of what stands before is not its own.
    """
    earlier = next((n for n in (group.first, group.first - 1) if n > 0 and sentence.words[n].word in EARLIER), 0)
    places = [m.last for m in sentence.levels]
    if not earlier or not places or sentence.words[earlier - 1].word not in DEFINITE or max(places) >= earlier - 2:
        return False
    return earlier - 1 in sentence.breaks or sentence.words[earlier - 2].word in PARTED


def _shared(sentence: Sentence, group: Group) -> tuple[str, ...]:
    """The one place that its clause names, of several in the sentence, where no comma stands between ("that of L1 with this and that")."""
    begin, end = sentence.clause(group.first)
    own = [m for m in sentence.levels if begin <= m.first < end]
    if len(own) != 1 or len(sentence.levels) == 1 or own[0].last > group.first:
        return ()
    between = range(own[0].last + 1, group.first)
    joined = any(m.first in between for m in sentence.cued("joins"))
    return own[0].levels if joined and not any(sentence.words[n].word == "," for n in between) else ()


def _location(sentence: Sentence, group: Group) -> str:
    """The one place within a level that words within a noun give, or else those directly before it."""
    named = sentence.cued("location")
    within = {m.value for m in named if group.first <= m.first <= group.last}
    before = {m.value for m in named if 0 < group.first - m.last <= PLACED}
    found = within or before
    return found.pop() if len(found) == 1 else NOT_STATED


def _bound(sentence: Sentence, last: int) -> bool:
    """Whether a number stands behind a symptom with words of less: "could not get it under 5"."""
    near = (m.last for m in sentence.cued("less") if 0 < m.first - last <= BOUND)
    return any(w.word.isdigit() for n in near for w in sentence.words[n + 1 : n + 3])
