"""The papers of a packet: which day each is of, for what part of the body its treatments were, and what its writer concludes."""

from datetime import date

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .conftest import findings, make_reader, plain, read, treatments

REPORT = "LUMBAR MRI            08/06/2025\nL4-5: severe central canal stenosis."


@pytest.mark.parametrize(
    "fax",
    [
        "11/05/2026 10:31AM  ** HILLCREST PAIN **   p 3 of 3",
        "2026-11-05 14:07:33 (GMT-5)  5551234567 -> Fax Server  Page 3/11",
        "RCVD BY FAX 2026-11-05 09:11   ridgeway spine   001/002",
        "Nov 5 2026 2:07PM  SpineCare 555-123-4567  p.3",
        "P. 3/12   11/05/2026 14:07 FROM: SPINE GROUP",
    ],
)
def test_the_line_of_a_fax_dates_no_paper(fax: str) -> None:
    assert str(read(f"{fax}\n{REPORT}").documents[0].date) == "2025-08-06"


def test_a_request_whose_notes_bear_no_day_is_not_of_the_day_of_its_images() -> None:
    note = "PT: E. S.  77M\nReq: L4-5 epidural 62323\nSeen with right leg pain, PT 09/14/2026 to 10/23/2026 without relief."
    case = read_case([Source("mri.txt", REPORT), Source("note.txt", note)], load_pack(), None, id="x").case
    assert case.date == date(2026, 10, 23)


def test_visits_that_a_chart_heads_by_their_day_are_papers_of_their_own() -> None:
    text = """# Spine clinic

Surgical plan: L4-5 fusion, CPT 22633. The forms were sent.

## Visit 2026-10-06

Low back pain 7/10.

2026-11-02 Visit. C. R., 47 F. Low back pain 8/10."""
    assert [str(d.date) for d in read(text).documents] == ["not_stated", "2026-10-06", "2026-11-02"]


@pytest.mark.parametrize("label", ["Dx: s/p R RCR", "Diagnosis: right shoulder pain", "Body part: left knee"])
def test_therapy_of_another_part_is_none_of_the_back_that_its_notes_mention(label: str) -> None:
    text = f"""SUMMIT PHYSICAL THERAPY    Patient: J. W.     {label}
06/22/2026 - 09/04/2026: seen 2x/wk, 22 visits, supervised therapeutic exercise.
Pt mentions low back and leg pain since last week. No improvement."""
    assert {(t.status, t.region) for t in read(text).treatments} == {("uncertain", "not_stated")}


def test_therapy_for_the_back_stays_so_beside_another_part() -> None:
    text = """PHYSICAL THERAPY    Dx: low back pain and hip weakness
06/22/2026 - 09/04/2026: seen 2x/wk, 22 visits."""
    assert {(t.status, t.region) for t in read(text).treatments} == {("present", "lumbar")}


@pytest.mark.parametrize(
    "text",
    [
        "NORTHGATE WORK REHABILITATION\nPhysical reconditioning program, low back.\nStart 2026-03-30, end 2026-07-24; 44 sessions.",
        "PINE STREET PHYSIO - discharge summary\nReferral: low back pain.\nCourse 2026-03-30 to 2026-07-24, 44 supervised visits.",
    ],
)
def test_a_course_of_reconditioning_or_of_a_physio_is_therapy(text: str) -> None:
    (course,) = read(text).treatments
    assert (course.kind, str(course.start), str(course.end), course.sessions) == (
        "physical_therapy",
        "2026-03-30",
        "2026-07-24",
        44,
    )


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Recommendation: Cleared for SCS trial.", "present"),
        ("Recommendation: I do not clear the patient at this time. Reassess in 3 months.", "absent"),
        ("Recommendation: Clearance is deferred pending treatment of depression.", "absent"),
    ],
)
def test_what_a_psychologist_recommends_is_what_he_found(told: str, status: str) -> None:
    (fact,) = read(f"PSYCHOLOGICAL EVALUATION\nDate 09/29/2026.\n{told}").findings
    assert (fact.kind, fact.status) == ("psychological_clearance", status)


def test_what_a_procedure_did_is_told_anywhere_in_its_own_note() -> None:
    text = """PROCEDURE NOTE   2026-08-18
Procedure: RIGHT sacroiliac joint injection, bupivacaine
Indication: SI joint pain{}
Prone, sterile prep, needle into the joint.
Pain before 7/10, 30 min after 1/10 (86 % relief)."""
    relief = [plain(f) for f in read(text.format("")).findings if f.kind == "injection_relief"]
    assert [(f["side"], f["number"], str(f["date"])) for f in relief] == [("right", 86.0, "2026-08-18")]
    both = read(text.format(", 80% relief with the previous block")).findings
    assert [f.number for f in both if f.kind == "injection_relief"] == [86.0]


