"""Embeddings of an OpenAI-compatible endpoint, in place of the bundled ones."""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ..errors import SettingsError, StoreError
from ..settings import Settings
from .embedder import BundledEmbedder, Embedder

if TYPE_CHECKING:
    from openai import OpenAI

    from .embedder import Vectors

BUNDLED: Final = "bundled"
OPENAI: Final = "https://api.openai.com/v1"
BATCH: Final = 256
"""Texts of one request."""
SECONDS: Final = 60.0
RETRIES: Final = 4
"""Further tries of the client, with back-off; it honours Retry-After."""


class RemoteEmbedder:
    """One model at one endpoint."""

    def __init__(self, name: str, url: str, key: str) -> None:
        self.name, self.url, self._key = name, url, key
        self.host = urlsplit(url).netloc.rpartition("@")[2]
        self.id = f"openai:{name} at {self.host}"

    @cached_property
    def dim(self) -> int:
        """Length of a vector, asked for with one word. Raises StoreError."""
        return int(self.embed(["length"]).shape[1])

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One unit vector a text. Raises StoreError."""
        import numpy as np
        import openai

        rows: list[list[float]] = []
        try:
            for at in range(0, len(texts), BATCH):
                # The client asks for packed floats where no encoding is given; not every server knows them.
                answer = self._client.embeddings.create(
                    model=self.name, input=list(texts[at : at + BATCH]), encoding_format="float"
                )
                rows += [row.embedding for row in sorted(answer.data, key=lambda row: row.index)]
            if len(rows) != len(texts):
                raise ValueError("another number of vectors than of texts")
            vectors: Vectors = np.asarray(rows, dtype=np.float32).reshape(len(texts), -1 if rows else 0)
        except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
            status = getattr(error, "status_code", None)
            why = (
                f"refused the request ({status})" if status else f"did not answer as it should ({type(error).__name__})"
            )
            raise StoreError(
                f"the endpoint of the embeddings, {self.host}, {why}.",
                remedy='Check embedder and its key, use --no-search, or set embedder = "bundled" and build the index.',
            ) from None
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        units: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        return units

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI

        return OpenAI(base_url=self.url, api_key=self._key or "no-key", timeout=SECONDS, max_retries=RETRIES)


def embedder_of(settings: Settings) -> Embedder:
    """The embedder of the settings. Raises SettingsError: there is none of that name, or its key is missing."""
    if settings.embedder == BUNDLED:
        return BundledEmbedder()
    provider, _, name = settings.embedder.partition(":")
    if provider != "openai" or not name:
        raise SettingsError(f"there is no embedder {settings.embedder!r}.", remedy=f"Possible: {BUNDLED}, openai:NAME.")
    own = settings.embedder_url if settings.embedder_url != "base_url" else settings.base_url
    url = own if own != "openai" else os.environ.get("OPENAI_BASE_URL") or OPENAI
    if not urlsplit(url).hostname:
        raise SettingsError("the address of the embeddings is no web address.", remedy="Correct embedder_url.")
    key = settings.openai_api_key.get_secret_value() or os.environ.get("OPENAI_API_KEY", "")
    if not key and url == OPENAI:
        raise SettingsError(
            f"the embedder {settings.embedder} needs a key, and none is set.",
            remedy="Set OPENAI_API_KEY, or embedder_url for an endpoint of your own.",
        )
    return RemoteEmbedder(name, url, key)
