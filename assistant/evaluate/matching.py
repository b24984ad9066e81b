"""Comparing a statement with what it should say. The words are given by keys; nothing here knows any.

A phrase has one of three forms: words (`no waiver appl*`, where `*` stands for any ending; case, kinds of hyphen, quotation
marks and white space do not matter); a level (`@X1-2`, found in every range that covers it); a regular expression (`/.../`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from ..guard.text import normalise

Phrase = str
Alternatives = tuple[Phrase, ...]
LEVEL: Final = re.compile(r"\b[A-Z]{1,2}\d{1,2}\s?(?:[-/]|to|through)\s?[A-Z]{0,2}\d{1,2}\b")
"""A level or a range of levels as written; whether it is one, the pack says."""


class LevelsOf(Protocol):
    """Canonical levels that a written level or range covers; empty where it names none."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds levels and ranges in a text, as they are written."""
        ...

    def __call__(self, text: str) -> frozenset[str]: ...


class AsWritten:
    """Without a pack, a level covers what it is written as."""

    pattern = LEVEL

    def __call__(self, text: str) -> frozenset[str]:
        return frozenset({text.replace(" ", "")})


as_written: Final = AsWritten()


@dataclass(frozen=True, slots=True)
class Wording:
    """A text prepared for comparing."""

    text: str
    """Normalised, lower case."""
    levels: frozenset[str]
    """Every level that it names."""


def read(text: str, levels_of: LevelsOf = as_written) -> Wording:
    """A text, prepared."""
    plain = normalise(text)
    found = (levels_of(match[0]) for match in levels_of.pattern.finditer(plain))
    return Wording(plain.lower(), frozenset().union(*found))


def met_by(wording: Wording, groups: Iterable[Iterable[Phrase]], unless: Iterable[Phrase] = ()) -> bool:
    """Whether one phrase of every group is found, and none of `unless`."""
    return all(any_found(group, wording) for group in groups) and not any_found(unless, wording)


def any_found(phrases: Iterable[Phrase], wording: Wording) -> bool:
    """Whether one of the phrases is found."""
    return any(
        phrase[1:] in wording.levels if phrase.startswith("@") else _pattern(phrase).search(wording.text) is not None
        for phrase in phrases
    )


def problem_of(phrase: Phrase) -> str | None:
    """What is wrong with a phrase, as the end of a sentence; None where it can be compared."""
    if not phrase.strip("/@ *"):
        return "is empty"
    try:
        _pattern(phrase)
    except re.error as error:
        return f"is no regular expression: {error}"
    return None


@lru_cache(maxsize=4096)
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    if len(phrase) > 2 and phrase.startswith("/") and phrase.endswith("/"):
        return re.compile(phrase[1:-1], re.IGNORECASE)
    words = (re.escape(word).replace(r"\*", r"\w*") for word in normalise(phrase).lower().split())
    # A number is not found within a longer one: 7 neither in 17 nor in 7.5.
    return re.compile(r"(?<!\w)(?<!\d\.)" + r"\s+".join(words) + r"(?!\w|\.\d)")
