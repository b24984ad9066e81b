"""The index from the command line: missing, stale, broken, built, searched."""

import json
import shutil
from pathlib import Path

import pytest

from .conftest import GOOD, Run

ADVICE = "corpus build"


@pytest.mark.parametrize("command", [("draft", GOOD, "--out", "out"), ("corpus", "search", "stenosis")])
def test_a_missing_index(run: Run, command: tuple[object, ...]) -> None:
    ran = run(*command)
    assert (ran.code, ran.out) == (5, "")
    assert "no search index" in ran.err
    assert ADVICE in ran.err
    assert not Path("out").exists()


def copied(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the index that may be spoilt; the folder of the pack in it."""
    shutil.copytree(built, tmp_path / "copy")
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "copy"))
    return next((tmp_path / "copy").glob("spine-*"))


@pytest.mark.parametrize(("field", "words"), [("corpus", "the corpus changed"), ("embedder", "the embedding model")])
def test_a_stale_index(
    run: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, words: str
) -> None:
    folder = copied(built, tmp_path, monkeypatch)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, field: "other"}), encoding="utf-8")
    folder.rename(folder.parent / "spine-of-another-day")
    ran = run("draft", GOOD, "--out", "out")
    assert ran.code == 5
    assert words in ran.err
    assert ADVICE in ran.err
    assert not Path("out").exists()


@pytest.mark.parametrize("part", ["tokens.json", "chroma"])
def test_a_broken_index(run: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    spoilt = copied(built, tmp_path, monkeypatch) / part
    if spoilt.is_dir():
        shutil.rmtree(spoilt)
    else:
        spoilt.write_text("{", encoding="utf-8")
    ran = run("corpus", "search", "stenosis")
    assert ran.code == 5
    assert "cannot be read" in ran.err
    assert ADVICE in ran.err


def test_building_into_a_place_that_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "file"))
    ran = run("corpus", "build")
    assert (ran.code, ran.out) == (5, "")
    assert "cannot be written" in ran.err
    assert "ASSISTANT_INDEX" in ran.err


def test_building_and_searching(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "fresh"))
    built = run("corpus", "build")
    assert built.code == 0
    assert str(tmp_path / "fresh") in built.out
    found = run("corpus", "search", "conservative therapy before fusion", "--k", "3", "--region", "lumbar")
    assert found.code == 0
    assert found.out.count("#f") == 3


@pytest.mark.usefixtures("index")
def test_searching_for_nothing_that_is_there(run: Run) -> None:
    ran = run("corpus", "search", "zzzz qqqq")
    assert ran.code == 0
    assert "Nothing in the corpus" in ran.out


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--region", "moon"], "no region 'moon'"),
        (["--mode", "magic"], "no search mode 'magic'"),
        (["--policy-set", "nobody"], "no policy set 'nobody'"),
        (["--k", "0"], "--k"),
    ],
)
def test_unknown_values_of_a_search(run: Run, options: list[str], words: str) -> None:
    ran = run("corpus", "search", "stenosis", *options)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
