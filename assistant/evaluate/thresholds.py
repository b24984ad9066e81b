"""Limits that a run has to keep, read from a file."""

from pathlib import Path

from pydantic import model_validator

from ..errors import InputError
from ..model.base import NOT_STATED, Model, NotStated
from ..pack.yamlio import load, read_bytes
from .score import BY_ID


class Limit(Model):
    """What a mean may be."""

    least: float | NotStated = NOT_STATED
    most: float | NotStated = NOT_STATED

    @model_validator(mode="after")
    def _one(self) -> "Limit":
        if self.least == NOT_STATED and self.most == NOT_STATED:
            raise ValueError("a limit has 'least', 'most' or both")
        return self

    def kept_by(self, value: float) -> bool:
        """Whether a value lies within; both ends belong to it."""
        return not (
            (self.least != NOT_STATED and value < self.least - 1e-9)
            or (self.most != NOT_STATED and value > self.most + 1e-9)
        )

    def __str__(self) -> str:
        named = (("at least", self.least), ("at most", self.most))
        return " and ".join(f"{word} {bound:g}" for word, bound in named if bound != NOT_STATED)


class Thresholds(Model):
    """Limits of the program's own documents."""

    means: dict[str, Limit] = {}
    """What the mean over the cases has to keep, by measure."""
    each: dict[str, Limit] = {}
    """What every case has to keep that is scored on it, by measure."""
    errors: int = 0
    """Cases that may fail to be drafted."""

    @model_validator(mode="after")
    def _known(self) -> "Thresholds":
        if unknown := [name for name in (*self.means, *self.each) if name not in BY_ID]:
            raise ValueError(f"there is no measure {unknown[0]!r}; known: {', '.join(BY_ID)}")
        return self


def load_thresholds(path: Path) -> Thresholds:
    """The thresholds in a file. Raises InputError."""
    return load(Thresholds, read_bytes(path, fault=InputError), path, fault=InputError)
