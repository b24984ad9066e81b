"""One way in for every kind of input: a case file, or the text of a record with a question."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ...errors import InputError, Where
from ...pack import load_pack
from ..load import LARGEST, Loaded, load_case
from .case import ReadCase, read_case
from .files import read_sources

CASES: Final = frozenset({".yaml", ".yml", ".json"})
"""Endings of case files."""


def load_any(
    path: Path,
    question: str | None = None,
    layers: Sequence[Path] = (),
    *,
    largest: int = LARGEST,
    day: date | None = None,
    pack: str = "spine",
) -> Loaded:
    """The case of a case file, or of a text file or folder with the question that is asked about it.

    Raises what `load_case` and `read_texts` raise, and InputError for a question beside a case file, which holds its own.
    """
    if path.suffix.lower() in CASES:
        if question is not None:
            raise InputError("a case file holds its own question.", where=Where(path), remedy="Leave --question out.")
        return load_case(path, layers, largest=largest)
    read = read_texts([path], question, layers, largest=largest, day=day, pack=pack)
    return Loaded(read.case, load_pack(pack, layers), read.problems)


def read_texts(
    paths: Sequence[Path],
    question: str | None = None,
    layers: Sequence[Path] = (),
    *,
    largest: int = LARGEST,
    day: date | None = None,
    pack: str = "spine",
) -> ReadCase:
    """The case of text files and folders, which together are one record.

    Raises:
        InputError: a file cannot be read as text, or no procedure is named.
        CorpusError: the pack, a layer, or its reading data is wrong.
    """
    sources, passed = read_sources(paths, largest)
    name = re.sub(r"[^a-z0-9]+", "-", paths[0].resolve().stem.lower()).strip("-") or "case"
    read = read_case(sources, load_pack(pack, layers), question, day=day, id=name)
    return ReadCase(read.case, (*passed, *read.problems), read.spans)
