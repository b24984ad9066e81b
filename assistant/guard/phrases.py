"""Finding listed phrases in lower-case text."""

import re
from collections.abc import Iterable

from .text import words_of


class Phrases:
    """Finds any of some phrases as whole words in lower-case text, the longest first.

    `gate` holds the first word of each phrase: a text that has none of them need not be searched, nor one in which another word
    of each is missing (`touches`). A phrase that begins one of `unless` is not found where that longer one stands.
    """

    def __init__(self, entries: Iterable[str], unless: Iterable[str] = ()) -> None:
        ordered = sorted({entry.lower() for entry in entries}, key=len, reverse=True)
        parts = {True: list[str](), False: list[str]()}
        for entry in ordered:
            parts[entry[0].isalnum()].append(entry)
        words, signs = _alternatives(parts[True]), _alternatives(parts[False])
        longer = "|".join(map(_spaced, unless))
        other = rf"(?!(?:{longer})(?!\w))" if longer else ""
        begun = "".join(sorted({entry[0] for entry in parts[True]}))
        self.source = "|".join(filter(None, (rf"\b(?=[{begun}]){other}(?:{words})" if words else "", signs)))
        self._pattern = re.compile(self.source)
        self.search = self._pattern.search
        self.match = self._pattern.match
        self.finditer = self._pattern.finditer
        firsts = [re.match(r"[^\W_]+", entry) for entry in ordered]
        self.gate = None if not all(firsts) else frozenset(first[0] for first in firsts if first)
        self.alone: frozenset[str] = frozenset()
        """The phrases of one word."""
        self.rests: dict[str, list[frozenset[str]]] = {}
        """The further words of each other phrase, by its first word."""
        for entry, opened in zip(ordered, firsts, strict=True):
            rest = frozenset(words_of(entry)[1:])
            if opened is not None and rest:
                self.rests.setdefault(opened[0], []).append(rest)
            elif opened is not None:
                self.alone |= {opened[0]}

    def touches(self, runs: frozenset[str]) -> bool:
        """Whether a text of these words, and parts of words at an apostrophe, can hold one of the phrases."""
        if self.gate is None or not self.alone.isdisjoint(runs):
            return True
        if self.gate.isdisjoint(runs):
            return False
        for first in self.rests.keys() & runs:
            for rest in self.rests[first]:
                if rest <= runs:
                    return True
        return False

    def opens(self, words: frozenset[str]) -> bool:
        """Whether a text of these words has the first word of one of the phrases."""
        return self.gate is None or not self.gate.isdisjoint(words)


def _alternatives(ordered: Iterable[str]) -> str:
    """The phrases, those of one first word together: it is read once for all of them."""
    by_first: dict[str, list[str]] = {}
    for entry in ordered:
        first, space, rest = entry.partition(" ")
        tail = r"(?!\w)" if entry[-1].isalnum() else ""
        by_first.setdefault(first, []).append(_spaced(space + rest) + tail)
    longest = sorted(by_first, key=len, reverse=True)
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(by_first[first])})"
        if len(by_first[first]) > 1
        else re.escape(first) + by_first[first][0]
        for first in longest
    )


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+")


def phrases(entries: Iterable[str], unless: Iterable[str] = ()) -> Phrases:
    """A finder of phrases."""
    return Phrases(entries, unless)
