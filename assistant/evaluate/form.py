"""Form of a document: proofs, citation marks, use of sources, length, repetition, readability, what the guard and a model did."""

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import Final

from ..guard import Ground, check_statement
from ..model.base import NOT_STATED
from ..model.document import GuardReport, Statement, WriterReport
from .score import Score, not_scored, scored, share
from .written import Written, flesch, repetition, school_grade, sentences, shares, words

REACH: Final = {"physician": 45, "clinician": 45, "patient": 25}
"""Words of the longest sentence that a reader is asked to take in: plain-language guides ask for 25 at most, and a
sentence for professionals that is longer than 45 words could have been two."""
NO_MODEL = "no model was asked"
FOREIGN = "it was not written by the program"


def score_proved(statements: Sequence[Statement], ground: Ground) -> Score:
    """Share of statements that the guard proves against their ground, asked once more of the finished document."""
    clean = sum(not check_statement(s, ground) for s in statements)
    return share("proved", clean, len(statements), "the document has no statement")


def score_sources(written: Written) -> Iterator[Score]:
    """Statements with the source they need, marks without a source, how many sources, how much rests on one."""
    needing = [s for s in written.statements if s.needs_source]
    yield share("cited", sum(bool(s.cites) for s in needing), len(needing), "no statement needs a source")
    counts = shares(written.statements)
    if written.sources:
        yield scored("dangling_citations", len(set(counts) - set(written.sources)), len(counts))
        yield scored("sources", len(set(counts) & set(written.sources)))
    else:
        yield not_scored("dangling_citations", "the document lists no sources")
        yield scored("sources", len(counts))
    total, nothing = sum(counts.values()), "nothing is cited"
    if total:
        # The exponential of Shannon's entropy (Hill 1973): how many sources, used alike, would be as diverse.
        yield scored("source_diversity", exp(-sum(n / total * log(n / total) for n in counts.values())))
    else:
        yield not_scored("source_diversity", nothing)
    yield share("top_source", max(counts.values(), default=0), total, nothing)
    alone = [s.cites[0] for s in written.statements if len(set(s.cites)) == 1]
    citing = sum(bool(s.cites) for s in written.statements)
    yield share("lone_source", max((alone.count(source) for source in set(alone)), default=0), citing, nothing)


def score_form(written: Written, audience: str = "physician") -> Iterator[Score]:
    """Length, repetition, readability for its readers."""
    texts = [s.text for s in written.statements]
    yield scored("words", written.words())
    yield scored("statements", len(texts))
    again, ease, grade = repetition(texts), flesch(texts), school_grade(texts)
    yield not_scored("repetition", "too short") if again is None else scored("repetition", again)
    yield not_scored("readability", "no words") if ease is None else scored("readability", ease)
    yield not_scored("school_grade", "no words") if grade is None else scored("school_grade", grade)
    lengths = [len(words(sentence)) for text in texts for sentence in sentences(text)]
    yield share("readable", sum(n <= REACH[audience] for n in lengths), len(lengths), "no words")


def score_guard(report: GuardReport, statements: int) -> Iterator[Score]:
    """Shares of the drafted statements that stand as drafted, were repaired, were replaced or left out. Where a model
    drafted, of the statements that it returned.
    """
    writer = report.writer
    if isinstance(writer, WriterReport):
        total, repaired = writer.returned, writer.repaired
        lost = writer.returned - writer.accepted - writer.repaired
    else:
        total, repaired, lost = statements + report.dropped, report.repaired, report.dropped
    nothing = "nothing was drafted"
    yield share("accepted", total - repaired - lost, total, nothing)
    yield share("repaired", repaired, total, nothing)
    yield share("replaced", lost, total, nothing)


def score_effort(report: GuardReport, seconds: float) -> Iterator[Score]:
    """Time, tokens and money."""
    writer = report.writer
    yield scored("seconds", seconds)
    if not isinstance(writer, WriterReport):
        yield not_scored("tokens", NO_MODEL)
        yield not_scored("cost", NO_MODEL)
        return
    yield scored("tokens", writer.prompt_tokens + writer.reply_tokens)
    unknown = writer.cost == NOT_STATED
    yield not_scored("cost", "the price of the model is not known") if unknown else scored("cost", float(writer.cost))


def foreign() -> Iterator[Score]:
    """What cannot be said of a document that the program did not write."""
    yield not_scored("proved", "its statements name no basis that the guard could prove them from")
    for measure in ("accepted", "repaired", "replaced", "seconds", "tokens", "cost"):
        yield not_scored(measure, FOREIGN)
