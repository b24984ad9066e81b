"""What the sentences of the record around the facts of a statement say, with what they deny."""

from .analysed import Analysed
from .polarity import negated_spans
from .reading import Reading


def told_beside(reading: Reading) -> frozenset[tuple[str, bool]]:
    """Stems told beside the facts of the basis, each with whether it is denied there."""
    return frozenset[tuple[str, bool]]().union(*(text.of(_told) for text in reading.around_texts))


def denied_at(reading: Reading, position: int) -> bool:
    """Whether the statement denies the word at a place."""
    at, _ = reading.text.token_span(position, position + 1)
    return any(first <= at < last for first, last in negated_spans(reading.analysed))


def _told(text: Analysed) -> frozenset[tuple[str, bool]]:
    denied, synonyms = negated_spans(text), text.lexicon.lists.synonyms
    unsettled = text.lexicon.lists.unsettled
    open_ended = [
        text.text.token_span(*clause)
        for clause in text.text.clauses
        if not unsettled.isdisjoint(w for w, _, _ in text.text.tokens[slice(*text.text.token_span(*clause))])
    ]
    stems = (
        (stem, any(a <= n < b for a, b in denied))
        for n, stem in enumerate(text.text.stems)
        if not any(a <= n < b for a, b in open_ended)
    )
    return frozenset((s, no) for stem, no in stems for s in (stem, *synonyms.get(stem, ())))
