"""What surgeons and reviewers tell of tests, courses, the cord and earlier operations, in sentences with several things in each."""

from typing import Any

import pytest

from .conftest import findings, read, treatments


def _of(text: str, kind: str) -> dict[str, str]:
    return {str(f.get("of")): str(f.get("status", "present")) for f in findings(text) if f["kind"] == kind}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tests for carpal tunnel and cubital tunnel syndrome were negative.",
         {"carpal_tunnel": "absent", "cubital_tunnel": "absent"}),
        ("Testing for carpal tunnel syndrome, cubital tunnel syndrome and thoracic outlet syndrome was normal.",
         {"carpal_tunnel": "absent", "cubital_tunnel": "absent", "thoracic_outlet": "absent"}),
        ("Workup for peripheral neuropathy and vascular claudication came back negative.",
         {"peripheral_neuropathy": "absent", "vascular_claudication": "absent"}),
        ("Denervation of C7 muscles and nothing to suggest carpal tunnel.", {"carpal_tunnel": "absent"}),
        ("The study showed nothing to indicate ulnar neuropathy at the elbow.", {"cubital_tunnel": "absent"}),
        ("Tests for carpal tunnel were positive and Spurling was negative.", {"carpal_tunnel": "present"}),
        ("Testing for carpal tunnel syndrome shows it to be severe; reflexes normal.", {"carpal_tunnel": "present"}),
    ],
)  # fmt: skip
def test_what_was_tested_for(text: str, wanted: dict[str, str]) -> None:
    assert _of(f"ASSESSMENT: {text}", "competing_source") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Physical therapy twice weekly from 05/20/2025 through 07/18/2025 (16 visits of traction and strengthening), no help.",
         {"start": "2025-05-20", "end": "2025-07-18", "sessions": 16, "supervised": "yes"}),
        ("Physical therapy, consisting of traction and isometrics, from 01/06/2025 to 03/03/2025 (15 visits) did not help.",
         {"start": "2025-01-06", "end": "2025-03-03", "sessions": 15, "response": "none"}),
        ("PT (12 visits including traction) from 02/03/2025 to 03/28/2025, no relief.",
         {"start": "2025-02-03", "end": "2025-03-28", "sessions": 12, "response": "none"}),
        ("Physical therapy from 01/06/2025 to 03/03/2025, traction at home from 04/01/2025 to 05/01/2025.",
         {"start": "2025-01-06", "end": "2025-03-03"}),
    ],
)  # fmt: skip
def test_a_course_keeps_its_days_where_its_parts_are_named(text: str, wanted: dict[str, Any]) -> None:
    course = next(t for t in treatments(f"TREATMENT: {text}") if t["kind"] == "physical_therapy")
    assert {name: str(course.get(name)) for name in wanted} == {name: str(value) for name, value in wanted.items()}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("C4-5: severe stenosis with marked compression and displacement of the spinal cord.", "present"),
        ("C4-5: disc with flattening and posterior displacement of the cord.", "present"),
        ("C4-5: compression of the cervical cord.", "present"),
        ("C4-5: the cord is draped over the disc and flattened.", "present"),
        ("C4-5: the cord is squeezed to a ribbon.", "present"),
        ("C4-5: protrusion, without flattening or displacement of the cord.", "absent"),
        ("C4-5: herniation displaces the cord.", None),
    ],
)
def test_the_cord_as_radiologists_tell_it(text: str, status: str | None) -> None:
    found = findings(f"IMPRESSION: {text}", "MRI CERVICAL SPINE\nDate: 02/10/2026")
    told = [f.get("status", "present") for f in found if f["kind"] == "cord_compression"]
    assert told == ([] if status is None else [status])


@pytest.mark.parametrize(
    ("text", "levels", "day"),
    [
        ("HISTORY: C6-7 ACDF with plate 09/15/2025.", ["C6-7"], "2025-09-15"),
        ("HISTORY: C5-6 ACDF (10/02/2025, Dr. W), appendectomy.", ["C5-6"], "2025-10-02"),
        ("HISTORY: She is two years out from an L3-pelvis fusion.", ["L3-4", "L4-5", "L5-S1"], "None"),
        ("HISTORY: She had an L3-to-S1 fusion in 2020.", ["L3-4", "L4-5", "L5-S1"], "None"),
    ],
)
def test_an_earlier_fusion_with_its_levels_and_its_day(text: str, levels: list[str], day: str) -> None:
    found = [f for f in findings(text) if f["kind"] == "prior_fusion"]
    assert [(list(f["levels"]), str(f.get("date"))) for f in found] == [(levels, day)]


