"""What strangers' packets hold: forms of the heads of reports, of what is still to come, and of what was examined and is sound."""

from datetime import date
from typing import Any

import pytest

from .conftest import findings, plain, read, treatments

LEVELS = "L3-4: mild central stenosis.\nL4-5: Severe central canal stenosis. Grade 1 anterolisthesis."


@pytest.mark.parametrize(
    "head",
    [
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nExam: 01/15/2026",
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nStudy: 1/15/26",
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nExam date: 01/15/2026",
        "MRI LUMBAR SPINE WITHOUT CONTRAST\nExam: MRI lumbar spine 01/15/2026",
        "MRI LUMBAR SPINE\nExamination: MRI of the lumbar spine, 01/15/2026\nComparison: none",
    ],
)
def test_what_stands_below_the_line_that_names_the_study_or_its_day_is_what_it_found(head: str) -> None:
    record = read(f"{head}\n{LEVELS}")
    assert str(record.documents[0].date) == "2026-01-15"
    assert [plain(f) for f in record.findings] == [
        {"kind": "central_stenosis", "levels": ("L3-4",), "grade": "mild"},
        {"kind": "central_stenosis", "levels": ("L4-5",), "grade": "severe"},
        {"kind": "spondylolisthesis", "levels": ("L4-5",), "grade": "grade_1"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Psych: referral placed to Dr. M, appointment 09/03/2026, clearance to follow.",
        "Psychological clearance will follow.",
        "Awaiting psychological clearance.",
        "Psych clearance: in process",
        "Psychological clearance not yet received.",
        "Psychological clearance is anticipated next week.",
        "Psychology appointment scheduled 9/3; clearance forthcoming.",
        "Psych eval has not been done, no contraindication to implant from anesthesia.",
        "Psychological evaluation pending, no contraindication known.",
        "No psych eval done, no psychological contraindication known.",
        "Psych eval found no mood disorder and no contraindication to implant.",
    ],
)
def test_a_clearance_to_come_is_none(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Behavioral health eval, R. Moreno PhD, 8/3/26: no untreated substance or mood disorder, "no psychological contraindication."',
        "No depression, no psychological contraindication to implant.",
        "Psych eval 06/30/2026 (L. Moreno PhD): no contraindication to implant.",
        "Psych eval by T. Moreno PhD found no contraindication to implant.",
        "Psych: no untreated depression or substance misuse, realistic expectations, cleared for neuromodulation.",
        "Psychologist: no active psychosis or addiction, good coping, patient is cleared for the implant.",
        "Psychology: no depression, anxiety or psychosis, and cleared for SCS implantation.",
        "Her report says no untreated depression, realistic expectations, and she clears him for neurostimulation.",
    ],
)
def test_a_list_of_what_there_is_not_ends_before_a_denial_of_its_own(text: str) -> None:
    [found] = [f for f in findings(text) if f["kind"] == "psychological_clearance"]
    assert {"status", "side"}.isdisjoint(found)


@pytest.mark.parametrize(
    "text",
    [
        "Psych eval: no mood disorder, not cleared for implant.",
        "Psychologist found no depression, but has not cleared him for neurostimulation.",
        "Psych report: poor coping, and she does not clear him for neurostimulation.",
    ],
)
def test_a_refusal_behind_a_list_of_what_there_is_not_stands(text: str) -> None:
    [found] = findings(text)
    assert (found["kind"], found["status"]) == ("psychological_clearance", "absent")


def test_a_clearance_by_another_department_is_none_of_the_mind() -> None:
    assert findings("Psych: no untreated depression, cardiology cleared him for the stimulator.") == []


def test_a_clearance_whose_report_is_to_come_was_given() -> None:
    wanted = [{"kind": "psychological_clearance"}]
    assert findings("Psychological clearance obtained 7/2/2026, report to follow.") == wanted
    [open_] = findings("Cleared by psychology pending final report.")
    assert open_["status"] == "uncertain"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Exam: Decreased ankle ROM, limited knee range of motion.", "reflex_change"),
        ("Exam: Shoulder and carpal tunnel examinations normal.", "competing_source"),
        ("Exam: No prominence of hardware, neurologic examination intact.", "hardware_failure"),
        ("Exam: Tender over hardware, sensation intact.", "hardware_failure"),
    ],
)
def test_what_is_sound_or_of_a_joint_states_nothing_else(text: str, kind: str) -> None:
    assert kind not in {f["kind"] for f in findings(text)}


