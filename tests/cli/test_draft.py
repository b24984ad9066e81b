"""`assistant draft`: formats, places, readers; nothing half-written."""

import json
import tempfile
from pathlib import Path

import pytest

from .conftest import CASES, GOOD, Run

EVALS = Path(__file__).parents[2] / "evals" / "cases"


def files(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


def test_word_and_pdf_where_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    ran = run("draft", GOOD, "--no-search", "--out", tmp_path / "out", "--format", "docx", "--format", "pdf")
    assert ran.code == 0, ran.err
    assert files(tmp_path / "out") == ["small.docx", "small.pdf"]
    assert (tmp_path / "out" / "small.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "out" / "small.pdf").read_bytes().startswith(b"%PDF")


def test_a_template_that_cannot_be_read_is_told_before_anything_is_drafted(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("draft", GOOD, "--out", tmp_path / "out", "--format", "docx", "--template", tmp_path / "none.docx")
    assert (ran.code, files(tmp_path / "out")) == (2, [])
    assert "none.docx" in ran.err
    assert run("draft", GOOD, "--no-search", "--template", tmp_path / "none.docx").code == 2
    monkeypatch.setenv("ASSISTANT_DOCX_TEMPLATE", str(GOOD))
    ran = run("draft", GOOD, "--no-search", "--out", tmp_path / "out", "--format", "docx")
    assert ran.code == 2
    assert "not a Word template" in ran.err


@pytest.mark.usefixtures("index")
def test_all_formats_and_the_verdict_table(run: Run, tmp_path: Path) -> None:
    ran = run("draft", GOOD, "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert files(tmp_path / "out") == ["small.html", "small.json", "small.md"]
    assert "Overall: necessary" in ran.out
    for name in files(tmp_path / "out"):
        assert f"Wrote {tmp_path / 'out' / name}" in ran.out
    written = json.loads((tmp_path / "out" / "small.json").read_text("utf-8"))
    assert written["header"]["verdict"] == "necessary"
    assert written["outcome"]["lines"][0]["code"] == "22551"
    assert "22551" in (tmp_path / "out" / "small.md").read_text("utf-8")
    assert "<html" in (tmp_path / "out" / "small.html").read_text("utf-8")


def test_without_options_it_writes_into_build_and_without_search_it_needs_no_index(run: Run) -> None:
    assert run("draft", GOOD, "--no-search").code == 0
    assert files(Path("build")) == ["small.html", "small.json", "small.md"]


@pytest.mark.parametrize("chosen", [("md",), ("json", "html")])
def test_some_formats(run: Run, tmp_path: Path, chosen: tuple[str, ...]) -> None:
    options = [part for one in chosen for part in ("--format", one)]
    assert run("draft", GOOD, "--no-search", "--out", tmp_path / "out", *options).code == 0
    assert {name.split(".")[1] for name in files(tmp_path / "out")} == set(chosen)


def test_two_drafts_of_one_case_are_the_same(run: Run, tmp_path: Path) -> None:
    for out in ("one", "two"):
        run("draft", GOOD, "--no-search", "--out", tmp_path / out)
    for name in files(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize(("audience", "words"), [("physician", "physician reviewers"), ("patient", "the patient")])
def test_the_reader_is_named(run: Run, tmp_path: Path, audience: str, words: str) -> None:
    run("draft", GOOD, "--no-search", "--format", "json", "--out", tmp_path, "--audience", audience)
    assert json.loads((tmp_path / "small.json").read_text("utf-8"))["header"]["audience"] == words


def test_disposition_and_day_reach_the_document(run: Run, tmp_path: Path, open_case: Path) -> None:
    options = ("--disposition", "lenient", "--as-of", "2026-04-01", "--policy-set", "general")
    assert run("draft", open_case, "--no-search", "--format", "json", "--out", tmp_path, *options).code == 0
    header = json.loads((tmp_path / "open.json").read_text("utf-8"))["header"]
    assert (header["disposition"], header["date"], header["policy_set"]) == ("lenient", "2026-04-01", "general")


def test_a_fault_is_told_and_the_document_written(run: Run, tmp_path: Path) -> None:
    ran = run("draft", CASES / "faulty" / "unknown-code.yaml", "--no-search", "--out", tmp_path / "out")
    assert ran.code == 3
    assert "22599 is not in the code table" in ran.err
    assert len(files(tmp_path / "out")) == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "odt"], "unknown format 'odt'"),
        (["--audience", "doctor"], "unknown audience 'doctor'"),
        (["--policy-set", "nobody"], "no policy set 'nobody'"),
        (["--disposition", "kind"], "no disposition 'kind'"),
        (["--as-of", "1999-01-01"], "not in force"),
    ],
)
def test_unknown_values_write_nothing(run: Run, tmp_path: Path, options: list[str], words: str) -> None:
    ran = run("draft", GOOD, "--no-search", "--out", tmp_path / "out", *options)
    assert ran.code == 2
    assert words in ran.err
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    ran = run("draft", GOOD, "--no-search", "--out", tmp_path / "out")
    assert ran.code == 5
    assert str(tmp_path / "out" / "small.md") in ran.err
    assert "--out" in ran.err
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)  # whoever runs the tests may be allowed to write anywhere
    ran = run("draft", GOOD, "--no-search", "--out", tmp_path / "out")
    assert ran.code == 5
    assert "cannot be written: Permission denied" in ran.err
    assert len(ran.err.splitlines()) == 2
    assert files(tmp_path / "out") == []


def test_older_files_stay_where_one_of_the_new_cannot_be_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "small.html").mkdir(parents=True)
    (out / "small.md").write_text("older", encoding="utf-8")
    ran = run("draft", GOOD, "--no-search", "--out", out)
    assert ran.code == 5
    assert "in the way" in ran.err
    assert files(out) == ["small.html", "small.md"]
    assert (out / "small.md").read_text("utf-8") == "older"


@pytest.mark.usefixtures("index")
def test_words_that_no_fact_was_read_from_are_shown_where_they_are_wanted(run: Run, tmp_path: Path) -> None:
    names = ("stimulator-trial-no-psychology", "si-fusion-both-sides", "cervical-fusion-exploration")
    for name in names:
        ran = run("draft", EVALS / f"{name}.yaml", "--out", tmp_path / "out", "--format", "md")
        assert "0 repaired, 0 replaced, 0 left out" in ran.out
    stimulator = (tmp_path / "out" / f"{names[0]}.md").read_text("utf-8")
    assert (
        "Nearest to this, the pain clinic note records “A psychological evaluation has been scheduled” [R1]"
        in stimulator
    )
    assert "“The left joint was not injected”" in (tmp_path / "out" / f"{names[1]}.md").read_text("utf-8")
    plain = run(
        "draft", EVALS / f"{names[0]}.yaml", "--out", tmp_path / "plain", "--format", "md", "--audience", "patient"
    )
    assert plain.code == 0
    assert "Nearest to this" not in (tmp_path / "plain" / f"{names[0]}.md").read_text("utf-8")
