"""The knowledge of the program: packs of policies, sources, words and codes, read from YAML."""

from collections.abc import Sequence
from pathlib import Path

from ..errors import CorpusError, Where
from .data import corpus_root
from .levels import LevelError, Levels
from .pack import Pack, PackInfo


def load_pack(name: str = "spine", layers: Sequence[Path] = ()) -> Pack:
    """A pack of the built-in corpus, with further corpus folders laid over it in the given order.

    Nothing but the pack's existence is checked here; each part is read and checked where it is first used.

    Raises:
        CorpusError: a layer is not a folder, or there is no such pack.
    """
    for layer in layers:
        if not layer.is_dir():
            raise CorpusError(
                "this corpus folder does not exist.", where=Where(layer), remedy="Correct the setting for layers."
            )
    return Pack(name, (corpus_root(), *layers))


__all__ = ["LevelError", "Levels", "Pack", "PackInfo", "load_pack"]
