"""The Snowball stemmer of English words, loaded without those of forty other languages that its package brings along."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from threading import local
from typing import Final

_NAME: Final = "_snowball_english"
"""The package under a name of our own, so that whoever imports it by its own gets the whole of it."""


def english() -> Callable[[str], str]:
    """A new stemmer, with one of the library's for each thread: that keeps the word which it works on in itself, so that two threads
    at once would each get the other's stem, or an error; and who remembers stems would keep the wrong one.
    """
    if _NAME not in sys.modules:
        whole = find_spec("snowballstemmer")
        alone = ModuleSpec(_NAME, None, is_package=True)
        alone.submodule_search_locations = whole.submodule_search_locations if whole is not None else None
        sys.modules[_NAME] = module_from_spec(alone)
    make = import_module(f"{_NAME}.english_stemmer").EnglishStemmer
    own = local()

    def stem(word: str) -> str:
        if not hasattr(own, "stem"):
            own.stem = make().stemWord
        return str(own.stem(word))

    return stem


def sources() -> tuple[Path, ...]:
    """The files that decide what a stem is."""
    whole = find_spec("snowballstemmer")
    folders = (whole.submodule_search_locations if whole is not None else None) or ()
    names = ("among.py", "basestemmer.py", "english_stemmer.py")
    return tuple(path for folder in folders for name in names if (path := Path(folder) / name).is_file())
