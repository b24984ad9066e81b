"""Texts to vectors. The built-in embedder carries its weights in its package: nothing is downloaded."""

import logging
from collections.abc import Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from ..errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CONFIG: Final = "l2_supercat"
DIMENSION: Final = 256
"""The one dimension whose weights lie in the package."""


class Embedder(Protocol):
    """What turns texts into vectors."""

    @property
    def id(self) -> str:
        """Name and version: an index built by another one is stale."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One unit vector a text: an array of shape (texts, dim)."""
        ...


class BundledEmbedder:
    """Static word vectors (wordllama, 256 dimensions), averaged over a text."""

    id = f"wordllama-{CONFIG}"
    dim = DIMENSION

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One unit vector a text; zeros for a text without words. Raises StoreError where the weights are missing."""
        import numpy as np

        vectors: Vectors = self._model.embed(list(texts))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        units: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        return units

    @cached_property
    def _model(self) -> Any:
        spec = find_spec("wordllama")
        if spec is None or spec.origin is None:
            raise StoreError("The package 'wordllama' is missing.", remedy="Install the program's requirements.")
        with _root_logger_kept():
            from wordllama import WordLlama
        try:
            # Its look-up of the tokenizer beside the weights asks for the package's own folder as the cache.
            folder = Path(spec.origin).parent
            return WordLlama.load(config=CONFIG, dim=DIMENSION, cache_dir=folder, disable_download=True)
        except FileNotFoundError as error:
            raise StoreError(
                f"The embedding weights are missing: {error}", remedy="Install 'wordllama' again."
            ) from None


@contextmanager
def _root_logger_kept() -> "Iterator[None]":
    """Importing wordllama sets up the root logger at INFO, for the whole process; put it back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
