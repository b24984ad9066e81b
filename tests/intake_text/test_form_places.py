"""Requests as forms and letters put them: boxes that were not ticked, sides and levels in rows of their own, nerves for joints."""

import pytest

from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

PACK = load_pack()

Asked = list[tuple[str, tuple[str, ...], str]]


def asked(text: str) -> Asked:
    lines = read_case(
        [Source("form.txt", f"REQUEST FORM\nDate: 09/30/2026\n{text}\nBack and leg pain.")], PACK
    ).case.request.lines
    return [(line.code, line.levels, line.side) for line in lines]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Procedure requested: [X] 27279 minimally invasive    [ ] 27280 open\nSide: [ ] Right   [X] Left   [ ] Bilateral",
            [("27279", (), "left")],
        ),
        ("Requested CPT:  ☐ 63030   ☒ 63047   ☐ 22612\nLevel: L4-5", [("63047", ("L4-5",), "not_stated")]),
        ("CPT: 63030     Level: L4-5     Side: Left", [("63030", ("L4-5",), "left")]),
        (
            "CPT codes: 63030\nLaterality:  Right [X]   Left [ ]   Bilateral [ ]\nLevel requested: L4-5",
            [("63030", ("L4-5",), "right")],
        ),
        (
            "CPT codes requested: 63047, 63048\nLevel(s): L3-4, L4-5",
            [("63047", ("L3-4",), "not_stated"), ("63048", ("L4-5",), "not_stated")],
        ),
        ("CPT codes: 63030 right L4-5\nSide: Left", [("63030", ("L4-5",), "right")]),
        ("CPT codes: 63030\nSide: Left\nSide: Right", [("63030", (), "not_stated")]),
    ],
)
def test_a_form_says_in_rows_of_their_own_what_is_asked_for_and_where(text: str, wanted: Asked) -> None:
    assert asked(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "left L3, L4 medial branches and L5 dorsal ramus (L4-5 and L5-S1 joints; 64635, 64636)",
        "the left L3/L4 medial branches and the L5 dorsal ramus (64635 and 64636)",
    ],
)
def test_joints_beside_the_names_of_their_nerves_are_those_of_the_codes(text: str) -> None:
    wanted = [("64635", ("L4-5",), "left"), ("64636", ("L5-S1",), "left")]
    assert asked(f"You denied radiofrequency ablation of {text}. I ask you to reconsider.") == wanted


def test_a_row_tells_days_and_visits_of_the_treatment_ticked_before_it() -> None:
    row = "Supervised physical therapy: [X] Yes [ ] No    From 11/03/2025 to 06/26/2026     Visits: 32    Response: [ ] good [X] none"
    case = read_case(
        [
            Source(
                "form.txt",
                f"INTAKE FORM, SACROILIAC JOINT\nDate: 09/30/2026\nCPT: 27279\nSide: left\n\nSI joint pain.\n{row}",
            )
        ],
        PACK,
    ).case
    (course,) = case.treatments
    assert (str(course.start), str(course.end), course.sessions, course.response) == (
        "2025-11-03",
        "2026-06-26",
        32,
        "none",
    )


def test_what_was_found_on_one_side_does_not_stand_for_the_other_that_a_form_asks_for() -> None:
    form = (
        "INTAKE FORM, SACROILIAC JOINT\nDate: 09/30/2026\nCPT: 27279\nSide: {}\n\n"
        "SI joint pain for 20 months.\nProvocation tests, right side:\n"
        "  Distraction   [X] pos  [ ] neg\n  Thigh thrust   [X] pos  [ ] neg\n  FABER   [X] pos  [ ] neg\n  Compression   [X] pos  [ ] neg\n"
        "  Gaenslen   [X] pos  [ ] neg\nRight SI joint block 07/14/2026: relief 85 %\n"
        "Physical therapy for the SI joint from 11/03/2025 to 06/26/2026, 32 visits, no relief.\n"
    )
    outcomes = [
        check(read_case([Source("form.txt", form.format(side))], PACK).case, PACK).lines[0].outcome
        for side in ("[ ] Left [X] Right", "[X] Left [ ] Right")
    ]
    assert outcomes == ["necessary", "undetermined"]


@pytest.mark.parametrize(
    ("plan", "wanted"),
    [
        ("PROCEDURE PLANNED: L4-5 TLIF. CPT 22633. Outpatient.", [("22633", ("L4-5",), "not_stated")]),
        ("Plan: Left L5-S1 microdiscectomy. 63030.", [("63030", ("L5-S1",), "left")]),
        ("Plan: She had a failed L5-S1 fusion in 2020. CPT 63047.", [("63047", (), "not_stated")]),
    ],
)
def test_codes_that_begin_a_sentence_are_those_of_the_procedure_before_them(plan: str, wanted: Asked) -> None:
    text = f"SPINE CLINIC\nDate: 09/21/2026\n\nLeg pain.\n\n{plan}"
    lines = read_case([Source("note.txt", text)], PACK).case.request.lines
    assert [(line.code, line.levels, line.side) for line in lines] == wanted
