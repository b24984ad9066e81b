"""What the rows of forms and the sentences of reviewers tell: exclusions, courses, clearance, durations, films."""

import re

import pytest

from .conftest import findings, read, treatments


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Excluded: carpal tunnel syndrome", "absent"),
        ("Other causes excluded: carpal tunnel syndrome by EMG", "absent"),
        ("Other diagnoses ruled out? Yes - carpal tunnel syndrome by EMG", "absent"),
        ("Other dx excluded | carpal tunnel syndrome, rotator cuff - yes", "absent"),
        ("Carpal tunnel excluded? Yes", "absent"),
        ("Carpal tunnel excluded? No", "uncertain"),
        ("Other causes excluded: carpal tunnel syndrome - not yet", "uncertain"),
    ],
)
def test_a_label_says_what_was_ruled_out(text: str, status: str) -> None:
    told = [f.get("status", "present") for f in findings(text) if f["kind"] == "competing_source"]
    assert told == [status]


def test_a_label_of_what_was_ruled_out_denies_nothing_that_a_study_shows() -> None:
    (shown,) = [f for f in findings("Other causes excluded: EMG shows C6 radiculopathy") if "emg" in f["kind"]]
    assert shown.get("status", "present") == "present"


@pytest.mark.parametrize("text", ["Infection screen: CRP 2", "Myelopathy signs: normal gait", "Tumor screening: done"])
def test_the_label_of_a_search_is_no_finding(text: str) -> None:
    assert findings(text) == []


def test_myelopathy_that_was_excluded_is_none() -> None:
    assert [f["status"] for f in findings("Myelopathy excluded: yes")] == ["absent"]


@pytest.mark.parametrize(
    "told",
    [
        "Therapy: 16 supervised visits from 12/08/2025 to 02/20/2026, failed.",
        "She completed therapy from 12/08/2025 to 02/20/2026, 16 visits, without relief.",
        "Rehab 12/08/2025 to 02/20/2026 x 16 visits, sx unchanged.",
        "Physical therapy: 12/08/2025 to 02/20/2026, 16 visits\nResponse to therapy: failed",
    ],
)
def test_therapy_of_which_visits_are_counted_is_a_course(told: str) -> None:
    (course,) = treatments(told)
    assert (course["kind"], course["sessions"], course["response"]) == ("physical_therapy", 16, "none")


@pytest.mark.parametrize(
    "told",
    ["Speech therapy, 12 visits.", "Radiation therapy, 12 sessions.", "Vestibular rehab 12 visits.", "Therapy: none."],
)
def test_therapy_of_another_kind_is_none(told: str) -> None:
    assert (treatments(told), findings(told)) == ([], [])


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (
            "A psychological evaluation by Dr. Hargrove dated 04/09/2026 found him to be an appropriate candidate.",
            "present",
        ),
        ("The psychologist considers her a good candidate for stimulation.", "present"),
        ("The psychologist found no psychological barrier to implantation.", "present"),
        ("Behavioral health evaluation recommended that implantation be deferred.", "absent"),
        ("Psychology advised against implantation at this time.", "absent"),
        ("A psychological evaluation is pending; he is otherwise a good candidate.", None),
    ],
)
def test_what_a_psychologist_concluded(told: str, status: str | None) -> None:
    found = [f.get("status", "present") for f in findings(told) if f["kind"] == "psychological_clearance"]
    assert found == ([status] if status else [])


@pytest.mark.parametrize(
    ("told", "weeks"),
    [
        ("Onset of pain: more than 14 months", 60.8),
        ("Symptom onset: 8 months ago", 34.8),
        ("Pain began after a fall at work on 12/10/2025.", 10.4),
        ("Pain relief began after an injection on 12/10/2025.", None),
    ],
)
def test_how_long_symptoms_have_lasted(told: str, weeks: float | None) -> None:
    found = [f["number"] for f in findings(told, "Office note 02/21/2026") if f["kind"] == "symptom_weeks"]
    assert found == ([weeks] if weeks else [])


def test_an_undated_summary_counts_to_the_latest_day_that_it_names() -> None:
    record = read("This is a woman of 45 with neck pain since a collision of 10/14/2025. MRI of 01/15/2026 was normal.")
    assert [f.number for f in record.findings if f.kind == "symptom_weeks"] == [13.3]


@pytest.mark.parametrize(
    ("told", "levels"),
    [
        ("Flexion/extension films of April 24, 2026 were stable.", ()),
        ("6 mm of slip at L4-L5; no motion was seen at L5-S1.", ("L5-S1",)),
        ("No translation was seen at L3-4.", ("L3-4",)),
    ],
)
def test_films_on_which_nothing_moves(told: str, levels: tuple[str, ...]) -> None:
    record = read(f"MRI LUMBAR SPINE 05/04/2026\n\n{told}")
    assert [(f.status, f.levels) for f in record.findings if f.kind == "dynamic_instability"] == [("absent", levels)]


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        ("Severe stenosis at L3-L4, without listhesis at any level.", [()]),
        ("Severe stenosis at L3-L4, without listhesis.", [("L3-4",)]),
        ("Severe stenosis at L3-L4, no instability at any other level.", []),
    ],
)
def test_what_is_denied_at_any_level_is_denied_at_all(told: str, denied: list[tuple[str, ...]]) -> None:
    record = read(f"MRI LUMBAR SPINE 05/04/2026\n\n{told}")
    assert [f.levels for f in record.findings if f.status == "absent"] == denied


