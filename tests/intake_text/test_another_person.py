"""Documents of another person that were filed with the record: nothing of them is taken for a fact of this one."""

import pytest

from assistant.intake.text import ReadCase, Source, read_case
from assistant.pack import load_pack

RECORD = """{mine}
SPINE CLINIC NOTE
Date: 02/20/2026
HPI: {who} Right leg pain to the dorsum of the foot. Physical therapy from 10/06/2025 to 12/01/2025 without relief.
EXAM: Right EHL 4/5.

-----
{theirs}
MRI LUMBAR SPINE 01/10/2026
HISTORY: {whose} Back pain.
IMPRESSION: L4-5 right paracentral disc extrusion compressing the right L5 root.
"""


def read(mine: str = "", theirs: str = "", who: str = "", whose: str = "") -> ReadCase:
    text = RECORD.format(mine=mine, theirs=theirs, who=who, whose=whose)
    return read_case([Source("record.txt", text)], load_pack(), "Is L4-5 right discectomy (63030) medically necessary?")


def herniations(case: ReadCase) -> int:
    return sum(f.kind == "disc_herniation" for f in case.case.findings)


@pytest.mark.parametrize(
    "told",
    [
        {"mine": "Patient: Mary Lane", "theirs": "Patient: John Stone"},
        {"mine": "DOB: 03/04/1970", "theirs": "Date of Birth: Nov 9, 1948"},
        {"mine": "Patient: Mary Lane  DOB: 03/04/1970", "theirs": "Name: Stone, John    DOB: 11/09/1948"},
        {"mine": "Member: Mary Lane | DOB 03/04/1970", "theirs": "Jones, Robert | DOB: 12/12/1961 | MRN 33"},
        {"who": "55-year-old female.", "whose": "77-year-old male."},
    ],
)
def test_what_a_report_tells_of_another_person_is_no_fact_of_this_one(told: dict[str, str]) -> None:
    case = read(**told)
    assert herniations(case) == 0
    assert any("another person" in p.message for p in case.problems)
    assert [d.kind for d in case.case.documents] == ["surgeon_note", "mri_report"], "it stays on file"


@pytest.mark.parametrize(
    "told",
    [
        {"mine": "Patient: Mary Lane", "theirs": "PATIENT NAME: LANE, MARY A"},
        {"mine": "Patient: Mary Lane  DOB: 03/04/1970", "theirs": "Patient: Mary Lane  DOB: 04/03/1970"},
        {"mine": "Patient: Mary Lane  DOB: 03/04/1970", "theirs": "Patient: Stone, Anna    DOB 3/4/70"},
        {"mine": "DOB: 05/31/1948", "theirs": "DOB: 5/31/48"},
        {"mine": "Patient: Mary Lane", "theirs": "Ordering physician: John Stone"},
        {"mine": "Patient: seen in clinic today", "theirs": "Patient: Mary Lane"},
        {"who": "55-year-old female.", "whose": "56-year-old female."},
        {"who": "55-year-old female.", "whose": "77-year-old female."},
        {"mine": "Patient: Mary Lane", "who": "Her father, a 77-year-old male, fell.", "theirs": "Patient: M. Lane"},
        {},
    ],
)
def test_one_that_may_be_of_the_same_person_is_read(told: dict[str, str]) -> None:
    case = read(**told)
    assert herniations(case) == 1
    assert not any("another person" in p.message for p in case.problems)
