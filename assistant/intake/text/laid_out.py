"""The sentences of documents, kept: each question that a case is read for goes through the same documents anew."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from .line import Line

KEPT: Final = 1_000_000
"""Characters of documents that are kept at most; a longer document is read anew each time."""


class LaidOut:
    """Hands on the sentences of a text, with the names that its sections have in a document of its kind."""

    def __init__(self, read: Callable[[str, Mapping[str, str]], Iterable[Line]]) -> None:
        self._read = read
        self._kept: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Line, ...]] = {}
        self._held = 0

    def sentences(self, text: str, renamed: Mapping[str, str] = MappingProxyType({})) -> tuple[Line, ...]:
        """The sentences in their order. Nobody may change them."""
        key = text, tuple(renamed.items())
        if (known := self._kept.get(key)) is not None:
            return known
        lines = tuple(self._read(text, renamed))
        if len(text) <= KEPT:
            if self._held + len(text) > KEPT:
                self._kept, self._held = {}, 0
            self._kept[key] = lines
            self._held += len(text)
        return lines
