"""The cases of a folder: case files, and records as they came, with the question that is asked about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import InputError, Where
from ..files import digest
from ..intake import Loaded, is_case_file, load_any
from ..pack.yamlio import decode, read_bytes
from ..settings import Settings

QUESTION: Final = ".question.txt"
"""Ends the name of the file that holds the question about a record: `NAME.question.txt` beside `NAME.pdf`, or a folder."""
RECORDS: Final = frozenset({".txt", ".pdf", ".docx", ".json"})
"""Files that are taken for a record without a question beside them: it may stand in the record itself."""


@dataclass(frozen=True, slots=True)
class Input:
    """One case to draft: a case file, or a record (a file, or a folder of files)."""

    path: Path
    question: Path | None = None

    @property
    def name(self) -> str:
        """What it is called until it is read."""
        return self.path.name if self.path.is_dir() else self.path.stem

    def digest(self) -> str:
        """SHA-256 over all its files."""
        files = sorted(p for p in self.path.rglob("*") if p.is_file()) if self.path.is_dir() else [self.path]
        return digest([*files, *([self.question] if self.question else [])])

    @property
    def unasked(self) -> str:
        """What to do where a record does not say what is asked; empty where it is asked, or a case file."""
        if self.question is not None or (self.path.is_file() and is_case_file(self.path)):
            return ""
        return f" What is asked of a record stands in {self.name}{QUESTION} beside it."

    def load(self, settings: Settings) -> Loaded:
        """Reads it. Raises what `load_any` raises."""
        question = None
        if self.question is not None:
            text = decode(read_bytes(self.question, fault=InputError), self.question, fault=InputError)
            question = " ".join(text.split())
        return load_any(self.path, question or None, settings.layers, largest=settings.largest_case, pack=settings.pack)


def inputs_of(place: Path) -> list[Input]:
    """What a folder holds, in the order of names; or the one case, where it is one. Raises InputError: nothing is there, or two of one name."""
    if is_one(place):
        return [_input(place)]
    found = list(_found(sorted(place.iterdir())))
    if not found:
        raise InputError("no case was found here.", where=Where(place), remedy="Name a folder of cases with --cases.")
    twice = [i for i in found if sum(i.name == other.name for other in found) > 1]
    if twice:
        named = ", ".join(i.path.name for i in twice)
        raise InputError(f"several cases have one name: {named}.", where=Where(place), remedy="Rename all but one.")
    return found


def is_one(place: Path) -> bool:
    """Whether a place is one case, and no folder of them: a file, or a folder with its question beside it."""
    return place.is_file() or _input(place).question is not None


def home_of(place: Path) -> Path:
    """The folder that holds the folders `cases` and `keys`."""
    if not is_one(place):
        return place.parent if place.name not in ("", "..") else place.absolute().parent
    return place.parent.parent if len(place.parts) > 1 else place.absolute().parent.parent


def _found(paths: Iterable[Path]) -> Iterator[Input]:
    for path in paths:
        if path.name.startswith(".") or path.name.endswith(QUESTION):
            continue
        one = _input(path)
        if one.question is not None or (path.is_file() and (is_case_file(path) or path.suffix.lower() in RECORDS)):
            yield one


def _input(path: Path) -> Input:
    question = path.parent / f"{path.name if path.is_dir() else path.stem}{QUESTION}"
    return Input(path, question if question.is_file() else None)
