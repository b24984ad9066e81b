"""The policy sets of a pack: which there are, what each holds, and which of its policies are in force on a day."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path

from ..errors import CorpusError, InputError, Where
from ..model.base import NOT_STATED
from ..model.policy import Effective, Policy, PolicySet
from .layers import Layers


def refuse_unknown(known: Iterable[str], id: str, what: str) -> None:
    """Raises InputError for an id that is not known."""
    known = tuple(known)
    if id not in known:
        raise InputError(f"There is no {what} '{id}'.", remedy=f"Known: {', '.join(known) or 'none'}.")


class PolicySets:
    """The sets of one pack, each read where it is first asked for."""

    def __init__(self, name: str, layers: Layers) -> None:
        """`name`: of the pack."""
        self._name = name
        self._layers = layers
        self._heads: dict[str, PolicySet] = {}
        self._whole: dict[str, PolicySet] = {}
        self._in_force: dict[tuple[str, date], PolicySet] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All sets of all layers."""
        roots = (root / self._name / "policies" for root in self._layers.roots)
        return tuple(sorted({p.parent.name for root in roots for p in root.glob("*/set.yaml")}))

    def files(self, id: str) -> tuple[Path, ...]:
        """Policy files of a set, in the order of their policies in `whole`."""
        return tuple(p for p in self._layers.files(f"{self._name}/policies/{id}", "*.yaml") if p.name != "set.yaml")

    def alone(self, id: str) -> PolicySet:
        """What a set says of itself, without the policies that have files of their own. Raises InputError for an unknown set."""
        if id not in self._heads:
            refuse_unknown(self.ids, id, "policy set")
            file = self._layers.path(f"{self._name}/policies/{id}/set.yaml")
            self._heads[id] = self._layers.load(PolicySet, f"{self._name}-set-{id}", (file,))[0]
        return self._heads[id]

    def whole(self, id: str) -> PolicySet:
        """A set with every version of every policy. Raises InputError for an unknown set."""
        if id not in self._whole:
            first = self.alone(id)
            policies = self._layers.load(Policy, f"{self._name}-policies-{id}", self.files(id))
            self._whole[id] = first.model_copy(update={"policies": (*first.policies, *policies)})
        return self._whole[id]

    def in_force(self, id: str, as_of: date) -> PolicySet:
        """A set with those of its policies that are in force on a day: one object for all days on which they are the same.

        Raises:
            InputError: there is no such set, or it is not in force on that day.
            CorpusError: two versions of one policy are in force on that day.
        """
        key = (id, as_of)
        if key not in self._in_force:
            whole = self.whole(id)
            if not _holds(whole.effective, as_of):
                days = f"{whole.effective.start} to {whole.effective.end}".replace(f" to {NOT_STATED}", " on")
                raise InputError(
                    f"The policy set '{id}' is not in force on {as_of}.", remedy=f"It is in force from {days}."
                )
            policies = tuple(p for p in whole.policies if _holds(p.effective, as_of))
            self._refuse_two_in_force(policies, as_of)
            same = (other for (name, _), other in self._in_force.items() if name == id and other.policies == policies)
            self._in_force[key] = next(same, None) or whole.model_copy(update={"policies": policies})
        return self._in_force[key]

    def path_of(self, id: str) -> Path:
        """The file of a set, or of the newest version of a policy. Raises KeyError."""
        for relative in (f"policies/{id}/set.yaml", f"policies/{id}.yaml"):
            if (path := self._layers.find(f"{self._name}/{relative}")) is not None:
                return path
        set_id = id.split("/")[0]
        if set_id in self.ids:
            files = self.files(set_id)
            policies = self.whole(set_id).policies[-len(files) :]
            versions = [(p.effective.start, f) for p, f in zip(policies, files, strict=True) if p.id == id]
            if versions:
                return max(versions)[1]
        raise KeyError(id)

    def _refuse_two_in_force(self, policies: tuple[Policy, ...], as_of: date) -> None:
        seen: dict[str, Policy] = {}
        for policy in policies:
            other = seen.setdefault(policy.id, policy)
            if other is not policy:
                versions = f"{other.version} and {policy.version}"
                raise CorpusError(
                    f"Two versions of the policy '{policy.id}' are in force on {as_of}: {versions}.",
                    where=Where(self.path_of(policy.id)),
                    remedy="End the older one the day before the newer one starts.",
                )


def _holds(effective: Effective, day: date) -> bool:
    return effective.start <= day and (effective.end == NOT_STATED or day <= effective.end)
