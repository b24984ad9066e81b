"""Passages that the composer cites nowhere: what a model may set beside the points, where it bears on this request."""

from collections.abc import Set
from typing import Final

from ..draft import Context
from ..guard import Ground

_REGION: Final = "region:"
_PROCEDURE: Final = "procedure:"
_ANY: Final = "any"


def uncited(cited: Set[str], context: Context, ground: Ground) -> list[str]:
    """Retrieved facts that may be told of this person, the best first, without those that speak of procedures or regions of others
    alone: a search finds what is worded alike.
    """
    families = {line.family for line in context.outcome.lines}
    ordered = sorted(context.evidence.passages, key=lambda p: -p.score)
    found = context.citable(p.ref for p in ordered if p.ref not in cited)
    return [ref for ref in found if context.fits(ref) and _bears(ref, families, context, ground)]


def _bears(ref: str, families: Set[str], context: Context, ground: Ground) -> bool:
    source, _ = context.fact(ref)
    text = ground.fact_text(ref)
    concepts = text.concepts if text is not None else frozenset[str]()
    named = {c.removeprefix(_PROCEDURE) for c in concepts if c.startswith(_PROCEDURE)}
    regions = {c.removeprefix(_REGION) for c in concepts if c.startswith(_REGION)}
    of_source = _ANY in source.procedures or not families.isdisjoint(source.procedures)
    return (
        of_source and (not named or not named.isdisjoint(families)) and (not regions or bool(regions & context.regions))
    )
