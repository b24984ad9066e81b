"""A heading of a section may carry the day, in whatever form: what stands below it is read as below the bare heading."""

from itertools import product

import pytest

from .conftest import read

SECTIONS = {
    "EXAM": "Left EHL 4/5. Decreased sensation in the left L5 dermatome.",
    "Physical Examination": "Left EHL 4/5. Decreased sensation in the left L5 dermatome.",
    "IMAGING": "L4-5 severe left foraminal stenosis. L5-S1 mild central stenosis.",
    "X-RAYS": "L4-5 spondylolisthesis of 5 mm on flexion and extension.",
    "Past surgical history": "L4-5 fusion in 2019.",
}
DAYS = (
    "07/02/2026",
    "(07/02/2026)",
    "[7/2/26]",
    ", 07/02/2026",
    "of 07/02/2026",
    "- 2026-07-02",
    "(July 2, 2026)",
    "2 July 2026",
    "(7/2)",
    "today (07/02/2026)",
)
CLOSES = ("", ":", ".", " -")


def facts(heading: str, below: str) -> set[tuple[object, ...]]:
    case = read(f"CLINIC NOTE 07/15/2026\nCC: back and leg pain.\n{heading}\n{below}\n")
    return {(f.kind, f.levels, f.side, f.of, f.grade, f.status) for f in case.findings}


@pytest.mark.parametrize("section", SECTIONS)
def test_a_day_in_a_heading_changes_nothing_below(section: str) -> None:
    below = SECTIONS[section]
    told = facts(f"{section}:", below)
    assert len(told) > 1
    forms = [section + (day if day[0] == "," else f" {day}") + close for day, close in product(DAYS, CLOSES)]
    assert [form for form in forms if facts(form, below) != told] == []


def test_a_statement_that_ends_with_a_day_is_no_heading() -> None:
    text = "CLINIC NOTE 07/15/2026\nEXAM:\nStrength 5/5.\n{}\nLeft EHL 4/5.\n"
    told = {f.kind for f in read(text.format("She has fallen.")).findings}
    assert "motor_deficit" in told
    assert {f.kind for f in read(text.format("Her plan was changed on 07/02/2026.")).findings} == told


@pytest.mark.parametrize("close", ["", "."])
def test_a_label_with_what_it_is_answered_is_no_heading(close: str) -> None:
    case = read(f"CLINIC NOTE 07/15/2026\nHPI: neck pain.\n\nProcedure: Acupuncture{close}\n")
    assert [(t.kind, t.status) for t in case.treatments] == [("acupuncture", "present")]
