"""Run folders: each sample on the disk as soon as it is there, the rest written whole or not at all; read back with every
value checked.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ..errors import InputError, StoreError, Where
from ..files import write
from ..model.base import NOT_STATED
from ..pack.yamlio import decode, read_bytes
from .sample import Manifest, Run, Sample

SAMPLES: Final = "samples.jsonl"
MANIFEST: Final = "manifest.json"
SUMMARY: Final = "summary.md"
REPORT: Final = "report.html"


class Shelf:
    """The samples of a run that is under way."""

    def __init__(self, folder: Path, keys: Collection[str]) -> None:
        """Keeps of an earlier run what has one of these keys. A line cut short by a kill is no line. Raises StoreError."""
        self.path = folder / SAMPLES
        self.kept: dict[str, list[Sample]] = {}
        for sample in _whole(self.path):
            if sample.key in keys and sample.error == NOT_STATED:
                self.kept.setdefault(str(sample.key), []).append(sample)
        # What was made of the earlier samples holds no longer once one of them goes.
        try:
            for name in (MANIFEST, SUMMARY, REPORT):
                (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(folder, error) from None
        # Rewritten whole: a line that was cut short would swallow the next.
        write({self.path: _lines(s for samples in self.kept.values() for s in samples)})

    def add(self, samples: Iterable[Sample]) -> None:
        """Writes the samples of one case down. Raises StoreError."""
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(_lines(samples))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unusable(self.path, error) from None


def texts_of(run: Run) -> dict[str, str]:
    """Manifest and samples of a run, by file name."""
    return {MANIFEST: run.manifest.model_dump_json(indent=2) + "\n", SAMPLES: _lines(run.samples)}


def read_run(folder: Path) -> Run:
    """The run of a folder. Raises InputError: it holds none, one that was broken off, or one of another form."""
    manifest, samples = folder / MANIFEST, folder / SAMPLES
    if samples.is_file() and not manifest.is_file():
        raise InputError(
            "this run was broken off.",
            where=Where(folder),
            remedy="Give the same 'assistant eval run' again: it goes on where it stopped.",
        )
    if not samples.is_file():
        raise InputError("this is no folder of a run.", where=Where(folder), remedy="Name one of 'assistant eval run'.")
    try:
        lines = decode(_bytes(samples), samples, fault=InputError).splitlines()
        return Run(
            manifest=Manifest.model_validate_json(_bytes(manifest)),
            samples=tuple(Sample.model_validate_json(line) for line in lines if line),
        )
    except ValidationError as error:
        raise InputError(
            f"the run cannot be read: {error.error_count()} values are not of the form of this version.",
            where=Where(folder),
            remedy="Run the evaluation again.",
        ) from None


def _unusable(place: Path, error: OSError) -> StoreError:
    return StoreError(
        f"a run cannot be written here: {error.strerror or error}.",
        where=Where(place),
        remedy="Choose another folder with --out, or change its permissions.",
    )


def _lines(samples: Iterable[Sample]) -> str:
    return "".join(sample.model_dump_json() + "\n" for sample in samples)


def _whole(path: Path) -> Iterator[Sample]:
    """The samples of a file that may have been cut short, or be of another version."""
    if not path.is_file():
        return
    for line in read_bytes(path, limit=LARGEST, fault=InputError).splitlines():
        try:
            yield Sample.model_validate_json(line)
        except ValidationError:
            continue


LARGEST: Final = 500_000_000
"""Bytes of a file of samples that is still read."""


def _bytes(path: Path) -> bytes:
    return read_bytes(path, limit=LARGEST, fault=InputError)
