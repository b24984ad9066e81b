"""The writer at the command line: what is said before anything is sent, what would be sent, what came of it."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main

from .conftest import SMALL, Answer, Server, completion, composed, failure, said, streamed

TRIED = '{"statements": [{"type": "outcome", "text": "The sky is blue.", "points": ["p1"], "basis": []}]}'
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "no-index"))

    def go(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return int(end.value.code or 0), out, err

    return go


def test_draft_with_an_endpoint(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    code, out, err = run("draft", SMALL, "--no-search", "--model", "openai:m", "--out", "here")
    assert code == 0
    own = len(said(composed().draft)) - 1
    assert err.count("are sent to 127.0.0.1:") == len(err.splitlines()) == 1
    assert f"openai:m: {own} of {own} statements accepted at the first try" in out
    written = json.loads(Path("here", f"{SMALL.stem}.json").read_text("utf-8"))
    assert written["header"]["drafted_by"].startswith(f"openai:m ({own} statements)")
    assert written["guard"]["writer"]["prompts"]["section"] == "8"
    assert f"drafted by openai:m ({own} statements) and the composer (1)" in Path("here", f"{SMALL.stem}.md").read_text(
        "utf-8"
    )


def test_draft_with_an_endpoint_that_fails(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.script = lambda n, request: failure(403)
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    monkeypatch.setenv("ASSISTANT_MODEL", "openai:m")
    code, out, _ = run("draft", SMALL, "--no-search", "--out", "here")
    assert code == 0
    assert "By the composer, because the endpoint refused the request (403): lead, waivers_not" in out
    assert "the composer; nothing of openai:m could be used" in Path("here", f"{SMALL.stem}.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["mock:echo", "mock:hostile", "mock:broken"])
def test_mocks_say_nothing_of_sending(run: Run, name: str) -> None:
    code, out, err = run("draft", SMALL, "--no-search", "--model", name)
    assert (code, err) == (0, "")
    assert name in out


def test_an_unknown_model(run: Run) -> None:
    code, _, err = run("draft", SMALL, "--no-search", "--model", "oracle")
    assert code == 4
    assert "there is no model 'oracle'" in err
    assert "openai:NAME" in err


def test_prompt_show(run: Run) -> None:
    code, out, _ = run("prompt", "show", SMALL, "--no-search")
    assert code == 0
    for id in ("lead", *(s.id for s in composed().draft.sections)):
        assert f"##### {id}: system" in out
        assert f"##### {id}: user" in out
    code, one, _ = run("prompt", "show", SMALL, "--no-search", "--section", "summary")
    assert code == 0
    assert one in out
    assert one.count("#####") == 2
    code, _, err = run("prompt", "show", SMALL, "--no-search", "--section", "nowhere")
    assert code == 2
    assert "lead, waivers_not" in err


def test_prompt_show_is_what_is_sent(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    run("draft", SMALL, "--no-search", "--model", "openai:m")
    _, out, _ = run("prompt", "show", SMALL, "--no-search")
    for request in server.requests:
        assert all(m["content"] in out for m in request["messages"])


def test_doctor(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Leaves the machine: nothing. No model" in run("doctor")[1]
    monkeypatch.setenv("ASSISTANT_MODEL", "mock:echo")
    assert "mock inside the program" in run("doctor")[1]
    monkeypatch.setenv("ASSISTANT_MODEL", "openai:m")
    assert "Model: cannot be used. the model openai:m needs a key" in run("doctor")[1]
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    out = run("doctor", "--no-try")[1]
    assert "are sent to api.openai.com for the model m" in out
    assert "LANGSMITH_TRACING asks for tracing; it stays off" in out
    assert "sk-secret" not in out
    monkeypatch.setenv("ASSISTANT_BASE_URL", "http://example.org/v1")
    assert "the connection to example.org is not encrypted" in run("doctor", "--no-try")[1]


def test_doctor_tries_the_endpoint(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL", "openai:m")
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    done = completion(TRIED)
    server.script = lambda n, request: (
        failure(400, "json_schema unknown")
        if "json_schema" in str(request)
        else streamed("", cut=True)
        if request.get("stream")
        else done
    )
    out = run("doctor")[1]
    assert (
        "structured output (a schema that it keeps to): does not work (the endpoint refused the request (400))" in out
    )
    assert "  tools: works" in out
    assert "Replies will be asked for as: tools." in out
    server.script = lambda n, request: completion(TRIED, request=request)
    assert "(streaming): works" in run("doctor")[1]
    server.script = lambda n, request: completion("Hello!")
    assert "No form works" in run("doctor")[1]
    server.script = lambda n, request: failure(401)
    before = len(server.requests)
    assert "refused the request (401)" in run("doctor")[1]
    assert len(server.requests) == before + 1
    assert all("Section" not in str(r) for r in server.requests)


def test_statements_are_shown_as_they_pass(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    _, _, err = run("draft", SMALL, "--no-search", "--model", "openai:m", "--stream")
    for section in composed().draft.sections:
        for block in section.blocks:
            assert all(f"{section.title}: {s.words()}" in err for s in block.statements)
    assert "Summary: " not in run("draft", SMALL, "--no-search", "--model", "openai:m", "--no-stream")[2]


def test_interrupted(server: Server, tmp_path: Path) -> None:
    """Ctrl-C while the model is writing: one clear line, no file, whole or half."""
    asked = threading.Event()

    def script(n: int, request: dict[str, object]) -> Answer:
        asked.set()
        return Answer(hold=True)

    server.script = script
    told = ["draft", str(SMALL), "--no-search", "--model", "openai:m", "--out", "o"]
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *told]
    home = {"ASSISTANT_BASE_URL": server.url, "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    assert asked.wait(30)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert err.splitlines()[-1] == "assistant: interrupted; nothing half-written was left."
    assert "Traceback" not in err
    assert not list(tmp_path.glob("o/*"))


def test_without_a_model_all_is_as_before(run: Run) -> None:
    code, out, err = run("draft", SMALL, "--no-search", "--out", "here")
    assert (code, err) == (0, "")
    written = json.loads(Path("here", f"{SMALL.stem}.json").read_text("utf-8"))
    assert written["header"]["drafted_by"] == "composer"
    assert written["guard"]["writer"] == "not_stated"
    assert len(said(composed().draft)) == sum(written["guard"]["proved"].values())
    assert "tokens" not in out
