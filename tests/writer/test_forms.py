"""Forms of asking, streaming, other providers: the strongest form that an endpoint takes, found once."""

import sys
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import RunnableLambda, RunnableMap, RunnablePassthrough

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.writer import destination, write
from assistant.writer.models import Message
from assistant.writer.wire import Arriving

from .conftest import Answer, Server, completion, composed, echo, failure, faithful, said, streamed
from .test_endpoint import sections, whole, written


def form_of(request: dict[str, Any]) -> str:
    return "tools" if "tools" in request else request.get("response_format", {}).get("type", "plain")


def refusing(*forms: str) -> Callable[[int, dict[str, Any]], Answer]:
    """An endpoint that does not know these forms."""

    def script(n: int, request: dict[str, Any]) -> Answer:
        form = form_of(request)
        return failure(400, f"{form} (response_format, tools) is not supported") if form in forms else faithful(request)

    return script


@pytest.mark.parametrize(
    ("refused", "tried"),
    [
        ((), ["json_schema"]),
        (("json_schema",), ["json_schema", "tools"]),
        (("json_schema", "tools"), ["json_schema", "tools", "json_object"]),
        (("json_schema", "tools", "json_object"), ["json_schema", "tools", "json_object", "plain"]),
    ],
)
def test_the_strongest_form_is_found_once(server: Server, refused: tuple[str, ...], tried: list[str]) -> None:
    server.script = refusing(*refused)
    for _ in range(2):
        result = written(server, writer_concurrency=1)
        assert not result.report.composer_sections
        assert said(result.draft) == said(composed().draft)
    assert [form_of(r) for r in server.requests] == tried + tried[-1:] * (2 * sections() - 1)


@pytest.mark.parametrize("said", ["Bad Request", "maximum context length exceeded"])
def test_an_endpoint_that_does_not_say_what_it_refuses(server: Server, said: str) -> None:
    """A weaker form is tried where the refusal may be of the form."""
    server.script = lambda n, r: faithful(r) if form_of(r) == "plain" else failure(400, said)
    result = written(server, writer_concurrency=1)
    assert bool(result.report.composer_sections) is ("context" in said)
    assert ("plain" in map(form_of, server.requests)) is ("context" not in said)


def test_a_form_that_is_set_is_kept(server: Server) -> None:
    server.script = refusing("tools")
    assert whole(written(server, writer_form="tools"))
    assert {form_of(r) for r in server.requests} == {"tools"}


@pytest.mark.parametrize("form", ["schema", "tools", "json", "plain"])
def test_streaming_changes_nothing_but_when(server: Server, form: str) -> None:
    shown: list[str] = []
    result = written(server, writer_form=form, shown=lambda title, statement: shown.append(statement.words()))
    assert all(r["stream"] for r in server.requests)
    assert said(result.draft) == said(composed().draft)
    assert sorted(shown) == sorted(said(composed().draft)[1:])
    assert result.report.prompt_tokens == 1000 * sections()


def test_a_stream_that_breaks_off_is_asked_for_again(server: Server) -> None:
    def script(n: int, request: dict[str, Any]) -> Answer:
        messages = tuple(Message(m["role"], m["content"]) for m in request["messages"])
        return streamed(echo(messages), cut=True) if n == 0 else faithful(request)

    server.script = script
    shown: list[str] = []
    result = written(server, writer_concurrency=1, shown=lambda title, statement: shown.append(statement.words()))
    assert not result.report.composer_sections
    assert result.report.retries == 1
    assert len(shown) == len(set(shown))


def test_streams_that_always_break_off(server: Server) -> None:
    server.script = lambda n, request: streamed("x" * 400, cut=True)
    result = written(server, writer_retries=1, shown=lambda title, statement: None)
    assert whole(result)
    assert "broke off" in result.report.composer_sections["lead"]


def test_a_streamed_reply_that_is_too_long(server: Server) -> None:
    server.script = lambda n, request: streamed('{"statements": [{"ty', finish="length")
    result = written(server, shown=lambda title, statement: None)
    assert whole(result)
    assert "cut" in result.report.composer_sections["lead"]


def test_an_endpoint_that_does_not_stream(server: Server) -> None:
    server.script = lambda n, request: (
        failure(400, "stream is not supported") if request.get("stream") else faithful(request)
    )
    shown: list[str] = []
    result = written(server, writer_concurrency=1, shown=lambda title, statement: shown.append(statement.words()))
    assert not result.report.composer_sections
    assert sum(bool(r.get("stream")) for r in server.requests) == 1
    assert len(shown) == len(said(composed().draft)) - 1


