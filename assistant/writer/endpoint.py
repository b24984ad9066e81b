"""Chat models of LangChain: one call, in the strongest form that an endpoint takes, every way it can end given a name."""

import json
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from .faults import dislikes_form, dislikes_stream, fail, may_dislike_form, no_stream
from .models import LEGACY_TRACING, OPENAI, CallFailed, Destination, Heard, Message, Reply
from .wire import schema

if TYPE_CHECKING:
    import ssl

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, AIMessageChunk
    from langchain_core.runnables import Runnable

    from ..settings import Settings

Form = Literal["schema", "tools", "json", "plain"]
FORMS: Final[tuple[Form, ...]] = ("schema", "tools", "json", "plain")
"""Forms of asking for JSON, the strongest first: a schema that the endpoint keeps to, a tool that the model calls, any JSON
object, and words alone."""
NAME: Final = "statements"
FOUND: Final[dict[tuple[str, str], int]] = {}
"""Strongest form that an endpoint and model took, by address and name: found once for the run of the program."""
_OWN_TOKENS: Final = re.compile(r"\.(?:openai\.com|azure\.com)(?::\d+)?$")
"""Hosts that want the limit of a reply under its newer name; the servers one runs oneself know the older one."""


class Adapter(ABC):
    """A chat model behind LangChain, used within one event loop."""

    forms: tuple[Form, ...] = FORMS

    def __init__(self, chosen: Destination, settings: "Settings", wanted: dict[str, Any] | None = None) -> None:
        """`wanted`: schema of a reply; that of statements by default. Tracing is off."""
        for name in LEGACY_TRACING:
            os.environ.pop(name, None)
        self.wanted = wanted or schema()
        self.known = (chosen.base_url or chosen.provider, chosen.name)
        self.fixed = None if settings.writer_form == "auto" else settings.writer_form
        self.streams = True
        self._kept: set[Form] = set()
        """Forms in which a reply came as asked."""

    @property
    def form(self) -> Form:
        """The form in which is asked now."""
        return self.fixed or self.forms[min(FOUND.get(self.known, 0), len(self.forms) - 1)]

    async def complete(self, messages: tuple[Message, ...], heard: Heard | None = None) -> Reply:
        """The reply, asked for in the strongest form that the endpoint takes. Raises CallFailed."""
        before = FOUND.get(self.known, 0)
        while True:
            form, streamed = self.form, heard is not None and self.streams
            pieces: list[str] = []

            def hear(piece: str, pieces: list[str] = pieces) -> None:
                pieces.append(piece)
                if heard is not None:
                    heard(piece)

            try:
                message = await self.ask(messages, form, hear if streamed else None)
                reply = _reply(message)
            except CallFailed:
                raise
            except Exception as error:
                if streamed and (dislikes_stream(error) or (not pieces and no_stream(error))):
                    self.streams = False
                elif self.fixed is None and form != self.forms[-1] and self._weaker(form, error):
                    self._weaken(form)
                else:
                    if may_dislike_form(error) and self.fixed is None and not self._kept:
                        FOUND[self.known] = before  # it was not the form
                    fail(error)
                continue
            if heard is not None and not streamed:
                heard(reply.text)
            if reply.text.lstrip().startswith("{"):
                self._kept.add(form)
            elif form not in self._kept:
                self._weaken(form)  # it took the form and did not keep to it: the next call asks otherwise
            return reply

    def _weaker(self, form: Form, error: Exception) -> bool:
        """Whether a weaker form is worth trying. One in which replies came is not given up for an error that names no form."""
        return dislikes_form(error) or (form not in self._kept and may_dislike_form(error))

    def _weaken(self, form: Form) -> None:
        at = min(self.forms.index(form) + 1, len(self.forms) - 1)
        FOUND[self.known] = max(FOUND.get(self.known, 0), at)

    @abstractmethod
    async def ask(self, messages: tuple[Message, ...], form: Form, heard: Heard | None) -> "AIMessage":
        """One request; with `heard` the pieces of the reply are told as they come."""

    async def close(self) -> None:  # noqa: B027 - not every library has something to end
        """Ends connections."""


