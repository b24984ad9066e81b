"""The local log: what is kept of each run, what is asked once, what is forgotten, and a run drafted again bit for bit."""

import json
import sqlite3
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.api import draft_whole
from assistant.errors import StoreError
from assistant.model.document import Determination
from assistant.replay import replay
from assistant.settings import Price, Settings
from assistant.writer.log import Log, digest_of, log_file

from .conftest import SMALL, Answer, Server, completion, echo, failure, faithful, loaded
from .test_commands import Run, run  # noqa: F401 - a fixture
from .test_redact import remote


def settings(server: Server, file: Path, **more: Any) -> Settings:
    return Settings.model_validate(
        {"model": "openai:m", "base_url": server.url, "writer_log": file, "writer_concurrency": 3, **more}
    )


def drafted(used: Settings) -> Determination:
    one = loaded()
    return draft_whole(one.case, pack=one.pack, search=False, settings=used).determination


def rows(file: Path, words: str) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(file)
    try:
        return db.execute(words).fetchall()
    finally:
        db.close()


def faulty() -> Callable[[int, dict[str, Any]], Answer]:
    """Lies, refusals, garbage and failures beside honest replies, by section, so that each run meets the same."""

    def script(n: int, request: dict[str, Any]) -> Answer:
        title = request["messages"][1]["content"].split("\n")[0]
        first = len(request["messages"]) == 2
        if "Verdict" in title:
            return completion(None, refusal="no")
        if "Summary" in title and first:
            return completion("Hello!")
        if "falls short" in title and first:
            return completion(echo_of(request).replace("not met", "met"))
        if "Pitfalls" in title:
            return failure(503)
        return faithful(request)

    return script


def echo_of(request: dict[str, Any]) -> str:
    from assistant.writer.models import Message

    return echo(tuple(Message(m["role"], m["content"]) for m in request["messages"]))


