"""A question's words apart: what it asks for, and what it tells of the patient, wherever in it that stands."""

import re
from functools import lru_cache
from typing import NamedTuple

from .asking import opening
from .claimed import CODE
from .general_words import General

_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[\W\d]*[A-Z\d])|\n\s*\n")
_LOOSE = " ,;:"
LEAST = 3
"""Words that tell something, at least."""
_WITHIN = 8
"""Words between an article and the person at most: "a 59-year-old right-handed male"."""
_CALLED = 3
"""Words behind an age that say who it is, at most: "a 45-year-old right-handed teacher with ..."."""


class Parts(NamedTuple):
    """A question, apart. What it tells is empty where it only asks."""

    asked: str
    told: str


class _Turns(NamedTuple):
    """Where a sentence that asks turns to the patient."""

    behind: re.Pattern[str]
    """Behind what is asked: "... necessary for a 59-year-old man with ..."; or to its grounds: "... given ..."."""
    ahead: re.Pattern[str]
    """Before it: "Does a 59-year-old man with ... need ..."."""
    alone: re.Pattern[str]
    """A request that is a sentence of its own without a question mark."""


def parts_of(question: str, general: General) -> Parts:
    """What a question asks for, and what it tells: behind its turn to the patient or to its grounds, before it where the patient stands
    first, and in its other sentences. A text that asks nothing in a sentence tells nothing: all of it is asked.
    """
    turns, opens = _turns_of(general), opening(general)
    asked: list[str] = []
    told: list[str] = []
    closed = False
    for raw in _SENTENCES.split(question):
        sentence = " ".join(raw.split())
        puts = "?" in sentence
        asks = puts or len(sentence.split()) <= LEAST or (not closed and _asks(sentence, opens, turns))
        if not asks:
            told.append(sentence)
            continue
        closed = closed or puts
        own, mark, rest = sentence.partition("?") if puts else (sentence, "", "")
        found = turns.behind.search(own)
        # without a question mark only an age says that it is this patient whom a request tells
        if found is not None and (puts or re.search(r"\d", found["who"] or "")):
            asked.append(own[: found.start()])
            # who it is stands apart: "a patient with" speaks of patients at large
            told += [*([f"{found['who']}.\n\n"] if found["who"] else []), f"{own[found.end() :].strip(_LOOSE)}."]
        elif (found := turns.ahead.match(own)) is not None:
            asked.append(f"{own[found.end() :]}{mark}")
            told += [f"{found['who']}.\n\n", f"{found['tells'].strip(_LOOSE)}."]
        else:
            asked.append(f"{raw.strip().partition('?')[0]}{mark}")  # its rows are kept
        if rest.strip():
            told.append(rest.strip())
    if not asked:
        return Parts(question, "")
    between = "\n" if "\n" in question.strip() else " "
    return Parts(between.join(asked), " ".join(words for words in told if words.strip(" .")))


def _asks(sentence: str, opens: re.Pattern[str], turns: _Turns) -> bool:
    return bool(CODE.search(sentence) or opens.match(sentence) or turns.alone.search(sentence))


def _turns_of(general: General) -> _Turns:
    words = general.question
    return _turns(words.persons, words.ages, words.grounds, words.needs, words.alone, general.describes)


@lru_cache(maxsize=4)
def _turns(*lists: tuple[str, ...]) -> _Turns:
    person, age, ground, need, alone, describes = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)" for words in lists
    )
    aged = rf"\d+[\s-]?(?:{age})(?:\s+[^\s?.;:,]+){{0,{_CALLED}}}?(?=\s+(?:{describes})\b|\s*[,?]|\s*$)"
    someone = rf"(?:[^\s?.;:,]+-)?(?:{person})\b|{aged}"
    article = r"(?:an?|this|the|our|my)\s"
    behind = rf"{article}(?:(?!for\s)[^\s?.;:]+\s){{0,{_WITHIN}}}?(?:{someone})"
    first = rf"(?:{article}|(?=\d))(?:(?!(?:for|in|of|with)\s)[^\s?.;:()]+\s){{0,{_WITHIN}}}?(?:{someone})"
    verbs = r"(?:does|do|did|would|should|could|can|will|may|is|are|was|were|has)"
    asks = rf"(?:{verbs}\s+)?"
    return _Turns(
        re.compile(rf"(?:(?<=\bfor\s)|(?<=\bin\s))(?P<who>{behind})|\b(?={ground}\s)", re.IGNORECASE),
        re.compile(rf"\W*{asks}(?P<who>{first})(?P<tells>.*)(?:\b(?:{need})\b|[,;:]\s+(?={verbs}\s))", re.IGNORECASE),
        re.compile(rf"\b(?:{alone})\b", re.IGNORECASE),
    )
