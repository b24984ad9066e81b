"""Values against bounds: strict and non-strict, units, graded scales, and what a denial with a grade refutes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.values import compare, compare_range, denial_refutes, finding_reaches
from assistant.model.language import Bound, Truth
from assistant.model.vocabulary import Scale

from .build import ask, finding, pack

STENOSIS = pack().scale("stenosis")
numbers = st.floats(0, 100, allow_nan=False)


@pytest.mark.parametrize(
    ("bound", "value", "reached"),
    [
        ({"at_least": 3}, 3, True),
        ({"at_least": 3}, 2.9, False),
        ({"above": 3}, 3, False),
        ({"above": 3}, 3.1, True),
        ({"at_most": 10}, 10, True),
        ({"at_most": 10}, 10.1, False),
        ({"below": 10}, 10, False),
        ({"below": 10}, 9.9, True),
        ({"at_least": 3, "below": 5}, 3, True),
        ({"at_least": 3, "below": 5}, 5, False),
        ({"above": 3, "at_most": 5}, 2, False),
    ],
)
def test_numbers(bound: dict[str, float], value: float, reached: bool) -> None:
    assert compare(value, Bound(**bound)) is reached


@pytest.mark.parametrize(
    ("low", "high", "bound", "answer"),
    [
        (6, 6, {"at_least": 6}, "met"),
        (5.9, 6, {"at_least": 6}, "undetermined"),
        (0, math.inf, {"at_least": 6}, "undetermined"),
        (0, 5.9, {"at_least": 6}, "not_met"),
        (7, math.inf, {"at_least": 6}, "met"),
        (6, math.inf, {"above": 6}, "undetermined"),
        (0, 6, {"above": 6}, "not_met"),
        (0, math.inf, {"at_least": 6, "at_most": 12}, "undetermined"),
        (0, 20, {"at_least": 6, "at_most": 12}, "undetermined"),
        (13, math.inf, {"at_least": 6, "at_most": 12}, "not_met"),
        (7, 12, {"at_least": 6, "at_most": 12}, "met"),
    ],
)
def test_ranges(low: float, high: float, bound: dict[str, float], answer: Truth) -> None:
    assert compare_range(low, high, Bound(**bound)) == answer


@given(numbers, numbers, numbers, numbers, st.integers(0, 10))
def test_range_holds_for_every_value_within(a: float, b: float, c: float, d: float, step: int) -> None:
    low, high, floor, ceiling = min(a, b), max(a, b), min(c, d), max(c, d)
    bound = Bound(at_least=floor, below=ceiling)
    answer, within = compare_range(low, high, bound), low + (high - low) * step / 10
    if answer != "undetermined":
        assert compare(min(max(within, low), high), bound) is (answer == "met")


@pytest.mark.parametrize(
    ("fields", "bound", "answer"),
    [
        ({"number": 5, "unit": "mm"}, {"above": 3, "unit": "mm"}, "met"),
        ({"number": 0.5, "unit": "cm"}, {"above": 3, "unit": "mm"}, "met"),
        ({"number": 55, "unit": "mm"}, {"above": 5, "unit": "cm"}, "met"),
        ({"number": 45, "unit": "mm"}, {"above": 5, "unit": "cm"}, "not_met"),
        ({"number": 5}, {"above": 3, "unit": "mm"}, "met"),
        ({"number": 5, "unit": "degrees"}, {"above": 3, "unit": "mm"}, "undetermined"),
        ({}, {"above": 3, "unit": "mm"}, "undetermined"),
    ],
)
def test_units(fields: dict[str, object], bound: dict[str, object], answer: Truth) -> None:
    assert finding_reaches(finding("translation", **fields), Bound(**bound), None) == answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("grade", "bound", "answer"),
    [
        ("moderate", {"at_least": "moderate"}, "met"),
        ("mild_to_moderate", {"at_least": "moderate"}, "not_met"),
        ("moderate", {"above": "moderate"}, "not_met"),
        ("moderate_to_severe", {"above": "moderate"}, "met"),
        ("moderate", {"at_least": "moderate_to_severe"}, "not_met"),
        ("mild", {"below": "moderate"}, "met"),
        ("moderate", {"below": "moderate"}, "not_met"),
        ("moderate", {"at_most": "moderate"}, "met"),
        ("severe", {"one_of": ("moderate", "severe")}, "met"),
        ("mild", {"one_of": ("moderate", "severe")}, "not_met"),
    ],
)
def test_graded_scale(grade: str, bound: dict[str, object], answer: Truth) -> None:
    assert finding_reaches(finding("stenosis", grade=grade), Bound(**bound), STENOSIS) == answer  # type: ignore[arg-type]


def test_strength_is_graded_downwards() -> None:
    """A strength of 2/5 and less is severe, 3-/5 is not: `at_most` reads the order of the scale, not the figures."""
    test = {"finding": {"kinds": ["motor_deficit"], "at": "region", "value": {"at_most": "2"}}}
    for grade, truth in (("0", "met"), ("2", "met"), ("3-", "not_met"), ("5-", "not_met")):
        found = finding("motor_deficit", region="lumbar", grade=grade, document="note")
        assert ask(test, [found]).truth == truth


@pytest.mark.parametrize(
    ("denied", "bound", "refutes"),
    [
        ("severe", {"at_least": "severe"}, True),
        ("severe", {"at_least": "moderate"}, False),
        ("moderate", {"at_least": "severe"}, True),
        ("moderate_to_severe", {"at_least": "moderate_to_severe"}, True),
        ("moderate_to_severe", {"above": "moderate"}, True),
        ("moderate_to_severe", {"above": "mild"}, False),
        ("severe", {"one_of": ("moderate", "severe")}, False),
        ("moderate", {"one_of": ("moderate", "severe")}, True),
        ("severe", {"at_most": "mild"}, False),
    ],
)
def test_denial_of_a_grade(denied: str, bound: dict[str, object], refutes: bool) -> None:
    """A denial of severe narrowing leaves moderate open; one of moderate refutes all from moderate up."""
    absent = finding("stenosis", status="absent", grade=denied)
    assert denial_refutes(absent, Bound(**bound), STENOSIS) is refutes  # type: ignore[arg-type]


@given(st.integers(0, len(STENOSIS.grades) - 1), st.integers(0, len(STENOSIS.grades) - 1), st.booleans())
def test_denial_refutes_exactly_what_no_lower_grade_reaches(denied: int, floor: int, strict: bool) -> None:
    """The values that a denial leaves are the grades below the denied one."""
    scale: Scale = STENOSIS
    bound = Bound(above=scale.grades[floor]) if strict else Bound(at_least=scale.grades[floor])
    absent = finding("stenosis", status="absent", grade=scale.grades[denied])
    left = [finding_reaches(finding("stenosis", grade=g), bound, scale) for g in scale.grades[:denied]]
    assert denial_refutes(absent, bound, scale) is ("met" not in left)


def test_denial_without_a_grade_refutes() -> None:
    assert denial_refutes(finding("stenosis", status="absent"), Bound(at_least="mild"), STENOSIS)
    assert denial_refutes(finding("translation", status="absent"), Bound(above=3, unit="mm"), None)


def test_what_was_measured_and_not_found_is_below_an_upper_bound() -> None:
    """A negative cotinine test stands for a value at or below the threshold; a denial refutes a lower bound."""
    negative = finding("nicotine_test", status="absent", document="note", quote="Note.")
    asked = {"kinds": ["nicotine_test"], "at": "anywhere", "side": "any"}
    assert ask({"finding": {**asked, "value": {"at_most": 10, "unit": "ng/ml"}}}, [negative]).truth == "met"
    assert ask({"finding": {**asked, "value": {"above": 10, "unit": "ng/ml"}}}, [negative]).truth == "not_met"
