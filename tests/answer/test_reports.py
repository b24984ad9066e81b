"""A question that names a report is answered from that report; where none is on file, it says so."""

import pytest

from .conftest import LONG, STAGED, TWO_STAGE, asked, told


@pytest.mark.parametrize(
    ("case", "question", "says", "never"),
    [
        (STAGED, "What did the X-ray show?", ["Subsidence", "radiograph report"], ["MRI report"]),
        (
            TWO_STAGE,
            "what did the x-ray show",
            ["reports the study that the question names"],
            ["MRI report", "CT report"],
        ),
        (TWO_STAGE, "is there a bone scan?", ["reports the study that the question names"], ["CT report reads"]),
        (TWO_STAGE, "what does the CT show?", ["fractured hardware|Fractured hardware"], ["MRI report"]),
        (
            TWO_STAGE,
            "does the CT show anything at L3-4?",
            ["Vacuum phenomenon|Degenerative disc change"],
            ["canal stenosis"],
        ),
        (LONG, "what do the radiographs say?", ["dextroscoliotic"], ["MRI report"]),
    ],
)
def test_a_report_is_asked_for(case: str, question: str, says: list[str], never: list[str]) -> None:
    words = told(asked(case, question))
    missing = [s for s in says if not any(w in words for w in s.split("|"))]
    assert missing + [n for n in never if n in words] == []
