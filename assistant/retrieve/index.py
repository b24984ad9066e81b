"""The index and its search: vectors and words ranked apart, fused by rank, inside hard filters."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from ..errors import IndexMissing, IndexStale, InputError
from ..pack.pack import Pack
from .build import TOKENS, VECTORS, default_folder
from .embedder import BundledEmbedder, Embedder
from .entries import Bounds, Entry, bounds_of, digest_of, entries_of
from .lexical import Lexical, Tokenizer
from .manifest import Manifest, manifest_for, read_manifest
from .store import Store

MODES: Final = ("hybrid", "vector", "bm25")
REMEMBERED: Final = 2_000
"""Answers kept in memory: the queries of a determination are texts of criteria, which come back from case to case."""
POOL: Final = 60
"""Entries that each ranking hands to the fusion."""
FUSION: Final = 60
"""Constant of reciprocal-rank fusion (Cormack, Clarke and Büttcher 2009): score = sum of weight / (60 + rank)."""
WORDS_WEIGHT: Final = 3.0
"""Weight of the words' ranking; the vectors' is 1. Measured: recall at 5 on the policies' own labels is 0.53 with equal
weights and 0.59 with this one, as averaged static vectors are the weaker ranking of the two."""
FLOOR_COSINE: Final = 0.32
FLOOR_BM25: Final = 10.0
FLOOR_SHARE: Final = 0.25
"""The relevance floor: an entry is dropped where its cosine is below the first and its BM25 score below the second (for
a short query: below this share of the best possible score). Measured on the built-in corpus: of 20 queries on other
matters 16 find nothing, and the others only what shares their subject (implants, surgery); of the facts that ground a
criterion, searched for by its text, five in six pass."""


Ranking = dict[str, tuple[float, bool]]
"""Score by reference, best first, and whether it reaches the floor."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One fact that a search found."""

    ref: str
    text: str
    score: float
    """Fused rank score; in the other modes the cosine or the BM25 score."""
    cosine: float | None
    """Cosine of query and fact; None where the fact is not among the nearest, or vectors were not asked."""
    bm25: float | None
    """BM25 score of query and fact; None where the fact is not among the best, or words were not asked."""


