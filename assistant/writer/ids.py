"""Ids under which a model is given points and what they rest on. Each is made of what it stands for, not of its place: it
stays when another point comes or goes, so that a recorded reply goes on answering what it was written for.
"""

import hashlib
import re
from itertools import count
from typing import Final

from ..model.base import NOT_STATED
from ..model.document import OutcomeRef, Statement

_FORM: Final = re.compile(r"[pcro][0-9a-f]{4}")


class Ids:
    """The ids of one section, none of them twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, letter: str, *parts: str) -> str:
        """The id of what these parts name; things that share all of them are told apart by their order."""
        for n in count():
            digest = hashlib.sha256("\n".join((letter, *parts, str(n))).encode()).hexdigest()
            if (id := letter + digest[:4]) not in self._taken:
                self._taken.add(id)
                return id
        raise AssertionError("there is always another number")


def is_id(text: str) -> bool:
    """Whether this has the form of such an id, of whatever prompt."""
    return _FORM.fullmatch(text) is not None


def about(statement: Statement) -> tuple[str, ...]:
    """What names a point: its type and label, the criteria and outcomes that it rests on; of one that rests on none, the
    passage or the fact of the record that it tells first. Never its words, which change without the point.
    """
    basis = statement.basis
    ruled = (*sorted(basis.criteria), *sorted(map(place, basis.outcomes)))
    told = (*statement.facts(), *basis.findings, *basis.treatments, *statement.documents())
    own = told[:1] if statement.type == "evidence" or not ruled else ()
    label = "" if statement.label == NOT_STATED else statement.label
    return (statement.type, label, *ruled, *own)


def place(ref: OutcomeRef) -> str:
    """The part of the outcome that is meant."""
    return " ".join((ref.part, str(ref.line), str(ref.level), str(ref.stage)))
