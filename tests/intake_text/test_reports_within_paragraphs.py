"""A paragraph that holds several reports, or a report and the note that goes on: each keeps its own words."""

from datetime import date

import pytest

from .conftest import read

NOTE = """Spine Clinic
Date of visit: 06/18/2026
Provider: H. Whitlock MD

HPI: 49-year-old man with right arm pain for 7 months.

{}

Plan: C5-6 ACDF (22551).
"""


def told(words: str) -> dict[tuple[str, str], str]:
    """The kind of document that states each finding, with the finding's grade or status."""
    record = read(NOTE.format(words))
    kinds = {d.id: d.kind for d in record.documents}
    return {(f.kind, str(f.grade) if f.grade != "not_stated" else f.status): kinds[f.document] for f in record.findings}


@pytest.mark.parametrize(
    "head",
    [
        "MRI cervical spine w/o contrast, Harbor Imaging, 5/30/2026, read by T. Brandt MD:",
        "MRI cervical spine 5/30/2026 at Harbor Imaging Center; interpreted by Tove Brandt, MD.",
        "MRI C-spine 5/30/2026, read by T. Brandt, MD, Harbor Radiology:",
        "MRI C-spine 5/30/2026 (interpreted by Dr. Brandt at Harbor Imaging):",
    ],
)
def test_a_reader_at_a_house_of_imaging_reports(head: str) -> None:
    record = read(
        NOTE.format(f"{head} C5-6 protrusion. It fills the right foramen, severe, and compresses the right C6 root.")
    )
    note, report = record.documents
    assert (report.kind, report.date, report.within) == ("mri_report", date(2026, 5, 30), note.id)
    [stenosis] = [f for f in record.findings if f.kind == "foraminal_stenosis"]
    assert (stenosis.document, stenosis.levels, stenosis.side, stenosis.grade) == (
        report.id,
        ("C5-6",),
        "right",
        "severe",
    )
    assert [f.document for f in record.findings if f.kind == "root_compression"] == [report.id]


@pytest.mark.parametrize(
    "head",
    [
        "MRI C-spine, Harbor Imaging, 5/30/2026, read by H. Whitlock MD:",
        "MRI C-spine 5/30/2026 (Harbor Imaging, read by Dr. Whitlock):",
        "MRI C-spine from Harbor Imaging 5/30/2026, read by me:",
        "MRI C-spine at Harbor Imaging 5/30/2026, not yet read by Dr. Brandt:",
        "MRI C-spine 5/30/2026, done at Harbor Imaging:",
    ],
)
def test_what_the_writer_read_himself_is_his_own(head: str) -> None:
    assert told(f"{head} severe right foraminal stenosis at C5-6.")["foraminal_stenosis", "severe"] == "surgeon_note"


@pytest.mark.parametrize(
    "words",
    [
        "MRI C-spine 5/30/2026 report: severe right foraminal stenosis at C5-6. CT C-spine 6/2/2026 report: osteophyte at C5-6. "
        "Flexion-extension films 6/3/2026 report: no instability.",
        "Imaging: MRI C-spine 5/30/2026, formal report: severe right foraminal stenosis at C5-6; CT C-spine 6/2/2026, formal report: "
        "osteophyte at C5-6; flexion-extension radiographs 6/3/2026, formal report: no instability.",
    ],
)
def test_every_report_of_a_paragraph_is_one(words: str) -> None:
    found = told(words)
    assert found["foraminal_stenosis", "severe"] == "mri_report"
    assert found["osteophyte", "present"] == "ct_report"
    assert found["dynamic_instability", "absent"] == "dynamic_films_report"


def test_a_note_goes_on_behind_the_report_that_it_reproduces() -> None:
    found = told(
        "Report of MRI 5/30/2026: severe right foraminal stenosis at C5-6. O/E power right biceps 4-/5, Spurling positive on the right. "
        "Gabapentin brought no relief."
    )
    assert found["foraminal_stenosis", "severe"] == "mri_report"
    assert found["motor_deficit", "4-"] == found["tension_sign", "present"] == "surgeon_note"


@pytest.mark.parametrize("head", ["MRI report 5/30/26:", "MRI C-spine 5/30/26:"])
def test_a_whole_note_in_one_paragraph_is_no_report(head: str) -> None:
    record = read(
        f"{head} C5-6 severe R foraminal stenosis. 49M R arm pain 7 mo. Exam 6/18/26: R biceps 4-/5, Spurling + R. "
        "PT 1/5/26-2/20/26, 12 visits, no relief. Plan C5-6 ACDF 22551."
    )
    assert "mri_report" not in {d.kind for d in record.documents}
    assert {"motor_deficit", "tension_sign", "foraminal_stenosis"} <= {f.kind for f in record.findings}


def test_a_report_in_one_paragraph_stays_one() -> None:
    [report] = read(
        "MRI cervical spine 5/30/2026. Clinical history: right arm pain, failed PT and ESI. Findings: C5-6 severe right foraminal stenosis. "
        "Impression: severe right foraminal stenosis at C5-6."
    ).documents
    assert report.kind == "mri_report"


def test_light_touch_is_no_side() -> None:
    [found] = read("Office note\n\nExam: LT intact on the right, decreased to LT over the right thumb.").findings[-1:]
    assert (found.kind, found.side) == ("sensory_deficit", "right")
