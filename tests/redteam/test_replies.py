"""The replies written by hand as a language model would give them: of the form of the wire, for sections of their case."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.api import compose_case
from assistant.intake import load_case
from assistant.settings import Settings
from assistant.writer.brief import LEAD
from assistant.writer.wire import WireReply
from evals import REFERENCE
from evals.replies import gone, kept, rekeyed, written

EVALS = Path(__file__).parents[2] / "evals"
CASES = list(REFERENCE)
QUALITIES = ("excellent", "careless", "hostile")


def replies(case: str, quality: str) -> dict[str, Any]:
    """One file."""
    return dict(json.loads((EVALS / "replies" / f"{case}.{quality}.json").read_text(encoding="utf-8")))


@cache
def sections(case: str) -> set[str]:
    """The sections that a model is asked for."""
    loaded = load_case(EVALS / "cases" / f"{case}.yaml")
    draft = compose_case(loaded.case, pack=loaded.pack, search=False, settings=Settings()).draft
    return {LEAD, *(section.id for section in draft.sections)}


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("case", CASES)
def test_reply_has_the_form_of_the_wire(case: str, quality: str) -> None:
    found = replies(case, quality)
    assert (found["case"], found["quality"]) == (case, quality)
    assert set(found["sections"]) <= sections(case)
    for statements in found["sections"].values():
        assert WireReply.model_validate({"statements": statements}).statements


def test_slips_of_the_careless_replies_stand_where_the_list_says() -> None:
    slips = yaml.safe_load((EVALS / "replies" / "slips.yaml").read_text(encoding="utf-8"))
    assert set(slips) == set(CASES)
    for case, by_section in slips.items():
        told = replies(case, "careless")["sections"]
        count = sum(map(len, told.values()))
        assert all(at < len(told[section]) for section, places in by_section.items() for at in places)
        assert 0.1 <= sum(map(len, by_section.values())) / count <= 0.3


def test_replies_take_the_ids_of_other_prompts() -> None:
    old = {"steps": {"p1": "An examination of both sides.", "p2": "Therapy notes, six weeks.", "r1": "[[record:a]] no"}}
    new = {
        "steps": {
            "p1": "Films of the neck, bending.",
            "p2": "An examination of both sides.",
            "p3": "Therapy notes, 6 weeks.",
        }
    }
    told = [{"type": "recommendation", "text": "x", "points": ["p1", "p2", "p99"], "basis": ["r1"]}]
    sections, lost = rekeyed({"steps": told}, old, new)
    assert sections["steps"][0]["points"] == ["p2", "p3", "p99"]
    assert sections["steps"][0]["basis"] == ["r1-gone"]
    assert lost == ["steps r1"]


def test_what_has_no_match_is_remembered_and_finds_its_point_again() -> None:
    old = {"steps": {"p1": "Therapy notes, six weeks.", "p2": "An examination of both sides."}}
    told = [{"type": "recommendation", "text": "x", "points": ["p1"], "basis": []}]
    sections, lost = rekeyed({"steps": told}, old, {"steps": {"p1": "Films of the neck, bending."}})
    assert (sections["steps"][0]["points"], lost) == (["p1-gone"], ["steps p1"])
    between = kept({"sections": sections}, old)
    assert between == {"steps": {"p1-gone": "Therapy notes, six weeks."}}
    later = {"steps": {"p1": "Films of the neck, bending.", "p4": "Therapy notes, six weeks."}}
    assert rekeyed(sections, between, later) == ({"steps": [told[0] | {"points": ["p4"]}]}, [])


def test_two_points_without_a_match_are_told_apart() -> None:
    assert gone({"p1": "Films.", "p1-gone": "Notes."})["p1"] == "p1-gone2"


def test_replies_are_kept_as_they_are_written() -> None:
    for case in CASES:
        for quality in QUALITIES:
            path = EVALS / "replies" / f"{case}.{quality}.json"
            assert written(replies(case, quality)) == path.read_text(encoding="utf-8")
