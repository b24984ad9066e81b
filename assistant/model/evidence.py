"""What retrieval found for a case."""

from typing import Final, Literal

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


UNWEIGHED: Final = "unweighed"
"""What is asked for where a document does not tell what was not read from the record."""


class Unweighed(Model):
    """A sentence of the record of which nothing was read, or not what may take others back. It is no finding: whoever approves reads
    it first.
    """

    document: str
    """Id of the document that holds it."""
    quote: str
    """The verbatim words."""
    turns: bool
    """Whether it has words by which it may take back what others say."""


class Evidence(Model):
    """The passages that a draft may cite."""

    passages: tuple[Passage, ...]
    policy_set: str
    regions: tuple[str, ...]
    backend: str
    """Which searches ran, for the manifest of a determination."""
    nearest: tuple[Nearest, ...] = ()
    """For criteria left open for want of facts: the sentence of the record that comes nearest; none without a search."""
    unweighed: tuple[Unweighed, ...] = ()
    """Where something is approved: sentences of which nothing was read, the most doubtful first."""
    unweighed_further: int = 0
    """Further sentences of which nothing was read, beyond those quoted."""

    def refs(self) -> frozenset[str]:
        """All references."""
        return frozenset(p.ref for p in self.passages)
