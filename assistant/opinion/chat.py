"""A chat model as second opinion: it is asked what it objects to, in one call for several statements."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict

from ..errors import SettingsError
from ..guard.second import Claim, Doubt
from ..settings import COMPOSER, Settings
from ..writer.asking import Unanswered, ask
from ..writer.models import ChatModel, Destination, destination

PROMPT: Final = "opinion"
BATCH: Final = 20
"""Statements that are laid before the model in one call."""
LONGEST: Final = 300
"""Characters of a reason that are kept."""


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Objection(_Wire):
    """A statement that the model objects to."""

    id: str
    why: str


class Objections(_Wire):
    """A whole reply."""

    objections: list[Objection]


class Chat:
    """One chat model. Where it cannot be asked, it objects to nothing: the guard has proved the statements all the same."""

    def __init__(self, model: str, settings: Settings, chat: ChatModel | None = None) -> None:
        """`chat`: asked in place of the configured model. Raises SettingsError."""
        self._chosen = _chosen(model, settings)
        self._settings = settings
        self._chat = chat
        self.failed: list[str] = []
        """Why calls brought nothing."""

    def __call__(self, claims: Sequence[Claim]) -> Iterator[Doubt]:
        """The objections of the model."""
        batches = [claims[n : n + BATCH] for n in range(0, len(claims), BATCH)]
        materials = [
            {
                "statements": [
                    {"id": str(n), "text": c.text, "rests_on": list(c.grounds)} for n, c in enumerate(batch, 1)
                ]
            }
            for batch in batches
        ]
        replies = ask(Objections, PROMPT, materials, self._chosen, self._settings, chat=self._chat)
        for batch, reply in zip(batches, replies, strict=True):
            if isinstance(reply, Unanswered):
                self.failed.append(str(reply))
                continue
            known = {str(n): claim for n, claim in enumerate(batch, 1)}
            for objection in reply.objections:
                if objection.id in known:
                    why = " ".join(objection.why.split())[:LONGEST]
                    yield Doubt(known[objection.id].key, f"A second opinion objects: {why}")


def notice(model: str, settings: Settings) -> str:
    """What leaves the program, and where to; empty where nothing does. Raises SettingsError."""
    chosen = _chosen(model, settings)
    where = f"{chosen.host} (on this machine)" if chosen.local else chosen.host
    return f"for a second opinion, statements with what they quote from the record are sent to {where} for the model {chosen.name}."


def _chosen(model: str, settings: Settings) -> Destination:
    chosen = destination(settings, model)
    if chosen is None or chosen.provider == "mock":
        raise SettingsError(
            f"{model if chosen else COMPOSER} gives no second opinion.",
            remedy="Name a language model, for instance chat:openai:NAME.",
        )
    return chosen
