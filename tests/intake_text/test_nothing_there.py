"""One side graded and the other clear, in the notations of reports and their tables."""

import pytest

from .conftest import findings

REPORT = "MRI CERVICAL SPINE 02/27/2026"
FORAMINA = {"left severe", "no right"}


def told(text: str) -> set[str]:
    return {
        " ".join(part for part in ("no" if f.get("status") else "", f.get("side", ""), f.get("grade", "")) if part)
        for f in findings(f"C6-7: {text}", REPORT)
        if f["kind"] in ("foraminal_stenosis", "lateral_recess_stenosis", "stenosis", "central_stenosis")
    }


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Foramina: severe left, none right.", FORAMINA),
        ("Severe left foraminal stenosis, none on the right.", FORAMINA),
        ("Foraminal stenosis: severe on the left and none on the right.", FORAMINA),
        ("Foramina: severe left, patent right.", FORAMINA),
        ("Foraminal stenosis none right, severe left.", FORAMINA),
        ("Foramina: R patent, L severe stenosis.", FORAMINA),
        ("Foramina: left severe, right none.", FORAMINA),
        ("Foramina: none right, severe left.", FORAMINA),
        ("Foramina: left severe, right mild.", {"left severe", "right mild"}),
        ("Lateral recesses: L moderate, R patent.", {"left moderate", "no right"}),
        ("Foramina: mild left, moderate right.", {"left mild", "right moderate"}),
        ("Foraminal stenosis: none.", {"no"}),
        ("Severe left and no right foraminal stenosis.", FORAMINA),
    ],
)
def test_a_side_of_which_nothing_is_told_is_clear_alone(text: str, sides: set[str]) -> None:
    assert told(text) == sides


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("severe central + lateral recess stenosis.", ["severe", "severe"]),
        ("moderate central canal and foraminal stenosis.", ["moderate", "moderate"]),
        ("mild canal, lateral recess and foraminal stenosis.", ["mild", "mild", "mild"]),
        ("severe foraminal + mild central stenosis.", ["mild", "severe"]),
        ("severe central and right foraminal stenosis.", ["none told", "severe"]),
        ("severe left foraminal and lateral recess stenosis.", ["none told", "severe"]),
        ("severe central stenosis and lateral recess stenosis.", ["none told", "severe"]),
    ],
)
def test_places_of_one_head_share_the_grade_before_them_but_not_over_a_side(text: str, grades: list[str]) -> None:
    assert sorted(str(f.get("grade", "none told")) for f in findings(f"L4-5: {text}", REPORT)) == grades


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "C6-7  disc: bulge / canal: mild / foramina: severe left, none right",
            {("central_stenosis", "mild"), ("foraminal_stenosis", "severe")},
        ),
        (
            "C6-7: canal: moderate / foramina: mild bilateral",
            {("central_stenosis", "moderate"), ("foraminal_stenosis", "mild")},
        ),
    ],
)
def test_labels_that_a_stroke_parts_have_each_its_grade(text: str, kinds: set[tuple[str, str]]) -> None:
    assert {(f["kind"], f["grade"]) for f in findings(text, REPORT) if "grade" in f} == kinds
