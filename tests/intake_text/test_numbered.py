"""Numbered lists: of what a note tells, or of the documents of a packet; and hyphens that only say where a word may be broken."""

import pytest

from .conftest import read

NOTE = "Spine surgery consultation\nMarch 9, 2026\n\n"
ITEMS = (
    "Bilateral leg pain with walking.",
    "Two lumbar epidural steroid injections without lasting relief.",
    "MRI lumbar spine 02/20/2026: severe central canal stenosis at L4-5.",
    "Plan: laminectomy.",
)


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "({}) "])
def test_an_item_that_names_a_study_is_no_report(mark: str) -> None:
    record = read(NOTE + "\n".join(mark.format(n) + item for n, item in enumerate(ITEMS, 1)))
    assert len(record.documents) == 1
    (shown,) = [f for f in record.findings if f.kind == "central_stenosis"]
    assert str(shown.date) == "2026-02-20"


def test_a_single_numbered_line_is_no_list_of_documents() -> None:
    assert len(read(f"{NOTE}Low back pain.\n1. {ITEMS[2]}\n").documents) == 1


def test_a_list_of_documents_is_a_packet() -> None:
    text = (
        "1. Office note 03/09/2026: Leg pain with walking.\n"
        "2. MRI lumbar spine 02/20/2026: severe central canal stenosis at L4-5.\n"
        "3. Physical therapy note 01/15/2026: 12 visits, no improvement."
    )
    assert [d.kind for d in read(text).documents] == ["office_note", "mri_report", "therapy_note"]


@pytest.mark.parametrize("text", ["HPI: Left foot numb\u00adness.", "HPI: Left foot numb\u00ad\nness."])
def test_a_soft_hyphen_is_no_letter(text: str) -> None:
    assert {f.kind for f in read(text).findings} == {"sensory_symptom"}
