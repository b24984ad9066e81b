"""Levels of the low back that are well or fused, what hurts over an implant, tests of a joint, and what a heading in prose holds back."""

import pytest

from .conftest import findings, read, treatments
from .test_told_of_operations import CASE
from .test_told_of_operations import told as placed


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The L3-L4 level was fused years ago. CT: the fusion from L3 to L4 looks solid.",
            {"prior_fusion L3-4", "solid_fusion L3-4"},
        ),
        ("CT of 2/2/26: fusion mass mature from L5 to the sacrum.", {"solid_fusion L5-S1"}),
        ("CT of 2/2/26: solid bilateral facet fusion L4 to S1.", {"solid_fusion L4-5 L5-S1"}),
        ("Once the fusion at L4-5 is solid, she may lift. L4-5 should be fused.", set()),
        (
            "MRI of 1/30/26: L1-2 and L2-3 are normal; L4-5 has a large disc extrusion.",
            {"absent disc_herniation L1-2 L2-3", "disc_herniation L4-5"},
        ),
        ("The MRI of 1/30/26 found no abnormality at L3-4.", {"absent disc_herniation L3-4"}),
        ("The MRI of 1/30/26 shows a lipoma at L2-3 and a disc extrusion at L4-5.", {"disc_herniation L4-5"}),
        (
            "The MRI of 1/30/26 shows nothing of note at L3-4 and a disc extrusion at L4-5.",
            {"absent disc_herniation L3-4", "disc_herniation L4-5"},
        ),
        (
            "The MRI of 1/30/26 shows wear below her old fusion: at L5-S1 a disc extrusion.",
            {"prior_fusion", "disc_herniation L5-S1"},
        ),
        ("The MRI of 1/30/26: the facets at L4-5 are normal, alignment at L3-4 is normal.", set()),
        ("Bending films of 1/30/26: L4-5 is normal.", set()),
        (
            "CT of 1/30/26: L3-4 large disc extrusion, small disc extrusion L4-5.",
            {"disc_herniation L3-4", "disc_herniation L4-5"},
        ),
        (
            "L4-5 TLIF in 2020, solid on CT. MRI of 1/30/26 L3-4 disc extrusion.",
            {"prior_fusion L4-5", "solid_fusion L4-5", "disc_herniation L3-4"},
        ),
        ("MRI of 1/30/26: large extrusion at L4-5; no disc herniation elsewhere.", {"disc_herniation L4-5"}),
        ("MRI of 1/30/26: L4-5 extrusion; the remaining levels have no herniation.", {"disc_herniation L4-5"}),
        ("MRI of 1/30/26: no herniation at L4-5, no other finding.", {"absent disc_herniation L4-5"}),
    ],
)
def test_each_level_has_what_is_told_of_it(text: str, facts: set[str]) -> None:
    assert placed(text, "prior_fusion", "solid_fusion", "disc_herniation") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The ache sits right over the old rods.", ["present"]),
        ("A screw block took away all of it for an hour.", ["present"]),
        ("Bupivacaine about the hardware brought the pain from 9 to 2.", ["present"]),
        ("A hardware block did not bring relief.", []),
        ("The pain is not over the implants.", []),
    ],
)
def test_pain_is_traced_to_an_implant(text: str, facts: list[str]) -> None:
    found = [f for f in findings(CASE + text, "") if f["kind"] == "hardware_pain"]
    assert [f.get("status", "present") for f in found] == facts


@pytest.mark.parametrize(
    ("text", "tests"),
    [
        ("FABER, thigh thrust and Gaenslen hurt on the right and compression did not.", [("right", 3.0)]),
        (
            "Thigh thrust, Gaenslen and distraction evoked her right-sided pain, with no pain on compression.",
            [("right", 3.0)],
        ),
        ("FABER, thigh thrust and sacral thrust brought on the pain, with left EHL 4/5.", [("", 3.0)]),
    ],
)
def test_tests_of_a_joint_have_the_side_of_their_sentence(text: str, tests: list[tuple[str, float]]) -> None:
    found = [
        f for f in findings(CASE + text, "") if f["kind"] == "si_provocation_tests" and f.get("status") != "uncertain"
    ]
    assert [(f.get("side", ""), f["number"]) for f in found] == tests


def test_a_heading_of_care_in_prose_does_not_hold_back_the_examination() -> None:
    text = "Care to date: therapy without benefit. In March right ankle dorsiflexion was 4/5. FABER, Gaenslen and thigh thrust were positive."
    kinds = {f["kind"] for f in findings(CASE + text, "")}
    assert {"motor_deficit", "si_provocation_tests"} <= kinds


def test_prose_behind_a_heading_is_not_of_the_day_of_an_operation() -> None:
    text = (
        "Prior surgery: right L4-5 discectomy on 9/18/2023, with full recovery. Pain came back in January. MRI of 1/22/2026 shows a right "
        "L4-5 extrusion that compresses the L5 root."
    )
    assert [(d.kind, d.date) for d in read(text).documents] == [("record_summary", "not_stated")]


