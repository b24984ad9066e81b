"""What the writer needs of a chat model, whatever stands behind it; and where the configured one is."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol
from urllib.parse import urlsplit

from pydantic import SecretStr

from ..errors import InputError, Problem, SettingsError, Where
from ..settings import COMPOSER

if TYPE_CHECKING:
    from ..settings import Settings

OPENAI: Final = "https://api.openai.com/v1"
KEYLESS: Final = "no-key"
"""Sent as key to an endpoint for which none is set: servers on one's own machine take any."""
MOCKS: Final = ("echo", "hostile", "broken")
BESIDE: Final = "replies:"
"""Names a mock that replays the replies written for a case: `mock:replies:excellent`."""
LEGACY_TRACING: Final = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")
"""Variables of LangChain's first tracer: where set, any call fails."""
TRACING: Final = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", *LEGACY_TRACING)
"""Variables by which a host program switches tracing on; the writer leaves it off all the same."""
_PROVIDER: Final = re.compile(r"[a-z][a-z0-9_-]*")

Heard = Callable[[str], None]
"""Hears the pieces of a reply as they come."""
Role = Literal["system", "user", "assistant"]
Fault = Literal[
    "refusal",
    "empty",
    "cut",
    "timeout",
    "busy",
    "server",
    "connection",
    "rejected",
    "budget",
    "deadline",
    "garbage",
    "waiting",
]
"""Why a call brought nothing. `rejected`: the endpoint refuses the request as such (key, model, address). `waiting`: it stands
in a batch that is not done.
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model returned. Tokens are 0 where the endpoint does not count them."""

    text: str
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cached: bool = False
    """Whether it came from the log."""
    call: int = 0
    """Number of the call in the log; 0 where there is none."""


class CallFailed(Exception):
    """A call that brought nothing. The message never holds text of the record or of a reply."""

    def __init__(
        self,
        fault: Fault,
        message: str,
        *,
        retryable: bool = False,
        fatal: bool = False,
        wait: float | None = None,
        tokens: tuple[int, int] = (0, 0),
    ) -> None:
        """`retryable`: the same call may succeed later, after `wait` seconds where the endpoint says so. `fatal`: no other
        call will. `tokens`: of prompt and reply, where the call was charged all the same.
        """
        super().__init__(message)
        self.fault = fault
        self.message = message
        self.retryable = retryable
        self.fatal = fatal
        self.wait = wait
        self.tokens = tokens


class ChatModel(Protocol):
    """A model that answers a conversation."""

    async def complete(self, messages: tuple[Message, ...], heard: Heard | None = None) -> Reply:
        """The reply; `heard` hears it as it comes. Raises CallFailed."""
        ...

    async def close(self) -> None:
        """Ends connections."""
        ...


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the words of a draft would go."""

    model: str
    """As configured, for instance `openai:gpt-5`."""
    provider: str
    """`openai`, `mock`, or another provider that LangChain has a package for."""
    name: str
    """Name of the model at the endpoint, or of the mock."""
    base_url: str
    """Empty where the provider's library knows it."""
    key: SecretStr
    host: str
    """Host and port; empty where nothing leaves the program."""
    local: bool
    """Whether the endpoint is on this machine."""

    @property
    def notice(self) -> str:
        """What leaves the program, and where to; empty where nothing does."""
        if not self.host:
            return ""
        where = f"{self.host} (on this machine)" if self.local else self.host
        return (
            f"the question, quotations from the record, the findings and the outcome of the rules are sent to {where} "
            f"for the model {self.name}; whole documents of the record are not."
        )


