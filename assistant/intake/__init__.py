"""Intake: from a file to a case whose every fact stands in the record."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ..errors import InputError, Where
from .consistency import flaws
from .load import LARGEST, Loaded, check_case, load_case

__all__ = ["Loaded", "check_case", "flaws", "is_case_file", "load_any", "load_case"]

_BUNDLE: Final = re.compile(rb'"resourceType"\s*:')


def is_bundle(path: Path) -> bool:
    """Whether a JSON file holds FHIR resources: a case file names its question first, a resource its type."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    with path.open("rb") as file:
        return bool(_BUNDLE.search(file.read(HEAD)))


HEAD: Final = 65536
"""Bytes of a file in which the type of a resource is looked for."""
CASE_FILES: Final = frozenset({".yaml", ".yml", ".json"})
"""Endings of files that hold a case; everything else is the text of a record."""


def is_case_file(path: Path) -> bool:
    """Whether a file holds a case, with its own question; everything else is a record."""
    return path.suffix.lower() in CASE_FILES and not is_bundle(path)


def load_any(
    path: Path | None,
    question: str | None = None,
    layers: Sequence[Path] = (),
    *,
    largest: int = LARGEST,
    day: date | None = None,
    pack: str = "spine",
    told: Callable[[str], None] = lambda step: None,
) -> Loaded:
    """The case of a case file, or of a record (a file, a folder, what is piped in) with the question that is asked about it;
    without either, of a question that tells of the patient itself.

    `day`: the date of the request, by default that of the last document. `pack`: whose words text is read with,
    unless another one knows what is asked.
    Raises what `load_case` and `read_paths` raise, and InputError for a question beside a case file, which holds its own.
    """
    if path is None and question is None:
        raise InputError("nothing is asked.", remedy="Name a case or a record, or put it with --question.")
    if path is not None and is_case_file(path):
        if question is not None:
            raise InputError("a case file holds its own question.", where=Where(path), remedy="Leave --question out.")
        return load_case(path, layers, largest=largest)
    from ..pack import load_pack
    from .read import read_paths  # The reading of text is not loaded for case files.

    read = read_paths([] if path is None else [path], question, layers, largest=largest, day=day, pack=pack, told=told)
    return Loaded(read.case, load_pack(read.case.pack, layers), read.problems)
