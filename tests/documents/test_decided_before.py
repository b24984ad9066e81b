"""An earlier refusal is told with its ground, and with where that ground stands in this review."""

import pytest

from assistant.api import draft_whole
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.pack import load_pack
from assistant.settings import Settings

SUMMARY = """Clinical summary. 61-year-old woman, seen 9/14/2026 by the spine surgeon. Low back and bilateral leg pain for two years, worse
when walking more than one block and better when sitting. {care} MRI lumbar spine 6/20/2026: severe central canal stenosis at
L4-5. Exam 9/14/2026: bilateral EHL 4/5, decreased sensation L5 both feet. Nonsmoker.
{below}
"""
CARE = "Physical therapy 3/2/2026 to 5/8/2026, 16 visits, with no lasting benefit; gabapentin without relief."


def told(below: str, care: str = CARE, audience: str = "physician") -> str:
    pack = load_pack()
    question = "Is L4-5 laminectomy (63047) medically necessary?"
    case = read_case([Source("a.txt", SUMMARY.format(below=below, care=care))], pack, question, id="a").case
    made = draft_whole(case, pack=pack, settings=Settings(audience=audience), search=False).determination
    assert made.guard.violations == ()
    said = [s.words() for x in made.sections for b in x.blocks for s in b.statements]
    return " ".join(s for s in said if s.startswith("Earlier decision"))


@pytest.mark.parametrize(
    ("below", "care", "stands"),
    [
        (
            "The request was non-certified on 10/2/2026 by utilization review for lack of physical therapy.",
            CARE,
            "here failed conservative care is met",
        ),
        (
            "The request was non-certified on 10/2/2026 by utilization review for lack of physical therapy.",
            "Medication alone was tried.",
            "here failed conservative care is open",
        ),
        (
            "The carrier upheld the denial, stating that a psychosocial screening was missing.",
            CARE,
            "here no criterion of this request asks for “psychosocial screening”",
        ),
        (
            "The initial adverse determination found no documentation of stenosis on MRI.",
            CARE,
            "here imaging severity is met",
        ),
        (
            "The surgery was denied because the guideline was not met.",
            CARE,
            "here the criteria of this policy set decide",
        ),
    ],
)
def test_the_ground_is_quoted_and_answered(below: str, care: str, stands: str) -> None:
    text = told(below, care)
    assert below.rstrip(".") in text
    assert stands in text
    assert told(below, care, "patient") == ""


@pytest.mark.parametrize(
    "below",
    [
        "The patient denied numbness because it had resolved.",
        "The insurance company denied further physical therapy because the limit was reached.",
        "The request was approved on 10/2/2026.",
        "The request was denied on 10/2/2026.",
    ],
)
def test_other_denials_are_none(below: str) -> None:
    assert told(below) == ""