class Endpoint(Adapter):
    """One OpenAI-compatible endpoint."""

    def __init__(self, chosen: Destination, settings: "Settings", wanted: dict[str, Any] | None = None) -> None:
        """The client's own retries are off; the time-out is always set."""
        from langchain_openai import ChatOpenAI

        super().__init__(chosen, settings, wanted)
        self._more = token_options(chosen, settings.writer_reply_tokens)
        more: dict[str, Any] = {}
        if settings.writer_temperature != "model_default":
            more["temperature"] = settings.writer_temperature
        self._chat = ChatOpenAI(
            model_name=chosen.name,
            openai_api_base=chosen.base_url or OPENAI,
            openai_api_key=chosen.key,
            request_timeout=settings.writer_timeout,
            max_retries=0,
            use_responses_api=False,
            cache=False,
            http_async_client=_client(settings.writer_timeout),
            **more,
        )

    async def ask(self, messages: tuple[Message, ...], form: Form, heard: Heard | None) -> "AIMessage":
        """As `Adapter.ask`."""
        from langsmith import tracing_context

        turns = [(m.role, m.text) for m in messages]
        # As it is, and not as a parameter of the client: that would walk through the schema at every call, and read the reply by it,
        # which takes as long as to guard what the reply says.
        body = {**self._more, **form_options(form, self.wanted)}
        with tracing_context(enabled=False):
            if heard is None:
                return await self._chat.ainvoke(turns, extra_body=body)
            whole: AIMessageChunk | None = None
            async for chunk in self._chat.astream(turns, stream_usage=True, extra_body=body):
                whole = chunk if whole is None else whole + chunk
                heard(_piece(chunk))
        if whole is None:
            raise ValueError("no pieces of a reply")
        if not whole.response_metadata.get("finish_reason"):
            raise CallFailed("garbage", "the reply broke off while it was being sent", retryable=True)
        return whole

    async def close(self) -> None:
        """Ends the connections."""
        await self._chat.root_async_client.close()


class Provider(Adapter):
    """A chat model of another package of LangChain. Its own library speaks to the endpoint, and streams where it can."""

    forms = ("schema", "tools", "plain")

    def __init__(self, chosen: Destination, settings: "Settings", wanted: dict[str, Any] | None = None) -> None:
        """Time-out and retries are the caller's: what each package calls them differs."""
        super().__init__(chosen, settings, wanted)
        options: dict[str, Any] = {"model": chosen.name}
        if chosen.base_url:
            options["base_url"] = chosen.base_url
        if settings.writer_temperature != "model_default":
            options["temperature"] = settings.writer_temperature
        self._chat = chat_class(chosen.provider)(**options)

    async def ask(self, messages: tuple[Message, ...], form: Form, heard: Heard | None) -> "AIMessage":
        """As `Adapter.ask`."""
        from langsmith import tracing_context

        turns = [(m.role, m.text) for m in messages]
        with tracing_context(enabled=False):
            if form == "plain":
                return await _heard(self._chat, turns, heard)
            method = {"schema": "json_schema", "tools": "function_calling"}[form]
            named = {**self.wanted, "title": NAME, "description": "The reply."}
            try:
                asking = self._chat.with_structured_output(named, method=method, include_raw=True)
            except (TypeError, ValueError) as error:
                raise NotImplementedError(f"this library has no {method}") from error
            return await _heard(asking, turns, heard)


