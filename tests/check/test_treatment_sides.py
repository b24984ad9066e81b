"""The side of a treatment: one of the other side alone counts neither for nor against a request."""

from datetime import date
from typing import Any

import pytest

from assistant.model.case import Treatment
from assistant.model.outcome import Node

from .build import DAY, ask, treatment

DAYS = {"start": date(2025, 11, 3), "end": date(2025, 11, 3), "region": "lumbar"}
LATELY: dict[str, Any] = {"kinds": ["radiofrequency"], "within_months": 6, "silence": "not_met"}


def lately(requested: str, *given: Treatment, **asked: Any) -> Node:
    return ask({"treatment": {**LATELY, **asked}}, side=requested, treatments=given)


@pytest.mark.parametrize(
    ("given", "requested", "truth"),
    [
        ("left", "right", "not_met"),
        ("left", "left", "met"),
        ("left", "bilateral", "met"),
        ("left", "not_stated", "met"),
        ("bilateral", "right", "met"),
        ("not_stated", "right", "met"),
    ],
)
def test_a_treatment_counts_where_its_side_can_be_the_requested_one(given: str, requested: str, truth: str) -> None:
    assert lately(requested, treatment("radiofrequency", side=given, **DAYS)).truth == truth


def test_where_the_person_is_asked_about_every_side_counts() -> None:
    assert lately("right", treatment("radiofrequency", side="left", **DAYS), side="any").truth == "met"


def test_one_of_the_other_side_is_told() -> None:
    other = treatment("radiofrequency", side="left", **DAYS)
    found = lately("right", other)
    assert (found.truth, found.treatments) == ("not_met", (other.id,))


def test_both_sides_of_one_day_are_one_session() -> None:
    sides = [treatment("radiofrequency", side=side, **DAYS) for side in ("left", "right")]
    sides = [t.model_copy(update={"id": f"t{n}"}) for n, t in enumerate(sides)]
    assert lately("bilateral", *sides, sessions={"at_least": 2}).truth == "not_met"
    later = sides[1].model_copy(update={"start": DAY, "end": DAY})
    assert lately("bilateral", sides[0], later, sessions={"at_least": 2}).truth == "met"
