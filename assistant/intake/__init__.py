"""Intake: from a file to a case whose every fact stands in the record."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ..errors import InputError, Where
from .consistency import flaws
from .load import LARGEST, Loaded, check_case, load_case

__all__ = ["Loaded", "check_case", "flaws", "load_any", "load_case"]

CASE_FILES: Final = frozenset({".yaml", ".yml", ".json"})
"""Endings of files that hold a case; everything else is the text of a record."""


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

    `day`: the date of the request, by default that of the last document. `pack`: whose words text is read with.
    Raises what `load_case` and `text.read_texts` raise, and InputError for a question beside a case file, which holds its own.
    """
    if path.suffix.lower() in CASE_FILES:
        if question is not None:
            raise InputError("a case file holds its own question.", where=Where(path), remedy="Leave --question out.")
        return load_case(path, layers, largest=largest)
    from ..pack import load_pack
    from .text import read_texts  # The reading of text is not loaded for case files.

    read = read_texts([path], question, layers, largest=largest, day=day, pack=pack)
    return Loaded(read.case, load_pack(pack, layers), read.problems)
