"""An attribute computed when first asked for, and kept: as `functools.cached_property`, without its lock, which costs more than
most of what the guard keeps so.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """Decorates a method without arguments; its result takes the place of the attribute in the instance."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "once[T]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object, owner: type) -> "once[T] | T":
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.make(instance)
        return value
