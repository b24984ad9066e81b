"""The index and its search: vectors and words ranked apart, fused by rank, inside hard filters."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import IndexMissing, IndexStale, InputError
from ..pack.pack import Pack
from .build import TOKENS, VECTORS, default_folder
from .embedder import BundledEmbedder, Embedder
from .entries import Bounds, Entry, bounds_of, digest_of, entries_of
from .lexical import Lexical, Tokenizer
from .manifest import Manifest, manifest_for, read_manifest
from .store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODES: Final = ("hybrid", "vector", "bm25")
POOL: Final = 60
"""Entries that each ranking hands to the fusion."""
FUSION: Final = 60
"""Constant of reciprocal-rank fusion (Cormack, Clarke and Büttcher 2009): score = sum of 1 / (60 + rank)."""
FLOOR_COSINE: Final = 0.45
FLOOR_WORDS: Final = 0.12
"""The relevance floor: an entry is dropped where its cosine and its share of the query's words are both below."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One fact that a search found."""

    ref: str
    text: str
    score: float
    """Fused rank score; in the other modes the cosine or the share of words."""
    cosine: float | None
    """Cosine of query and fact; None where the fact is not among the nearest, or vectors were not asked."""
    words: float | None
    """Share of the query that the fact's words cover, 0 to 1; None where words were not asked."""


class Index:
    """An opened index. Nothing is read before the first search."""

    def __init__(
        self, folder: Path, manifest: Manifest, pack: Pack, entries: Sequence[Entry], embedder: Embedder
    ) -> None:
        self.folder, self.manifest, self.pack, self.embedder = folder, manifest, pack, embedder
        self._entries = {e.ref: e for e in entries}
        self._store = Store(folder / VECTORS)
        self._tokenize = Tokenizer(pack.glossary)

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
        near = self._near(queries, bounds) if mode != "bm25" else [{} for _ in queries]
        said = self._said(queries, bounds) if mode != "vector" else [{} for _ in queries]
        return [self._fused(n, s, mode)[:k] for n, s in zip(near, said, strict=True)]

    def _near(self, queries: Sequence[str], bounds: Bounds) -> list[dict[str, float]]:
        """Cosines of the nearest entries, nearest first. The filter holds once more, whatever the store returned."""
        found = self._store.nearest(self.embedder.embed(queries), POOL, bounds.where())
        return [
            {r: c for r, c in sorted(hits, key=lambda h: (-h[1], h[0])) if self._allowed(r, bounds)} for hits in found
        ]

    def _said(self, queries: Sequence[str], bounds: Bounds) -> list[dict[str, float]]:
        """Shares of words of the entries that hold any, best first."""
        refs, lexical = self._lexical
        allowed = [self._allowed(ref, bounds) for ref in refs]
        best = []
        for query in queries:
            scores: NDArray[np.float64] = lexical.scores(self._tokenize(query)) * allowed
            order = sorted(
                (i for i in scores.argsort()[::-1][:POOL] if scores[i] > 0), key=lambda i: (-scores[i], refs[i])
            )
            best.append({refs[i]: float(scores[i]) for i in order})
        return best

    def _fused(self, near: dict[str, float], said: dict[str, float], mode: str) -> list[Hit]:
        ranks: dict[str, float] = {}
        for ranking in (near, said):
            for rank, ref in enumerate(ranking, start=1):
                ranks[ref] = ranks.get(ref, 0.0) + 1.0 / (FUSION + rank)
        scores = {"hybrid": ranks, "vector": near, "bm25": said}[mode]
        hits = [
            Hit(ref, self._entries[ref].text, scores[ref], near.get(ref), said.get(ref))
            for ref in sorted(scores, key=lambda r: (-scores[r], r))
            if near.get(ref, 0.0) >= FLOOR_COSINE or said.get(ref, 0.0) >= FLOOR_WORDS
        ]
        return hits

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
