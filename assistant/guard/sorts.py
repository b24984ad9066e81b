"""Which of several like things: the great one or the little one, the upper or the lower, told as the record tells it."""

from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

Sorted = tuple[tuple[int, int], str, int]
"""Group and value of a word, the stem of the noun behind it, and the place of the word."""


def other_sort(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: a thing told with a word of the record's opposite, on a noun that the record has with that one alone."""
    lists = reading.ground.lists
    if reading.tells_sources or lists.sorts.keys().isdisjoint(reading.words):
        return
    documents = [d for d in reading.documents if d in reading.ground.documents]
    texts = [reading.ground.analysed("whole", id, (reading.ground.documents[id].text,)) for id in documents]
    held = [found for text in (*texts, *reading.record_texts) for found in text.of(_sorted)]
    for (group, value), noun, start in reading.analysed.of(_sorted) if held else ():
        values = {v for (g, v), n, _ in held if g == group and n == noun}
        if values and value not in values and not reading.quoted(start) and reading.voice(start) != "rule":
            word = next(w for w, at, _ in reading.text.tokens if at == start)
            other = next(w for w, entry in lists.sorts.items() if entry == (group, min(values)))
            yield reading.violation("record-unsupported", word, f'The record says "{other}" of that.')
            return


def _sorted(text: Analysed) -> list[Sorted]:
    """The words of a text that tell which of several like things is meant, with the noun behind them."""
    table, tokens = text.lexicon.lists.sorts, text.text.tokens
    return [
        (table[word], text.text.stems[n + 1], start)
        for n, (word, start, end) in enumerate(tokens[:-1])
        if word in table
        and tokens[n + 1][1] == end + 1
        and text.text.stems[n + 1] not in text.lexicon.lists.connectives
    ]
