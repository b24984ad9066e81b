"""Folders of cases that hold records as they came: text, folders, bundles, with the question beside them."""

import json
from pathlib import Path

import pytest

from assistant.evaluate import Configuration, Plan, Sample, run
from assistant.settings import Settings

from .conftest import Run, go

NOTE = """CT LUMBAR SPINE
Study date: 05/18/2026
IMPRESSION: Pseudarthrosis at L5-S1 with screw loosening. L4-5 is solidly fused.

OFFICE NOTE
05/27/2026
HPI: 51 year old woman, back pain since her L4-S1 fusion of 03/2024. Smokes 1 pack a day.
"""
QUESTION = "Is revision of the fusion at L5-S1 (22849) necessary?"
KEY = """
case: back-pain
policy_set: general
outcomes:
  overall: {outcome: undetermined}
  determination: {outcome: not_necessary}
  lines: {a: {code: '22849', outcome: undetermined, also: [not_necessary, necessary]}}
points:
- {id: loose, says: The screws are loose., groups: [['@L5-S1', pseudarthrosis]], example: There is a pseudarthrosis at L5-S1.}
"""


def scored(home: Path) -> Sample:
    (made,) = run(
        Plan(home / "cases", home / "keys", configuration=Configuration(retrieval="none")), Settings()
    ).samples
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("cases", "keys"):
        (tmp_path / "mine" / name).mkdir(parents=True)
    (tmp_path / "mine" / "keys" / "back-pain.yaml").write_text(KEY)
    (tmp_path / "mine" / "cases" / "back-pain.question.txt").write_text(QUESTION + "\n")
    return tmp_path / "mine"


def test_a_text_is_scored_like_a_case(home: Path) -> None:
    (home / "cases" / "back-pain.txt").write_text(NOTE)
    made = scored(home)
    assert made.keyed
    assert made.value("point_recall") == 1
    assert made.value("outcome_acceptable") is not None
    assert made.value("proved") == 1


def test_a_folder_is_one_record(home: Path, command: Run) -> None:
    first, second = NOTE.split("\n\n")
    (home / "cases" / "back-pain").mkdir()
    (home / "cases" / "back-pain" / "ct.txt").write_text(first)
    (home / "cases" / "back-pain" / "note.md").write_text(second)
    assert scored(home).value("point_recall") == 1
    ran = command("eval", "run", "--no-search", "--cases", home / "cases" / "back-pain")
    assert ran.code == 0, ran.err
    assert "Key points made" in ran.out


def test_a_question_that_changes_asks_anew(home: Path, tmp_path: Path) -> None:
    (home / "cases" / "back-pain.txt").write_text(NOTE)
    plan = Plan(home / "cases", configuration=Configuration(retrieval="none"))
    run(plan, Settings(), folder=tmp_path / "run")
    (home / "cases" / "back-pain.question.txt").write_text(QUESTION.replace("necessary", "medically necessary"))
    assert run(plan, Settings(), folder=tmp_path / "run").manifest.reused == 0


def test_a_record_without_a_question_says_where_it_belongs(command: Run, home: Path) -> None:
    (home / "cases" / "back-pain.question.txt").unlink()
    (home / "cases" / "back-pain.txt").write_text(NOTE)
    code, said, _ = go(command, home)
    assert code == 7
    assert "What is asked of a record stands in back-pain.question.txt beside it." in said


def test_a_bundle_is_a_record(home: Path) -> None:
    report = {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": {"text": "Office note"},
        "date": "2026-05-27T10:00:00Z",
        "content": [{"attachment": {"contentType": "text/plain", "data": _base64(NOTE)}}],
    }
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": report}]}
    (home / "cases" / "back-pain.json").write_text(json.dumps(bundle))
    made = scored(home)
    assert made.error == "not_stated"
    assert made.value("point_recall") == 1


def _base64(text: str) -> str:
    from base64 import b64encode

    return b64encode(text.encode()).decode()


def test_what_is_no_case_is_left_alone(home: Path) -> None:
    (home / "cases" / "back-pain.txt").write_text(NOTE)
    (home / "cases" / "README.md").write_text("What these are.")
    (home / "cases" / "replies").mkdir()
    assert scored(home).case == "back-pain"


def test_two_cases_of_one_name_are_refused(command: Run, desk: Path) -> None:
    (desk / "cases" / "small.txt").write_text(NOTE)
    code, said, _ = go(command, desk)
    assert code == 2
    assert "several cases have one name: small.txt, small.yaml." in said
