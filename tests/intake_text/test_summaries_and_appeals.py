"""Summaries of reviewers, abstracts of nurses and letters of appeal, as their writers put them."""

import pytest

from assistant.intake.text import Source, read_case, read_request
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
        "Electrodiagnostic studies showed right C6 and C7 radiculopathy without evidence of carpal tunnel syndrome.",
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


COURSE = {"kind": "physical_therapy", "start": "2026-03-02", "end": "2026-04-17", "sessions": 12, "response": "none"}


def courses(text: str) -> list[dict[str, object]]:
    made = [t.model_dump() for t in read(text).treatments if t.kind == "physical_therapy"]
    return [{name: str(t[name]) for name in COURSE} for t in made]


@pytest.mark.parametrize(
    "told",
    [
        "pt: 3/2/26 to 4/17/26, 12 visits, no improvement.",
        "pt 3/2/26-4/17/26 x 12 visits no better.",
        "pt completed 12 visits of pt 3/2/26-4/17/26 without relief.",
        "did pt 3/2/26 to 4/17/26, 12 sessions, no help.",
        "According to the physical therapy records he attended 12 sessions from 03/02/26 to 04/17/26, with no change.",
        "Per the PT notes, 12 sessions were attended from 3/2/26 to 4/17/26, without benefit.",
        "Physical therapy, 12 sessions from 03/02/26 to 04/17/26 (HEP, traction, manual therapy), with no change.",
        "PT 3/2/26-4/17/26, 12 visits (traction, massage, home exercises), no relief, naproxen with partial relief.",
    ],
)
def test_a_course_of_therapy_as_abstracts_tell_it(told: str) -> None:
    assert courses(BACK + told) == [{name: str(value) for name, value in COURSE.items()}]


@pytest.mark.parametrize(
    "told",
    ["discussed with pt 5/2/2026 the risks.", "pt seen 3/2/26.", "Per the PT referral, 12 sessions were ordered."],
)
def test_the_patient_and_what_was_ordered_are_no_therapy(told: str) -> None:
    assert not courses(BACK + told)


def test_abbreviations_in_a_text_without_capitals() -> None:
    text = """record review
67 yo f with leg pain. r arm fine. mri l-spine 1/22/26: l4-5 severe central canal stenosis. exam: r ehl 4/5. slr pos on r side.
emg 2/3/26: right l5 radiculopathy. cannot sit or walk. we saw her; hi risk."""
    found = {(f.kind, str(f.of), str(f.side)) for f in read(text).findings}
    assert {
        ("motor_deficit", "extensor_hallucis_longus", "right"),
        ("emg_root_involvement", "L5_root", "right"),
        ("tension_sign", "straight_leg_raise", "right"),
    } <= found
    assert {f.quote for f in read(text).findings} & {"r ehl 4/5"}  # as written


@pytest.mark.parametrize(
    "told",
    ["gave fifteen percent relief", "brought twenty-five per cent relief", "with Forty percent relief for a week"],
)
def test_a_share_in_words(told: str) -> None:
    shares = [
        f.number for f in read(f"{BACK}The L5-S1 epidural injection of 2/11/2026 {told}.").findings if f.unit == "%"
    ]
    assert shares in ([15.0], [25.0], [40.0])


@pytest.mark.parametrize(
    "told",
    [
        "Radiofrequency ablation is proposed on both sides.",
        "The provider proposes an L4-5 epidural injection on 6/2/2026.",
        "Dr. N. wishes to repeat the L5-S1 epidural injection on 3/24/2026.",
        "The surgeon intends to perform an L4-5 epidural injection on 3/24/2026.",
    ],
)
def test_what_somebody_intends_was_not_given(told: str) -> None:
    assert not [t for t in read(BACK + told).treatments if t.status == "present"]


@pytest.mark.parametrize(
    ("told", "regions"),
    [
        ("She has mid back and low back pain rated 9/10.", {"thoracic", "lumbar"}),
        ("Neck and low back pain 7/10.", {"cervical", "lumbar"}),
        ("Low back pain 7/10.", {"lumbar"}),
    ],
)
def test_a_score_of_two_regions_is_of_each(told: str, regions: set[str]) -> None:
    assert {f.region for f in read(BACK + told).findings if f.kind == "pain_score"} == regions


@pytest.mark.parametrize(
    "told",
    [
        "axial low back pain, right greater than left, since the middle of 2025.",
        "low back pain since the spring of 2025.",
    ],
)
def test_a_part_of_a_year_behind_an_article_says_when_it_began(told: str) -> None:
    assert [f.number for f in read(BACK + told).findings if f.kind == "symptom_weeks"] in ([34.7], [43.6])


def wishes(told: str) -> set[str]:
    return {f.kind for f in read(BACK + told).findings if f.kind in ("surgery_declined", "surgery_agreed")}


@pytest.mark.parametrize(
    "told",
    [
        "Surgery was discussed at the visit of 2/6/2026 and he wishes to avoid an operation at this time.",
        "Surgical options were reviewed, and she elects to defer.",
        "Operative treatment was offered; the claimant declined.",
        "He would like to hold off on surgery.",
        "He is not ready for surgery.",
        "She has opted for continued nonoperative management.",
    ],
)
def test_an_operation_that_is_put_off_is_declined(told: str) -> None:
    assert wishes(told) == {"surgery_declined"}


