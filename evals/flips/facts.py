"""Changes of the facts of a case that a reviewer would answer with a refusal or a question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assistant.model.base import NOT_STATED
from assistant.model.case import Case, Finding, RequestLine, Treatment
from assistant.pack.pack import Pack

Changed = tuple[Case, frozenset[str]]
"""A case, and the ids of the facts that were changed or taken out of it."""
OTHER_SIDE: Final = {"left": "right", "right": "left"}
REGIONS: Final = {"cervical": "lumbar", "thoracic": "cervical", "lumbar": "cervical", "sacroiliac": "cervical"}
COMPRESSION: Final = frozenset(
    {"root_compression", "cord_compression", "cord_signal_change", "disc_herniation", "synovial_cyst"}
)
FUSIONS: Final = frozenset(
    {
        "acdf",
        "cervical_corpectomy",
        "posterior_cervical_fusion",
        "thoracic_fusion",
        "lumbar_fusion",
        "deformity_fusion",
        "revision_fusion",
    }
)
PROSTHESES: Final = frozenset({"cervical_arthroplasty", "lumbar_arthroplasty"})
DECOMPRESSIONS: Final = frozenset(
    {
        "cervical_laminectomy",
        "laminoplasty",
        "cervical_foraminotomy",
        "thoracic_decompression",
        "lumbar_discectomy",
        "lumbar_decompression",
        "revision_decompression",
    }
)
OPERATIONS: Final = FUSIONS | PROSTHESES | DECOMPRESSIONS | {"si_fusion"}
NEEDLES: Final = frozenset({"epidural_injection", "facet_procedures", "stimulator", "vertebral_augmentation"})


@dataclass(frozen=True)
class Mutation:
    """One change for the worse."""

    name: str
    """As the table has it."""
    change: Callable[[Case, Pack], Changed | None]
    """The changed case; None where there is nothing to change."""
    families: frozenset[str] = frozenset()
    """Procedures that it speaks against; empty where it concerns each line that a changed fact decided."""
    whole: bool = False
    """Whether it changes what is asked, so that it concerns every line that it changes."""
    sided: bool = False
    """Whether it concerns only lines that ask for one side."""


def requested_side(case: Case, pack: Pack) -> Changed | None:
    """The other side is asked for."""
    return _asked(case, lambda line: line.model_copy(update={"side": OTHER_SIDE.get(line.side, line.side)}))


def requested_level(case: Case, pack: Pack) -> Changed | None:
    """Levels two segments away are asked for, within the region where it reaches that far."""
    chain = [s.id for s in pack.levels.anatomy.segments if len(pack.levels.landmarks(s.id)) > 1]

    def moved(line: RequestLine) -> RequestLine:
        levels = tuple(level for text in line.levels for level in pack.levels.named(text))
        for step in (-2, 2) if levels and set(levels) <= set(chain) else ():
            places = [chain.index(level) + step for level in levels]
            new = tuple(chain[place] for place in places if 0 <= place < len(chain))
            if list(map(pack.levels.region, new)) == list(map(pack.levels.region, levels)):
                return line.model_copy(update={"levels": new})
        return line

    return _asked(case, moved)


def findings_side(case: Case, pack: Pack) -> Changed | None:
    """Every fact told of one side is told of the other."""
    return _found(case, lambda f: {"side": OTHER_SIDE[f.side]} if f.side in OTHER_SIDE else None)


def mild(case: Case, pack: Pack) -> Changed | None:
    """Every grade of stenosis is mild, and no report states compression or a herniation."""

    def change(finding: Finding) -> dict[str, Any] | None:
        if finding.kind in COMPRESSION:
            return {"status": "absent"}
        worst = pack.kind(finding.kind).scale == "stenosis" and finding.grade != NOT_STATED
        return {"grade": "mild"} if worst else None

    return _found(case, change)


def strong(case: Case, pack: Pack) -> Changed | None:
    """The examination is normal: full strength, no sign, no atrophy, no drop foot."""
    return _found(case, lambda f: {"status": "absent"} if pack.kind(f.kind).group == "examination" else None)


def full_strength(case: Case, pack: Pack) -> Changed | None:
    """Each graded strength is 5/5; what else was found stays."""
    return _found(case, lambda f: {"grade": "5"} if f.kind == "motor_deficit" and f.grade != NOT_STATED else None)


def pain_free(case: Case, pack: Pack) -> Changed | None:
    """Each symptom is denied."""
    return _found(case, lambda f: {"status": "absent"} if pack.kind(f.kind).group == "symptom" else None)


def helped(case: Case, pack: Pack) -> Changed | None:
    """Each treatment resolved the symptoms."""
    return _treated(case, lambda t: t.model_copy(update={"response": "resolved"}) if t.response != "resolved" else t)


def untreated(case: Case, pack: Pack) -> Changed | None:
    """No treatment is told."""
    return _treated(case, lambda t: None)


def treated_elsewhere(case: Case, pack: Pack) -> Changed | None:
    """Each treatment was for another region."""
    asked = (level for line in case.request.lines for text in line.levels for level in pack.levels.named(text))
    here = next(map(pack.levels.region, asked), "lumbar")
    return _treated(case, lambda t: t.model_copy(update={"region": REGIONS.get(here, "cervical"), "levels": ()}))


def treated_long_ago(case: Case, pack: Pack) -> Changed | None:
    """Each treatment ended four years earlier."""

    def change(treatment: Treatment) -> Treatment:
        start, end = (_years_before(day, 4) for day in (treatment.start, treatment.end))
        return treatment.model_copy(update={"start": start, "end": end})

    return _treated(case, change)


def old_imaging(case: Case, pack: Pack) -> Changed | None:
    """Every report of imaging is six years older."""
    reports = _reports(case, pack)
    ids = frozenset(f.id for f in case.findings if f.document in reports)
    if not ids:
        return None
    documents = tuple(
        d.model_copy(update={"date": _years_before(d.date if d.date != NOT_STATED else case.date, 6)})
        if d.id in reports
        else d
        for d in case.documents
    )
    findings = tuple(
        f.model_copy(update={"date": _years_before(f.date, 6)}) if f.document in reports else f for f in case.findings
    )
    return case.model_copy(update={"documents": documents, "findings": findings}), ids


def note_only(case: Case, pack: Pack) -> Changed | None:
    """The reports are not on file: the surgeon's note tells what they said."""
    reports = _reports(case, pack)
    other = next(
        (d.id for d in case.documents if d.id not in reports and "summary" not in pack.document_kind(d.kind).groups),
        None,
    )
    if other is None:
        return None
    changed = _found(case, lambda f: {"document": other} if f.document in reports else None)
    if changed is None:
        return None
    documents = tuple(d for d in case.documents if d.id not in reports)
    treatments = tuple(t for t in case.treatments if t.document not in reports)
    return changed[0].model_copy(update={"documents": documents, "treatments": treatments}), changed[1]


