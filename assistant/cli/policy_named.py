"""The policy that a name means: `set/name` as in force on a day, or `set/name@version`."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.policy import Policy
    from ..pack.pack import Pack


def policy_named(name: str, pack: "Pack", when: date) -> "Policy":
    """The policy of that name in force on a day, or in the version asked for. Raises InputError."""
    from difflib import get_close_matches

    from ..errors import InputError

    id, _, version = name.partition("@")
    of_set = id.split("/")[0]
    known_sets = [of_set] if of_set in pack.policy_set_ids() else pack.policy_set_ids()
    policies = [p for each in known_sets for p in pack.whole_policy_set(each).policies]
    versions = [p for p in policies if p.id == id]
    if not versions:
        near = get_close_matches(id, {p.id: p for p in policies}, n=3, cutoff=0.4)
        raise InputError(
            f"there is no policy '{id}'.",
            remedy=f"Did you mean {' or '.join(near)}?" if near else "See `assistant policy list`.",
        )
    asked = (
        [p for p in versions if p.version == version] if version else [p for p in versions if in_force(p, when) == when]
    )
    if not asked:
        known = ", ".join(f"{p.version} (from {p.effective.start})" for p in versions)
        raise InputError(
            f"the policy '{id}' has no version {version}."
            if version
            else f"the policy '{id}' is not in force on {when}.",
            remedy=f"Versions: {known}.",
        )
    return asked[0]


def in_force(policy: "Policy", when: date) -> date:
    """The day itself where the policy is in force on it, else the nearest day on which it is."""
    effective = policy.effective
    if when < effective.start:
        return effective.start
    return when if effective.end == "not_stated" or when <= effective.end else effective.end
