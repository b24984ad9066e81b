"""`assistant intake` writes a case that `assistant check` takes; text goes straight into `check` as well."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli.app import app
from assistant.errors import InputError

NOTE = "Office note\nDate: 05/06/2026\n\nHPI: Left leg pain.\nIMAGING: Severe left foraminal stenosis at L4-5.\n"
QUESTION = ["--question", "Is 63047 at L4-5 medically necessary?"]


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_a_record_becomes_a_case_file_with_the_same_outcome(tmp_path: Path) -> None:
    record, case = tmp_path / "case.txt", tmp_path / "case.yaml"
    record.write_text(NOTE, encoding="utf-8")
    assert "2 findings" in run("intake", str(record), *QUESTION, "-o", str(case))
    assert run("check", str(case), "--json") == run("check", str(record), *QUESTION, "--json")


def test_a_case_file_that_is_there_is_kept(tmp_path: Path) -> None:
    record, case = tmp_path / "note.txt", tmp_path / "case.yaml"
    record.write_text(NOTE, encoding="utf-8")
    case.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="there already"):
        run("intake", str(record), *QUESTION, "-o", str(case))
    assert case.read_text("utf-8") == "mine"


def test_a_case_can_be_written_to_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    result = CliRunner().invoke(app, ["intake", "note.txt", *QUESTION, "-o", "-"], catch_exceptions=False)
    (tmp_path / "case.yaml").write_text(result.stdout, encoding="utf-8")
    assert "2 findings" in result.stderr
    assert run("check", "case.yaml", "--json") == run("check", "note.txt", *QUESTION, "--json")


def test_words_that_may_answer_what_is_needed_are_shown_with_their_place(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE + "\nPSYCHOLOGY: evaluation is booked for June.\n", "utf-8")
    told = run(
        *("intake", str(note), "--question", "Is a spinal cord stimulator trial (63650) medically necessary?"),
        *("-o", str(tmp_path / "case.yaml"), "--needed"),
    )
    at = told.index("Nothing was read from these words")
    assert "Still needed" in told[:at]
    assert "office, line 7: PSYCHOLOGY: evaluation is booked for June." in " ".join(told[at:].split())
    assert "for: a psychological evaluation" in told[at:]
