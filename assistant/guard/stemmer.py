"""Word forms brought together: spelling, irregular forms, and the Snowball stem."""

import re

from ..pack.snowball import english

_ADVERB = re.compile(r"(?<=\w\w\w[wfp])ly$")
"""Endings that the Snowball stem leaves on an adverb ("slowly", "sharply")."""
_NO_ADVERBS = frozenset(
    ("supply", "resupply", "reply", "imply", "apply", "reapply", "comply", "multiply", "simply", "amply", "panoply")
)


class Stemmer(dict[str, str]):
    """Reduces a word to the form in which words are compared. Remembers what it has seen, as a table of words."""

    def __init__(self, spelling: dict[str, str], irregular: dict[str, str]) -> None:
        super().__init__()
        self._spelling = spelling
        self._irregular = irregular
        self._stem = english()

    def __call__(self, word: str) -> str:
        """Stem of one word; a possessive ending is left off, `-ise` counts as `-ize`."""
        return self[word]

    def __missing__(self, word: str) -> str:
        found = self[word] = self._reduce(word.lower())
        return found

    def _reduce(self, word: str) -> str:
        word = word.removesuffix("'s").removesuffix("'")
        word = self._spelling.get(word, word)
        word = self._irregular.get(word, word)
        word = word if word in _NO_ADVERBS else _ADVERB.sub("", word)
        word = re.sub(r"(?<=\w{4})is(e|ed|es|ing|ation|ations)$", r"iz\1", word)
        stem: str = self._stem(word)
        return stem
