"""The facts of one case, indexed for the tests: by kind, place, document and date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from ..model.base import NOT_STATED, NotStated, Side
from ..model.case import Case, Finding, RequestLine, Treatment
from ..model.corpus import Code, Structure
from ..model.outcome import Node
from ..model.vocabulary import Scale
from ..pack.levels import Levels
from ..pack.pack import Pack
from .known import EACH, LEVEL, LINE, REQUEST, SIDE, Known
from .worsening import Change, changes

MONTH_DAYS = 30.4375
"""Mean length of a month, for look-back windows given in months."""

ROUNDED = 1.25
"""How much longer than told an episode may have lasted, because its length is told in round numbers."""

BOTH: tuple[Side, Side] = ("left", "right")
"""The sides of a request for both."""


Answers = dict[Known, Node]
"""Answers to tests of the record, which do not depend on other lines."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a question is asked: one level of one line, or the line as a whole."""

    line: "LineFacts"
    level: str | NotStated = NOT_STATED
    answers: dict[int, "Answers"] = field(init=False, default_factory=dict, compare=False, repr=False)
    """Those of the places that share with this one what an answer depends on, by that."""

    @property
    def side(self) -> Side:
        """Requested side."""
        return self.line.request.side

    def of(self, side: Side) -> "Site":
        """The same place, where this side alone is in question."""
        return replace(self, line=self.line.of(side))


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One requested line with what the code table knows of it."""

    request: RequestLine
    code: Code | None
    levels: tuple[str, ...]
    """Canonical levels, expanded."""
    regions: frozenset[str]
    touches: frozenset[str] = frozenset()
    """The levels, and what shares a place with them."""
    home: str | NotStated = NOT_STATED
    """The region that the line belongs to, where it reaches into several or its code serves several."""

    @property
    def sites(self) -> tuple[str | NotStated, ...]:
        """The levels that are questions of their own; one question where the code has none."""
        if self.code is not None and not self.code.per_level:
            return (NOT_STATED,)
        return self.levels or (NOT_STATED,)

    def of(self, side: Side) -> "LineFacts":
        """The same line, asked for this side alone."""
        return replace(self, request=self.request.model_copy(update={"side": side}))


@dataclass
class CaseFacts:
    """A case and its indexes, and what was answered from its record. Serves one check, or several under other policies."""

    case: Case
    pack: Pack
    levels: Levels
    lines: tuple[LineFacts, ...] = field(init=False)
    _answers: dict[tuple[object, ...], Answers] = field(default_factory=dict)
    _kinds_about: dict[str, frozenset[str]] = field(default_factory=dict)
    _began: dict[tuple[tuple[str, ...], frozenset[str]], date | None] = field(default_factory=dict)
    _studied: dict[tuple[tuple[str, ...], frozenset[str]], tuple[str, ...]] = field(default_factory=dict)
    _changed: dict[tuple[str, tuple[str, ...]], tuple[Change, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = self._lines()

    @cached_property
    def by_kind(self) -> dict[str, list[Finding]]:
        """Findings by kind, in an order that does not depend on that of the file."""
        index: dict[str, list[Finding]] = {}
        for finding in sorted(self.case.findings, key=lambda f: f.id):
            index.setdefault(finding.kind, []).append(finding)
        return index

    @cached_property
    def _measured(self) -> frozenset[str]:
        """Kinds that the record speaks of by what it measured on several days."""
        return frozenset(kind for kind in self.pack.vocabulary.measurable if self.changed(kind))

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Kinds of which the record says something: in words, or by what it measured."""
        return self._measured.union(self.by_kind)

    def changed(self, kind: str, groups: tuple[str, ...] = ()) -> tuple[Change, ...]:
        """The changes that measurements of several days show, for a kind that says that something grew worse; `groups`: documents
        that prove.
        """
        if (kind, groups) not in self._changed:
            self._changed[kind, groups] = tuple(
                change
                for measure in map(self.pack.kind, self.pack.kind(kind).measured_by)
                if len(found := self.by_kind.get(measure.id, ())) > 1
                for change in changes(
                    measure, self.scale_of(measure.id), found, self.date_of, lambda f: self.accepted(f.document, groups)
                )
            )
        return self._changed[kind, groups]

    def answers(self, site: Site, rests: int) -> Answers:
        """The answers given so far at all places that share with this one what they depend on."""
        kept = site.answers.get(rests)
        if kept is None:
            line, side = site.line, site.side
            asked = side in BOTH or (side == "bilateral" and rests & EACH)  # any other side is open on both
            key = (
                rests,
                bool(line.regions),
                line.regions & self._regions_told,
                side if rests & SIDE and asked else NOT_STATED,
                site.level if rests & LEVEL else NOT_STATED,
                line.levels if rests & LINE or (site.level == NOT_STATED and rests & LEVEL) else (),
                (line.request.id, line.request.code, side, site.level) if rests & REQUEST else (),
            )
            kept = site.answers[rests] = self._answers.setdefault(key, {})
        return kept

    def is_silent(self, known: Known, site: Site) -> bool:
        """Whether the record says nothing of all that a test asks for at a place."""
        here = known.here
        if here is None:
            return False
        told = self._kinds_about.get(site.level)
        if told is None:
            told = self._kinds_about[site.level] = self._spoken_at(site.level)
        return here.isdisjoint(told) and (not known.elsewhere or known.elsewhere.isdisjoint(self.spoken))

    def _spoken_at(self, level: str | NotStated) -> frozenset[str]:
        """The kinds of which something is said that may concern a level."""
        if level == NOT_STATED:
            return self.spoken
        here, levels_of, may_concern = frozenset({level}), self.levels_of, self.levels.may_concern
        return self._measured | {
            f.kind for f in self.case.findings if not (at := levels_of[f.id]) or may_concern(at, here)
        }

    @cached_property
    def levels_of(self) -> dict[str, frozenset[str]]:
        """Canonical levels of each finding."""
        places = self.levels.places
        return {f.id: frozenset(level for text in f.levels for level in places(text)) for f in self.case.findings}

    @cached_property
    def groups_of(self) -> dict[str, frozenset[str]]:
        """Document groups of each document."""
        return {d.id: frozenset(self.pack.document_kind(d.kind).groups) for d in self.case.documents}

    @cached_property
    def proves(self) -> dict[str, frozenset[str]]:
        """Groups that each document proves for: its own, and those that it stands for where no document of theirs is on file."""
        filed = frozenset[str]().union(*self.groups_of.values())
        stands = {d.id: frozenset(self.pack.document_kind(d.kind).stands_for) for d in self.case.documents}
        return {id: groups | (stands[id] - filed) for id, groups in self.groups_of.items()}

    @cached_property
    def document_dates(self) -> dict[str, date | NotStated]:
        """Date of each document."""
        return {d.id: d.date for d in self.case.documents}

    @cached_property
    def document_regions(self) -> dict[str, frozenset[str]]:
        """Regions that each document's findings speak of; empty where they name none."""
        regions: dict[str, set[str]] = {d.id: set() for d in self.case.documents}
        for finding in self.case.findings:
            regions[finding.document] |= self.regions_of(finding)
        return {id: frozenset(names) for id, names in regions.items()}

    @cached_property
    def _done(self) -> list[Finding]:
        """What the record tells as done, by a document that dates it, and that makes older findings at its level old."""
        kinds = self.pack.vocabulary.outdating
        told = [(f, kind) for kind in kinds for f in self.by_kind.get(kind.id, ()) if f.status == "present"]
        return [f for f, kind in told if not self.groups_of[f.document].isdisjoint(kind.dated_by)]

    def outdated(self, finding: Finding) -> bool:
        """Whether something was done at the level of a finding since."""
        when, group = self.date_of(finding), self.pack.kind(finding.kind).group
        return any(
            NOT_STATED not in (when, day := self.date_of(done))
            and when < day  # type: ignore[operator]
            and group in self.pack.kind(done.kind).outdates
            and not self.levels_of[finding.id].isdisjoint(self.levels_of[done.id])
            for done in self._done
        )

    @cached_property
    def treatments(self) -> list[Treatment]:
        """Treatments in an order that does not depend on that of the file."""
        return sorted(self.case.treatments, key=lambda t: t.id)

    @cached_property
    def _regions(self) -> dict[str, frozenset[str]]:
        return {f.id: self._placed(f) for f in self.case.findings}

    def _placed(self, finding: Finding) -> frozenset[str]:
        if finding.levels:
            return frozenset(r for level in self.levels_of[finding.id] for r in self.levels.regions(level))
        if finding.region != NOT_STATED:
            return frozenset({finding.region})
        return self.levels.regions_of_roots(self.roots_of(finding))

    @cached_property
    def _regions_told(self) -> frozenset[str]:
        """All regions that the record speaks of: to its facts, any other region of a line makes no difference."""
        return frozenset(t.region for t in self.case.treatments).union(*self._regions.values())

    def regions_of(self, finding: Finding) -> frozenset[str]:
        """Regions a finding speaks of: those of its levels, the one it names, or those whose roots supply its structure.

        Empty where it says nothing of its place.
        """
        return self._regions[finding.id]

    def roots_of(self, finding: Finding) -> tuple[str, ...]:
        """Roots of the structure that a finding names; none where it names none."""
        structure = self.structure_of(finding)
        return () if structure is None else structure.roots

    def structure_of(self, finding: Finding) -> Structure | None:
        """The structure that a finding names, where its kind has a table of them."""
        table = self.pack.kind(finding.kind).structures
        if finding.of == NOT_STATED or table == NOT_STATED:
            return None
        return self.pack.structure(table, finding.of)

    def location_of(self, finding: Finding) -> str | NotStated:
        """Where within its level a finding lies: as its words say, or else as its kind does."""
        return finding.location if finding.location != NOT_STATED else self.pack.kind(finding.kind).location

    def date_of(self, finding: Finding) -> date | NotStated:
        """Date of the observation, or else of its document."""
        return finding.date if finding.date != NOT_STATED else self.document_dates[finding.document]

    def day_of(self, finding: Finding) -> date | NotStated:
        """The day of what a finding tells. What was done is not dated by a document that only mentions it."""
        if finding.date != NOT_STATED:
            return finding.date
        dated_by = self.pack.kind(finding.kind).dated_by
        if dated_by and self.groups_of[finding.document].isdisjoint(dated_by):
            return NOT_STATED
        return self.document_dates[finding.document]

    def accepted(self, document: str, groups: Sequence[str]) -> bool:
        """Whether a document is of a kind that proves; every kind does where no group is named."""
        return not groups or not self.proves[document].isdisjoint(groups)

    def studied(self, groups: tuple[str, ...], regions: frozenset[str]) -> tuple[str, ...]:
        """Documents of these groups, and not mere excerpts of them, that speak of the region; none where no group is named."""
        if (groups, regions) not in self._studied:
            self._studied[groups, regions] = tuple(
                id
                for id, seen in sorted(self.document_regions.items())
                if groups
                and not self.case.document(id).excerpt
                and not self.groups_of[id].isdisjoint(groups)
                and (not regions or not seen.isdisjoint(regions))
            )
        return self._studied[groups, regions]

    @cached_property
    def retells(self) -> bool:
        """Whether a document stands for others that are not on file."""
        return self.proves != self.groups_of

    def began(self, kinds: tuple[str, ...], regions: frozenset[str]) -> date | None:
        """The first day that the present episode can have, by findings that give its weeks; None where none says so."""
        if (kinds, regions) not in self._began:
            days: list[date] = []
            for finding in (f for kind in kinds for f in self.by_kind.get(kind, ()) if f.status == "present"):
                told, weeks, own = self.date_of(finding), finding.number, self.regions_of(finding)
                if told != NOT_STATED and weeks != NOT_STATED and not (own and regions and own.isdisjoint(regions)):
                    days.append(told - timedelta(weeks=weeks * ROUNDED))
            self._began[kinds, regions] = min(days, default=None)
        return self._began[kinds, regions]

    def scale_of(self, kind: str) -> Scale | None:
        """The graded scale of a finding kind."""
        scale = self.pack.kind(kind).scale
        return None if scale == NOT_STATED else self.pack.scale(scale)

    def within(self, when: date | NotStated, months: float | NotStated) -> bool | None:
        """Whether a date lies in the look-back window; None where the date is not known."""
        if months == NOT_STATED:
            return True
        if when == NOT_STATED:
            return None
        return (self.case.date - when).days <= months * MONTH_DAYS

    def _regions_about(self, level: str) -> frozenset[str]:
        """The region of a level; of a landmark, where pain is told of either side of a junction, those of all levels that join it."""
        joined = self.levels.around((level,)) - {level}
        if len(set(self.levels.segment(level).ends)) > 1:
            return frozenset({self.levels.region(level)})
        return frozenset(r for other in joined for r in self.levels.regions(other)) | {self.levels.region(level)}

    def _lines(self) -> tuple[LineFacts, ...]:
        """Lines with their regions; a line whose code fits several regions and that names no level takes the others'."""
        expanded = {
            line.id: self.levels.order(lv for text in line.levels for lv in self.pack.levels_asked(line.code, text))
            for line in self.case.request.lines
        }
        definite = {r for levels in expanded.values() for level in levels for r in (self.levels.region(level),)}
        lines = []
        for request in self.case.request.lines:
            code = self.pack.codes.get(request.code)
            regions = {region for level in expanded[request.id] for region in self._regions_about(level)}
            if code is not None and code.remote:
                regions = set(self._regions_told.intersection(code.regions)) or regions
            if not regions and code is not None and "any" not in code.regions and len(code.regions) == 1:
                regions = set(code.regions)
            if not regions:
                regions = {r for r in definite if code is None or "any" in code.regions or r in code.regions}
            if not regions:
                regions = {
                    r
                    for d in self.case.request.diagnoses
                    if d.code in self.pack.diagnoses
                    for r in self.pack.diagnoses[d.code].regions
                    if r != "any"
                }
            levels = expanded[request.id]
            home = self._home(code, levels, regions)
            lines.append(LineFacts(request, code, levels, frozenset(regions), self.levels.touching(levels), home))
        return tuple(lines)

    def _home(self, code: Code | None, levels: tuple[str, ...], regions: Collection[str]) -> str | NotStated:
        """The region of the code, or of the parent requested with it that could lie there, or of most levels, the lowest where they tie."""
        if code is not None and "any" not in code.regions and len(code.regions) == 1:
            return code.regions[0]
        reached = {region for level in levels for region in self.levels.regions(level)}
        named = [self.pack.codes.get(line.code) for line in self.case.request.lines]
        parents = {
            parent.regions
            for parent in named
            if parent is not None and code is not None and parent.code in code.parents and len(parent.regions) == 1
        }
        fitting = [region for (region,) in parents if region in reached]
        if len(fitting) == 1:
            return fitting[0]
        main = [self.levels.region(level) for level in levels]
        if main:
            return max(reversed(main), key=main.count)
        return next(iter(regions)) if len(regions) == 1 else NOT_STATED
