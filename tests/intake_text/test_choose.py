"""The pack that reads a record: the one whose procedures are asked for, with its own words and sides."""

from pathlib import Path

import pytest

from assistant.check import check
from assistant.intake import load_any
from assistant.intake.choose import pack_for
from assistant.pack import load_pack

NOTE = """ORTHOPEDIC CLINIC NOTE
Date: 06/18/2026
HPI: 67-year-old woman with right knee pain for six years. She cannot kneel or climb stairs. Physical therapy from 01/12/2026
to 04/24/2026 (22 visits) without lasting relief. The left knee was replaced in 2019.

EXAM: X-RAY RIGHT KNEE, WEIGHT BEARING
DATE: 06/04/2026
FINDINGS: Severe medial joint space narrowing, {grade}.
IMPRESSION: Advanced osteoarthritis.
"""


@pytest.mark.parametrize(
    ("question", "record", "pack"),
    [
        ("Is right total knee replacement medically necessary?", "", "knee"),
        ("Left knee arthroscopy with partial medial meniscectomy", "", "knee"),
        ("27447-RT", "Lumbar MRI enclosed.", "knee"),
        ("Please decide.", "Requested: CPT 29881", "knee"),
        ("63047 L4-5", "Right TKA 2019 (27447)", "spine"),
        ("Posterior fusion L4-5 with removal of hardware, earlier knee replacement", "", "spine"),
        ("Something else", "", "spine"),
    ],
)
def test_what_is_asked_chooses_the_pack(question: str, record: str, pack: str) -> None:
    assert pack_for(question, [record], load_pack()).name == pack


@pytest.mark.parametrize(
    ("question", "grade", "outcome"),
    [
        ("Right total knee replacement", "Kellgren-Lawrence grade 4", "necessary"),
        ("Right total knee replacement", "KL grade II", "necessary"),  # the joint space alone suffices
        ("Left total knee replacement", "Kellgren-Lawrence grade 4", "not_necessary"),
    ],
)
def test_a_record_of_another_pack_is_decided_from_its_text(
    question: str, grade: str, outcome: str, tmp_path: Path
) -> None:
    path = tmp_path / "note.txt"
    path.write_text(NOTE.format(grade=grade), "utf-8")
    loaded = load_any(path, question)
    assert [line.outcome for line in check(loaded.case, loaded.pack).lines] == [outcome]
    grades = {f.grade for f in loaded.case.findings if f.kind == "osteoarthritis"}
    assert grades == {"grade_2" if "II" in grade else "grade_4"}
