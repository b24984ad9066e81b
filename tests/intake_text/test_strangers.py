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


@pytest.mark.parametrize(
    ("told", "levels", "shares"),
    [
        (
            "Block 1: 08/26/2026, right L3, L4 medial branch and L5 dorsal ramus, lidocaine 2 % each. Pain 7 -> 1 (86 %), lasted 3 h.\n"
            "Block 2: 09/23/2026, same nerves, bupivacaine 0.5 %. Pain 7 -> 0.5 (93 %), lasted 8 h.",
            ("L4-5", "L5-S1"),
            [86.0, 93.0],
        ),
        (
            "First block 03/04/2026: right L4, L5 medial branches, bupivacaine. Pain 8 to 1 (88%), lasted 6 h.\n"
            "Second block 04/01/2026: same levels, lidocaine 2 %. Pain 8 to 2 (75%), lasted 2 h.",
            ("L5-S1",),
            [75.0, 88.0],
        ),
    ],
)
def test_numbered_blocks_of_named_nerves(told: str, levels: tuple[str, ...], shares: list[float]) -> None:
    found = [f for f in findings(told, "Pain note\n10/30/2026") if f["kind"] == "injection_relief"]
    assert sorted(f["number"] for f in found) == shares
    assert {(tuple(f["levels"]), f["side"], f["of"]) for f in found} == {(levels, "right", "medial_branch")}
    assert len({f["date"] for f in found}) == 2


def test_therapy_without_a_meaningful_gain() -> None:
    for told in ("no meaningful gain, leg 8/10 before and 7/10 after", "without lasting gains", "no real gain"):
        (course,) = treatments(f"PT 07/27/2026 to 09/18/2026, 14 visits, {told}.")
        assert course["response"] == "none"
    assert "response" not in treatments("PT, 14 visits, with some gain in range of motion.")[0]


@pytest.mark.parametrize(
    ("told", "statuses"),
    [
        ("Pain from the left buttock along the outer calf to the top of the foot.", ["present"]),
        ("Aching from the low back down the right thigh to the little toe.", ["present"]),
        ("Pain from the neck over the left shoulder blade into the thumb.", ["present"]),
        ("No pain from the back to the foot.", ["absent"]),
        ("Back pain from an ankle injury that changed her gait.", []),
    ],
)
def test_pain_from_one_place_to_another(told: str, statuses: list[str]) -> None:
    found = findings(told, "Office note\n10/30/2026")
    assert [f.get("status", "present") for f in found if f["kind"] == "radicular_pain"] == statuses


def test_what_follows_a_quoted_report_does_not_stand_under_its_heading() -> None:
    note = (
        "Office note\n10/30/2026\n\n{}\n\nLeft L5 radicular pain that matches the MRI.\n\n"
        "L4-5 medial branch block 08/26/2026: 86 % relief."
    )
    for head in ("MRI 07/22/2026 report:", "MRI lumbar, radiologist's report of 07/22/2026:"):
        found = read(note.format(f"{head} L5-S1: left foraminal protrusion. L4-5: no stenosis.")).findings
        assert {"radicular_pain", "injection_relief", "disc_herniation"} <= {f.kind for f in found}


def test_headings_that_run_into_their_paragraphs() -> None:
    note = (
        "Pain note\n10/30/2026\n\n{} 53-year-old with left leg pain.\n\n{} Left EHL 4/5.\n\n"
        "{} Left L5-S1 transforaminal epidural steroid injection, one injection."
    )
    for heads in (
        ("History.", "Examination.", "Assessment and plan."),
        ("Interval history.", "Physical examination.", "Recommendations."),
    ):
        record = read(note.format(*heads))
        assert {f.kind for f in record.findings} == {"radicular_pain", "motor_deficit"}
        assert not record.treatments  # planned
