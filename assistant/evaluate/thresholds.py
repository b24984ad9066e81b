"""Limits that the mean over the cases has to keep, read from a file."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import model_validator

from ..errors import InputError
from ..model.base import NOT_STATED, Model, NotStated
from ..pack.yamlio import load, read_bytes
from .sample import Run, values
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

    means: dict[str, Limit]
    """By measure."""
    errors: int = 0
    """Cases that may fail to be drafted."""

    @model_validator(mode="after")
    def _known(self) -> "Thresholds":
        if unknown := [name for name in self.means if name not in BY_ID]:
            raise ValueError(f"there is no measure {unknown[0]!r}; known: {', '.join(BY_ID)}")
        return self


class Miss(Model):
    """A limit that is not kept."""

    measure: str
    found: str
    limit: str

    def __str__(self) -> str:
        return f"{self.measure} is {self.found}; the threshold is {self.limit}."


def load_thresholds(path: Path) -> Thresholds:
    """The thresholds in a file. Raises InputError."""
    return load(Thresholds, read_bytes(path, fault=InputError), path, fault=InputError)


def misses(run: Run, thresholds: Thresholds) -> Iterator[Miss]:
    """Limits that the run does not keep. What no case was scored on is not kept: nobody knows."""
    own = run.of("assistant")
    if (errors := run.errors()) > thresholds.errors:
        yield Miss(measure="cases that could not be drafted", found=str(errors), limit=f"at most {thresholds.errors}")
    for name, limit in thresholds.means.items():
        found = values(own, name)
        mean = sum(found) / len(found) if found else None
        if mean is None:
            yield Miss(measure=BY_ID[name].label, found="not scored in any case", limit=str(limit))
        elif not limit.kept_by(mean):
            yield Miss(measure=BY_ID[name].label, found=f"{mean:.4g}", limit=str(limit))
