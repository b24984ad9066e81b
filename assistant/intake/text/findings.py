"""Findings of a sentence: named nouns with grade, side, levels and structure, and values that a pattern reads whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ...model.base import NOT_STATED, NotStated, Side, Status
from ...model.corpus import FindingKind
from .data import KindReading, Pattern
from .dates import dates
from .facts import FoundFinding, quoted
from .groups import Group, groups_of
from .lexicon import Lexicon, Mark
from .nouns import denied_parts, nouns_of
from .sentence import Sentence, behind
from .status import bygone, status_of

QUOTED_WORDS: Final = 18
"""Words up to which a level or cue far from the noun still goes into the quote."""
STRUCTURES: Final = 12
"""Words behind a noun in which its structures stand."""
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_OTHER = _NUMBER.replace("number", "other")


@dataclass(frozen=True)
class Setting:
    """Where a sentence stands: what the document and its headings say of it beforehand."""

    document: str
    kind: str
    groups: tuple[str, ...]
    region: str
    levels: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    side: Side = NOT_STATED
    columns: tuple[str, ...] = ()
    """Sides of the columns of a table, from left to right."""


class FindingReader:
    """Reads findings with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack
        self._kinds = {k.id: k for k in lexicon.pack.vocabulary.kinds}
        general = lexicon.general
        self._weeks = general.weeks
        self._numbers = general.numbers

    @cached_property
    def _patterns(self) -> list[tuple[FindingKind, KindReading, Pattern, re.Pattern[str]]]:
        words = "|".join(self._numbers)
        found = []
        for id, reading in self._lexicon.reading.kinds.items():
            for pattern in reading.patterns:
                text = (
                    pattern.re.replace("{n}", _NUMBER)
                    .replace("{m}", _OTHER)
                    .replace("{count}", rf"(?P<number>\d+|\b(?:{words})\b)")
                )
                found.append((self._kinds[id], reading, pattern, re.compile(text, re.IGNORECASE)))
        return found

    def read(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        """The findings that a sentence states."""
        lexicon = self._lexicon
        performed = sentence.line.section == "performed" and setting.kind in lexicon.reading.performed
        performed = performed or lexicon.surgical(sentence.line.heading)
        nouns = nouns_of(sentence, performed, lexicon)
        terms = [m for m in nouns if m.role == "kind"]
        denied = [m for m in sentence.names if m.role == "absent"] + denied_parts(sentence, lexicon)
        stated = [n for n in nouns if not _denied_by(n, denied)]
        landmarks = sentence.by_landmarks()
        at_level = [g for g in groups_of(sentence, stated, lexicon) if not self._at_landmark(g.kind, sentence)]
        at_landmark = []
        if any(n.role == "kind" and self._at_landmark(n.value.partition(":")[0], sentence) for n in stated):
            groups = groups_of(landmarks, stated, lexicon)
            at_landmark = [g for g in groups if self._at_landmark(g.kind, sentence)]
        for where, groups, given in ((sentence, at_level, setting.levels), (landmarks, at_landmark, setting.landmarks)):
            self._share_structures(where, groups)
            for group in groups:
                yield from self._of_group(where, group, terms, replace(setting, levels=given))
        for mark in denied:
            yield from self._denied(sentence, mark, setting)
        for mark in (m for m in sentence.names if m.role == "unsure"):
            if self._stated(mark.value, sentence, setting, graded=True):
                yield self._make(sentence, mark.value, mark.first, mark.last, setting, status="uncertain")
        yield from self._measured(sentence, setting)

    def _at_landmark(self, kind: str, sentence: Sentence) -> bool:
        """Whether a kind is placed at the landmarks of a sentence: one that has no level, or that finds no level there."""
        reading = self._lexicon.reading_of(kind)
        return reading.landmarks and not (reading.levels and sentence.levels)

    # --- Nouns --------------------------------------------------------------------------------------------------------

    def _of_group(
        self, sentence: Sentence, group: Group, terms: Sequence[Mark], setting: Setting
    ) -> Iterator[FoundFinding]:
        kind = self._kinds[group.kind]
        reading = self._lexicon.reading_of(kind.id)
        grade = self._grade(group, kind)
        if not self._stated(kind.id, sentence, setting, graded=grade != NOT_STATED):
            return
        if bygone(sentence, group.first, group.last, reading.bygone):
            return
        history = kind.group in ("history", "laboratory")
        status, cues = status_of(sentence, group.first, group.last, terms, past=history)
        if status is None:
            return
        if status == "absent" and (inner := [c for c in cues if group.spans[0][0] < c.first < group.first]):
            group.sides = [s for s in group.sides if s.first > inner[0].first]
        spans = [*group.spans, *((m.first, m.last) for m in cues)]
        levels = self._levels(sentence, group, reading, setting)
        begin, end = sentence.clause(group.first)
        begin = 0 if reading.levels else begin
        placed = reading.levels or reading.landmarks
        if status == "absent" and placed and not levels and any(begin <= m.first < end for m in sentence.levels):
            return  # Said of one place, which is not clear; without a place it would deny the whole region.
        for of, side in group.structures or [(group.of or NOT_STATED, NOT_STATED)]:
            where: Side = side if side != NOT_STATED else group.side
            near = [s for s in spans if abs(s[0] - group.first) <= QUOTED_WORDS]
            if of != NOT_STATED and not group.of:
                near += [
                    (m.first, m.last)
                    for m in sentence.names
                    if m.role == "structure"
                    and m.value.endswith(f":{of}")
                    and abs(m.first - group.first) <= QUOTED_WORDS
                ]
            yield self._make(
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

    def _grade(self, group: Group, kind: FindingKind) -> str:
        """The one grade on the scale of the kind; two different ones are none."""
        fitting = {m.value.split(":", 1)[1] for m in group.grades if m.value.startswith(f"{kind.scale}:")}
        return fitting.pop() if len(fitting) == 1 else NOT_STATED

    def _levels(self, sentence: Sentence, group: Group, reading: KindReading, setting: Setting) -> tuple[str, ...]:
        if not reading.levels and not reading.landmarks:
            return ()
        own = [level for levels in group.levels for level in levels]
        if own:
            return self._pack.levels.order(own)
        if sentence.line.fresh or sentence.cued("same_place"):
            return setting.levels
        return ()

    def _share_structures(self, sentence: Sentence, groups: Sequence[Group]) -> None:
        """Gives each group the structures that stand behind it, or directly before it; coordinated groups share them."""
        for n, group in enumerate(groups):
            table = self._kinds[group.kind].structures
            if table == NOT_STATED or group.of:
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
            same = self._kinds[here.kind].structures == self._kinds[later.kind].structures
            if not here.structures and not here.of and same and later.structures and later.first - here.last <= 3:
                here.structures = later.structures
            if not here.sides and later.sides and later.first - here.last <= 3 and later.sides[0].first > later.last:
                here.sides = list(later.sides)

    def _structures(self, sentence: Sentence, table: str, begin: int, end: int) -> list[tuple[str, Side]]:
        found: list[tuple[str, Side]] = []
        for mark in sentence.names:
            if mark.role == "structure" and mark.value.startswith(f"{table}:") and begin <= mark.first < end:
                if any(w.word == "from" for w in sentence.words[max(0, mark.first - 2) : mark.first]):
                    continue
                side = next((s.value for s in sentence.cued("side") if s.last == mark.first - 1), NOT_STATED)
                after = next((s.value for s in sentence.cued("side") if s.first == mark.last + 1), NOT_STATED)
                side = after if side == NOT_STATED and after == "bilateral" else side
                side = behind(sentence, mark.last) if side == NOT_STATED else side
                found.append((mark.value.split(":", 1)[1], side))  # type: ignore[arg-type]
        return found

    def _denied(self, sentence: Sentence, mark: Mark, setting: Setting) -> Iterator[FoundFinding]:
        if not self._stated(mark.value, sentence, setting, graded=True):
            return
        status, _ = status_of(sentence, mark.first, mark.last, (), behind=False)
        if status == "present":
            reading = self._lexicon.reading_of(mark.value)
            own = reading.levels or reading.landmarks
            alone = self._at_landmark(mark.value, sentence)
            levels = [level for m in (sentence.marks if alone else sentence.levels) for level in m.levels]
            above = (setting.landmarks if alone else setting.levels) if sentence.line.fresh else ()
            placed = self._pack.levels.order(levels) if levels else above
            side = next((s.value for s in sentence.cued("side") if s.last == mark.first - 1), NOT_STATED)
            yield self._make(
                sentence,
                mark.value,
                mark.first,
                mark.last,
                setting,
                status="absent",
                levels=placed if own else (),
                side=side,  # type: ignore[arg-type]
            )

    def _stated(self, kind: str, sentence: Sentence, setting: Setting, *, graded: bool) -> bool:
        """Whether this section of this document may state a finding of the kind."""
        reading = self._lexicon.reading_of(kind)
        if reading.documents and not set(reading.documents) & set(setting.groups):
            return False
        section = self._lexicon.reading.sections.get(sentence.line.section)
        if reading.sections:
            return (sentence.line.section or "none") in reading.sections
        group = self._kinds[kind].group
        if section is None:
            return True
        if "any" in section.states or group in section.states:
            return True
        return (group in section.graded or "any" in section.graded) and (graded or reading.diagnosis)

    # --- Values -------------------------------------------------------------------------------------------------------

    def _measured(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        text = sentence.line.text
        lowered = text.lower()
        for kind, reading, pattern, expression in self._patterns:
            if pattern.cue and pattern.cue not in lowered:
                continue
            if not self._stated(kind.id, sentence, setting, graded=True):
                continue
            for match in expression.finditer(text):
                found = self._of_match(sentence, kind, reading, pattern, match, setting)
                if found is not None:
                    yield found

    def _of_match(
        self,
        sentence: Sentence,
        kind: FindingKind,
        reading: KindReading,
        pattern: Pattern,
        match: re.Match[str],
        setting: Setting,
    ) -> FoundFinding | None:
        words = [n for n, w in enumerate(sentence.words) if w.start < match.end() and w.end > match.start()]
        if not words:
            return None
        first, last = words[0], words[-1]
        if (
            any(m.role == "treatment" and first <= m.first <= last for m in sentence.names)
            and "treatment" not in match.re.groupindex
        ):
            return None
        groups = {k: v for k, v in match.groupdict().items() if v}
        status, cues = status_of(sentence, first, last, (), past=reading.person)
        if status is None or (status == "absent" and pattern.status == "present" and "number" in groups):
            return None
        if status == "present":
            status = pattern.status
        elif status == "absent" and pattern.status == "absent" and any(0 < first - c.last <= 2 for c in cues):
            return None  # The denial of a denial.
        number: float | NotStated = NOT_STATED
        if "number" in groups:
            raw = groups["number"].lower()
            number = self._numbers.get(raw, 0.0) if raw in self._numbers else float(raw)
            if "time" in groups:
                unit = next(
                    (
                        w
                        for u, w in sorted(self._weeks.items(), key=lambda p: -len(p[0]))
                        if groups["time"].lower().startswith(u)
                    ),
                    0.0,
                )
                number = round(number * unit, 1)
            if not number and raw in self._numbers:
                return None
            if "other" in groups:
                number = round(abs(float(groups["number"]) - float(groups["other"])), 2)
        alone = self._at_landmark(kind.id, sentence)
        levels = self._levels_of_value(sentence.by_landmarks() if alone else sentence, first, last, match)
        above = (setting.landmarks if alone else setting.levels) if sentence.line.fresh else ()
        placed = self._pack.levels.order(levels) if levels else above
        side = next((m.value for m in sentence.cued("side") if first - 4 <= m.first <= last + 4), NOT_STATED)
        days = [d for d in dates(match[0]) if d.exact] if "treatment" in groups else []
        of = self._structure_in(kind, sentence, first, last)
        sided = kind.structures != NOT_STATED or reading.levels or kind.group == "examination"
        found = self._make(
            sentence,
            kind.id,
            min([first, *(m.first for m in cues)]),
            max([last, *(m.last for m in cues)]),
            setting,
            status=status,
            levels=placed if reading.levels or alone else (),
            side=side if sided else NOT_STATED,  # type: ignore[arg-type]
            of=pattern.of or of,
            number=number,
            unit=kind.unit if number != NOT_STATED else NOT_STATED,
        )
        return replace(found, date=days[0].first) if len(days) == 1 else found

    def _levels_of_value(self, sentence: Sentence, first: int, last: int, match: re.Match[str]) -> list[str]:
        """Levels of the clause; where it holds several values, only the level next behind this one, or else next before it."""
        marks = [m for m in sentence.levels if sentence.clause(m.first) == sentence.clause(first)]
        values = re.findall(r"\d+(?:\.\d+)?\s*(?:mm|cm|%|degrees?|deg|°|percent)", sentence.line.text)
        if len(values) > 1 and len(marks) > 1:
            inside = [m for m in marks if first <= m.first <= last]
            behind = [m for m in marks if m.first > last]
            marks = inside[:1] or behind[:1] or marks[-1:]
        return [level for m in marks for level in m.levels]

    def _structure_in(self, kind: FindingKind, sentence: Sentence, first: int, last: int) -> str:
        if kind.structures == NOT_STATED:
            return NOT_STATED
        begin, end = sentence.clause(first)
        found = [
            m.value.split(":", 1)[1]
            for m in sentence.names
            if m.role == "structure" and m.value.startswith(f"{kind.structures}:") and begin <= m.first < end
        ]
        return found[0] if len(set(found)) == 1 else NOT_STATED

    # --- Making -------------------------------------------------------------------------------------------------------

    def _make(
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
        if reading.sideless:
            side = NOT_STATED
        elif side != NOT_STATED:
            last = max([last, *(m.last for m in sentence.names if m.role == "structure" and m.first == last + 1)])
        quote, span = quoted(sentence, first, last, setting.document)
        region: str = NOT_STATED
        if not levels and not reading.person:
            region = self._region(sentence, first, last, kind, of, setting)
        if side == NOT_STATED and self._kinds[kind].structures != NOT_STATED:
            side = setting.side
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

    def _region(self, sentence: Sentence, first: int, last: int, kind: str, of: str, setting: Setting) -> str:
        """The region named in the fact, in its clause, by its structure, or by the document."""
        begin, end = sentence.clause(first)
        for lower, upper in ((first, last + 1), (begin, end)):
            named = {m.value for m in sentence.cued("region") if lower <= m.first < upper}
            if len(named) == 1:
                return named.pop()
        if of != NOT_STATED:
            table = self._kinds[kind].structures
            if (region := self._lexicon.region_of(table, of)) != NOT_STATED:
                return region
        return setting.region


def _denied_by(mark: Mark, denied: Sequence[Mark]) -> bool:
    """Whether words that deny a kind cover a noun: of that kind, or one that is no finding."""
    return any(
        mark.first <= d.last and d.first <= mark.last and (mark.role == "thing" or mark.value.split(":")[0] == d.value)
        for d in denied
    )
