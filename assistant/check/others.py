"""The same case under other policy sets, each checked where it is first asked for."""

from datetime import date

from ..model.case import Case
from ..model.outcome import Outcome
from ..model.policy import PolicySet
from ..pack.pack import Pack
from .checker import check
from .facts import CaseFacts
from .sets import sets_of


class Others:
    """Outcomes of one case under the sets that are not in force, on the same day and under the same disposition."""

    def __init__(self, case: Case, pack: Pack, outcome: Outcome, facts: CaseFacts) -> None:
        self._case, self._pack, self._own, self.facts = case, pack, outcome, facts
        self.day = date.fromisoformat(outcome.as_of)
        self._outcomes: dict[str, Outcome] = {outcome.policy_set: outcome}

    def ids(self) -> tuple[str, ...]:
        """The sets that are not in force."""
        return tuple(id for id in self._pack.policy_set_ids() if id != self._own.policy_set)

    def outcome(self, id: str) -> Outcome:
        """What the checker finds under a set. Raises what `check` raises."""
        if id not in self._outcomes:
            manner = self._own.disposition
            self._outcomes[id] = check(
                self._case, self._pack, policy_set=id, disposition=manner, as_of=self.day, facts=self.facts
            )
        return self._outcomes[id]

    def sets(self, id: str) -> tuple[PolicySet, ...]:
        """The set itself, and the one that it falls back on."""
        return sets_of(self.outcome(id), self._pack)
