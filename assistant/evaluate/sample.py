"""What a run keeps of each document: everything that its reports show, so that they can be made again without a run."""

from collections.abc import Sequence
from typing import Literal

from ..model.base import NOT_STATED, Model, NotStated
from .content import Content
from .faults import Fault
from .outcomes import Unit
from .score import Score
from .written import Written

System = Literal["assistant", "reference"]
"""Who wrote the document."""
SAMPLES = "samples.jsonl"
MANIFEST = "manifest.json"


class Sample(Model):
    """One document of one case."""

    case: str
    system: System
    keyed: bool = False
    """Whether the case has a key."""
    error: str | NotStated = NOT_STATED
    """Why there is no document."""
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


class Manifest(Model):
    """How a run was made."""

    started: str
    """Time of its start, ISO."""
    seconds: float
    """Wall-clock time of the whole run."""
    version: str
    """Version of the program."""
    python: str
    policy_set: str
    """Policy set given, or `pack_default`."""
    disposition: str
    search: bool
    """Whether the search index took part."""
    model: str = "composer"
    """Who drafted."""
    seed: int
    """Of the bootstrap."""
    cases: tuple[str, ...]
    cases_digest: str
    """SHA-256 over the files of the cases."""
    keys_digest: str
    """The same for the keys."""
    corpus_digest: str
    """The same for the corpus in use, layers included."""
    articles: tuple[str, ...] = ()
    """Cases with a reference article."""


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

    def errors(self) -> int:
        """Cases without a document."""
        return sum(s.error != NOT_STATED for s in self.samples)


def values(samples: Sequence[Sample], measure: str) -> list[float]:
    """The values of a measure that were scored."""
    return [value for s in samples if (value := s.value(measure)) is not None]
