"""The attack itself: wrong statements that differ from the right ones, the same for the same seed, and mostly found."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard import check_statement
from assistant.settings import Settings
from evals.redteam.measure import Tally, attack, false_alarms, mutants, wilson
from evals.redteam.mutations import KINDS
from evals.redteam.mutations.mutant import STRICT, told
from evals.redteam.report import report
from evals.redteam.subjects import Subject, loaded_cases, subject
from evals.redteam.written import FILES, written

FEW = 3
"""Mutants of a class tried here; `python -m evals.redteam` tries many."""


@cache
def document() -> Subject:
    loaded = next(one for one in loaded_cases() if one.case.id == "cervical-staged-revision")
    return subject(loaded, "general", Settings(layers=()))


@cache
def tallies() -> tuple[Tally, ...]:
    return tuple(attack([document()], seed=1, most=FEW))


def test_the_document_that_is_attacked_is_right() -> None:
    assert false_alarms([document()]) == []


def test_classes_are_many_and_say_what_they_change() -> None:
    assert len(KINDS) >= 40
    assert all(kind.says.endswith(".") for kind in KINDS.values())
    assert {"figure-changed", "citation-swapped", "quote-altered", "verdict-line", "authority-invented"} <= {
        name for name, kind in KINDS.items() if kind.aim == STRICT
    }


@pytest.mark.parametrize("name", ["figure-changed", "verdict-lead", "negation-added", "line-omitted"])
def test_mutants_are_the_same_for_the_same_seed(name: str) -> None:
    first, again = (mutants(KINDS[name], document(), seed=7, most=FEW) for _ in range(2))
    assert first
    assert [m.after for m in first] == [m.after for m in again]
    for mutant in first:
        assert mutant.after != mutant.before
        assert mutant.statement is None or told(mutant.statement) == mutant.after


def test_nearly_all_are_found() -> None:
    tried, caught = sum(t.tried for t in tallies()), sum(t.caught for t in tallies())
    assert tried > 120
    assert caught / tried > 0.96
    for tally in tallies():
        if tally.kind.name.startswith(("verdict-", "quote-", "level-in", "attribution-")):
            assert tally.caught == tally.tried, tally.kind.name


def test_a_violation_elsewhere_does_not_count() -> None:
    """What is found is found on the changed statement: the others have nothing against them."""
    mutant = mutants(KINDS["figure-changed"], document(), seed=1, most=1)[0]
    assert mutant.statement is not None
    others = [s for s in document().statements if s.id != mutant.statement.id]
    assert not [v for s in others for v in check_statement(s, document().ground)]
    assert {v.statement for v in check_statement(mutant.statement, document().ground)} == {mutant.statement.id}


@pytest.mark.parametrize("name", ["attack-dev", "attack-more", "attack-relations", "honest-dev"])
def test_statements_written_by_hand_are_judged_under_their_own_case(name: str) -> None:
    found = written(name)
    wrong = FILES[name][1]
    refused = sum(bool(w.violations) for w in found) / len(found)
    assert refused > 0.7 if wrong else refused < 0.05


def test_the_report_tells_every_class_and_what_gets_through() -> None:
    text = report(tallies(), 1, len(document().statements), [], {}, [])
    assert all(t.kind.name in text for t in tallies())
    assert "### What gets through" in text


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(found: int, more: int) -> None:
    low, high = wilson(found, found + more)
    share = found / (found + more) if found + more else 0.5
    assert 0.0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1.0
