"""Wordings of strangers' records: the whole sentence decides what each part of it says."""

from typing import Any

import pytest

from .conftest import findings, read, treatments

THERAPY = "NORTHGATE PHYSICAL THERAPY\nDISCHARGE SUMMARY"
COURSE = {"supervised": "yes", "start": "2026-05-18", "end": "2026-07-24", "sessions": 18}


@pytest.mark.parametrize(
    "told",
    [
        "Patient seen: 05/18/2026 through 07/24/2026. Visits attended 18 of 20.",
        "Dates seen: 05/18/2026 - 07/24/2026. 18 visits.",
        "Episode of care: 05/18/2026 to 07/24/2026\nVisits: 18/20",
        "Patient was seen between May 18, 2026 and July 24, 2026. He attended 18 visits.",
        "Visits attended 18. Seen 05/18/2026 to 07/24/2026.",
    ],
)
def test_a_therapist_tells_the_days_of_the_course_apart_from_its_visits(told: str) -> None:
    (course,) = treatments(told, THERAPY)
    assert {name: str(course.get(name)) for name in COURSE} == {name: str(value) for name, value in COURSE.items()}


def test_the_time_for_which_therapy_was_planned_is_not_that_of_the_course() -> None:
    for told in ("Plan of care 05/18/2026 to 07/24/2026.", "Certification period: 05/18/2026 to 07/24/2026."):
        (course,) = treatments(f"{told} Attended 2 visits.", THERAPY)
        assert (course["sessions"], course.get("end")) == (2, None)


@pytest.mark.parametrize(
    ("told", "response"),
    [
        ("At the first session his Neck Disability Index was 44%; at the last it was 42%.", "none"),
        ("At intake ODI was 52%, at discharge 30%.", None),
        ("His arm pain remained at 6-7/10 throughout.", "none"),
        ("Pain remained at 1/10 throughout.", None),
    ],
)
def test_scores_that_stayed_say_that_nothing_was_gained(told: str, response: str | None) -> None:
    text = f"He attended 14 sessions between 4 May 2026 and 28 July 2026. {told}"
    assert [t.get("response") for t in treatments(text, "Physiotherapy discharge letter\n30 July 2026")] == [response]


@pytest.mark.parametrize(
    "told",
    [
        ", as well as naproxen, and none of it has made any difference.",
        " and she felt no different afterwards.",
        ". It has not made any difference to the pain.",
        " was a waste of time.",
    ],
)
def test_a_difference_that_was_not_made(told: str) -> None:
    assert treatments(f"Physical therapy from March 2 to May 8, 2026{told}")[0].get("response") == "none"


@pytest.mark.parametrize(
    ("told", "side"),
    [
        ("severe right foraminal stenosis with C5 root compression, left foramen patent.", None),
        ("severe right foraminal stenosis with impingement of the C5 root, left side clear.", None),
        ("severe left foraminal stenosis and C5 root compression, and the right foramen is normal.", None),
        ("left root compression, right root free.", "left"),
        ("C5 root compression, left.", "left"),
        ("C5 root compression, left foramen.", "left"),
    ],
)
def test_a_side_that_is_clear_is_not_that_of_what_was_told_before(told: str, side: str | None) -> None:
    found = [f for f in findings(f"C4-5: {told}", "MRI CERVICAL SPINE\n06/22/2026") if f["kind"] == "root_compression"]
    assert [f.get("side") for f in found] == [side]


@pytest.mark.parametrize(
    ("told", "statuses"),
    [
        ("No translation or abnormal motion between flexion and extension at any level.", ["absent"]),
        ("No translation on flexion or extension.", ["absent"]),
        ("Not stable in flexion.", []),
    ],
)
def test_a_denial_that_is_part_of_its_words_denies_once(told: str, statuses: list[str]) -> None:
    found: list[dict[str, Any]] = findings(told, "X-RAY CERVICAL SPINE FLEXION EXTENSION\n09/02/2026")
    assert [f["status"] for f in found if f["kind"] == "dynamic_instability"] == statuses


def test_a_line_in_brackets_with_kind_and_day_heads_a_document() -> None:
    text = (
        "[Portal message from patient, 07/08/2026]\nI did some therapy last year.\n\n[Clinic note, 07/06/2026]\nRight arm pain.\n\n"
        "[MRI C-spine, 06/22/2026]\nC4-5: severe right foraminal stenosis.\n[see addendum]\nC5-6 normal."
    )
    kinds = [(d.kind, str(d.date)) for d in read(f"Subject: surgery\n\n{text}").documents[1:]]
    assert kinds == [("office_note", "2026-07-08"), ("office_note", "2026-07-06"), ("mri_report", "2026-06-22")]


def test_what_a_doctor_reported_is_the_report_where_it_is_quoted() -> None:
    text = 'Neck pain.\n\nFlexion-extension radiographs, 14 July 2026, reported by Dr F. Ainsworth:\n"No abnormal motion at C5/6."'
    assert [d.kind for d in read(f"Office note\n09/02/2026\n\n{text}").documents][1:] == ["dynamic_films_report"]


@pytest.mark.parametrize(
    ("told", "numbers"),
    [
        ("took away 85% of her pain for three hours, and a second one on 11 August 2026 only 20%.", [20.0, 85.0]),
        ("reduced her pain by 85%.", [85.0]),
        ("reduced her opioid use by 85%.", []),
        ("did not reduce her pain by 50%.", []),
        (": 85% of the pain was gone for 3 hours.", [85.0]),
    ],
)
def test_the_share_of_pain_that_a_block_took_away(told: str, numbers: list[float]) -> None:
    found = findings(f"A right SI joint block on 14 July 2026 {told}", "Pain note\n08/30/2026")
    assert [f["number"] for f in found if f["kind"] == "injection_relief"] == numbers


def test_each_of_two_blocks_keeps_its_own_day() -> None:
    found = findings("MBB #1 July 14, 2026: 85%, #2 August 11, 2026: 40%.", "Pain note\n08/30/2026")
    assert [(f["number"], str(f["date"])) for f in found] == [(85.0, "2026-07-14"), (40.0, "2026-08-11")]


def test_numbers_of_two_words() -> None:
    (course,) = treatments(
        "Attended twenty-eight sessions of physical therapy between 3 November 2025 and 19 June 2026."
    )
    assert course["sessions"] == 28
    (course,) = treatments("Physical therapy for twenty-four weeks.")
    assert course["weeks"] == 24.0


def test_what_would_not_be_appropriate_was_not_given() -> None:
    for told in (
        "Physical therapy would not be appropriate here.",
        "Further PT makes no sense.",
        "PT would be unsafe.",
    ):
        assert not treatments(told)
