"""From an outcome to passages: what is there by right, what the search adds, and what stays out."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from assistant.check import check
from assistant.errors import CorpusError, InputError, StoreError
from assistant.model.case import Case
from assistant.model.evidence import Evidence, Passage
from assistant.pack import Pack
from assistant.retrieve import BundledEmbedder, Index, open_index, retrieve
from assistant.retrieve.evidence import ADDED

CORPUS = Path(__file__).parents[1] / "pack" / "corpus"


def case(level: str, code: str = "20001") -> Case:
    return Case.model_validate(
        {
            "id": "one",
            "question": "Is the renewal necessary?",
            "date": "2025-06-01",
            "pack": "bridges",
            "request": {"lines": [{"id": "a", "code": code, "levels": [level]}], "setting": {"kind": "outpatient"}},
            "documents": [{"id": "survey", "title": "Survey", "kind": "survey", "text": "Light corrosion."}],
            "findings": [
                {
                    "id": "f1",
                    "kind": "corrosion",
                    "levels": [level],
                    "grade": "light",
                    "document": "survey",
                    "quote": "Light corrosion",
                }
            ],
        }
    )


def evidence(
    pack: Pack, index: Index | None, level: str = "P1-2", policy_set: str = "town", code: str = "20001"
) -> Evidence:
    asked = case(level, code)
    outcome = check(asked, pack, policy_set=policy_set)
    return retrieve(asked, outcome, pack, pack.policy_set(policy_set, date(2025, 6, 1)), index)


def by_ref(found: Evidence) -> dict[str, Passage]:
    assert len(found.refs()) == len(found.passages), "each passage once"
    return {p.ref: p for p in found.passages}


def test_what_is_there_by_right(pack: Pack) -> None:
    found = evidence(pack, None)
    passages = by_ref(found)
    assert passages["institute-2020#f01"].found_by == "criterion"
    assert "damage" in passages["institute-2020#f01"].purposes
    assert passages["valley-rules#f01"].purposes == ("upkeep",), "what differs is told beside the criterion"
    assert "danger" in passages["institute-2020#f03"].purposes, "an exception that does not apply is explained"
    assert {"outcomes", "setting", "daylight"} <= set(passages["institute-2020#f02"].purposes)
    assert found.regions == ("north",)
    assert found.backend == "criteria and plans"


def test_a_plan_stays_within_the_regions(pack: Pack) -> None:
    assert "southern-series#f01" not in by_ref(evidence(pack, None, "P1-2"))
    assert by_ref(evidence(pack, None, "P4-Q1"))["southern-series#f01"].purposes == ("outcomes",)


def test_the_search_adds_and_never_moves(pack: Pack, index: Index) -> None:
    plain, searched = evidence(pack, None), evidence(pack, index)
    assert [p.ref for p in searched.passages[: len(plain.passages)]] == [p.ref for p in plain.passages]
    assert all(p.found_by == "search" and p.score > 0 for p in searched.passages[len(plain.passages) :])
    assert len(searched.passages) <= len(plain.passages) + ADDED
    assert "chroma" in searched.backend


def test_the_fallback_decides_and_brings_its_grounds(pack: Pack, index: Index) -> None:
    passages = by_ref(evidence(pack, index, policy_set="county"))
    assert passages["harbour-rules#f02"].found_by == "criterion", "the town's policy decided, and rests on it"
    assert all(p.found_by != "search" or not ref.startswith("harbour") for ref, p in passages.items()), (
        "no text of another payer by search"
    )


def test_a_code_without_policy(pack: Pack, index: Index) -> None:
    found = evidence(pack, index, code="20003")
    assert all(p.found_by != "search" or p.score > 0 for p in found.passages)
    assert found.policy_set == "town"


def test_the_same_twice(pack: Pack, index: Index) -> None:
    assert evidence(pack, index) == evidence(pack, index)


class Mute(BundledEmbedder):
    """The embedder of the index, which answers nothing."""

    def embed(self, texts: Sequence[str]) -> NoReturn:
        raise StoreError("asked")


def test_a_later_start_takes_the_answers_that_were_kept(pack: Pack, index: Index, tmp_path: Path) -> None:
    folder = shutil.copytree(index.folder, tmp_path / index.folder.name, ignore=shutil.ignore_patterns("answers-*"))
    first = evidence(pack, open_index(pack, tmp_path))
    assert evidence(pack, open_index(pack, tmp_path, Mute())) == first
    (kept,) = folder.glob("answers-*")
    kept.write_text('{"spoilt')
    with pytest.raises(StoreError, match="asked"):
        evidence(pack, open_index(pack, tmp_path, Mute()))
    assert evidence(pack, open_index(pack, tmp_path)) == first


def test_a_ground_that_does_not_exist(tmp_path: Path) -> None:
    import shutil

    root = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    path = root / "bridges/policies/town/span-renewal.yaml"
    path.write_text(path.read_text().replace("harbour-rules#f01", "harbour-rules#f09"))
    with pytest.raises(CorpusError, match="harbour-rules#f09"):
        evidence(Pack("bridges", (root,)), None)


def test_one_ranking_alone_is_named(pack: Pack, index: Index) -> None:
    asked = case("P1-2")
    outcome, policies = check(asked, pack, policy_set="town"), pack.policy_set("town", date(2025, 6, 1))
    found = {mode: retrieve(asked, outcome, pack, policies, index, mode) for mode in ("hybrid", "vector", "bm25")}
    assert found["hybrid"] == evidence(pack, index)
    assert found["vector"].backend.endswith("; vector alone)")
    assert found["bm25"].backend.endswith("; bm25 alone)")
    with pytest.raises(InputError, match="no search mode 'guess'"):
        retrieve(asked, outcome, pack, policies, index, "guess")
