"""What retrieval found for a case."""

from typing import Literal

from .base import Model


class Passage(Model):
    """One fact, found for a reason."""

    ref: str
    """`source#f01`."""
    text: str
    found_by: Literal["criterion", "plan", "search"]
    """A criterion's own ground, the policy's evidence plan, or the search."""
    score: float = 0.0
    """Fused rank score of the search; 0 for passages that are there by right."""
    purposes: tuple[str, ...] = ()
    """Criterion ids or section names it was found for."""


class Nearest(Model):
    """Words of the record that come nearest to a criterion for which nothing was read. They are no finding."""

    criterion: str
    """`policy-id:criterion-id`."""
    document: str
    """Id of the document that holds them."""
    quote: str
    """The verbatim words."""


class Evidence(Model):
    """The passages that a draft may cite."""

    passages: tuple[Passage, ...]
    policy_set: str
    regions: tuple[str, ...]
    backend: str
    """Which searches ran, for the manifest of a determination."""
    nearest: tuple[Nearest, ...] = ()
    """For criteria left open for want of facts: the sentence of the record that comes nearest; none without a search."""

    def refs(self) -> frozenset[str]:
        """All references."""
        return frozenset(p.ref for p in self.passages)
