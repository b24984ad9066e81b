"""Asking a language model that judges: any that the writer knows, under the same limits, with its reply in a fixed form."""

import asyncio
import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import InputError
from ..settings import COMPOSER, Settings
from ..writer.calls import Caller
from ..writer.limits import limits_of, pace_of
from ..writer.models import CallFailed, ChatModel, Destination, Message, destination, open_model
from ..writer.prompts import as_json, own_prompts
from ..writer.redact import Redaction
from ..writer.writer import masked, run

ROUNDS: Final = 2
"""Replies asked for: one, and one more where the first cannot be read."""
_FENCED: Final = re.compile(r"^\s*```(?:json)?\s*\n(?P<inside>.*?)\n\s*```\s*$", re.DOTALL)


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


class Unjudged(Exception):
    """A question that brought nothing. The message holds no text of a document."""


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

    async def all_() -> list[Form | Unjudged]:
        model = chat or open_model(chosen, settings, form.model_json_schema())
        gate = asyncio.Semaphore(settings.writer_concurrency)

        async def one(material: dict[str, Any]) -> Form | Unjudged:
            async with gate:
                try:
                    return await _asked(form, material, model, chosen, settings)
                except Unjudged as failed:
                    return failed

        try:
            return list(await asyncio.gather(*(one(material) for material in materials)))
        finally:
            await model.close()

    return run(all_)


async def _asked(
    form: type[Form], material: dict[str, Any], model: ChatModel, chosen: Destination, settings: Settings
) -> Form:
    """One question, with its own limits. Raises Unjudged."""
    text = as_json(material)
    fence = f"===== {hashlib.sha256(text.encode()).hexdigest()[:16]} ====="
    prompts = own_prompts()
    messages: tuple[Message, ...] = (
        Message("system", prompts.render(PROMPTS[form], fence=fence)),
        Message("user", prompts.render("material", fence=fence, material=text, title="what is to be judged")),
    )
    mask = Redaction([text]) if masked(chosen, settings) else None
    caller = Caller(model, limits_of(settings, chosen), pace=pace_of(settings, chosen), redaction=mask)
    for _ in range(ROUNDS):
        try:
            reply = await caller.call(messages, about="judge")
        except CallFailed as failed:
            raise Unjudged(failed.message) from None
        try:
            return _read(form, reply.text)
        except ValueError as wrong:
            said = f"Your reply cannot be read: {wrong} Reply again, with the JSON object alone."
            messages = (*messages, Message("assistant", reply.text), Message("user", said))
    raise Unjudged("the reply was not of the form asked for")


def _read(form: type[Form], text: str) -> Form:
    """A reply. Raises ValueError with words that quote nothing of it."""
    fenced = _FENCED.match(text)
    try:
        return form.model_validate(json.loads(fenced["inside"] if fenced else text))
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} values have another form.") from None
    except (ValueError, RecursionError):
        raise ValueError("it is not one whole JSON object.") from None
