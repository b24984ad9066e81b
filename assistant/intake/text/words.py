"""Words of a text, phrases found among them, and misspelt long words mended."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_AGE = r"(?<![\d.])\d{1,3}[\s-]*(?i:(?:years?|yrs?)[\s-]*old|y\.?\s?/?o\.?)(?![^\W\d_])"
AGED: Final = "aged"
"""The word that stands for an age, whose number and unit are no length of time."""
_WITH: Final = {"w/": "with", "w/o": "without"}
"""Words that charts write with a stroke, as they are read."""
_WORD = re.compile(
    r"[wW]/(?:[oO](?![^\W\d_]))?|[^\W\d_]+(?:['\u2019](?!s\b)[^\W\d_]+)?|[^\w\s]|" + _AGE + r"|\d+(?:\.\d+)?"
)
"""A word, a sign, an age or a number; what is most frequent is looked for first."""
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_MINUS = re.compile(
    r"\s*(?:$|[,;)]|\.(?:\s|$))|[A-Z]\b(?!-)|\s[A-Z]\b(?=\s*(?:$|[,;.)/]))|\s(?:b/l|bilat(?:eral(?:ly)?)?)(?=\s*(?:$|[,;.)]))"
)
"""What stands behind a sign of minus that is a value by itself."""
_LISTED = re.compile(r"[,;:]\s{1,3}$|\b(?:and|but)\s$")
"""What stands before a sign of minus that is written to the word behind it."""
LISTED: Final = 5
"""Characters in which that is looked for."""
_APART = ("", " ", "\t", "(", "/", ":")
"""What stands before it."""
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?:\s+\d{1,2},?)?(?:\s+\d{4})?\s*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s[A-Z]{1,2}\d{1,2}\b")
_MARK_BEFORE = re.compile(r"\b[A-Z]{1,2}\d{1,2}\s$")
"""Landmarks on both sides of a dash, which is that of a level."""
LENGTH: Final = 20
"""Characters of a day with the name of its month."""
_POSSESSIVE = re.compile(r"['\u2019]s\b", re.IGNORECASE)
_DENYING = re.compile(r"(?P<verb>do|does|did|is|are|was|were|has|have|had)n['\u2019]t", re.IGNORECASE)
"""A verb with its denial in one word, read as two: what is known of the long form holds for the short one."""
ACRONYM: Final = 3
"""Letters up to which an abbreviation is only known in capitals."""
GAP: Final = 40
"""Characters beside a dash in which the numbers of a range are looked for."""
LONG: Final = 7
"""Letters from which one slip of the pen is mended."""
REMEMBERED: Final = 65536
"""Different words that are remembered at most."""
ALIKE: Final = (("rn", "m"), ("vv", "w"), ("rnm", "mm"))
"""Letters that a scanner takes for another."""


class Token(NamedTuple):
    """A word, number or sign, with its place in the text."""

    word: str
    """In small letters, without the ending of the plural."""
    capitals: str
    """As written where it is all capitals, else empty."""
    start: int
    end: int


class Words:
    """Reads the words of texts with spellings, and with a mender where one is given; what it made of a word it remembers."""

    def __init__(self, spellings: Mapping[str, str] | None = None, mender: "Mender | None" = None) -> None:
        self._spellings = spellings or {}
        self._mender = mender
        self._read: dict[str, tuple[str, str]] = {}

    def tokens(self, text: str) -> list[Token]:
        """The words of a text. Hyphens within words are no tokens; a dash between spaces is."""
        found: list[Token] = []
        add, make, known = found.append, tuple.__new__, self._read
        if text.isascii() and text.replace(" ", "").isalpha():  # as most phrases of the data are
            start = 0
            for raw in text.split(" "):
                end = start + len(raw)
                if raw:
                    add(make(Token, (*(known.get(raw) or self._remembered(raw)), start, end)))
                start = end + 1
            return found
        plain = _POSSESSIVE.sub(lambda m: " " * len(m[0]), text) if "'" in text or "\u2019" in text else text
        for match in _WORD.finditer(plain):
            raw = match[0]
            if (read := known.get(raw)) is not None:
                add(make(Token, read + match.span()))
                continue
            start, end = match.span()
            if raw in _HYPHENS:
                if (sign := _dash(text, start, end)) is not None:
                    add(Token(sign, "", start, end))
            elif raw[-1] in "tT" and (short := _DENYING.fullmatch(raw)):
                cut = start + short.end("verb")
                add(Token(stem(short["verb"].lower()), "", start, cut))
                add(Token("not", "", cut, end))
            else:
                add(make(Token, (*self._remembered(raw), start, end)))
        return found

    def _remembered(self, raw: str) -> tuple[str, str]:
        """A word in small letters without its ending, and as written where it is all capitals; mended, and kept for the next time."""
        if raw[0].isdigit() and raw[-1] not in "0123456789":
            word, capitals = AGED, ""
        else:
            word, capitals = stem(raw.lower()), raw if raw.isalpha() and raw.isupper() else ""
        word = _WITH.get(word) or self._spellings.get(word, word)
        if self._mender is not None and self._mender.strange(word):
            word, capitals = self._mender.mended(word), ""
        if len(self._read) >= REMEMBERED:
            self._read.clear()
        self._read[raw] = word, capitals
        return word, capitals


def _dash(text: str, start: int, end: int) -> str | None:
    """What a hyphen is where it stands: a minus that is a value by itself, a dash, or None within a word or a range."""
    if _MINUS.match(text, end) and text[start - 1 : start] in _APART:
        return "-"
    if text[end : end + 1].isalpha() and _LISTED.search(text, max(0, start - LISTED), start):
        return "-"  # "one + on the right, -other"
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    months = _MONTH_BEFORE.search(text, max(0, start - LENGTH), start) and _MONTH.match(text, end)
    if around.strip() or len(around) < 2 or months:
        return None
    if _MARK.match(text, end) and _MARK_BEFORE.search(text, max(0, start - LISTED), start):
        return None  # "L4 - L5"
    ranged = text[max(0, start - GAP) : start].rstrip()[-1:].isdigit() and text[end : end + GAP].lstrip()[:1].isdigit()
    return None if ranged else "\u2014"


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """A word without the ending of the plural."""
    if len(word) > 4 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and not _strange(word):
        return word[:-1]
    return word


def _strange(word: str) -> bool:
    """Whether a word ends in a consonant with `ys`, which no plural does."""
    return word.endswith("ys") and word[-3] not in "aeiou"


def _plural(token: Token, phrase: str) -> bool:
    """Whether a phrase is an abbreviation that ends like a plural: without its last letter it would be another one."""
    return phrase == token.capitals and token.word != phrase.lower()


_MEANS_NOTHING: Final[list[tuple[str, str]]] = []


class _Branch(dict[str, "_Branch"]):
    """The phrases that go on from some words, by the next; `meanings`: those of the words themselves."""

    __slots__ = ("meanings",)

    def __init__(self) -> None:
        self.meanings: list[tuple[str, str]] = []

    @property
    def depth(self) -> int:
        """Words of the longest that goes on."""
        return max((1 + branch.depth for branch in self.values()), default=0)


class PhraseBook:
    """Phrases with what they mean, as a tree of their words. The longest that fits at a place is taken."""

    def __init__(self, read: "Callable[[str], list[Token]] | None" = None) -> None:
        """`read`: reads the words of the phrases as those of the texts are read."""
        self._tokens = read or tokens
        self._tree = _Branch()
        self.words: set[str] = set()

    def add(self, phrases: Iterable[str], role: str, value: str) -> None:
        """Adds phrases. One of few capitals is only known as such."""
        meaning = (role, value)
        for phrase in phrases:
            branch = self._tree
            for t in self._tokens(phrase):
                short = t.capitals and (len(phrase) <= ACRONYM or _plural(t, phrase))
                key = f"={t.capitals}" if short else t.word
                self.words.add(key)
                if (following := branch.get(key)) is None:
                    following = branch[key] = _Branch()
                branch = following
            if branch is not self._tree and meaning not in branch.meanings:
                branch.meanings.append(meaning)

    def add_joined(self, firsts: Iterable[str], rests: Iterable[str], role: str, value: str) -> None:
        """Adds each of some phrases together with each of what follows them; their words are read once, and not once for each pair."""
        meaning = (role, value)
        behind = [[t.word for t in self._tokens(rest)] for rest in rests]
        for first in firsts:
            begun = self._branch([t.word for t in self._tokens(first)], self._tree)
            for words in behind:
                branch = self._branch(words, begun)
                if meaning not in branch.meanings:
                    branch.meanings.append(meaning)

    def _branch(self, words: Iterable[str], branch: _Branch) -> _Branch:
        """The branch that some words lead to from another, made where there is none."""
        for word in words:
            if (following := branch.get(word)) is None:
                self.words.add(word)
                following = branch[word] = _Branch()
            branch = following
        return branch

    @property
    def begins(self) -> Iterable[str]:
        """The words that begin a phrase, those only known in capitals behind a `=`."""
        return self._tree

    @property
    def longest(self) -> int:
        """Words of the longest phrase."""
        return self._tree.depth

    def drop(self, phrases: Iterable[str], role: str, value: str) -> None:
        """Takes a meaning of phrases away again, in capitals or not."""
        for phrase in phrases:
            branches = [self._tree]
            for t in self._tokens(phrase):
                keys = (t.word, f"={t.word.upper()}")
                branches = [branch[key] for branch in branches for key in keys if key in branch]
            for branch in branches:
                if (role, value) in branch.meanings:
                    branch.meanings.remove((role, value))

    def find(self, words: Sequence[Token], at: Sequence[int] | None = None) -> list[tuple[int, int, str, str]]:
        """First and last index, role and value of every phrase found, from left to right and never two over each other.

        `at`: indices of the words at which alone a phrase may begin, where they are known.
        """
        tree, count = self._tree, len(words)
        if at is None:
            at = [n for n, t in enumerate(words) if t.word in tree or (t.capitals and f"={t.capitals}" in tree)]
        found: list[tuple[int, int, str, str]] = []
        past = 0
        for n in at:
            if n < past:
                continue
            past, best, branch, m = n + 1, _MEANS_NOTHING, tree, n
            while m < count:
                word, capitals, _, _ = words[m]
                if capitals:
                    past, best = self._longest(words, n)
                    break
                if (following := branch.get(word)) is None:
                    break
                branch, m = following, m + 1
                if branch.meanings:
                    past, best = m, branch.meanings
            for role, value in best:
                found.append((n, past - 1, role, value))
        return found

    def _longest(self, words: Sequence[Token], n: int) -> tuple[int, list[tuple[str, str]]]:
        """The word behind the longest phrase that begins at a word, and what it means, where a word may be known in capitals too.

        Of two of one length the one goes before that begins with capitals.
        """
        past, best = n + 1, _MEANS_NOTHING
        branches = [self._tree]
        for m in range(n, len(words)):
            word, capitals, _, _ = words[m]
            keys = (word,) if not capitals else (f"={capitals}", word) if m == n else (word, f"={capitals}")
            branches = [branch[key] for branch in branches for key in keys if key in branch]
            if not branches:
                break
            for branch in branches:
                if branch.meanings:
                    past, best = m + 1, branch.meanings
                    break
        return past, best


class Mender:
    """Mends a long unknown word that differs by one letter from exactly one known word."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {w for w in known if w.isalpha()}
        self._near: dict[str, set[str]] = {}
        for word in self._known:
            if len(word) >= LONG:
                for part in _shortened(word):
                    self._near.setdefault(part, set()).add(word)

    def strange(self, word: str) -> bool:
        """Whether a word is long, and not known."""
        return len(word) >= LONG and word not in self._known

    def mended(self, word: str) -> str:
        """The known word that a strange one stands for, or else itself."""
        alike = {word.replace(a, b) for a, b in ALIKE} & self._known
        near = alike or {w for part in _shortened(word) for w in self._near.get(part, ()) if _one_slip(word, w)}
        return near.pop() if len(near) == 1 else word


tokens: Final = Words().tokens
"""The words of a text, none of them spelt otherwise or mended."""


def _shortened(word: str) -> set[str]:
    """The word and all that one dropped letter makes of it."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter added, dropped, changed or swapped with its neighbour makes one word the other; not the first letter."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    n = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[n:], other[n:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[2:] == other_rest[2:] and rest[:2] == other_rest[1::-1])
    )


def book_of(words: Sequence[str]) -> PhraseBook:
    """Phrases that all mean the same."""
    book = PhraseBook()
    book.add(words, "kind", "")
    return book
