"""Procedures named with other words between: of earlier work ("removal of the old screws of X3-5"), or levels ("removal X4-7 of screws")."""

from collections.abc import Collection

from .sentence import Sentence
from .words import PhraseBook

Found = tuple[int, int, str, str]
"""First and last word, role and number of a procedure named."""
LINK = "of"
"""The word between what is done and what it is done to."""
PARTS = (",", ";", "/")
"""Marks that part one procedure from the next."""
ARTICLES = frozenset(("the", "a", "an", "his", "her", "their", "its"))


def upon(sentence: Sentence, book: PhraseBook, former: PhraseBook, found: Collection[Found]) -> list[Found]:
    """What a sentence names, with the names that hold levels, sides, articles or words such as `prior` behind "of", and with
    those that hold levels alone.
    """
    words = sentence.words
    if not sentence.level_words and not any(w.word == LINK for w in words):
        return list(found)
    passed = set(sentence.level_words) | {n for n, w in enumerate(words) if w.word in ARTICLES}
    passed |= {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    passed |= {n for first, last, _, _ in former.find(words) for n in range(first, last + 1)}
    kept = [n for n in range(len(words)) if n not in passed]
    named = ((kept[a], kept[b], role, value) for a, b, role, value in book.find([words[n] for n in kept]))
    ties = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}

    def levels_alone(first: int, last: int) -> bool:
        gap = passed & set(range(first, last))
        return gap <= sentence.level_words and not any(
            k in ties or words[k].word in PARTS for n in gap for k in (n - 1, n + 1)
        )

    whole = [
        m
        for m in named
        if passed & set(range(m[0], m[1]))
        and (LINK in [w.word for w in words[m[0] : m[1]]] or levels_alone(m[0], m[1]))
    ]
    apart = [f for f in found if not any(m[0] <= f[1] and f[0] <= m[1] for m in whole)]
    return sorted([*apart, *whole])
