"""The folders of a corpus laid over each other, and the typed content of their files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from ..errors import CorpusError, Where
from .kept import kept
from .yamlio import load_part, read_bytes

T = TypeVar("T")


class Layers:
    """Corpus folders: later ones replace files of the same name and add others."""

    def __init__(self, roots: Sequence[Path]) -> None:
        """`roots`: the built-in folder first."""
        self.roots = tuple(roots)

    def load(self, type_: type[T], part: str, files: tuple[Path, ...]) -> tuple[T, ...]:
        """The typed content of files. What is wrong in any of them is told at once."""
        contents = tuple(read_bytes(file) for file in files)
        return kept(part, files, contents, lambda: self._checked(type_, files, contents))

    def _checked(self, type_: type[T], files: tuple[Path, ...], contents: tuple[bytes, ...]) -> tuple[T, ...]:
        values: list[T] = []
        failed: list[CorpusError] = []
        for file, content in zip(files, contents, strict=True):
            try:
                values.append(load_part(type_, content, file))
            except CorpusError as error:
                failed.append(error)
        if len(failed) > 1:
            problems = [p for error in failed for p in error.all_problems()]
            raise CorpusError(f"{len(failed)} files of the corpus are wrong.", problems=problems)
        if failed:
            raise failed[0]
        return tuple(values)

    def find(self, relative: str) -> Path | None:
        """The file in use for a path below the folders, if there is one."""
        return next((p for root in reversed(self.roots) if (p := root / relative).is_file()), None)

    def path(self, relative: str) -> Path:
        """The file in use for such a path. Raises CorpusError where there is none."""
        path = self.find(relative)
        if path is None:
            where = Where(self.roots[-1] / relative)
            raise CorpusError(
                "this file of the pack is missing.", where=where, remedy="Restore it, or correct the layers."
            )
        return path

    def files(self, folder: str, pattern: str) -> tuple[Path, ...]:
        """Files of a folder over all layers, by name; later layers win."""
        found: dict[str, Path] = {}
        for root in self.roots:
            found.update({p.name: p for p in sorted((root / folder).glob(pattern)) if p.is_file()})
        return tuple(found[name] for name in sorted(found))
