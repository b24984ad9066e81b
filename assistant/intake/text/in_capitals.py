"""Paragraphs that are written in capitals throughout, as dictated reports are, in the letters of a sentence: each character in its place."""

import re
from collections import Counter
from functools import cached_property
from typing import Final

from .dates import MONTH
from .general_words import General
from .lexicon import Lexicon
from .lines import alone

LONG: Final = 4
"""Letters of a word by which it is told whether a paragraph is in capitals: shorter ones may be abbreviations."""
LEAST: Final = 8
"""Such words of a paragraph that says something, and is no heading."""
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_BEGINS = re.compile(
    r"(?:\A|[.!?][\"'\u201d)]?\s+|:\s+|(?:[.:;!?]|^[^\n]{0,50}[^\n,])\n)[\s(\"'\u201c-]*([a-z])", re.MULTILINE
)
"""The first letter of a sentence, behind the end of another, a sign or a line that was not filled."""
_ABBREVIATION = re.compile(r"(?<![\w\\])[A-Z]{2,6}(?!\w)")
_SMALL = re.compile(r"(?<![\w\\])[a-z]{2,6}(?!\w)")
_DATED = re.compile(rf"\b{MONTH}(?=\s+(?:of\s+)?\d)")
"""A month beside its day or year, in small letters."""


class InCapitals:
    """Writes them with the words of the data."""

    def __init__(self, general: General, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        titles = "|".join(map(re.escape, general.person_titles)) or "(?!)"
        self._name = re.compile(rf"\b(?:{titles})\.?\s+([a-z])")

    def mended(self, text: str) -> str:
        """The same text, as long as before."""
        return _PARAGRAPH.sub(lambda m: self._told(m[0]) if _loud(m[0]) else m[0], text)

    def _told(self, paragraph: str) -> str:
        """A paragraph in the letters of its sentences; a line of it that only heads others stays."""
        rows = [row if alone(row) else _WORD.sub(self._word, row) for row in paragraph.split("\n")]
        text = "\n".join(rows)
        for begins in (_BEGINS, self._name):
            text = begins.sub(lambda m: f"{m[0][:-1]}{m[1].upper()}", text)
        return _DATED.sub(lambda m: m[0].capitalize(), text)

    def _word(self, match: re.Match[str]) -> str:
        """A word in small letters; one that is an abbreviation, or one letter that is no word by itself, stays."""
        word = match[0]
        kept = (
            word in self._kept
            or (len(word) == 1 and word != "A")
            or match.string[match.end() : match.end() + 1].isdigit()
        )
        return word if kept else word.lower()

    @cached_property
    def _kept(self) -> frozenset[str]:
        """Words that the data writes in capitals more often than not."""
        names = (code.name for code in self._lexicon.pack.codes.values())
        written = "\n".join((self._lexicon.reading.model_dump_json(), *names))
        loud, small = Counter(_ABBREVIATION.findall(written)), Counter(_SMALL.findall(written))
        return frozenset(word for word, often in loud.items() if often > small[word.lower()])


def _loud(paragraph: str) -> bool:
    """Whether a paragraph says something, and says it in capitals."""
    words = [word for word in _WORD.findall(paragraph) if len(word) >= LONG]
    return len(words) >= LEAST and all(word.isupper() for word in words)
