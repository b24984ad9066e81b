"""Asking a language model that judges: any that the writer knows, under the same limits, with its reply in a fixed form."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict

from ..errors import InputError
from ..settings import COMPOSER, Settings
from ..writer.asking import Unanswered as Unjudged
from ..writer.asking import ask as ask_for
from ..writer.models import ChatModel, Destination, destination
from ..writer.prompts import own_prompts

__all__ = [
    "CitationVerdict",
    "CitationVerdicts",
    "PointVerdicts",
    "Unjudged",
    "ask",
    "fingerprint",
    "judge_of",
    "notice",
    "version",
]


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PointVerdict(_Wire):
    """A point, and the statements that make it."""

    point: str
    statements: list[str]


class PointVerdicts(_Wire):
    """A whole reply about points."""

    points: list[PointVerdict]


class CitationVerdict(_Wire):
    """A statement, and what its passages do for it."""

    statement: str
    together: bool
    alone: list[str]
    needed: list[str]


class CitationVerdicts(_Wire):
    """A whole reply about citations."""

    statements: list[CitationVerdict]


Form = TypeVar("Form", PointVerdicts, CitationVerdicts)
PROMPTS: Final[dict[type[_Wire], str]] = {PointVerdicts: "judge_points", CitationVerdicts: "judge_citations"}


def judge_of(settings: Settings, spec: str) -> Destination:
    """Where the judge is. Raises SettingsError; InputError for the composer and for mocks, which judge nothing."""
    chosen = destination(settings, spec)
    if chosen is None or chosen.provider == "mock":
        raise InputError(
            f"{COMPOSER if chosen is None else spec} judges nothing.",
            remedy="Name a language model, as in 'assistant draft --model', for instance openai:NAME.",
        )
    return chosen


def notice(chosen: Destination) -> str:
    """What leaves the program, and where to."""
    where = f"{chosen.host} (on this machine)" if chosen.local else chosen.host
    return f"statements of the documents, with what they quote from records, are sent to {where} for the model {chosen.name}."


def version(form: type[_Wire]) -> str:
    """Version of the prompt that asks for a form."""
    return own_prompts().versions[PROMPTS[form]]


def fingerprint(form: type[_Wire], model: str, material: dict[str, Any]) -> str:
    """SHA-256 over all that a judgement rests on: asked again, the same would be asked."""
    return hashlib.sha256(json.dumps([PROMPTS[form], version(form), model, material]).encode()).hexdigest()


def ask(
    form: type[Form],
    materials: Sequence[dict[str, Any]],
    chosen: Destination,
    settings: Settings,
    *,
    chat: ChatModel | None = None,
) -> list[Form | Unjudged]:
    """A reply for each material, or why there is none. `chat`: asked in place of the configured model."""
    return ask_for(form, PROMPTS[form], materials, chosen, settings, chat=chat)
