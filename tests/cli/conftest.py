"""Commands run inside the test, each in an empty folder, with no settings but those a test makes."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main

CASES = Path(__file__).parents[1] / "intake"
GOOD = CASES / "good.yaml"


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _empty_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "no-index"))
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `assistant` with arguments. Whatever happens, no traceback is shown."""

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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the built-in corpus."""
    from assistant.pack import load_pack
    from assistant.retrieve import build_index

    folder = tmp_path_factory.mktemp("index")
    build_index(load_pack("spine"), folder)
    return folder


@pytest.fixture
def index(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The index, in force."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(built))
    return built


@pytest.fixture
def open_case(tmp_path: Path) -> Path:
    """The good case without its therapy: nothing fails, and conservative care is not documented."""
    text = GOOD.read_text("utf-8")
    path = tmp_path / "open.yaml"
    path.write_text(text[: text.index("treatments:")].replace("id: small", "id: open"), encoding="utf-8")
    return path
