"""The knowledge of the program: packs of policies, sources, words and codes, read from YAML."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ..errors import CorpusError, Where
from .data import corpus_root
from .levels import LevelError, Levels
from .pack import Pack, PackInfo


def load_pack(name: str = "spine", layers: Sequence[Path] = ()) -> Pack:
    """A pack of the built-in corpus, with further corpus folders laid over it in the given order.

    Nothing but the pack's existence is checked here; each part is read and checked where it is first used. Without
    layers it is the same pack each time, so that what is made of it (the reader of records, the guard's words) is made
    once in a process: the built-in corpus does not change under a running program, a user's layer may.

    Raises:
        CorpusError: a layer is not a folder, or there is no such pack.
    """
    for layer in layers:
        if not layer.is_dir():
            raise CorpusError(
                "this corpus folder does not exist.", where=Where(layer), remedy="Correct the setting for layers."
            )
    return Pack(name, (corpus_root(), *layers)) if layers else _built_in(name, corpus_root())


@lru_cache(maxsize=4)
def _built_in(name: str, root: Path) -> Pack:
    """A pack without layers."""
    return Pack(name, (root,))


__all__ = ["LevelError", "Levels", "Pack", "PackInfo", "load_pack"]
