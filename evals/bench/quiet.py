"""A stretch of time in which the process does nothing but what is measured."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """As `timeit` does: one run's garbage is not collected in another's time."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
