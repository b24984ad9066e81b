"""What is over, was given up, or did nothing: none of it is what it was, or what was not done."""

from typing import Any

import pytest

from .conftest import findings, plain, read, treatments


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Foot drop which developed in 2019 has since recovered.", "absent"),
        ("Foot drop that appeared after the first surgery has since resolved.", "absent"),
        ("Left leg weakness, which was present after the fall in 2021, has completely recovered.", "absent"),
        ("Intermittent numbness, currently none.", "absent"),
        ("Episodic left arm weakness, none at present.", "absent"),
        ("Occasional bladder incontinence, none now.", "absent"),
        ("He currently denies weakness.", "absent"),
        ("Left foot drop, resolved.", "absent"),
        ("Right foot drop after the 2014 surgery, fully recovered.", "absent"),
        ("Weakness of the left leg after the fall, since recovered.", "absent"),
        ("Numbness of the right hand, mostly resolved.", None),
        ("Foot drop, resolved UTI.", None),
        ("Foot drop which developed in 2019 has not recovered.", None),
        ("Foot drop has since recovered partially.", None),
        ("Numbness has resolved in part.", None),
        ("Weakness which the therapist said has resolved was seen again.", None),
        ("Numbness in the left foot, none in the right.", None),
    ],
)
def test_what_began_and_is_over_now(text: str, status: str | None) -> None:
    assert [f.get("status") for f in findings(f"History: {text}")] == [status]


def test_what_is_taken_no_more_was_taken() -> None:
    assert [t.get("status") for t in treatments("TREATMENT: Motrin for 2 years, none now.")] == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Smoker, quit 3 weeks ago.", {"nicotine_use": "absent", "former_nicotine_use": None}),
        ("Smoker; gave up 10 days ago.", {"nicotine_use": "absent", "former_nicotine_use": None}),
        ("Smoker, 1 ppd, quit 10 years ago.", {"nicotine_use": "absent"}),
        ("Smoker, advised to quit 3 weeks ago.", {"nicotine_use": None}),
        ("Quit in November but sneaking a few.", {"nicotine_use": None}),
        ("Quit 2 months ago but bumming a few.", {"nicotine_use": None}),
        ("Quit smoking in March, though admits to one or two on weekends.", {"nicotine_use": None, "former_nicotine_use": None}),
        ("She stopped working but occasional one-hour walks.", {}),
    ],
)  # fmt: skip
def test_what_was_given_up_and_what_was_not(text: str, wanted: dict[str, Any]) -> None:
    found = [f for f in findings(f"Social history: {text}") if "nicotine" in f["kind"]]
    assert len(found) == len(wanted)
    assert {f["kind"]: f.get("status") for f in found} == wanted


@pytest.mark.parametrize("label", ["Response to injection", "Relief with ESI", "Improvement with epidural injection"])
def test_a_treatment_that_did_nothing_was_given(label: str) -> None:
    assert not [t for t in read(f"Office note\n\n{label}: none.").treatments if t.status == "absent"]
    assert [t.status for t in read("Office note\n\nInjection: none.").treatments] == ["absent"]


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("PT since 03/02/2026, still 3 visits left.", None),
        ("PT 12 visits, still 3 visits left.", None),
        ("PT: attended 9 sessions, 3 sessions remaining.", 9),
        ("PT, 10 visits done, with 2 more visits to go.", 10),
        ("PT 12 visits left leg pain unchanged.", 12),
    ],
)
def test_visits_to_come_are_none_that_were_made(text: str, sessions: int | None) -> None:
    assert [t.get("sessions") for t in treatments(f"TREATMENT: {text}")] == [sessions]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Six weeks of therapy (12/01/2025-01/16/2026) and naproxen.", (None, None)),
        ("Eight weeks of rehab (02/02/2026-03/30/2026) and meloxicam.", (None, None)),
        ("Six weeks of therapy and naproxen.", (None, None)),
        ("Six weeks of naproxen and therapy.", (None, 6.0)),
        ("In spring (03/02/2026-04/15/2026) ibuprofen.", ("2026-03-02", None)),
    ],
)
def test_the_time_of_another_course_is_not_that_of_a_drug(text: str, wanted: tuple[str | None, float | None]) -> None:
    found = [t for t in treatments(f"TREATMENT: {text}") if t["kind"] == "nsaid"]
    assert [(t.get("start") and str(t["start"]), t.get("weeks")) for t in found] == [wanted]


