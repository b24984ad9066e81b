"""What a run keeps of each document: everything that its reports show, so that they can be made again without a run."""

from collections.abc import Sequence
from typing import Literal

from ..model.base import NOT_STATED, Model, NotStated
from .configuration import Configuration
from .content import Content
from .faults import Fault
from .outcomes import Unit
from .score import Score
from .thresholds import Thresholds
from .written import Written

System = Literal["assistant", "reference"]
"""Who wrote the document."""


class Sample(Model):
    """One document of one case."""

    case: str
    system: System
    keyed: bool = False
    """Whether the case has a key."""
    key: str | NotStated = NOT_STATED
    """SHA-256 over all that the sample came from: it is taken over by a later run where nothing of that has changed."""
    guarded: bool = True
    """False: drafted without the guard, for measuring alone. It is no determination."""
    error: str | NotStated = NOT_STATED
    """Why there is no document."""
    unproved: dict[str, str] = {}
    """Of a draft without the guard: statements that it would have refused, with the first reason."""
    notes: tuple[str, ...] = ()
    """What a person should look at in how the case was read."""
    unwritten: dict[str, str] = {}
    """Sections that the model was asked for and did not write, with the reason."""
    verdict: str | NotStated = NOT_STATED
    """The outcome it is headed with."""
    units: tuple[Unit, ...] = ()
    content: Content = Content()
    faults: tuple[Fault, ...] = ()
    """What is wrong with it by itself: contradictions, wrong expansions, figures that stand nowhere."""
    scores: tuple[Score, ...] = ()
    written: Written | NotStated = NOT_STATED

    def value(self, measure: str) -> float | None:
        """The value of a measure; None where it was not scored."""
        found = next((s.value for s in self.scores if s.measure == measure), NOT_STATED)
        return None if found == NOT_STATED else found


class Entry(Model):
    """One case of a run, and what it was read from."""

    case: str
    digest: str
    """SHA-256 over the file of the case, or the files of the record and its question."""
    key: str | NotStated = NOT_STATED
    """The same for its key."""
    article: str | NotStated = NOT_STATED
    """The same for its reference article."""


class Manifest(Model):
    """How a run was made."""

    started: str
    """Time of its start, ISO."""
    seconds: float
    """Wall-clock time of the whole run, samples that were taken over not counted."""
    reused: int = 0
    """Cases taken over from an earlier run of the same, that was broken off or finished."""
    version: str
    """Version of the program."""
    program: str
    """SHA-256 over its code, its data and its prompts."""
    python: str
    libraries: dict[str, str] = {}
    """Versions of the libraries that a document depends on."""
    configuration: Configuration
    prompts: dict[str, str] = {}
    """Version of each prompt, by name."""
    settings: str
    """SHA-256 over the settings in force, without keys and places of files."""
    seed: int
    """Of the bootstrap."""
    corpus: str
    """SHA-256 over the corpus in use, layers included."""
    entries: tuple[Entry, ...]
    """In the order of the report."""
    passed_over: tuple[str, ...] = ()
    """Cases for which the model is a recorded one and nothing was recorded."""
    thresholds: Thresholds | NotStated = NOT_STATED
    """What the means were held against."""


class Run(Model):
    """A finished run."""

    manifest: Manifest
    samples: tuple[Sample, ...]

    def of(self, system: System) -> tuple[Sample, ...]:
        """Samples of one writer, in the order of the cases."""
        return tuple(s for s in self.samples if s.system == system)

    def sample(self, case: str, system: System) -> Sample | None:
        """One sample; None where there is none."""
        return next((s for s in self.samples if s.case == case and s.system == system), None)

    @property
    def guarded(self) -> bool:
        """Whether what it brought passed the guard."""
        return self.manifest.configuration.guard

    def errors(self) -> int:
        """Cases without a document."""
        return sum(s.error != NOT_STATED for s in self.samples)


def values(samples: Sequence[Sample], measure: str) -> list[float]:
    """The values of a measure that were scored."""
    return [value for s in samples if (value := s.value(measure)) is not None]
