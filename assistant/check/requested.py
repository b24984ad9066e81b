"""The lines of a request as the checker asks about them, and the places that a question can have."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from ..model.base import NOT_STATED, NotStated, Side
from ..model.case import Case, RequestLine
from ..model.corpus import Code
from ..model.outcome import Node
from ..pack.pack import Pack
from .known import Known

BOTH: tuple[Side, Side] = ("left", "right")
"""The sides of a request for both."""

Answers = dict[Known, Node]
"""Answers to tests of the record, which do not depend on other lines."""


@dataclass(slots=True, eq=False)
class LineFacts:
    """One requested line with what the code table knows of it."""

    id: str
    asked: str
    """The code as requested."""
    code: Code | None
    """What is known of it; its fields alone."""
    side: Side
    stage: int | NotStated
    texts: tuple[str, ...]
    """The levels as requested."""
    description: str | NotStated
    levels: tuple[str, ...]
    """Canonical levels, expanded."""
    regions: frozenset[str]
    told_of: frozenset[str]
    """Those of its regions that the record speaks of: to its facts, any other makes no difference."""
    touches: frozenset[str]
    """The levels, and what shares a place with them."""
    home: str | NotStated
    """The region that the line belongs to, where it reaches into several or its code serves several."""
    taken: tuple[str, ...] = ()
    """Levels that it names and does not reach: its code counts further ones, and what it is added to has no other; or another number of
    segments, for which another code of its series is asked.
    """
    shared: bool = False
    """Whether its regions are those of all lines together."""

    @property
    def sites(self) -> tuple[str | NotStated, ...]:
        """The levels that are questions of their own; one question where the code has none."""
        if self.code is not None and not self.code.per_level:
            return (NOT_STATED,)
        return self.levels or (NOT_STATED,)

    @property
    def one_body(self) -> bool:
        """Whether it is done at a single bone, told as the two levels that this joins, so that it stands as a whole or not at all."""
        return self.code is not None and self.code.place == "body" and len(self.levels) == 2

    def of(self, side: Side) -> "LineFacts":
        """The same line, asked for this side alone."""
        return replace(self, side=side)


@dataclass(slots=True, eq=False)
class Site:
    """Where a question is asked: one level of one line, or the line as a whole."""

    line: LineFacts
    level: str | NotStated = NOT_STATED
    answers: dict[int, Answers] = field(init=False, default_factory=dict, repr=False)
    """Those of the places that share with this one what an answer depends on, by that."""
    _sides: dict[Side, "Site"] = field(init=False, default_factory=dict, repr=False)

    @property
    def side(self) -> Side:
        """Requested side."""
        return self.line.side

    def of(self, side: Side) -> "Site":
        """The same place, where this side alone is in question."""
        if side not in self._sides:
            self._sides[side] = Site(self.line.of(side), self.level)
        return self._sides[side]


def lines_of(case: Case, pack: Pack, told: frozenset[str]) -> tuple[LineFacts, ...]:
    """Lines with their regions; a line whose code fits several regions and that names no level takes those of what it is added to, or
    else the others'.

    `told`: the regions that the record speaks of.
    """
    asked, at = case.request.lines, pack.levels
    expanded = {
        line.id: at.order(lv for text in line.levels for lv in pack.levels_asked(line.code, text)) for line in asked
    }
    definite = {at.region(level) for levels in expanded.values() for level in levels}
    codes = {line.id: None if (known := pack.codes.get(line.code)) is None else pack.plain(known) for line in asked}
    lines = []
    for line in asked:
        code, levels = codes[line.id], expanded[line.id]
        regions = {region for level in levels for region in at.about(level)}
        if code is not None and code.remote:
            regions = set(told.intersection(code.regions)) or regions
        if not regions and code is not None and "any" not in code.regions and len(code.regions) == 1:
            regions = set(code.regions)
        if not regions and code is not None and len(served := _served(code, codes.values())) == 1:
            regions = served
        if not regions:
            regions = {r for r in definite if code is None or "any" in code.regions or r in code.regions}
        if not regions:
            known_codes = [pack.diagnoses[d.code] for d in case.request.diagnoses if d.code in pack.diagnoses]
            regions = {r for diagnosis in known_codes for r in diagnosis.regions if r != "any"}
        requested = [(other, expanded[other.id]) for other in asked]
        taken = _taken(line, code, levels, requested) or _outsized(line, code, levels, requested, pack)
        levels = () if taken else levels
        home = _home(code, levels, regions, [other for other in codes.values() if other is not None], pack)
        lines.append(
            LineFacts(
                id=line.id,
                asked=line.code,
                code=code,
                side=line.side,
                stage=line.stage,
                texts=line.levels,
                description=line.description,
                levels=levels,
                regions=frozenset(regions),
                told_of=told.intersection(regions),
                touches=at.touching(levels),
                home=home,
                taken=taken,
            )
        )
    return tuple(lines)


def _taken(
    line: RequestLine,
    code: Code | None,
    levels: tuple[str, ...],
    requested: Collection[tuple[RequestLine, tuple[str, ...]]],
) -> tuple[str, ...]:
    """The level of a line whose code counts further ones, where it is the only one that is asked for with its parents."""
    if code is None or code.from_level == NOT_STATED:
        return ()
    parents = [at for other, at in requested if other.code in code.parents and other.stage == line.stage]
    counted = {level for at in parents for level in at}
    return levels if levels and counted and len(counted.union(levels)) == 1 else ()


def _outsized(
    line: RequestLine,
    code: Code | None,
    levels: tuple[str, ...],
    requested: Collection[tuple[RequestLine, tuple[str, ...]]],
    pack: Pack,
) -> tuple[str, ...]:
    """The levels of a line whose code counts another number of segments than they have, where another of its series is asked for that fits:
    the codes of a series exclude each other.
    """
    if code is None or code.spans == NOT_STATED or not levels or _counts(code, levels, pack):
        return ()
    series = (
        other
        for one, at in requested
        if one.id != line.id and one.stage == line.stage and set(at) == set(levels)
        for other in [pack.codes.get(one.code)]
        if other is not None
        and (other.procedure, other.approach, other.kind) == (code.procedure, code.approach, code.kind)
    )
    return levels if any(_counts(other, levels, pack) for other in series) else ()


def _counts(code: Code, levels: tuple[str, ...], pack: Pack) -> bool:
    """Whether levels have as many segments as a code counts."""
    if code.spans == NOT_STATED:
        return False
    least, most = code.spans
    return least <= len({end for level in levels for end in pack.levels.segment(level).ends}) <= most


def _served(code: Code, requested: Collection[Code | None]) -> set[str]:
    """The regions of the requested procedures that an add-on is for, where these are each of one region."""
    parents = [other for other in requested if other is not None and other.code in code.parents]
    return {
        region for parent in parents if len(parent.regions) == 1 for region in parent.regions if region in code.regions
    }


def _home(
    code: Code | None, levels: tuple[str, ...], regions: Collection[str], requested: Collection[Code], pack: Pack
) -> str | NotStated:
    """The region of the code, or of the parent requested with it that could lie there, or of most levels, the lowest where they tie."""
    if code is not None and "any" not in code.regions and len(code.regions) == 1:
        return code.regions[0]
    reached = {region for level in levels for region in pack.levels.regions(level)}
    parents = {
        parent.regions
        for parent in requested
        if code is not None and parent.code in code.parents and len(parent.regions) == 1
    }
    fitting = [region for (region,) in parents if region in reached]
    if len(fitting) == 1:
        return fitting[0]
    main = [pack.levels.region(level) for level in levels]
    if main:
        return max(reversed(main), key=main.count)
    return next(iter(regions)) if len(regions) == 1 else NOT_STATED
