"""What is said of several things, visits or papers together."""

import pytest

from .conftest import read


def _statuses(text: str) -> dict[str, str]:
    found = read(f"Office note\n\nFINDINGS: {text}").findings
    return {f.of if f.of != "not_stated" else f.kind: f.status for f in found}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Instability and a pars defect were not identified.", "dynamic_instability", "absent"),
        ("Fracture, tumor and spondylolisthesis are absent.", "vertebral_fracture", "absent"),
        ("Tinel at the carpal tunnel and over the cubital tunnel was negative.", "carpal_tunnel", "absent"),
        ("Pseudarthrosis and screw breakage are not seen.", "pseudarthrosis", "absent"),
        ("There is spondylolisthesis and fracture was not seen.", "spondylolisthesis", "present"),
        ("Spondylolisthesis at L4-5 and instability absent.", "spondylolisthesis", "present"),
        ("Severe stenosis at L4-5 and fractures are not seen elsewhere.", "stenosis", "present"),
        ("He has carpal tunnel syndrome and cubital tunnel syndrome was ruled out.", "carpal_tunnel", "present"),
    ],
)
def test_a_subject_of_several_names_is_denied_as_a_whole(text: str, kind: str, status: str) -> None:
    assert _statuses(text)[kind] == status


@pytest.mark.parametrize(
    ("text", "supervised"),
    [
        ("PT 3/2/2026 to 4/27/2026, 14 visits. Every visit was held by video.", "no"),
        ("PT 3/2/2026 to 4/27/2026, 14 visits. There were no face-to-face sessions.", "no"),
        ("PT 3/2/2026 to 4/27/2026, 14 visits, none of them in person.", "no"),
        ("PT 3/2/2026 to 4/27/2026, 14 visits. No in-person sessions were missed.", "yes"),
        ("PT 3/2/2026 to 4/27/2026, 14 visits. Not all sessions were by video.", "yes"),
        ("PT in person 3/2/2026 to 4/27/2026, 14 visits. After discharge all care was by phone.", "yes"),
    ],
)
def test_visits_that_nobody_made_in_person_are_not_supervised(text: str, supervised: str) -> None:
    (course,) = [t for t in read(f"Office note\n\nTREATMENT: {text}").treatments if t.kind == "physical_therapy"]
    assert course.supervised == supervised


@pytest.mark.parametrize(
    "head",
    ["IMAGING, reports attached", "IMAGING (formal report enclosed)", "MRI LUMBAR SPINE 05/01/2026, final report"],
)
def test_a_head_that_says_where_the_paper_is_heads_what_was_found(head: str) -> None:
    note = "Clinic note 05/12/2026\n\nLeft leg pain.\nPlan: left L5-S1 microdiscectomy."
    text = f"{note}\n\n{head}\nMRI of 05/01/2026. L5-S1: severe left lateral recess stenosis."
    assert ("lateral_recess_stenosis", "severe") in {(f.kind, f.grade) for f in read(text).findings}


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("I respectfully disagree and list the findings of the MRI below.", False),
        ('Your letter states that fusion is not medically necessary because "stenosis has not been confirmed."', False),
        ("A second radiologist disagrees with the grade of the stenosis.", True),
    ],
)
def test_who_disagrees_with_a_decision_does_not_doubt_the_record(text: str, doubted: bool) -> None:
    record = read(f"Letter of appeal 05/12/2026\n\n{text}\nMRI of 05/01/2026: severe central stenosis at L4-5.")
    assert any(f.kind == "record_accuracy" for f in record.findings) == doubted
