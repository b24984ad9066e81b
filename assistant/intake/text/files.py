"""Paths to texts: a file, several files, or the files of a folder."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ...errors import InputError, Problem, Where
from ...pack.yamlio import decode, read_bytes
from .layout import Source

TEXTS: Final = frozenset({".txt", ".md", ".markdown", ".text", ""})
"""Endings of files that are read as text."""
_OTHERS: Final = {
    ".pdf": "Turn it into text first, for instance with `pdftotext -layout`; a scanned page needs text recognition.",
    ".docx": "Save it as plain text.",
    ".doc": "Save it as plain text.",
    ".rtf": "Save it as plain text.",
}
_CONTROL = re.compile(r"[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_sources(paths: Sequence[Path], largest: int) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The texts of files and folders, in the order given and by name within a folder; and what was passed over.

    Raises:
        InputError: a file is missing, empty, too large, not UTF-8, or of a kind that is not read; a folder holds no text.
    """
    sources: list[Source] = []
    passed: list[Problem] = []
    total = 0
    for path in paths:
        for file in _files(path, passed):
            data = read_bytes(file, limit=largest, fault=InputError)
            total += len(data)
            if total > largest:
                raise InputError(
                    f"the record is too large: more than {largest / 1e6:.1f} MB.",
                    where=Where(file),
                    remedy="Leave out what is not part of it, or raise the setting largest_case.",
                )
            sources.append(Source(str(file), _cleaned(data, file)))
    return tuple(sources), tuple(passed)


def _files(path: Path, passed: list[Problem]) -> list[Path]:
    if not path.is_dir():
        if remedy := _OTHERS.get(path.suffix.lower()):
            raise InputError(f"a file of the kind {path.suffix.lower()} is not read.", where=Where(path), remedy=remedy)
        return [path]
    found = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    texts = [p for p in found if p.suffix.lower() in TEXTS]
    passed += [
        Problem("this file is no text and was passed over.", Where(p), _OTHERS.get(p.suffix.lower()), warning=True)
        for p in found
        if p not in texts
    ]
    if not texts:
        raise InputError("this folder holds no text file.", where=Where(path), remedy="Text files end in .txt or .md.")
    return texts


def _cleaned(data: bytes, file: Path) -> str:
    """The text with plain line ends and spaces. Raises InputError for what is no text."""
    if b"\0" in data[:4096] or data[:5] == b"%PDF-":
        raise InputError("this is not a text file.", where=Where(file), remedy="Give the record as plain text.")
    text = decode(data, file, fault=InputError).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    text = "\n".join(row.rstrip() for row in _CONTROL.sub(" ", text).split("\n"))
    if not text.strip():
        raise InputError("the file is empty.", where=Where(file))
    return text
