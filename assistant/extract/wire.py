"""What goes over the wire: the form of a reply, apart from the program's own models. All fields required, no extras."""

import json
import re
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

MOST: Final = 400
"""Facts of one reply that are read."""
_FENCED: Final = re.compile(r"^\s*```(?:json)?\s*\n(?P<inside>.*?)\n\s*```\s*$", re.DOTALL)


class WireFact(BaseModel):
    """One fact as the model returns it; an empty text or null where the document says nothing."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: str
    quote: str
    status: str
    levels: list[str]
    region: str
    side: str
    of: str
    grade: str
    number: float | None
    supervised: str
    start: str
    end: str
    weeks: float | None
    sessions: int | None
    response: str


class WireFacts(BaseModel):
    """A whole reply."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    facts: list[WireFact]


class Malformed(ValueError):
    """A reply that is not of the form asked for. The message is for the model: it quotes nothing of the reply."""


def schema() -> dict[str, Any]:
    """The JSON schema of a reply."""
    return WireFacts.model_json_schema()


def read(text: str) -> tuple[tuple[WireFact, ...], int]:
    """The facts of a reply, and how many were left out because they had another form. Raises Malformed."""
    fenced = _FENCED.match(text)
    try:
        found = json.loads(fenced["inside"] if fenced else text)
    except (ValueError, RecursionError):
        raise Malformed("it is not one whole JSON object.") from None
    if not isinstance(found, dict) or not isinstance(found.get("facts"), list):
        raise Malformed('it is not a JSON object with a list "facts".')
    kept = []
    for entry in found["facts"][:MOST]:
        try:
            kept.append(WireFact.model_validate(entry))
        except ValidationError:
            continue
    return tuple(kept), len(found["facts"]) - len(kept)
