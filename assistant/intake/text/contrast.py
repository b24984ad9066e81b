"""Responses that a sentence tells of one treatment by what it said of another ("the one helped, the other did not")."""

from collections.abc import Sequence
from typing import Final

from ...model.base import NOT_STATED
from ...model.case import Response
from .lexicon import Mark
from .sentence import Sentence

VERBS: Final = frozenset(("did", "does", "do", "has", "have", "had", "was", "were", "is", "are"))
"""Verbs that stand for one told before."""
DENIED: Final = frozenset(
    ("didn't", "doesn't", "don't", "hasn't", "haven't", "hadn't", "wasn't", "weren't", "isn't", "aren't")
)
RELATIVES: Final = frozenset(("that", "which"))
ENDS: Final = frozenset(
    (".", ",", ";", ")", "\u2014", "and", "but", "though", "although", "while", "either", "at", "so")
)
"""Words behind such a verb with which nothing more is said of it."""
REACH: Final = 8
"""Words from a response to what it did not reach."""
FAR: Final = 4
"""Words from the denial to it."""
GOOD: Final = ("improved", "resolved", "partial")


def without_it(sentence: Sentence, group: Sequence[Mark], cues: Sequence[Mark], good: Sequence[str]) -> bool:
    """Whether it is denied of treatments only that they did what another one did ("this helped but not that")."""
    straight = any(c.last + 1 == group[0].first and sentence.words[c.last].word == "not" for c in cues)
    before = group[0].first - 2
    if not straight or before < 0 or sentence.words[before].word not in ("but", ","):
        return False
    return any(m.value in good and m.last < before for m in sentence.cued("response"))


def waned(sentence: Sentence, response: Mark) -> bool:
    """Whether words beside a good response say that it did not last ("helped at first", "initially better with this")."""
    begin, end = sentence.clause(response.first)
    inside = (m for m in sentence.cued("wanes") if begin <= m.first < end)
    return any(-REACH <= m.first - response.last <= REACH for m in inside)


def bracketed_none(sentence: Sentence, mark: Mark, cues: Sequence[Mark]) -> bool:
    """Whether a none in brackets behind a treatment tells what it did, as brackets behind another one do ("this (partial), that (none)")."""
    words = [w.word for w in sentence.words]
    own = any(
        c.first == mark.last + 2 and words[mark.last + 1] == "(" and words[c.last] in ("none", "nil") for c in cues
    )
    told = [m for role in ("response", "bare") for m in sentence.cued(role) if role == "response" or m.value in GOOD]
    alone = (m for m in told if words[m.first - 1] == "(" and words[m.last + 1 : m.last + 2] == [")"])
    return own and any(m.first != mark.last + 2 for m in alone)


def beside_it(sentence: Sentence, response: Mark) -> Response:
    """What a good response comes to that did not reach what hurts ("helped her sleep but not the pain"); not stated without such words."""
    words = sentence.words
    denial = next(
        (n for n in range(response.last + 1, min(response.last + REACH, len(words))) if words[n].word == "not"), None
    )
    if denial is None or words[denial - 1].word not in ("but", ","):
        return NOT_STATED
    nouns = [m.first for m in sentence.cued("acted_on")]
    if not any(denial < n <= denial + FAR for n in nouns):
        placed = any(denial < m.first <= denial + FAR for m in sentence.cued("region"))
        return "partial" if placed else NOT_STATED
    partly = denial - response.last <= 2 or any(response.last - 1 <= n < denial for n in nouns)
    return "partial" if partly else "none"


def told_by_another(
    sentence: Sentence, mark: Mark, told: list[Mark], denied: list[Mark]
) -> tuple[Response, tuple[int, int] | None]:
    """What a treatment did, by a verb behind it that stands for what the sentence tells of another, and where that verb stands.

    `told`: the responses of the sentence, of which some are denied in their words.
    """
    words = [w.word for w in sentence.words]
    n = mark.last + 1
    n += n < len(words) and words[n] in RELATIVES
    first, negated = n, False
    if n < len(words) and words[n] in DENIED:
        negated, n = True, n + 1
    elif n < len(words) and words[n] in VERBS:
        negated = words[n + 1 : n + 2] == ["not"]
        n += 1 + negated
    if n == first or (n < len(words) and words[n] not in ENDS):
        return NOT_STATED, None
    others = [m for m in told if not first <= m.first < n]
    bad = [m for m in others if m.value == "none" or m in denied]
    good = [m for m in others if m.value in GOOD and m not in denied]
    if negated and good:
        return "none", (first, n - 1)
    if not negated and bad and not good:
        return "improved", (first, n - 1)
    return NOT_STATED, None
