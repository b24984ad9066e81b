"""The index and its search: vectors and words ranked apart, fused by rank, inside hard filters.

A fact is found by its own text, and by the criteria that rest on it: a query in a policy's words seldom uses its source's.
"""

import json
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from ..errors import IndexMissing, IndexStale, InputError
from ..pack.pack import Pack
from .build import TOKENS, VECTORS, default_folder
from .embedder import BundledEmbedder, Embedder
from .entries import Bounds, Entry, bounds_of, digest_of, entries_of, pointers_of
from .kept import Hit, Kept
from .lexical import Lexical, Tokenizer
from .manifest import Manifest, manifest_for, read_manifest
from .store import FACTS, POINTERS, Store

HYBRID: Final = "hybrid"
MODES: Final = (HYBRID, "vector", "bm25")
REMEMBERED: Final = 2_000
"""Answers kept in memory: the queries of a determination are texts of criteria, which come back from case to case."""
POOL: Final = 60
"""Entries that each ranking hands to the fusion."""
FUSION: Final = 2
"""Constant of reciprocal-rank fusion (Cormack, Clarke and Büttcher 2009): score = sum of weight / (2 + rank). Their 60 is
for many long rankings; here the first few places of each decide, and 2 found more than 5, 10, 20 or 60."""
WEIGHTS: Final = {"near": 0.5, "said": 2.5, "near_pointer": 3.5, "said_pointer": 3.5}
"""Weight of each ranking: facts by vectors and by words, then the facts that criteria point at, likewise. Averaged static
vectors of whole facts are the weakest. Chosen with `python -m evals.bench.retrieval` among 540 combinations."""
FLOOR_COSINE: Final = 0.32
FLOOR_BM25: Final = 10.0
FLOOR_SHARE: Final = 0.25
"""The relevance floor: an entry is dropped where its cosine is below the first and its BM25 score below the second (for
a short query: below this share of the best possible score). Measured on the built-in corpus: of 20 queries on other
matters 16 find nothing, and the others only what shares their subject (implants, surgery); of the facts that ground a
criterion, searched for by its text, five in six pass."""


POINTER_COSINE: Final = 0.5
POINTER_SHARE: Final = 0.3
"""The floor of pointers: a criterion counts from this cosine on, or from this share of the best possible BM25 score."""

Ranking = dict[str, tuple[float, bool]]
"""Score by reference, best first, and whether it reaches the floor."""


