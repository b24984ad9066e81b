"""Words of the record that come nearest to what nothing was read for: shown, never counted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from assistant.check import check
from assistant.model.case import Case
from assistant.pack import Pack
from assistant.retrieve import Index, retrieve
from assistant.retrieve.entries import entries_of

HEAVY = {
    "id": "f1",
    "kind": "corrosion",
    "levels": ["P1-2"],
    "grade": "heavy",
    "document": "survey",
    "quote": "Heavy corrosion",
}
PAINTED = {"id": "t1", "kind": "painting", "document": "survey", "quote": "painting"}


def near(text: str, pack: Pack, index: Index | None, *findings: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    """Criterion and words of what is shown for a renewal of P1-2."""
    case = Case.model_validate(
        {
            "id": "one",
            "question": "Is the renewal necessary?",
            "date": "2025-06-01",
            "pack": "bridges",
            "request": {"lines": [{"id": "a", "code": "20001", "levels": ["P1-2"]}], "setting": {"kind": "outpatient"}},
            "documents": [{"id": "survey", "title": "Survey", "kind": "survey", "text": text}],
            "findings": findings,
            **more,
        }
    )
    outcome = check(case, pack, policy_set="town")
    found = retrieve(case, outcome, pack, pack.policy_set("town", date(2025, 6, 1)), index)
    return [(n.criterion.partition(":")[2], n.quote) for n in found.nearest]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Heavy corrosion. The crew came in May. No painting was on record here.", "No painting was on record here."),
        (
            "Heavy corrosion\nPAINT RECORD: asked for, not yet here\nWeather fine all day",
            "PAINT RECORD: asked for, not yet here",
        ),
        (
            "Heavy corrosion. The owner drove a red car; paint record lost in the flood",
            "The owner drove a red car; paint record lost in the flood",
        ),
    ],
)
def test_the_sentence_that_is_nearest_is_shown(text: str, shown: str, pack: Pack, index: Index) -> None:
    assert near(text, pack, index, HEAVY) == [("upkeep", shown)]


@pytest.mark.parametrize(
    "text",
    [
        "Heavy corrosion. The owner drove a red car to the harbour.",
        "Heavy corrosion. Painting.",
        "Heavy corrosion. Renewal 20001 with paint record asked for.",
    ],
    ids=["far", "too short", "the request"],
)
def test_what_is_far_says_nothing_or_only_asks_is_not_shown(text: str, pack: Pack, index: Index) -> None:
    assert near(text, pack, index, HEAVY) == []


def test_what_was_read_is_not_shown(pack: Pack, index: Index) -> None:
    text = "Heavy corrosion. There was painting of the span."
    assert near(text, pack, index, HEAVY) == [("upkeep", "There was painting of the span.")]
    assert near(text, pack, index, HEAVY, treatments=[PAINTED]) == []


def test_a_sentence_of_another_level_is_not_shown(pack: Pack, index: Index) -> None:
    other, own = "Survey of corrosion at P2-3 was asked for.", "Survey of corrosion at P1-2 was asked for."
    assert [quote for _, quote in near(other, pack, index)] == []
    assert [quote for _, quote in near(own, pack, index)] == [own]


def test_nothing_is_shown_for_what_is_decided_nor_without_a_search(pack: Pack, index: Index) -> None:
    text = "Heavy corrosion. No painting was on record here. Corrosion has been surveyed often."
    assert [criterion for criterion, _ in near(text, pack, index, HEAVY)] == ["upkeep"]
    assert near(text, pack, None, HEAVY) == []


def test_another_machine_hears_none_of_the_record(pack: Pack, index: Index) -> None:
    heard: list[str] = []

    class Far:
        """Stands for an endpoint."""

        id, dim = index.embedder.id, index.embedder.dim

        def embed(self, texts: Sequence[str]) -> Any:
            heard.extend(texts)
            return index.embedder.embed(texts)

    far = Index(index.folder, index.manifest, pack, entries_of(pack), Far())
    assert near("Heavy corrosion. Painting of Mrs Bell's bridge is on record.", pack, far, HEAVY)
    assert not any("Bell" in text for text in heard)
