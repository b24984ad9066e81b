"""A second opinion beside the guard's proof: whoever reads meaning may object to what the guard let pass, and can never let pass more.

What is told of sources and of the record is laid before it, each statement with the words that it rests on; outcomes are the rules' own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ..model.base import NOT_STATED
from ..model.document import Statement
from .ground import Ground
from .reading import Reading, reading_of

CODE: Final = "second-opinion"
"""Code of the violation."""
_TYPES: Final = ("evidence", "policy_statement", "record_fact")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement and what it rests on."""

    key: str
    """What the statement is known by while the ground lives."""
    text: str
    grounds: tuple[str, ...]
    """The words of each fact, criterion and finding of its basis."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An objection to a claim."""

    key: str
    reason: str
    """In words that a reviewer understands."""


SecondOpinion = Callable[[Sequence[Claim]], Iterable[Doubt]]
"""Reads claims together, because whoever does may be slow or far away; what it does not object to stands as the guard found it."""


def consult(statements: Iterable[Statement], ground: Ground, opinion: SecondOpinion) -> None:
    """Lays statements before a second opinion and keeps its doubts, which the checks of a statement then tell as violations."""
    readings = {key_of(s): reading_of(s, ground) for s in statements if s.type in _TYPES}
    claims = [Claim(key, r.text.text, grounds) for key, r in readings.items() if (grounds := _grounds(r))]
    for doubt in opinion(claims) if claims else ():
        if doubt.key in readings:
            ground.doubts[doubt.key] = doubt.reason
            readings[doubt.key].violations = None


def of_model(statements: Iterable[Statement]) -> list[Statement]:
    """The statements that a model wrote: the composer puts its own together from the words that they rest on."""
    return [s for s in statements if s.origin == "model"]


def key_of(statement: Statement) -> str:
    """What a statement is known by."""
    return f"{statement.id}\n{statement.text}"


def _grounds(reading: Reading) -> tuple[str, ...]:
    ground = reading.ground
    found: list[str] = []
    for ref in reading.facts:
        named = ground.fact(ref)
        if named is not None:
            source, fact = named
            whom = "" if fact.population == NOT_STATED else f" (of: {fact.population})"
            found.append(f"{source.short}: {fact.text}{whom}")
    found += [text.text.text for text in reading.criterion_wordings]
    found += [text.text.text for text in reading.record_texts]
    return tuple(dict.fromkeys(found))