class Index:
    """An opened index. Nothing is read before the first search."""

    def __init__(
        self, folder: Path, manifest: Manifest, pack: Pack, entries: Sequence[Entry], embedder: Embedder
    ) -> None:
        self.folder, self.manifest, self.pack, self.embedder = folder, manifest, pack, embedder
        self._entries = {e.ref: e for e in entries}
        self._store = Store(folder / VECTORS)
        self._tokenize = Tokenizer(pack.glossary)
        self._found: dict[tuple[str, Bounds, str], list[Hit]] = {}

    @property
    def name(self) -> str:
        """What searches, for the record of a determination."""
        return f"chroma {self.manifest.chromadb}, {self.embedder.id} {self.embedder.dim}, bm25"

    def search(
        self,
        query: str,
        *,
        regions: Collection[str] = (),
        policy_set: str | None = None,
        k: int = 8,
        mode: str = "hybrid",
    ) -> list[Hit]:
        """The facts that fit a query best; see `search_many`."""
        return self.search_many([query], regions=regions, policy_set=policy_set, k=k, mode=mode)[0]

    def search_many(
        self,
        queries: Sequence[str],
        *,
        regions: Collection[str] = (),
        policy_set: str | None = None,
        k: int = 8,
        mode: str = "hybrid",
    ) -> list[list[Hit]]:
        """For each query at most `k` facts, best first; fewer where the others come nowhere near it.

        `regions`: only sources of these, or of all regions. `policy_set`: no payer's own text but that of the set's
        payers and the facts that the set rests on itself. `mode`: `hybrid`, `vector` or `bm25`.

        Raises:
            InputError: unknown mode, region or policy set.
            IndexStale: the files of the index cannot be read.
        """
        if mode not in MODES:
            raise InputError(f"There is no search mode '{mode}'.", remedy=f"Modes: {', '.join(MODES)}.")
        if unknown := sorted(set(regions) - set(self.pack.vocabulary.regions)):
            known = ", ".join(self.pack.vocabulary.regions)
            raise InputError(f"There is no region '{unknown[0]}'.", remedy=f"Regions: {known}.")
        bounds = bounds_of(self.pack, regions, policy_set)
        new = [query for query in dict.fromkeys(queries) if (query, bounds, mode) not in self._found]
        if len(self._found) + len(new) > REMEMBERED:
            self._found.clear()
            new = list(dict.fromkeys(queries))
        for query, hits in zip(new, self._ranked(new, bounds, mode), strict=True):
            self._found[query, bounds, mode] = hits
        return [self._found[query, bounds, mode][:k] for query in queries]

    def _ranked(self, queries: Sequence[str], bounds: Bounds, mode: str) -> list[list[Hit]]:
        if not queries:
            return []
        none: list[Ranking] = [{} for _ in queries]
        near = self._near(queries, bounds) if mode != "bm25" else none
        said = self._said(queries, bounds) if mode != "vector" else none
        return [self._fused(n, s, mode) for n, s in zip(near, said, strict=True)]

    def _near(self, queries: Sequence[str], bounds: Bounds) -> list[Ranking]:
        """Cosines of the nearest entries, nearest first. The filter holds once more, whatever the store returned."""
        found = self._store.nearest(self.embedder.embed(queries), POOL, bounds.where())
        return [
            {
                ref: (cosine, cosine >= FLOOR_COSINE)
                for ref, cosine in sorted(hits, key=lambda hit: (-hit[1], hit[0]))
                if self._allowed(ref, bounds)
            }
            for hits in found
        ]

    def _said(self, queries: Sequence[str], bounds: Bounds) -> list[Ranking]:
        """BM25 scores of the entries that share words with a query, best first."""
        refs, lexical = self._lexical
        allowed = [self._allowed(ref, bounds) for ref in refs]
        rankings: list[Ranking] = []
        for query in queries:
            scores, possible = lexical.scores(self._tokenize(query))
            scores = scores * allowed
            floor = min(FLOOR_BM25, FLOOR_SHARE * possible)
            best = sorted((-scores[i], refs[i]) for i in scores.argsort()[::-1][:POOL] if scores[i] > 0)
            rankings.append({ref: (float(-score), -score >= floor) for score, ref in best})
        return rankings

    def _fused(self, near: Ranking, said: Ranking, mode: str) -> list[Hit]:
        ranks: dict[str, float] = {}
        for ranking, weight in ((near, 1.0), (said, WORDS_WEIGHT)):
            for rank, ref in enumerate(ranking, start=1):
                ranks[ref] = ranks.get(ref, 0.0) + weight / (FUSION + rank)
        hits = []
        for ref, fused in ranks.items():
            cosine, close = near.get(ref, (None, False))
            bm25, telling = said.get(ref, (None, False))
            own = {"hybrid": fused, "vector": cosine, "bm25": bm25}[mode]
            if own is not None and (close or telling):
                hits.append(Hit(ref, self._entries[ref].text, own, cosine, bm25))
        return sorted(hits, key=lambda hit: (-hit.score, hit.ref))

    def _allowed(self, ref: str, bounds: Bounds) -> bool:
        return ref in self._entries and bounds.allow(self._entries[ref])

    @cached_property
    def _lexical(self) -> tuple[list[str], Lexical]:
        try:
            kept = json.loads((self.folder / TOKENS).read_bytes())
            return kept["refs"], Lexical(kept["tokens"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexStale(
                f"The search index in {self.folder} cannot be read: {error}", remedy="Run 'assistant corpus build'."
            ) from None


def open_index(pack: Pack, folder: Path | None = None, embedder: Embedder | None = None) -> Index:
    """The index of a pack, from `folder` (default: below the user's data folder).

    Raises:
        IndexMissing: none was built.
        IndexStale: one was built, from another corpus, by another embedder or with another version.
    """
    base, model = folder or default_folder(), embedder or BundledEmbedder()
    entries = entries_of(pack)
    wanted = manifest_for(pack.name, digest_of(pack, entries), model.id, model.dim, len(entries))
    place = base / wanted.folder_name()
    if read_manifest(place) == wanted:
        return Index(place, wanted, pack, entries, model)
    others = [(p.stat().st_mtime, m) for p in base.glob(f"{pack.name}-*") if (m := read_manifest(p)) is not None]
    if not others:
        raise IndexMissing(f"There is no search index in {base}.", remedy="Run 'assistant corpus build' once.")
    newest = max(others, key=lambda pair: pair[0])[1]
    changed = " and ".join(newest.differences(wanted)) or "its content"
    raise IndexStale(
        f"The search index in {base} does not fit: {changed} changed since it was built.",
        remedy="Run 'assistant corpus build' to rebuild it.",
    )