@pytest.mark.parametrize(
    ("text", "start", "end", "response"),
    [
        (
            "Care from 1/5/2026 to 3/16/2026: 20 visits of physical therapy without progress; naproxen.",
            "2026-01-05",
            "2026-03-16",
            "none",
        ),
        (
            "He was discharged from therapy sessions on 3/9/2026 after 18 visits since 1/5/2026, got nowhere.",
            "2026-01-05",
            "2026-03-09",
            "none",
        ),
        ("Ten weeks of therapy (1/5/2026 - 3/16/2026) changed nothing.", "2026-01-05", "2026-03-16", "none"),
        (
            "Physical therapy 1/5/2026 - 3/16/2026, during which the pain rose from 5 to 7.",
            "2026-01-05",
            "2026-03-16",
            "worse",
        ),
        ("Physical therapy 1/5/2026 - 3/16/2026, pain at the start and end 7/10.", "2026-01-05", "2026-03-16", "none"),
        (
            "A licensed therapist saw him from 1/5/2026 to 3/16/2026. No benefit followed.",
            "2026-01-05",
            "2026-03-16",
            "none",
        ),
    ],
)
def test_a_course_has_the_days_around_it(text: str, start: str, end: str, response: str) -> None:
    found = next(t for t in treatments(CASE + text, "") if t["kind"] == "physical_therapy")
    assert (str(found["start"]), str(found["end"]), found["response"]) == (start, end, response)


def test_the_subject_of_a_letter_heads_no_more_than_its_sentence() -> None:
    text = "RE: appeal of denial, L4-5 fusion. Dear Dr. Fenn: he had physical therapy without relief. Left EHL is 4/5."
    assert [t["kind"] for t in treatments(text, "")] == ["physical_therapy"]
    assert "motor_deficit" in {f["kind"] for f in findings(text, "")}


def test_who_is_asked_whether_something_is_justified_sums_up_a_record() -> None:
    text = "I was asked whether a fusion is justified. The man, aged 50, has leg pain. MRI of 1/22/2026 shows a right L4-5 extrusion."
    assert {d.kind for d in read(text).documents} == {"record_summary"}


@pytest.mark.parametrize(
    ("text", "responses"),
    [
        (
            "Physical therapy was followed by two epidurals; neither brought lasting benefit, nor did naproxen.",
            ["none", "none", "none"],
        ),
        ("Physical therapy helped a little; neither naproxen nor gabapentin did.", ["partial", "none", "none"]),
        (
            "Physical therapy and naproxen were tried. None of them has given him more than a few days of comfort.",
            ["partial", "partial"],
        ),
        ("Physical therapy and naproxen, neither of which led to improvement.", ["none", "none"]),
        ("She has had neither physical therapy nor naproxen.", []),
        (
            "Physical therapy (1/5/2026 to 3/2/2026), naproxen and an ESI (3/9/2026) did not help.",
            ["none", "none", "none"],
        ),
        ("Physical therapy and an ESI on 3/9/2026 have not allowed her back to work.", ["none", "none"]),
    ],
)
def test_what_neither_did_was_given(text: str, responses: list[str]) -> None:
    assert [
        t["response"] for t in treatments(CASE + text, "") if t.get("given") != "no" and t.get("status") != "absent"
    ] == responses


def test_a_study_of_an_hour_is_of_the_day_told_before() -> None:
    found = findings(
        CASE + "He came to the emergency department on 9/2/2026. MRI at 3 a.m. showed a disc extrusion at L4-5.", ""
    )
    assert next(str(f["date"]) for f in found if f["kind"] == "disc_herniation") == "2026-09-02"


def test_a_study_told_behind_who_somebody_is_dates_no_note() -> None:
    text = "66M. MRI 5/6/2026 L3-4 severe central stenosis. PT 2/2/2026-4/3/2026 x18 failed. Exam 5/18/2026: quads 4/5 bilat."
    assert [(d.kind, d.date) for d in read(text).documents] == [("record_summary", "not_stated")]


def test_two_courses_have_each_the_days_between_which_they_ran() -> None:
    text = "He had 24 PT visits between 8/4/2025 and 10/31/2025 and another 10 between 12/1/2025 and 1/9/2026, neither giving lasting help."
    found = [t for t in treatments(CASE + text, "") if t["kind"] == "physical_therapy"]
    assert [(str(t["start"]), str(t["end"]), t["response"]) for t in found] == [
        ("2025-08-04", "2025-10-31", "none"),
        ("2025-12-01", "2026-01-09", "none"),
    ]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("CT of 6/18/2026: the L4-5 spacer slipped posteriorly by 5 mm.", {"hardware_failure L4-5"}),
        ("CT of 6/18/2026: loss of sacral fixation at S1.", {"hardware_failure S1"}),
        ("The risk of loss of fixation at S1 was explained; the spacer has not slipped out.", set()),
    ],
)
def test_an_implant_that_left_its_place_has_failed(text: str, facts: set[str]) -> None:
    assert placed(text, "hardware_failure") == facts
