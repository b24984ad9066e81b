"""Citation recall and precision in the sense of ALCE (Gao et al., 2023), with a checker in place of its entailment model.

Recall: of the statements that need a source, those that their citations together fully support. Precision: of their
citations, those that count: the statement is supported, and the citation supports it alone or is missed when taken away.
"""

from collections.abc import Callable, Iterable, Iterator

from ..guard import Ground, check_statement
from ..model.document import MARKER, Statement
from .score import Score, not_scored, share
from .written import NEEDS_SOURCE

Supported = Callable[[Statement], bool]
"""Whether what a statement cites supports it."""
NO_CLAIM = "no statement needs a source"


def by_guard(ground: Ground) -> Supported:
    """The guard as the checker: a statement with its citations is proved, or it is not."""
    return lambda statement: not check_statement(statement, ground)


def score_citations(
    statements: Iterable[Statement],
    supported: Supported,
    recall: str = "citation_recall",
    precision: str = "citation_precision",
) -> Iterator[Score]:
    """Recall and precision of the citations of facts, under the names of two measures."""
    needing = [s for s in statements if s.type in NEEDS_SOURCE]
    full = {s.id: bool(s.facts()) and supported(s) for s in needing}
    yield share(recall, sum(full.values()), len(needing), NO_CLAIM)
    counted = [(s, fact) for s in needing for fact in dict.fromkeys(s.facts())]
    good = sum(full[s.id] and _counts(s, fact, supported) for s, fact in counted)
    yield share(precision, good, len(counted), "nothing is cited")


def uncited(reason: str, recall: str = "citation_recall", precision: str = "citation_precision") -> Iterator[Score]:
    """The same measures, not scored."""
    yield not_scored(recall, reason)
    yield not_scored(precision, reason)


def _counts(statement: Statement, fact: str, supported: Supported) -> bool:
    """Whether a citation of a supported statement supports it alone, or is missed by it."""
    facts = set(statement.facts())
    return facts == {fact} or supported(keeping(statement, {fact})) or not supported(keeping(statement, facts - {fact}))


def keeping(statement: Statement, facts: set[str]) -> Statement:
    """The statement with no citations of facts but these; those of the record stay."""
    text = MARKER.sub(lambda m: m[0] if m["fact"] is None or m["fact"] in facts else "", statement.text)
    return statement.model_copy(update={"text": text})
