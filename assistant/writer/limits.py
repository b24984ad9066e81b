"""The bounds on the calls for one document, and the pace that all documents of a run of the program keep together."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from ..errors import SettingsError
from .models import Destination

if TYPE_CHECKING:
    from ..settings import Price, Settings

_PRICED: Final = 1_000_000
"""Tokens that a price is for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds."""

    concurrency: int
    timeout: float
    """Seconds of one call."""
    deadline: float
    """Seconds of all."""
    retries: int
    tokens: int
    """Of all calls, prompts and replies."""
    reply_tokens: int
    price: "Price | None" = None
    """None: unknown."""
    money: float | None = None
    """Of all calls, in the currency of the price; None: no limit."""

    def cost(self, prompt: int, reply: int) -> float | None:
        """What tokens cost; None where the price is unknown."""
        return None if self.price is None else (prompt * self.price.prompt + reply * self.price.reply) / _PRICED


def limits_of(settings: "Settings", chosen: Destination) -> Limits:
    """The bounds of one document. Raises SettingsError: a budget in money for a model whose price is not known."""
    price = settings.writer_prices.get(chosen.name)
    money = None if settings.writer_money == "no_limit" else settings.writer_money
    if money is not None and price is None and chosen.provider != "mock":
        raise SettingsError(
            f"there is a budget in money, and the price of the model '{chosen.name}' is not known.",
            remedy=f"Set writer_prices for '{chosen.name}' (prompt and reply, a million tokens), or take writer_money away.",
        )
    return Limits(
        concurrency=settings.writer_concurrency,
        timeout=settings.writer_timeout,
        deadline=settings.writer_deadline,
        retries=settings.writer_retries,
        tokens=settings.writer_tokens,
        reply_tokens=settings.writer_reply_tokens,
        price=price,
        money=None if price is None else money,
    )


class Pace:
    """Spreads calls evenly over the minute, for all documents together."""

    def __init__(
        self, a_minute: float, clock: Callable[[], float] = time.monotonic, shared: "Place | None" = None
    ) -> None:
        """`clock`: the same for all processes. `shared`: the next place, where several processes keep the pace."""
        self._gap, self._clock = 60 / a_minute, clock
        self._next = shared or _Own()

    def take(self) -> float:
        """Takes the next place; seconds until it."""
        with self._next.get_lock():
            now = self._clock()
            place = max(now, self._next.value)
            self._next.value = place + self._gap
            return place - now


class Place(Protocol):
    """When the next call may go out, and who may change that."""

    value: float

    def get_lock(self) -> AbstractContextManager[object]:
        """Held while it is read and moved."""


class _Own:
    """A place within one process."""

    def __init__(self) -> None:
        self.value, self._lock = 0.0, threading.Lock()

    def get_lock(self) -> AbstractContextManager[object]:
        return self._lock


_PACES: Final[dict[tuple[str, float], Pace]] = {}
_PACING: Final = threading.Lock()
_SHARED: list[Place] = []
"""What the processes of a batch hold together; empty where there is but one."""


def keep_together(place: Place) -> None:
    """From now on this process keeps the pace with those that hold the same place; they ask one endpoint."""
    _SHARED[:] = [place]


def pace_of(settings: "Settings", chosen: Destination) -> Pace | None:
    """The pace kept towards an endpoint; None where the settings have no limit, and for mocks."""
    if settings.writer_rate == "no_limit" or chosen.provider == "mock":
        return None
    with _PACING:
        return _PACES.setdefault(
            (chosen.host, settings.writer_rate), Pace(settings.writer_rate, shared=next(iter(_SHARED), None))
        )