def destination(settings: "Settings", model: str | None = None) -> Destination | None:
    """Where the configured model is (or `model`, where given); None for the composer.

    Raises:
        SettingsError: a model of another form, an address that is none, a key that is missing.
    """
    spec = model or settings.model
    if spec == COMPOSER:
        return None
    provider, _, name = spec.partition(":")
    if provider == "mock" and (name in MOCKS or Path(name).suffix == ".json" or name.startswith(BESIDE)):
        return Destination(spec, "mock", name, "", SecretStr(""), "", True)
    if not name or provider == "mock" or not _PROVIDER.fullmatch(provider):
        known = ", ".join(
            [COMPOSER, "openai:NAME", "PROVIDER:NAME", *(f"mock:{m}" for m in (*MOCKS, "FILE.json", f"{BESIDE}NAME"))]
        )
        raise SettingsError(f"there is no model {spec!r}.", remedy=f"Possible: {known}.")
    if provider == "openai":
        return _openai(spec, name, settings)
    package = f"langchain-{provider.replace('_', '-')}"
    if find_spec(f"langchain_{provider.replace('-', '_')}") is None:
        raise SettingsError(
            f"the model {spec!r} needs the package {package}, which is not installed.",
            remedy=f"Install {package} beside the program; an OpenAI-compatible endpoint needs openai:NAME and its base_url.",
        )
    if settings.base_url == "openai":
        return Destination(spec, provider, name, "", SecretStr(""), provider, False)
    host, local = _host(settings.base_url)
    return Destination(spec, provider, name, settings.base_url, SecretStr(""), host, local)


def _openai(spec: str, name: str, settings: "Settings") -> Destination:
    url = (settings.base_url if settings.base_url != "openai" else os.environ.get("OPENAI_BASE_URL")) or OPENAI
    host, local = _host(url)
    key = settings.openai_api_key
    key = key if key.get_secret_value() else SecretStr(os.environ.get("OPENAI_API_KEY", ""))
    if not key.get_secret_value() and url == OPENAI:
        raise SettingsError(
            f"the model {spec} needs a key, and none is set.",
            remedy="Set OPENAI_API_KEY, or the base URL of an endpoint of your own.",
        )
    return Destination(spec, "openai", name, url, key if key.get_secret_value() else SecretStr(KEYLESS), host, local)


def _host(url: str) -> tuple[str, bool]:
    """Host and port of an address, and whether it is this machine. Raises SettingsError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(
            "the base URL is no web address.", remedy="Write it as http://127.0.0.1:8000/v1, for instance."
        )
    try:
        local = ip_address(parts.hostname).is_loopback
    except ValueError:
        local = parts.hostname == "localhost"
    return parts.netloc.rpartition("@")[2], local


def is_local(url: str) -> bool:
    """Whether an address is on this machine. Raises SettingsError where it is none."""
    return _host(url)[1]


def open_model(chosen: Destination, settings: "Settings", wanted: dict[str, Any] | None = None) -> ChatModel:
    """The model, ready to be asked. What it takes to speak to an endpoint is imported here.

    `wanted`: JSON schema of a reply; that of statements by default.
    """
    if chosen.provider == "mock":
        from .mock import mock_model

        return mock_model(chosen.name)
    from .endpoint import Endpoint, Provider

    return (Endpoint if chosen.provider == "openai" else Provider)(chosen, settings, wanted)


def beside(spec: str | None, case: Path) -> str | None:
    """A model for one case: where `mock:replies:NAME` is asked for, the file CASE.NAME.json in the folder `replies` beside the
    case or beside its folder. Raises InputError where there is none.
    """
    name = (spec or "").removeprefix("mock:").removeprefix(BESIDE)
    if spec is None or name == (spec or "").removeprefix("mock:"):
        return spec
    folders = (case.parent / "replies", case.parent.parent / "replies", case.parent)
    file = next((f for folder in folders if (f := folder / f"{case.stem}.{name}.json").is_file()), None)
    if file is None:
        raise InputError(f"no replies {name!r} are recorded for this case.", where=Where(folders[0]))
    return f"mock:{file}"


def plain_http(chosen: Destination) -> Problem | None:
    """A warning where a record would travel unencrypted to another machine."""
    if chosen.host and not chosen.local and chosen.base_url.startswith("http://"):
        return Problem(f"the connection to {chosen.host} is not encrypted.", warning=True)
    return None


def traced() -> tuple[str, ...]:
    """Variables of the environment that switch tracing on, which is left off here."""
    return tuple(name for name in TRACING if os.environ.get(name, "").lower() in ("true", "1", "langchain"))
