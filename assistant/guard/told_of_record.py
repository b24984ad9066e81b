"""What a sentence of another system may rest on beside what was inferred: the documents of the record whose words it has. A sentence
that declares no basis is proved where one of these proves it.
"""

from collections.abc import Iterator

from ..model.case import Finding
from ..model.document import Statement, Violation
from .ground import Ground
from .reading import Reading
from .record_pieces import sentences
from .said import criterion_words, verdicts
from .statement import check_statement

_MOST = 2
"""Documents that one sentence is taken to tell."""
_SHARED = 2
"""Words that a sentence has at least in common with one of the record, or half of its own."""


def other_bases(statement: Statement, ground: Ground) -> Iterator[Statement]:
    """The same sentence as a fact of the record, and as a finding held against a criterion, with the documents that have its words.

    None where it cites something, decides or answers: that rests on what was asked, not on how the record puts it.
    """
    reading = Reading(statement, ground)
    if statement.facts() or statement.documents() or verdicts(reading) or criterion_words(reading):
        return
    marks = "".join(f" [[record:{id}]]" for id in _tellers(reading))
    if marks:
        text = f"{statement.text.rstrip(' .')}{marks}."
        for kind in ("record_fact", "application"):
            yield statement.model_copy(update={"type": kind, "text": text})


def _tellers(reading: Reading) -> list[str]:
    """The documents with the sentences that have most words of this one."""
    lists = reading.ground.lists
    own = reading.text.stem_set - lists.function - lists.idle
    shares = {
        id: max((len(own & sentence.licensed) for sentence in sentences(reading.ground, id)), default=0)
        for id in reading.ground.documents
    }
    least = min(_SHARED, max(1, len(own) // 2))
    found = [id for id in sorted(shares, key=lambda id: -shares[id]) if shares[id] >= least]
    return found[:_MOST]


def named_elsewhere(statement: Statement, ground: Ground) -> tuple[Violation, ...]:
    """`citation-unused-basis`: a document named for a finding that stands in another one, where nothing is cited."""
    if statement.documents() or statement.facts() or not statement.basis.findings:
        return ()
    reading = Reading(statement, ground)
    stems = reading.text.stems
    for low, high in reading.text.clauses:
        own = set(stems[slice(*reading.text.token_span(low, high))])
        named = [d.id for d in ground.documents.values() if (name := _name(d.kind, ground)) and name <= own]
        told = {k for m in reading.analysed.mentions if low <= m.start < high for k in m.of("kind")}
        here = [f for f in reading.findings if f.kind in told or len(own & _words(f, ground)) >= _SHARED]
        if len(named) != 1 or not here or any(f.document in named for f in reading.findings):
            continue
        text = f"{statement.text.rstrip(' .')} [[record:{named[0]}]]."
        for kind in dict.fromkeys((statement.type, "record_fact")):
            cited = statement.model_copy(update={"type": kind, "text": text})
            if wrong := tuple(v for v in check_statement(cited, ground) if v.code == "citation-unused-basis"):
                return wrong
    return ()


def _words(finding: Finding, ground: Ground) -> frozenset[str]:
    return ground.analysed("quote", finding.id, (finding.quote,)).text.stem_set - ground.lists.connectives


def _name(kind: str, ground: Ground) -> frozenset[str]:
    """The words by which a kind of document is called, without those that any document is called by."""
    label = next((k.label for k in ground.pack.vocabulary.documents if k.id == kind), "")
    general = {ground.lists.stemmer(word) for word in ground.lists.words.document_words}
    return ground.lexicon.kept(label).text.stem_set - ground.lists.function - general
