"""What a document plans to tell of outcomes and approach: by the procedure and the patient, whichever payer's rule decides."""

from collections.abc import Iterator, Sequence

from ..model.base import NOT_STATED
from ..model.case import Case
from ..model.corpus import Fact, Source
from ..model.outcome import LineOutcome
from ..model.policy import EvidencePlan, Policy, PolicySet
from ..pack.pack import Pack
from .entries import is_rule, payers_of


def plan_of(line: LineOutcome, case: Case, pack: Pack, sets: Sequence[PolicySet]) -> EvidencePlan:
    """The plan that fits a line: the first whose findings the record shows at its place, else the policy's own."""
    policy = planning(line, pack, sets)
    if policy is None:
        return EvidencePlan()
    here = pack.levels.touching(line.levels)
    present = [f for f in case.findings if f.status == "present"]
    anywhere = {f.kind for f in present}
    at_level = {f.kind for f in present if not f.levels or any(not here.isdisjoint(_places(n, pack)) for n in f.levels)}
    for plan in policy.evidence_when:
        shown = at_level if plan.at == "level" else anywhere
        if not shown.isdisjoint(plan.kinds) and shown.isdisjoint(plan.without):
            return _own(plan, policy, pack, sets)
    return _own(policy.evidence, policy, pack, sets)


def planning(line: LineOutcome, pack: Pack, sets: Sequence[PolicySet]) -> Policy | None:
    """The policy whose plans are told of a line: the one that decides it, or, where that has none, the fallback's for the same code."""
    decides = next((p for s in sets for p in s.policies if p.id == line.policy), None)
    if decides is None or _plans(decides):
        return decides
    regions = frozenset().union(*(pack.levels.regions(level) for level in line.levels)) or frozenset(decides.regions)
    same = [
        p
        for s in sets[1:]
        for p in s.policies
        if line.code in p.codes
        and _plans(p)
        and (not regions or not p.regions or not regions.isdisjoint(p.home or p.regions))
    ]
    return min(same, key=lambda p: p.applies != NOT_STATED, default=decides)


def all_plans(line: LineOutcome, pack: Pack, sets: Sequence[PolicySet]) -> Iterator[EvidencePlan]:
    """Every plan that a line could be told with, whatever the record shows."""
    policy = planning(line, pack, sets)
    if policy is not None:
        yield from (_own(plan, policy, pack, sets) for plan in (policy.evidence, *policy.evidence_when))


def _plans(policy: Policy) -> bool:
    return bool(policy.evidence_when) or any(getattr(policy.evidence, part) for part in EvidencePlan.model_fields)


def _own(plan: EvidencePlan, policy: Policy, pack: Pack, sets: Sequence[PolicySet]) -> EvidencePlan:
    """A plan without the rules of other payers, where it is of another set than the one in force."""
    if any(policy is own for own in sets[0].policies):
        return plan
    payers, issuers = payers_of(pack), sets[0].issuers

    def another(source: Source, fact: Fact) -> bool:
        return is_rule(source, fact, payers) and source.issuer not in issuers

    return plan.model_copy(
        update={
            part: tuple(ref for ref in getattr(plan, part) if not another(*pack.fact(ref)))
            for part in EvidencePlan.model_fields
        }
    )


def _places(name: str, pack: Pack) -> frozenset[str]:
    return frozenset(pack.levels.places(name))
