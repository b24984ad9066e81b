"""Exclusions that stand as a label: before the list of what was excluded, or behind it with an answer of its own."""

from typing import Final

from .lexicon import Mark
from .sentence import Sentence

SIGNS: Final = (":", "|", "\u2014", "\u2013")
"""Signs between such a label and its list."""
NOT_CLEAR: Final = frozenset(("not", "never", "no", "neither"))
"""Words directly before what would say that tests found nothing, by which they did not."""
BETWEEN: Final = frozenset(
    (",", "the", "at", "of", "all", "both", "each", "came", "back", "returned", "been", "also", "for", "possible")
)
"""Words that may stand among what was tested for and before the answer."""
LABEL: Final = 8
"""Words that the label has at most."""
OPEN: Final = frozenset(("no", "not", "pending", "?", "n", "awaiting"))
"""Words behind the list by which it is not so yet."""


def asked_whether_excluded(sentence: Sentence, last: int) -> bool:
    """Whether the question in which a fact stands asks whether it was excluded ("such and such excluded? Yes")."""
    return any(last < m.first and m.last < sentence.answer[1] for m in sentence.cued("excludes"))


def label_of_exclusion(sentence: Sentence, first: int) -> Mark | None:
    """The label of what was excluded, where a fact stands in the list behind it ("other causes excluded: the one, the other")."""
    for mark in sentence.cued("excludes"):
        behind = mark.last + 1
        if mark.last > LABEL or behind >= first:
            continue
        answered = sentence.answer[0] == "yes" and behind == sentence.answer[1] and sentence.answer[2] < first
        if sentence.words[behind].word not in SIGNS and not answered:
            continue
        told = any(m.role == "kind" and m.last < mark.first for m in sentence.names)  # it is that which was excluded
        if told or any(behind < m.first < first for m in sentence.cued("shows")):
            return None
        return mark
    return None


def still_open(sentence: Sentence, last: int) -> bool:
    """Whether words behind such a list say that it is not excluded yet."""
    return any(w.word in OPEN for w in sentence.words[last + 1 :])


def tested_clear(sentence: Sentence, first: int, last: int, end: int) -> Mark | None:
    """The words by which tests for all of several facts, of which one stands at the given words, found none ("tests for the one and
    the other were negative").
    """
    cleared = [m for m in sentence.cued("tests_clear") if last < m.first < end]
    if not cleared or sentence.words[cleared[0].first - 1].word in NOT_CLEAR:
        return None
    held = {n for m in sentence.names for n in range(m.first, m.last + 1)}
    held |= {n for role in ("joins", "side") for m in sentence.cued(role) for n in range(m.first, m.last + 1)}
    held |= {n for n, w in enumerate(sentence.words) if w.word in BETWEEN} | sentence.copulas
    for tests in sentence.cued("tests_for"):
        between = {*range(tests.last + 1, cleared[0].first)}
        if tests.last < first and between - {*range(first, last + 1)} <= held:
            return cleared[0]
    return None