@pytest.mark.parametrize(
    "how", ["excluded clinically", "ruled out on exam", "were excluded", "were considered and excluded clinically"]
)
def test_all_that_was_excluded_together_is_absent(how: str) -> None:
    found = {(f["kind"], f.get("status")) for f in findings(f"Carpal tunnel syndrome and shoulder pathology {how}.")}
    assert ("competing_source", "absent") in found
    assert ("competing_source", None) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Trial lasted 7 days. Average pain went from 8/10 to 2/10, patient reports 75% relief.",
        "SCS TRIAL LEAD PULL: done today. Patient reports 75% relief.",
        "The trial gave 75% relief over 6 days.",
    ],
)
def test_the_relief_told_after_a_trial_is_that_of_the_trial(text: str) -> None:
    found: list[dict[str, Any]] = [f for f in findings(text, "FOLLOW UP") if f["kind"] == "trial_relief"]
    assert [f["number"] for f in found] == [75]


@pytest.mark.parametrize(
    "text",
    [
        "Radiofrequency ablation, bilateral L4-5 and L5-S1 facet joints (64635, 64636), is requested for a woman with back pain.",
        "A right L4-5 transforaminal epidural injection under fluoroscopy with contrast (64483), one level, is requested.",
        "Right SI joint injection with fluoroscopic guidance and contrast at the outpatient center has been requested.",
        "Repeat left L5-S1 transforaminal epidural steroid injection, given her prior relief, is requested.",
    ],
)
def test_what_a_sentence_begins_with_and_asks_for_was_not_given(text: str) -> None:
    assert [t for t in treatments(text) if t["status"] == "present"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Physical therapy (12 visits, 2x/week for 6 weeks) was completed; surgery is requested.", "physical_therapy"),
        ("Epidural injection 4/2/26 with 50% relief; surgery is planned.", "epidural_injection"),
        ("Bilateral L4-5 radiofrequency ablation was performed on 3/1/2025; repeat is requested.", "radiofrequency"),
    ],
)
def test_what_was_given_before_something_is_asked_for_was_given(text: str, kind: str) -> None:
    assert kind in {t["kind"] for t in treatments(text)}


def test_a_block_of_medial_branches_and_a_dorsal_ramus_is_one_of_the_joints_that_they_serve() -> None:
    text = "First bilateral L3, L4 medial branch and L5 dorsal ramus block on 03/17/2026: 85% relief for 6 hours."
    [relief] = [f for f in findings(text) if f["kind"] == "injection_relief"]
    assert (relief["levels"], relief["number"], relief["side"]) == (("L4-5", "L5-S1"), 85, "bilateral")


def test_a_sign_for_and_joins_what_is_narrowed() -> None:
    assert findings("L4-5: severe central & R lateral recess stenosis.", "MRI LUMBAR SPINE") == [
        {"kind": "central_stenosis", "levels": ("L4-5",), "grade": "severe"},
        {"kind": "lateral_recess_stenosis", "levels": ("L4-5",), "side": "right"},
    ]


@pytest.mark.parametrize(
    ("denial", "levels"),
    [
        ("The right foramen is patent.", ("C6-7",)),
        ("No right foraminal stenosis.", ("C6-7",)),
        ("No right foraminal stenosis at any level.", None),
    ],
)
def test_a_denial_of_one_side_goes_on_from_the_level_just_named(denial: str, levels: tuple[str, ...] | None) -> None:
    found = findings(f"C6-7 severe left foraminal stenosis. {denial}", "MRI CERVICAL SPINE")
    assert [(f["side"], f.get("levels")) for f in found if f.get("status") == "absent"] == [("right", levels)]