def test_a_row_with_codes_ends_what_is_asked_for() -> None:
    text = "CPT: 64633\nCharacter of pain: axial neck pain\nOnset of pain: more than 14 months"
    assert [f["kind"] for f in findings(text)] == ["axial_pain", "symptom_weeks"]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Cotinine on 05/20/2026 was below 2 ng/mL.", ["absent"]),
        ("TREATMENT\nGabapentin without benefit.\nCotinine 04/02/2026 < 3 ng/mL.", ["absent"]),
        ("Cotinine must be below 10 ng/mL before surgery.", []),
    ],
)
def test_a_test_of_nicotine_is_read_wherever_it_stands(told: str, status: list[str]) -> None:
    assert [f.get("status", "present") for f in findings(told) if f["kind"] == "nicotine_test"] == status


REPORT = "The MRI report of 04/04/2026 describes moderate stenosis at L4-5."


@pytest.mark.parametrize(
    ("told", "grades"),
    [
        (f"Per the office note, the MRI demonstrated severe stenosis at L4-5. {REPORT}", ["moderate"]),
        (f"According to the surgeon there is severe stenosis at L4-5 on the MRI. {REPORT}", ["moderate"]),
        (
            f"The treating orthopedist writes that the MRI shows severe stenosis with compression at L4-5. {REPORT}",
            ["moderate"],
        ),
        ("The MRI of 04/04/2026 is said in the clinic note to show severe stenosis at L4-5.", ["severe"]),
        (f"The surgeon states that the MRI shows severe stenosis at L3-4. {REPORT}", ["severe", "moderate"]),
    ],
)
def test_in_a_summary_the_report_decides_over_what_somebody_said_that_it_shows(told: str, grades: list[str]) -> None:
    record = read(f"The patient is a 50 year old man with leg pain. {told}")
    assert [f.grade for f in record.findings if f.kind == "stenosis"] == grades


def test_the_rows_of_a_form_tell_each_block_with_its_day_and_effect() -> None:
    rows = (
        "Diagnostic block #1: Date 05/12/2026   Levels right C4-5, C5-6 medial branch   Relief 90%\n"
        "Diagnostic block #2: Date 06/09/2026   Levels right C4-5, C5-6 medial branch   Relief 85%"
    )
    record = read(f"PAIN REQUEST FORM\nDate submitted: 07/14/2026\n{rows}")
    assert [(f.number, str(f.date)) for f in record.findings] == [(90, "2026-05-12"), (85, "2026-06-09")]
    assert [str(t.start) for t in record.treatments] == ["2026-05-12", "2026-06-09"]


def test_the_day_of_a_later_note_is_not_that_of_an_injection() -> None:
    (given,) = treatments("TFESI R L5-S1 on 04/08/2026: relief approx 20% for 4 days per note 04/30/2026")
    assert str(given["start"]) == "2026-04-08"


def test_dots_lead_from_a_label_to_what_stands_behind_it() -> None:
    text = "Neurological deficit .... none\nInfection ............... none\nAnticoagulant ........... none"
    assert {f["status"] for f in findings(text)} == {"absent"}


def test_what_is_asked_for_was_not_given() -> None:
    assert treatments("Bilateral C2-3, C3-4 radiofrequency ablation (64633, 64634) asked for.") == []


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("MRI lumbar 05/02/2026 ............ L4-5 severe central stenosis.", "central_stenosis"),
        ("Tobacco ........ never", "nicotine_use"),
        ("SLR ..... positive left", "tension_sign"),
        ("Imaging \u2026\u2026 L4-5 severe central stenosis", "central_stenosis"),
    ],
)
def test_dots_lead_from_a_label_as_a_colon_does(row: str, kind: str) -> None:
    dotted = findings(row, "Office note\n05/20/2026")
    label, told = re.split(r"\s*[.\u2026]{2,}\s*", row, maxsplit=1)
    assert dotted == findings(f"{label}: {told}", "Office note\n05/20/2026")
    assert kind in {f["kind"] for f in dotted}


@pytest.mark.parametrize("dots", [":", " ............", " \u2026\u2026"])
def test_a_study_behind_dots_ends_the_examination_above_it(dots: str) -> None:
    text = f"Exam{dots} Strength 5/5.\nMRI lumbar 10/18/2026{dots} Large L4-5 disc extrusion."
    [seen] = [f for f in findings(text, "Office note\n10/20/2026") if f["kind"] == "disc_herniation"]
    assert (seen["levels"], str(seen["date"])) == (("L4-5",), "2026-10-18")
