"""How the documents of a run are made: every switch that a run may set, and what it stands for."""

from typing import Final, Literal

from ..model.base import Model
from ..settings import COMPOSER

BY_KEY: Final = "by_key"
Retrieval = Literal["none", "vector", "bm25", "hybrid"]


class Configuration(Model):
    """What is drafted with. Two runs of one configuration on the same cases, keys and corpus are the same run."""

    model: str = COMPOSER
    """Who drafts: `composer`, or a model as in the setting of that name, recorded replies included."""
    policy_set: str = BY_KEY
    """Policy set; `by_key`: that of each key, and of the settings where a case has none."""
    disposition: str = BY_KEY
    """The same for the disposition."""
    retrieval: Retrieval = "hybrid"
    """How the search index ranks; `none` leaves it out, and only what criteria and policies rest on is cited."""
    rules: bool = True
    """Whether a model is told what the rules decided. Without, it weighs the record and the passages itself."""
    guard: bool = True
    """Whether the guard stands between draft and document. Without it a run is for measuring alone: what it brings is no
    determination, and is marked as unguarded wherever it is shown.
    """

    def name(self) -> str:
        """A short name, fit for a folder: who drafts, and every switch that is not as in daily use."""
        plain = Configuration()
        parts = [self.model]
        parts += [str(v) for v in (self.policy_set, self.disposition) if v != BY_KEY]
        parts += ["no-search" if self.retrieval == "none" else self.retrieval] * (self.retrieval != plain.retrieval)
        parts += ["no-rules"] * (not self.rules) + ["no-guard"] * (not self.guard)
        words = "-".join("".join(c if c.isalnum() or c == "_" else "-" for c in part.lower()) for part in parts)
        return "-".join(filter(None, words.split("-")))[-80:]

    def told(self) -> str:
        """In words, for the head of a report."""
        parts = [f"drafted by {self.model}"]
        parts += [f"policy set {self.policy_set}"] if self.policy_set != BY_KEY else ["policy set of each key"]
        parts += [f"disposition {self.disposition}"] if self.disposition != BY_KEY else []
        parts += ["search off" if self.retrieval == "none" else f"search {self.retrieval}"]
        parts += [] if self.rules else ["rules not told to the model"]
        parts += [] if self.guard else ["GUARD OFF, for measuring alone"]
        return ", ".join(parts)