def test_a_fusion_that_is_solid_at_one_level_denies_nothing_at_the_next() -> None:
    found = findings("Solid fusion at L4-5, incomplete bridging at L5-S1.", "CT LUMBAR SPINE")
    assert [f["levels"] for f in found if f["kind"] == "pseudarthrosis" and f.get("status") == "absent"] == [("L4-5",)]


@pytest.mark.parametrize(
    "text",
    [
        "Course of care 10/06/2025 - 12/19/2025, 20 visits.",
        "Attended 20 supervised sessions between 10/06/2025 and 12/19/2025 for low back pain: stabilization, SI belt, traction.",
        "Treated 10/06/2025 - 12/19/2025 for 20 visits.",
    ],
)
def test_visits_that_a_therapist_counts_are_of_his_therapy_and_not_of_what_was_done_in_them(text: str) -> None:
    given = {t["kind"]: t for t in treatments(text, "PHYSICAL THERAPY DISCHARGE NOTE\nDate: 12/19/2025")}
    therapy = given.pop("physical_therapy")
    assert (str(therapy["start"]), str(therapy["end"]), therapy["sessions"]) == ("2025-10-06", "2025-12-19", 20)
    assert not any("sessions" in t for t in given.values())


@pytest.mark.parametrize(
    "heads", [("Document 1 -", "Document 2 -", "Document 3 -"), ("Exhibit A:", "Exhibit B:", "Exhibit C:")]
)
def test_numbered_titles_in_brackets_part_a_packet_with_a_day_or_without(heads: tuple[str, str, str]) -> None:
    note, therapy, study = heads
    record = read(
        f"[{note} Office note 11/03/2026]\nBack pain.\n\n[{therapy} PT summary, Oakdale PT]\n"
        "Episode: 03/16/2026 - 07/24/2026. 31 visits attended in clinic. ODI 54 -> 56. Discharged, plateau.\n\n"
        f"[{study} Lumbar radiographs, standing, flexion and extension, 09/21/2026, radiologist's report]\nNo pars defect."
    )
    assert [d.kind for d in record.documents] == ["office_note", "therapy_note", "radiograph_report"]
    course = {"start": date(2026, 3, 16), "end": date(2026, 7, 24), "sessions": 31, "response": "none"}
    assert [course.items() <= plain(t).items() for t in record.treatments] == [True]


def test_a_title_in_brackets_within_a_note_only_points_at_a_document() -> None:
    record = read("Office note 11/03/2026\nBack pain.\n\n[Attachment 2 - MRI report]\nRight EHL 4/5. Plan: fusion.")
    assert [d.kind for d in record.documents] == ["office_note"]


@pytest.mark.parametrize(
    "head", ["DOCUMENT {} OF 3 -- {}", "Doc {}/3 - {}", "Exhibit {}: {}", "=== Document {} of 3: {} ==="]
)
@pytest.mark.parametrize("reports", ["Radiology", "IMAGING STUDIES", "Radiology reports"])
def test_a_numbered_document_of_radiology_holds_its_reports(head: str, reports: str) -> None:
    packet = (
        f"{head.format(1, 'Office visit 08/03/2026')}\nLow back and left leg pain. Left EHL 4/5.\n{head.format(2, reports)}\n"
        "MRI lumbar spine, 07/20/2026. L4-5: severe central stenosis.\n"
        "Lumbar radiographs with flexion and extension, 07/22/2026. L4-5 moves by 4 mm of translation.\nRead by: K. Osei MD\n"
        f"{head.format(3, 'Physical therapy')}\n05/04/2026-06/26/2026, 14 visits, no relief."
    )
    record = read(packet)
    days = [
        ("office_note", date(2026, 8, 3)),
        ("mri_report", date(2026, 7, 20)),
        ("dynamic_films_report", date(2026, 7, 22)),
    ]
    assert [(d.kind, d.date) for d in record.documents[:3]] == days
    assert [d.title for d in record.documents][::3] == ["Office visit 08/03/2026", "Physical therapy"]
    told = {f.kind: f.document for f in record.findings}
    assert (told["central_stenosis"], told["translation"]) == (record.documents[1].id, record.documents[2].id)
