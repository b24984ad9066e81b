"""Calls with a bound on everything: how many at once, how long each and all together, how often again, how many tokens."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from .models import CallFailed, ChatModel, Message, Reply

Sleep = Callable[[float], Awaitable[None]]
FIRST_WAIT: Final = 1.0
"""Seconds before the second try; doubled with each."""
LONGEST_WAIT: Final = 30.0
"""Seconds waited at most between two tries, and honoured at most when the endpoint asks for more."""
_CHARACTERS: Final = 3
"""Characters to a token, an estimate on the safe side, where an endpoint does not count."""


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


@dataclass
class Spent:
    """What was used so far."""

    calls: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0


@dataclass
class Caller:
    """Asks one model for one document. Make it inside the event loop that uses it."""

    model: ChatModel
    limits: Limits
    sleep: Sleep = asyncio.sleep
    jitter: Callable[[], float] = random.random
    """A number from 0 to 1: callers that failed together do not come back together."""
    spent: Spent = field(default_factory=Spent)
    _reserved: int = 0
    _stopped: CallFailed | None = None

    def __post_init__(self) -> None:
        self._gate = asyncio.Semaphore(self.limits.concurrency)
        self._end = time.monotonic() + self.limits.deadline

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self._end - time.monotonic()

    async def call(self, messages: tuple[Message, ...]) -> Reply:
        """The reply, after as many tries as the limits allow. Raises CallFailed."""
        async with self._gate:
            for attempt in range(self.limits.retries + 1):
                try:
                    return await self._once(messages)
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

    async def _once(self, messages: tuple[Message, ...]) -> Reply:
        if self._stopped is not None:
            raise self._stopped
        if self.left <= 0:
            raise CallFailed("deadline", "the time for this document is over")
        prompt = sum(len(m.text) for m in messages) // _CHARACTERS
        reserve = prompt + self.limits.reply_tokens
        used = self.spent.prompt_tokens + self.spent.reply_tokens
        if used + self._reserved + reserve > self.limits.tokens:
            raise CallFailed("budget", "the tokens allowed for this document are used up")
        self._reserved += reserve
        self.spent.calls += 1
        late = self.left < self.limits.timeout
        try:
            reply = await asyncio.wait_for(self.model.complete(messages), min(self.limits.timeout, self.left))
        except TimeoutError:
            self._charge(prompt, 0)
            said = "the time for this document is over" if late else "the endpoint did not answer in time"
            raise CallFailed("deadline" if late else "timeout", said, retryable=not late) from None
        except CallFailed as failed:
            self._charge(*failed.tokens)
            raise
        finally:
            self._reserved -= reserve
        self._charge(reply.prompt_tokens or prompt, reply.reply_tokens or len(reply.text) // _CHARACTERS)
        return reply

    def _charge(self, prompt: int, reply: int) -> None:
        self.spent.prompt_tokens += prompt
        self.spent.reply_tokens += reply
