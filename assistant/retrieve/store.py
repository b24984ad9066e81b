"""The vector store: a Chroma collection on disk with our own vectors, written once and then only read."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import IndexStale, StoreError

if TYPE_CHECKING:
    from .embedder import Vectors

FACTS: Final = "facts"
POINTERS: Final = "pointers"
BATCH: Final = 200
"""Entries written at once, between two reports of progress."""
GRAPH: Final = {"hnsw": {"space": "cosine", "ef_construction": 400, "ef_search": 1000}}
"""The default distance (L2) cannot be changed later. The wide beam makes the search exact on a corpus of this size."""


_OPENING: Final = threading.Lock()
"""Documents are drafted side by side, and the library cannot be opened twice at once."""
Row = tuple[str, Mapping[str, str | int | bool]]
"""Text and metadata."""


def write_store(
    folder: Path,
    name: str,
    rows: Mapping[str, Row],
    vectors: "Vectors",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write rows, by id, with their vectors into a new collection of a store."""
    ids, texts, metadatas = list(rows), [text for text, _ in rows.values()], [dict(data) for _, data in rows.values()]
    with _client(folder) as client:
        collection = client.create_collection(name, configuration=GRAPH, embedding_function=None)
        for start in range(0, len(ids), BATCH):
            end = start + BATCH
            collection.add(
                ids=ids[start:end],
                embeddings=vectors[start:end],
                documents=texts[start:end],
                metadatas=metadatas[start:end],
            )
            progress(min(end, len(ids)), len(ids))


class Store:
    """A store that is there to be read. Opened at the first search, because the library takes long to import."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._collections: dict[str, Any] = {}

    def nearest(
        self, name: str, vectors: "Vectors", k: int, where: dict[str, object] | None = None
    ) -> list[list[tuple[str, float]]]:
        """For each vector the `k` nearest rows of a collection that pass the filter, with their cosine, nearest first.

        Raises:
            IndexStale: the store cannot be read.
            StoreError: its folder is read-only; the library writes even to read.
        """
        try:
            found = self._opened(name).query(query_embeddings=vectors, n_results=k, where=where, include=["distances"])
        except Exception as error:  # the library raises many kinds, some of them from native code
            raise self._failed(error) from error
        return [
            [(ref, 1.0 - float(distance)) for ref, distance in zip(refs, distances, strict=True)]
            for refs, distances in zip(found["ids"], found["distances"], strict=True)
        ]

    def _failed(self, error: Exception) -> StoreError:
        places = (self.folder, self.folder / "chroma.sqlite3")
        if all(p.exists() for p in places) and not all(os.access(p, os.W_OK) for p in places):
            return StoreError(
                f"The search index in {self.folder} is read-only, and chromadb has to write there even to read.",
                remedy="Set ASSISTANT_INDEX to a folder that can be written, and run 'assistant corpus build'.",
            )
        return IndexStale(
            f"The search index in {self.folder} cannot be read: {error}", remedy="Run 'assistant corpus build'."
        )

    def _opened(self, name: str) -> Any:
        with _OPENING:
            if not self._collections:
                client = _open(self.folder)
                found = [client.get_collection(one.name, embedding_function=None) for one in client.list_collections()]
                self._collections = {one.name: one for one in found}
        return self._collections[name]


@contextmanager
def _client(folder: Path) -> Iterator[Any]:
    """A client that is closed at the end, so that its folder can be moved."""
    client = _open(folder)
    try:
        yield client
    finally:
        client.close()


def _open(folder: Path) -> Any:
    # Read before the import: telemetry must never start.
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb
    from chromadb.config import Settings

    # `_env_file`: the library would otherwise take settings from a stray .env of the working folder.
    settings = Settings(anonymized_telemetry=False, _env_file=None)
    return chromadb.PersistentClient(path=str(folder), settings=settings)
