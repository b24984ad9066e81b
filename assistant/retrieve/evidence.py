"""From an outcome to the passages that its determination may cite.

First by right: what grounds each criterion, waiver, restriction and rule that was evaluated, and what the deciding
policies plan to tell. Then what the search adds for open or failed criteria and for what a reader wants to know.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, Literal

from ..check.facts import CaseFacts
from ..errors import CorpusError
from ..model.base import NOT_STATED
from ..model.case import Case
from ..model.corpus import Fact, Source
from ..model.evidence import Evidence, Passage
from ..model.outcome import Outcome
from ..model.policy import EvidencePlan, Policy, PolicySet
from ..pack.pack import Pack
from .entries import ANY
from .evaluated import evaluated
from .index import HYBRID, Index
from .kept import Hit
from .nearest import nearest
from .plans import all_plans
from .unweighed import unweighed

PER_QUERY: Final = 4
"""Facts that one query may add."""
ADDED: Final = 24
"""Facts that the search may add in all: a document has no use for more."""

FoundBy = Literal["criterion", "plan", "search"]
Found = tuple[str, str]
"""Reference and purpose."""


def retrieve(
    case: Case,
    outcome: Outcome,
    pack: Pack,
    policy_set: PolicySet,
    index: Index | None,
    mode: str = HYBRID,
    quotable: Callable[[str], bool] = lambda words: True,
) -> Evidence:
    """The passages for one determination, best grounded first; each once, with all its purposes.

    `index` None: only what stands there by right; `Evidence.backend` says so. `mode`: one of `MODES`, how the index ranks.
    `quotable`: whether words of the record may stand in a document.

    Raises:
        CorpusError: a policy names a fact that does not exist.
        InputError: an unknown mode.
        IndexStale: the files of the index cannot be read.
    """
    sets = _sets(outcome, pack, policy_set)
    regions = _regions(case, pack)
    bag = _Bag(pack)
    for ref, purpose in _grounds(outcome, sets):
        bag.add(ref, "criterion", purpose)
    for ref, purpose in (*_plans(outcome, pack, sets), *_weighed(outcome, pack), *_lessons(pack)):
        if _concerns(pack, ref, regions):
            bag.add(ref, "plan", purpose)
    if index is not None:
        _search(outcome, pack, sets, regions, index, mode, bag)
    unread = unweighed(case, outcome, pack, quotable)
    return Evidence(
        passages=bag.passages(),
        policy_set=policy_set.id,
        regions=regions,
        nearest=() if index is None else nearest(case, outcome, pack, sets, index.embedder),
        unweighed=unread.told,
        unweighed_further=unread.further,
        backend="criteria and plans" if index is None else f"criteria, plans, search ({index.name}{_alone(mode)})",
    )


def _alone(mode: str) -> str:
    return "" if mode == HYBRID else f"; {mode} alone"


class _Bag:
    """Passages in the order they were found; the first reason is the one that counts."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.first: dict[str, tuple[FoundBy, float]] = {}
        self.purposes: dict[str, list[str]] = {}

    def add(self, ref: str, found_by: FoundBy, purpose: str, score: float = 0.0) -> None:
        self.first.setdefault(ref, (found_by, score))
        purposes = self.purposes.setdefault(ref, [])
        if purpose not in purposes:
            purposes.append(purpose)

    def passages(self) -> tuple[Passage, ...]:
        return tuple(
            Passage(
                ref=ref,
                text=_fact(self.pack, ref)[1].text,
                found_by=found_by,
                score=score,
                purposes=tuple(self.purposes[ref]),
            )
            for ref, (found_by, score) in self.first.items()
        )


def _fact(pack: Pack, ref: str) -> tuple[Source, Fact]:
    try:
        return pack.fact(ref)
    except KeyError:
        remedy = "Run 'assistant corpus lint', which says where it is named."
        raise CorpusError(f"A policy names the fact '{ref}', which does not exist.", remedy=remedy) from None


def _sets(outcome: Outcome, pack: Pack, chosen: PolicySet) -> tuple[PolicySet, ...]:
    if chosen.fallback == NOT_STATED:
        return (chosen,)
    return (chosen, pack.policy_set(chosen.fallback, date.fromisoformat(outcome.as_of)))


def _regions(case: Case, pack: Pack) -> tuple[str, ...]:
    """Regions of the requested lines, in the order of the vocabulary."""
    found = {region for line in CaseFacts(case, pack, pack.levels).lines for region in line.regions}
    return tuple(region for region in pack.vocabulary.regions if region in found)


def _concerns(pack: Pack, ref: str, regions: tuple[str, ...]) -> bool:
    own = _fact(pack, ref)[0].regions
    return not regions or ANY in own or not set(own).isdisjoint(regions)


