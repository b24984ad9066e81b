"""Charts as forms: boxes, fields side by side, a report pasted in under capitals, short dates."""

from datetime import date

import pytest

from assistant.intake.text import ReadCase, Source, read_case
from assistant.pack import load_pack

QUESTION = "Is C5-6 and C6-7 ACDF (22551, 22552) medically necessary?"


def read(text: str, question: str = QUESTION) -> ReadCase:
    return read_case([Source("note.txt", f"Office note\nDate: 2026-09-14\n{text}\n")], load_pack(), question)


def kinds(text: str) -> dict[str, str]:
    return {f.kind: f.status for f in read(text).case.findings}


def test_each_ticked_box_is_an_item_of_its_own_and_an_empty_one_is_none() -> None:
    treatments = read(
        "Prior treatment:\n [x] PT 5/4/26-6/29/26, 14 visits - minimal benefit\n [x] Meloxicam - no relief\n [ ] Chiropractic"
    ).case.treatments
    assert [(t.kind, t.response) for t in treatments] == [("physical_therapy", "partial"), ("nsaid", "none")]
    assert (treatments[0].start, treatments[0].end) == (date(2026, 5, 4), date(2026, 6, 29))


def test_fields_that_stand_side_by_side_are_read_one_by_one() -> None:
    assert kinds("Diabetes: No      Tobacco: Never") == {"diabetes": "absent", "nicotine_use": "absent"}


def test_a_report_begins_under_a_heading_in_capitals() -> None:
    note = (
        "HPI: Clumsy hands for six months, cannot button shirts. Denies incontinence.\n"
        "Never smoker. No diabetes. Works as a teacher. Lives with his wife.\nPE: Strength 5/5.\n"
    )
    case = read(f"{note}MRI CERVICAL SPINE 07/20/2026\nC4-C5: Severe central canal stenosis.").case
    assert [d.kind for d in case.documents] == ["office_note", "mri_report"]


@pytest.mark.parametrize("resumed", ["ASSESSMENT AND PLAN:", "A/P", "Assessment:"])
def test_a_note_goes_on_behind_a_report_that_stands_within_it(resumed: str) -> None:
    note = "HPI: Left leg pain for six months. Never smoker. Works as a teacher. Lives with his wife.\n\n"
    report = "EXAM: MRI LUMBAR SPINE\nDATE: 07/20/2026\nFINDINGS: L4-5: Mild stenosis.\nIMPRESSION: Mild stenosis.\n"
    case = read(f"{note}RADIOLOGY REPORT\n{report}\n{resumed}\nSevere L4-5 stenosis.").case
    assert [(d.kind, d.date) for d in case.documents][1:] == [("mri_report", date(2026, 7, 20))]
    assert {(f.document, f.grade) for f in case.findings if f.kind == "stenosis"} == {
        ("mri", "mild"),
        ("office", "severe"),
    }


def test_a_report_goes_on_behind_its_technique_and_a_page_begins_a_note() -> None:
    text = "MRI LUMBAR SPINE 07/20/2026\nTECHNIQUE: Sagittal T2.\nThere is severe central stenosis at L4-5.\n"
    case = read(
        f"HPI: Low back pain for a year.\n\n{text}LAKE PAIN CLINIC      Page 2 of 2\nFollow-up note\nDate: 08/01/2026\nHPI: Leg pain."
    ).case
    assert [d.kind for d in case.documents] == ["office_note", "mri_report", "office_note"]
    assert [(f.kind, f.grade) for f in case.findings if f.levels] == [("central_stenosis", "severe")]


@pytest.mark.parametrize(
    ("text", "relief"),
    [
        ("Trial of spinal cord stimulation 08/03/2026. 70% relief, and she cut oxycodone to 1 a day.", [70]),
        ("Trial of spinal cord stimulation 08/03/2026. 70% relief with oxycodone.", []),
    ],
)
def test_relief_is_of_the_treatment_that_it_is_told_of(text: str, relief: list[int]) -> None:
    assert [f.number for f in read(f"HPI: {text}").case.findings if f.kind == "trial_relief"] == relief


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Walks 1 block, leans on shopping cart.", "claudication"),
        ("Walking tolerance 1 block.", "functional_limit"),
        ("She has since been in bed most of the day.", "functional_limit"),
        ("He needs two people to get him to the toilet.", "functional_limit"),
        ("Ache across low back.", "axial_pain"),
        ("Aching in the neck on rising.", "axial_pain"),
        ("Now needs an aide to get from bed to commode.", "functional_limit"),
        ("He cannot lift his child.", "functional_limit"),
        ("He gets around with a rolling walker.", "functional_limit"),
        ("She has given up housework.", "functional_limit"),
        ("He had to quit his job as a driver.", "functional_limit"),
        ("She sleeps in a recliner.", "functional_limit"),
        ("He is confined to a chair.", "functional_limit"),
        ("On modified duty since May.", "functional_limit"),
        ("She missed three weeks of work.", "functional_limit"),
        ("Sensation decreased R C6.", "sensory_deficit"),
        ("Plan: L4-5 fusion. His CT of 01/04/2026 demonstrated nonunion at L4-5.", "pseudarthrosis"),
        ("PSH: L4-5 laminectomy 2022.", "prior_decompression"),
    ],
)
def test_short_words_of_a_chart_are_read(text: str, kind: str) -> None:
    assert kinds(text).get(kind) == "present"


