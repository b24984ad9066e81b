"""Errors of clients, whoever wrote them, told as faults of a call."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, NoReturn

from .models import CallFailed

_FORM: Final = re.compile(r"response_format|json_schema|json_object|schema|grammar|tool|function", re.IGNORECASE)
_OTHER: Final = re.compile(r"context|token|length|too l|content|policy|model|key|temperature", re.IGNORECASE)
"""What a refusal may be about beside the form."""
_QUOTA: Final = re.compile(r"insufficient_quota|credit balance|billing", re.IGNORECASE)


def dislikes_form(error: Exception) -> bool:
    """Whether an endpoint refuses the form in which JSON was asked for, or a library does not know it."""
    if isinstance(error, NotImplementedError):
        return True
    return status_of(error) in (400, 404, 415, 422, 500, 501) and bool(_FORM.search(str(error)))


def may_dislike_form(error: Exception) -> bool:
    """Whether an endpoint refuses a request without saying what of it: a weaker form may be worth trying."""
    return status_of(error) in (400, 415, 422) and not _OTHER.search(_body(error))


def _body(error: Exception) -> str:
    """What the endpoint wrote of an error."""
    body = getattr(error, "body", None)
    return str(body.get("message", "")) if isinstance(body, dict) else str(body or error)


def dislikes_stream(error: Exception) -> bool:
    """Whether an endpoint refuses to send its reply piece by piece."""
    return status_of(error) in (400, 404, 422, 501) and "stream" in str(error).lower()


def no_stream(error: Exception) -> bool:
    """Whether what came, instead of pieces of a reply, was something that the client could not read as such."""
    name = type(error).__name__
    passing = isinstance(error, (TimeoutError, ConnectionError)) or "Timeout" in name or "Connect" in name
    return status_of(error) is None and not passing and not isinstance(error, CallFailed)


def status_of(error: Exception) -> int | None:
    """The HTTP status of an error, where it has one."""
    for holder in (error, getattr(error, "response", None)):
        for name in ("status_code", "status", "code"):
            if isinstance(status := getattr(holder, name, None), int):
                return status
    return None


def fail(error: Exception) -> NoReturn:
    """Raises the fault behind an error of a client. What the endpoint wrote is not quoted: it may hold the prompt."""
    status, name = status_of(error), type(error).__name__
    if name == "LengthFinishReasonError":
        raise CallFailed("cut", "the reply was cut at its largest length", tokens=_usage(error)) from None
    if name == "ContentFilterFinishReasonError":
        raise CallFailed("refusal", "the endpoint's filter withheld the reply") from None
    if isinstance(error, TimeoutError) or "Timeout" in name:
        raise CallFailed("timeout", "the endpoint did not answer in time", retryable=True) from None
    if isinstance(error, ConnectionError) or "Connect" in name:
        raise CallFailed("connection", "the endpoint cannot be reached", retryable=True, fatal=True) from None
    if status == 429:
        quota = bool(_QUOTA.search(str(error)))
        said = "the account has no quota left" if quota else "the endpoint is busy (429)"
        raise CallFailed("busy", said, retryable=not quota, fatal=quota, wait=_retry_after(error)) from None
    if status is not None and (status >= 500 or status in (408, 409)):
        said = f"the endpoint failed ({status})"
        raise CallFailed("server", said, retryable=True, wait=_retry_after(error)) from None
    if status is not None and status >= 400:
        fatal = status in (401, 403, 404)
        raise CallFailed("rejected", f"the endpoint refused the request ({status})", fatal=fatal) from None
    # A body that is not what the protocol says fails in many ways inside the client.
    raise CallFailed("garbage", f"the endpoint sent what is no reply ({name})", retryable=True) from None


def _usage(error: Any) -> tuple[int, int]:
    usage = error.completion.usage
    return (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)


def _retry_after(error: Exception) -> float | None:
    """Seconds that the endpoint asks to wait: a number, or the time when to come back."""
    headers: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    try:
        return max(0.0, (parsedate_to_datetime(headers["retry-after"]) - datetime.now(UTC)).total_seconds())
    except (KeyError, ValueError, TypeError):
        return None
