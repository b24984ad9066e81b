"""What is told beside the facts that decide: other measurements, what a report says instead, treatments that do not count."""

from collections.abc import Sequence

from ..model.base import NOT_STATED, sides_overlap
from ..model.case import Finding
from ..model.outcome import CriterionResult, Node
from .context import Context
from .words import listed

FEW = 3
"""Facts told at most of what a report says where it does not show what is asked for."""


def reaching_too(leaves: Sequence[Node], told: Sequence[str], context: Context) -> list[str]:
    """Other measurements of the same kind, side and level as one that falls short: a reader of the record asks what became of them."""
    measured = [context.findings[i] for n in leaves for i in n.findings if context.findings[i].number != NOT_STATED]
    return [
        f.id
        for f in context.case.findings
        if f.id not in told
        and f.status == "present"
        and f.number != NOT_STATED
        and any((f.kind, f.of) == (m.kind, m.of) and _one_place(f, m, context) for m in measured)
    ]


def denied_elsewhere(told: Sequence[str], context: Context) -> list[str]:
    """Findings of other documents that deny what those told state, of the same structure or of all, and were not told yet."""
    stated = [f for f in map(context.findings.__getitem__, told) if f.status == "present"]
    return [
        f.id
        for f in context.case.findings
        if f.status == "absent"
        and f.id not in context.spoken_of
        and any(
            (f.kind, f.region) == (s.kind, s.region)
            and f.of in (NOT_STATED, s.of)
            and f.document != s.document
            and _one_place(f, s, context)
            for s in stated
        )
    ]


def _one_place(one: Finding, other: Finding, context: Context) -> bool:
    """Whether two findings may be of the same side and level."""
    levels = [{lv for name in f.levels for lv in context.pack.levels.named(name)} for f in (one, other)]
    return sides_overlap(one.side, other.side) and (not all(levels) or not levels[0].isdisjoint(levels[1]))


def said_there(leaf: Node, result: CriterionResult, context: Context) -> list[str]:
    """What the documents that could have shown a thing at a level, and do not, say of that level."""
    if leaf.reason != "unreported" or leaf.findings or result.level == NOT_STATED:
        return []
    documents = leaf.detail["documents"].split(",")
    found = [f for f in context.case.findings if f.document in documents and result.level in f.levels]
    return [f.id for f in found][:FEW]


def lacking(leaf: Node, counted: Sequence[str], context: Context) -> str:
    """What the record does not say of the treatments that it names."""
    treatments = [context.treatments[i] for i in counted or leaf.treatments]
    dated = [t for t in treatments if NOT_STATED not in (t.start, t.end)]
    lacks = {
        "dates": not dated,
        "length": not dated and all(t.weeks == NOT_STATED for t in treatments),
        "number of sessions": all(t.sessions == NOT_STATED for t in treatments),
        "form": all(t.supervised == NOT_STATED for t in treatments),
        "response": all(t.response == NOT_STATED for t in treatments),
    }
    asked = leaf.detail.get("asks", "dates,length,form,response").split(",")
    words = listed((word for word in asked if lacks.get(word)), "or")
    if not words and "weeks" in leaf.detail:
        return f"of which {leaf.detail['weeks']} weeks are dated"
    # Where the words hold figures, a reader may see there what was not read from them.
    figures = any(c.isdigit() for t in treatments for c in t.quote)
    words = f"the {words or 'details'}"
    return f"from which {words} could not be read" if figures else f"without {words}"


def not_counted(leaf: Node, counted: Sequence[str], context: Context) -> str:
    """Treatments on record that do not count, unless the words that tell them were just quoted."""
    told = {context.treatments[i].quote for i in (*counted, *leaf.treatments)}
    ids = [i for i in leaf.detail.get("beside", "").split(",") if i and context.treatments[i].quote not in told]
    return f"; {context.said((), ids)}, which does not count in its place" if ids else ""