@pytest.mark.parametrize(
    "told",
    [
        "She wants to avoid an operation if at all possible.",
        "He wanted to avoid surgery and tried PT first.",
        "She had wished to avoid surgery but has failed everything.",
        "She wishes to avoid fusion and asks for decompression alone.",
    ],
)
def test_a_hope_to_avoid_an_operation_declines_none(told: str) -> None:
    assert wishes(told) == set()


def test_who_wished_to_avoid_it_and_now_agrees_has_not_declined() -> None:
    assert wishes("He tried therapy to avoid surgery but now wishes to proceed.") == {"surgery_agreed"}


def given(told: str) -> dict[str, tuple[str, str]]:
    return {t.kind: (t.status, str(t.response)) for t in read(BACK + told).treatments}


@pytest.mark.parametrize(
    "told",
    [
        "Neither gabapentin nor PT was helpful.",
        "Neither gabapentin nor physical therapy from 1/5/26 to 3/6/26 provided lasting relief.",
        "PT did not help, nor did gabapentin.",
        "Physical therapy was not beneficial, and neither was gabapentin.",
        "PT 3/9/2026 - 5/15/2026 (17 visits), ESI 6/10/2026 relief x 10 d, gabapentin - all failed.",
    ],
)
def test_what_did_no_good_was_given(told: str) -> None:
    found = given(told)
    assert found["physical_therapy"] == found["neuropathic_agent"] == ("present", "none")


@pytest.mark.parametrize(
    "told",
    ["Neither PT nor gabapentin was tried.", "He has had neither PT nor gabapentin.", "He had no PT nor gabapentin."],
)
def test_what_was_not_tried_was_not_given(told: str) -> None:
    assert {status for status, _ in given(told).values()} == {"absent"}


def test_of_what_only_a_heading_names_neither_course_helped() -> None:
    told = "Office note 03/02/2026\nPhysical therapy:\n- neither 12 visits in 2025 nor 6 visits in 2024 helped"
    (course,) = read(told).treatments
    assert (course.kind, course.status, course.response) == ("physical_therapy", "present", "none")


def test_the_first_day_of_attendance_is_no_number_of_visits() -> None:
    (course,) = read(f"{BACK}PT attended 3/16 to 5/8/2026, failed.").treatments
    assert (str(course.start), course.sessions) == ("2026-03-16", "not_stated")


@pytest.mark.parametrize(
    ("told", "kind", "wanted"),
    [
        ("Chronic L1 compression fracture, no edema.", "marrow_oedema", ("absent", ("L1",))),
        ("L5-S1 herniation in 2023 treated with right L5-S1 microdiscectomy 10/3/2023.", "prior_decompression", ("present", ("L5-S1",))),
        ("L4-5 slip 8 mm flexion / 3 mm extension.", "translation", ("present", ("L4-5",))),
        ("Reflexes 1+ and equal.", "reflex_change", ("absent", ())),
    ],
)  # fmt: skip
def test_findings_as_summaries_tell_them(told: str, kind: str, wanted: tuple[str, tuple[str, ...]]) -> None:
    assert [(f.status, f.levels) for f in read(BACK + told).findings if f.kind == kind] == [wanted]


def test_a_letter_goes_on_behind_the_words_that_it_quotes_of_a_report() -> None:
    text = 'Office note\n\nThe MRI report of 2/26/2026 says: "C6-7: moderate stenosis." She had 8 sessions of chiropractic treatment.'
    assert [t.kind for t in read(text).treatments] == ["chiropractic"]


@pytest.mark.parametrize(
    "told",
    [
        "Two courses of PT: 9 visits from November 3, 2025 to December 12, 2025 and 12 visits from March 2, 2026 to April 24, 2026.",
        "Two courses of PT: 9 visits from 11/3/2025 to 12/12/2025 and 12 visits from 3/2/2026 to 4/24/2026, without benefit.",
        "PT 11/3/2025-12/12/2025 and a further 12 visits 3/2/2026-4/24/2026, no relief.",
    ],
)  # fmt: skip
def test_two_courses_with_the_visits_of_each(told: str) -> None:
    spans = [(str(t.start), str(t.end)) for t in read(BACK + told).treatments]
    assert spans == [("2025-11-03", "2025-12-12"), ("2026-03-02", "2026-04-24")]


@pytest.mark.parametrize(
    "told",
    [
        "Therapy: 8 sessions 11/10/2025-12/19/2025 no help, naproxen no help.",
        "She was treated with in-person therapy from 11/10/2025 to 12/19/2025 (8 visits), naproxen, and none of these helped.",
        "He did not get better with PT 11/10/2025 to 12/19/2025, 8 visits.",
    ],
)
def test_visits_of_therapy_beside_a_drug_are_those_of_the_therapy(told: str) -> None:
    (course,) = [t for t in read(BACK + told).treatments if t.kind == "physical_therapy"]
    assert (course.status, str(course.end), course.sessions, course.response) == ("present", "2025-12-19", 8, "none")
    assert {t.sessions for t in read(BACK + told).treatments if t.kind == "nsaid"} <= {"not_stated"}


