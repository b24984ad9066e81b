"""The manifest of an index: what it was built from, and what differs where it does not fit any more."""

from importlib.metadata import version
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ..model.base import Model

FILE: Final = "manifest.json"
FORM: Final = 2
"""Number of the layout of an index folder; another number makes older ones stale."""


class Manifest(Model):
    """What an index was built from."""

    form: int
    pack: str
    corpus: str
    """Digest of facts, metadata, criteria and glossary."""
    embedder: str
    dim: int
    chromadb: str
    entries: int

    def folder_name(self) -> str:
        """Name of the index folder: the pack, and a digest of everything else."""
        import hashlib

        return f"{self.pack}-{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]}"

    def differences(self, other: "Manifest") -> list[str]:
        """What differs from another manifest, in words."""
        words = {
            "form": "the layout of the index",
            "corpus": "the corpus",
            "embedder": "the embedding model",
            "dim": "the length of the vectors",
            "chromadb": "the version of chromadb",
        }
        return [text for name, text in words.items() if getattr(self, name) != getattr(other, name)]

    def write(self, folder: Path) -> None:
        """Put the manifest into a folder."""
        (folder / FILE).write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")


def manifest_for(pack: str, corpus: str, embedder: str, dim: int, entries: int) -> Manifest:
    """The manifest of an index that is built now."""
    return Manifest(
        form=FORM,
        pack=pack,
        corpus=corpus,
        embedder=embedder,
        dim=dim,
        chromadb=version("chromadb"),
        entries=entries,
    )


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none that can be read."""
    try:
        return Manifest.model_validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError):
        return None
