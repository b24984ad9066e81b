"""A question as typed, brought into the form in which it is read: misspellings mended, levels and abbreviations written out."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from ..guard.words import load_lists
from ..intake.text.record import reader_of
from ..pack.levels import LevelError
from ..pack.pack import Pack
from .data import questions_of

LONGEST: Final = 1_000
"""Characters of a question that are read."""
_WORD: Final = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*")
_MENDED: Final = 5
"""Letters from which a word is mended."""
_SHORT: Final = 7
"""Letters below which a word is mended by one letter more or less at most: two make another word of it."""
_LIKENESS: Final = 0.8


def cleaned(text: str) -> str:
    """One line of plain characters, of at most so many."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    kept = "".join(c if c.isprintable() else " " for c in plain)
    return " ".join(kept.split())[:LONGEST]


class Speller:
    """Mends the words of questions about cases of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        questions = questions_of(pack)
        lexicon = reader_of(pack).lexicon
        clinical = {w for w in lexicon.names.words | lexicon.grades.words if w.isalpha()}
        for book in lexicon.books:
            clinical |= {w for w in book.words if w.isalpha()}
        for text in (*pack.vocabulary.procedures.values(), *(c.description for c in pack.codes.values())):
            clinical |= _words(text)
        self._targets = sorted({w for w in clinical | set(questions.words.split()) if len(w) >= _MENDED})
        plain = {w for block in load_lists().words.connectives.values() for w in block.split()}
        facts = (fact.text for source in pack.sources.values() for fact in source.facts)
        self._known = set(self._targets) | plain | questions.idle_words | _words(" ".join(facts))
        self._acronyms = {w.removeprefix("=") for w in lexicon.names.words if w.startswith("=") and len(w) > 2}
        marks = sorted({m.rstrip("0123456789") for m in pack.anatomy.landmarks}, key=len, reverse=True)
        self._joined = re.compile(
            rf"(?<![\w-])({'|'.join(marks)})(\d{{1,2}})[\s/]?({'|'.join(marks)})?(\d{{1,2}})(?![\w-])", re.IGNORECASE
        )

    def mend(self, text: str, known: Iterable[str] = ()) -> str:
        """The text with misspelt words mended. `known`: words of the case, which stand as they are."""
        own = {w.lower() for w in known}
        return self._levels(_WORD.sub(lambda m: self._word(m[0], own), text))

    def _word(self, word: str, own: set[str]) -> str:
        lower = word.lower()
        if word.upper() in self._acronyms and len(word) <= 4 and lower not in self._known:
            return word.upper()
        if len(word) < _MENDED or lower in self._known or lower in own or (word.isupper() and len(word) < 7):
            return word
        if lower.endswith("s") and (lower[:-1] in self._known or lower[:-1] in own):
            return word
        near = get_close_matches(lower, self._targets, n=1, cutoff=_LIKENESS)
        if not near or near[0][0] != lower[0]:
            return word
        return word if len(lower) < _SHORT and abs(len(near[0]) - len(lower)) > 1 else near[0]

    def _levels(self, text: str) -> str:
        """`c34` and `L5S1` as levels."""

        def written(match: re.Match[str]) -> str:
            first, one, second, other = match.groups()
            if match[0].upper() in self._pack.anatomy.landmarks:
                return match[0]
            name = f"{first.upper()}{one}-{(second or '').upper()}{other}"
            try:
                return name if self._pack.levels.parse(name) else match[0]
            except LevelError:
                return match[0]

        return self._joined.sub(written, text)


@lru_cache(maxsize=2)
def speller_of(pack: Pack) -> Speller:
    """The speller of a pack, made once."""
    return Speller(pack)


def _words(text: str) -> set[str]:
    return {w.lower() for w in re.findall(r"[A-Za-z]+", text)}
