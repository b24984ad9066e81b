"""What was there once, was never begun, or is told of another part of the body: none of it is a fact of now."""

import pytest

from .conftest import findings, treatments

NOTE = "CLINIC NOTE\nDate: 10/20/2026\nHistory: "


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        # A loss that is dated by a year long gone, or told as passing.
        ("She had foot drop in 2019.", "foot_drop", []),
        ("Arm weakness in 2021 after a stroke.", "weakness_symptom", []),
        ("Urinary incontinence in 2015 after delivery.", "bladder_bowel_loss", []),
        ("Transient left foot drop after the fall which recovered the same day.", "foot_drop", []),
        ("Left foot drop in 2018 which never recovered.", "foot_drop", [None]),
        ("Left foot drop in 2018 that persists.", "foot_drop", [None]),
        ("Left foot drop in June 2026.", "foot_drop", [None]),
        # What an operation ended.
        ("Severe stenosis at L4-5 seen in 2019 was treated with laminectomy.", "stenosis", []),
        ("Stenosis at L4-5 noted in 2018 was relieved by the surgery.", "stenosis", []),
        ("Cord compression at C5-6 was relieved by the operation in 2020.", "cord_compression", []),
        ("Severe stenosis at L4-5 seen in 2026.", "stenosis", [None]),
        # Implants that were taken out, and those of other bones.
        ("Removal of instrumentation in 2021 because of a broken rod.", "hardware_failure", []),
        ("Hardware removed in 2019 for loose screws.", "hardware_failure", []),
        ("CT shows screw loosening; hardware removal is planned.", "hardware_failure", [None]),
        ("Left ankle fracture 2015, hardware intact.", "hardware_failure", []),
        ("Right hip replacement, hardware intact without loosening.", "hardware_failure", []),
        ("Pedicle screws and rods intact.", "hardware_failure", ["absent"]),
        # What was given up, or stopped working, is not what the person can no longer do.
        ("He had to quit after three sessions of physical therapy.", "functional_limit", []),
        ("He was given a TENS unit that no longer works.", "functional_limit", []),
        ("She had to quit her job.", "functional_limit", [None]),
        ("He no longer works.", "functional_limit", [None]),
        # A habit of the time of an earlier operation.
        ("She was a smoker at the time of the fusion; she quit in May 2026.", "nicotine_use", ["absent"]),
        ("A smoker at the time of her first surgery.", "nicotine_use", []),
        ("She is a smoker.", "nicotine_use", [None]),
    ],
)
def test_what_was_there_once(text: str, kind: str, status: list[str | None]) -> None:
    assert [f.get("status") for f in findings(NOTE + text) if f["kind"] == kind] == status


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("PT has been prescribed; not yet begun.", []),
        ("Physical therapy was prescribed but she has not started it.", []),
        ("Physical therapy was prescribed last month and has not begun.", []),
        ("He was seen in the PT gym.", []),
        ("Epidural during labor in 2010.", []),
        ("She wears a brace on the left knee.", []),
        ("Wore a brace on the right ankle.", []),
        ("The clinic asks for radiofrequency ablation at L4-5.", []),
        ("Lumbar brace in 2025 for the back, no relief.", [("bracing", "none")]),
        ("Two epidural injections, neither lasted more than a month.", [("epidural_injection", "partial")]),
        ("Two epidural injections, none of which lasted longer than a week.", [("epidural_injection", "partial")]),
        ("Physical therapy, 18 visits, worse rather than better.", [("physical_therapy", "worse")]),
        # Who tells it at the beginning of the next sentence tells it of the course.
        (
            "Physical therapy, 17 visits. The discharge note says pain went from 8/10 to 7/10 and that she had plateaued.",
            [("physical_therapy", "none")],
        ),
        (
            "Physical therapy, 17 visits. The discharge summary records that he reached a plateau in May with no relief of the arm pain.",
            [("physical_therapy", "none")],
        ),
        (
            "Physical therapy, 17 visits. The radiologist says that the disc went from one place to another and that it had plateaued.",
            [("physical_therapy", None)],
        ),
    ],
)
def test_what_was_given_and_what_it_did(text: str, given: list[tuple[str, str | None]]) -> None:
    assert [(t["kind"], t.get("response")) for t in treatments(NOTE + text)] == given
