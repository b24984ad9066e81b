"""The command `assistant ask`: on a determination or a case, one question or many."""

import io
import json
from pathlib import Path

import pytest

from .conftest import GOOD, Run


@pytest.fixture
def determination(run: Run) -> Path:
    assert run("draft", GOOD, "--no-search", "--format", "json", "--out", ".").code == 0
    return Path("small.json")


def test_one_question(run: Run, determination: Path) -> None:
    ran = run("ask", determination, "Why is 22551 necessary?", "--no-search")
    assert ran.code == 0
    assert "Why it is decided so" in ran.out
    assert "is unchanged" in ran.out


def test_json(run: Run, determination: Path) -> None:
    answer = run("ask", determination, "summary", "--json", "--no-search").json
    assert answer["understood"][0]["kind"] == "summary"
    assert answer["verdict"] == "necessary"


def test_a_case_is_drafted_first(run: Run) -> None:
    assert "Summary" in run("ask", GOOD, "sum it up: summary", "--no-search").out


def test_the_text_of_a_record_needs_its_request(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Spine clinic note\nDate: 02/20/2026\nEXAM: Right EHL 4/5.\n", "utf-8")
    assert run("ask", note, "why?", "--no-search").code == 2
    assert run("ask", note, "why?", "--no-search", "--request", "Is L4-5 right discectomy (63030) necessary?").code == 0


def test_piped_lines_are_one_conversation(run: Run, determination: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Why is 22551 necessary?\n\nwhat would change that?\n"))
    answers = [json.loads(line) for line in run("ask", determination, "--json", "--no-search").out.splitlines()]
    assert [a["understood"][0]["kind"] for a in answers] == ["why", "change"]
    assert answers[1]["understood"][0]["subject"]["lines"] == answers[0]["understood"][0]["subject"]["lines"] != []


def test_on_a_terminal_it_asks_until_an_empty_line(
    run: Run, determination: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    lines = iter(["summary", ""])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda prompt: next(lines))
    ran = run("ask", determination, "--no-search")
    assert ran.code == 0
    assert "an empty line ends it" in ran.out


@pytest.mark.parametrize(
    ("content", "said"),
    [('{"outcome": {}, "header": {}}', "no whole determination"), ("{", "JSON"), ("[]", "")],
)
def test_what_is_no_determination_is_said_so(run: Run, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    ran = run("ask", path, "why?")
    assert ran.code == 2
    assert said in ran.err


def test_an_empty_question(run: Run, determination: Path) -> None:
    assert run("ask", determination, "  ").code == 2


def test_policies_that_changed_since(run: Run, determination: Path) -> None:
    data = json.loads(determination.read_text("utf-8"))
    data["outcome"]["policy_version"] = "1999-01"
    determination.write_text(json.dumps(data), "utf-8")
    ran = run("ask", determination, "why?", "--no-search")
    assert ran.code == 2
    assert "draft it again" in ran.err.lower()


def test_a_model_s_words_are_guarded(run: Run, determination: Path) -> None:
    assert "answered by mock:echo" in run("ask", determination, "summary", "--model", "mock:echo", "--no-search").out