def test_each_call_is_kept(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "logs" / "log.sqlite"
    made = drafted(settings(server, file, writer_prices={"m": Price(prompt=2, reply=8)}))
    report = made.guard.writer
    assert report != "not_stated"
    assert report.cost == pytest.approx(report.calls * (1000 * 2 + 100 * 8) / 1e6)
    calls = rows(file, "SELECT about, prompt_tokens, reply_tokens, cost, seconds, request, reply FROM calls")
    assert len(calls) == report.calls == len(server.requests)
    assert {c[1:3] for c in calls} == {(1000, 100)}
    assert sum(c[3] for c in calls) == pytest.approx(report.cost)
    sent = {json.dumps([[m["role"], m["content"]] for m in r["messages"]], ensure_ascii=False) for r in server.requests}
    assert {c[5] for c in calls} == sent
    assert rows(file, "SELECT count(*) FROM verdicts WHERE passed = 1") == [(report.returned,)]
    ((id, prompts, digest),) = rows(file, "SELECT id, prompts, digest FROM runs")
    assert (id, json.loads(prompts), digest) == (report.run, report.prompts, digest_of(made))
    if sys.platform != "win32":
        assert all(stat.S_IMODE(f.stat().st_mode) == 0o600 for f in file.parent.iterdir())


def test_verdicts_of_what_was_refused(server: Server, tmp_path: Path) -> None:
    server.script = faulty()
    drafted(settings(server, tmp_path / "log", writer_retries=0))
    codes = {c for (c,) in rows(tmp_path / "log", "SELECT codes FROM verdicts WHERE passed = 0")}
    assert any("contradiction" in c for c in codes)
    faults = dict(rows(tmp_path / "log", "SELECT fault, count(*) FROM calls WHERE fault NOT NULL GROUP BY fault"))
    assert faults.keys() == {"refusal", "server"}
    assert rows(tmp_path / "log", "SELECT count(*) FROM calls WHERE usable = 0 AND reply = 'Hello!'") == [(1,)]


def test_the_same_is_asked_once(server: Server, tmp_path: Path) -> None:
    used = settings(server, tmp_path / "log")
    first, asked = drafted(used), len(server.requests)
    second = drafted(used)
    assert len(server.requests) == asked
    report = second.guard.writer
    assert report != "not_stated"
    assert (report.calls, report.cached, report.prompt_tokens) == (0, asked, 0)
    assert (second.lead, second.sections) == (first.lead, first.sections)
    drafted(used.model_copy(update={"writer_cache": False}))
    assert len(server.requests) == 2 * asked
    drafted(used.model_copy(update={"writer_temperature": 0.5}))
    assert len(server.requests) == 3 * asked


def test_what_could_not_be_read_is_asked_again(server: Server, tmp_path: Path) -> None:
    used = settings(server, tmp_path / "log")
    server.script = lambda n, request: completion("Hello!")
    assert drafted(used).header.drafted_by.startswith("the composer")
    server.script = lambda n, request: faithful(request)
    report = drafted(used).guard.writer
    assert report != "not_stated"
    assert (report.cached, report.composer_sections) == (0, {})


@pytest.mark.parametrize("script", [lambda n, request: faithful(request), faulty()])
def test_a_run_drafted_again_bit_for_bit(server: Server, tmp_path: Path, script: Any) -> None:
    server.script = script
    used = settings(server, tmp_path / "log", writer_retries=0, review_status="Under Review", audience="clinician")
    made = drafted(used)
    asked = len(server.requests)
    run_id = made.guard.writer.run  # type: ignore[union-attr]
    server.close()
    again = replay(run_id, Settings(writer_log=tmp_path / "log", writer_temperature=0.9))
    assert again.identical
    assert again.drafted.determination.model_dump_json() == made.model_dump_json()
    assert len(server.requests) == asked


def test_a_redacted_run_drafted_again(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, used = remote(server, monkeypatch)
    made = drafted(used.model_copy(update={"writer_log": tmp_path / "log"}))
    run_id = made.guard.writer.run  # type: ignore[union-attr]
    assert replay(run_id, Settings(writer_log=tmp_path / "log", writer_redact=False)).identical


def test_a_run_that_cannot_be_drafted_again(server: Server, tmp_path: Path) -> None:
    used = settings(server, tmp_path / "log")
    with pytest.raises(StoreError, match="does not exist"):
        replay("x", used)
    made = drafted(used)
    with pytest.raises(StoreError, match="no run 'x'"):
        replay("x", used)
    with pytest.raises(StoreError, match="log is off"):
        replay("x", Settings(writer_log="off"))
    db = sqlite3.connect(tmp_path / "log")
    db.execute("UPDATE calls SET key = 'other' WHERE about = 'summary 1'")
    db.commit()
    with pytest.raises(StoreError, match="not what was asked then"):
        replay(made.guard.writer.run, used)  # type: ignore[union-attr]
    db.execute("UPDATE runs SET digest = NULL")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="broken off"):
        replay(made.guard.writer.run, used)  # type: ignore[union-attr]


def test_what_is_too_old_is_gone(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "log"
    used = settings(server, file, writer_log_days=2)
    old = drafted(used)
    quote = loaded().case.findings[0].quote.encode()
    assert quote in file.read_bytes() + (Path(f"{file}-wal").read_bytes() if Path(f"{file}-wal").exists() else b"")
    db = sqlite3.connect(file)
    db.execute("UPDATE runs SET started = ?", (time.time() - 3 * 86_400,))
    db.commit()
    db.close()
    log = Log(file)
    assert log.forget(2) == 1
    log.close()
    assert [rows(file, f"SELECT count(*) FROM {table}") for table in ("runs", "calls", "verdicts")] == [[(0,)]] * 3
    assert all(quote not in f.read_bytes() for f in tmp_path.iterdir() if f.is_file())
    with pytest.raises(StoreError, match="no run"):
        replay(old.guard.writer.run, used)  # type: ignore[union-attr]


def test_a_log_of_another_version(tmp_path: Path, server: Server) -> None:
    db = sqlite3.connect(tmp_path / "log")
    db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(StoreError, match="another version"):
        drafted(settings(server, tmp_path / "log"))
    (tmp_path / "no-log").write_text("words " * 1000)
    with pytest.raises(StoreError, match="cannot be opened"):
        drafted(settings(server, tmp_path / "no-log"))
    assert not server.requests


def test_where_the_log_is(server: Server, tmp_path: Path) -> None:
    assert log_file(Settings(writer_log="off")) is None
    default = log_file(Settings())
    assert default is not None
    drafted(Settings(model="mock:echo"))
    assert not default.exists()  # mocks are logged where a file is named
    made = drafted(Settings(model="openai:m", base_url=server.url))
    assert default.exists()
    assert made.guard.writer.run != "not_stated"  # type: ignore[union-attr]
    off = drafted(Settings(model="openai:m", base_url=server.url, writer_log="off"))
    assert off.guard.writer.run == "not_stated"  # type: ignore[union-attr]


def test_the_commands(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: F811
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    assert "nothing in it yet" in run("doctor")[1]
    assert run("draft", SMALL, "--no-search", "--model", "openai:m", "--out", "o")[0] == 0
    assert "came from the log" in run("draft", SMALL, "--no-search", "--model", "openai:m", "--out", "p")[1]
    file = Path("o", f"{SMALL.stem}.json")
    server.close()
    code, out, _ = run("replay", file, "--out", "again")
    assert code == 0
    assert "The file is what the run came to." in out
    assert Path("again", file.name).read_bytes() == file.read_bytes()
    run_id = json.loads(file.read_text("utf-8"))["guard"]["writer"]["run"]
    assert "the same to the last letter" in run("replay", run_id)[1]
    file.write_text(file.read_text("utf-8").replace("NOT medically", "medically"), "utf-8")
    assert "The file is not what the run came to." in run("replay", file)[1]
    assert run("replay", SMALL)[0] == 5
    Path("x.json").write_text("{}")
    assert run("replay", "x.json")[0] == 2
    out = run("doctor")[1]
    assert "2 runs" in out
    assert "kept 30" in out
    monkeypatch.setenv("ASSISTANT_WRITER_LOG", "off")
    assert "Log of the writer: off" in run("doctor")[1]
