"""What strangers' packets hold: forms of the heads of reports, of what is still to come, and of what was examined and is sound."""

from typing import Any

import pytest

from .conftest import findings, plain, read

LEVELS = "L3-4: mild central stenosis.\nL4-5: Severe central canal stenosis. Grade 1 anterolisthesis."


@pytest.mark.parametrize(
    "head",
    [
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nExam: 01/15/2026",
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nStudy: 1/15/26",
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nExam date: 01/15/2026",
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nExam: MRI lumbar spine 01/15/2026",
        "MRI LUMBAR SPINE\nExamination: MRI of the lumbar spine, 01/15/2026\nComparison: none",
    ],
)
def test_what_stands_below_the_line_that_names_the_study_or_its_day_is_what_it_found(head: str) -> None:
    record = read(f"{head}\n{LEVELS}")
    assert str(record.documents[0].date) == "2026-01-15"
    assert [plain(f) for f in record.findings] == [
        {"kind": "central_stenosis", "levels": ("L3-4",), "grade": "mild"},
        {"kind": "central_stenosis", "levels": ("L4-5",), "grade": "severe"},
        {"kind": "spondylolisthesis", "levels": ("L4-5",), "grade": "grade_1"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Psych: referral placed to Dr. M, appointment 09/03/2026, clearance to follow.",
        "Psychological clearance will follow.",
        "Awaiting psychological clearance.",
        "Psych clearance: in process",
        "Psychological clearance not yet received.",
        "Psychological clearance is anticipated next week.",
        "Psychology appointment scheduled 9/3; clearance forthcoming.",
    ],
)
def test_a_clearance_to_come_is_none(text: str) -> None:
    assert findings(text) == []


def test_a_clearance_whose_report_is_to_come_was_given() -> None:
    wanted = [{"kind": "psychological_clearance"}]
    assert findings("Psychological clearance obtained 7/2/2026, report to follow.") == wanted
    [open_] = findings("Cleared by psychology pending final report.")
    assert open_["status"] == "uncertain"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Exam: Decreased ankle ROM, limited knee range of motion.", "reflex_change"),
        ("Exam: Shoulder and carpal tunnel examinations normal.", "competing_source"),
        ("Exam: No prominence of hardware, neurologic examination intact.", "hardware_failure"),
        ("Exam: Tender over hardware, sensation intact.", "hardware_failure"),
    ],
)
def test_what_is_sound_or_of_a_joint_states_nothing_else(text: str, kind: str) -> None:
    assert kind not in {f["kind"] for f in findings(text)}


@pytest.mark.parametrize("how", ["excluded clinically", "ruled out on exam", "were excluded", "clinically excluded"])
def test_all_that_was_excluded_together_is_absent(how: str) -> None:
    found = {(f["kind"], f.get("status")) for f in findings(f"Carpal tunnel syndrome and shoulder pathology {how}.")}
    assert ("competing_source", "absent") in found
    assert ("competing_source", None) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Trial lasted 7 days. Average pain went from 8/10 to 2/10, patient reports 75% relief.",
        "SCS TRIAL LEAD PULL: done today. Patient reports 75% relief.",
        "The trial gave 75% relief over 6 days.",
    ],
)
def test_the_relief_told_after_a_trial_is_that_of_the_trial(text: str) -> None:
    found: list[dict[str, Any]] = [f for f in findings(text, "FOLLOW UP") if f["kind"] == "trial_relief"]
    assert [f["number"] for f in found] == [75]
