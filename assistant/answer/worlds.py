"""The rules on a changed case, or under another policy set."""

from datetime import date

from ..check import check
from ..check.sets import joined, sets_of
from ..draft import Context
from ..guard import Ground
from ..model.case import Case
from ..retrieve import retrieve
from .opened import Opened


def world(case: Case, opened: Opened, policy_set: str) -> tuple[Context, Ground]:
    """Outcome, context and ground of a changed case or another set; the evidence is what its criteria rest on."""
    own, pack = opened.context, opened.context.pack
    outcome = check(
        case,
        pack,
        policy_set=policy_set,
        disposition=own.outcome.disposition,
        as_of=date.fromisoformat(own.outcome.as_of),
    )
    sets = sets_of(outcome, pack)
    evidence = retrieve(case, outcome, pack, sets[0], None)
    context = Context(case, outcome, evidence, pack, sets, own.audience)
    return context, Ground(case, outcome, evidence, pack, joined(sets), opened.ground.lists)
