"""Whatever is wrong: one message on the error stream, an exit code, nothing written, no traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import check as check_command

from .conftest import CASES, GOOD, Run

WRONG = sorted(p.name for p in (CASES / "wrong").iterdir())
START = (sys.executable, "-c", "from assistant.cli import main; main()")


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("command", ["check", "draft"])
def test_a_wrong_case(run: Run, command: str, name: str) -> None:
    path = CASES / "wrong" / name
    ran = run(command, path, *(("--out", "out") if command == "draft" else ("--json",)))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"assistant: {path}")
    assert len(ran.err.splitlines()) <= 2
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("path", ["none.yaml", "/dev/null/case.yaml", "a\nb.yaml", ""])
def test_no_such_file(run: Run, path: str) -> None:
    ran = run("check", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("assistant: ")


def test_a_command_that_is_not_there(run: Run) -> None:
    ran = run("frobnicate")
    assert ran.code == 2
    assert "No such command 'frobnicate'" in ran.err


@pytest.mark.parametrize("command", [(), ("check",), ("draft",), ("corpus",), ("policy",), ("doctor",), ("schema",)])
def test_help(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    assert "Usage: assistant" in ran.out


def test_an_error_of_the_program_says_where_and_keeps_the_record_to_itself(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("constant numbness")

    monkeypatch.setattr(check_command, "tell", broken)
    ran = run("check", GOOD)
    assert ran.code == 70
    assert "KeyError in " in ran.err
    assert "constant numbness" not in ran.err


def test_a_user_who_interrupts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_command, "tell", interrupted)
    assert run("check", GOOD).code in (1, 130)


def test_as_its_own_process() -> None:
    good = subprocess.run([*START, "check", GOOD, "--json"], capture_output=True, text=True, check=False)
    assert good.returncode == 0
    assert good.stderr.startswith("Not weighed")  # for a person, apart from what a program reads
    assert good.stdout.startswith("{")
    wrong = subprocess.run([*START, "check", CASES / "wrong" / "tab.yaml"], capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr


def test_a_reader_who_leaves_early() -> None:
    process = subprocess.Popen([*START, "schema", "determination"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.wait(timeout=20)
    assert process.returncode != 0
    assert b"Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([*START, "check", GOOD], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 5
    assert "No space left" in ran.stderr
    assert "Traceback" not in ran.stderr
