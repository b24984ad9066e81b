"""Calls with a bound on everything: how many at once and a minute, how long each and all together, how often again, how many
tokens, how much money.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from .limits import Limits, Pace
from .log import Call
from .models import CallFailed, ChatModel, Heard, Message, Reply
from .redact import Redaction, restoring

Sleep = Callable[[float], Awaitable[None]]
FIRST_WAIT: Final = 1.0
"""Seconds before the second try; doubled with each."""
LONGEST_WAIT: Final = 30.0
"""Seconds waited at most between two tries, and honoured at most when the endpoint asks for more."""
_CHARACTERS: Final = 3
"""Characters to a token, an estimate on the safe side, where an endpoint does not count."""


@dataclass
class Spent:
    """What was used so far."""

    calls: int = 0
    retries: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0


class Keeper(Protocol):
    """Keeps what was asked and replied, and may know a reply already: `log.Book`, or `log.Replay`."""

    def find(self, key: str) -> Reply | None:
        """A reply to the same call. Raises CallFailed where it is known to fail."""
        ...

    def note(self, call: Call) -> int:
        """Writes a call down; its number."""
        ...

    def judge(self, call: int, verdicts: Mapping[str, tuple[str, ...]]) -> None:
        """What the guard said of the statements of a call."""
        ...

    def reject(self, call: int) -> None:
        """The reply could not be read."""
        ...


@dataclass
class Caller:
    """Asks one model for one document, within one event loop. Its time runs from when it is made."""

    model: ChatModel
    limits: Limits
    sleep: Sleep = asyncio.sleep
    jitter: Callable[[], float] = random.random
    """A number from 0 to 1: callers that failed together do not come back together."""
    pace: Pace | None = None
    redaction: Redaction | None = None
    """What is kept back from the endpoint; None: nothing."""
    keeper: Keeper | None = None
    """The log; None: there is none."""
    key: Callable[[tuple[Message, ...]], str] = lambda messages: ""
    """What identifies a call in the log."""
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

    async def call(
        self, messages: tuple[Message, ...], listen: Callable[[], Heard] | None = None, about: str = ""
    ) -> Reply:
        """The reply, after as many tries as the limits allow, or from the log; redacted on the way out, restored on the way
        in. `listen` makes who hears it come, anew for each try; `about` names the call in the log.

        Raises CallFailed.
        """
        mask = None if self.redaction is None else self.redaction.fork()
        sent = messages if mask is None else tuple(Message(m.role, mask.redact(m.text)) for m in messages)
        async with self._gate:
            reply = await self._kept(sent, mask, listen, about)
        return reply if mask is None else replace(reply, text=mask.restore(reply.text))

    def judge(self, reply: Reply, verdicts: Mapping[str, tuple[str, ...]]) -> None:
        """For the log: what the guard said of the statements of a reply, the codes of violations by id."""
        if self.keeper is not None:
            self.keeper.judge(reply.call, verdicts)

    def reject(self, reply: Reply) -> None:
        """For the log: a reply could not be read, and is not to be used again."""
        if self.keeper is not None:
            self.keeper.reject(reply.call)

    async def _kept(
        self,
        sent: tuple[Message, ...],
        mask: Redaction | None,
        listen: Callable[[], Heard] | None,
        about: str,
    ) -> Reply:
        """As `call`, by way of the log."""
        if self.keeper is None:
            return await self._tried(sent, mask, listen, Spent())
        key, own, started = self.key(sent), Spent(), time.monotonic()
        reply: Reply | None = None
        failed: CallFailed | None = None
        try:
            reply = self.keeper.find(key)
            if reply is None:
                reply = await self._tried(sent, mask, listen, own)
            else:
                self.spent.cached += 1
                if listen is not None:
                    listen()(reply.text if mask is None else mask.restore(reply.text))
        except CallFailed as error:
            failed = error
        used = own.prompt_tokens, own.reply_tokens
        seconds = round(time.monotonic() - started, 3)
        call = Call(about, key, sent, reply, failed, own.calls, *used, self.limits.cost(*used), seconds)
        number = self.keeper.note(call)
        if failed is not None:
            raise failed
        assert reply is not None
        return replace(reply, call=number)

    async def _tried(
        self, sent: tuple[Message, ...], mask: Redaction | None, listen: Callable[[], Heard] | None, own: Spent
    ) -> Reply:
        """The reply, after as many tries as the limits allow; `own` counts what they took."""
        for attempt in range(self.limits.retries + 1):
            heard = None if listen is None else listen()
            if heard is not None and mask is not None:
                heard = restoring(mask, heard)
            try:
                return await self._once(sent, heard, own)
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

    async def _once(self, messages: tuple[Message, ...], heard: Heard | None, own: Spent) -> Reply:
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
        own.calls += 1
        late = self.left < self.limits.timeout
        asked = self.model.complete(messages) if heard is None else self.model.complete(messages, heard)
        try:
            reply = await asyncio.wait_for(asked, min(self.limits.timeout, self.left))
        except TimeoutError:
            self._charge(own, prompt, 0)
            said = "the time for this document is over" if late else "the endpoint did not answer in time"
            raise CallFailed("deadline" if late else "timeout", said, retryable=not late) from None
        except CallFailed as failed:
            self._charge(own, *failed.tokens)
            raise
        finally:
            self._reserve(-prompt, -most)
        self._charge(own, reply.prompt_tokens or prompt, reply.reply_tokens or len(reply.text) // _CHARACTERS)
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

    def _charge(self, own: Spent, prompt: int, reply: int) -> None:
        for spent in (self.spent, own):
            spent.prompt_tokens += prompt
            spent.reply_tokens += reply
