"""The answer to a test: a truth, why, and the facts behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model.base import NOT_STATED
from ..model.language import Silence, Truth
from ..model.outcome import Reason
from .told import Told


@dataclass(slots=True)
class Answer:
    """A truth with the reason and the facts behind it."""

    truth: Truth
    reason: Reason
    findings: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    detail: dict[str, str] = field(default_factory=dict)


def silent(test: Silence, studied: Sequence[str] = ()) -> Answer:
    """The answer where nothing is said; `studied`: documents on file that could have shown it."""
    if studied and test.unreported != NOT_STATED:
        return Answer(test.unreported, "unreported", detail={"documents": ",".join(studied)})
    return Answer(test.silence, "presumed" if test.silence == "met" else "silent")


def ids_of(findings: Iterable[Told]) -> tuple[str, ...]:
    """The ids of findings, each once."""
    return tuple(dict.fromkeys([f.id for f in findings]))
