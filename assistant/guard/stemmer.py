"""Word forms brought together: spelling, irregular forms, and the Snowball stem."""

import re
from pathlib import Path

from ..pack.kept import kept
from ..pack.snowball import english, sources
from ..pack.yamlio import read_bytes

_ADVERB = re.compile(r"(?<=\w\w\w[wfp])ly$")
"""Endings that the Snowball stem leaves on an adverb ("slowly", "sharply")."""
_WORD = re.compile("[a-z]+")
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

    def learn(self, file: Path) -> None:
        """Knows the words of a file from the start, where its spellings and irregular forms are those of the same file. Their stems are
        kept between runs: to find them takes a tenth of a first draft.
        """
        files = (file, *sources())
        contents = tuple(map(read_bytes, files))
        self.update(kept(f"stems-{file.stem}", files, contents, lambda: (self._of_words(contents[0]),), __file__)[0])

    def _of_words(self, content: bytes) -> dict[str, str]:
        return {word: self[word] for word in _WORD.findall(content.decode("utf-8", "replace").lower())}

    def _reduce(self, word: str) -> str:
        word = word.removesuffix("'s").removesuffix("'")
        word = self._spelling.get(word, word)
        word = self._irregular.get(word, word)
        word = word if word in _NO_ADVERBS else _ADVERB.sub("", word)
        word = re.sub(r"(?<=\w{4})is(e|ed|es|ing|ation|ations)$", r"iz\1", word)
        stem: str = self._stem(word)
        return stem
