"""The report of a system in fields, and of a portal in lines: each value and each line is a statement of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.api import guard_text
from assistant.intake import load_case
from assistant.model.judgement import Judgement
from assistant.settings import Settings

CASE = load_case(Path(__file__).parents[2] / "evals" / "cases" / "lumbar-repeat-discectomy.yaml").case
SOURCES = [
    {"id": 1, "title": "Surgeon's note", "date": "2026-06-09"},
    {"id": 2, "title": "MRI of the lumbar spine without and with contrast", "date": "2026-05-28"},
    {"id": 3, "title": "Therapy note", "date": "2026-06-05"},
]
REPORT: dict[str, Any] = {
    "reportId": "A-17",
    "decision": {"code": "63042", "level": "L5-S1", "status": "not medically necessary"},
    "clinicalSummary": "Left leg pain returned after he lifted a keg [1]. The left ankle jerk is absent [1].",
    "keyFindings": [
        {"finding": "Recurrent left paracentral disc herniation at L5-S1", "source": 2},
        {"finding": "Seven supervised therapy visits", "citations": ["3"]},
    ],
    "sources": SOURCES,
}
PORTAL = """CASE STATUS: Reviewed
Service: 63042 L5-S1 left
RATIONALE
1. Current exam: straight-leg raise positive on the left at 40 degrees [1]
2. Current exam: left ankle jerk absent [1]
3. Conservative care: seven supervised visits [2]
SOURCES
[1] Surgeon's note, 2026-06-09
[2] Therapy note, 2026-06-05
"""


def judged(text: str) -> Judgement:
    return guard_text(text, CASE, settings=Settings(layers=()))


def wrong(text: str) -> list[str]:
    return [j.statement.text.partition(" [[")[0] for j in judged(text).failing]


def test_a_report_in_fields_is_read_value_by_value() -> None:
    judgement = judged(json.dumps(REPORT))
    told = {j.statement.text.partition(" [[")[0] for j in judgement.statements}
    assert "Recurrent left paracentral disc herniation at L5-S1" in told
    assert not judgement.failing
    assert not any("A-17" in u.words for u in judgement.unread)
    assert judged(f"```json\n{json.dumps(REPORT, indent=2)}\n```").statements == judgement.statements


@pytest.mark.parametrize(
    ("right", "false"),
    [
        ("left ankle jerk is absent", "right ankle jerk is absent"),
        ("disc herniation at L5-S1", "disc herniation at L4-5"),
        ("Seven supervised", "Twelve supervised"),
        ('"source": 2', '"source": 3'),
        ("not medically necessary", "medically necessary"),
    ],
)
def test_what_is_false_in_a_field_is_found_there(right: str, false: str) -> None:
    text = json.dumps(REPORT)
    assert right in text
    assert len(wrong(text.replace(right, false, 1))) == 1


def test_what_is_no_json_is_read_as_it_stands() -> None:
    assert wrong('{"finding": The left ankle jerk is present [1].}') != []


def test_lines_of_a_portal_stand_for_themselves() -> None:
    assert wrong(PORTAL) == []
    assert wrong(PORTAL.replace("left ankle", "right ankle")) == ["Right ankle jerk absent"]
    assert len(wrong(PORTAL.replace("seven supervised", "twelve supervised"))) == 1
    assert len(wrong(PORTAL.replace("L5-S1 left", "L4-5 left"))) == 1


def test_a_heading_that_says_something_stays_with_its_sentence() -> None:
    assert len(wrong("No pain: seven supervised visits [R3].")) == 1


def test_a_courtesy_hides_no_verdict() -> None:
    assert judged("Thank you for your letter.").statements == ()
    assert judged("Thank you for the request, which is approved.").failing
