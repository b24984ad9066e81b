"""The linter of the words that records are read with: references to the pack, expressions that compile."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from ..errors import CorpusError, Problem
from ..model.base import NOT_STATED
from ..pack.doubled import lint_doubled
from ..pack.pack import Pack
from ..pack.report import Loc, Report
from .fhir.coding import FILE as CODING
from .fhir.coding import load_coding
from .text.data import Reading, load_reading
from .text.general_words import General

READING = "reading.yaml"
LISTS = (READING, "guard.yaml")
"""Files of all packs that hold lists of words."""
ANY = "any"


def lint_reading(pack: Pack) -> list[Problem]:
    """All problems of `reading.yaml` and `coding.yaml` of a pack, where it has them."""
    report = Report()
    for name, check in ((READING, _reading), (CODING, _coding)):
        if any((root / pack.name / name).is_file() for root in pack.roots):
            _checked(check, pack, report)
    return report.problems


def _checked(check: Callable[[Pack, Report], None], pack: Pack, report: Report) -> None:
    try:
        check(pack, report)
    except CorpusError as error:
        report.problems.extend(error.all_problems())


def _reading(pack: Pack, report: Report) -> None:
    general, reading = load_reading(pack)
    file, words = pack.file(READING), pack.vocabulary
    kinds = {k.id for k in words.kinds}
    documents = {d.id for d in words.documents}
    tables = pack.anatomy.structures

    def named(loc: Loc, what: str, names: Iterable[str], known: Iterable[str]) -> None:
        table = set(known)
        for name in names:
            if name not in table:
                report.unknown(file, (*loc, name), what, name, table)

    named(("documents",), "document kind", reading.documents, documents)
    report.refer(file, ("request_documents",), "document kind", reading.request_documents, documents)
    report.refer(file, ("quoted_documents",), "document kind", reading.quoted_documents, documents)
    report.refer(file, ("silent_documents",), "document kind", reading.silent_documents, documents)
    report.refer(file, ("performed",), "document kind", reading.performed, documents)
    for name in ("summary_document", "question_document"):
        report.refer(file, (name,), "document kind", filter(None, (getattr(reading, name),)), documents)
    if reading.default_document not in documents:
        report.unknown(file, ("default_document",), "document kind", reading.default_document, documents)
    sections = {*reading.sections, "none"}
    for field in ("imaging_sections", "other_sections"):
        for name, other in getattr(reading, field).items():
            if not {name, other} <= sections:
                report.unknown(file, (field, name), "section", name if name not in sections else other, sections)
    report.refer(file, ("studied",), "section", reading.studied, sections)
    report.refer(file, ("request_sections",), "section", reading.request_sections, sections)
    report.refer(file, ("plan_sections",), "section", reading.plan_sections, sections)
    named(("regions",), "region", reading.regions, words.regions)
    named(("locations",), "place within a level", reading.locations, pack.levels.locations)
    named(("scale_patterns",), "scale", reading.scale_patterns, {s.id for s in words.scales})
    for word, mark in reading.ends.items():
        if mark not in pack.anatomy.landmarks:
            report.unknown(file, ("ends", word), "landmark", mark, pack.anatomy.landmarks)
    named(("kinds",), "finding kind", reading.kinds, kinds)
    for id, kind in reading.kinds.items():
        named(("kinds", id, "told"), "document kind", kind.told, documents)
        report.refer(file, ("kinds", id, "sections"), "section", kind.sections, sections)
        for fuller in kind.gives_way:
            if fuller not in kinds:
                report.unknown(file, ("kinds", id, "gives_way"), "finding kind", fuller, kinds)
        table = pack.kind(id).structures if id in kinds else NOT_STATED
        known = {s.id for s in tables.get(table, ())} if table != NOT_STATED else set()
        named(("kinds", id, "of"), "structure", kind.of, known)
    for n, head in enumerate(reading.heads):
        named(("heads", n, "places"), "finding kind", head.places, kinds)
    for n, sign in enumerate(reading.signs):
        here = ("signs", n)
        if sign.kind not in kinds:
            report.unknown(file, (*here, "kind"), "finding kind", sign.kind, kinds)
        if sign.table and sign.table not in tables:
            report.unknown(file, (*here, "table"), "table of structures", sign.table, tables)
        report.refer(file, (*here, "sections"), "section", sign.sections, sections)
    for n, withdrawal in enumerate(reading.withdrawals):
        report.refer(file, ("withdrawals", n, "kinds"), "finding kind", withdrawal.kinds, kinds)
        report.refer(file, ("withdrawals", n, "also"), "finding kind", withdrawal.also, kinds)
    named(("structures",), "table of structures", reading.structures, tables)
    for table, rows in reading.structures.items():
        named(("structures", table), "structure", rows, {s.id for s in tables.get(table, ())})
    given = {t.id for t in words.treatments}
    named(("treatments", "kinds"), "treatment kind", reading.treatments.kinds, given)
    report.refer(file, ("treatments", "placed"), "treatment kind", reading.treatments.placed, given)
    report.refer(file, ("treatments", "attended"), "treatment kind", reading.treatments.attended, given)
    for n, procedure in enumerate(reading.procedures):
        report.refer(file, ("procedures", n, "fits"), "code", procedure.fits, pack.codes)
        for field in ("codes", "revision"):
            for region, code in getattr(procedure, field).items():
                if code not in pack.codes:
                    report.unknown(file, ("procedures", n, field, region), "code", code, pack.codes)
                if region not in (*words.regions, ANY):
                    report.unknown(file, ("procedures", n, field, region), "region", region, (*words.regions, ANY))
    _expressions(general, reading, file, report)
    shared = (root / name for root in pack.roots for name in LISTS)
    for lists in (file, *filter(Path.is_file, shared)):
        lint_doubled(lists, report)


def _expressions(general: General, reading: Reading, file: Path, report: Report) -> None:
    """Regular expressions that do not compile."""
    quoting = general.reproduced.model_dump()
    parts = quoting.pop("parts")
    found: list[tuple[Loc, str]] = [
        *(
            (("reproduced", name, n), text)
            for name, texts in (*quoting.items(), *parts.items())
            for n, text in enumerate(texts)
        ),
        *(
            (
                (("kinds", id, "patterns", n, "re"), p.re)
                for id, k in reading.kinds.items()
                for n, p in enumerate(k.patterns)
            )
        ),
        *((("scale_patterns", id), text) for id, text in reading.scale_patterns.items()),
        *((("withdrawals", n, "re"), row.re) for n, row in enumerate(reading.withdrawals)),
        *((("ages", n), text) for n, text in enumerate(reading.ages)),
        *((("sexes", id), text) for id, text in reading.sexes.items()),
        (("diagnosis",), reading.diagnosis),
    ]
    for loc, text in found:
        try:
            re.compile(text.replace("{n}", r"\d").replace("{count}", r"\d").replace("{date}", r"\d"))
        except re.error as error:
            report.add(file, loc, f"this is no regular expression: {error.msg}.", "Correct it.")


def _coding(pack: Pack, report: Report) -> None:
    coding, file, words = load_coding(pack), pack.file(CODING), pack.vocabulary
    kinds, systems = {k.id: k for k in words.kinds}, {*coding.systems}
    for field in ("prefixed", "procedures", "diagnoses"):
        report.refer(file, (field,), "code system", getattr(coding, field), systems)
    for field in ("findings", "treatments"):
        known = set(kinds) if field == "findings" else {t.id for t in words.treatments}
        for n, row in enumerate(getattr(coding, field)):
            if row.system not in systems:
                report.unknown(file, (field, n, "system"), "code system", row.system, systems)
            if row.kind not in known:
                report.unknown(file, (field, n, "kind"), f"{field.removesuffix('s')} kind", row.kind, known)
    for n, finding in enumerate(coding.findings):
        kind = kinds.get(finding.kind)
        rows = () if kind is None or kind.structures == NOT_STATED else pack.anatomy.structures.get(kind.structures, ())
        if finding.of != NOT_STATED and finding.of not in {s.id for s in rows}:
            report.unknown(file, ("findings", n, "of"), "structure", finding.of, [s.id for s in rows])
    for family, id in coding.performed.items():
        if family not in words.procedures:
            report.unknown(file, ("performed", family), "procedure family", family, words.procedures)
        if id not in kinds:
            report.unknown(file, ("performed", family), "finding kind", id, kinds)
    segments = {s.id for s in pack.anatomy.segments}
    for system, levels in coding.levels.items():
        for code, level in levels.items():
            if level not in segments:
                report.unknown(file, ("levels", system, code), "level", level, segments)
    known_documents = {d.id for d in words.documents}
    for system, documents in coding.documents.items():
        for code, document in documents.items():
            if document not in known_documents:
                report.unknown(file, ("documents", system, code), "document kind", document, known_documents)
