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
from .denied_at import between_levels, denied_by, denied_by_part, labels, of_all, of_others, straight_before
from .facts import FoundFinding
from .group import Group
from .groups import groups_of
from .kind_words import KindReading
from .lexicon import Lexicon, Mark
from .nothing_there import NOTHING
from .nouns import denied_heads, denied_parts, last_part, nouns_of
from .operated import was_done
from .other_parts import told_elsewhere
from .sentence import Sentence, behind, one_place, wholes
from .stating import Setting, Stating
from .status import denied_behind, planned_behind, status_of
from .values import ValueReader
from .wanted import elsewhere, wanted
from .weighed import weighed

IMAGED: Final = "imaging"
"""Group of what images show, on which no treatment acts."""
FELT: Final = "symptom"
"""Group of findings that go from one place to another."""
QUOTED_WORDS: Final = 18
"""Words up to which a level or cue far from the noun still goes into the quote."""
PLACED: Final = 3
"""Words before a noun in which one may place it within its level."""
REACHED: Final = 5
"""Words between a noun and the words that say where it reaches, and between these and that place."""
STRUCTURES: Final = 12
"""Words behind a noun in which its structures stand."""
ONE_SIDE = ("left", "right")
"""Sides of which a denial goes on from the level just named."""


class FindingReader:
    """Reads findings with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack
        self._kinds = {k.id: k for k in lexicon.pack.vocabulary.kinds}
        self._stating = Stating(lexicon)
        self.values = ValueReader(lexicon, self._stating)
        self._imaging = frozenset(lexicon.reading.imaging_groups)

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
            self._share_structures(where, groups)
            here = setting if given == setting.levels else replace(setting, levels=given)
            for group in groups:
                yield from self._of_group(where, group, terms, here)
        for mark in denied:
            yield from self._denied(sentence, mark, setting)
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
        status, cues = status_of(asked, decided, group.last, terms, past=history, sound=reading.sound, seen=imaged)
        if status is None or (status == "absent" and reading.parts):
            return
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
        if status == "absent" and _of_every_place(sentence, group.last):
            levels = ()
        if status == "absent" and reading.overall and not (over or _beside(sentence, group.first, group.last)):
            levels, placed = (), False
        begin, end = sentence.clause(group.first)
        headed = bool(sentence.levels) and sentence.levels[0].first <= 1
        begin = 0 if reading.levels and headed else begin
        if status == "absent" and placed and not levels and any(begin <= m.first < end for m in sentence.levels):
            levels = self._alone(sentence, group)
            if not levels and not of_all(sentence, group.last):
                return  # Said of one place, which is not clear; without a place it would deny the whole region.
        for of, side in group.structures or [(group.of or NOT_STATED, NOT_STATED)]:
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

    def _share_structures(self, sentence: Sentence, groups: Sequence[Group]) -> None:
        """Gives each group the structures that stand behind it, or directly before it; coordinated groups share them."""
        for n, group in enumerate(groups):
            table = self._kinds[group.kind].structures
            if table == NOT_STATED:
                continue
            if group.of:
                group.structures = self._reached(sentence, table, group)
                continue
            following = groups[n + 1].first if n + 1 < len(groups) else len(sentence.words)
            end = min(following, sentence.clause(group.first)[1], group.last + STRUCTURES)
            group.structures = self._structures(sentence, table, group.last + 1, end)
            if not group.structures:
                begin = groups[n - 1].last + 1 if n else 0
                before = self._structures(sentence, table, max(begin, group.first - 4), group.first)
                group.structures = before[-1:]
        for n in range(len(groups) - 2, -1, -1):
            here, later = groups[n], groups[n + 1]
            if sentence.clause(here.first) != sentence.clause(later.first):
                continue
            same = self._kinds[here.kind].structures == self._kinds[later.kind].structures
            if not here.structures and not here.of and same and later.structures and later.first - here.last <= 3:
                here.structures = later.structures
            if not here.sides and later.sides and later.first - here.last <= 3 and later.sides[0].first > later.last:
                here.sides = list(later.sides)

    def _reached(self, sentence: Sentence, table: str, group: Group) -> list[tuple[str, Side]]:
        """The structure that a noun names itself, and those that it is said to reach ("one pain to the other part")."""
        nouns = [m.first for m in sentence.names if m.first > group.last and m.role in ("kind", "thing", "structure")]
        ways = [m for m in sentence.cued("reaches") if 0 < m.first - group.last <= REACHED]
        ways = [m for m in ways if not any(n < m.first for n in nouns)]
        ways = [m for m in ways if all(w.word.isalpha() for w in sentence.words[group.last + 1 : m.first])]
        if not ways:
            return []
        end = min(sentence.clause(group.first)[1], ways[0].last + REACHED)
        found = self._structures(sentence, table, ways[0].last + 1, end)
        if any(w.word in (",", ".") for w in sentence.words[ways[0].last : ways[0].last + 1]) or not found:
            return []
        reached = [(of, group.side if side == NOT_STATED else side) for of, side in found[:1] if of != group.of]
        return [(group.of, group.side), *reached] if reached else []

    def _structures(self, sentence: Sentence, table: str, begin: int, end: int) -> list[tuple[str, Side]]:
        found: list[tuple[str, Side]] = []
        named = [m for m in sentence.names if m.role == "structure" and m.value.startswith(f"{table}:")]
        passed = wholes(sentence, named) if len(named) > 1 else ()
        for mark in named:
            if begin <= mark.first < end and mark.first not in passed:
                if any(w.word == "from" for w in sentence.words[max(0, mark.first - 2) : mark.first]):
                    continue
                side = next(
                    (s.value for s in sentence.cued("side") if mark.first - 1 <= s.last <= mark.last), NOT_STATED
                )
                after = next((s.value for s in sentence.cued("side") if s.first == mark.last + 1), NOT_STATED)
                side = after if side == NOT_STATED and after == "bilateral" else side
                side = behind(sentence, mark.last) if side == NOT_STATED else side
                found.append((mark.value.split(":", 1)[1], side))  # type: ignore[arg-type]
        return found

    def _denied(self, sentence: Sentence, mark: Mark, setting: Setting) -> Iterator[FoundFinding]:
        reading = self._lexicon.reading_of(mark.value)
        own = reading.levels or reading.landmarks
        elsewhere_alone = of_others(sentence, mark.first, mark.last, placed=own and not sentence.levels)
        if elsewhere_alone or not self._stating.stated(mark.value, sentence, setting, graded=True):
            return
        decided = last_part(sentence, mark.value, mark.first, mark.last, "denied part")
        past = self._kinds[mark.value].group in LASTING
        status, cues = status_of(sentence, decided, mark.last, (), past=past, behind=False, valued=True)
        if sentence.answer[0] in ("no", "open") and any(c.role == "answer" for c in cues):
            named = self._pack.levels.order([level for m in sentence.levels for level in m.levels])
            yield self._stating.make(
                sentence, mark.value, mark.first, sentence.answer[2], setting, status="uncertain", levels=named
            )
            return  # "free of it: no" is no denial
        joins = sentence.cued("joins")
        ended = all(any(c.last < m.first and m.last in (mark.first - 1, mark.first) for m in joins) for c in cues)
        if status == "absent" and (ended or denied_by_part(sentence, mark, cues)):
            status = "present"  # "none of one and none of the other": the first denial ends there
        if status == "present" and not denied_behind(sentence, mark.last):
            alone = self._stating.at_landmark(mark.value, sentence, mark.first, mark.last, setting.levels)
            marks = sentence.marks if alone else sentence.levels
            own_clause = [m for m in marks if sentence.clause(m.first) == sentence.clause(mark.first)]
            before = [m for m in own_clause if m.last < mark.first]
            comma = any(w.word == "," for w in sentence.words[mark.last + 1 : max([0, *(m.first for m in own_clause)])])
            inner = [m for m in own_clause if mark.first <= m.first <= mark.last]
            later = inner if comma else own_clause
            at = [m for m in own_clause if m.first - mark.last == 2 and sentence.words[mark.last + 1].word == "at"]
            at = at or straight_before(sentence, mark, own_clause)
            levels = [level for m in (at or (before if before and comma else later or before)) for level in m.levels]
            if not own_clause:
                levels = [level for m in marks for level in m.levels]
            all_over = _of_every_place(sentence, mark.last)
            above = (setting.landmarks if alone else setting.levels) if sentence.line.fresh and not all_over else ()
            side = next((s.value for s in sentence.cued("side") if s.last == mark.first - 1), NOT_STATED)
            side = behind(sentence, mark.last) if side == NOT_STATED else side
            if not above and not all_over:
                above = carried(sentence, setting, told=reading.levels and side in ONE_SIDE)
            placed = self._pack.levels.order(levels) if levels else above
            if reading.overall and not _beside(sentence, mark.first, mark.last):
                placed = ()
            yield self._stating.make(
                sentence,
                mark.value,
                mark.first,
                mark.last,
                setting,
                status="absent",
                levels=placed if own else (),
                side=side,  # type: ignore[arg-type]
            )


def _parted(sentence: Sentence, first: int, last: int, begin: int, end: int) -> bool:
    """Whether a comma or semicolon stands between two runs of words."""
    between = range(last + 1, begin) if last < begin else range(end + 1, first)
    return any(sentence.words[n].word in (",", ";") for n in between)


def _beside(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a place stands directly beside some words ("none at this place", "at this place no such thing")."""
    marks = [m for m in (*sentence.marks, *sentence.levels) if not _parted(sentence, m.first, m.last, first, last)]
    return any(0 <= first - m.last <= PLACED + 1 or 0 <= m.first - last <= PLACED + 1 for m in marks) or any(
        first <= m.first <= last for m in marks
    )


def _of_every_place(sentence: Sentence, last: int) -> bool:
    """Whether a sentence without a place of its own speaks of all places behind a noun ("none of this and no such at any of them")."""
    end = sentence.clause(last)[1]
    return not sentence.levels and any(last < m.first < end for m in sentence.cued("throughout"))


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
