"""What structured data states in one line: the words for a reader, and what its codes and dates say besides."""

from dataclasses import dataclass
from datetime import date as Date

from ...model.base import NOT_STATED, NotStated, Side, Status, YesNo


@dataclass(frozen=True, slots=True)
class CodedFinding:
    """A finding that a code names."""

    kind: str
    status: Status = "present"
    of: str = NOT_STATED
    number: float | NotStated = NOT_STATED


@dataclass(frozen=True, slots=True)
class CodedTreatment:
    """A treatment that a code names."""

    kind: str
    supervised: YesNo = NOT_STATED


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a structured document."""

    text: str
    said: int
    """Characters at the beginning that state the fact; what follows describes it."""
    status: Status = "present"
    """Whether the data states it, denies it, or leaves it open; its words are read within that."""
    region: str = NOT_STATED
    side: Side = NOT_STATED
    levels: tuple[str, ...] = ()
    date: Date | NotStated = NOT_STATED
    start: Date | NotStated = NOT_STATED
    end: Date | NotStated = NOT_STATED
    sessions: int | NotStated = NOT_STATED
    findings: tuple[CodedFinding, ...] = ()
    treatments: tuple[CodedTreatment, ...] = ()
