"""The replies written by hand as a language model would give them: of the form of the wire, for sections of their case."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.api import compose_case
from assistant.intake import load_case
from assistant.pack.yamlio import Loader
from assistant.settings import Settings
from assistant.writer.brief import LEAD
from assistant.writer.wire import WireReply
from evals import REFERENCE
from evals.replies import written

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
    slips = yaml.load((EVALS / "replies" / "slips.yaml").read_text(encoding="utf-8"), Loader)
    assert set(slips) == set(CASES)
    for case, by_section in slips.items():
        told = replies(case, "careless")["sections"]
        count = sum(map(len, told.values()))
        assert all(at < len(told[section]) for section, places in by_section.items() for at in places)
        assert 0.1 <= sum(map(len, by_section.values())) / count <= 0.35


def test_replies_are_kept_as_they_are_written() -> None:
    for case in CASES:
        for quality in QUALITIES:
            path = EVALS / "replies" / f"{case}.{quality}.json"
            assert written(replies(case, quality)) == path.read_text(encoding="utf-8")
