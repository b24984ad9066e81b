"""The five reference cases composed once, settings of nobody, and a server that speaks the protocol of OpenAI."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.api import Composed, compose_case
from assistant.intake import load_case
from assistant.model.document import Draft, Statement
from assistant.settings import Settings
from assistant.writer.mock import Echo
from assistant.writer.models import Message, Reply

CASES = tuple(sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml")))
SMALL = next(c for c in CASES if c.stem == "cervical-fusion-exploration")


@cache
def composed(path: Path = SMALL) -> Composed:
    """A case, as far as the composer takes it, without the index."""
    loaded = load_case(path)
    return compose_case(loaded.case, pack=loaded.pack, search=False, settings=Settings())


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
    monkeypatch.chdir(tmp_path)


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


@dataclass(frozen=True)
class Answer:
    """What the server sends."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    short_by: int = 0
    """Bytes that are announced and never sent."""
    hold: bool = False
    """Whether it waits until the test is over."""


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> Answer:
    """A chat completion."""
    body = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
            }
        ],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }
    return Answer(body=json.dumps(body).encode())


def failure(status: int, message: str = "no", **headers: str) -> Answer:
    """An error of the endpoint."""
    named = {k.replace("_", "-"): v for k, v in headers.items()}
    return Answer(status, json.dumps({"error": {"message": message, "type": "x", "code": "x"}}).encode(), named)


def faithful(request: dict[str, Any]) -> Answer:
    """What an endpoint with a faithful model answers."""
    messages = tuple(Message(m["role"], m["content"]) for m in request["messages"])
    return completion(echo(messages))


class Server:
    """A server on this machine. `script` makes the answer to a request, by its number from 0."""

    def __init__(self) -> None:
        self.script: Callable[[int, dict[str, Any]], Answer] = lambda n, request: faithful(request)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.over = threading.Event()
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with server._lock:
                    number = len(server.requests)
                    server.requests.append(request | {"path": self.path})
                    server.keys.append(self.headers.get("Authorization", ""))
                answer = server.script(number, request)
                if answer.hold:
                    server.over.wait(20)
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer.body) + answer.short_by))
                self.end_headers()
                self.wfile.write(answer.body)
                self.close_connection = bool(answer.short_by)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of its own for each test."""
    running = Server()
    yield running
    running.close()