@pytest.mark.parametrize(
    "text",
    [
        "He no longer works with a therapist.",
        "Plan: Await CT showing nonunion at L4-5.",
        "Plan: Fusion once the CT shows nonunion at L4-5.",
        "Plan: MRI to show L4-5 stenosis.",
        "Walks 2 miles a day.",
        "Brother had a lumbar fusion in 2010.",
        "Plan L4-5 laminectomy January 2027.",
    ],
)
def test_what_limits_nobody_or_is_not_his_is_not_read(text: str) -> None:
    assert kinds(text) == {}


PACKET = (
    "HPI: Neck pain for six months.\n\nNOTICE OF ADVERSE DETERMINATION\nDate: 07/22/2026\n"
    "The records did not show cord compression. Physical therapy was not documented.\n\n"
    "Summit Rehab PT\nDischarge Summary\nPatient seen 05/04/2026 to 06/29/2026 for 14 visits, neck pain. No improvement.\n\n"
    "Radiology result - XR CERVICAL SPINE COMPLETE W FLEX/EXT 09/03/2026\nNo instability.\n\n"
    "Piedmont Interventional\nInterventional Radiology Consult\nDate: 09/05/2026\nMRI shows severe stenosis at C5-6.\n"
)


def test_papers_of_a_packet_are_told_by_house_and_title_and_what_a_payer_wrote_states_nothing() -> None:
    case = read(PACKET).case
    assert [(d.kind, d.date) for d in case.documents][1:] == [
        ("payer_letter", date(2026, 7, 22)),
        ("therapy_note", date(2026, 6, 29)),
        ("dynamic_films_report", date(2026, 9, 3)),
        ("office_note", date(2026, 9, 5)),
    ]
    assert "payer" not in {f.document for f in (*case.findings, *case.treatments)}
    assert [(t.kind, t.sessions, t.response) for t in case.treatments] == [("physical_therapy", 14, "none")]


def test_a_letter_begins_anew_at_its_salutation() -> None:
    letter = "Re: Anterior cervical fusion at C5-6 and C6-7, codes 22551 and 22552\nDear Director,\nShe failed eight weeks of physical therapy."
    assert [t.kind for t in read(letter).case.treatments] == ["physical_therapy"]


@pytest.mark.parametrize(
    ("text", "end", "response"),
    [
        ("Start of care 05/04/2026. Total visits 13.\nPain: initial 8/10, current 7/10.", date(2026, 6, 29), "partial"),
        ("SOC 05/04/2026. Visits to date 8. Progress poor.", date(2026, 6, 29), "none"),
        (
            "Eval 05/04/2026. 8 visits, last visit 06/12/2026. NPRS at eval 8/10, at discharge 2/10.",
            date(2026, 6, 12),
            "improved",
        ),
        ("Seen since 05/04/2026. Pain ranges from 8/10 to 4/10.", "not_stated", "not_stated"),
    ],
)
def test_a_therapists_course_runs_to_the_day_of_the_note_and_scores_say_what_it_brought(
    text: str, end: object, response: str
) -> None:
    case = read(f"\nMOTION REHAB\nPT Discharge Summary\nDate: 06/29/2026\nDx: neck pain.\n{text}").case
    told = {(t.end, t.response) for t in case.treatments if t.kind == "physical_therapy"}
    assert (end, response) in told or not (told or response != "not_stated")


def test_a_report_told_place_by_place_below_its_house_and_day_is_a_report_and_a_note_on_a_study_is_none() -> None:
    report = "\nNORTH VALLEY RADIOLOGY\nMRI Cervical Spine w/o\nDate of Service: 09/10/2026\nC5-6: Severe left foraminal stenosis.\n"
    note = "\nCascade Spine\nResubmission Note\nDate: 09/12/2026\nHPI: Neck pain.\nMRI Cervical Spine 09/10/2026\nC5-6: Severe left stenosis.\n"
    told = [(d.kind, d.date) for d in read(f"HPI: Neck pain for six months.\n{report}{note}").case.documents]
    assert told[1:] == [("mri_report", date(2026, 9, 10)), ("office_note", date(2026, 9, 12))]


def test_relief_has_the_side_of_a_block_told_with_the_nerves_it_was_of() -> None:
    note = "\nCascade Pain\nProcedure Note\nDate: 09/10/2026\nRight C4, C5, C6, C7 medial branch blocks #1. Diary: 85% relief for 6 hours.\n"
    found = read(f"HPI: Neck pain for six months.\n{note}", "Is right C5-6 facet ablation (64633) medically necessary?")
    assert [(f.number, f.side) for f in found.case.findings if f.kind == "injection_relief"] == [(85, "right")]


def test_the_side_of_a_question_is_not_lost_to_a_form_that_names_none() -> None:
    form = "\n\nPRIOR AUTHORIZATION REQUEST FORM\nCPT: 27279\nSacroiliac joint fusion\n"
    lines = read(f"HPI: Left SI joint pain.{form}", "27279-LT").case.request.lines
    assert [(line.code, line.side) for line in lines] == [("27279", "left")]
