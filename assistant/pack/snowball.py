"""The Snowball stemmer of English words, loaded without those of forty other languages that its package brings along."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from typing import Final

_NAME: Final = "_snowball_english"
"""The package under a name of our own, so that whoever imports it by its own gets the whole of it."""


def english() -> Callable[[str], str]:
    """A new stemmer: each remembers the word that it works on, so that no two users can share one."""
    if _NAME not in sys.modules:
        whole = find_spec("snowballstemmer")
        alone = ModuleSpec(_NAME, None, is_package=True)
        alone.submodule_search_locations = whole.submodule_search_locations if whole is not None else None
        sys.modules[_NAME] = module_from_spec(alone)
    stem: Callable[[str], str] = import_module(f"{_NAME}.english_stemmer").EnglishStemmer().stemWord
    return stem
