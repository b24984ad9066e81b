"""Bounds on calls: back-off with jitter, tokens, how many at once. No test waits."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from assistant.errors import SettingsError
from assistant.settings import Price, Settings
from assistant.writer import destination
from assistant.writer.calls import FIRST_WAIT, LONGEST_WAIT, Caller
from assistant.writer.limits import Limits, Pace, limits_of, pace_of
from assistant.writer.models import CallFailed, Message, Reply

T = TypeVar("T")
ASKED = (Message("user", "x" * 300),)


class Model:
    """Fails as told, in turn, then replies."""

    def __init__(self, *failures: CallFailed, reply: Reply | None = None) -> None:
        self.failures = list(failures)
        self.reply = reply or Reply("yes", 100, 10)
        self.calls = self.under_way = self.most = 0

    async def complete(self, messages: tuple[Message, ...]) -> Reply:
        self.calls += 1
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        if self.failures:
            raise self.failures.pop(0)
        return self.reply

    async def close(self) -> None:
        """Nothing."""


def asked(
    model: Model,
    act: Callable[[Caller], Awaitable[T]],
    waits: list[float] | None = None,
    jitter: float = 1.0,
    **more: float,
) -> tuple[T, Caller]:
    values = {
        "concurrency": 2,
        "timeout": 5,
        "deadline": 100,
        "retries": 3,
        "tokens": 10_000,
        "reply_tokens": 50,
    } | more

    async def run() -> tuple[T, Caller]:
        async def sleep(seconds: float) -> None:
            (waits if waits is not None else []).append(seconds)

        caller = Caller(model, Limits(**values), sleep, lambda: jitter)  # type: ignore[arg-type]
        return await act(caller), caller

    return asyncio.run(run())


async def once(caller: Caller) -> str:
    try:
        return (await caller.call(ASKED)).text
    except CallFailed as failed:
        return failed.fault


def busy(wait: float | None = None) -> CallFailed:
    return CallFailed("busy", "busy", retryable=True, wait=wait)


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_back_off_doubles_and_is_spread(jitter: float) -> None:
    waits: list[float] = []
    said, caller = asked(Model(*(busy() for _ in range(8))), once, waits, jitter, retries=8, deadline=1000)
    assert said == "yes"
    assert waits == [min(LONGEST_WAIT, FIRST_WAIT * 2**n) * (0.5 + jitter / 2) for n in range(8)]
    assert (caller.spent.calls, caller.spent.retries) == (9, 8)


def test_the_endpoint_s_own_wait_comes_first() -> None:
    waits: list[float] = []
    assert asked(Model(busy(12)), once, waits, 0.0)[0] == "yes"
    assert waits == [12]


def test_no_wait_beyond_the_deadline() -> None:
    waits: list[float] = []
    assert asked(Model(busy(20)), once, waits, deadline=10)[0] == "busy"
    assert not waits


def test_what_cannot_pass_is_not_tried_again() -> None:
    model = Model(CallFailed("refusal", "no"))
    assert asked(model, once)[0] == "refusal"
    assert model.calls == 1


def test_a_fatal_failure_ends_all_calls() -> None:
    async def thrice(caller: Caller) -> list[str]:
        return [await once(caller) for _ in range(3)]

    model = Model(CallFailed("rejected", "no", fatal=True))
    assert asked(model, thrice)[0] == ["rejected"] * 3
    assert model.calls == 1


def test_tokens_are_reserved_before_a_call_and_charged_after() -> None:
    async def together(caller: Caller) -> list[str]:
        return list(await asyncio.gather(*(once(caller) for _ in range(6))))

    model = Model()
    said, caller = asked(model, together, tokens=400, concurrency=6)
    assert said == ["yes", "yes", "budget", "budget", "budget", "budget"]  # 150 reserved for each of those under way
    assert (caller.spent.prompt_tokens, caller.spent.reply_tokens) == (200, 20)


def test_tokens_are_estimated_where_nobody_counts() -> None:
    _, caller = asked(Model(reply=Reply("y" * 30)), once)
    assert (caller.spent.prompt_tokens, caller.spent.reply_tokens) == (100, 10)


def test_a_failed_call_may_have_cost_something() -> None:
    _, caller = asked(Model(CallFailed("cut", "cut", tokens=(70, 50))), once)
    assert (caller.spent.prompt_tokens, caller.spent.reply_tokens) == (70, 50)


def test_so_many_at_once() -> None:
    async def together(caller: Caller) -> list[str]:
        return list(await asyncio.gather(*(once(caller) for _ in range(9))))

    model = Model()
    assert asked(model, together, concurrency=3)[0] == ["yes"] * 9
    assert model.most == 3


def test_money_is_reserved_and_ends_it() -> None:
    async def together(caller: Caller) -> list[str]:
        return list(await asyncio.gather(*(once(caller) for _ in range(6))))

    # A call may cost 100 tokens at 1 and 50 at 4 a million: 0.0003 reserved, 0.00014 charged.
    limits = {"price": Price(prompt=1, reply=4), "money": 0.0007, "concurrency": 6}
    said, caller = asked(Model(), together, **limits)  # type: ignore[arg-type]
    assert said == ["yes", "yes", "budget", "budget", "budget", "budget"]
    assert caller.cost == pytest.approx(0.00028)
    said, caller = asked(Model(), together, price=Price(prompt=1, reply=4))  # type: ignore[arg-type]
    assert said == ["yes"] * 6


def test_no_budget_in_money_without_a_price() -> None:
    settings = Settings(model="openai:m", base_url="http://127.0.0.1:1/v1", writer_money=1.0)
    chosen = destination(settings)
    assert chosen is not None
    with pytest.raises(SettingsError, match="price of the model 'm' is not known"):
        limits_of(settings, chosen)
    priced = settings.model_copy(update={"writer_prices": {"m": Price(prompt=1, reply=2)}})
    assert limits_of(priced, chosen).money == 1.0
    assert limits_of(settings.model_copy(update={"writer_money": "no_limit"}), chosen).cost(1, 1) is None


def test_so_many_a_minute() -> None:
    now = [100.0]
    pace = Pace(30, lambda: now[0])
    assert [pace.take() for _ in range(3)] == [0, 2, 4]
    now[0] += 60
    assert pace.take() == 0
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(round(seconds, 6))
        now[0] += seconds

    async def run() -> list[str]:
        caller = Caller(Model(), Limits(2, 5, 100, 3, 10_000, 50), sleep, pace=Pace(60, lambda: now[0]))
        return [await once(caller) for _ in range(3)]

    assert asyncio.run(run()) == ["yes"] * 3
    assert waits == [1, 1]


def test_the_rate_is_one_for_all_documents_of_a_process() -> None:
    settings = Settings(model="openai:m", base_url="http://127.0.0.1:1/v1", writer_rate=10)
    chosen = destination(settings)
    assert chosen is not None
    assert pace_of(settings, chosen) is pace_of(settings, chosen)
    assert pace_of(settings.model_copy(update={"writer_rate": "no_limit"}), chosen) is None