def test_no_evidence_of_two_other_sources_excludes_them() -> None:
    text = "Tinel negative. No evidence of peripheral entrapment or shoulder disease."
    assert {"kind": "other_sources_excluded"} in findings(text)
    assert treatments(text) == []


def test_a_page_may_begin_with_nothing_but_the_line_of_its_fax() -> None:
    source = Source(
        "a.pdf",
        f"RCVD BY FAX 2026-10-28 09:11   spine   001/002\nRIDGEWAY SPINE INSTITUTE\nOFFICE VISIT 10/21/2026\n{'x ' * 9}",
    )
    assert [str(f.document.date) for f in make_reader().file([source])] == ["2026-10-21"]


def test_an_effect_without_a_side_is_of_the_procedure_that_its_own_note_tells() -> None:
    note = "OFFICE NOTE 11/02/2026\nSI joint injections (80% relief). Left SI joint pain."
    done = "PROCEDURE NOTE 08/18/2026\nProcedure: RIGHT sacroiliac joint injection\n86% relief at 30 minutes."
    reader = make_reader()
    record = reader.read([f.document for f in reader.file([Source("a.txt", note), Source("b.txt", done)])])
    assert {(f.number, f.side) for f in record.findings if f.kind == "injection_relief"} == {
        (80.0, "right"),
        (86.0, "right"),
    }


def test_what_a_form_says_that_a_code_stands_for_was_not_given() -> None:
    form = "Worksheet\nCPT 64635  L4-5\n(radiofrequency ablation of lumbar facet nerves)\nPrior RFA?  [ ] yes [x] no"
    assert [(t.kind, t.status) for t in read(form).treatments] == [("radiofrequency", "absent")]


def test_a_signature_ends_a_paper_and_a_page_without_blank_lines_begins_the_next() -> None:
    text = """OFFICE VISIT 10/21/2026
EXAM: Left EHL 4/5.
PLAN: L5-S1 fusion.
Signed, O. Haugen MD
PHYSICAL THERAPY DISCHARGE SUMMARY
Client V. M. Dx low back pain.
First visit 02/16/2026. Last visit 06/05/2026. Visits: 30. No functional gain."""
    record = read(text)
    assert [d.kind for d in record.documents] == ["office_note", "therapy_note"]
    assert [(str(t.start), str(t.end), t.response) for t in record.treatments] == [("2026-02-16", "2026-06-05", "none")]


def test_a_table_of_muscles_may_name_their_roots_beside_the_sides() -> None:
    text = """| Muscle | Root | Left | Right |
| Iliopsoas | L2 | 5/5 | 5/5 |
| Extensor hallucis longus | L5 | 4/5 | 5/5 |"""
    (weak,) = [f for f in read(f"OFFICE NOTE 11/02/2026\n{text}").findings if f.status == "present"]
    assert (weak.of, weak.side, weak.grade) == ("extensor_hallucis_longus", "left", "4")
    assert weak.quote == "| Extensor hallucis longus | L5 | 4/5 | 5/5 |"


@pytest.mark.parametrize("stroke", [" | ", "     "])
def test_two_days_in_two_columns_are_one_course(stroke: str) -> None:
    rows = [
        ("Treatment", "From", "To", "Result"),
        ("Physical therapy, supervised, 16 visits", "2026-08-17", "2026-10-16", "No relief"),
        ("Naproxen 500 mg twice daily", "2026-08-05", "ongoing", "Minimal"),
    ]
    text = "\n".join(stroke.join(row) for row in rows)
    told = [(t.kind, str(t.start), str(t.end), t.response) for t in read(f"OFFICE NOTE 11/02/2026\n{text}").treatments]
    assert told == [
        ("physical_therapy", "2026-08-17", "2026-10-16", "none"),
        ("nsaid", "2026-08-05", "2026-11-02", "partial"),  # to the day of the note
    ]


def test_a_list_of_drugs_tells_their_first_day_and_one_of_problems_what_is_over() -> None:
    text = """OFFICE NOTE 11/02/2026
PROBLEM LIST (reviewed 10/15/2026)
 - Right carpal tunnel syndrome, s/p release     noted 2012      Resolved
 - Left hip osteoarthritis     noted 2024      Active

MEDICATIONS (current)
 naproxen 500 mg BID          start 05/21/2026"""
    record = read(text)
    assert [f.of for f in record.findings if f.kind == "competing_source"] == ["hip_pathology"]
    assert [(t.kind, str(t.start)) for t in record.treatments] == [("nsaid", "2026-05-21")]


