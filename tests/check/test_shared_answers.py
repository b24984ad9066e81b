"""Answers are shared between places, and values are made unchecked: neither may be seen in an outcome."""

import gc
from pathlib import Path

import pytest

from assistant.check import check
from assistant.check.facts import CaseFacts
from assistant.check.known import Known
from assistant.check.requested import Answers, Site
from assistant.check.sets import joined, sets_of
from assistant.intake import load_case
from assistant.model.base import Side
from assistant.model.case import Case
from assistant.model.outcome import Node, Outcome
from assistant.pack import load_pack

PACK = load_pack()
PATHS = sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml"))
CASES = {path.stem: load_case(path).case for path in PATHS}


def asked_for(case: Case, side: Side) -> Case:
    lines = tuple(line.model_copy(update={"side": side}) for line in case.request.lines)
    return case.model_copy(update={"request": case.request.model_copy(update={"lines": lines})})


def half_told(case: Case) -> Case:
    """The case with every other fact, so that more of its places are silent."""
    return case.model_copy(update={"findings": case.findings[::2]})


@pytest.mark.parametrize("name", CASES)
def test_each_place_has_the_answer_that_it_would_have_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    variants = [case, asked_for(case, "left"), asked_for(case, "bilateral"), half_told(case)]
    shared = [check(variant, PACK) for variant in variants]

    def none_kept(self: CaseFacts, site: Site, rests: int) -> Answers:
        return {}

    def never(self: CaseFacts, known: Known, here: frozenset[str], site: Site) -> bool:
        return False

    monkeypatch.setattr(CaseFacts, "answers", none_kept)
    monkeypatch.setattr(CaseFacts, "is_silent", never)
    assert [check(variant, PACK) for variant in variants] == shared


@pytest.mark.parametrize("name", CASES)
def test_what_is_made_unchecked_would_pass_the_check(name: str) -> None:
    outcome = check(CASES[name], PACK)
    text = outcome.model_dump_json()
    again = Outcome.model_validate_json(text)
    assert again == outcome
    assert again.model_dump_json() == text, "the fields stand in their order"


def labels(node: Node) -> set[str]:
    return {node.label}.union(*(labels(child) for child in node.children))


def test_a_silent_answer_has_the_words_of_its_own_pack(tmp_path: Path) -> None:
    words = (PACK.roots[0] / "spine" / "vocabulary.yaml").read_text()
    (tmp_path / "spine").mkdir()
    (tmp_path / "spine" / "vocabulary.yaml").write_text(words.replace("neurogenic claudication,", "a walker's pain,"))
    case = CASES["lumbar-fusion-spondylolisthesis"].model_copy(update={"findings": ()})
    for pack, own, other in (
        (PACK, "neurogenic claudication", "a walker's pain"),
        (load_pack("spine", layers=[tmp_path]), "a walker's pain", "neurogenic claudication"),
        (PACK, "neurogenic claudication", "a walker's pain"),
    ):
        levels = [level for line in check(case, pack).lines for level in line.per_level]
        told = set[str]().union(*(labels(c.tree) for level in levels for c in level.criteria))
        assert own in told
        assert other not in told


def test_a_check_leaves_nothing_to_the_collector() -> None:
    case = CASES["lumbar-t12-s2-fusion"]
    check(case, PACK)
    gc.collect()
    gc.disable()
    try:
        check(case, PACK)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_set_and_its_fallback_are_joined_to_one_object() -> None:
    outcome = check(CASES["lumbar-t12-s2-fusion"], PACK, policy_set="aetna")
    sets = sets_of(outcome, PACK)
    assert len(sets) > 1
    assert joined(sets) is joined(sets_of(outcome, PACK))
    assert {policy.id for policy in joined(sets).policies} == {policy.id for one in sets for policy in one.policies}
    assert joined(sets[:1]) is sets[0]
