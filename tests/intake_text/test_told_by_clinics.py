"""Therapy, vertebrae and roots as clinics write them."""

from typing import Any

import pytest

from assistant.intake.text import Source

from .conftest import findings, make_reader, read, treatments


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12 visits PT 3/1-5/15/26.", {"supervised": "yes", "sessions": 12}),
        ("PT x 8 wks, 2x/wk, no relief.", {"supervised": "yes", "weeks": 8.0, "response": "none"}),
        ("Attended 3 of 12 PT sessions then stopped because of pain.", {"supervised": "yes", "sessions": 3}),
        ("Formal PT: yes, 6 wks.", {"supervised": "yes", "weeks": 6.0}),
        ("PT (duration: 6 weeks), no relief.", {"weeks": 6.0, "response": "none"}),
        ("PT 3/1/26 - present.", {"start": "2026-03-01"}),
        ("PT: 3/1/26 to present, 2x/week.", {"supervised": "yes", "start": "2026-03-01"}),
        ("PT from 3/1/26 to current", {"start": "2026-03-01"}),
        ("PT - 10/12 visits attended.", {"supervised": "yes", "sessions": 10}),
        ("PT 2023 for shoulder.", None),
        ("PT eval only 3/1/26.", None),
        ("PT first 3/1/26, last 4/15/26, 12 tx.", {"start": "2026-03-01", "end": "2026-04-15", "sessions": 12}),
        ("PT 2023 for shoulder; PT 3/1/26-4/15/26 for the low back, no benefit.",
         {"start": "2026-03-01", "end": "2026-04-15", "response": "none"}),
    ],
)  # fmt: skip
def test_therapy_as_clinics_tell_it(text: str, wanted: dict[str, Any] | None) -> None:
    found = treatments(f"TREATMENT: {text}")
    assert len(found) == (wanted is not None)
    for name, value in (wanted or {}).items():
        assert str(found[0].get(name)) == str(value)
    assert not findings(f"TREATMENT: {text}")  # so long lasted what was given, and not what it was given for


def test_what_stands_in_brackets_behind_one_treatment_is_of_that_one() -> None:
    found = treatments("TREATMENT: Failed PT (6 wks), NSAIDs, ESI x 2 (last 4/2/26, 50% x 3 wks).")
    assert {t["kind"]: t.get("response") for t in found} == {
        "physical_therapy": "none", "nsaid": None, "epidural_injection": "partial",
    }  # fmt: skip


def test_none_since_denies_nothing_of_what_was_given_before() -> None:
    given = treatments("TREATMENT: PT 12/03/2025-01/28/2026, 10 visits.\nNo PT since January.")
    assert [t.get("status") for t in given] == [None]
    assert [t.get("status") for t in treatments("TREATMENT: No PT since 2023.")] == ["absent"]


def test_the_weeks_behind_a_share_of_relief_are_no_share() -> None:
    found = findings("TREATMENT: ESI L4-5 interlaminar 3/5/26; 50% relief 3 wks.")
    assert [f["number"] for f in found] == [50.0]


def test_a_row_of_a_summary_dates_what_it_tells() -> None:
    rows = "04/16/2026 Spine consult: Strength TA 5/5 b/l. SLR neg.\n05/20/2026 Spine f/u: TA 4/5 b/l.\n"
    found = findings(f"Clinical timeline:\n{rows}", "NURSE CASE SUMMARY\nPrepared 06/01/2026")
    assert {(f["of"], str(f["date"])) for f in found} == {
        ("tibialis_anterior", "2026-04-16"), ("straight_leg_raise", "2026-04-16"), ("tibialis_anterior", "2026-05-20"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("CT shows a T12 burst fracture.", ("T12",)),
        ("MRI: Compression fracture at T8 after a fall.", ("T8",)),
        ("IMAGING: L1 compression fracture, acute.", ("L1",)),
        ("IMAGING: Burst fracture of L2 with retropulsion.", ("L2",)),
        ("IMAGING: T12 and L1 compression fractures.", ("T12", "L1")),
        ("IMAGING: lytic lesion in the C5 vertebral body.", ("C5",)),
        ("IMAGING: metastasis at T8.", ("T8",)),
        ("ASSESSMENT: Left L5 radiculopathy with severe stenosis.", None),
        ("ASSESSMENT: Severe stenosis with L5 radiculopathy.", None),
        ("IMAGING: severe left foraminal stenosis affecting the exiting L5 root.", None),
        ("ASSESSMENT: C6 radiculopathy; MRI severe foraminal stenosis at C5-6.", ("C5-6",)),
    ],
)
def test_a_vertebra_alone_is_the_place_of_a_bone_and_a_root_is_none(text: str, levels: tuple[str, ...] | None) -> None:
    assert [f.get("levels") for f in findings(text)] == [levels]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IMPRESSION: Incidental hemangioma at L3.", set()),
        ("IMPRESSION: Benign osseous lesion of L4, likely a hemangioma.", set()),
        ("IMPRESSION: Small incidental nerve sheath tumor at L2, unchanged.", set()),
        ("IMPRESSION: Osseous metastasis at L3.", {("spinal_tumour", "present")}),
        ("PMH: Atrial fibrillation on warfarin.", {("anticoagulant", "present")}),
        ("Medications: Eliquis 5 mg BID.", {("anticoagulant", "present")}),
        ("HPI: She denies blood thinners.", {("anticoagulant", "absent")}),
        ("PMH: DVT 2018, completed warfarin.", {("anticoagulant", "absent")}),
        ("Plan: Hold Eliquis 3 days before the procedure.", {("anticoagulant_hold", "present")}),
        ("Plan: Xarelto will be held for 72 hours per cardiology.", {("anticoagulant_hold", "present")}),
        (
            "Plan: Takes apixaban for atrial fibrillation, which her cardiologist has agreed may be held for 48 hours.",
            {("anticoagulant_hold", "present")},
        ),
        (
            "Plan: Apixaban, which the cardiologist says must not be held even for two days.",
            set(),
        ),
    ],
)
def test_a_harmless_lesion_is_no_tumour_and_a_drug_against_clotting_is_told_with_its_pause(
    text: str, told: set[tuple[str, str]]
) -> None:
    title = "MRI lumbar spine" if text.startswith("IMPRESSION") else "Office note"
    assert {(f["kind"], f.get("status", "present")) for f in findings(text, title)} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FINDINGS: 4.5 mm anterolisthesis of C4 on C5 in neutral.", [("C4-5", 4.5)]),
        ("FINDINGS: Retrolisthesis of C3 on C4, measuring 4 mm.", [("C3-4", 4)]),
        ("FINDINGS: C4-5: 4 mm anterolisthesis.", [("C4-5", 4)]),
        ("FINDINGS: 4 mm subluxation of C4 on C5 in flexion.", []),
        ("FINDINGS: 4 mm anterolisthesis of C4 on C5 on flexion reduces to 1 mm on extension.", []),
        ("FINDINGS: 6 mm anterolisthesis of L4 on L5.", []),
        ("FINDINGS: No anterolisthesis of C4 on C5.", []),
    ],
)
def test_a_slip_of_the_neck_at_rest_has_its_millimetres(text: str, told: list[tuple[str, float]]) -> None:
    found = [f for f in findings(text, "X-ray of the cervical spine") if f["kind"] == "slip_distance"]
    assert [(f["levels"][0], f["number"]) for f in found] == told


