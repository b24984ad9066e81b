"""What is found of a reading, found once: a section holds each of its points against every statement that comes."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from ..guard.reading import Reading

Found = TypeVar("Found")


def once(find: Callable[[Reading], Found]) -> Callable[[Reading], Found]:
    """The function, which looks at each reading one time."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def kept(reading: Reading) -> Found:
        if name not in reading.kept:
            reading.kept[name] = find(reading)
        return cast(Found, reading.kept[name])

    return kept
