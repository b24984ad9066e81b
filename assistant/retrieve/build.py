"""Building the index: all at once into a new folder that then takes its place. A half-built index is never seen."""

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ..errors import CorpusError, StoreError, Where
from ..pack.pack import Pack
from .embedder import BundledEmbedder, Embedder
from .entries import digest_of, entries_of, pointers_of
from .lexical import Tokenizer
from .manifest import manifest_for, read_manifest
from .store import FACTS, POINTERS, write_store

TOKENS: Final = "tokens.json"
VECTORS: Final = "chroma"
UNFINISHED: Final = ".building-"
KEPT: Final = 3
"""Indexes of a pack that are kept: another checkout, or other layers, may still use an older one."""
REMEDY: Final = "Choose a folder that can be written with the setting ASSISTANT_INDEX."


def default_folder() -> Path:
    """The folder of indexes below the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("determination-assistant", appauthor=False) / "index"


def build_index(
    pack: Pack,
    folder: Path | None = None,
    embedder: Embedder | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Path:
    """Build the index of a pack and return its folder, which lies in `folder` (default: the user's data folder).

    `progress` hears how many of all facts are in the store. An index of the same content is built anew and replaced.

    Raises:
        StoreError: the folder cannot be written.
        CorpusError: the pack has no facts.
    """
    base, model = folder or default_folder(), embedder or BundledEmbedder()
    entries = entries_of(pack)
    if not entries:
        raise CorpusError(f"The pack '{pack.name}' has no facts to index.", remedy="Add sources to it.")
    pointers = pointers_of(pack)
    manifest = manifest_for(pack.name, digest_of(pack, entries, pointers), model.id, model.dim, len(entries))
    final = base / manifest.folder_name()
    try:
        base.mkdir(parents=True, exist_ok=True)
        _clear(base)
        unfinished = Path(tempfile.mkdtemp(dir=base, prefix=UNFINISHED))
    except OSError as error:
        raise StoreError(f"the index cannot be written: {_reason(error)}.", where=Where(base), remedy=REMEDY) from None
    try:
        progress(0, len(entries))
        tokenize = Tokenizer(pack.glossary)
        tokens = {
            "facts": {e.ref: tokenize(e.words()) for e in entries},
            "pointers": {p.id: tokenize(p.text) for p in pointers},
        }
        (unfinished / TOKENS).write_text(json.dumps(tokens), encoding="utf-8")
        rows = {e.ref: (e.text, e.metadata()) for e in entries}
        write_store(unfinished / VECTORS, FACTS, rows, model.embed([e.text for e in entries]), progress)
        if pointers:
            rows = {p.id: (p.text, {"facts": ", ".join(p.refs)}) for p in pointers}
            write_store(unfinished / VECTORS, POINTERS, rows, model.embed([p.text for p in pointers]))
        manifest.write(unfinished)
        _put(unfinished, final)
    except OSError as error:
        raise StoreError(f"the index cannot be written: {_reason(error)}.", where=Where(base), remedy=REMEDY) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _keep_newest(base, pack.name, final)
    return final


def _put(unfinished: Path, final: Path) -> None:
    """Move the new index to its place; an older one of the same name goes first."""
    if final.exists():
        old = Path(tempfile.mkdtemp(dir=final.parent, prefix=UNFINISHED))
        os.replace(final, old / "old")
        shutil.rmtree(old, ignore_errors=True)
    os.replace(unfinished, final)


def _clear(base: Path) -> None:
    """Throw away what an interrupted build left more than an hour ago."""
    for left in base.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > 3600:
                shutil.rmtree(left, ignore_errors=True)


def _keep_newest(base: Path, pack: str, final: Path) -> None:
    others = [p for p in base.glob(f"{pack}-*") if p != final and read_manifest(p) is not None]
    for old in sorted(others, key=lambda p: p.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
