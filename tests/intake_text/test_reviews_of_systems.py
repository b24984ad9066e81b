"""Reviews of systems: long lists of what there is not, headed by a short word or a sign, or with a sign at each item."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

KINDS = ("bladder_bowel_loss", "weakness_symptom", "cauda_equina", "foot_drop")
QUESTION = "Is L4-5 laminectomy (63047) medically necessary?"
FAR = "fever, chills, night sweats, weight loss, chest pain, dyspnea, nausea, vomiting, abdominal pain, dysuria"


def status(text: str) -> dict[str, str]:
    note = f"Office note\nDate: 2026-09-14\n\nHPI: Left leg pain.\n{text}\n"
    findings = read_case([Source("note.txt", note)], load_pack(), QUESTION).case.findings
    return {f.kind: f.status for f in findings if f.kind in KINDS}


@pytest.mark.parametrize(
    "told",
    [
        f"Denies {FAR}, incontinence, leg weakness.",
        f"ROS: Negative for {FAR}, urinary incontinence and leg weakness.",
        f"No {FAR}, incontinence or leg weakness.",
        "ROS neg fever, incontinence, leg weakness",
        "ROS: neg. fever, neg. incontinence, neg. leg weakness",
        "ROS neg. for incontinence, leg weakness",
        "ROS neg: incontinence, leg weakness",
        "ROS (neg): leg weakness, incontinence",
        "ROS: negative - fever, leg weakness, incontinence",
        "ROS: 12 point neg, specifically incontinence, leg weakness",
        "Review of systems negative: incontinence, leg weakness",
        "ROS (-) fever, incontinence, leg weakness",
        "ROS: (-)incontinence (-)leg weakness (+)leg pain",
        "ROS + leg pain, - incontinence, - leg weakness",
        "ROS: fever -, leg weakness -, incontinence -",
        "Neg bowel/bladder incontinence, leg weakness",
        "Pertinent negatives: incontinence, leg weakness.",
        "All other systems reviewed and are negative, including leg weakness and incontinence.",
    ],
)
def test_each_item_of_such_a_list_is_denied(told: str) -> None:
    assert status(told) == {"bladder_bowel_loss": "absent", "weakness_symptom": "absent"}


@pytest.mark.parametrize(
    "told",
    [
        f"Denies {FAR}, but has incontinence and leg weakness.",
        f"Denies {FAR}; reports incontinence, leg weakness.",
        "ROS: + incontinence, + leg weakness, - fever",
        "ROS (-) fever (+) incontinence (+) leg weakness",
        "ROS negative except for incontinence, leg weakness",
        "ROS neg. Incontinence and leg weakness since May.",
        "SLR neg, leg weakness on the left, incontinence since May",
        "Neg SLR, leg weakness left, incontinence since May",
    ],
)
def test_what_is_told_beside_such_a_list_stands(told: str) -> None:
    assert status(told) == {"bladder_bowel_loss": "present", "weakness_symptom": "present"}


@pytest.mark.parametrize(
    "told",
    [
        "Counseled to report incontinence, saddle anesthesia or foot drop.",
        "Screened for incontinence, saddle anesthesia, foot drop; all negative.",
    ],
)
def test_what_was_asked_for_or_is_to_be_reported_is_not_there(told: str) -> None:
    assert "present" not in status(told).values()


@pytest.mark.parametrize(
    ("told", "tests"),
    [
        ("Gaenslen + L, FABER - L, thigh thrust - L, compression + L, distraction - L.", 2),
        ("FABER + R, thigh thrust + R, Gaenslen - R, compression + R.", 3),
    ],
)
def test_a_minus_before_its_side_denies_a_test(told: str, tests: int) -> None:
    note = f"Office note\nDate: 2026-09-14\n\nEXAM: {told}\n"
    case = read_case([Source("note.txt", note)], load_pack(), "Is left SI joint fusion (27279) necessary?").case
    assert [f.number for f in case.findings if f.kind == "si_provocation_tests" and f.status == "present"] == [tests]


@pytest.mark.parametrize(
    "told",
    [
        "Patient denies: foot drop; incontinence; saddle anesthesia",
        "Absent: foot drop, incontinence, saddle anesthesia",
        "Negative: foot drop, incontinence, saddle anesthesia",
        "Neg: incontinence, saddle anesthesia, foot drop",
    ],
)
def test_a_label_that_denies_holds_for_the_whole_list(told: str) -> None:
    assert set(status(told).values()) == {"absent"}


def test_a_label_behind_a_test_denies_nothing_else() -> None:
    assert status("EXAM: SLR negative: foot drop on the left.")["foot_drop"] == "present"


def test_marks_below_yes_and_no_stand_also_where_their_heads_have_no_name() -> None:
    rows = "                          Yes    No\nLoss of bladder control           X\nFoot drop                  X\n"
    assert status(f"Questionnaire\n{rows}") == {"bladder_bowel_loss": "absent", "foot_drop": "present"}


@pytest.mark.parametrize(
    "told",
    [
        "Concern for cauda equina was addressed by an MRI, which was negative.",
        "She fears a foot drop.",
        "Worry about incontinence brought him in.",
    ],
)
def test_what_is_only_feared_is_not_there(told: str) -> None:
    assert "present" not in status(told).values()