def _policies(outcome: Outcome, sets: tuple[PolicySet, ...]) -> list[Policy]:
    """The deciding policies, in the order of the lines, then those of the alternatives."""
    known = {p.id: p for one in reversed(sets) for p in one.policies}
    named = (*(line.policy for line in outcome.lines), *(a.policy for a in outcome.alternatives))
    return [known[id] for id in dict.fromkeys(named) if id in known]


def _grounds(outcome: Outcome, sets: tuple[PolicySet, ...]) -> Iterator[Found]:
    """Grounds of criteria (and what differs from them), waivers, restrictions, setting and alternatives."""
    for _, criterion in evaluated(outcome, sets):
        yield from ((ref, criterion.id) for ref in (*criterion.grounds, *criterion.differs))
    for policy in _policies(outcome, sets):
        yield from ((ref, waiver.id) for waiver in policy.exceptions for ref in (*waiver.grounds, *waiver.differs))
    carried = {r.id for line in outcome.lines for r in line.restrictions}
    for one in sets:
        yield from ((ref, r.id) for r in one.restrictions if r.id in carried for ref in r.grounds)
    stays = {s.id: s for one in reversed(sets) for s in one.stays}
    yield from ((ref, "setting") for id in outcome.setting.reported for ref in stays[id].grounds)
    rules = [rule for one in sets for rule in one.settings if outcome.setting.requested in rule.setting]
    for rule in rules[:1]:
        yield from ((ref, "setting") for ref in rule.days_grounds)
        yield from ((ref, c.id) for c in rule.criteria for ref in (*c.grounds, *c.differs))
    if outcome.setting.outcome == "not_necessary":
        lesser = (c for one in sets for rule in one.settings if rule.default for c in rule.criteria)
        yield from ((ref, c.id) for c in lesser for ref in c.grounds)
    for alternative in outcome.alternatives:
        yield from ((ref, "alternative") for ref in alternative.grounds)


def _weighed(outcome: Outcome, pack: Pack) -> Iterator[Found]:
    """What was found in patients like this one."""
    shown = {result.id for result in outcome.bearings}
    return ((ref, "weighing") for b in pack.narrative.bearings if b.id in shown for ref in b.grounds)


def _plans(outcome: Outcome, pack: Pack, sets: tuple[PolicySet, ...]) -> Iterator[Found]:
    known = {p.id: p for one in reversed(sets) for p in one.policies}
    lesser = [known[id] for id in dict.fromkeys(a.policy for a in outcome.alternatives) if id in known]
    plans = [plan for line in outcome.lines for plan in all_plans(line, pack, sets)]
    plans += [plan for policy in lesser for plan in (policy.evidence, *policy.evidence_when)]
    for section in EvidencePlan.model_fields:
        yield from ((ref, section) for plan in plans for ref in getattr(plan, section))


def _lessons(pack: Pack) -> Iterator[Found]:
    """Facts behind the pitfalls that the narrative may tell."""
    return ((ref, "pitfalls") for pitfall in pack.narrative.pitfalls for ref in pitfall.grounds)


def _search(
    outcome: Outcome,
    pack: Pack,
    sets: tuple[PolicySet, ...],
    regions: tuple[str, ...],
    index: Index,
    mode: str,
    bag: _Bag,
) -> None:
    """Add what the search finds beyond what is there by right; the best of all queries first."""
    queries = dict(_queries(outcome, pack, sets))
    # What grounds a criterion stands first among its hits, and in the bag by right: enough are asked for to leave some.
    found = index.search_many(
        list(queries), regions=regions, policy_set=sets[0].id, k=PER_QUERY * 3, mode=mode, keep=True
    )
    by_right = frozenset(bag.first)
    hits: list[tuple[Hit, str]] = []
    for purpose, each in zip(queries.values(), found, strict=True):
        hits += ((hit, purpose) for hit in [hit for hit in each if hit.ref not in by_right][:PER_QUERY])
    left = ADDED
    for hit, purpose in sorted(hits, key=lambda pair: (-pair[0].score, pair[0].ref)):
        new = hit.ref not in bag.first
        if not new or left > 0:
            bag.add(hit.ref, "search", purpose, hit.score)
            left -= new


def _queries(outcome: Outcome, pack: Pack, sets: tuple[PolicySet, ...]) -> Iterable[tuple[str, str]]:
    """Query and purpose: each criterion that is not met, and each section of each procedure family."""
    for result, criterion in evaluated(outcome, sets):
        if result.effective != "met":
            yield f"{criterion.label}. {criterion.text}", criterion.id
    for family in dict.fromkeys(p.procedure for p in _policies(outcome, sets)):
        name = pack.vocabulary.procedures.get(family, family)
        for section in EvidencePlan.model_fields:
            yield f"{section.replace('_', ' ')} of {name}", section
