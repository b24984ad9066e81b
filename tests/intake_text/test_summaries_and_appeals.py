"""Summaries of reviewers, abstracts of nurses and letters of appeal, as their writers put them."""

import pytest

from assistant.intake.text import read_request
from assistant.pack import load_pack

from .conftest import findings, read

SUMMARY = (
    "PATIENT CLINICAL HISTORY [SUMMARY]:\nThe claimant is a 50-year-old man with {} pain who was seen on 05/01/2026. "
)
NECK, BACK = SUMMARY.format("neck"), SUMMARY.format("low back")


def of(text: str, *kinds: str) -> dict[tuple[str, str], str]:
    """Structure and status of the findings of some kinds."""
    return {(f.kind, str(f.of)): f.status for f in read(text).findings if f.kind in kinds}


@pytest.mark.parametrize(
    "told",
    [
        "EMG confirmed C6 and C7 radiculopathy and excluded carpal tunnel syndrome.",
        "EMG demonstrated a left C6 radiculopathy while excluding carpal tunnel syndrome.",
        "Electrodiagnostic testing showed C7 radiculopathy, thereby excluding carpal tunnel syndrome.",
    ],
)
def test_what_a_test_confirms_and_what_it_excludes_in_one_sentence(told: str) -> None:
    found = of(NECK + told, "competing_source", "emg_root_involvement")
    assert found.pop(("competing_source", "carpal_tunnel")) == "absent"
    assert set(found.values()) == {"present"}


@pytest.mark.parametrize(
    "lead",
    [
        "Her MRI, dated May 12, 2026, was read by the radiologist as follows:",
        "MRI of May 12, 2026, interpreted by radiology as follows:",
        "The MRI of May 12, 2026 was reported by the neuroradiologist as follows:",
    ],
)
def test_a_report_that_follows_is_all_of_the_paragraph(lead: str) -> None:
    levels = "L3-4: no stenosis. L4-5: severe central stenosis. L5-S1: no stenosis."
    text = f"Office note\n\nI write for my patient. {lead} {levels}\nShe cannot walk."
    found = {f.levels: f.document for f in read(text).findings if f.kind in ("stenosis", "central_stenosis")}
    assert found == {("L3-4",): "mri", ("L4-5",): "mri", ("L5-S1",): "mri"}


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("(22633 L4-L5, 22634 L3-L4, 22634 L5-S1) with 22842?", ()),
        ("TLIF (22633 L4/5, 22634 L5/S1) plus instrumentation 22842", ()),
        ("TLIF at L4-5 (one level) 22633, 22842", ("L4-5",)),
    ],
)
def test_instrumentation_behind_codes_in_brackets_has_no_level_of_the_last_of_them(
    question: str, levels: tuple[str, ...]
) -> None:
    assert {line.code: line.levels for line in read_request(question, load_pack()).lines}["22842"] == levels


@pytest.mark.parametrize("told", ["Pain is 7/10 today.", "He cannot walk a block.", "He has numbness of the legs."])
def test_a_study_that_a_note_names_in_its_prose_heads_not_all_behind_it(told: str) -> None:
    assert len(findings(f"MRI of 6/11/2026: severe central stenosis at L4-5. {told}")) == 2
