"""Where the record speaks against itself, and where a document and the report that could prove it differ."""

from ..draft.criteria import deficiencies
from ..draft.words import capital
from ..intake.contradictions import contradictions
from ..model.document import Statement
from .opened import Opened
from .tell import Told, statements

AGAINST = "Against this"
"""What a composed section says of a claim and the report that differs begins so."""


def clashes(opened: Opened) -> Told:
    """Pairs of facts that cannot both be true, each with its words, and claims that a report does not bear out; or that there are none."""
    told, context = Told(), opened.fresh()
    differing = [s for s in statements(deficiencies(context)) if s.text.startswith(AGAINST)]
    told.say((_claimed(s) for s in differing), opened.ground, "bullets")
    findings = {f.id for f in context.case.findings}
    pairs = [f.facts for f in contradictions(context.case, context.pack) if f.facts is not None]
    for pair in dict.fromkeys(pairs):
        found, given = [i for i in pair if i in findings], [i for i in pair if i not in findings]
        text = context.said(found, given)
        told.say([context.statement("record_fact", text, findings=found, treatments=given)], opened.ground, "bullets")
    if not told.blocks:
        told.note("no_clash")
    return told


def _claimed(statement: Statement) -> Statement:
    """A statement that answers nothing before it."""
    return statement.model_copy(update={"text": capital(statement.text.removeprefix(f"{AGAINST}, "))})
