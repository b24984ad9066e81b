"""A denial put between words that stand side by side in the source, or taken from between them; and a prefix of denial dropped."""

from collections.abc import Iterator
from itertools import pairwise

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

_PLAIN_NEGATORS = frozenset(("not", "no", "without", "never"))
_LONG = 5
"""Letters of a word that "un-" turns, from which on it is no other word."""


def moved_negation(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """A negation put between words that stand side by side in the source, or taken from between them."""
    own = [w for w, low, _ in reading.text.tokens if start <= low < end]
    if not _PLAIN_NEGATORS.intersection(own) and not any(_PLAIN_NEGATORS & source.text.words for source in sources):
        return
    if any({"neither", "nor", "none"} & source.text.words for source in sources):
        return
    for source in sources:
        held = [w for w, _, _ in source.text.tokens]
        for phrase in _cut_out(own, held):
            yield reading.violation("polarity", phrase, f'The statement denies what the source says: "{phrase}".')
        for phrase in _cut_out(held, own):
            yield reading.violation("polarity", phrase, f'The source denies what the statement says: "{phrase}".')


def prefix_dropped(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """A word told before one before which the source has its opposite alone ("a fused level" for "an unfused level")."""
    if not any(source.of(_unmade) for source in sources):
        return
    tokens = [t for t in reading.text.tokens if start <= t[1] < end]
    pairs = {pair for source in sources for pair in source.of(_pairs)}
    for (one, low, _), (two, _, high) in pairwise(tokens):
        if len(one) >= _LONG and (f"un{one}", two) in pairs and (one, two) not in pairs:
            span = reading.text.text[low:high]
            yield reading.violation("polarity", span, f'The source says "un{one} {two}".')


def _pairs(text: Analysed) -> frozenset[tuple[str, str]]:
    words = [word for word, _, _ in text.text.tokens]
    return frozenset(pairwise(words))


def _unmade(text: Analysed) -> bool:
    """Whether some word may be the opposite of another by its prefix."""
    return any(word.startswith("un") for word in text.text.words)


def _cut_out(words: list[str], other: list[str]) -> Iterator[str]:
    """Negations in `words` whose neighbours, three in a row, stand in `other` without them."""
    if _PLAIN_NEGATORS.isdisjoint(words):
        return
    runs = set(zip(other, other[1:], other[2:], strict=False))
    for n, word in enumerate(words):
        if word not in _PLAIN_NEGATORS or n == 0:
            continue
        before, after = words[max(0, n - 2) : n], words[n + 1 : n + 3]
        if tuple(before + after[:1]) in runs or tuple(before[-1:] + after) in runs:
            yield " ".join([*before[-1:], word, *after[:1]])
