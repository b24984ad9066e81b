"""What is found of a reading, found once: a section holds each of its points against every statement that comes."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ..guard.reading import Reading

Found = TypeVar("Found")


def once(find: Callable[[Reading], Found]) -> Callable[[Reading], Found]:
    """The function, which looks at each reading one time."""

    @wraps(find)
    def kept(reading: Reading) -> Found:
        return reading.of(find)

    return kept
