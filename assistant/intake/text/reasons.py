"""Facts that are told as the reason for an operation that was done ("had the one in 2019 for severe ..."): they are of that day."""

import re
from collections.abc import Sequence
from typing import Final

from .lexicon import Lexicon, Mark
from .sentence import Sentence

FOR: Final = "for"
YEAR: Final = re.compile(r"(?:19|20)\d\d")
PLAIN: Final = frozenset(
    ("in", "at", "on", "of", "the", "year", "years", "ago", "done", "performed", "surgery", "dr", ",", "(", ")", "early", "late", "back")
)  # fmt: skip
"""Words between an operation and its reason, beside numbers, places and sides."""
FURTHER: Final = frozenset(
    ("and", "a", "an", "the", "his", "her", "known", "acute", "chronic", "symptomatic", "large", "&", ",")
)
"""Words before a reason, or between two."""
NEAR: Final = 2
"""Words from a noun to its level."""


def without_reasons(sentence: Sentence, nouns: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """The nouns without those that are told as the reason for what was done."""
    done = [n for n in nouns if n.role == "kind" and lexicon.reading_of(n.value.partition(":")[0]).performed]
    done += [n for n in nouns if n.role == "thing" and _dated(sentence, n.last)]
    if not done or not any(w.word == FOR for w in sentence.words):
        return nouns
    placed = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)} | sentence.level_words
    placed |= {n for m in sentence.marks for n in range(m.first, m.last + 1)}
    graded = {n for m in sentence.grades for n in range(m.first, m.last + 1)} | placed | sentence.fillers
    gone: list[Mark] = []
    for noun in nouns:
        leads = [m.last for m in gone if m.last < noun.first] + [
            n for n in range(noun.first) if sentence.words[n].word == FOR and _of_done(sentence, n, done, placed)
        ]
        edge = max(leads, default=None)
        led = edge is not None and _plain(sentence, edge + 1, noun.first, graded, FURTHER)
        if noun not in done and led and not (gone and edge == gone[-1].last and _anew(sentence, gone[-1], noun)):
            gone.append(noun)
    return [n for n in nouns if n not in gone]


def _anew(sentence: Sentence, reason: Mark, noun: Mark) -> bool:
    """Whether a noun behind a reason is told anew: behind a semicolon, of the same thing once more, or of another level than before."""
    if noun.value == reason.value or any(w.word in (";", ".") for w in sentence.words[reason.last + 1 : noun.first]):
        return True
    before = [m for m in sentence.levels if m.last < noun.first]
    behind = [m for m in sentence.levels if 0 < m.first - noun.last <= NEAR]
    return bool(before and behind) and before[-1].levels != behind[0].levels


def _dated(sentence: Sentence, last: int) -> bool:
    """Whether a year stands straight behind what may be an operation ("the one in 2018 for ...")."""
    return any(YEAR.fullmatch(w.word) for w in sentence.words[last + 1 : last + 3])


def _of_done(sentence: Sentence, n: int, done: Sequence[Mark], placed: set[int]) -> bool:
    """Whether `for` stands behind an operation that was done, with only its place and its day between."""
    before = [m.last for m in done if m.last < n]
    return bool(before) and _plain(sentence, max(before) + 1, n, placed, PLAIN)


def _plain(sentence: Sentence, begin: int, end: int, known: set[int], words: frozenset[str]) -> bool:
    return all(
        n in known or sentence.words[n].word in words or not sentence.words[n].word.isalpha() for n in range(begin, end)
    )
