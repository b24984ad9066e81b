"""The linter of a pack: everything that a schema alone cannot see, each problem with file, line and what to do."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from ..errors import CorpusError, Problem
from ..model.base import NOT_STATED
from ..model.corpus import Source
from .lint_policies import lint_policies
from .lint_tests import TestLinter
from .pack import Pack
from .report import Report

ANY = "any"
"""In data: all regions, or all procedure families."""
IDENTIFIERS = {"doi": r"10\.\d{4,9}/\S+", "pmid": r"[1-9]\d*", "pmcid": r"PMC[1-9]\d*"}
"""Form of an identifier, by its name or the last word of it."""


def lint(pack: Pack) -> list[Problem]:
    """All problems of a pack, warnings among them; empty where nothing is wrong.

    While a file does not have the right form, only that is told: references cannot be followed through it.
    """
    report = Report()
    if _lint_form(pack, report):
        _lint_vocabulary(pack, report)
        _lint_anatomy(pack, report)
        _lint_codes(pack, report)
        _lint_words(pack, report)
        _lint_sources(pack, report)
        lint_policies(pack, report)
        _lint_patient_words(pack, report)
    return sorted(
        report.problems, key=lambda p: (p.warning, str(p.where and p.where.file), (p.where and p.where.line) or 0)
    )


def _lint_form(pack: Pack, report: Report) -> bool:
    """Load every part; whether all of them have the right form."""
    parts: list[Callable[[], object]] = [
        lambda: pack.info,
        lambda: pack.vocabulary,
        lambda: pack.anatomy,
        lambda: pack.codes,
        lambda: pack.diagnoses,
        lambda: pack.glossary,
        lambda: pack.authorities,
        lambda: pack.narrative,
        lambda: pack.dispositions,
        lambda: pack.sources,
        *(partial(pack.whole_policy_set, id) for id in pack.policy_set_ids()),
    ]
    for part in parts:
        try:
            part()
        except CorpusError as error:
            report.problems.extend(error.all_problems())
    return not report.problems


def _lint_vocabulary(pack: Pack, report: Report) -> None:
    file, words = pack.file("vocabulary.yaml"), pack.vocabulary
    tables = ("scales", "kinds", "treatments", "documents", "families")
    for table in tables:
        report.once(file, (table,), "id", [row.id for row in getattr(words, table)])
    for i, pair in enumerate(words.opposites):
        report.refer(file, ("opposites", i), "finding kind", pair, {k.id for k in words.kinds})
    scales = {s.id: s for s in words.scales}
    for i, kind in enumerate(words.kinds):
        here = ("kinds", i)
        if kind.scale != NOT_STATED and kind.scale not in scales:
            report.unknown(file, (*here, "scale"), "scale", kind.scale, scales)
        if kind.scale != NOT_STATED and kind.unit != NOT_STATED:
            report.add(
                file, here, f"'{kind.id}' has a scale and a unit.", "Grade it or measure it: keep one of the two."
            )
        if kind.structures != NOT_STATED and kind.structures not in pack.anatomy.structures:
            known = pack.anatomy.structures
            report.unknown(file, (*here, "structures"), "table of structures", kind.structures, known)
        places = {place for s in pack.anatomy.segments for place in s.roots}
        if kind.location != NOT_STATED and kind.location not in places:
            report.unknown(file, (*here, "location"), "place within a level", kind.location, places)
    for i, scale in enumerate(words.scales):
        report.refer(file, ("scales", i, "labels"), f"step of the scale '{scale.id}'", scale.labels, scale.grades)
        report.refer(file, ("scales", i, "synonyms"), f"step of the scale '{scale.id}'", scale.synonyms, scale.grades)
        report.once(file, ("scales", i, "grades"), "step", scale.grades)


def _lint_patient_words(pack: Pack, report: Report) -> None:
    """Words for criteria of one name that no criterion of the family has: nobody would ever read them."""
    labels: dict[str, set[str]] = {}
    for id in pack.policy_set_ids():
        whole = pack.whole_policy_set(id)
        criteria = [c for policy in whole.policies for c in policy.criteria]
        criteria += [c for rule in whole.settings for c in rule.criteria]
        for criterion in (*criteria, *whole.common):
            labels.setdefault(criterion.family, set()).add(criterion.label)
    for i, family in enumerate(pack.vocabulary.families):
        for label in family.of:
            if label not in labels.get(family.id, ()):
                here = ("families", i, "of", label)
                report.unknown(
                    pack.file("vocabulary.yaml"),
                    here,
                    f"criterion of the family '{family.id}' named",
                    label,
                    sorted(labels.get(family.id, ())),
                )


def _lint_anatomy(pack: Pack, report: Report) -> None:
    file, anatomy = pack.file("anatomy.yaml"), pack.anatomy
    place = {mark: i for i, mark in enumerate(anatomy.landmarks)}
    report.once(file, ("landmarks",), "landmark", anatomy.landmarks)
    report.once(file, ("segments",), "level", [s.id for s in anatomy.segments])
    for i, segment in enumerate(anatomy.segments):
        here = ("segments", i)
        report.refer(file, (*here, "ends"), "landmark", segment.ends, place)
        report.refer(file, (*here, "also"), "region", segment.also, pack.vocabulary.regions)
        if segment.region not in pack.vocabulary.regions:
            report.unknown(file, (*here, "region"), "region", segment.region, pack.vocabulary.regions)
        top, bottom = (place.get(end, -1) for end in segment.ends)
        if -1 not in (top, bottom) and bottom <= top:
            report.add(file, (*here, "ends"), f"the ends of '{segment.id}' are not in the order of the landmarks.")
    report.refer(
        file, ("courses",), "place within a level", anatomy.courses, {p for s in anatomy.segments for p in s.roots}
    )
    report.refer(file, ("supplied",), "table of structures", anatomy.supplied, anatomy.structures)
    for table, rows in anatomy.structures.items():
        report.once(file, ("structures", table), f"structure of '{table}'", [s.id for s in rows])


def _lint_codes(pack: Pack, report: Report) -> None:
    words, file = pack.vocabulary, pack.file("codes.yaml")
    regions = {*words.regions, ANY}
    for i, code in enumerate(pack.codes.values()):
        report.refer(file, (i, "regions"), "region", code.regions, regions)
        report.refer(file, (i, "parents"), "code", code.parents, pack.codes)
        report.refer(file, (i, "after"), "finding kind", code.after, {kind.id for kind in words.kinds})
        if code.procedure not in words.procedures:
            report.unknown(file, (i, "procedure"), "procedure family", code.procedure, words.procedures)
        if code.kind == "add-on" and not code.parents and code.retired == NOT_STATED:
            report.add(file, (i,), f"the add-on code {code.code} names no parents.", "List the codes it belongs to.")
    for i, diagnosis in enumerate(pack.diagnoses.values()):
        report.refer(pack.file("diagnoses.yaml"), (i, "regions"), "region", diagnosis.regions, regions)


def _lint_words(pack: Pack, report: Report) -> None:
    """Glossary, authorities, narrative, and what the pack names as its defaults."""
    report.once(pack.file("glossary.yaml"), (), "term", [f"{t.term} ({t.meaning})" for t in pack.glossary])
    report.once(pack.file("authorities.yaml"), (), "authority", [a.name for a in pack.authorities])
    families = {f.id for f in pack.vocabulary.families}
    narrative = pack.file("narrative.yaml")
    report.once(narrative, ("pitfalls",), "pitfall", [p.id for p in pack.narrative.pitfalls])
    for i, pitfall in enumerate(pack.narrative.pitfalls):
        here = ("pitfalls", i)
        report.facts(narrative, (*here, "grounds"), pitfall.grounds, pack.facts)
        report.refer(narrative, (*here, "families"), "criterion family", pitfall.families, families)
        report.refer(
            narrative, (*here, "procedures"), "procedure family", pitfall.procedures, pack.vocabulary.procedures
        )
    report.once(narrative, ("bearings",), "bearing", [b.id for b in pack.narrative.bearings])
    for i, bearing in enumerate(pack.narrative.bearings):
        here = ("bearings", i)
        TestLinter(pack, report, narrative).look(bearing.test, (*here, "test"), {})
        report.facts(narrative, (*here, "grounds"), bearing.grounds, pack.facts)
        report.refer(narrative, (*here, "quiet"), "ground of this bearing", bearing.quiet, bearing.grounds)
        report.refer(
            narrative, (*here, "procedures"), "procedure family", bearing.procedures, pack.vocabulary.procedures
        )
    for i, subject in enumerate(pack.narrative.refusals.subjects):
        at = ("refusals", "subjects", i)
        report.refer(narrative, (*at, "families"), "criterion family", subject.families, families)
        report.refer(narrative, (*at, "kinds"), "finding kind", subject.kinds, {k.id for k in pack.vocabulary.kinds})
    file = pack.file("pack.yaml")
    report.refer(file, ("no_policy",), "code", pack.info.no_policy, pack.codes)
    if pack.default_policy_set not in pack.policy_set_ids():
        report.unknown(file, ("default_policy_set",), "policy set", pack.default_policy_set, pack.policy_set_ids())
    if pack.default_disposition not in pack.dispositions:
        report.unknown(file, ("default_disposition",), "disposition", pack.default_disposition, pack.dispositions)


def _lint_sources(pack: Pack, report: Report) -> None:
    words = pack.vocabulary
    bodies = {name for a in pack.authorities for name in (a.name, *a.also)}
    for source, file in zip(pack.sources.values(), pack.source_files(), strict=True):
        if file.stem != source.id:
            report.add(
                file, ("id",), f"the id '{source.id}' is not the file's name.", f"Rename it to '{source.id}.md'."
            )
        report.refer(file, ("regions",), "region", source.regions, {*words.regions, ANY})
        report.refer(file, ("procedures",), "procedure family", source.procedures, {*words.procedures, ANY})
        if source.type != "Research" and source.issuer not in bodies:
            message = f"the issuer '{source.issuer}' is not among the authorities."
            report.add(file, ("issuer",), message, "Add it to authorities.yaml.", warning=True)
        _lint_bibliography(source, report, file=file)
        _lint_facts(source, report, file=file)


def _lint_bibliography(source: Source, report: Report, *, file: Path) -> None:
    """What a reader looks the source up by."""
    if source.title.startswith("[") != source.title.endswith("]"):
        remedy = "Put all of a description in square brackets, and a published title in none."
        report.add(file, ("title",), "the title is in square brackets in part.", remedy)
    if source.year != NOT_STATED and source.year > date.today().year:
        report.add(file, ("year",), f"the year {source.year} is in the future.", "Write that of the publication.")
    for name, value in source.identifiers.items():
        form = IDENTIFIERS.get(name.rpartition("_")[2])
        if form and not re.fullmatch(form, value):
            message = f"'{value}' does not have the form of a {name}."
            report.add(file, ("identifiers", name), message, "Copy it from the publication, without an address.")


def _lint_facts(source: Source, report: Report, *, file: Path) -> None:
    report.once(file, ("facts",), "fact", [f.id for f in source.facts])
    if not source.regions or not any(f.topics for f in source.facts):
        lacks = "region" if not source.regions else "fact with a topic"
        report.add(file, (), f"nothing can lead to '{source.id}': it has no {lacks}.", "Add one, or remove the source.")
    for i, fact in enumerate(source.facts):
        if "recalled" in fact.checked.casefold():
            remedy = "Compare it with the source and name the page, or leave it out."
            report.add(file, ("facts", i, "checked"), f"the fact {fact.id} was only recalled, never checked.", remedy)
        if not fact.text.rstrip().endswith((".", "?", "!")):
            report.add(
                file, ("facts", i, "text"), f"the text of {fact.id} is not a sentence.", "End it with a full stop."
            )