BLOCKS = (
    "Diagnostic block #1: Date 05/12/2026 L4-5, L5-S1 medial branch block, 85% relief.\n"
    "Diagnostic block #2: Date 06/09/2026 L4-5, L5-S1 medial branch block, 90% relief."
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Pain note 07/01/2026\n\n{BLOCKS}", "2026-07-01"),
        (f"Pain note\n\n{BLOCKS}", "not_stated"),
        ("Clinic note 07/01/2026\n\nEpidural injection #1: Date: 05/12/2026 L4-5, 50% relief.", "2026-07-01"),
        ("Procedure note\n\nMedial branch block #1: Date 05/12/2026\nL4-5, L5-S1 medial branch blocks were done.", "2026-05-12"),
        ("Clinic note\n\nVisit: Date 07/01/2026\nLow back pain.", "2026-07-01"),
    ],
)  # fmt: skip
def test_the_day_of_what_was_given_is_not_that_of_the_note(text: str, day: str) -> None:
    [document] = read(text).documents
    assert str(document.date) == day
    if BLOCKS in text:
        assert [str(t.start) for t in read(text).treatments] == ["2026-05-12", "2026-06-09"]


@pytest.mark.parametrize(
    "told",
    [
        "on 05/12/2026 and at follow-up on 05/26/2026 reported 85% relief.",
        "on 05/12/2026 and when seen on 05/26/2026 described 85% relief.",
        "05/12/2026 and at recheck 05/26/2026 had 85% relief.",
        "on 05/12/2026. At follow-up on 05/26/2026 she reported 85% relief.",
    ],
)
def test_relief_told_at_a_visit_is_that_of_the_day_of_the_block(told: str) -> None:
    record = read(f"Office note 06/15/2026\n\nShe had a medial branch block {told}")
    assert [str(f.date) for f in record.findings] == ["2026-05-12"]
    assert [str(t.start) for t in record.treatments] == ["2026-05-12"]


def test_a_block_that_was_repeated_has_the_relief_of_its_own_day() -> None:
    record = read("Office note 06/15/2026\n\nMedial branch block 05/12/2026, repeated 05/26/2026 with 85% relief.")
    assert [str(f.date) for f in record.findings] == ["2026-05-26"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Carpal tunnel ruled out: EMG C6 radiculopathy.", {"competing_source": "absent", "emg_root_involvement": None}),
        ("Infection ruled out: MRI L4-5 stenosis.", {"spinal_infection": "absent", "stenosis": None}),
        ("Ruled out: carpal tunnel, infection.", {"competing_source": "absent", "spinal_infection": "absent"}),
    ],
)  # fmt: skip
def test_what_is_told_behind_an_exclusion_is_there(text: str, wanted: dict[str, Any]) -> None:
    assert {f["kind"]: f.get("status") for f in findings(text)} == wanted


@pytest.mark.parametrize("text", ["L4-5 central stenosis, Schizas B.", "L4-5 central stenosis, Schizas grade B."])
def test_the_letter_of_a_grade_is_no_side(text: str) -> None:
    assert [(f.get("side"), f.get("grade")) for f in findings(text, "MRI lumbar spine")] == [(None, "moderate")]


@pytest.mark.parametrize(
    ("text", "side", "times"),
    [
        ("Medial branch blocks L4-5, L5-S1 on 05/12/2026 and 06/09/2026. Both blocks gave 90 %.", None, 2),
        ("Medial branch blocks 05/12/2026 and 06/09/2026. Each gave > 90 %.", None, 2),
        ("Two medial branch blocks (05/12/2026, 06/09/2026), both with 90% relief.", None, 2),
        ("Medial branch blocks on both sides 05/12/2026 gave 90% relief.", "bilateral", None),
        ("Right and left medial branch blocks 05/12/2026, both with 90% relief.", "bilateral", None),
        ("Medial branch block 05/12/2026 gave 90%.", None, None),
    ],
)
def test_both_are_blocks_or_sides(text: str, side: str | None, times: int | None) -> None:
    [relief] = [f for f in read(f"Office note 07/01/2026\n\n{text}").findings if f.kind == "injection_relief"]
    found = plain(relief)
    assert (found["number"], found.get("side"), found.get("times")) == (90.0, side, times)
