"""What one report grades and a later one names without a grade is one finding told twice."""

from datetime import timedelta

import pytest

from assistant.check import check
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.pack import load_pack

from .build import DAY, ask, finding

NOTE = """Spine surgery consultation
Date: March 19, 2026
Leg pain on walking since August 2025. Left EHL 4/5.

MRI LUMBAR SPINE
Date: {mri}
L4-5: {grade} anterolisthesis. Severe central canal stenosis.

RADIOGRAPHS LUMBAR SPINE
Date: 02/03/2026
{film}
"""


def indication(
    grade: str, mri: str = "01/12/2026", film: str = "L4-5 anterolisthesis measures 5 mm in neutral."
) -> str:
    """The answer of the indication for fusion under the state's criteria."""
    text = NOTE.format(grade=grade, mri=mri, film=film)
    made = read_case([Source("note.txt", text)], load_pack(), "Is L4-5 fusion 22630 medically necessary?")
    line = check(made.case, load_pack(), policy_set="washington").lines[0]
    return next(c.truth for c in line.criteria if c.family == "instability")


@pytest.mark.parametrize(("grade", "truth"), [("Grade 1", "not_met"), ("Grade 2", "met")])
def test_a_later_name_without_a_grade_opens_nothing(grade: str, truth: str) -> None:
    assert indication(grade) == truth


def test_a_grade_long_before_does_not_answer_for_it() -> None:
    assert indication("Grade 1", mri="05/12/2025") == "undetermined"


def test_a_name_at_another_level_is_another_finding() -> None:
    assert indication("Grade 1", film="L3-4 anterolisthesis measures 5 mm in neutral.") == "not_met"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_grades_the_newer_answers_whatever_their_order(order: tuple[int, int]) -> None:
    grades = (
        finding("foraminal_stenosis", levels=("L4-5",), grade="severe", date=DAY - timedelta(days=150), id="old"),
        finding("foraminal_stenosis", levels=("L4-5",), grade="mild", date=DAY - timedelta(days=60), id="newer"),
    )
    named = finding("foraminal_stenosis", levels=("L4-5",), date=DAY - timedelta(days=10), id="named")
    test = {"kinds": ["foraminal_stenosis"], "value": {"at_least": "moderate"}, "latest": True}
    node = ask({"finding": test}, [grades[n] for n in order] + [named])
    assert (node.truth, node.findings[:1]) == ("not_met", ("newer",))
