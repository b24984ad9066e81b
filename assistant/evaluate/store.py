"""Run folders: written whole or not at all, read back with every value checked."""

from pathlib import Path

from pydantic import ValidationError

from ..errors import InputError, Where
from ..pack.yamlio import decode, read_bytes
from .sample import MANIFEST, SAMPLES, Manifest, Run, Sample


def texts_of(run: Run) -> dict[str, str]:
    """Manifest and samples of a run, by file name."""
    return {
        MANIFEST: run.manifest.model_dump_json(indent=2) + "\n",
        SAMPLES: "".join(sample.model_dump_json() + "\n" for sample in run.samples),
    }


def read_run(folder: Path) -> Run:
    """The run of a folder. Raises InputError: it holds none, or one of another version of the program."""
    manifest, samples = folder / MANIFEST, folder / SAMPLES
    if not manifest.is_file() or not samples.is_file():
        raise InputError(
            "this is no folder of a run.", where=Where(folder), remedy="Name the --out folder of 'assistant eval run'."
        )
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


def _bytes(path: Path) -> bytes:
    return read_bytes(path, limit=500_000_000, fault=InputError)