async def _heard(asking: "Runnable[Any, Any]", turns: Sequence[tuple[str, str]], heard: Heard | None) -> "AIMessage":
    """The message of a model, or the raw one of its structured output; with `heard` its pieces are told as they come. A library
    that does not stream tells it in one piece.
    """
    if heard is None:
        answer: Any = await asking.ainvoke(turns)
        message: AIMessage = answer["raw"] if isinstance(answer, dict) else answer
        return message
    whole: Any = None
    async for part in asking.astream(turns):
        piece = part.get("raw") if isinstance(part, dict) else part
        if piece is not None:
            heard(_piece(piece))
            whole = piece if whole is None else whole + piece
    if whole is None:
        raise NotImplementedError("this library sent nothing that can be read")
    return cast("AIMessage", whole)


def form_options(form: Form, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a request says of the form of its reply."""
    if form == "schema":
        named = {"name": NAME, "strict": True, "schema": wanted}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    if form == "tools":
        tool = {"name": NAME, "description": "Returns the reply.", "parameters": wanted, "strict": True}
        chosen = {"type": "function", "function": {"name": NAME}}
        return {"tools": [{"type": "function", "function": tool}], "tool_choice": chosen}
    return {"response_format": {"type": "json_object"}} if form == "json" else {}


def token_options(chosen: Destination, most: int) -> dict[str, int]:
    """What a request says of the length of its reply."""
    return {"max_completion_tokens" if _OWN_TOKENS.search(f".{chosen.host}") else "max_tokens": most}


def chat_class(provider: str) -> "type[BaseChatModel]":
    """The chat model of the package `langchain_PROVIDER`: the class named after it, else the one with the shortest name.

    Raises:
        CallFailed: the package has none.
    """
    from importlib import import_module

    from langchain_core.language_models import BaseChatModel

    module = import_module(package_of(provider))
    found = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseChatModel) and value is not BaseChatModel
    }
    if not found:
        raise CallFailed("rejected", f"the package {package_of(provider)} has no chat model", fatal=True)
    wanted = f"chat{re.sub('[^a-z0-9]', '', provider)}"
    return found[min(found, key=lambda name: (name.lower() != wanted, len(name), name))]


def package_of(provider: str) -> str:
    """The module that a provider's package has by LangChain's custom."""
    return f"langchain_{provider.replace('-', '_')}"


def _client(seconds: float) -> Any:
    """A client of our own: LangChain's is shared by all event loops of a process, and outlives the one it was made in."""
    from openai import DefaultAsyncHttpxClient

    return DefaultAsyncHttpxClient(timeout=seconds, verify=_trust())


@cache
def _trust() -> "ssl.SSLContext":
    """The authorities trusted, read once: it takes longer than all else that opening a client takes."""
    import httpx

    return httpx.create_ssl_context()


def _piece(chunk: "AIMessage | AIMessageChunk") -> str:
    """The words of a piece, or the part of a tool's argument that it holds."""
    parts = getattr(chunk, "tool_call_chunks", ()) or [{"args": json.dumps(c["args"])} for c in chunk.tool_calls]
    return str(chunk.text) or "".join(part["args"] or "" for part in parts)


def _reply(message: "AIMessage") -> Reply:
    usage, about = message.usage_metadata, message.response_metadata
    tokens = (usage["input_tokens"], usage["output_tokens"]) if usage else (0, 0)
    ended = about.get("finish_reason") or about.get("stop_reason") or about.get("done_reason")
    if ended in ("content_filter", "SAFETY"):
        raise CallFailed("refusal", "the endpoint's filter withheld the reply", tokens=tokens)
    if message.additional_kwargs.get("refusal") or ended == "refusal":
        raise CallFailed("refusal", "the model refused to write this", tokens=tokens)
    if ended in ("length", "max_tokens", "MAX_TOKENS"):
        raise CallFailed("cut", "the reply was cut at its largest length", tokens=tokens)
    called = [call["args"] for call in message.tool_calls if call["name"] == NAME]
    text = json.dumps(called[0], ensure_ascii=False) if called else str(message.text)
    if not text.strip():
        raise CallFailed("empty", "the reply was empty", tokens=tokens)
    return Reply(text, *tokens)
