"""The command `assistant`, run inside the test in an empty folder, with no settings but those a test makes."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main

GOOD = Path(__file__).parents[1] / "intake" / "good.yaml"
KEY = """
case: small
policy_set: general
outcomes:
  overall: {outcome: OUTCOME, also: [undetermined]}
  determination: {outcome: OUTCOME}
  lines: {a: {code: '22551', outcome: OUTCOME, levels: {C5-6: {outcome: OUTCOME}}}}
points:
- {id: level, says: The level is named., groups: ['@C5-6'], example: At C5-6 it is so.}
- {id: unicorn, says: A unicorn is seen., groups: [unicorn*], example: There are unicorns here.}
forbidden:
- {id: root, says: The level is named again., kind: overstatement, why: To see it marked., groups: [severe left], example: It is severe left.}
"""
ARTICLE = """Fusion at C5-6 is NOT Medically Necessary

The fusion is <b>not</b> medically necessary at C5-6 1

References

Guideline

A unicorn book

Unicorns, 2020
"""


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


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one case, its key and an article."""
    home = tmp_path / "mine"
    for name in ("cases", "keys", "articles"):
        (home / name).mkdir(parents=True)
    shutil.copy(GOOD, home / "cases" / "small.yaml")
    (home / "keys" / "small.yaml").write_text(KEY.replace("OUTCOME", "undetermined"))
    (home / "articles" / "small.txt").write_text(ARTICLE)
    return home


def go(command: Run, desk: Path, *more: object, out: str = "run") -> tuple[int, str, Path]:
    """`assistant eval run` on a desk: exit code, what it said, the folder of the run."""
    ran = command("eval", "run", "--cases", desk / "cases", "--no-search", "--out", desk / out, *more)
    return ran.code, ran.out + ran.err, desk / out
