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
    ],
)
def test_a_stage_without_levels(question: str, record: str, wanted: list[tuple[str, tuple[str, ...], int]]) -> None:
    case = read_case([Source("note.txt", record)], load_pack(), question, id="stages").case
    assert [(line.code, line.levels, line.stage) for line in case.request.lines] == wanted
