"""Values that a pattern of the data reads whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain

from ...model.base import NOT_STATED, NotStated
from ...model.vocabulary import FindingKind
from .bygone import LASTING, in_a_year, of_another
from .carried import carried
from .dates import DATE_WORDS, dates
from .denied_at import acted_on, parted
from .explained import asked_bound
from .facts import FoundFinding
from .kind_words import KindReading
from .lengths import words_of
from .lexicon import LevelMark, Lexicon
from .pattern_words import Pattern
from .quick import AnyCase, Pieces
from .ranges import begins, least
from .sentence import Sentence
from .short_of import short_of
from .since import LONG, WHEN_WORDS, weeks_since
from .stating import Setting, Stating
from .status import status_of

_DIGIT = re.compile(r"\d")
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_OTHER = _NUMBER.replace("number", "other")


_COUNT = r"(?P<number>\d+(?:\.\d+|\s+1/2|\s?\u00bd)?|\b(?:{})\b)"
_MEASURED = re.compile(r"\d+(?:\.\d+)?\s*(?:mm|cm|%|degrees?|deg|°|percent)")
_HALVES = re.compile(r"\s+1/2$|\s?\u00bd$")
_AND_A_HALF = re.compile(r"\s+and\s+(?:a|one)[\s-]+half\b", re.IGNORECASE)
"""What stands behind a unit of time, half of which is meant as well."""

LEADING = 1
"""Words before a level that leads its sentence."""

_Row = tuple[FindingKind, KindReading, Pattern]


@dataclass(frozen=True)
class _Table:
    """All patterns in their order, and which of them a sentence calls for."""

    rows: list[_Row]
    cues: Pieces
    called: dict[str, list[int]]
    """The patterns that each cue calls for."""
    always: frozenset[int]
    """Those that need none."""
    counting: frozenset[int]
    """Those of figures."""


class ValueReader:
    """Reads values with the patterns of the data."""

    def __init__(self, lexicon: Lexicon, stating: Stating) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack
        self._stating = stating
        self._kinds = {k.id: k for k in lexicon.pack.vocabulary.kinds}
        self._weeks = lexicon.general.weeks
        self._numbers = lexicon.general.numbers
        self._expression = cache(self._made)
        self._here: dict[tuple[str, tuple[str, ...], bool], frozenset[int]] = {}

    def _made(self, pattern: str) -> AnyCase:
        """An expression of the data."""
        whole = pattern.replace(r"{n}\s*%", r"{n}\s*(?:%|percent\b)").replace("{n}", _NUMBER)
        whole = whole.replace("{m}", _OTHER).replace("{date}", DATE_WORDS).replace("{when}", WHEN_WORDS)
        return AnyCase(whole.replace("{count}", _COUNT.format("|".join(self._numbers))))

    @cached_property
    def _table(self) -> _Table:
        kinds = self._lexicon.reading.kinds
        rows = [(self._kinds[id], reading, pattern) for id, reading in kinds.items() for pattern in reading.patterns]
        called: dict[str, list[int]] = {}
        for n, (*_, pattern) in enumerate(rows):
            for cue in pattern.cue:
                called.setdefault(cue, []).append(n)
        return _Table(
            rows,
            Pieces(called),
            called,
            frozenset(n for n, (*_, pattern) in enumerate(rows) if not pattern.cue),
            frozenset(n for n, (*_, pattern) in enumerate(rows) if "{n}" in pattern.re),
        )

    @cached_property
    def _since(self) -> list[str]:
        """The cues of what is counted to the day of a document."""
        return list(
            {
                cue: None
                for *_, pattern in self._table.rows
                if "(?P<since>" in pattern.re
                for cue in pattern.cue or ("",)
            }
        )

    def of_day(self, text: str) -> bool:
        """Whether a text may tell since when something is, or in which year it was, which is counted to the day of its document."""
        lowered = text.lower()
        return any(cue in lowered for cue in self._since) or in_a_year(text)

    def read(self, sentence: Sentence, setting: Setting) -> Iterator[tuple[FoundFinding, tuple[int, int]]]:
        """What patterns read, with the first and last word."""
        text = sentence.line.text
        lowered = text.lower()
        table, stated = self._table, self._stated_here(sentence, setting)
        called = stated.intersection(chain(table.always, *map(table.called.__getitem__, table.cues.within(lowered))))
        if _DIGIT.search(text) is None:
            called -= table.counting
        for n in sorted(called):
            kind, reading, pattern = table.rows[n]
            if pattern.documents and {setting.kind, setting.speaks}.isdisjoint(pattern.documents):
                continue
            if pattern.under and not self._stands_under(sentence, pattern):
                continue
            for match in self._expression(pattern.re).matches(text, lowered):
                if any(next(self._expression(other).matches(text, lowered), None) for other in pattern.unless):
                    break
                half = _AND_A_HALF.match(text, match.end("time")) if "time" in match.re.groupindex else None
                first = (
                    min(match.start(), begins(text, match.start("number")))
                    if kind.unit == "%" and "number" in match.re.groupindex and match["number"]
                    else match.start()
                )
                words = words_of(sentence, first, max(match.end(), half.end() if half else 0))
                found = self._of_match(sentence, kind, reading, pattern, match, words, setting)
                if found is not None:
                    place = words[0], words[-1]
                    yield from ((each, place) for each in self._of_each_region(found, sentence, *place))

    def _stands_under(self, sentence: Sentence, pattern: Pattern) -> bool:
        above = f"{sentence.line.heading} {sentence.line.place}"
        return any(next(self._expression(each).matches(above, above.lower()), None) for each in pattern.under)

    def _of_each_region(self, found: FoundFinding, sentence: Sentence, first: int, last: int) -> Iterator[FoundFinding]:
        """A finding once for each of the regions that its words join; one that names no place, for each of those before it."""
        if not found.levels and len(inside := self._stating.regions_joined(sentence, first, last + 1)) > 1:
            yield from (replace(found, region=region) for region in inside)
            return
        placed = found.region != NOT_STATED or found.levels or self._lexicon.reading_of(found.kind).person
        if not placed and found.number != NOT_STATED and (own := self._stating.region_of_value(sentence, first)):
            yield replace(found, region=own)
            return
        regions = [] if placed else self._stating.regions_joined(sentence, sentence.clause(first)[0], first)
        yield from (replace(found, region=region) for region in regions) if len(regions) > 1 else (found,)

    def _of_match(
        self,
        sentence: Sentence,
        kind: FindingKind,
        reading: KindReading,
        pattern: Pattern,
        match: re.Match[str],
        words: list[int],
        setting: Setting,
    ) -> FoundFinding | None:
        if not words:
            return None
        first, last = words[0], words[-1]
        if pattern.of_line and any(m.role == "treatment" and m.last < first for m in sentence.names):
            return None
        if (
            any(m.role == "treatment" and first <= m.first <= last for m in sentence.names)
            and "treatment" not in match.re.groupindex
        ):
            return None
        if "treatment" in match.re.groupindex and any(
            first <= m.first <= last
            for role in ("hypothetical", "planned_after", "silent")
            for m in sentence.cued(role)
        ):
            return None
        groups = {k: v for k, v in match.groupdict().items() if v}
        if "time" in groups and "treatment" not in groups and acted_on(sentence, first):
            return None  # so long a treatment acted on what it names
        asked = sentence.without("hypothetical").without("planned_after") if reading.planned else sentence
        if kind.group in LASTING and "present" not in reading.wanted and of_another(sentence, last):
            asked = asked.without("planned_after")
        counted = "number" in groups
        if counted and asked_bound(sentence, last):
            return None
        status, cues = status_of(asked, first, last, (), past=reading.person, sound=reading.sound, valued=counted)
        if status == "absent" and counted and parted(sentence, cues, first):
            status, cues = "present", []  # "none of this, that 5"
        if status is None:
            return None
        if status == "absent" and pattern.status == "present" and (reading.parts or "number" in groups):
            return None
        if status == "present":
            status = pattern.status
        elif status == "absent" and pattern.status == "absent" and any(0 < first - c.last <= 2 for c in cues):
            return None  # The denial of a denial.
        number: float | NotStated = NOT_STATED
        if "since" in groups:
            since, least = groups["since"], 0 if pattern.within else LONG
            if (number := weeks_since(since, setting.latest, least=least)) == NOT_STATED:
                return None
            if pattern.within:
                if number > pattern.within:
                    return None
                number = NOT_STATED
        elif "number" in groups or "time" in groups:
            told = self._number(sentence, pattern, match, groups, of_whole=kind.unit == "%")
            if told is None:
                return None
            number = told
        alone = self._stating.at_landmark(kind.id, sentence, first, last, setting.levels)
        levels = self._levels_of_value(sentence.by_landmarks() if alone else sentence, first, last, match)
        above = (setting.landmarks if alone else setting.levels) if sentence.line.fresh else ()
        if "grade" in groups and reading.levels and not alone:
            above = above or carried(sentence, setting, told=True)
        placed = self._pack.levels.order(levels) if levels else above
        side = next((m.value for m in sentence.cued("side") if first - 4 <= m.first <= last + 4), NOT_STATED)
        days = [d for d in dates(match[0]) if d.exact] if "treatment" in groups else []
        named = (m.value for m in sentence.grades if "grade" in groups and first <= m.first and m.last <= last)
        grade = next(
            (of for scale, _, of in (value.partition(":") for value in named) if scale == kind.scale), NOT_STATED
        )
        if "grade" in groups and grade == NOT_STATED:
            return None
        of = self._structure_in(kind, sentence, first, last)
        sided = kind.structures != NOT_STATED or reading.levels or kind.group == "examination"
        found = self._stating.make(
            sentence,
            kind.id,
            min([first, *(m.first for m in cues)]),
            max([last, *(m.last for m in cues)]),
            setting,
            status=status,
            levels=placed if reading.levels or alone else (),
            side=side if sided else NOT_STATED,  # type: ignore[arg-type]
            of=pattern.of or of,
            grade=grade,
            number=number,
            unit=kind.unit if number != NOT_STATED else NOT_STATED,
        )
        return replace(found, date=days[0].first) if len(days) == 1 else found

    def _number(
        self, sentence: Sentence, pattern: Pattern, match: re.Match[str], groups: dict[str, str], *, of_whole: bool
    ) -> float | None:
        """The number of a value, in the unit of its kind; None where the words say that it is not reached, or none at all.

        `of_whole`: whether it is a share, which a range gives by its lesser end.
        """
        raw = groups.get("number", "1").lower()
        if "number" in groups and short_of(sentence, match.start("number")):
            return None
        if raw in self._numbers:
            number = self._numbers[raw]
        else:
            whole = _HALVES.sub("", raw)
            number = float(whole) + (0.5 if whole != raw else 0.0)
        if not number and raw in self._numbers:
            return None
        if "time" in groups:
            units = sorted(self._weeks.items(), key=lambda p: -len(p[0]))
            unit = next((weeks for name, weeks in units if groups["time"].lower().startswith(name)), 0.0)
            half = _AND_A_HALF.match(sentence.line.text, match.end("time")) is not None
            number = round((number + 0.5 * half) * unit, 1)
        if of_whole and "number" in groups:
            number = least(sentence.line.text, match.start("number"), number)
        if "other" in groups:
            number = round(abs(float(groups["number"]) - float(groups["other"])), 2)
        return round(number * pattern.factor, 2)

    def _stated_here(self, sentence: Sentence, setting: Setting) -> frozenset[int]:
        """The patterns that a section of a document may state."""
        sums_up = setting.kind == self._lexicon.reading.summary_document
        key = (sentence.line.section, setting.groups, sums_up)
        if (known := self._here.get(key)) is None:
            sections = {sentence.line.section or "none"}
            if not sentence.line.section and not set(setting.groups).isdisjoint(self._lexicon.reading.imaging_groups):
                sections.add(self._lexicon.reading.study_section)  # a report without headings
            stated = cache(lambda kind: self._stating.stated(kind, sentence, setting, graded=True))
            known = self._here[key] = frozenset(
                n
                for n, (kind, _, pattern) in enumerate(self._table.rows)
                if (not sections.isdisjoint(pattern.sections) if pattern.sections else stated(kind.id))
            )
        return known

    def _levels_of_value(self, sentence: Sentence, first: int, last: int, match: re.Match[str]) -> list[str]:
        """Levels that the words themselves name, else those of the clause; where it holds several values, only the level next
        behind this one, or else next before it.
        """
        inside = [m for m in sentence.levels if first <= m.first <= last]
        marks = inside or [m for m in sentence.levels if sentence.clause(m.first) == sentence.clause(first)]
        if not marks and _led(sentence):
            marks = [
                *sentence.levels
            ]  # it leads all clauses of the sentence ("at this level, so much of one; so much of the other")
        named = [m for m in sentence.cued("same_place") if first <= m.first <= last + 3]
        if not marks and named and len({m.levels for m in sentence.levels}) == 1:
            marks = sentence.levels[:1]  # "the way in at the one; it will loosen that level"
        values = list(_MEASURED.finditer(sentence.line.text))
        if len(values) > 1 and len(marks) > 1:
            leads = sentence.words[marks[0].first].start < values[0].start()
            leads = leads and sentence.words[marks[-1].last].end <= values[-1].start()
            behind = [m for m in marks if m.first > last]
            before = [m for m in marks if m.last < first]
            if leads and before and len(values) == len(marks):  # "one here so much, another there so much"
                return list((inside or before)[-1].levels)
            marks = inside[:1] or behind[:1] or marks[-1:]
        elif not inside and len(marks) > 1:
            marks = _nearest_run(sentence, marks, first, last)
        return [level for m in marks for level in m.levels]

    def _structure_in(self, kind: FindingKind, sentence: Sentence, first: int, last: int) -> str:
        if kind.structures == NOT_STATED or self._lexicon.reading_of(kind.id).located:
            return NOT_STATED
        begin, end = sentence.clause(first)
        found = [
            m.value.split(":", 1)[1]
            for m in sentence.names
            if m.role == "structure" and m.value.startswith(f"{kind.structures}:") and begin <= m.first < end
        ]
        return found[0] if len(set(found)) == 1 else NOT_STATED


def _nearest_run(sentence: Sentence, marks: list[LevelMark], first: int, last: int) -> list[LevelMark]:
    """Of the levels beside a value those nearest to it, and what joining words alone part from them."""
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    runs: list[list[LevelMark]] = []
    for mark in marks:
        between = range(runs[-1][-1].last + 1, mark.first) if runs else range(0)
        if runs and all(n in joins or sentence.words[n].word == "," for n in between):
            runs[-1].append(mark)
        else:
            runs.append([mark])

    def far(run: list[LevelMark]) -> tuple[bool, int]:
        behind = run[0].first > last
        between = range(last + 1, run[0].first) if behind else range(run[-1].last + 1, first)
        return any(sentence.words[n].word == "," for n in between), len(between) * 2 + (not behind)

    return min(runs, key=far)


def _led(sentence: Sentence) -> bool:
    """Whether a sentence begins with its only level, and speaks of no others."""
    return len(sentence.levels) == 1 and sentence.levels[0].first <= LEADING and not sentence.cued("others")
