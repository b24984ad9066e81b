"""What the index holds: one entry a fact, and which of them a search may return."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ..model.corpus import Fact, Source
from ..model.policy import Criterion, EvidencePlan, PolicySet, Waiver
from ..pack.pack import Pack

ANY: Final = "any"
"""A source of all regions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact as it is indexed."""

    ref: str
    text: str
    """What is embedded."""
    source: Source
    fact: Fact
    rule: bool = False
    """Whether it is a payer's own rule: no request under another payer's set may be held against it."""

    def words(self) -> str:
        """What the lexical ranking reads: the text and its topics."""
        return " ".join((self.text, *(topic.replace("_", " ") for topic in self.fact.topics)))

    def metadata(self) -> dict[str, str | int | bool]:
        """What the store keeps beside the vector, for its filters and for whoever looks into it."""
        source = self.source
        return {
            "ref": self.ref,
            "source": source.id,
            "type": source.type,
            "issuer": source.issuer,
            "year": source.year,
            "role": self.fact.role,
            "rule": self.rule,
            "topics": ", ".join(self.fact.topics),
            "procedures": ", ".join(source.procedures),
            **{f"region:{region}": True for region in source.regions},
        }


@dataclass(frozen=True, slots=True)
class Pointer:
    """A criterion or waiver as a second way to the facts that ground it: who asks for it seldom uses a source's words."""

    id: str
    text: str
    """What is embedded, and what the lexical ranking reads."""
    refs: tuple[str, ...]
    """Facts that it rests on."""


@dataclass(frozen=True)
class Bounds:
    """What a search may return, whatever it ranks first: the hard filters."""

    regions: frozenset[str] = frozenset()
    """Regions of the request; empty: all."""
    issuers: frozenset[str] | None = None
    """Payers whose own rules may be found; None: all."""
    refs: frozenset[str] = frozenset()
    """Facts that the policy set itself rests on, whoever issued them."""

    def allow(self, entry: Entry) -> bool:
        """Whether an entry may be returned."""
        regions = {*entry.source.regions}
        if self.regions and ANY not in regions and regions.isdisjoint(self.regions):
            return False
        if self.issuers is None or not entry.rule:
            return True
        return entry.source.issuer in self.issuers or entry.ref in self.refs

    def where(self) -> dict[str, object] | None:
        """The same as a filter of the store; None where everything is allowed."""
        parts: list[dict[str, object]] = []
        if self.regions:
            parts.append(_any_of([{f"region:{region}": True} for region in sorted({*self.regions, ANY})]))
        if self.issuers is not None:
            ways: list[dict[str, object]] = [{"rule": False}]
            ways += [{"issuer": {"$in": sorted(self.issuers)}}] if self.issuers else []
            ways += [{"ref": {"$in": sorted(self.refs)}}] if self.refs else []
            parts.append(_any_of(ways))
        return {"$and": parts} if len(parts) > 1 else (parts[0] if parts else None)


def entries_of(pack: Pack) -> tuple[Entry, ...]:
    """All facts of a pack, in a fixed order."""
    payers = payers_of(pack)
    return tuple(
        Entry(f"{source.id}#{fact.id}", fact.text, source, fact, is_rule(source, fact, payers))
        for source in (pack.sources[id] for id in sorted(pack.sources))
        for fact in source.facts
    )


def payers_of(pack: Pack) -> frozenset[str]:
    """The bodies that issue rules of coverage, by all their names."""
    return frozenset(n for body in pack.authorities if "coverage rules" in body.issues for n in (body.name, *body.also))


def is_rule(source: Source, fact: Fact, payers: Collection[str]) -> bool:
    """Whether a fact is a payer's own rule.

    A state may publish its criteria as a guideline: what that requires binds its own insured, what it found does not.
    """
    return source.type == "Policy" or (source.issuer in payers and fact.role == "requirement")


def pointers_of(pack: Pack) -> tuple[Pointer, ...]:
    """All criteria, waivers and restrictions of all policy sets, in a fixed order."""
    found = (p for id in pack.policy_set_ids() for p in pointers_of_set(pack.whole_policy_set(id)))
    return tuple(sorted(found, key=lambda pointer: pointer.id))


def pointers_of_set(policies: PolicySet) -> Iterator[Pointer]:
    """The criteria, waivers and restrictions of one policy set."""
    for policy in policies.policies:
        for criterion in policy.criteria:
            yield _pointer(f"{policy.id}@{policy.version}", criterion, policy.title)
        for waiver in policy.exceptions:
            yield _pointer(f"{policy.id}@{policy.version}", waiver, policy.title)
    for criterion in (*policies.common, *(c for rule in policies.settings for c in rule.criteria)):
        yield _pointer(policies.id, criterion)
    for restriction in policies.restrictions:
        yield Pointer(f"{policies.id}:{restriction.id}", restriction.text, restriction.grounds)


def _pointer(owner: str, part: Criterion | Waiver, title: str = "") -> Pointer:
    return Pointer(f"{owner}:{part.id}", f"{part.label}. {part.text} {title}".strip(), part.grounds)


def digest_of(pack: Pack, entries: Iterable[Entry], pointers: Iterable[Pointer]) -> str:
    """Digest of everything that goes into the index: entries, pointers, and the glossary that the tokens rest on."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(json.dumps([entry.text, entry.metadata()]).encode())
    for pointer in pointers:
        digest.update(json.dumps([pointer.id, pointer.text, pointer.refs]).encode())
    for term in pack.glossary:
        digest.update(json.dumps([term.term, term.meaning]).encode())
    return digest.hexdigest()


def bounds_of(pack: Pack, regions: Collection[str], policy_set: str | None) -> Bounds:
    """The filters of a policy set and the regions of a request; None: any payer's texts.

    Raises InputError for an unknown policy set.
    """
    if policy_set is None:
        return Bounds(frozenset(regions))
    chosen = pack.whole_policy_set(policy_set)
    return Bounds(frozenset(regions), frozenset(chosen.issuers), refs_of(chosen))


def refs_of(policies: PolicySet) -> frozenset[str]:
    """The facts that a set rests on. Not those that differ from it: they are only told beside their criterion."""
    common = (*policies.common, *(c for rule in policies.settings for c in rule.criteria))
    criteria = (*common, *(c for p in policies.policies for c in p.criteria))
    return frozenset(
        [
            *(ref for c in criteria for ref in c.grounds),
            *(ref for r in policies.restrictions for ref in r.grounds),
            *(ref for rule in policies.settings for ref in rule.days_grounds),
            *(ref for stay in policies.stays for ref in stay.grounds),
            *(ref for p in policies.policies for w in p.exceptions for ref in w.grounds),
            *(ref for p in policies.policies for a in p.alternatives for ref in a.grounds),
            *(
                ref
                for p in policies.policies
                for section in EvidencePlan.model_fields
                for ref in getattr(p.evidence, section)
            ),
        ]
    )


def _any_of(parts: list[dict[str, object]]) -> dict[str, object]:
    return {"$or": parts} if len(parts) > 1 else parts[0]
