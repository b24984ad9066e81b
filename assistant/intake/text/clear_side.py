"""A side of which a sentence says that it is clear, behind what it tells of the other ("severe here with that, the left one open")."""

from .sentence import Sentence

ENDS = frozenset((",", ";", ".", "(", ")", "\u2014"))
"""Signs that end a piece of a sentence."""


def of_clear(sentence: Sentence, last: int, side: int) -> bool:
    """Whether a side behind a comma or a joining word, by its last word, begins a piece that says that nothing is there.

    `last`: the last word of the fact before.
    """
    joins = {m.first for m in sentence.cued("joins")}
    if not any(sentence.words[n].word == "," or n in joins for n in range(last + 1, side)):
        return False
    end = next((n for n in range(side + 1, len(sentence.words)) if sentence.words[n].word in ENDS), len(sentence.words))
    told = {n for m in sentence.names if m.role == "kind" for n in range(m.first, m.last + 1)}
    words = [m for role in ("clear", "denied head") for m in sentence.cued(role) if side < m.first and m.last < end]
    return bool(words) and told.isdisjoint(range(side + 1, words[0].first))
