"""The statements written by hand, wrong and honest: of the right form, and resting on what exists."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import check
from assistant.guard import check_statement
from assistant.intake import load_case
from assistant.model.base import NOT_STATED
from assistant.model.document import MARKER, Basis, OutcomeRef, Statement
from assistant.model.outcome import Outcome
from assistant.pack.yamlio import Loader
from assistant.settings import Settings
from evals import REFERENCE
from evals.redteam.subjects import subject

EVALS = Path(__file__).parents[2] / "evals"
WRITTEN = EVALS / "redteam" / "written"
CASES = set(REFERENCE)
LEAST = {
    "attack": 150,
    "attack-dev": 50,
    "attack-more": 100,
    "attack-model": 80,
    "honest-dev": 100,
    "honest-more": 150,
    "honest-held": 100,
}
"""Statements that each file holds at least."""
WIDE = ("attack-more", "attack-model", "honest-more")
"""Files over more cases than the five of the published determinations."""


@cache
def documents(name: str) -> tuple[dict[str, Any], ...]:
    """The documents of a file, one for each case."""
    return tuple(yaml.load_all((WRITTEN / f"{name}.yaml").read_text(encoding="utf-8"), Loader))


def entries(name: str) -> list[tuple[str, dict[str, Any]]]:
    """Every statement with its case."""
    return [(document["case"], entry) for document in documents(name) for entry in document["statements"]]


def statement(entry: dict[str, Any]) -> Statement:
    """The statement of an entry, without what is said about it."""
    return Statement.model_validate({k: v for k, v in entry.items() if k not in ("class", "wrong", "right")})


@cache
def known(case: str, policy_set: str | None = None) -> tuple[Any, Outcome, set[str], set[str]]:
    """A case, its outcome under a policy set (its own, where none is named), the keys of criteria that a basis can name, and all facts."""
    loaded = load_case(EVALS / "cases" / f"{case}.yaml")
    pack = loaded.pack
    outcome = check(loaded.case, pack=pack, policy_set=policy_set)
    keys = {f"narrative:{pitfall.id}" for pitfall in pack.narrative.pitfalls}
    own = pack.policy_set(outcome.policy_set, loaded.case.date)
    fallback = () if own.fallback == NOT_STATED else (pack.policy_set(own.fallback, loaded.case.date),)
    for chosen in (own, *fallback):
        keys |= {f"{chosen.id}:{r.id}" for r in chosen.restrictions}
        keys |= {f"{chosen.id}:{c.id}" for rule in chosen.settings for c in rule.criteria}
        keys.add(f"{chosen.id}:days")
        for policy in chosen.policies:
            keys |= {f"{policy.id}:{c.id}" for c in (*chosen.common, *policy.criteria, *policy.exceptions)}
    return loaded.case, outcome, keys, set(pack.facts)


def stands(ref: OutcomeRef, outcome: Outcome) -> bool:
    """Whether the outcome has such a part."""
    if ref.part in ("request", "setting"):
        return True
    if ref.part == "stage":
        return ref.stage in {s.stage for s in outcome.stages}
    if ref.part == "alternative":
        return ref.line in {a.line for a in outcome.alternatives}
    lines = [line for line in outcome.lines if line.id == ref.line]
    return bool(lines) and (
        ref.level == NOT_STATED or ref.level in {lv.level for line in lines for lv in line.per_level}
    )


@pytest.mark.parametrize("name", LEAST)
def test_file_covers_every_case_and_kind_of_statement(name: str) -> None:
    found = entries(name)
    count = Counter(case for case, _ in found)
    assert set(count) == CASES if name not in WIDE else set(count) > CASES
    assert len(found) >= LEAST[name]
    evenly = 30 if name in ("attack-model", "honest-more") else 10  # those files go round all cases
    assert min(count[case] for case in CASES) >= LEAST[name] / evenly
    assert len({entry["type"] for _, entry in found}) == 6


@pytest.mark.parametrize("name", LEAST)
def test_every_entry_is_a_statement_with_its_reason(name: str) -> None:
    reason = "wrong" if name.startswith("attack") else "right"
    for _, entry in entries(name):
        assert all((statement(entry).text, entry["class"].strip(), entry[reason].strip())), entry["id"]


def test_ids_and_texts_occur_once() -> None:
    found = [entry for name in LEAST for _, entry in entries(name)]
    assert len({entry["id"] for entry in found}) == len(found)
    texts = Counter(re.sub(r"\W+", " ", statement(entry).words()).lower() for entry in found)
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("name", LEAST)
def test_every_basis_exists(name: str) -> None:
    told = [(d["case"], d.get("policy_set"), entry) for d in documents(name) for entry in d["statements"]]
    for case_id, policy_set, entry in told:
        case, outcome, keys, facts = known(case_id, policy_set)
        written, where = statement(entry), entry["id"]
        basis = written.basis
        assert set(basis.findings) <= {f.id for f in case.findings}, where
        assert set(basis.treatments) <= {t.id for t in case.treatments}, where
        assert set(basis.criteria) <= keys, (where, set(basis.criteria) - keys)
        assert all(stands(ref, outcome) for ref in basis.outcomes), where
        assert set(written.facts()) <= facts, where
        assert set(written.documents()) <= {d.id for d in case.documents}, where
        assert "[[" not in MARKER.sub("", written.text), where


@pytest.mark.parametrize("name", ["honest-dev", "honest-held"])
def test_honest_quotations_stand_in_a_document_that_is_cited(name: str) -> None:
    for case_id, entry in entries(name):
        case, written = known(case_id)[0], statement(entry)
        texts = [" ".join(case.document(id).text.split()) for id in written.documents()]
        for quote in re.findall("“([^”]+)”", written.text):
            assert any(quote in text for text in texts), entry["id"]


@pytest.mark.parametrize("name", ["honest-dev", "honest-held"])
def test_honest_facts_of_the_record_cite_their_document(name: str) -> None:
    for case_id, entry in entries(name):
        case, written = known(case_id)[0], statement(entry)
        if written.documents():
            facts = {f.id: f.document for f in (*case.findings, *case.treatments)}
            named = {facts[id] for id in (*written.basis.findings, *written.basis.treatments)}
            assert named >= set(written.documents()), entry["id"]


def test_a_side_before_a_word_that_begins_like_a_preposition_is_a_side() -> None:
    """Of "left foraminal" the first letters were once taken for "left for"."""
    world = subject(
        load_case(EVALS / "cases" / "cervical-arthroplasty-washington.yaml"), None, Settings(layers=())
    ).ground
    wrong = Statement(
        id="s1",
        type="record_fact",
        text="C6-7 has a mild left foraminal stenosis [[record:mri]].",
        basis=Basis(findings=("f11",)),
    )
    honest = wrong.model_copy(update={"text": wrong.text.replace("left", "right")})
    assert {v.code for v in check_statement(wrong, world)} == {"record-side"}
    assert check_statement(honest, world) == ()
