"""Answers of the index that outlast a process: the queries of a determination are texts of the pack, which come back from case
to case, and what answers them anew takes most of the start of a draft.

They lie in the folder of the index they came from, and so with all that it was built from; what ranks is part of their name.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ..errors import StoreError
from ..files import digest, write
from .entries import Bounds, Entry

RANKS: Final = ("index.py", "lexical.py", "entries.py", "embedder.py")
"""The modules that decide what answers a query, beside the index itself."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One fact that a search found."""

    ref: str
    text: str
    score: float
    """Fused rank score."""
    cosine: float | None
    """Cosine of query and fact; None where the fact is not among the nearest, or vectors were not asked."""
    bm25: float | None
    """BM25 score of query and fact; None where the fact is not among the best, or words were not asked."""


Answers = dict[str, list[Hit]]
"""By query."""


class Kept:
    """The answers kept in the folder of an index."""

    def __init__(self, folder: Path, entries: Mapping[str, Entry]) -> None:
        self._folder, self._entries = folder, entries
        self._read: dict[Path, Answers] = {}

    def of(self, bounds: Bounds, mode: str) -> Answers:
        """The answers within some bounds; none where there are none, or where they cannot be read."""
        path = self._path(bounds, mode)
        if path not in self._read:
            self._read[path] = self._loaded(path)
        return self._read[path]

    def add(self, bounds: Bounds, mode: str, answers: Answers) -> None:
        """Keep further answers; a folder that cannot be written is no error."""
        path = self._path(bounds, mode)
        known = self._read[path] = {**self._loaded(path), **answers}
        rows = {query: [astuple(hit) for hit in hits] for query, hits in known.items()}
        bare = {query: [(ref, *scores) for ref, _, *scores in hits] for query, hits in rows.items()}
        with contextlib.suppress(StoreError):
            write({path: json.dumps(bare)})

    def _loaded(self, path: Path) -> Answers:
        try:
            kept = json.loads(path.read_bytes())
            return {
                query: [Hit(ref, self._entries[ref].text, score, near, said) for ref, score, near, said in hits]
                for query, hits in kept.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _path(self, bounds: Bounds, mode: str) -> Path:
        issuers = None if bounds.issuers is None else sorted(bounds.issuers)
        asked = json.dumps([_ranks(), mode, sorted(bounds.regions), issuers, sorted(bounds.refs)])
        return self._folder / f"answers-{hashlib.sha256(asked.encode()).hexdigest()[:24]}.json"


@cache
def _ranks() -> str:
    here = Path(__file__).parent
    return digest(here / name for name in RANKS)