@pytest.mark.parametrize(
    "told",
    [
        "L4-5 grade 1 anterolisthesis of L4 on L5; severe central stenosis.",
        "L4-5 prior laminectomy; grade 2 spondylolisthesis L4 on L5; severe central stenosis.",
    ],
)
def test_a_level_that_is_named_again_in_other_words_still_leads(told: str) -> None:
    assert [f.levels for f in read(f"{BACK}MRI: {told}").findings if f.kind == "central_stenosis"] == [("L4-5",)]


@pytest.mark.parametrize(
    ("told", "slips"),
    [
        ("L2-3 moderate stenosis; L3-4 severe stenosis; no spondylolisthesis.", [("absent", ())]),
        ("L4-5 spondylolisthesis; L5-S1 severe stenosis; no spondylolisthesis.", [("present", ("L4-5",))]),
    ],
)
def test_a_denial_that_closes_a_list_of_levels_is_of_all(told: str, slips: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(f.status, f.levels) for f in read(f"{BACK}MRI: {told}").findings if f.kind == "spondylolisthesis"] == slips


def test_what_is_told_of_a_grade_of_stenosis_is_told_of_no_fracture() -> None:
    told = {p.id: p for p in load_pack().narrative.pitfalls}
    graded = [p for p in told.values() if "grade of stenosis" in p.text]
    assert graded
    assert not any("vertebral_augmentation" in (p.procedures or ("vertebral_augmentation",)) for p in graded)
    assert told["fracture-not-recent"].procedures == ("vertebral_augmentation",)


@pytest.mark.parametrize(
    ("told", "response"),
    [
        ("The back pain, the claimant states, has not let up.", "none"),
        ("Symptoms, according to the discharge summary, were just the same.", "none"),
        ("Her complaints, however, did not change.", "none"),
        ("The pain, he reports, is much better.", "improved"),
        ("The scoliosis, per the report, was unchanged.", "not_stated"),
    ],
)
def test_who_says_it_parts_no_sentence_of_what_therapy_brought(told: str, response: str) -> None:
    text = f"{BACK}He attended physical therapy from 2/2/2026 to 4/3/2026, 17 visits. {told}"
    assert [t.response for t in read(text).treatments] == [response]


@pytest.mark.parametrize(
    ("told", "levels"),
    [
        ("She had an instrumented fusion from L3 to L5 in 2023.", ("L3-4", "L4-5")),
        ("She had fusion at L1-2 in 2010 and fusion from L4 to S1 in 2023.", ()),
        ("She had a C5-6 fusion in 2023.", ("C5-6",)),
        ("She has had no earlier fusion.", ()),
    ],
)
def test_what_is_taken_out_without_a_level_lies_where_the_one_earlier_fusion_is(
    told: str, levels: tuple[str, ...]
) -> None:
    source = Source("case.txt", f"{told} Back pain is 7/10.")
    case = read_case([source], load_pack(), "Is removal of the implants (22852) medically necessary?", id="a").case
    assert [line.levels for line in case.request.lines] == [levels]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Flexion-extension films show four to nine millimeters of change in the slip.", []),
        ("On bending films the L4-5 slip swings open, ranging from four mm to nine millimetres.", [(("L4-5",), 5)]),
        ("Dynamic views: L4 glides forward six mm on L5.", [(("L4-5",), 6)]),
        ("Films of 2020 and 2026 show that the L4-5 slip went from 4 mm to 9 mm.", []),
        ("Dynamic views show a few millimeters of motion at L4-5.", []),
        ("Stress views show 3 mm of motion of the L4 screws.", []),
    ],
)
def test_motion_told_by_where_it_begins_and_ends(told: str, wanted: list[tuple[tuple[str, ...], float]]) -> None:
    assert [(f.levels, f.number) for f in read(BACK + told).findings if f.kind == "translation"] == wanted


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (
            "During the night of May 2, 2026 the patient, a farmer of fifty, lost all feeling between his legs.",
            "record_summary",
        ),
        (
            "Following a fall on May 2, 2026 she has had pain of the low back and of both legs that does not let her sleep.",
            "record_summary",
        ),
        (
            "Radiographs of 5/2/2026 disclosed a slip of L4 on L5 in a man who has had low back pain for two years and more.",
            "record_summary",
        ),
        (
            "On May 2, 2026 the patient was seen in follow-up for pain of the low back and of both legs when walking.",
            "office_note",
        ),
        ("5/2/2026 the patient comes back with pain of the low back and of both legs when walking.", "office_note"),
        (
            "I obtained a CT of the lumbar spine on May 2, 2026 and it shows a broken screw; the pain is what it was.",
            "office_note",
        ),
    ],
)
def test_a_day_on_which_something_happened_is_not_that_of_a_note(begins: str, kind: str) -> None:
    assert [d.kind for d in read(f"{begins} There is weakness of both feet.").documents] == [kind]
