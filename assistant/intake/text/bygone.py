"""Whether words beside a fact say that it is of the past, and no finding of now; or still to come, and none yet."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from .dates import dates
from .sentence import Sentence
from .words import tokens

LASTING: Final = ("history", "laboratory")
"""Groups of findings that are told as of the past."""
SIGNS = frozenset((",", ";", ".", ")"))
"""Signs behind a word that stands alone."""
NEAR = 5
"""Words before a fact in which one may say that it is of the past; twice as many behind it."""


def bygone(sentence: Sentence, first: int, last: int, told: Sequence[str]) -> bool:
    """Whether one of the told expressions says that a fact is of the past ("an old one", "the one there is chronic")."""
    if not told:
        return False
    words = sentence.words
    ends = _ends(sentence, tuple(told))
    placed = {*sentence.level_words, *(n for m in sentence.marks for n in range(m.first, m.last + 1))}
    near = [n for n in range(first) if n not in placed][-NEAR:]
    before = [ends[n] for n in near if n in ends and ends[n] < first]
    if before and not any(words[n].word in (",", ";") and n - 1 not in placed for n in range(before[-1] + 1, first)):
        return True
    copulas = sentence.copulas - {m.first for m in sentence.cued("joins")}
    after = range(last + 2, min(len(words), last + 2 * NEAR))
    behind = next((n for n in after if n in ends and n - 1 in copulas), last)
    if ends.get(last + 1, 0) > last + 1:
        return True  # An expression of several words stands straight behind it ("one in situ").
    if last + 2 < len(words) and words[last + 1].word in (",", "(") and last + 2 in ends:
        end = ends[last + 2] + 1
        return end == len(words) or words[end].word in SIGNS
    return behind > last and not any(words[n].word in (",", ";") for n in range(last, behind))


def ahead(sentence: Sentence, first: int, told: Mapping[str, Sequence[str]]) -> bool:
    """Whether a sentence that names no day says what will be once the fact is there ("after such an operation she will")."""
    words = told.get(sentence.words[first].word, ())
    if not words or not _ends(sentence, tuple(words)):
        return False
    return not sentence.cued("ago") and next(dates(sentence.line.text), None) is None


def of_another(sentence: Sentence, last: int) -> bool:
    """Whether what is said to be planned behind a fact is another thing, which a comma parts from it ("one, a test of it pending")."""
    cue = next((m for m in sentence.cued("planned_after") if m.first > last), None)
    if cue is None:
        return False
    commas = [n for n in range(last + 1, cue.first) if sentence.words[n].word == ","]
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    free = sentence.copulas | sentence.fillers | joins
    return bool(commas) and any(
        sentence.words[n].word.isalpha() and n not in free for n in range(commas[-1] + 1, cue.first)
    )


def _ends(sentence: Sentence, told: tuple[str, ...]) -> dict[int, int]:
    """The last word of each expression that a sentence holds, by its first."""
    words = [w.word for w in sentence.words]
    found: dict[int, int] = {}
    for phrase in _read(told):
        for n, word in enumerate(words):
            if word == phrase[0] and words[n : n + len(phrase)] == [*phrase]:
                found[n] = max(found.get(n, 0), n + len(phrase) - 1)
    return found


@lru_cache(maxsize=64)
def _read(told: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(t.word for t in tokens(phrase)) for phrase in told)
