"""Levels: every usual way to write them, ranges, and what is no level."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pack import LevelError, load_pack

from .bridges import bridges

LEVELS = load_pack().levels
IDS = [s.id for s in LEVELS.anatomy.segments]
MARKS = LEVELS.anatomy.landmarks
SPANS = [(a, b) for a, b in combinations(range(len(IDS)), 2)]
steady = settings(derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("C3-4", "C3-4"),
        ("C3-C4", "C3-4"),
        ("C3/4", "C3-4"),
        ("C3/C4", "C3-4"),
        ("c3-c4", "C3-4"),
        ("C3–4", "C3-4"),
        (" C3 - C4 ", "C3-4"),
        ("C03-04", "C3-4"),
        ("L5/S1", "L5-S1"),
        ("L5-1", "L5-S1"),
        ("C7-1", "C7-T1"),
        ("T12-L1", "T12-L1"),
        ("C3-5", "C3-4 C4-5"),
        ("C3 to C5", "C3-4 C4-5"),
        ("C3 through C5", "C3-4 C4-5"),
        ("L4/5/S1", "L4-5 L5-S1"),
        ("L2-L4", "L2-3 L3-4"),
        ("T12-S2", "T12-L1 L1-2 L2-3 L3-4 L4-5 L5-S1"),
    ],
)
def test_usual_ways_of_writing(text: str, levels: str) -> None:
    assert LEVELS.parse(text) == tuple(levels.split())


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("C9-10", "C9"),
        ("L4", "L3-4 or L4-5"),
        ("L5-L3", "Did you mean 'L3-L5'"),
        ("L5-3", "Did you mean 'L3-L5'"),
        ("S1-S2", "spans no level"),
        ("", "not a level"),
        ("the neck", "not a level"),
        ("-", "not a level"),
        ("C5-C5", "does not run downwards"),
        ("4-5", "'4' is not known"),
        ("L4-5 left", "not known"),
    ],
)
def test_what_is_no_level(text: str, hint: str) -> None:
    with pytest.raises(LevelError) as caught:
        LEVELS.parse(text)
    assert hint in str(caught.value)
    assert caught.value.remedy


def test_what_lies_beyond_the_last_level_is_told() -> None:
    assert LEVELS.reaches("T12-S2") == ("T12", "S2")
    assert LEVELS.reaches("L4-5") == ("L4", "L5")


def test_roots_depend_on_the_place() -> None:
    levels = bridges().levels
    assert levels.roots("P1-2", "deck") == ("K1",)
    assert levels.roots("P1-2", "pier") == ("K2",)
    assert levels.roots("P1-2") == ("K1", "K2")
    assert levels.roots("P1-2", "a place of no table") == ("K1", "K2")


def test_a_junction_belongs_to_two_regions() -> None:
    assert LEVELS.region("C7-T1") == "cervical"
    assert LEVELS.regions("C7-T1") == {"cervical", "thoracic"}


def test_separate_runs_are_listed() -> None:
    assert LEVELS.span(["L4-5", "C3-4", "L5-S1", "C4-5"]) == "C3-5 and L4-S1"
    assert LEVELS.span(["C3-4", "C5-6", "L4-5"]) == "C3-4, C5-6 and L4-5"
    assert LEVELS.span([]) == ""
    assert not LEVELS.contiguous(["C3-4", "C5-6"])
    assert LEVELS.contiguous([])


def test_an_anatomy_of_another_field() -> None:
    levels = bridges().levels
    assert levels.parse("p2-4") == ("P2-3", "P3-4")
    assert levels.parse("P4-1") == ("P4-Q1",)
    assert levels.reaches("P3-Q2") == ("P3", "Q2")


@steady
@given(st.sampled_from(SPANS))
def test_a_run_and_its_span_say_the_same(ends: tuple[int, int]) -> None:
    run = tuple(IDS[ends[0] : ends[1] + 1])
    assert LEVELS.contiguous(run)
    assert LEVELS.parse(LEVELS.span(run)) == run


@steady
@given(st.sampled_from(IDS), st.sampled_from(["-", "/", "–", " - ", " to "]), st.booleans())
def test_separators_and_case_do_not_matter(level: str, separator: str, low: bool) -> None:
    text = separator.join(LEVELS.segment(level).ends)
    assert LEVELS.parse(text.lower() if low else text) == (level,)


@steady
@given(st.lists(st.sampled_from(IDS)), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_given(levels: list[str], random) -> None:
    shuffled = list(levels)
    random.shuffle(shuffled)
    assert LEVELS.order(shuffled) == LEVELS.order(levels)
    assert LEVELS.span(shuffled) == LEVELS.span(levels)


@steady
@given(st.sampled_from(IDS))
def test_being_a_neighbour_is_mutual(level: str) -> None:
    assert all(level in LEVELS.neighbours(other) for other in LEVELS.neighbours(level))
    assert level not in LEVELS.neighbours(level)


@steady
@given(st.text(max_size=12) | st.from_regex(r"[A-Z]?\d{1,3}[-/][A-Z]?\d{1,3}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        levels = LEVELS.parse(text)
    except LevelError:
        return
    assert levels
    assert LEVELS.contiguous(levels)
    assert LEVELS.order(levels) == levels


@pytest.mark.parametrize(
    ("text", "landmarks"), [("L1", "L1"), ("l1", "L1"), ("T12-L2", "T12 L1 L2"), ("T12 to L1", "T12 L1")]
)
def test_landmarks_are_places_where_they_are_asked_for(text: str, landmarks: str) -> None:
    assert LEVELS.landmarks(text) == tuple(landmarks.split())


def test_a_landmark_has_a_region_and_neighbours_and_joins_levels() -> None:
    assert [LEVELS.region(mark) for mark in ("C7", "T1", "T12", "L1", "S1")] == [
        "cervical",
        "thoracic",
        "thoracic",
        "lumbar",
        "lumbar",
    ]
    assert LEVELS.neighbours("L1") == ("T12", "L2")
    assert LEVELS.places("L1") == ("L1", "T12-L1", "L1-2")
    assert LEVELS.places("L1-2") == ("L1-2",)
    assert LEVELS.touching(["L1-2"]) == {"L1-2", "L1", "L2"}
    assert LEVELS.span(["L2", "T12", "L1"]) == "T12, L1 and L2"
    assert LEVELS.order(["L1-2", "L1", "T12-L1"]) == ("T12-L1", "L1", "L1-2")
    assert LEVELS.contiguous(["T12", "L1"])
    assert not LEVELS.contiguous(["T12", "L2"])
    assert LEVELS.reaches("L1") == ("L1", "L1")


@pytest.mark.parametrize("text", ["L9", "S3", "vertebra", "L2-L1"])
def test_what_is_no_landmark(text: str) -> None:
    with pytest.raises(LevelError):
        LEVELS.landmarks(text)


def test_a_code_that_is_not_known_is_asked_for_at_a_level_or_a_landmark() -> None:
    assert load_pack().levels_asked("00000", "T11") == ("T11",)
    assert load_pack().levels_asked("00000", "L4-5") == ("L4-5",)