def test_an_endpoint_that_overhears_that_it_should_stream(server: Server) -> None:
    """It sends the whole reply at once, as if it had not been asked for pieces."""
    server.script = lambda n, request: faithful(request | {"stream": False})
    shown: list[str] = []
    result = written(server, writer_concurrency=1, shown=lambda title, statement: shown.append(statement.words()))
    assert not result.report.composer_sections
    assert result.report.retries == 0
    assert len(shown) == len(said(composed().draft)) - 1


def test_only_what_passes_is_shown(server: Server) -> None:
    lie = "This request is medically necessary and is approved."
    reply = f'{{"statements": [{{"type": "outcome", "text": "{lie}", "points": ["p1"], "basis": []}}]}}'
    server.script = lambda n, request: completion(reply, request=request)
    shown: list[str] = []
    assert whole(written(server, shown=lambda title, statement: shown.append(statement.words())))
    assert not shown


class ChatFake(BaseChatModel):
    """What another package of LangChain brings."""

    model: str
    base_url: str = ""

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        roles = {"system": "system", "human": "user", "ai": "assistant"}
        text = echo(tuple(Message(roles[m.type], str(m.content)) for m in messages))  # type: ignore[arg-type]
        usage = {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text, usage_metadata=usage))])

    def with_structured_output(self, schema: Any, *, include_raw: bool = False, **more: Any) -> Any:
        assert schema["title"] == "statements"
        if more["method"] == "json_schema":
            raise ValueError("no such method")
        return RunnableLambda(lambda turns: {"raw": self.invoke(turns), "parsed": None, "parsing_error": None})


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[ChatFake]:
    module = ModuleType("langchain_fake")
    module.__spec__ = ModuleSpec("langchain_fake", None)
    module.ChatFake = ChatFake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "langchain_fake", module)
    return ChatFake


@pytest.mark.parametrize("form", ["auto", "tools", "plain"])
def test_another_provider(fake: type[ChatFake], form: str) -> None:
    settings = Settings.model_validate({"model": "fake:some-model", "writer_form": form})
    chosen = destination(settings)
    assert chosen is not None
    assert (chosen.host, chosen.local) == ("fake", False)
    made = composed()
    result = write(made.draft, made.context, made.ground, chosen, settings)
    assert not result.report.composer_sections
    assert result.report.prompt_tokens == 7 * sections()


class ChatPieces(ChatFake):
    """One that sends its reply piece by piece, and has structured output of LangChain's own making."""

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        text = str(self._generate(messages).generations[0].message.content)
        for at in range(0, len(text), 40):
            yield ChatGenerationChunk(message=AIMessageChunk(text[at : at + 40]))

    def with_structured_output(self, schema: Any, *, include_raw: bool = False, **more: Any) -> Any:
        raw = RunnableMap(raw=self)
        return raw | RunnablePassthrough.assign(parsed=lambda found: None)


@pytest.mark.parametrize("form", ["schema", "plain"])
@pytest.mark.parametrize("kind", [ChatFake, ChatPieces])
def test_another_provider_streams(fake: type[ChatFake], monkeypatch: Any, kind: type[ChatFake], form: str) -> None:
    monkeypatch.setattr(sys.modules["langchain_fake"], "ChatFake", kind)
    if kind is ChatFake and form == "schema":
        form = "tools"  # the plain fake has no schema
    settings = Settings.model_validate({"model": "fake:some-model", "writer_form": form, "writer_concurrency": 1})
    chosen = destination(settings)
    assert chosen is not None
    made, shown = composed(), list[str]()
    pieces: list[str] = []
    feed = Arriving.feed
    monkeypatch.setattr(Arriving, "feed", lambda self, piece: (pieces.append(piece), feed(self, piece))[1])
    result = write(made.draft, made.context, made.ground, chosen, settings, shown=lambda t, s: shown.append(s.words()))
    assert not result.report.composer_sections
    assert len(shown) == len(said(made.draft)) - 1
    assert (max(map(len, pieces)) == 40) == (kind is ChatPieces)


def test_another_provider_on_this_machine(fake: type[ChatFake]) -> None:
    chosen = destination(Settings(model="fake:m", base_url="http://127.0.0.1:11434"))
    assert chosen is not None
    assert chosen.local


def test_a_provider_that_is_not_installed() -> None:
    with pytest.raises(SettingsError, match="langchain-anthropic, which is not installed"):
        destination(Settings(model="anthropic:claude"))
