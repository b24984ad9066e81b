"""A word of direction that a cited document has of the same thing, though no fact of the basis does."""

from collections.abc import Callable

from .analysed import Analysed
from .on_file import on_file
from .reading import Reading
from .record_pieces import pieces, sentences

Directions = Callable[[Analysed], list[tuple[str, int, int, int]]]
_QUALITY = "quality"
_LEAST = 2
"""Words that a sentence of a document has in common with the piece that tells what got better or worse."""


def turned_on_file(reading: Reading, position: int, turn: tuple[str, int], directions_of: Directions) -> bool:
    """Whether what is said at a place is on file; of better and worse, whether a sentence says so of the same things and not the reverse."""
    axis, sign = turn
    if axis != _QUALITY:
        return on_file(reading, position)
    if reading.statement.type != "record_fact":
        return False
    lists, text = reading.ground.lists, reading.text
    low, high = next((piece for piece in pieces(reading) if piece[0] <= position < piece[1]), (position, position))
    own = set(text.stems[slice(*text.token_span(low, high))]) - lists.connectives
    parts = {lists.words.parts[w] for w in text.word_list[slice(*text.token_span(low, high))] if w in lists.words.parts}
    names = [lists.carriers(stem) for stem in own]
    for cited in {c.document for c in reading.cited_at(position) if c.document in reading.ground.documents}:
        for sentence in sentences(reading.ground, cited):
            signs = {s for a, s, _, _ in sentence.of(directions_of) if a == axis}
            shared = sum(not name.isdisjoint(sentence.text.stem_set) for name in names)
            theirs = {lists.words.parts[w] for w in sentence.text.words if w in lists.words.parts}
            if signs == {sign} and parts <= theirs and shared >= min(_LEAST, len(names)):
                return True
    return False
