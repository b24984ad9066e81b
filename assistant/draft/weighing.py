"""The evidence held against this patient: what was found in whom, what it says for or against, and what the record has of the same."""

from collections.abc import Collection

from ..model.base import NOT_STATED
from ..model.corpus import Bearing
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import BearingResult
from .context import Context
from .words import listed, without_parts

BEARING = "bearing:"
"""Begins how a basis names one."""
MOST, FEW = 6, 4
"""Things weighed in one document; findings told with one."""
_ORDER = ("for", "against", "limits")


def weighing(
    context: Context, sides: Collection[str] = _ORDER, sources: Collection[str] | None = None
) -> Section | None:
    """One paragraph for each thing that was studied and that the record shows: what was found, in whom, and what is so here; what speaks
    for a procedure first. `sides`: only what weighs so. `sources`: only what rests on one of them.
    """
    known = {bearing.id: bearing for bearing in context.pack.narrative.bearings}
    found: dict[str, list[BearingResult]] = {}
    for result in context.outcome.bearings:
        found.setdefault(result.id, []).append(result)
    chosen = [
        bearing
        for bearing in (known[id] for id in found if id in known)
        if bearing.weighs in sides
        and context.citable(bearing.grounds)
        and (sources is None or any(ref.split("#")[0] in sources for ref in bearing.grounds))
    ][:MOST]
    chosen.sort(key=lambda bearing: _ORDER.index(bearing.weighs))
    told: set[str] = set()
    paragraphs = [_told(bearing, found[bearing.id], told, context) for bearing in chosen]
    blocks = [Block(form="paragraph", statements=tuple(each)) for each in paragraphs if each]
    if not blocks:
        return None
    last = context.statement("recommendation", context.pack.narrative.weighed, criteria=["narrative:weighed"])
    blocks[-1] = blocks[-1].model_copy(update={"statements": (*blocks[-1].statements, last)})
    return Section(id="weighing", title=context.pack.narrative.titles["weighing"], blocks=tuple(blocks))


def _told(bearing: Bearing, results: list[BearingResult], told: set[str], context: Context) -> list[Statement]:
    """Of whom something was found and what the record has of the same; then what was found, fact by fact.

    `told`: findings of this patient that were quoted with another.
    """
    tell = [ref for ref in bearing.grounds if ref not in bearing.quiet and context.fits(ref)]
    if not any(ref not in context.cited for ref in context.citable(tell)):
        return []
    every = dict.fromkeys(i for r in results for i in r.findings)
    findings = tuple(i for i in every if bearing.denials or context.findings[i].status != "absent")[:FEW]
    treatments = tuple(dict.fromkeys(i for r in results for i in r.treatments))
    span = context.span(str(r.level) for r in results if r.level != NOT_STATED)
    here = f"here, at {span}," if span else "here"
    again = len(findings) > 1 and frozenset(findings) <= told
    told.update(findings)
    said = "the findings quoted above" if again else listed(without_parts(context.worded(findings, treatments)))
    said = f"{said} {context.cited_documents(findings, treatments)}"
    refs = [OutcomeRef(line=r.line, level=r.level, part="level" if r.level != NOT_STATED else "line") for r in results]
    families = dict.fromkeys(context.outcome.line(r.line).family for r in results)
    names = (context.pack.vocabulary.procedures.get(family, family) for family in families)
    first = context.statement(
        "application",
        f"{bearing.text.rstrip('.')} {context.grounds(bearing.quiet or bearing.grounds)}; {here} {said}",
        label=f"{context.pack.narrative.weighs[bearing.weighs].format(procedure=listed(names))}.",
        criteria=[f"{BEARING}{bearing.id}"],
        findings=findings,
        treatments=treatments,
        outcomes=refs,
    )
    return [first, *(s for ref in tell for s in (context.told(ref),) if s is not None)]
