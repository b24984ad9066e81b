"""What goes over the wire: the form of a reply, apart from the program's own models. All fields required, no extras."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from ..model.document import StatementType
from . import tidy

MOST: Final = 60
"""Statements of one reply that are read; no section has as many points."""
LONGEST: Final = 2_000
"""Characters of one statement."""
_OPENED: Final = re.compile(r'"statements"\s*:\s*\[')
_BETWEEN: Final = re.compile(r"[\s,]*")


class WireStatement(BaseModel):
    """One statement as the model returns it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    type: StatementType
    text: str
    points: list[str]
    basis: list[str]


class WireReply(BaseModel):
    """A whole reply."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    statements: list[WireStatement]


class Malformed(ValueError):
    """A reply that is not of the form asked for. The message is for the model: it quotes nothing of the reply."""


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of a reply, as strict structured output wants it. One object for all: nobody changes it."""
    return WireReply.model_json_schema()


class Arriving:
    """The statements of a reply that is still coming, for those who cannot wait; `read` has the last word."""

    def __init__(self) -> None:
        self._text, self._at = "", -1

    def feed(self, piece: str) -> Iterator[WireStatement]:
        """Statements that are whole with this piece."""
        self._text += piece
        if self._at < 0 and (opened := _OPENED.search(self._text)):
            self._at = opened.end()
        while self._at >= 0 and "}" in piece:
            start = _BETWEEN.match(self._text, self._at)
            try:
                entry, self._at = json.JSONDecoder().raw_decode(self._text, start.end() if start else self._at)
            except (ValueError, RecursionError):
                return
            try:
                yield WireStatement.model_validate(tidy.entry(entry))
            except ValidationError:
                continue


def read(text: str) -> tuple[tuple[WireStatement, ...], int]:
    """The statements of a reply, and how many were left out because they had another form.

    Raises:
        Malformed: no JSON object, no list of statements, or not one statement of the right form.
    """
    try:
        entries = tidy.listed(tidy.found(text))
    except (ValueError, RecursionError):
        raise Malformed("it is not one whole JSON object.") from None
    if entries is None:
        raise Malformed('it is not a JSON object with a list "statements".')
    kept, wrong = [], ""
    for entry in entries[:MOST]:
        try:
            statement = WireStatement.model_validate(tidy.entry(entry))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            wrong = f"{'.'.join(map(str, first['loc'])) or 'a statement'}: {first['msg'].lower()}."
            continue
        if statement.text.strip() and len(statement.text) <= LONGEST:
            kept.append(statement)
        else:
            wrong = "a statement has no text, or too much of it."
    if not kept:
        raise Malformed(wrong or "it holds no statement.")
    return tuple(kept), len(entries) - len(kept)