def test_the_name_of_a_patient_is_no_therapy_and_an_entry_ends_what_is_asked_for() -> None:
    text = """PT: E. S.  77M
REQ: R L4-5 TFESI under fluoro, 64483, first injection, ambulatory surgery center
11/02/2026: 10 weeks of right leg pain. NRS 7/10 today."""
    record = read(text)
    assert record.treatments == ()
    assert {f.kind for f in record.findings} == {"radicular_pain", "symptom_weeks", "pain_score"}


def test_a_line_between_two_levels_of_a_report_is_of_the_one_above() -> None:
    text = """MRI C-SPINE   Date of service 08/05/2026
C5-6: Moderate right foraminal stenosis.
Mild central stenosis.
Multilevel facet arthropathy.
C6-7: Disc desiccation.
Moderate central stenosis."""
    central = [f.levels for f in read(text).findings if f.kind == "central_stenosis"]
    assert central == [("C5-6",), ()]


def test_a_log_of_visits_is_one_course() -> None:
    log = """VALLEY PHYSICAL THERAPY  Attendance and progress
Dx: lumbar spinal stenosis
Date        Visit  Pain   Notes
05/04/2026  1      8/10   eval
05/28/2026  8      8/10
06/02/2026  9      no show
06/18/2026  14     8/10
06/26/2026  16     8/10   discharge. No lasting benefit."""
    (course,) = read(log).treatments
    assert (str(course.start), str(course.end), course.sessions) == ("2026-05-04", "2026-06-26", 16)
    assert (course.supervised, course.response) == ("yes", "none")
    assert read(log.replace("05/28/2026", "03/28/2026")).treatments == ()
    assert read(log.replace("05/04/2026", "01/04/2026")).treatments == ()


@pytest.mark.parametrize(
    "rows",
    [
        [
            "Week of | Mon | Wed | Fri",
            "03/02/2026 | PT | PT | PT",
            "03/09/2026 | PT visit | - | PT",
            "03/16/2026 | PT | PT | no show",
        ],
        ["Week of 03/02/2026 | x | x | x", "Week of 03/09/2026 | x | | x", "Week of 03/16/2026 | x | cancelled | x"],
        [
            "Wk of | Tue | Thu",
            "3/2/26 | eval | tx",
            "3/9/26 | tx | tx",
            "3/16/26 | tx | d/c",
            "3/23/26 | no show | no show",
        ],
    ],
)
def test_a_grid_of_weeks_is_one_course_and_dates_no_paper(rows: list[str]) -> None:
    record = read("\n".join(["PHYSICAL THERAPY ATTENDANCE", "Dx: low back pain", *rows]))
    assert [(str(t.start), str(t.end)) for t in record.treatments if t.start != "not_stated"] == [
        ("2026-03-02", "2026-03-16")
    ]
    assert [d.date for d in record.documents] == ["not_stated"]


def test_a_visit_below_a_request_in_one_line_is_told_and_dates_the_note() -> None:
    text = """NORTH SHORE ORTHOPAEDICS
Request: 22633 L4-5, 22840. Inpatient.
10/30/2026 Follow-up
Physical therapy from 07/06/2026 through 07/31/2026, 8 visits, no relief."""
    record = read(text)
    assert [str(d.date) for d in record.documents] == ["2026-10-30"]
    assert [(str(t.start), t.sessions) for t in record.treatments] == [("2026-07-06", 8)]


@pytest.mark.parametrize(("told", "status"), [("is", "present"), ("is not", "absent")])
def test_a_candidate_from_a_psychological_standpoint_is_cleared(told: str, status: str) -> None:
    text = f"Opinion: The patient {told} an appropriate candidate for spinal cord stimulation from a psychological standpoint."
    (fact,) = read(f"PSYCHOLOGICAL EVALUATION\nDate 09/29/2026.\n{text}").findings
    assert (fact.kind, fact.status) == ("psychological_clearance", status)


def test_an_angle_may_stand_behind_its_level() -> None:
    (angle,) = read("XR CERVICAL SPINE 10/02/2026\nAngular motion C5-6 8 degrees.").findings
    assert (angle.kind, angle.levels, angle.number) == ("angulation", ("C5-6",), 8.0)
