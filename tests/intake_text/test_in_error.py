"""A note that calls a part of the record wrong: nothing is approved until that is cleared up."""

import pytest

from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

RECORD = """SPINE CLINIC NOTE
Date: 02/20/2026
HPI: Right leg pain to the dorsum of the foot. Physical therapy from 10/06/2025 to 12/01/2025, 16 visits, without relief.
EXAM: Right EHL 4/5.

MRI LUMBAR SPINE 01/10/2026
IMPRESSION: L4-5 right paracentral disc extrusion compressing the right L5 root.

OFFICE NOTE
Date: 02/25/2026
{told}
"""


def outcome(told: str) -> str:
    question = "Is L4-5 right discectomy (63030) medically necessary?"
    case = read_case([Source("record.txt", RECORD.format(told=told))], load_pack(), question).case
    return check(case, load_pack()).lines[0].outcome


@pytest.mark.parametrize(
    "told",
    [
        "The physical therapy above was for the shoulder and not for the spine.",
        "PT in the fall was actually for his knee, not the back.",
        "The MRI described was of another patient.",
        "The MRI report in the chart belongs to someone else.",
        "The therapy notes were scanned into the wrong chart.",
        "Right side was documented in error.",
        "Exam findings were mistakenly recorded at the last visit.",
    ],
)
def test_what_is_said_to_be_wrong_leaves_the_request_open(told: str) -> None:
    assert outcome(told) == "undetermined"


@pytest.mark.parametrize(
    "told",
    [
        "The MRI was from another facility.",
        "Patient was seen by another person in the practice.",
        "He was referred from a different clinic; the reports were reviewed.",
        "Trial and error with medication.",
        "Penicillin allergy was entered in error.",
        "Metoprolol was listed in error on the medication list.",
        "Physical therapy was for the back and not for the shoulder.",
    ],
)
def test_what_calls_nothing_wrong_stands_against_nothing(told: str) -> None:
    assert outcome(told) == "necessary"
