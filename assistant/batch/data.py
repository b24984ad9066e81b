"""What a batch is asked and what it tells."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..model.base import Model
from ..model.outcome import OutcomeWord


class Options(Model):
    """How every case of the folder is drafted: as the options of the same names in `assistant draft`."""

    formats: tuple[str, ...]
    question: str | None = None
    """Asked of records; a case file holds its own."""
    policy_set: str | None = None
    disposition: str | None = None
    as_of: date | None = None
    audience: str | None = None
    model: str | None = None
    search: bool = True
    template: Path | None = None
    openai_batch: bool = False
    """Whether the model is asked through the batches of its endpoint: cheaper, and slower, up to a day."""


class Done(Model):
    """A case that was drafted: one line of the manifest and of the summary."""

    name: str
    """File or folder it was read from."""
    key: str
    """SHA-256 over all that the documents came from: input, options, settings, corpus, version."""
    case: str
    question: str
    overall: OutcomeWord
    determination: OutcomeWord
    action: str
    lines: tuple[str, ...]
    """Outcome of each line and run of levels."""
    faults: tuple[str, ...]
    """What has to be corrected in the case."""
    seconds: float
    files: tuple[str, ...]
    """Names of its documents in the output folder."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A case that could not be drafted."""

    name: str
    message: str
    """As the user reads it; it holds no text of the record."""
    exit_code: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that has run to its end, in the order of the names."""

    cases: tuple[Done | Failed, ...]
    skipped: int
    """Cases that were finished before, and of which nothing has changed."""
