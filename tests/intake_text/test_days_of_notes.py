"""The day of a note that its first lines do not label, the title that names a visit, and shares told as a range."""

import pytest

from .conftest import findings, read, treatments

PAIN = "Right neck pain for 8 months. Naproxen did not help. He works as a joiner."


@pytest.mark.parametrize(
    "note",
    [
        f"NEUROSURGERY FOLLOW UP\nSeen 4/9/26\n{PAIN}",
        f"Clinic note\nSeen in clinic: 04/09/2026\n{PAIN}",
        f"S: {PAIN}\nP: therapy\nDate of visit 4/9/26",
        f"Clinic note\n{PAIN}\nDOS: 04/09/2026",
        f"RECHECK\n\n{PAIN}\n\nElectronically signed by A. Brown, MD 04/09/2026 15:32",
        f"Clinic note\n{PAIN}\nMRI 03/01/2026 pending.\nSigned: 04/09/2026",
    ],
)
def test_a_note_is_of_the_day_on_which_it_says_the_patient_was_seen_or_it_was_signed(note: str) -> None:
    assert [str(d.date) for d in read(note).documents] == ["2026-04-09"]


@pytest.mark.parametrize("line", ["Last seen 04/09/2026", "Surgery scheduled 04/09/2026", "MRI 04/09/2026 ordered."])
def test_another_day_at_the_end_of_a_note_is_not_its_own(line: str) -> None:
    assert [str(d.date) for d in read(f"Clinic note\n{PAIN}\n{line}").documents] == ["not_stated"]


@pytest.mark.parametrize("title", ["FOLLOW-UP: MEDIAL BRANCH BLOCK", "FOLLOW UP", "Follow-up: spine"])
def test_a_follow_up_that_titles_a_note_heads_no_plan(title: str) -> None:
    assert "symptom_weeks" in [f["kind"] for f in findings(PAIN, f"{title}\n04/09/2026")]
    assert not findings(f"Follow-up: {PAIN}", "Clinic note\n04/09/2026\n\nHPI: seen.")


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ("gave 20-30% relief for a week", 20),
        ("gave 20 to 30% relief", 20),
        (": between 20 and 30% improvement", 20),
        (". She was about 25-30 percent better for five days", 25),
        ("gave 80% relief", 80),
    ],
)
def test_a_range_of_relief_counts_by_its_lesser_end(told: str, share: int) -> None:
    found = findings(f"Left L4-5 TFESI 07/01/2026 {told}.", "Pain note\n08/30/2026")
    assert [f["number"] for f in found if f["kind"] == "injection_relief"] == [share]


@pytest.mark.parametrize(("told", "share"), [("40-50%", 40), ("between 40 and 50%", 40), ("60%", 60)])
def test_a_trial_that_reached_half_only_at_best_did_not_reach_it(told: str, share: int) -> None:
    assert {f["number"] for f in findings(f"SCS trial with {told} relief.") if f["kind"] == "trial_relief"} == {share}


@pytest.mark.parametrize(
    "told", ["TFESI 8/10 - good for four days", "MBB #1 7/10: 3 h relief", "Left L5-S1 epidural 6/10 helped a week"]
)
def test_the_day_of_an_injection_is_no_score_of_pain(told: str) -> None:
    assert "pain_score" not in [f["kind"] for f in findings(told, "Pain note\n09/30/2026")]


def test_two_figures_behind_on_are_a_day() -> None:
    (given,) = treatments("L4-5 ESI on 6/8 helped for 2 weeks.", "Pain note\n09/30/2026")
    assert str(given["start"]) == "2026-06-08"


def test_the_title_of_a_request_heads_nothing_that_was_performed() -> None:
    told = findings(PAIN, "PROCEDURE REQUEST - INTERVENTIONAL\nDate: 04/09/2026")
    assert "symptom_weeks" in [f["kind"] for f in told]


@pytest.mark.parametrize(
    ("told", "end"),
    [
        ("Gabapentin since 06/01/2026 without much change.", "2026-09-02"),
        ("TLSO since 6/26/2026; no better.", "2026-09-02"),
        ("Gabapentin 06/01/2026 - present, no help.", "2026-09-02"),
        ("Gabapentin since 06/01/2026, since stopped.", None),
        ("Gabapentin started 06/01/2026, no help.", None),
        ("PT since 06/01/2026, no help.", None),
    ],
)
def test_a_drug_or_a_brace_since_a_day_lasts_to_that_of_the_note(told: str, end: str | None) -> None:
    (given,) = treatments(told, "Clinic note\n09/02/2026")
    assert (str(given["end"]) if "end" in given else None) == end


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("meloxicam 15 mg daily 01/2026 GI upset, stopped 08/2026", False),
        ("Gabapentin since March, stopped in June.", False),
        ("Naproxen; quit smoking in July.", True),
        ("Tobacco: former, stopped in July.", True),
    ],
)
def test_a_drug_that_was_stopped_is_no_tobacco(told: str, said: bool) -> None:
    assert ("former_nicotine_use" in [f["kind"] for f in findings(told, "Clinic note\n09/02/2026")]) is said


@pytest.mark.parametrize("days", ["between 6/17 and 8/9", "from 6/17 until 8/9", "6/17 through 8/9"])
def test_two_days_without_their_year_are_a_course(days: str) -> None:
    (course,) = treatments(f"PT {days}, 12 visits.", "Clinic note\n09/02/2026")
    assert (str(course["start"]), str(course["end"])) == ("2026-06-17", "2026-08-09")


@pytest.mark.parametrize("told", ["Solid L5-S1 interbody and posterolateral fusion.", "Mature L5-S1 arthrodesis."])
def test_a_report_without_headings_tells_of_a_solid_fusion(told: str) -> None:
    found = findings(told, "CT LUMBAR SPINE 09/02/2026")
    assert [(f["kind"], f["levels"]) for f in found] == [("solid_fusion", ("L5-S1",))]


@pytest.mark.parametrize(
    "line", ["PT & naproxen no help.", "Hardware block 08/17/2026: gone for hours.", "Her leg pain is worse."]
)
def test_a_report_within_a_note_ends_where_the_note_goes_on(line: str) -> None:
    note = (
        f"Clinic note\n08/24/2026\n\nCT 08/10/2026 report: L5-S1 is fused. No lucency.\nThe screws are intact.\n{line}"
    )
    assert [d.text.strip().split("\n")[-1] for d in read(note).documents] == [line, "The screws are intact."]