class Index:
    """An opened index. Nothing is read before the first search."""

    def __init__(
        self, folder: Path, manifest: Manifest, pack: Pack, entries: Sequence[Entry], embedder: Embedder
    ) -> None:
        self.folder, self.manifest, self.pack, self.embedder = folder, manifest, pack, embedder
        self._entries = {e.ref: e for e in entries}
        self._pointers = {p.id: p for p in pointers_of(pack)}
        self._store = Store(folder / VECTORS)
        self._tokenize = Tokenizer(pack.glossary)
        self._kept = Kept(folder, self._entries)
        self._found: dict[tuple[str, Bounds, str, frozenset[str]], list[Hit]] = {}

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
        without: Collection[str] = (),
    ) -> list[Hit]:
        """The facts that fit a query best; see `search_many`."""
        return self.search_many([query], regions=regions, policy_set=policy_set, k=k, mode=mode, without=without)[0]

    def search_many(
        self,
        queries: Sequence[str],
        *,
        regions: Collection[str] = (),
        policy_set: str | None = None,
        k: int = 8,
        mode: str = "hybrid",
        without: Collection[str] = (),
        keep: bool = False,
    ) -> list[list[Hit]]:
        """For each query at most `k` facts, best first; fewer where the others come nowhere near it.

        `regions`: only sources of these, or of all regions. `policy_set`: no payer's own rule but those of the set's
        payers and the facts that the set rests on itself. `mode`: `hybrid`, `vector` or `bm25`. `without`: pointers that
        are not followed, so that a measurement can leave out what it asks for. `keep`: the answers are kept on the disk, and
        those kept there are taken: for queries that hold no word of a record.

        Raises:
            InputError: unknown mode, region or policy set.
            IndexStale: the files of the index cannot be read.
        """
        if mode not in MODES:
            raise InputError(f"There is no search mode '{mode}'.", remedy=f"Modes: {', '.join(MODES)}.")
        if unknown := sorted(set(regions) - set(self.pack.vocabulary.regions)):
            known = ", ".join(self.pack.vocabulary.regions)
            raise InputError(f"There is no region '{unknown[0]}'.", remedy=f"Regions: {known}.")
        bounds, left = bounds_of(self.pack, regions, policy_set), frozenset(without)
        kept = self._found if len(self._found) + len(queries) <= REMEMBERED else {}
        before = self._kept.of(bounds, mode) if keep and not left else {}
        own = {query: kept.get((query, bounds, mode, left), before.get(query)) for query in queries}
        new = [query for query, hits in own.items() if hits is None]
        for query, hits in zip(new, self._ranked(new, bounds, mode, left), strict=True):
            own[query] = kept[query, bounds, mode, left] = hits
        if keep and not left and not own.keys() <= before.keys():
            self._kept.add(bounds, mode, {query: hits for query, hits in own.items() if hits is not None})
        self._found = kept  # one that others still fill is left to them
        return [(own[query] or [])[:k] for query in queries]

    def _ranked(self, queries: Sequence[str], bounds: Bounds, mode: str, left: frozenset[str]) -> list[list[Hit]]:
        if not queries:
            return []
        rankings: list[dict[str, Ranking]] = [{} for _ in queries]
        if mode != "bm25":
            vectors = self.embedder.embed(queries)
            near = self._store.nearest(FACTS, vectors, POOL, bounds.where())
            pointed = self._store.nearest(POINTERS, vectors, POOL) if self._pointers else [[] for _ in queries]
            for ranking, facts, pointers in zip(rankings, near, pointed, strict=True):
                ranking["near"] = self._allowed(facts, FLOOR_COSINE, bounds)
                ranking["near_pointer"] = self._followed(pointers, POINTER_COSINE, bounds, left)
        if mode != "vector":
            for ranking, query in zip(rankings, queries, strict=True):
                tokens = self._tokenize(query)
                said, possible = self._lexical[FACTS].best(tokens)
                floor = min(FLOOR_BM25, FLOOR_SHARE * possible)
                ranking["said"] = self._allowed(said, floor, bounds)
                said, possible = self._lexical[POINTERS].best(tokens, POOL)
                ranking["said_pointer"] = self._followed(said, POINTER_SHARE * possible, bounds, left)
        return [self._fused(ranking, mode) for ranking in rankings]

    def _allowed(self, found: Sequence[tuple[str, float]], floor: float, bounds: Bounds) -> Ranking:
        """The facts of a ranking that the filters allow, whatever the store returned, best first."""
        kept = sorted(
            ((ref, score) for ref, score in found if ref in self._entries and bounds.allow(self._entries[ref])),
            key=lambda hit: (-hit[1], hit[0]),
        )
        return {ref: (score, score >= floor) for ref, score in kept[:POOL]}

    def _followed(
        self, found: Sequence[tuple[str, float]], floor: float, bounds: Bounds, left: frozenset[str]
    ) -> Ranking:
        """The facts that the pointers of a ranking lead to, each with its best pointer's score."""
        facts: dict[str, float] = {}
        for id, score in sorted(found, key=lambda hit: (-hit[1], hit[0])):
            if id in self._pointers and id not in left and score >= floor:
                for ref in self._pointers[id].refs:
                    facts.setdefault(ref, score)
        return self._allowed(list(facts.items()), floor, bounds)

    def _fused(self, rankings: dict[str, Ranking], mode: str) -> list[Hit]:
        ranks: dict[str, float] = {}
        passed: set[str] = set()
        for name, ranking in rankings.items():
            for rank, (ref, (_, reached)) in enumerate(ranking.items(), start=1):
                ranks[ref] = ranks.get(ref, 0.0) + WEIGHTS[name] / (FUSION + rank)
                if reached:
                    passed.add(ref)
        near, said = rankings.get("near", {}), rankings.get("said", {})
        hits = [
            Hit(
                ref,
                self._entries[ref].text,
                fused,
                near[ref][0] if ref in near else None,
                said[ref][0] if ref in said else None,
            )
            for ref, fused in ranks.items()
            if ref in passed
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.ref))

    @cached_property
    def _lexical(self) -> dict[str, Lexical]:
        try:
            kept = json.loads((self.folder / TOKENS).read_bytes())
            return {name: Lexical(kept[name]) for name in (FACTS, POINTERS)}
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
    wanted = manifest_for(pack.name, digest_of(pack, entries, pointers_of(pack)), model.id, model.dim, len(entries))
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
