"""Reports pasted behind a note, under whatever head their house gives them."""

import pytest

from assistant.intake.text import Reader, Source

from .conftest import findings

NOTE = "SPINE CLINIC NOTE\nDate: 03/18/2026\n\nHPI: 58 year old man with left leg pain for 6 months.\nPLAN: laminectomy.\n\n"
FOUND = "FINDINGS:\nL4-L5: Severe left lateral recess stenosis.\nIMPRESSION: Severe left L4-5 stenosis.\n"


def documents(reader: Reader, text: str) -> list[str]:
    return [f"{f.document.kind} {f.document.date}" for f in reader.file([Source("r.txt", NOTE + text)])]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("ADVANCED IMAGING OF CLAY COUNTY\nEXAM: MRI LUMBAR SPINE\nDATE OF EXAM: 02/02/2026\nCLINICAL HISTORY: pain.", "mri"),
        ("Exam: MRI Lumbar Spine\nPerformed: 02/02/2026\nReason: leg pain", "mri"),
        ("RADIOLOGY CONSULTATION\nMRI LUMBAR SPINE W/O CONTRAST\n02/02/2026\nINDICATION: pain.", "mri"),
        ("RADIOLOGY REPORT\nMR LUMBAR SPINE W WO CONTRAST\nService date: 02/02/2026", "mri"),
        ("STAT MRI L-SPINE 02/02/2026 23:10", "mri"),
        ("*** MRI REPORT ***\nPatient: B.N.  Study: MRI L-spine w/o  Date: 02/02/2026", "mri"),
        ("Order: MRI LUMBAR SPINE\nAccession: 449211\nStatus: Final result\nExam ended: 02/02/2026 14:10", "mri"),
        ("NORTH IMAGING\nPatient: X, M    Exam: MRI LUMBAR SPINE W/O CONTRAST    Exam Date: 02/02/2026\nOrdering: I. Sol MD", "mri"),
        ("MRI LSPINE 2/2/26 Radiologist: K. Osei", "mri"),
        ("MRI Lumbar Spine Without Contrast\nExam Date/Time: 2/2/2026 10:20 AM\nClinical Indication: pain.", "mri"),
        ("RADIOLOGY - EOS FULL SPINE STANDING\nDate: 02/02/2026", "radiograph"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", ["", "-----------\n"])
def test_a_report_begins_where_a_head_names_its_study(reader: Reader, above: str, head: str, kind: str) -> None:
    assert documents(reader, f"{above}{head}\n{FOUND}") == ["surgeon_note 2026-03-18", f"{kind}_report 2026-02-02"]


@pytest.mark.parametrize(
    "text",
    [
        "IMAGING\n\nMRI lumbar spine 02/02/2026\n\nIMPRESSION:\n1. L4-5 stenosis with radiculopathy.\n\nPLAN: surgery.",
        "PLAN\n\nOrder: MRI lumbar spine w/o contrast\nFollow up 4 weeks\n\nDiagnosis: stenosis",
        "EXAM\n\nGait: normal\nMotor 5/5.\n\nIMPRESSION: Severe stenosis L4-5.",
    ],
)
def test_a_note_that_names_a_study_and_concludes_for_itself_stays_one(reader: Reader, text: str) -> None:
    assert documents(reader, text) == ["surgeon_note 2026-03-18"]


def test_two_reports_under_the_same_head_are_two(reader: Reader) -> None:
    head = "RADIOLOGY RESULT\n{}   Status: Final   Collected: 02/02/2026\nIMPRESSION: No motion at L4-5.\n\n"
    told = head.format("MRI LUMBAR SPINE") + head.format("XR LUMBAR SPINE W FLEX EXT")
    kinds = ["mri_report", "dynamic_films_report"]
    assert documents(reader, told)[1:] == [f"{kind} 2026-02-02" for kind in kinds]


@pytest.mark.parametrize(
    "told",
    [
        "MRI of 03/02/2026: L4-5 disc herniation. Straight leg raise positive on the left.",
        "MRI lumbar 03/02/2026: L4-5 disc herniation.\nEHL 4/5 left. SLR positive on the left.",
        "MRI: L4-5 herniation. EHL 4/5 left. Left SLR +. Sensation decreased in the left L5 dermatome.",
    ],
)
def test_what_only_an_examination_shows_ends_what_a_study_showed(told: str) -> None:
    found = {(f["kind"], f.get("side"), f.get("date")) for f in findings(told, "Office note\n03/18/2026")}
    assert ("tension_sign", "left", None) in found


@pytest.mark.parametrize(
    ("line", "papers"),
    [
        (
            "LUMBAR SPINE, FLEXION AND EXTENSION\nDate: 02/04/2026\nFINDINGS: No motion.",
            ["surgeon_note", "dynamic_films_report"],
        ),
        ("EXAM:\nLUMBAR SPINE FLEXION AND EXTENSION FULL\nStrength 5/5.", ["surgeon_note"]),
    ],
)
def test_films_that_are_titled_by_what_is_moved_are_a_paper_of_their_own(
    reader: Reader, line: str, papers: list[str]
) -> None:
    assert [d.split()[0] for d in documents(reader, line)] == papers
