"""Trying an endpoint with a harmless text: in which forms it answers as asked, and whether it sends replies as they come."""

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .endpoint import Endpoint, Form, Provider
from .models import CallFailed, Destination, Message, open_model
from .wire import Malformed, read

if TYPE_CHECKING:
    from ..settings import Settings

NAMES: Final[dict[Form, str]] = {
    "schema": "structured output (a schema that it keeps to)",
    "tools": "tools",
    "json": "JSON objects",
    "plain": "JSON in plain words",
}
_LONGEST: Final = 20.0
"""Seconds that one try may take at most."""
_ASKED: Final = json.dumps(
    {"statements": [{"type": "outcome", "text": "The sky is blue.", "points": ["p1"], "basis": []}]}
)
_TRIAL: Final = (
    Message("system", "Reply with one JSON object and nothing else."),
    Message("user", f"This is a test of the connection. Repeat this JSON object as it is: {_ASKED}"),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one form."""

    form: Form
    works: bool
    said: str
    """Why not, or how long it took."""


def probe(chosen: Destination, settings: "Settings") -> tuple[tuple[Trial, ...], bool]:
    """Each form tried once, the strongest first, and whether replies come in pieces. Nothing of a record is sent."""
    return asyncio.run(_probe(chosen, settings))


def told(trials: tuple[Trial, ...], streams: bool) -> Iterator[str]:
    """The findings as lines."""
    for trial in trials:
        yield f"  {NAMES[trial.form]}: {'works' if trial.works else 'does not work'} ({trial.said})"
    best = next((t for t in trials if t.works), None)
    if best is None:
        yield "  No form works: documents would be the composer's."
        return
    yield f"  replies as they come (streaming): {'works' if streams else 'does not work'}"
    yield f"  Replies will be asked for as: {NAMES[best.form]}."


async def _probe(chosen: Destination, settings: "Settings") -> tuple[tuple[Trial, ...], bool]:
    trials: list[Trial] = []
    pieces: list[str] = []
    for form in (Endpoint if chosen.provider == "openai" else Provider).forms:
        model = open_model(chosen, settings.model_copy(update={"writer_form": form}))
        started = time.monotonic()
        try:
            allowed = min(_LONGEST, settings.writer_timeout)
            reply = await asyncio.wait_for(model.complete(_TRIAL), allowed)
            read(reply.text)
            trials.append(Trial(form, True, f"{time.monotonic() - started:.1f} s"))
            if not pieces:
                await asyncio.wait_for(model.complete(_TRIAL, pieces.append), allowed)
        except TimeoutError:
            trials.append(Trial(form, False, "no answer in time"))
            break
        except CallFailed as failed:
            trials.append(Trial(form, False, failed.message))
            if failed.fatal:
                break
        except Malformed as error:
            trials.append(Trial(form, False, f"the reply has another form: {error}"))
        finally:
            await model.close()
    return tuple(trials), len(pieces) > 1