def test_a_course_told_in_lines_of_one_paper_is_one_beside_another_paper() -> None:
    """What its own paper says of it stays together, whatever a letter says of the same course."""
    letter = (
        "Dear Dr. Fenn,\n\nThank you for sending this patient, whom I saw on 3 August 2026.\n\n"
        "He went to physical therapy from May 11 to June 26 of this year, fourteen visits."
    )
    paper = "Brookline Rehab\nLumbar program. First 5/11/26, last 6/26/26. 14 tx.\nResponse poor. DC."
    reader = make_reader()
    filed = reader.file([Source("consult.txt", letter), Source("pt_summary.txt", paper)])
    (course,) = reader.read([f.document for f in filed]).treatments
    assert (str(course.start), str(course.end), course.sessions, course.response) == (
        "2026-05-11",
        "2026-06-26",
        14,
        "none",
    )
    assert str(filed[0].document.date) == "2026-08-03"


def test_a_last_day_alone_ends_no_course() -> None:
    record = read(
        "Brookline Rehab\nDate: 7/20/2026\n\nPT 5/11/26-6/26/26, 14 visits. Seen by MD last 7/15/26. No relief."
    )
    assert [str(t.end) for t in record.treatments] == ["2026-06-26"]


def test_the_paper_of_a_house_of_therapy() -> None:
    record = read(
        "PROGRESS / DISCHARGE 8/7/26     Valley Orthopedic Therapy\nEval 6/15/26. Attended 14/16, lumbar program - abdominal bracing, gait.\n"
        "Assessment: no functional carryover. D/C to surgeon."
    )
    (course,) = record.treatments  # an exercise is no brace
    assert (course.kind, str(course.start), str(course.end), course.sessions) == (
        "physical_therapy",
        "2026-06-15",
        "2026-08-07",
        14,
    )
    assert (course.supervised, course.response) == ("yes", "none")


def test_the_response_behind_a_list_is_of_all_of_it() -> None:
    given = treatments("TREATMENT: PT 10 weeks (5/11-7/20/26), medrol, ESI 7/1 w/o lasting relief.")
    assert [t["response"] for t in given] == ["none"] * 3


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("4 mm anterolisthesis C4-5 in flexion, reduces in extension.", [(("C4-5",), 4.0)]),
        ("C4 on C5 3 mm anterolisthesis in flex, reduces in ext.", [(("C4-5",), 3.0)]),
        ("4 mm anterolisthesis C4-5 in flexion, reduces to 2 mm in extension.", [(("C4-5",), 2.0)]),
        ("4 mm anterolisthesis C4-5 in flexion, partially reduces in extension.", []),
        ("4 mm anterolisthesis C4-5 in flexion, does not reduce in extension.", []),
    ],
)
def test_a_slip_that_reduces_moves_by_what_it_loses(text: str, wanted: list[tuple[tuple[str, ...], float]]) -> None:
    found = findings(f"IMAGING: Flex/ext films 3/1/26: {text}")
    assert [(f["levels"], f["number"]) for f in found if f["kind"] == "translation"] == wanted


def test_films_told_with_their_day_and_the_motion_that_they_show() -> None:
    found = findings("IMAGING: Flex/ext 3/9/26 7 deg of motion at C5-6, no translation, disc height 80% of neighbours.")
    assert [(f["kind"], str(f["date"])) for f in found] == [("flexion_extension_films", "2026-03-09")]


def test_a_study_that_the_writer_agrees_with_begins_no_report() -> None:
    text = "Office note\nDate: 9/1/2026\n\nHPI: Back pain.\n\nMRI 7/20/26 reviewed, agree w radiology.\n\nIMPRESSION: stenosis L4-5."
    assert {f.document for f in read(text).findings} == {"office"}
