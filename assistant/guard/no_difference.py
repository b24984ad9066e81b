"""A difference told of what its source found no difference in, though it found one in something else."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.document import Violation
from .analysed import Analysed
from .polarity import directions_of
from .reading import Reading

_AXIS = "difference"
_PART = re.compile(r";|\b(?:while|whereas|but|although|though)\b")
"""What parts of a sentence that tell different results are cut at."""


def difference_invented(reading: Reading) -> Iterator[Violation]:
    """`polarity`: a thing better, worse, more or less, of which the source says in a clause of its own that it did not differ."""
    if not reading.tells_sources or reading.verbatim:
        return
    text, lists = reading.text, reading.ground.lists
    told = reading.analysed.of(directions_of)
    for axis, _, start, end in told:
        if axis == _AXIS or reading.quoted(start):
            continue
        low, high = text.clause_at(start)
        if lists.pivot.search(text.lower, start, high) is None:
            continue
        if any(a == _AXIS and low <= at < high for a, _, at, _ in told):
            continue
        first, place = text.token_span(low, start)
        _, last = text.token_span(start, end)
        before = [s for s in text.stems[first:place] if s not in lists.function and s not in lists.directions][-1:]
        behind = [s for s in text.stems[last : last + 2] if s not in lists.function][:1]
        sources = reading.texts_of(reading.facts_at(start))
        plain = len(sources) == 1 and lists.negator.search(text.lower, low, end) is None
        for source in sources:
            same, otherwise = source.of(_apart)
            if not otherwise and not plain:
                continue  # another source may tell the difference
            for stem in before or behind:
                if stem in same and stem not in otherwise:
                    span = text.text[low:high]
                    yield reading.violation(
                        "polarity", span, f'The source found no difference in it: "{source.text.text}"'
                    )
                    return


def _apart(text: Analysed) -> tuple[frozenset[str], frozenset[str]]:
    """Stems before the word in parts of a sentence that deny a difference, and the stems of the other parts."""
    same, otherwise = set[str](), set[str]()
    denying = [low for axis, sign, low, _ in text.of(directions_of) if axis == _AXIS and sign < 0]
    for start, end in text.text.sentences if denying else ():
        cuts = [start, *(m.end() for m in _PART.finditer(text.text.lower, start, end)), end]
        for low, high in pairwise(cuts):
            at = next((place for place in denying if low <= place < high), None)
            first, last = text.text.token_span(low, high if at is None else at)
            (otherwise if at is None else same).update(text.text.stems[first:last])
    if not same:
        return frozenset(), frozenset()
    return frozenset(same) - text.lexicon.lists.function, frozenset(otherwise)
