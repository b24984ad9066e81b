"""A finding as tests read it: with its place, its day and what proves it worked out once, however often it is asked about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ..model.base import NOT_STATED, NotStated, Side, Status
from ..model.case import Finding
from ..model.corpus import Structure
from ..model.language import Truth
from ..model.vocabulary import FindingKind, Scale
from ..pack.levels import Levels
from ..pack.pack import Pack


@dataclass(slots=True, eq=False)
class Filed:
    """What is to be known of a document of the record."""

    date: date | NotStated
    groups: frozenset[str]
    """Groups of its kind."""
    proves: frozenset[str]
    """Groups that it proves for: its own, and those that it stands for where no document of theirs is on file."""
    excerpt: bool
    reproduced_back: bool = False
    """Whether the document that reproduces it tells how far back it lies."""
    away: float | NotStated = NOT_STATED
    """Days from it to the request, at most; not stated where nothing tells."""

    def among(self, groups: Collection[str]) -> bool:
        """Whether it is of a kind that proves; every kind does where no group is named."""
        return not groups or not self.proves.isdisjoint(groups)


@dataclass(slots=True, eq=False)
class Told:
    """One finding."""

    id: str
    kind: str
    of: str
    status: Status
    claimed: Status | NotStated
    """Its status as told, where a document that proves nothing tells it."""
    side: Side
    location: str | NotStated
    """Where within its level it lies, as its words say."""
    grade: str
    number: float | NotStated
    unit: str
    dated: date | NotStated
    """Its own date."""
    times: int | NotStated
    """How many occasions it tells of."""
    nth: int | NotStated
    """Which of several it tells of."""
    document: str
    sort: FindingKind
    """Its kind; the fields of it alone."""
    filed: Filed
    """Its document."""
    scale: Scale | None
    """The graded scale of its kind."""
    structure: Structure | None
    """The structure that it names, where its kind has a table of them."""
    roots: tuple[str, ...]
    """Roots of the structure; none where it names none."""
    levels: frozenset[str]
    """Canonical levels."""
    regions: frozenset[str]
    """Regions it speaks of: those of its levels, the one it names, or those whose roots supply its structure. Empty where it says
    nothing of its place."""
    seen: date | NotStated
    """Date of the observation, or else of its document."""
    back: float | NotStated
    """Days before the request, at most, where it has no day and its words tell how far back it lies."""
    day: date | NotStated
    """The day of what it tells. What was done is not dated by a document that only mentions it."""

    def in_vain(self, silence: Truth) -> bool:
        """Whether it is a claim that denies what silence decides already: as little as it proves, it opens nothing."""
        return self.claimed == "absent" and silence != "undetermined"

    @property
    def place(self) -> str | NotStated:
        """Where within its level it lies: as its words say, or else as its kind does."""
        return self.location if self.location != NOT_STATED else self.sort.location


def told(finding: Finding, pack: Pack, levels: Levels, documents: Mapping[str, Filed]) -> Told:
    """A finding of a record. Raises KeyError for a kind, structure or document that is not known."""
    sort, filed = pack.plain(pack.kind(finding.kind)), documents[finding.document]
    structure = structure_of(finding, sort, pack)
    roots = () if structure is None else structure.roots
    own = finding.date
    at: frozenset[str] = frozenset()
    if finding.levels:
        at = frozenset([level for text in finding.levels for level in levels.places(text)])
        regions = frozenset[str]().union(*map(levels.regions, at))
    elif finding.region != NOT_STATED:
        regions = frozenset((finding.region,))
    else:
        regions = levels.regions_of_roots(roots)
    mentioned = bool(sort.dated_by) and filed.groups.isdisjoint(sort.dated_by)
    return Told(
        id=finding.id,
        kind=finding.kind,
        of=finding.of,
        status=finding.status,
        claimed=finding.claimed,
        side=finding.side,
        location=finding.location,
        grade=finding.grade,
        number=finding.number,
        unit=finding.unit,
        dated=own,
        times=finding.times,
        nth=finding.nth,
        document=finding.document,
        sort=sort,
        filed=filed,
        scale=None if sort.scale == NOT_STATED else pack.plain(pack.scale(sort.scale)),
        structure=structure,
        roots=roots,
        levels=at,
        regions=regions,
        back=_back(finding, filed),
        seen=own if own != NOT_STATED else filed.date,
        day=own if own != NOT_STATED else (NOT_STATED if mentioned else filed.date),
    )


def _back(finding: Finding, filed: Filed) -> float | NotStated:
    if filed.away == NOT_STATED or finding.date != NOT_STATED or filed.date != NOT_STATED:
        return NOT_STATED
    if finding.weeks_back != NOT_STATED:
        return filed.away + 7 * finding.weeks_back
    return filed.away if filed.reproduced_back else NOT_STATED


def structure_of(finding: Finding, sort: FindingKind, pack: Pack) -> Structure | None:
    """The structure that a finding names, where its kind has a table of them. Raises KeyError for one that the table lacks."""
    if finding.of == NOT_STATED or sort.structures == NOT_STATED:
        return None
    return pack.plain(pack.structure(sort.structures, finding.of))
