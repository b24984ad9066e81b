"""Search over the facts of a pack, and the passages that a determination may cite."""

from .build import build_index, default_folder
from .embedder import BundledEmbedder, Embedder
from .evidence import retrieve
from .index import Index, open_index
from .kept import Hit
from .nearest import nearest
from .plans import plan_of
from .remote import RemoteEmbedder, embedder_of

__all__ = [
    "BundledEmbedder",
    "Embedder",
    "Hit",
    "Index",
    "RemoteEmbedder",
    "build_index",
    "default_folder",
    "embedder_of",
    "nearest",
    "open_index",
    "plan_of",
    "retrieve",
]
