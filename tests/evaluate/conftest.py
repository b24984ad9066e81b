"""The command `assistant`, run inside the test in an empty folder, with no settings but those a test makes."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `assistant` with arguments. Whatever happens, no traceback is shown."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "no-index"))
    monkeypatch.setenv("COLUMNS", "160")

    def go(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        code = end.value.code
        return Ran(code if isinstance(code, int) else 0, out, err)

    return go
