"""The reference cases composed once, settings of nobody, and a server of its own for each test."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.api import Composed, compose_case
from assistant.intake import load_case
from assistant.intake.load import Loaded
from assistant.model.document import Draft, Statement
from assistant.settings import Settings
from assistant.writer.endpoint import FOUND
from assistant.writer.mock import Echo
from assistant.writer.models import Message, Reply
from evals import REFERENCE

from .server import Answer, Server, completion, failure, streamed

__all__ = ["Answer", "Scripted", "Server", "completion", "composed", "echo", "failure", "faithful", "streamed"]

CASES = tuple(Path(__file__).parents[2] / "evals" / "cases" / f"{name}.yaml" for name in REFERENCE)
SMALL = next(c for c in CASES if c.stem == "cervical-fusion-exploration")


@cache
def loaded(path: Path = SMALL) -> Loaded:
    """A case on its pack, read once."""
    return load_case(path)


@cache
def composed(path: Path = SMALL) -> Composed:
    """A case, as far as the composer takes it, without the index."""
    one = loaded(path)
    return compose_case(one.case, pack=one.pack, search=False, settings=Settings())


def statements(draft: Any) -> list[Statement]:
    """All statements of a draft or a determination."""
    return [*draft.lead, *(s for section in draft.sections for b in section.blocks for s in b.statements)]


def said(draft: Draft) -> list[str]:
    """The words of all statements."""
    return [s.words() for s in statements(draft)]


def echo(messages: tuple[Message, ...]) -> str:
    """What a faithful model replies."""
    return Echo().answer(messages).text


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting, key, tracing or proxy of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith(("ASSISTANT_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    FOUND.clear()


@dataclass
class Scripted:
    """A chat model inside the test: each reply is made by a function of the conversation."""

    reply: Callable[[tuple[Message, ...]], str]
    asked: list[tuple[Message, ...]] = field(default_factory=list)
    closed: bool = False

    async def complete(self, messages: tuple[Message, ...]) -> Reply:
        self.asked.append(messages)
        return Reply(self.reply(messages))

    async def close(self) -> None:
        self.closed = True


def faithful(request: dict[str, Any]) -> Answer:
    """What an endpoint with a faithful model answers."""
    messages = tuple(Message(m["role"], m["content"]) for m in request["messages"])
    return completion(echo(messages), request=request)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of its own for each test."""
    running = Server(lambda n, request: faithful(request))
    yield running
    running.close()
