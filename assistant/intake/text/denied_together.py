"""What is denied of all that a subject names together ("this and that were not seen", "the test at the one and the other was negative")."""

from typing import Final

from .lexicon import Mark
from .predicates import VERBS
from .sentence import Sentence

PLURAL: Final = frozenset(("are", "were", "have"))
"""Verbs of several things together."""
BEING: Final = PLURAL | {
    "is",
    "was",
    "has",
    "both",
    "all",
    "been",
    "remain",
    "remained",
    "test",
    "tests",
    "tested",
    "sign",
    "signs",
}
PARTED: Final = frozenset((",", "the", "a", "an", "at", "of", "over", "for", "in", "on", "or", "and", "either", "any"))
"""Words that stand among the names of a list."""
STATES: Final = VERBS - {"and", "for"} | {"show", "shows", "showed", "reveal", "revealed", "demonstrate", "demonstrated", "positive", "but",
  "find", "found", "confirm", "confirmed", "report", "known", "history", "despite", "because", "due", "from", "no", "not", "there", "to", "by",
  "consistent", "note", "noted", "see", "seen", "describe", "described", "suggest", "suggests", "abnormal", "explain", "explained"}  # fmt: skip
"""Words before a name by which it is no subject, or is told by itself."""
FAR: Final = 6
"""Words before the first name of such a subject, at most."""
NAMED: Final = ("kind", "sign", "treatment", "head")
"""Roles of names of what a denial may be told of."""
TEST: Final = 1
"""Words that may name the test between the names and its result."""


def denied_together(sentence: Sentence, first: int, last: int, begin: int, mark: Mark) -> bool:
    """Whether a denial behind several names joined into one subject is said of the one at the given words as well.

    Of unlike things only behind a verb of several ("this and that were not seen"): without it the first may stand by itself.
    """
    words = [w.word for w in sentence.words]
    named = [m for m in sentence.names if last < m.first and m.last < mark.first]
    if not named or any(begin <= g.first < mark.first for g in sentence.grades):
        return False
    inside = {n for m in named for n in range(m.first, m.last + 1)} | sentence.level_words
    inside |= {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    joined = {words[n] for n in range(last + 1, named[-1].first) if n not in inside}
    beyond = [words[n] for n in range(last + 1, mark.first) if n not in inside and words[n] not in PARTED | BEING]
    own = {n for m in sentence.names if m.last < first for n in range(m.first, m.last + 1)}
    ends = (
        n + 1
        for n in range(first - 1, begin - 1, -1)
        if words[n] in (":", ";", ".", "(") or words[n : n + 2] == [",", "and"]
    )
    start = next(ends, begin)
    before = [words[n] for n in range(start, first) if n not in own]
    if {"and", "or"}.isdisjoint(joined) or len(before) > FAR or any(w in STATES for w in before):
        return False
    if any(w in STATES for w in beyond):
        return False
    fact = next((m for m in sentence.names if m.role == "kind" and m.first <= first <= m.last), None)
    kinds = {
        m.value.split(":")[0] if m.role == "kind" else "" for m in (fact, *named) if m is not None and m.role in NAMED
    }
    alike = fact is not None and kinds == {fact.value.split(":")[0]} and len(beyond) <= TEST
    return alike or (not beyond and not PLURAL.isdisjoint(words[named[-1].last + 1 : mark.last + 1]))
