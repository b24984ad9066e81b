"""Gold keys: what a careful reader expects of the document of one case, in a form that a program can compare.

Every expectation carries an example that meets it; it is tried when the key is read, so that a pattern that can never
match is refused at once.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..model.base import NOT_STATED, Model, NotStated
from ..model.outcome import Action, Basis, OutcomeWord
from .figure import figure_pattern
from .matching import Alternatives, Phrase, met_by, problem_of, read

ForbiddenKind = Literal["unfounded_figure", "misattached_figure", "contradiction", "wrong_verdict", "overstatement"]
UNSUPPORTED: tuple[ForbiddenKind, ...] = ("unfounded_figure", "misattached_figure")
"""Kinds of forbidden statements that count as unsupported figures."""


def _listed(value: Any) -> Any:
    """A single alternative may be written without its list."""
    return (value,) if isinstance(value, str) else value


Group = Annotated[Alternatives, BeforeValidator(_listed), Field(min_length=1)]


class Expected(Model):
    """The outcome of one part of the request."""

    outcome: OutcomeWord
    """The outcome that is right."""
    also: tuple[OutcomeWord, ...] = ()
    """Outcomes that a reasonable reviewer could reach as well."""
    basis: Basis | NotStated = NOT_STATED
    """What it rests on: a failed criterion, a gap in the documentation, a restriction."""

    def accepts(self, outcome: str) -> bool:
        """Whether an outcome is right or acceptable."""
        return outcome == self.outcome or outcome in self.also


class ExpectedLine(Expected):
    """The outcome of one requested line."""

    code: str
    """Procedure code of the line, compared with the case's."""
    levels: dict[str, Expected] = {}
    """Outcome by level, in the canonical form; levels that are left out are not scored."""


class ExpectedOutcomes(Model):
    """The outcomes of the whole request and its parts."""

    overall: Expected
    """The logical outcome of the whole."""
    determination: Expected
    """The outcome after the disposition: what the document is headed."""
    action: Action | NotStated = NOT_STATED
    """What happens next."""
    stages: dict[int, Expected] = {}
    """By number of the stage, where the request has stages."""
    lines: dict[str, ExpectedLine] = Field(min_length=1)
    """By id of the request line."""
    setting: Expected | NotStated = NOT_STATED
    """The requested level of care; not stated where none is requested."""


class Told(Model):
    """Something that one statement has to say: every group of words is found in it, and no excluded word."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Unique in its list."""
    says: str = Field(min_length=10)
    """The point in our own words, for the report."""
    groups: tuple[Group, ...] = Field(min_length=1)
    """Alternatives; one of each group is in the statement. Forms: see `matching`."""
    unless: tuple[Phrase, ...] = ()
    """Words whose presence makes the statement another one."""
    example: str = Field(min_length=10)
    """A sentence that says it; it has to meet the groups."""

    @model_validator(mode="after")
    def _example_meets(self) -> "Told":
        _check_phrases(self.id, (*(p for g in self.groups for p in g), *self.unless))
        if not met_by(read(self.example), self.groups, self.unless):
            raise ValueError(f"the example of {self.id!r} does not meet its own groups")
        return self


class KeyPoint(Told):
    """A point that a good document makes."""

    weight: float = Field(default=1.0, gt=0)
    """How much it counts."""
    sections: tuple[str, ...] = ()
    """Kinds of section in which it counts; empty: anywhere. Kinds: see `sections.yaml`."""


class KeyStep(Told):
    """A next step that the document has to ask for, in its section of steps."""


class KeyFigure(Told):
    """A figure that has to be right where the document tells what it is about. `groups` say what it is about."""

    value: float
    """The right value."""
    unit: tuple[str, ...] = Field(min_length=1)
    """Unit, and other ways to write it; `%` joins the number, words follow it."""
    required: bool = True
    """Whether a document without it is incomplete."""

    @model_validator(mode="after")
    def _figure_stands(self) -> "KeyFigure":
        if not figure_pattern(self.value, self.unit).search(read(self.example).text):
            raise ValueError(f"the example of {self.id!r} does not hold {self.value:g} {self.unit[0]}")
        return self


class Forbidden(Told):
    """A sentence that must not be in a document. `example` is one that is caught."""

    kind: ForbiddenKind
    """Why: a figure without a source, a figure of something else, against the sources, against the outcome, too strong."""
    why: str = Field(min_length=10)
    """What the sources or the record say instead."""
    allowed: tuple[str, ...] = ()
    """Sentences near it that are right, and must not be caught."""

    @model_validator(mode="after")
    def _allowed_pass(self) -> "Forbidden":
        for sentence in self.allowed:
            if met_by(read(sentence), self.groups, self.unless):
                raise ValueError(f"{self.id!r} catches a sentence that it allows: {sentence[:80]!r}")
        return self


class Key(Model):
    """The gold key of one case under one policy set."""

    case: str
    """Id of the case."""
    policy_set: str
    """Policy set under which the outcomes hold."""
    disposition: str = "strict"
    """Disposition under which `determination` and `action` hold."""
    outcomes: ExpectedOutcomes
    """What the checker has to find."""
    points: tuple[KeyPoint, ...] = ()
    """What the document has to say."""
    figures: tuple[KeyFigure, ...] = ()
    """Figures that have to be right."""
    forbidden: tuple[Forbidden, ...] = ()
    """What the document must not say."""
    steps: tuple[KeyStep, ...] = ()
    """What it has to ask for."""

    @model_validator(mode="after")
    def _unique_ids(self) -> "Key":
        for name in ("points", "figures", "forbidden", "steps"):
            ids = [item.id for item in getattr(self, name)]
            if twice := sorted({id for id in ids if ids.count(id) > 1}):
                raise ValueError(f"{name}: the id {twice[0]!r} is used twice")
        return self


def _check_phrases(id: str, phrases: Iterable[str]) -> None:
    """Raises ValueError for the first phrase that cannot be compared."""
    for phrase in phrases:
        if (wrong := problem_of(phrase)) is not None:
            raise ValueError(f"{id!r}: {phrase!r} {wrong}")


__all__ = [
    "UNSUPPORTED",
    "Expected",
    "ExpectedLine",
    "ExpectedOutcomes",
    "Forbidden",
    "Key",
    "KeyFigure",
    "KeyPoint",
    "KeyStep",
    "Told",
]
