"""The adapter over LangChain's OpenAI chat model: one call, every way it can end given a name."""

import os
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from .models import LEGACY_TRACING, OPENAI, CallFailed, Destination, Message, Reply
from .wire import schema

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

    from ..settings import Settings

_FORMS: Final = ("schema", "json", "plain")
"""Forms of asking for JSON, the strongest first."""
_OWN_TOKENS: Final = re.compile(r"\.(?:openai\.com|azure\.com)(?::\d+)?$")
"""Hosts that want the limit of a reply under its newer name; the servers one runs oneself know the older one."""


class Endpoint:
    """One OpenAI-compatible endpoint, used within one event loop."""

    def __init__(self, chosen: Destination, settings: "Settings") -> None:
        """Tracing and the client's own retries are off; the time-out is always set."""
        from langchain_openai import ChatOpenAI

        for name in LEGACY_TRACING:
            os.environ.pop(name, None)
        tokens: dict[str, Any] = {"max_completion_tokens": settings.writer_reply_tokens}
        if not _OWN_TOKENS.search(f".{chosen.host}"):
            tokens = {"extra_body": {"max_tokens": settings.writer_reply_tokens}}
        if settings.writer_temperature != "model_default":
            tokens["temperature"] = settings.writer_temperature
        self._chat = ChatOpenAI(
            model_name=chosen.name,
            openai_api_base=chosen.base_url or OPENAI,
            openai_api_key=chosen.key,
            request_timeout=settings.writer_timeout,
            max_retries=0,
            use_responses_api=False,
            cache=False,
            http_async_client=_client(settings.writer_timeout),
            **tokens,
        )
        self._form = 0

    async def complete(self, messages: tuple[Message, ...]) -> Reply:
        """The reply, asked for in the strongest form that the endpoint takes. Raises CallFailed."""
        import openai

        while True:
            form = self._form
            try:
                return _reply(await self._ask(messages, _FORMS[form]))
            except CallFailed:
                raise
            except openai.OpenAIError as error:
                if form + 1 < len(_FORMS) and _dislikes_form(error):
                    self._form = max(self._form, form + 1)
                    continue
                _fail(error)
            except Exception as error:  # a body that is not what the protocol says fails in many ways inside the client
                raise CallFailed(
                    "garbage", f"the endpoint sent what is no reply ({type(error).__name__})", retryable=True
                ) from None

    async def close(self) -> None:
        """Ends the connections."""
        await self._chat.root_async_client.close()

    async def _ask(self, messages: tuple[Message, ...], form: str) -> "AIMessage":
        from langsmith import tracing_context

        options: dict[str, Any] = {}
        if form == "schema":
            wanted = {"name": "statements", "strict": True, "schema": schema()}
            options["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif form == "json":
            options["response_format"] = {"type": "json_object"}
        with tracing_context(enabled=False):
            return await self._chat.ainvoke([(m.role, m.text) for m in messages], **options)


def _client(seconds: float) -> Any:
    """A client of our own: LangChain's is shared by all event loops of a process, and outlives the one it was made in."""
    from openai import DefaultAsyncHttpxClient

    return DefaultAsyncHttpxClient(timeout=seconds)


def _reply(message: "AIMessage") -> Reply:
    usage = message.usage_metadata
    tokens = (usage["input_tokens"], usage["output_tokens"]) if usage else (0, 0)
    if message.additional_kwargs.get("refusal") or message.response_metadata.get("finish_reason") == "content_filter":
        raise CallFailed("refusal", "the model refused to write this", tokens=tokens)
    if message.response_metadata.get("finish_reason") == "length":
        raise CallFailed("cut", "the reply was cut at its largest length", tokens=tokens)
    text = message.text if isinstance(message.text, str) else str(message.content)
    if not text.strip():
        raise CallFailed("empty", "the reply was empty", tokens=tokens)
    return Reply(text, *tokens)


def _dislikes_form(error: Exception) -> bool:
    """Whether an endpoint refuses the form in which JSON was asked for."""
    status = getattr(error, "status_code", None)
    return status in (400, 404, 415, 422, 501) and bool(
        re.search(r"response_format|json_schema|json_object|schema", str(error))
    )


def _fail(error: Exception) -> NoReturn:
    """The fault behind an error of the client."""
    import openai

    status = getattr(error, "status_code", None)
    if isinstance(error, openai.LengthFinishReasonError):
        usage = error.completion.usage
        spent = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
        raise CallFailed("cut", "the reply was cut at its largest length", tokens=spent) from None
    if isinstance(error, openai.ContentFilterFinishReasonError):
        raise CallFailed("refusal", "the endpoint's filter withheld the reply") from None
    if isinstance(error, openai.APITimeoutError):
        raise CallFailed("timeout", "the endpoint did not answer in time", retryable=True) from None
    if isinstance(error, openai.APIConnectionError):
        raise CallFailed("connection", "the endpoint cannot be reached", retryable=True, fatal=True) from None
    if status == 429:
        quota = "insufficient_quota" in str(error)
        said = "the account has no quota left" if quota else "the endpoint is busy (429)"
        raise CallFailed("busy", said, retryable=not quota, fatal=quota, wait=_retry_after(error)) from None
    if isinstance(status, int) and (status >= 500 or status in (408, 409)):
        raise CallFailed(
            "server", f"the endpoint failed ({status})", retryable=True, wait=_retry_after(error)
        ) from None
    if isinstance(status, int):
        fatal = status in (401, 403, 404)
        raise CallFailed("rejected", f"the endpoint refused the request ({status})", fatal=fatal) from None
    raise CallFailed("garbage", "the endpoint sent what is no reply", retryable=True) from None


def _retry_after(error: Exception) -> float | None:
    """Seconds that the endpoint asks to wait."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    return None
