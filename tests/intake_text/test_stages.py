"""Requests in stages: what one stage is done at says nothing of another for which the record has a place."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

ANTERIOR = [("22558", ("L5-S1",), 1), ("22853", ("L5-S1",), 1)]


@pytest.mark.parametrize(
    ("question", "record", "wanted"),
    [
        (
            "Is stage 1 22558, 22853 L5-S1 and stage 2 22612 and 22842 medically necessary?",
            "Assessment: L4-5 spondylolisthesis.\nPlan: Stage 1 L5-S1 ALIF. Stage 2 L4-5 posterior fusion with screws.",
            [*ANTERIOR, ("22612", ("L4-5",), 2), ("22842", ("L4-5",), 2)],
        ),
        (
            "Is a two-stage revision (stage 1: 22558, 22853 at L5-S1; stage 2: 22612, 22840) medically necessary?",
            "Assessment: L5-S1 spondylolisthesis.",
            [*ANTERIOR, ("22612", ("L5-S1",), 2), ("22840", ("L5-S1",), 2)],
        ),
        (
            "Stage 1: ALIF L4-5, L5-S1 (22558, 22585). Stage 2: posterior fusion (22612, 22614). Medically necessary?",
            "Assessment: L5-S1 spondylolisthesis.",
            [("22558", ("L4-5",), 1), ("22585", ("L5-S1",), 1), ("22612", ("L4-5",), 2), ("22614", ("L5-S1",), 2)],
        ),
        (
            "Is stage 1: 22558 at L5-S1, and stage 2: 22612 at L3-4, medically necessary?",
            "Plan: Stage 2 L4-5 posterior fusion.",
            [("22558", ("L5-S1",), 1), ("22612", ("L3-4",), 2)],
        ),
        (
            "Is anterior fusion L5-S1 (22558, 22853) stage 1 and posterior fusion with screws L5-S1 (22612, 22842) stage 2 necessary?",
            "Assessment: L5-S1 spondylolisthesis.",
            [*ANTERIOR, ("22612", ("L5-S1",), 2), ("22842", ("L5-S1",), 2)],
        ),
        (
            "Are 22558 L5-S1 (stage 1), 22612 L5-S1 and 22840 (stage 2) necessary?",
            "Assessment: L5-S1 spondylolisthesis.",
            [("22558", ("L5-S1",), 1), ("22612", ("L5-S1",), 2), ("22840", ("L5-S1",), 2)],
        ),
    ],
)
def test_a_stage_without_levels(question: str, record: str, wanted: list[tuple[str, tuple[str, ...], int]]) -> None:
    case = read_case([Source("note.txt", record)], load_pack(), question, id="stages").case
    assert [(line.code, line.levels, line.stage) for line in case.request.lines] == wanted


@pytest.mark.parametrize(
    ("question", "stages"),
    [
        ("Are C5 corpectomy (63081), fusion C4-6 (22554), and second-stage posterior fusion C4-6 (22600) necessary?", [1, 1, 2]),
        ("Is L5-S1 ALIF (22558), followed by a second stage of posterior fusion L5-S1 (22612) and 22840, necessary?", [1, 2, 2]),
        ("Is the second-stage posterior fusion C4-6 (22600, 22614) necessary?", [2, 2]),
        ("Is posterior fusion L5-S1 (22612), the second stage, necessary?", [2]),
    ],
)  # fmt: skip
def test_what_comes_before_a_later_stage_is_of_the_one_before(question: str, stages: list[int]) -> None:
    case = read_case([Source("note.txt", "Assessment: spondylosis.")], load_pack(), question, id="stages").case
    assert [line.stage for line in case.request.lines] == stages


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Is posterior fusion T11-L3 (22610, 22612, 22614) necessary?",
         {"22610": ("T11-12",), "22612": ("L1-2",), "22614": ("T12-L1", "L2-3")}),
        ("Is C6-T2 posterior fusion (22600, 22610, 22614) necessary?",
         {"22600": ("C6-7",), "22610": ("T1-2",), "22614": ("C7-T1",)}),
        ("Is posterior fusion T11-L1 (22610, 22614) necessary?", {"22610": ("T11-12",), "22614": ("T12-L1",)}),
    ],
)  # fmt: skip
def test_codes_of_regions_take_the_first_level_of_their_own(question: str, wanted: dict[str, tuple[str, ...]]) -> None:
    case = read_case([Source("note.txt", "Assessment: spondylosis.")], load_pack(), question, id="regions").case
    assert {line.code: line.levels for line in case.request.lines} == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "Are 22633 L3-4, 22634 L4-5, 63052, 63053 and 22842 necessary?",
            {"63052": ("L3-4",), "63053": ("L4-5",), "22842": ("L3-4", "L4-5")},
        ),
        ("Are 22633 L2-3, 22634 L3-5 and 63052 necessary?", {"63052": ()}),
        (
            "Are removal of screws (22852), anterior fusion L5-S1 (22558) and posterolateral fusion L5-S1 (22612) necessary?",
            {"22852": ("L5-S1",)},
        ),
        ("Are removal of screws (22852), 22558 at L5-S1 and 22612 at L4-5 necessary?", {"22852": ()}),
        (
            "Are L3-4 lateral interbody fusion (22558), posterolateral fusion (22612) and laminectomy L3-4 (63047) necessary?",
            {"22612": ("L3-4",)},
        ),
        (
            "Is L1-2 posterolateral fusion with laminectomy and instrumentation L1-L3 (22612, 63047, 22842), 20936, necessary?",
            {"22612": ("L1-2",), "22842": ("L1-2", "L2-3")},
        ),
        (
            "Is L3-4 XLIF with pedicle screws L3-L5 (22558, 22842) necessary?",
            {"22558": ("L3-4",), "22842": ("L3-4", "L4-5")},
        ),
        (
            "Is fusion L4-5, L5-S1 with instrumentation L4-S1 (22612, 22614, 22842) necessary?",
            {"22612": ("L4-5",), "22614": ("L5-S1",), "22842": ("L4-5", "L5-S1")},
        ),
    ],
)
def test_a_code_without_levels_beside_others_that_leave_no_choice(
    question: str, wanted: dict[str, tuple[str, ...]]
) -> None:
    case = read_case([Source("note.txt", "Low back pain.")], load_pack(), question, id="beside").case
    assert {line.code: line.levels for line in case.request.lines if line.code in wanted} == wanted


def test_what_is_taken_out_is_of_the_levels_that_were_operated_on() -> None:
    question = "Are removal of screws (22852) and L2-3 fusion (22612) necessary?"
    case = read_case([Source("note.txt", "She had an L3-L5 fusion in 2019.")], load_pack(), question, id="beside").case
    assert [line.levels for line in case.request.lines] == [("L3-4", "L4-5"), ("L2-3",)]