@pytest.mark.parametrize("text", ["PLAN: C6-7 ACDF on 04/15/2026.", "HISTORY: C6-7 ACDF scheduled 04/15/2026."])
def test_an_operation_to_come_is_none_that_was_done(text: str) -> None:
    assert not [f for f in findings(text) if f["kind"] == "prior_fusion"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A solid fusion from C4 through C6, and at C7-T1 a left foraminal osteophyte with severe foraminal stenosis.",
         {"solid_fusion": ["C4-5", "C5-6"], "pseudarthrosis": ["C4-5", "C5-6"],
          "foraminal_stenosis": ["C7-T1"]}),
        ("No canal stenosis at C3-4, and at C4-5 a disc herniation with cord compression.",
         {"central_stenosis": ["C3-4"], "disc_herniation": ["C4-5"], "cord_compression": ["C4-5"]}),
        ("Severe foraminal stenosis at C4-5 and at C5-6.", {"foraminal_stenosis": ["C4-5", "C5-6"]}),
        ("Nonunion at C5-6 with motion, fusion solid elsewhere.", {"pseudarthrosis": ["C5-6"]}),
        ("Nonunion at C6-7; solid fusion at all other levels.", {"pseudarthrosis": ["C6-7"]}),
    ],
)  # fmt: skip
def test_a_place_that_opens_what_is_told_next_is_none_of_the_one_before(
    text: str, wanted: dict[str, list[str]]
) -> None:
    found = findings(f"IMPRESSION: {text}", "CT CERVICAL SPINE\nDate: 02/10/2026")
    told = {f["kind"]: list(f.get("levels", ())) for f in found if f["kind"] not in ("osteophyte",)}
    assert {kind: levels for kind, levels in told.items() if levels or kind in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Collar and meloxicam have not helped, nor did the ten weeks of physical therapy (08/11/2025 to 10/20/2025).",
         ("None", "none")),
        ("Naproxen gave no relief and neither did the 12 visits of physical therapy between 03/03/2025 and 04/28/2025.",
         ("None", "none")),
        ("She had no chiropractic care, nor did she attend physical therapy.", ("absent", "None")),
        ("He did not have injections, nor was physical therapy tried.", ("absent", "None")),
    ],
)  # fmt: skip
def test_what_helped_no_more_than_the_rest_was_given(text: str, wanted: tuple[str, str]) -> None:
    course = next(t for t in treatments(f"TREATMENT: {text}") if t["kind"] == "physical_therapy")
    assert (str(course.get("status")), str(course.get("response"))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("EMG of both upper extremities on 05/06/2025 was normal.", ["absent"]),
        ("Electrodiagnostic studies of both arms were unremarkable.", ["absent"]),
        ("EMG was normal except for a C7 radiculopathy.", ["present"]),
        ("EMG of the left arm was normal in the C5 muscles but showed C7 denervation.", ["present"]),
        ("An EMG is planned and surgery follows if it is not normal.", []),
    ],
)
def test_an_electromyogram_that_is_normal(text: str, wanted: list[str]) -> None:
    found = [f for f in findings(f"ASSESSMENT: {text}") if f["kind"] == "emg_root_involvement"]
    assert [f.get("status", "present") for f in found] == wanted


def test_a_doubt_behind_a_comma_is_of_what_stands_before_it() -> None:
    found = findings("EXAM: Hoffmann negative, clonus equivocal.")
    assert sorted(f.get("status", "present") for f in found) == ["absent", "uncertain"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My examination of 02/12/2026: hyperreflexia and Hoffmann's sign on both sides.", "surgeon_letter"),
        ("I examined him again on February 12, 2026. Hoffmann's sign is present on both sides.", "surgeon_letter"),
        ("On 02/12/2026 I examined the patient; Hoffmann's sign is present.", "surgeon_letter"),
        ("His examination shows Hoffmann's sign on both sides.", "request_letter"),
        ("My examination shows Hoffmann's sign on both sides.", "request_letter"),
    ],
)
def test_a_letter_whose_writer_examined_the_person_himself(text: str, kind: str) -> None:
    assert [d.kind for d in read(f"LETTER OF MEDICAL NECESSITY\n\n{text}").documents] == [kind]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("FINDINGS: C4-5: an extrusion that severely narrows the left foramen.", "foraminal_stenosis", ("present", "severe")),
        ("FINDINGS: C4-5: spur moderately to severely narrowing both neural foramina.", "foraminal_stenosis",
         ("present", "moderate_to_severe")),
        ("FINDINGS: C4-5: bulge mildly narrowing the left foramen.", "foraminal_stenosis", ("present", "mild")),
        ("FINDINGS: C4-5: bulge not severely narrowing the left foramen.", "foraminal_stenosis", ("absent", "severe")),
        ("FINDINGS: C4-5: the disc flattens the left side of the cord.", "cord_compression", ("present", "None")),
        ("EXAM: Brisk reflexes throughout, Hoffmann's bilaterally.", "myelopathic_sign", ("present", "None")),
        ("EXAM: No Hoffmann's bilaterally.", "myelopathic_sign", ("absent", "None")),
        ("EXAM: Negative Hoffmann's bilaterally.", "myelopathic_sign", ("absent", "None")),
        ("EXAM: Hoffmann's bilaterally absent.", "myelopathic_sign", ("absent", "None")),
        ("EXAM: Tandem gait could not be performed.", "myelopathic_sign", ("present", "None")),
        ("EXAM: She could not walk heel to toe.", "myelopathic_sign", ("present", "None")),
        ("HPI: Unable to fasten his shirt buttons.", "weakness_symptom", ("present", "None")),
        ("HPI: He has no difficulty with buttons.", "weakness_symptom", ("absent", "None")),
    ],
)  # fmt: skip
def test_the_neck_as_letters_tell_it(text: str, kind: str, wanted: tuple[str, str]) -> None:
    title = "MRI CERVICAL SPINE\nDate: 02/10/2026" if text.startswith("FINDINGS") else "Office note"
    found = [f for f in findings(text, title) if f["kind"] == kind]
    assert [(str(f.get("status", "present")), str(f.get("grade"))) for f in found] == [wanted]
