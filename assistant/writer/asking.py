"""Asking a language model for a reply in a fixed form about each of several materials, under the limits of the settings."""

import asyncio
import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from ..settings import Settings
from .calls import Caller
from .limits import limits_of, pace_of
from .models import CallFailed, ChatModel, Destination, Message, open_model
from .prompts import as_json, own_prompts
from .redact import Redaction
from .writer import masked, run

ROUNDS: Final = 2
"""Replies asked for: one, and one more where the first cannot be read."""
_FENCED: Final = re.compile(r"^\s*```(?:json)?\s*\n(?P<inside>.*?)\n\s*```\s*$", re.DOTALL)
Form = TypeVar("Form", bound=BaseModel)


class Unanswered(Exception):
    """A question that brought nothing. The message holds no text of a document."""


def ask(
    form: type[Form],
    prompt: str,
    materials: Sequence[dict[str, Any]],
    chosen: Destination,
    settings: Settings,
    *,
    chat: ChatModel | None = None,
) -> list[Form | Unanswered]:
    """A reply for each material, or why there is none. `prompt`: name of the template. `chat`: asked in place of the configured model."""

    async def all_() -> list[Form | Unanswered]:
        model = chat or open_model(chosen, settings, form.model_json_schema())
        gate = asyncio.Semaphore(settings.writer_concurrency)

        async def one(material: dict[str, Any]) -> Form | Unanswered:
            async with gate:
                try:
                    return await _asked(form, prompt, material, model, chosen, settings)
                except Unanswered as failed:
                    return failed

        try:
            return list(await asyncio.gather(*(one(material) for material in materials)))
        finally:
            await model.close()

    return run(all_)


async def _asked(
    form: type[Form], prompt: str, material: dict[str, Any], model: ChatModel, chosen: Destination, settings: Settings
) -> Form:
    """One question, with its own limits. Raises Unanswered."""
    text = as_json(material)
    fence = f"===== {hashlib.sha256(text.encode()).hexdigest()[:16]} ====="
    prompts = own_prompts()
    messages: tuple[Message, ...] = (
        Message("system", prompts.render(prompt, fence=fence)),
        Message("user", prompts.render("material", fence=fence, material=text, title="what is to be judged")),
    )
    mask = Redaction([text]) if masked(chosen, settings) else None
    caller = Caller(model, limits_of(settings, chosen), pace=pace_of(settings, chosen), redaction=mask)
    for _ in range(ROUNDS):
        try:
            reply = await caller.call(messages, about="judge")
        except CallFailed as failed:
            raise Unanswered(failed.message) from None
        try:
            return _read(form, reply.text)
        except ValueError as wrong:
            said = f"Your reply cannot be read: {wrong} Reply again, with the JSON object alone."
            messages = (*messages, Message("assistant", reply.text), Message("user", said))
    raise Unanswered("the reply was not of the form asked for")


def _read(form: type[Form], text: str) -> Form:
    """A reply. Raises ValueError with words that quote nothing of it."""
    fenced = _FENCED.match(text)
    try:
        return form.model_validate(json.loads(fenced["inside"] if fenced else text))
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} values have another form.") from None
    except (ValueError, RecursionError):
        raise ValueError("it is not one whole JSON object.") from None
