"""Plain text made comparable: normalised characters, words with their stems, clauses and sentences."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from .once import once
from .stemmer import Stemmer

_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–−﹣－", "-"),
        "—": " - ",
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r", " "
        ),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′´`", "'"),
        "½": "1/2",
        "¼": "1/4",
        "¾": "3/4",
        "％": "%",
        "º": "°",
        "…": "...",
        "×": "x",
        "Ⅰ": "I",
        "Ⅱ": "II",
        "Ⅲ": "III",
    }
)
_SINGLE_QUOTES = re.compile(r"‘([^‘’\n]*\s[^‘’\n]*)’(?![A-Za-z])")
_UNUSUAL = re.compile(r"[^ -_a-~]")
"""A character that `_CHARACTERS` may change."""
_COMMON = (("\u201c", '"'), ("\u201d", '"'), ("\u2019", "'"), ("\u2013", "-"))
"""The most frequent of them: most texts have no other."""
_GRAVE = "`"
"""The only printable character of ASCII that it changes."""
_SPACES = re.compile(r" {2,}")
_CONTRACTED = re.compile(r"\b(\w+)n't\b")
_PERCENT = re.compile(r"(?<=\d)\s*(?:%|(?:per cent|percent)\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_WORDS = re.compile(f"({_WORD.pattern})")
SENTENCE_END = re.compile(
    r"[.!?](?<![A-Z]\.)(?<!\bal\.)(?<!\bvs\.)(?<!\bno\.)(?<!\be\.g\.)(?<!\bi\.e\.)[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])"
)
_CLAUSE_END = re.compile(r"[;:,.!?](?=\s|$)|[()]|\s(?:-(?=\s)|(?:but|while|whereas|although|though|however)\b)")


def normalise(text: str) -> str:
    """One form for spaces, hyphens, quotation marks and percentages. Case is kept."""
    if "‘" in text:
        text = _SINGLE_QUOTES.sub(r'"\1"', text)
    if not text.isascii():
        for written, usual in _COMMON:
            text = text.replace(written, usual)
    if not (text.isascii() and text.isprintable()) or _GRAVE in text:
        text = _UNUSUAL.sub(_usual, text)
    if "n't" in text:
        text = _CONTRACTED.sub(_in_full, text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return (_PERCENT.sub("%", text) if "%" in text or "ercent" in text or "er cent" in text else text).strip()


def _in_full(found: re.Match[str]) -> str:
    word = found[1]
    return {"ca": "cannot", "Ca": "Cannot", "wo": "will not", "Wo": "Will not", "sha": "shall not"}.get(
        word, f"{word} not"
    )


def _usual(found: re.Match[str]) -> str:
    return found[0].translate(_CHARACTERS)


def words_of(text: str) -> list[str]:
    """The words of a normalised text, in lower case."""
    return _WORD.findall(text.lower())


def squeeze(text: str) -> str:
    """Normalised, lower case, each run of white space one blank: the form in which quotations are compared."""
    return normalise(text).casefold()


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character spans of the sentences of a normalised text; a full stop within a quotation ends none."""
    spans, start = [], 0
    quoted = '"' in text
    for match in SENTENCE_END.finditer(text):
        if quoted and text.count('"', 0, match.end()) % 2:
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


@dataclass(eq=False)
class Text:
    """A normalised text with its words. Everything beyond the words is computed when asked for."""

    text: str
    stemmer: Stemmer

    @once
    def lower(self) -> str:
        """In lower case."""
        return self.text.lower()

    @once
    def _parts(self) -> list[str]:
        """What stands between the words and the words, by turns."""
        return _WORDS.split(self.lower)

    @once
    def word_list(self) -> list[str]:
        """Words in lower case, in order."""
        return self._parts[1::2]

    @once
    def _ends(self) -> list[int]:
        """Where each part ends."""
        return list(accumulate(map(len, self._parts)))

    @once
    def starts(self) -> list[int]:
        """Where each word begins."""
        return self._ends[:-1:2]

    @once
    def tokens(self) -> list[tuple[str, int, int]]:
        """Words in lower case with their character spans."""
        return list(zip(self.word_list, self.starts, self._ends[1::2], strict=True))

    @once
    def stems(self) -> list[str]:
        """Stems of the words, in order."""
        return list(map(self.stemmer.__getitem__, self.word_list))

    @once
    def stem_set(self) -> frozenset[str]:
        """Stems of the words."""
        return frozenset(self.stems)

    @once
    def words(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.word_list)

    @once
    def runs(self) -> frozenset[str]:
        """Whatever a listed phrase can begin with: the words, and what stands before and behind an apostrophe in them."""
        if "'" not in self.lower:
            return self.words
        return self.words.union(*(word.split("'") for word in self.words if "'" in word))

    @once
    def sentences(self) -> list[tuple[int, int]]:
        """Character spans of the sentences."""
        return sentence_spans(self.text)

    @once
    def clauses(self) -> list[tuple[int, int]]:
        """Character spans between marks of punctuation and contrasting conjunctions."""
        spans, start = [], 0
        for match in _CLAUSE_END.finditer(self.text):
            if match.start() > start:
                spans.append((start, match.start()))
            start = match.end()
        if start < len(self.text):
            spans.append((start, len(self.text)))
        return spans

    def token_span(self, start: int, end: int) -> tuple[int, int]:
        """First word and last word but one of a stretch of characters."""
        low = bisect_left(self.starts, start)
        return low, bisect_left(self.starts, end, low)

    def clause_at(self, position: int) -> tuple[int, int]:
        """The clause that holds a character."""
        for span in self.clauses:
            if span[0] <= position < span[1]:
                return span
        return (position, len(self.text))

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a character."""
        for span in self.sentences:
            if span[0] <= position < span[1]:
                return span
        return (0, len(self.text))
