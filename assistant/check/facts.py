"""The facts of one case, indexed for the tests: by kind, place, document and date."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ..model.base import NOT_STATED, NotStated
from ..model.case import Case, Document, Treatment
from ..pack.levels import Levels
from ..pack.pack import Pack
from .known import EACH, LEVEL, LINE, REQUEST, SIDE, Known
from .one_area import in_one_area
from .requested import BOTH, Answers, LineFacts, Site, lines_of
from .told import Filed, Told, told
from .worsening import Change, changes

MONTH_DAYS = 30.4375
"""Mean length of a month, for look-back windows given in months."""

ROUNDED = 1.25
"""How much longer than told an episode may have lasted, because its length is told in round numbers."""


@dataclass(eq=False)
class CaseFacts:
    """A case and its indexes, and what was answered from its record. Serves one check, or several under other policies."""

    case: Case
    pack: Pack
    levels: Levels
    documents: dict[str, Filed] = field(init=False)
    """By id."""
    told: dict[str, Told] = field(init=False)
    """Findings by id, in the order of the file."""
    by_kind: dict[str, list[Told]] = field(init=False)
    """Findings by kind, in an order that does not depend on that of the file."""
    lines: tuple[LineFacts, ...] = field(init=False)
    _sites: dict[tuple[LineFacts, str], Site] = field(init=False, default_factory=dict)
    _of_kinds: dict[tuple[str, ...], list[Told]] = field(init=False, default_factory=dict)
    _answers: dict[tuple[object, ...], Answers] = field(init=False, default_factory=dict)
    _kinds_about: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _began: dict[tuple[tuple[str, ...], frozenset[str]], date | None] = field(init=False, default_factory=dict)
    _studied: dict[tuple[tuple[str, ...], frozenset[str]], tuple[str, ...]] = field(init=False, default_factory=dict)
    _changed: dict[tuple[str, tuple[str, ...]], tuple[Change, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        case, pack = self.case, self.pack
        self.documents = _filed(case, pack)
        self.told = {f.id: told(f, pack, self.levels, self.documents) for f in case.findings}
        self.by_kind = {}
        for _, one in sorted(self.told.items()):
            self.by_kind.setdefault(one.kind, []).append(one)
        treated = frozenset([t.region for t in case.treatments])
        spoken = treated.union(*[one.regions for one in self.told.values()])
        self.lines = in_one_area(lines_of(case, pack, spoken), spoken - {NOT_STATED}, self.levels)

    # --- What the record says -----------------------------------------------------------------------------------------

    def of_kinds(self, kinds: tuple[str, ...]) -> list[Told]:
        """Findings of any of these kinds."""
        found = self._of_kinds.get(kinds)
        if found is None:
            found = self._of_kinds[kinds] = [f for kind in kinds for f in self.by_kind.get(kind, ())]
        return found

    @cached_property
    def one_area(self) -> bool:
        """Whether single bones of several regions that meet are asked about in one request, and the record speaks of no other: what it
        tells without a region, such as a score of the pain, is then of these.
        """
        return any(line.shared for line in self.lines)

    @cached_property
    def measurable(self) -> frozenset[str]:
        """Kinds that the record can speak of by what it measured."""
        kinds = self.pack.vocabulary.measurable
        return frozenset(
            [kind for kind in kinds if not self.by_kind.keys().isdisjoint(self.pack.kind(kind).measured_by)]
        )

    @cached_property
    def _measured(self) -> frozenset[str]:
        """Kinds that the record speaks of by what it measured on several days."""
        return frozenset([kind for kind in self.measurable if self.changed(kind)])

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
                for measure in self.pack.kind(kind).measured_by
                if len(found := self.by_kind.get(measure, ())) > 1
                for change in changes(found, groups)
            )
        return self._changed[kind, groups]

    @cached_property
    def done(self) -> list[Told]:
        """What the record tells as done on a day, and that makes older findings at its level old."""
        kinds = self.pack.vocabulary.outdating
        done = [f for kind in kinds for f in self.by_kind.get(kind.id, ()) if f.status == "present"]
        return [f for f in done if f.day != NOT_STATED]

    def outdated(self, finding: Told) -> bool:
        """Whether something was done at the level of a finding since."""
        return finding.seen != NOT_STATED and any(
            done.day != NOT_STATED
            and finding.seen < done.day
            and finding.sort.group in done.sort.outdates
            and not finding.levels.isdisjoint(done.levels)
            for done in self.done
        )

    @cached_property
    def treatments(self) -> list[Treatment]:
        """Treatments in an order that does not depend on that of the file."""
        return sorted(self.case.treatments, key=lambda t: t.id)

    @cached_property
    def _documents_about(self) -> list[tuple[str, Filed, frozenset[str]]]:
        """Documents in order of their ids, each with the regions that its findings speak of; mere excerpts are left out."""
        regions: dict[str, set[str]] = {id: set() for id in self.documents}
        for finding in self.told.values():
            regions[finding.document] |= finding.regions
        return [
            (id, filed, frozenset(regions[id])) for id, filed in sorted(self.documents.items()) if not filed.excerpt
        ]

    def studied(self, groups: tuple[str, ...], regions: frozenset[str]) -> tuple[str, ...]:
        """Documents of these groups, and not mere excerpts of them, that speak of the region; none where no group is named."""
        if (groups, regions) not in self._studied:
            self._studied[groups, regions] = tuple(
                id
                for id, filed, seen in self._documents_about
                if not filed.groups.isdisjoint(groups) and (not regions or not seen.isdisjoint(regions))
            )
        return self._studied[groups, regions]

    @cached_property
    def retells(self) -> bool:
        """Whether a document stands for others that are not on file."""
        return any(filed.proves != filed.groups for filed in self.documents.values())

    def began(self, kinds: tuple[str, ...], regions: frozenset[str]) -> date | None:
        """The first day that the present episode can have, by findings that give its weeks; None where none says so."""
        if (kinds, regions) not in self._began:
            days: list[date] = []
            for one in (f for f in self.of_kinds(kinds) if f.status == "present"):
                elsewhere = one.regions and regions and one.regions.isdisjoint(regions)
                if one.seen != NOT_STATED and one.number != NOT_STATED and not elsewhere:
                    days.append(one.seen - timedelta(weeks=one.number * ROUNDED))
            self._began[kinds, regions] = min(days, default=None)
        return self._began[kinds, regions]

    def within(
        self, when: date | NotStated, months: float | NotStated, back: float | NotStated = NOT_STATED
    ) -> bool | None:
        """Whether a date lies in the look-back window, or what lies at most some days `back`; None where neither is known."""
        if months == NOT_STATED:
            return True
        if when == NOT_STATED:
            return True if back != NOT_STATED and back <= months * MONTH_DAYS else None
        return (self.case.date - when).days <= months * MONTH_DAYS

    # --- What was answered from it ------------------------------------------------------------------------------------

    def site(self, line: LineFacts, level: str | NotStated = NOT_STATED) -> Site:
        """A line at one level, or as a whole: one object for all who ask there."""
        site = self._sites.get((line, level))
        if site is None:
            site = self._sites[line, level] = Site(line, level)
        return site

    def answers(self, site: Site, rests: int) -> Answers:
        """The answers given so far at all places that share with this one what they depend on."""
        kept = site.answers.get(rests)
        if kept is None:
            line, side = site.line, site.line.side
            asked = side in BOTH or (side == "bilateral" and rests & EACH)  # any other side is open on both
            key = (
                rests,
                bool(line.regions),
                line.told_of,
                side if rests & SIDE and asked else NOT_STATED,
                site.level if rests & LEVEL else NOT_STATED,
                line.levels if rests & LINE or (site.level == NOT_STATED and rests & LEVEL) else (),
                (line.id, line.asked, side, site.level) if rests & REQUEST else (),
            )
            kept = site.answers[rests] = self._answers.setdefault(key, {})
        return kept

    def is_silent(self, known: Known, here: frozenset[str], site: Site) -> bool:
        """Whether the record says nothing of all that a test asks for at a place; `here`: the kinds that it asks for at the level."""
        about = self._kinds_about.get(site.level)
        if about is None:
            about = self._kinds_about[site.level] = self._spoken_at(site.level)
        return here.isdisjoint(about) and (not known.elsewhere or known.elsewhere.isdisjoint(self.spoken))

    def _spoken_at(self, level: str | NotStated) -> frozenset[str]:
        """The kinds of which something is said that may concern a level."""
        if level == NOT_STATED:
            return self.spoken
        here, may_concern = frozenset({level}), self.levels.may_concern
        return self._measured.union([f.kind for f in self.told.values() if not f.levels or may_concern(f.levels, here)])


def _filed(case: Case, pack: Pack) -> dict[str, Filed]:
    """The documents by id."""
    kinds = {d.id: pack.plain(pack.document_kind(d.kind)) for d in case.documents}
    on_file = frozenset([group for kind in kinds.values() for group in kind.groups])
    found = {}
    for document in case.documents:
        kind = kinds[document.id]
        groups = frozenset(kind.groups)
        proves = groups | (frozenset(kind.stands_for) - on_file)
        away = _away(document, case)
        found[document.id] = Filed(
            document.date, groups, proves, document.excerpt, document.weeks_back != NOT_STATED, away
        )
    return found


def _away(document: Document, case: Case) -> float | NotStated:
    """Days from a document to the request, at most. Where no document bears a date, the notes are taken to be of the time of the request."""
    if document.date != NOT_STATED:
        return (case.date - document.date).days
    host = next((d for d in case.documents if d.id == document.within), None)
    if document.weeks_back != NOT_STATED and host is not None:
        away = _away(host, case)
        return away if away == NOT_STATED else away + 7 * document.weeks_back
    return 0.0 if all(d.date == NOT_STATED for d in case.documents) else NOT_STATED
