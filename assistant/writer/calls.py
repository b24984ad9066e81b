"""Calls with a bound on everything: how many at once and a minute, how long each and all together, how often again, how many
tokens, how much money.
"""

import asyncio
import random
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..errors import SettingsError
from .models import CallFailed, ChatModel, Destination, Heard, Message, Reply

if TYPE_CHECKING:
    from ..settings import Price, Settings

Sleep = Callable[[float], Awaitable[None]]
FIRST_WAIT: Final = 1.0
"""Seconds before the second try; doubled with each."""
LONGEST_WAIT: Final = 30.0
"""Seconds waited at most between two tries, and honoured at most when the endpoint asks for more."""
_CHARACTERS: Final = 3
"""Characters to a token, an estimate on the safe side, where an endpoint does not count."""
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


@dataclass
class Spent:
    """What was used so far."""

    calls: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0


class Pace:
    """Spreads calls evenly over the minute, for all documents of a process together."""

    def __init__(self, a_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._gap, self._clock = 60 / a_minute, clock
        self._next, self._lock = 0.0, threading.Lock()

    def take(self) -> float:
        """Takes the next place; seconds until it."""
        with self._lock:
            now = self._clock()
            place = max(now, self._next)
            self._next = place + self._gap
            return place - now


_PACES: Final[dict[tuple[str, float], Pace]] = {}
_PACING: Final = threading.Lock()


def pace_of(settings: "Settings", chosen: Destination) -> Pace | None:
    """The pace kept towards an endpoint; None where the settings have no limit, and for mocks."""
    if settings.writer_rate == "no_limit" or chosen.provider == "mock":
        return None
    with _PACING:
        return _PACES.setdefault((chosen.host, settings.writer_rate), Pace(settings.writer_rate))


@dataclass
class Caller:
    """Asks one model for one document. Make it inside the event loop that uses it."""

    model: ChatModel
    limits: Limits
    sleep: Sleep = asyncio.sleep
    jitter: Callable[[], float] = random.random
    """A number from 0 to 1: callers that failed together do not come back together."""
    pace: Pace | None = None
    spent: Spent = field(default_factory=Spent)
    _reserved: tuple[int, int] = (0, 0)
    """Tokens of prompts and replies under way."""
    _stopped: CallFailed | None = None

    def __post_init__(self) -> None:
        self._gate = asyncio.Semaphore(self.limits.concurrency)
        self._end = time.monotonic() + self.limits.deadline

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self._end - time.monotonic()

    @property
    def cost(self) -> float | None:
        """What was spent in money; None where the price is unknown."""
        return self.limits.cost(self.spent.prompt_tokens, self.spent.reply_tokens)

    async def call(self, messages: tuple[Message, ...], listen: Callable[[], Heard] | None = None) -> Reply:
        """The reply, after as many tries as the limits allow; `listen` makes who hears it come, anew for each try.

        Raises CallFailed.
        """
        async with self._gate:
            for attempt in range(self.limits.retries + 1):
                try:
                    return await self._once(messages, None if listen is None else listen())
                except CallFailed as failed:
                    wait = self._wait(failed, attempt)
                    if not failed.retryable or attempt == self.limits.retries or wait is None:
                        if failed.fatal:
                            self._stopped = failed
                        raise
                    self.spent.retries += 1
                    await self.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _wait(self, failed: CallFailed, attempt: int) -> float | None:
        """Seconds before the next try; None where there is no use in one."""
        if failed.wait is not None:
            wait = failed.wait + self.jitter() * 0.25
            return wait if failed.wait <= LONGEST_WAIT and wait < self.left else None
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2**attempt) * (0.5 + self.jitter() / 2)
        return wait if wait < self.left else None

    async def _once(self, messages: tuple[Message, ...], heard: Heard | None) -> Reply:
        if self._stopped is not None:
            raise self._stopped
        prompt, most = sum(len(m.text) for m in messages) // _CHARACTERS, self.limits.reply_tokens
        self._afford(prompt, most)
        if self.pace is not None and (wait := self.pace.take()) > 0:
            if wait >= self.left:
                raise CallFailed("deadline", "the time for this document is over before the rate limit lets it go on")
            await self.sleep(wait)
        if self.left <= 0:
            raise CallFailed("deadline", "the time for this document is over")
        self._afford(prompt, most)
        self._reserve(prompt, most)
        self.spent.calls += 1
        late = self.left < self.limits.timeout
        asked = self.model.complete(messages) if heard is None else self.model.complete(messages, heard)
        try:
            reply = await asyncio.wait_for(asked, min(self.limits.timeout, self.left))
        except TimeoutError:
            self._charge(prompt, 0)
            said = "the time for this document is over" if late else "the endpoint did not answer in time"
            raise CallFailed("deadline" if late else "timeout", said, retryable=not late) from None
        except CallFailed as failed:
            self._charge(*failed.tokens)
            raise
        finally:
            self._reserve(-prompt, -most)
        self._charge(reply.prompt_tokens or prompt, reply.reply_tokens or len(reply.text) // _CHARACTERS)
        return reply

    def _afford(self, prompt: int, reply: int) -> None:
        """Raises CallFailed where one more call, at its longest, might go beyond a budget."""
        prompts = self.spent.prompt_tokens + self._reserved[0] + prompt
        replies = self.spent.reply_tokens + self._reserved[1] + reply
        if prompts + replies > self.limits.tokens:
            raise CallFailed("budget", "the tokens allowed for this document are used up")
        cost = self.limits.cost(prompts, replies)
        if self.limits.money is not None and cost is not None and cost > self.limits.money:
            raise CallFailed("budget", "the money allowed for this document is used up")

    def _reserve(self, prompt: int, reply: int) -> None:
        self._reserved = (self._reserved[0] + prompt, self._reserved[1] + reply)

    def _charge(self, prompt: int, reply: int) -> None:
        self.spent.prompt_tokens += prompt
        self.spent.reply_tokens += reply
