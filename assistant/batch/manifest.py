"""The manifest: one line for each finished case, on the disk before the next is counted. A line cut short by a kill is no line."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ..errors import InputError, StoreError, Where
from ..files import write
from .data import Done

MANIFEST: Final = "batch.jsonl"


class Manifest:
    """The finished cases of an output folder."""

    def __init__(self, out: Path) -> None:
        """Raises StoreError where the folder cannot be used."""
        self.out = out
        self.path = out / MANIFEST
        self.done = {done.name: done for done in self._read()}
        # Rewritten whole: a line that was cut short would swallow the next.
        write({self.path: "".join(f"{done.model_dump_json()}\n" for done in self.done.values())})

    def _read(self) -> Iterable[Done]:
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"this cannot be read: {error.strerror or error}.", where=Where(self.path)) from None
        for line in lines:
            try:
                yield Done.model_validate_json(line)
            except ValidationError:  # cut short, or of another version: the case is drafted again
                continue

    def finished(self, name: str, key: str) -> Done | None:
        """What is known of a case, where nothing it came from has changed and all of its documents are there."""
        done = self.done.get(name)
        whole = done is not None and done.key == key and all((self.out / file).is_file() for file in done.files)
        return done if whole else None

    def add(self, done: Done) -> None:
        """Raises StoreError."""
        self.done[done.name] = done
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{done.model_dump_json()}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(f"this cannot be written: {error.strerror or error}.", where=Where(self.path)) from None


def inputs_of(folder: Path, out: Path) -> list[Path]:
    """Case files, records and folders that are each one record, by name. Raises InputError."""
    if not folder.is_dir():
        raise InputError("this is no folder.", where=Where(folder), remedy="Name a folder of cases and records.")
    found = sorted(p for p in folder.iterdir() if not p.name.startswith(".") and p.resolve() != out.resolve())
    if not found:
        raise InputError("no case was found here.", where=Where(folder), remedy="Put case files and records into it.")
    return found


def stems(inputs: list[Path]) -> dict[Path, str]:
    """What the documents of each input are called: its name without its ending, unless another has the same."""
    short = [path.stem.lower() if path.is_file() else path.name.lower() for path in inputs]
    return {p: p.name if short.count(s) > 1 or p.is_dir() else p.stem for p, s in zip(inputs, short, strict=True)}
