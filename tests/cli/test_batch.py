"""`assistant batch`: a folder at once, taken up where it stopped; one bad case does not stop the others."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import GOOD, Run

KILLED = """
import os, signal, sys
from pathlib import Path
from assistant.batch import Options, run
from assistant.settings import load_settings

def told(done, of):
    if done == 2:
        os.killpg(0, signal.SIGKILL)

folder, out = map(Path, sys.argv[1:])
run(folder, out, Options(formats=("md",), search=False), load_settings(), jobs=2, told=told)
"""
"""A batch in two processes that are all killed as the second case is counted."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three cases: one good, the same with another name, one bad."""
    made = tmp_path / "cases"
    made.mkdir()
    shutil.copy(GOOD, made / "one.yaml")
    (made / "two.yaml").write_text(GOOD.read_text("utf-8").replace("id: small", "id: second"), "utf-8")
    (made / "bad.yaml").write_text("id: bad\nquestions: misspelt\n", "utf-8")
    return made


def summary(out: Path) -> dict[str, dict[str, str]]:
    """Rows by file."""
    with (out / "summary.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def times(out: Path) -> dict[str, int]:
    """When each document was written."""
    return {p.name: p.stat().st_mtime_ns for p in out.glob("*.md")}


def test_a_folder_is_drafted_and_a_bad_case_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("batch", folder, "--no-search", "--jobs", 1, "--out", tmp_path / "out", "--format", "md")
    assert ran.code == 2
    assert "2 of 3 cases drafted." in ran.out
    assert "bad.yaml" in ran.err
    assert "questions" in ran.err
    out = tmp_path / "out"
    assert sorted(p.name for p in out.iterdir()) == ["batch.jsonl", "one.md", "summary.csv", "summary.html", "two.md"]
    rows = summary(out)
    assert rows["one.yaml"]["overall"] == rows["one.yaml"]["determination"] == "necessary"
    assert rows["one.yaml"]["action"] == "approve"
    assert "22551" in rows["one.yaml"]["lines"]
    assert float(rows["one.yaml"]["seconds"]) > 0
    assert rows["bad.yaml"]["overall"] == ""
    assert "questions" in rows["bad.yaml"]["error"]
    page = (out / "summary.html").read_text("utf-8")
    assert 'href="one.md"' in page
    assert "could not be drafted" in page


def test_no_cell_is_a_formula(run: Run, folder: Path, tmp_path: Path) -> None:
    text = (folder / "one.yaml").read_text("utf-8")
    start = text.index("question:")
    line = text[start : text.index("\n", start)]
    (folder / "one.yaml").write_text(text.replace(line, "question: '=1+1 is it necessary?'"), "utf-8")
    run("batch", folder, "--no-search", "--jobs", 1, "--out", tmp_path / "out", "--format", "md")
    assert summary(tmp_path / "out")["one.yaml"]["question"].startswith("'=1+1")


def test_what_is_finished_is_skipped_and_what_changed_is_drafted_again(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    line = ("batch", folder, "--no-search", "--jobs", 1, "--out", out, "--format", "md")
    (folder / "bad.yaml").unlink()
    assert run(*line).code == 0
    first = times(out)
    again = run(*line)
    assert (again.code, times(out)) == (0, first)
    assert "2 of 2 cases drafted, 2 of them before." in again.out
    two = folder / "two.yaml"
    two.write_text(two.read_text("utf-8") + "\n# looked through\n", "utf-8")
    assert "1 of them before" in run(*line).out
    second = times(out)
    assert second["one.md"] == first["one.md"]
    assert second["two.md"] > first["two.md"]
    (out / "one.md").unlink()
    assert "1 of them before" in run(*line).out
    assert "drafted." in run(*line, "--disposition", "lenient").out
    assert set(summary(out)) == {"one.yaml", "two.yaml"}


def test_a_line_cut_short_loses_one_case_and_no_other(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    line = ("batch", folder, "--no-search", "--jobs", 1, "--out", out, "--format", "md")
    run(*line)
    manifest = out / "batch.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-40])
    assert "2 of 3 cases drafted, 1 of them before." in run(*line).out
    assert [json.loads(text)["name"] for text in manifest.read_text("utf-8").splitlines()] == ["one.yaml", "two.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_kill_in_the_middle_loses_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (folder / "bad.yaml").unlink()
    shutil.copy(GOOD, folder / "three.yaml")
    line = [sys.executable, "-c", KILLED, str(folder), str(out)]
    killed = subprocess.run(line, capture_output=True, start_new_session=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    kept = [json.loads(text)["name"] for text in (out / "batch.jsonl").read_text("utf-8").splitlines()]
    assert len(kept) == 2
    before = times(out)
    ran = run("batch", folder, "--no-search", "--jobs", 1, "--out", out, "--format", "md")
    assert ran.code == 0, ran.err
    assert "3 of 3 cases drafted, 2 of them before." in ran.out
    after = times(out)
    assert len(after) == 3
    for name in kept:
        document = name.replace(".yaml", ".md")
        assert after[document] == before[document]


def test_records_are_asked_the_question(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    (folder / "person").mkdir(parents=True)
    note = "CLINIC NOTE\nDate: 02/20/2026\nEXAM: Right EHL 4/5.\n"
    (folder / "person" / "note.txt").write_text(note, "utf-8")
    (folder / "note.md").write_text(note, "utf-8")
    shutil.copy(GOOD, folder / "note.yaml")
    asked = "Is L4-5 right discectomy (63030) medically necessary?"
    out = tmp_path / "out"
    ran = run("batch", folder, "--no-search", "--jobs", 1, "--out", out, "--question", asked, "--format", "json")
    assert ran.code in (0, 3), ran.err
    assert sorted(p.name for p in out.glob("*.json")) == ["note.md.json", "note.yaml.json", "person.json"]
    assert summary(out)["person"]["question"] == asked


def test_what_stops_a_batch_before_it_begins(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("batch", tmp_path / "none").code == 2
    (tmp_path / "empty").mkdir()
    assert run("batch", tmp_path / "empty").code == 2
    assert run("batch", folder, "--format", "odt").code == 2
    assert run("batch", folder, "--model", "nonsense").code == 4


def test_one_reason_of_all_cases_is_told_once(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("batch", folder, "--jobs", 1, "--out", tmp_path / "out")  # there is no index
    assert ran.code == 5
    assert "one.yaml, two.yaml: " in ran.err
    assert ran.err.count("corpus build") == 1
