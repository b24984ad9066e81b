"""Citing and form of a document: by the guard's own checks where its ground is known, by its citation marks elsewhere."""

from collections.abc import Iterator

from ..guard import Ground, check_statement
from ..guard.coverage import statements_of
from ..model.document import Determination, GuardReport
from .score import Score, not_scored, scored, share
from .written import Written, flesch, repetition, shares


def guarded_share(determination: Determination, ground: Ground) -> Score:
    """Share of statements that the guard proves against their ground, asked once more of the finished document."""
    statements = statements_of(determination.lead, determination.sections)
    clean = sum(not check_statement(s, ground) for s in statements)
    return share("citation_precision", clean, len(statements), "the document has no statement")


def score_citing(written: Written) -> Iterator[Score]:
    """Statements with the source they need, marks without a source, how many sources, how much rests on one."""
    needing = [s for s in written.statements if s.needs_source]
    cited = sum(bool(s.cites) for s in needing)
    yield share("citation_recall", cited, len(needing), "no statement needs a source")
    counts = shares(written.statements)
    if written.sources:
        yield scored("dangling_citations", len(set(counts) - set(written.sources)), len(counts))
        yield scored("sources", len(set(counts) & set(written.sources)))
    else:
        yield not_scored("dangling_citations", "the document lists no sources")
        yield scored("sources", len(counts))
    total = sum(counts.values())
    yield share("top_source", max(counts.values(), default=0), total, "nothing is cited")


def score_form(written: Written) -> Iterator[Score]:
    """Length, repetition, readability."""
    texts = [s.text for s in written.statements]
    yield scored("words", written.words())
    yield scored("statements", len(texts))
    again, ease = repetition(texts), flesch(texts)
    yield not_scored("repetition", "too short") if again is None else scored("repetition", again)
    yield not_scored("readability", "no words") if ease is None else scored("readability", ease)


def score_guard(report: GuardReport) -> Score:
    """Statements that the guard did not let through as they were drafted."""
    return scored("guard_touched", report.repaired + report.replaced + report.dropped)
