"""The request against the record: another region diagnosed, another side or level documented than asked."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.case import Case, Finding, RequestLine
from ..pack.levels import LevelError
from ..pack.pack import Pack
from .flaw import Flaw

ANY = "any"


def against_record(case: Case, pack: Pack) -> Iterator[Flaw]:
    """Where the request does not fit what the record documents; each is a question, never a verdict."""
    regions = {region for line in case.request.lines for region in _regions(line, pack)}
    for n, diagnosis in enumerate(case.request.diagnoses):
        known = pack.diagnoses.get(diagnosis.code)
        own = set(known.regions) - {ANY} if known is not None else set()
        valid = known is not None and known.retired == NOT_STATED
        if (
            valid
            and known is not None
            and own
            and regions
            and own.isdisjoint(regions)
            and not _near(own, regions, pack)
        ):
            yield Flaw(
                ("request", "diagnoses", n),
                f"Diagnosis {diagnosis.code} ({known.name}) is of another region than the lines "
                f"({', '.join(sorted(regions))}).",
                "Ask for the diagnosis that the request rests on.",
                "fault",
            )
    reports = _reported(case, pack)
    for n, line in enumerate(case.request.lines):
        levels = _levels(line.levels, pack)
        code = pack.codes.get(line.code)
        here = {r for level in levels for r in pack.levels.regions(level)}
        named = {v for f, own in reports for v in own if pack.levels.regions(v) & here}
        missing = [v for v in levels if v not in named]
        fits = code is not None and (ANY in code.regions or bool(here & set(code.regions)))  # else told as such
        if fits and code is not None and code.per_level and named and missing and len(missing) == len(levels):
            yield Flaw(
                ("request", "lines", n, "levels"),
                f"{line.code} is requested at {', '.join(missing)}, and no report on file names that; "
                f"named: {', '.join(pack.levels.order(named))}.",
                "Ask whether the level is right, or for the report.",
                "fault",
            )
        sides = {f.side for f in _sided(case, levels, here, pack)}
        if line.side in ("left", "right") and sides == {"left" if line.side == "right" else "right"}:
            yield Flaw(
                ("request", "lines", n, "side"),
                f"{line.code} is requested on the {line.side}, and the record documents only the {next(iter(sides))} there.",
                "Ask which side is meant.",
                "fault",
            )


def _near(one: set[str], other: set[str], pack: Pack) -> bool:
    """Whether two regions share a level, as neighbours do where they meet."""
    return any(
        not pack.levels.regions(s.id).isdisjoint(one) and not pack.levels.regions(s.id).isdisjoint(other)
        for s in pack.anatomy.segments
    )


def _regions(line: RequestLine, pack: Pack) -> set[str]:
    levels = {r for level in _levels(line.levels, pack) for r in pack.levels.regions(level)}
    code = pack.codes.get(line.code)
    own = set(code.regions) - {ANY} if code is not None else set()
    # Levels outside the code's own regions are told as such: which of the two is wrong is not known.
    return levels | own if levels.isdisjoint(own) else levels


def _reported(case: Case, pack: Pack) -> list[tuple[Finding, tuple[str, ...]]]:
    """Findings with levels that stand in a report of their own group."""
    groups = {k.id: k.group for k in pack.vocabulary.kinds}
    kinds = {k.id: k.groups for k in pack.vocabulary.documents}
    reports = {d.id: kinds.get(d.kind, ()) for d in case.documents}
    return [
        (f, _levels(f.levels, pack))
        for f in case.findings
        if f.levels and groups.get(f.kind) in reports.get(f.document, ())
    ]


def _sided(case: Case, levels: tuple[str, ...], regions: set[str], pack: Pack) -> Iterator[Finding]:
    """Present findings with a side at the levels, or of the regions where they name no level."""
    for finding in case.findings:
        if finding.status != "present" or finding.side == NOT_STATED:
            continue
        own = _levels(finding.levels, pack)
        if (own and not set(own).isdisjoint(levels)) or (not own and finding.region in regions):
            yield finding


def _levels(texts: tuple[str, ...], pack: Pack) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        try:
            found += pack.levels.places(text)
        except LevelError:
            continue
    return tuple(found)