def no_report(case: Case, pack: Pack) -> Changed | None:
    """The reports are not on file, and nothing tells what they said."""
    reports = _reports(case, pack)
    return _found(case, lambda f: None, lambda f: f.document in reports)


def uncertain(case: Case, pack: Pack) -> Changed | None:
    """Each fact is left open by its document."""
    return _found(case, lambda f: {"status": "uncertain"} if f.status == "present" else None)


def denied(case: Case, pack: Pack) -> Changed | None:
    """Each fact is denied by its document."""
    return _found(case, lambda f: {"status": "absent"} if f.status == "present" else None)


def _added(kind: str, placed: bool = False, instead: tuple[str, ...] = ()) -> Callable[[Case, Pack], Changed | None]:
    """A fact more, told by the last clinical note, or by a report at the levels asked for; it takes the place of the kinds `instead`."""

    def change(case: Case, pack: Pack) -> Changed | None:
        clinical = [d for d in case.documents if "clinical" in pack.document_kind(d.kind).groups]
        imaging = [d for d in case.documents if "imaging" in pack.document_kind(d.kind).groups]
        told = (imaging if placed and imaging else clinical)[-1:]
        if not told:
            return None
        levels = tuple(dict.fromkeys(x for line in case.request.lines for x in line.levels)) if placed else ()
        new = Finding(id="added", kind=kind, document=told[0].id, quote="added", levels=levels)
        kept = tuple(f for f in case.findings if f.kind not in (kind, *instead))
        return case.model_copy(update={"findings": (*kept, new)}), frozenset({"added"})

    return change


