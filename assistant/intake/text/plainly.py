"""Shares told in words, abbreviations in small letters and the days of a month as the data writes them, each character in its place."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ...model.base import Model
from .dates import MONTH
from .procedure_words import Phrases

SENTENCES: Final = 3
"""Sentences that a text has at least of which it is said that they begin in small letters."""
_BEGINS = re.compile(r"(?:\A|[.!?]\s+|\n)\s*([A-Za-z])")
_PER_CENT = re.compile(r"\b(?P<number>[a-z]+(?:-[a-z]+)?)\s+per\s?cent\b", re.IGNORECASE)
_UNITS: Final = {
    "millimeter": "mm",
    "millimetre": "mm",
    "centimeter": "cm",
    "centimetre": "cm",
    "mm": "mm",
    "cm": "cm",
    "degree": "degrees",
}
"""Units of length and angle, with how each is written short."""
_MEASURE = re.compile(
    rf"(?<![\w.-])(?:(?P<first>[a-z]+|\d+(?:\.\d+)?)(?P<join>\s+(?:to|or|and)\s+))?"
    rf"(?P<number>[a-z]+(?:-[a-z]+)?|\d+(?:\.\d+)?)[\s-]+"
    rf"(?P<unit>{'|'.join(_UNITS)})s?\b(?!\s*[A-Z]{{0,2}}Hg\b)",
    re.IGNORECASE,
)
"""A measure, its number in figures or words."""
_WRITTEN: Final = ("illimet", "entimet", "mm", "degree")
"""Parts of the words for them, without one of which a text tells no measure."""
_YEAR_APART = re.compile(rf"\b(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,(?=\s+(?:19|20)\d\d\b)", re.IGNORECASE)
"""A month and its day before the comma that parts them from the year: it parts nothing of what is told."""
ARTICLES: Final = ("a", "an")
_SIDE = re.compile(r"(?<![\w.,/-])(?<!\d\s)[lr](?=\s[a-z][a-z\d])|(?<=[a-z]\s)[lr](?=[,;.)]|\s*$)", re.MULTILINE)
"""One letter for a side, before the word for a part of the body, or at the end."""
_PLACE = re.compile(r"(?<![\w.])[a-z](?=\d{1,2}(?![\w.]|/\d))")
"""The letter of a place in the body, before its number."""
_SHORT = re.compile(r"(?<![\w/.'’-])[a-z]{2,4}(?![\w'’]|-[a-z])")


class SmallLetters(Model):
    """Abbreviations that charts write in small letters: data of the specialty."""

    words: Phrases = ()
    """Abbreviations that are words, or mean something else, in small letters."""
    meant: Mapping[str, Phrases] = {}
    """Regular expressions of where one of them is the abbreviation all the same, which they hold as the group `word`."""
    dotted: Phrases = ()
    """Abbreviations whose full stop says nothing where they lead a clause in small letters ("neg. the one, neg. the other")."""


class Plainly:
    """Writes a text with the words of the data."""

    def __init__(self, numbers: Mapping[str, float], small: SmallLetters, abbreviations: Iterable[str]) -> None:
        self._numbers = numbers
        self._known = {a.lower() for a in abbreviations if len(a) > 1} - {w.lower() for w in small.words}
        dotted = "|".join(map(re.escape, small.dotted)) or "(?!)"
        self._dotted = re.compile(rf"(?:^|[,:;(]\s)\s*(?i:{dotted})\.(?=\s+[a-z])", re.MULTILINE)
        self._meant = [(word, re.compile(told)) for word, each in small.meant.items() for told in each]

    def of(self, text: str) -> str:
        """The same text, as long as before."""
        text = self._dotted.sub(lambda m: f"{m[0][:-1]} ", text)
        if "cent" in text:
            text = _PER_CENT.sub(self._share, text)
        if any(unit in text for unit in _WRITTEN):
            text = _MEASURE.sub(self._measured, text)
        if ", " in text:
            text = _YEAR_APART.sub(lambda m: f"{m[0][:-1]} ", text)
        for word, told in self._meant:
            if word.lower() in text:
                for match in told.finditer(text):
                    text = f"{text[: match.start('word')]}{word}{text[match.end('word') :]}"
        if _in_small_letters(text):
            text = _PLACE.sub(_capital, _SIDE.sub(_capital, text))
            text = _SHORT.sub(lambda m: m[0].upper() if m[0] in self._known else m[0], text)
        return text

    def _measured(self, match: re.Match[str]) -> str:
        """A measure in figures, its unit written short, as long as before; itself where it tells no number."""
        number, first = self._figure(match["number"]), self._figure(match["first"] or "")
        if number is None:
            return match[0]
        told = f"{first or match['first']}{match['join']}" if match["join"] else ""
        unit = _UNITS[match["unit"].lower()]
        room = len(match[0]) - len(told) - len(number)
        return f"{told}{number}{unit.rjust(room)}" if room > len(unit) else match[0]

    def _figure(self, word: str) -> str | None:
        """The number that a word tells, in figures; None where it tells none."""
        if word[:1].isdigit():
            return word
        number = self._numbers.get(word.lower()) if word.lower() not in ARTICLES else None
        return f"{number:g}" if number else None

    def _share(self, match: re.Match[str]) -> str:
        number = self._numbers.get(match["number"].lower())
        return f"{number:g}%".ljust(len(match[0])) if number is not None else match[0]


def _capital(match: re.Match[str]) -> str:
    return match[0].upper()


def _in_small_letters(text: str) -> bool:
    """Whether the sentences of a text begin in small letters."""
    begun = _BEGINS.findall(text)
    return len(begun) >= SENTENCES and sum(letter.isupper() for letter in begun) * 10 <= len(begun)
