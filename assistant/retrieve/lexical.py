"""Lexical ranking: BM25 over word stems."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from ..model.corpus import Term
from ..pack.snowball import english

_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*[+-]?(?=\W|$)|[^\W_]+")
_ABBREVIATION: Final = re.compile(r"[A-Z][A-Za-z]*[A-Z]")
STOP: Final = frozenset(
    """
    a an and any are as at be been between by can for from had has have if in into is it its more no not of on or other
    such than that the their there these this those to was were which who with without
    """.split()  # noqa: SIM905 (a list of words reads better as text)
)
"""Words that say nothing about what a text is about."""
K1: Final = 1.5
B: Final = 0.75


class Tokenizer:
    """Text to stems. An abbreviation of the glossary also counts as the words it stands for."""

    def __init__(self, glossary: Iterable[Term]) -> None:
        self._meanings = _meanings(glossary)

    def __call__(self, text: str) -> list[str]:
        """Stems in the order of the text, stop words left out."""
        words = _WORD.findall(text)
        meanings = (w for word in words if word in self._meanings for w in self._meanings[word])
        return [_stem(w) for word in (*words, *meanings) if (w := word.casefold()) not in STOP]


class Lexical:
    """BM25 over tokenised texts: the scores of `rank_bm25.BM25Okapi`, by way of postings, which is much faster."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        import numpy as np
        from rank_bm25 import BM25Okapi

        self._ids = list(texts)
        self._idf: Mapping[str, float]
        self._postings: dict[str, tuple[Any, Any]]
        if not texts:
            self._idf, self._rarest, self._postings = {}, 0.0, {}
            return
        model: Any = BM25Okapi(list(texts.values()), k1=K1, b=B)
        self._idf = model.idf
        self._rarest = max(self._idf.values(), default=0.0)
        lengths = K1 * (1 - B + B * np.array(model.doc_len) / model.avgdl)
        found: dict[str, list[tuple[int, int]]] = {}
        for at, frequencies in enumerate(model.doc_freqs):
            for word, count in frequencies.items():
                found.setdefault(word, []).append((at, count))
        self._postings = {}
        for word, pairs in found.items():
            places, counts = (np.array(column) for column in zip(*pairs, strict=True))
            self._postings[word] = (places, self._idf[word] * counts * (K1 + 1) / (counts + lengths[places]))

    def best(self, query: Sequence[str], k: int | None = None) -> tuple[list[tuple[str, float]], float]:
        """The texts that share words with a query (the `k` best), with their scores, and the highest score that a text
        could reach with it.
        """
        import numpy as np

        scores = np.zeros(len(self._ids))
        possible = 0.0
        for word in query:
            if word in self._postings:
                places, weights = self._postings[word]
                scores[places] += weights
            possible += self._idf.get(word, self._rarest) * (K1 + 1)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(self._ids[i], float(scores[i])) for i in order if scores[i] > 0], possible


@cache
def _stem(word: str) -> str:
    return _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    return english()


def _meanings(glossary: Iterable[Term]) -> dict[str, list[str]]:
    """Words of each abbreviation that has one meaning only."""
    meanings: dict[str, list[list[str]]] = {}
    for term in glossary:
        if _ABBREVIATION.fullmatch(term.term):
            meanings.setdefault(term.term, []).append(_WORD.findall(term.meaning))
    return {term: words[0] for term, words in meanings.items() if len(words) == 1}