def _asked(case: Case, change: Callable[[RequestLine], RequestLine]) -> Changed | None:
    """The request with each line changed."""
    lines = tuple(map(change, case.request.lines))
    if lines == case.request.lines:
        return None
    return case.model_copy(update={"request": case.request.model_copy(update={"lines": lines})}), frozenset()


def _found(
    case: Case, change: Callable[[Finding], dict[str, Any] | None], out: Callable[[Finding], bool] = lambda f: False
) -> Changed | None:
    """The case with findings changed or taken out."""
    kept: list[Finding] = []
    ids: set[str] = set()
    for finding in case.findings:
        update = change(finding)
        if out(finding) or update:
            ids.add(finding.id)
        if not out(finding):
            kept.append(finding.model_copy(update=update) if update else finding)
    return (case.model_copy(update={"findings": tuple(kept)}), frozenset(ids)) if ids else None


def _treated(case: Case, change: Callable[[Treatment], Treatment | None]) -> Changed | None:
    """The case with treatments changed or taken out."""
    pairs = [(t, change(t)) for t in case.treatments]
    ids = frozenset(old.id for old, new in pairs if old != new)
    kept = tuple(new for _, new in pairs if new is not None)
    return (case.model_copy(update={"treatments": kept}), ids) if ids else None


def _reports(case: Case, pack: Pack) -> frozenset[str]:
    """The documents that report imaging."""
    return frozenset(d.id for d in case.documents if "imaging" in pack.document_kind(d.kind).groups)


def _years_before(day: Any, years: int) -> Any:
    """A day, or a month, so many years earlier."""
    if isinstance(day, date):
        return day.replace(year=day.year - years, day=min(day.day, 28))
    if day == NOT_STATED:
        return day
    return f"{int(day[:4]) - years}{day[4:]}"


MUTATIONS: Final = (
    Mutation("requested side flipped", requested_side, whole=True),
    Mutation("requested level two away", requested_level, whole=True),
    Mutation("findings on the other side", findings_side, sided=True),
    Mutation("all mild, no compression", mild),
    Mutation("strength 5/5", full_strength),
    Mutation("examination normal", strong),
    Mutation("symptoms denied", pain_free),
    Mutation("treatment lastingly helped", helped),
    Mutation("no treatment", untreated),
    Mutation("treatment of another region", treated_elsewhere),
    Mutation("treatment four years earlier", treated_long_ago),
    Mutation("imaging six years older", old_imaging),
    Mutation("report told by the note alone", note_only),
    Mutation("reports gone", no_report),
    Mutation("all uncertain", uncertain),
    Mutation("all denied", denied),
    Mutation("infection at the level", _added("spinal_infection", placed=True), PROSTHESES | NEEDLES | {"si_fusion"}),
    Mutation("osteoporosis", _added("osteoporosis"), PROSTHESES),
    Mutation("nicotine today", _added("nicotine_use", instead=("nicotine_test",)), FUSIONS | {"si_fusion"}),
    Mutation("competing source open", _added("competing_source", instead=("other_sources_excluded",)), OPERATIONS),
    Mutation("level soundly fused", _added("solid_fusion", placed=True), FUSIONS | PROSTHESES | {"facet_procedures"}),
    Mutation("surgery declined", _added("surgery_declined"), OPERATIONS),
)
