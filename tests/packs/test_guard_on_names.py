"""The guard where levels have names instead of numbers, and where words of comparison look like denials."""

from functools import cache
from pathlib import Path

import pytest

from assistant.api import draft_whole
from assistant.guard import Ground, check_statement
from assistant.guard.phrases import phrases
from assistant.intake import load_case
from assistant.model.document import Basis, OutcomeRef, Statement, StatementType

CASE = Path(__file__).parent / "cases" / "knee-both-menisci.yaml"
LIMIT, TEAR = "general/meniscectomy:osteoarthritis-limit", "general/meniscectomy:tear"


@cache
def ground() -> Ground:
    found = load_case(CASE)
    return draft_whole(found.case, pack=found.pack, search=False).ground


def codes(type: StatementType, text: str, **basis: tuple[object, ...]) -> list[str]:
    statement = Statement(id="s", type=type, text=text, basis=Basis.model_validate(basis))
    return [violation.code for violation in check_statement(statement, ground())]


def outcome(text: str) -> list[str]:
    return codes("outcome", text, outcomes=(OutcomeRef(part="line", line="a"),))


def test_each_named_level_has_its_own_verdict() -> None:
    assert outcome("Meniscectomy of the lateral compartment is not necessary.") == []
    assert outcome("Meniscectomy of the medial compartment is medically necessary.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Meniscectomy of the lateral compartment is medically necessary.",
        "Meniscectomy of the Medial Compartment is not necessary.",
    ],
)
def test_a_wrong_verdict_at_a_named_level_is_caught(text: str) -> None:
    assert "verdict-contradiction" in outcome(text)


def test_a_finding_told_at_another_named_level_is_caught() -> None:
    told = "The MRI report shows a meniscal tear of the {} compartment [[record:mri]]."
    assert codes("record_fact", told.format("medial"), findings=("f1",)) == []
    assert "record-level" in codes("record_fact", told.format("lateral"), findings=("f1",))


def test_no_more_than_is_no_denial() -> None:
    bases = {"findings": ("f4",), "criteria": (LIMIT,)}
    told = "The radiograph report [[record:films]] shows osteoarthritis of no more than grade 2."
    assert "record-status" not in codes("application", told, **bases)
    denied = "The radiograph report [[record:films]] shows no osteoarthritis."
    assert "record-status" in codes("application", denied, **bases)


def test_a_phrase_is_not_found_where_it_begins_a_longer_one() -> None:
    found = phrases(["no", "not"], unless=["no more than"])
    assert found.search("no sign") is not None
    assert found.search("no more than 3") is None
    assert [m[0] for m in found.finditer("no more than 3, and not now, no more")] == ["not", "no"]
