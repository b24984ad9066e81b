"""Words that mean a treatment only in a list of treatments ("rest, this and that", "neither this nor that")."""

from collections.abc import Iterator, Sequence
from typing import Final

from .lexicon import Lexicon, Mark
from .sentence import Sentence

UNDONE: Final = "undone"
"""Role of one that is told only where it is denied."""
SIGNS: Final = frozenset((",", "(", ":", ".", ";", "-", "+"))
"""Signs between those of a list, or before it."""


def listed(sentence: Sentence, known: Sequence[Mark], lexicon: Lexicon) -> Iterator[Mark]:
    """The treatments that stand in one list with others, named by words that leave it open elsewhere."""
    told = lexicon.reading.treatments
    covered = {n for m in known for n in range(m.first, m.last + 1)}
    open_ = [m for m in sentence.cued("listed as") if covered.isdisjoint(range(m.first, m.last + 1))]
    if not open_ or len(open_) + len(known) < 2:
        return
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1) if sentence.words[n].word != "with"}
    items = sorted([*open_, *known], key=lambda m: m.first)
    for n, mark in enumerate(items):
        if mark not in open_:
            continue
        beside = [
            one
            for one, other in (
                (items[n - 1], mark) if n else (None, mark),
                (mark, items[n + 1]) if n + 1 < len(items) else (mark, None),
            )
            if one is not None and other is not None and _joined(sentence, one, other, joins)
        ]
        before = sentence.words[mark.first - 1].word if mark.first else "."
        plain = (
            before in SIGNS
            or mark.first - 1 in joins
            or before in told.led_by
            or any(m.last == mark.first - 1 for m in sentence.cued("negation"))
        )
        if beside and plain:
            undone = mark.value in told.undone
            yield Mark(UNDONE if undone else "treatment", mark.value, mark.first, mark.last)


def _joined(sentence: Sentence, one: Mark, other: Mark, joins: set[int]) -> bool:
    """Whether nothing but commas and joining words stands between two of a list."""
    between = range(one.last + 1, other.first)
    return len(between) > 0 and all(n in joins or sentence.words[n].word in (",", "/") for n in between)
