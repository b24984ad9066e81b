"""The rules on a changed case, or under another policy set."""

from collections.abc import Sequence
from datetime import date

from ..check import check
from ..check.sets import joined, sets_of
from ..draft import Context
from ..guard import Ground
from ..model.case import Case
from ..model.outcome import LineOutcome
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


def with_policies(lines: Sequence[LineOutcome], opened: Opened) -> tuple[str, ...]:
    """Other sets that have a policy of their own for one of the lines."""
    pack, codes = opened.context.pack, {line.code for line in lines}
    return tuple(
        id
        for id in pack.policy_set_ids()
        if id != opened.outcome.policy_set
        and any(not codes.isdisjoint(policy.codes) for policy in pack.whole_policy_set(id).policies)
    )
