"""Facts of several makers as one: what one tells of another, and what structured data says beside its words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from .facts import FoundFinding, FoundTreatment, Span
from .lexicon import Lexicon
from .stated import Statement

MANY = 100
"""Facts of one kind that a further one is compared with; a record of persons holds fewer."""


def merge(
    statement: Statement,
    findings: Sequence[FoundFinding],
    treatments: Sequence[FoundTreatment],
    document: str,
    lexicon: Lexicon,
    plain: Mapping[str, str],
) -> tuple[list[FoundFinding], list[FoundTreatment]]:
    """The facts of one statement: those read from its words under its status and dates, and those that only its codes name.

    `plain`: plain kinds by special ones.
    """
    words = statement.text[: statement.said]
    span = Span(document, 0, statement.said)
    quote = " ".join(words.split())
    levels = statement.levels or tuple(dict.fromkeys(v for _, _, found in lexicon.levels(words) for v in found))
    read = [
        replace(
            f,
            status=f.status if statement.status == "present" or f.span.start >= statement.said else statement.status,
            side=statement.side if f.side == NOT_STATED and _sided(f.kind, lexicon) else f.side,
            levels=f.levels or (levels if lexicon.reading_of(f.kind).levels else ()),
            date=statement.date if f.date == NOT_STATED else f.date,
        )
        for f in findings
    ]
    for coded in statement.findings:
        reading = lexicon.reading_of(coded.kind)
        made = FoundFinding(
            kind=coded.kind,
            span=span,
            quote=quote,
            status=coded.status if statement.status == "present" else statement.status,
            levels=levels if reading.levels else (),
            region=statement.region if not reading.person and not (reading.levels and levels) else NOT_STATED,
            side=statement.side if _sided(coded.kind, lexicon) else NOT_STATED,
            of=coded.of,
            number=coded.number,
            unit=lexicon.pack.kind(coded.kind).unit if coded.number != NOT_STATED else NOT_STATED,
            date=statement.date,
        )
        if not any(tells(f, made, plain) or (f.kind, f.status) == (made.kind, made.status) for f in read):
            read.append(made)
    placed, one_day = lexicon.reading.treatments.placed, lexicon.reading.treatments.one_day
    given = [
        replace(
            t,
            status=t.status if statement.status == "present" else statement.status,
            levels=t.levels or (levels if t.kind in placed else ()),
            side=statement.side if t.side == NOT_STATED and t.kind in one_day else t.side,
            start=t.start if statement.start == NOT_STATED else statement.start,
            end=t.end if statement.end == NOT_STATED else statement.end,
            sessions=t.sessions if statement.sessions == NOT_STATED else statement.sessions,
        )
        for t in treatments
    ]
    for treatment in statement.treatments:
        same = [n for n, t in enumerate(given) if t.kind == treatment.kind]
        for n in same:
            if given[n].supervised == NOT_STATED:
                given[n] = replace(given[n], supervised=treatment.supervised)
        if not same:
            given.append(
                FoundTreatment(
                    kind=treatment.kind,
                    span=span,
                    quote=quote,
                    status=statement.status,
                    region=statement.region,
                    levels=levels if treatment.kind in placed else (),
                    side=statement.side if treatment.kind in one_day else NOT_STATED,
                    supervised=treatment.supervised,
                    start=statement.start,
                    end=statement.end,
                    sessions=statement.sessions,
                )
            )
    return read, given


def _sided(kind: str, lexicon: Lexicon) -> bool:
    reading = lexicon.reading_of(kind)
    return not reading.person and not reading.sideless


def tells(fuller: FoundFinding, part: FoundFinding, special: Mapping[str, str]) -> bool:
    """Whether one finding says what another does; a special kind tells an ungraded plain one."""
    if special.get(fuller.kind) == part.kind and part.grade == NOT_STATED and fuller.status == part.status == "present":
        fuller = replace(fuller, kind=part.kind)
    same = fuller.region == part.region or (
        part.region == NOT_STATED and part.status == "present" and part.of == NOT_STATED
    )
    return fuller.covers(part) and (bool(part.levels) or same or places(fuller, part))


def places(fuller: FoundFinding, part: FoundFinding) -> bool:
    """Whether one finding gives the levels of what the other states of the region. A denial for the region says more, not less."""
    return bool(fuller.levels) and not part.levels and part.status == "present"


def sparse(findings: list[FoundFinding], special: Mapping[str, str]) -> list[FoundFinding]:
    """Each finding of a document once: what others say in full, level by level, is left out. `special`: plain kinds by special ones."""
    kept: dict[int, FoundFinding] = {}
    alike: dict[str, list[int]] = defaultdict(list)
    """Places of those kept, by each kind that they may tell of."""
    for n, finding in enumerate(findings):
        parts = [replace(finding, levels=(v,)) for v in finding.levels] if len(finding.levels) > 1 else [finding]
        same = [kept[m] for m in alike[finding.kind] if m in kept]
        if same and all(any(tells(k, part, special) for k in same) for part in parts):
            continue
        for m in [m for m in alike[finding.kind] if m in kept]:
            if finding.covers(kept[m]) and (_same_place(finding, kept[m]) or places(finding, kept[m])):
                del kept[m]
        kept[n] = finding
        for kind in {finding.kind, special.get(finding.kind, finding.kind)}:
            alike[kind].append(n)
    return list(kept.values())


def _same_place(one: FoundFinding, other: FoundFinding) -> bool:
    return (one.levels, one.region) == (other.levels, other.region)


def once(treatments: list[FoundTreatment]) -> list[FoundTreatment]:
    """Treatments told several times as one, those of one document first; what differs stays apart. An undated mention adds nothing to a
    fuller one.
    """
    documents: dict[str, list[FoundTreatment]] = defaultdict(list)
    for treatment in treatments:
        documents[treatment.span.document].append(treatment)
    whole = [each for own in documents.values() for each in _joined(own)]
    return _joined(whole) if len(documents) > 1 else whole


def _joined(treatments: Sequence[FoundTreatment]) -> list[FoundTreatment]:
    kept: list[FoundTreatment] = []
    places: dict[str, list[int]] = defaultdict(list)
    for treatment in treatments:
        same, detailed = places[treatment.kind], treatment.detail() > 0
        for n in sorted(same[-MANY:], key=lambda n: kept[n].span.document != treatment.span.document):
            other = kept[n]
            if (
                other.span.document != treatment.span.document
                and detailed
                and (other.start, other.weeks) != (treatment.start, treatment.weeks)
                and other.detail()
            ):
                continue
            if (joined := other.joined(treatment)) is not None:
                fuller = other if other.detail() >= treatment.detail() else treatment
                kept[n] = joined if other.span.document == treatment.span.document else fuller
                break
        else:
            same.append(len(kept))
            kept.append(treatment)
    return kept
