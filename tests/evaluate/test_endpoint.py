"""Runs with a model behind an endpoint: several cases wait for it at once, and it is not asked the same twice."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluate import Configuration, Plan, run
from assistant.settings import Settings
from assistant.writer.endpoint import FOUND
from assistant.writer.mock import Echo
from assistant.writer.models import Message
from tests.writer.server import Answer, Server, completion, failure

from .conftest import GOOD, Run, go


def faithful(request: dict[str, Any]) -> Answer:
    messages = tuple(Message(m["role"], m["content"]) for m in request["messages"])
    return completion(Echo().answer(messages).text, request=request)


@pytest.fixture
def server() -> Iterator[Server]:
    FOUND.clear()
    running = Server(lambda n, request: faithful(request))
    yield running
    running.close()


@pytest.fixture
def used(server: Server, tmp_path: Path) -> Settings:
    return Settings(base_url=server.url, writer_log=tmp_path / "log", writer_concurrency=1)


def plan(desk: Path, *, jobs: int = 1, **switches: object) -> Plan:
    configuration = Configuration.model_validate({"model": "openai:m", "retrieval": "none", **switches})
    return Plan(desk / "cases", desk / "keys", configuration=configuration, jobs=jobs)


def test_cases_wait_for_an_endpoint_at_once(server: Server, used: Settings, desk: Path) -> None:
    (desk / "cases" / "wide.yaml").write_text(GOOD.read_text().replace("id: small", "id: wide"))
    together = threading.Barrier(2)
    met = []

    def both(n: int, request: dict[str, Any]) -> Answer:
        if not met:
            met.append(together.wait(timeout=20))
        return faithful(request)

    server.script = both
    made = run(plan(desk, jobs=2), used)
    assert made.errors() == 0
    assert len(met) >= 1
    assert [s.value("proved") for s in made.samples] == [1, 1]


@pytest.mark.parametrize("guard", [True, False])
def test_a_changed_key_asks_no_model_again(
    server: Server, used: Settings, desk: Path, tmp_path: Path, guard: bool
) -> None:
    first = run(plan(desk, guard=guard), used, folder=tmp_path / "run")
    asked = len(server.requests)
    assert asked > 3
    key = desk / "keys" / "small.yaml"
    key.write_text(key.read_text().replace("unicorn*", "/left/").replace("There are unicorns here", "On the left"))
    again = run(plan(desk, guard=guard), used, folder=tmp_path / "run")
    assert again.manifest.reused == 0
    assert len(server.requests) == asked
    assert (first.samples[0].value("point_recall"), again.samples[0].value("point_recall")) == (0.5, 1)
    tokens = first.samples[0].value("tokens")
    assert tokens is not None
    assert tokens > 0
    assert again.samples[0].value("tokens") == 0


def test_an_endpoint_that_fails_is_told_in_the_sample(server: Server, used: Settings, desk: Path) -> None:
    server.script = lambda n, request: failure(401)
    (guarded,) = run(plan(desk), used).samples
    assert guarded.value("proved") == 1
    assert len(guarded.unwritten) > 3
    (bare,) = run(plan(desk, guard=False), used).samples
    assert bare.unwritten
    assert bare.written != "not_stated"
    assert not bare.written.sections() - {"verdict"}


def test_what_leaves_the_machine_is_told(
    server: Server, command: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    monkeypatch.setenv("ASSISTANT_WRITER_LOG", str(tmp_path / "log"))
    code, said, _ = go(command, desk, "--model", "openai:m")
    assert code == 0
    assert "are sent to 127.0.0.1:" in said
    assert "are sent to" not in go(command, desk)[1]
