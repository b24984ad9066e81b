"""How often a process of the program's own looks for garbage. What it reads at its start, libraries and corpus, stays to its end."""

import gc
from typing import Final

_OBJECTS_BETWEEN_COLLECTIONS: Final = 200_000
"""To search all of that as often as Python does by itself takes a fifth of the time of a batch; so seldom, it grows by ten megabytes."""


def seldom() -> None:
    """From now on. For a process that somebody else's program runs in, that program decides."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
