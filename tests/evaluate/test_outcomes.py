"""Agreement, confusion and kappa."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluate.outcomes import (
    Unit,
    confusion,
    kappa,
    recall_by_outcome,
    score_outcomes,
    three_way,
    units_of_article,
)
from assistant.evaluate.verdicts import Verdicts, verdict_in

from .build import key

WORDS = ("necessary", "not_necessary", "undetermined", "incidental")


def unit(expected: str, found: str, **fields: object) -> Unit:
    return Unit.model_validate({"kind": "line", "name": "line", "expected": expected, "found": found} | fields)


units = st.lists(st.builds(unit, st.sampled_from(WORDS), st.sampled_from((*WORDS, "not_stated"))), max_size=20)


def value(found: list[Unit], measure: str) -> float | str:
    return next(s.value for s in score_outcomes(found) if s.measure == measure)


def test_exact_and_acceptable() -> None:
    found = [
        unit("necessary", "necessary"),
        unit("undetermined", "not_necessary", also=("not_necessary",)),
        unit("necessary", "undetermined"),
        unit("necessary", "not_stated"),
    ]
    assert value(found, "outcome_agreement") == pytest.approx(1 / 3, abs=1e-6)
    assert value(found, "outcome_acceptable") == pytest.approx(2 / 3, abs=1e-6)


def test_the_basis_counts_where_both_are_known() -> None:
    found = [
        unit("necessary", "necessary", basis="criteria_met", found_basis="criteria_met"),
        unit("undetermined", "undetermined", basis="documentation_gap", found_basis="failed_criterion"),
        unit("necessary", "necessary", basis="criteria_met"),
    ]
    assert value(found, "basis_agreement") == 0.5


def test_nothing_to_score_has_a_reason() -> None:
    for score in score_outcomes([]):
        assert score.value == "not_stated"
        assert score.reason != "not_stated"
    assert {
        s.reason for s in score_outcomes([unit("necessary", "not_stated")]) if s.measure == "outcome_agreement"
    } == {"no outcome is stated in so many words"}


def test_kappa_by_hand() -> None:
    pairs = [("necessary", "necessary")] * 20 + [("necessary", "undetermined")] * 5
    pairs += [("undetermined", "necessary")] * 10 + [("undetermined", "undetermined")] * 15
    assert kappa([unit(a, b) for a, b in pairs]).value == pytest.approx(0.4)


def test_kappa_is_not_scored_where_chance_agrees() -> None:
    assert kappa([unit("necessary", "necessary")] * 3).value == "not_stated"


def test_three_classes() -> None:
    found = [
        unit("necessary", "necessary"),
        unit("necessary", "undetermined"),
        unit("incidental", "not_necessary"),
        unit("undetermined", "not_necessary"),
        unit("undetermined", "not_stated"),
        unit("partially_necessary", "necessary"),
        unit("undetermined", "refer", kind="action"),
    ]
    table = three_way(found)
    assert table["necessary"] == dict.fromkeys(table["necessary"], 0) | {"necessary": 1, "undetermined": 1}
    assert table["not_necessary"]["not_necessary"] == 1
    assert table["undetermined"] == dict.fromkeys(table["necessary"], 0) | {"not_necessary": 1, "not_stated": 1}
    assert [value(found, f"recall_{c}") for c in ("necessary", "not_necessary", "undetermined")] == [0.5, 1, 0]


def test_a_class_that_the_key_does_not_hold_is_not_scored() -> None:
    scores = {s.measure: s.reason for s in score_outcomes([unit("necessary", "necessary")])}
    assert scores["recall_undetermined"] == "nothing is undetermined by the key"


def test_dispositions() -> None:
    """What is open is refused under the strict one, and not under the lenient one."""
    denied = [unit("undetermined", "not_necessary")]
    assert (value(denied, "disposition_strict"), value(denied, "disposition_lenient")) == (1, 0)
    approved = [unit("undetermined", "necessary")]
    assert (value(approved, "disposition_strict"), value(approved, "disposition_lenient")) == (0, 1)


@given(units)
def test_laws(found: list[Unit]) -> None:
    table = confusion(found)
    assert sum(n for row in table.values() for n in row.values()) == len(found)
    assert all(0 <= share <= 1 for share in recall_by_outcome(found).values())
    exact, lenient = value(found, "outcome_agreement"), value(found, "outcome_acceptable")
    if isinstance(exact, float) and isinstance(lenient, float):
        assert exact <= lenient
    kappas = kappa(found).value
    assert kappas == "not_stated" or kappas <= 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The span is NOT Medically Necessary", "not_necessary"),
        ("This Renewal IS Medically Necessary", "necessary"),
        ("Renewal (12345) - MEETS CRITERIA", "necessary"),
        ("Medical Necessity Cannot Be Determined", "undetermined"),
        ("only partially medically necessary", "partially_necessary"),
        ("does not currently meet the threshold", "not_necessary"),
        ("A bridge stands here", None),
    ],
)
def test_verdicts_in_words(text: str, word: str | None) -> None:
    assert verdict_in(text) == word


def test_an_article_is_held_to_what_it_decides() -> None:
    line = {"code": "12345", "outcome": "necessary", "levels": {"P1-2": {"outcome": "necessary"}}}
    outcomes = {
        "overall": {"outcome": "necessary"},
        "determination": {"outcome": "necessary"},
        "lines": {"a": line, "b": line | {"code": "54321", "levels": {}}, "c": line | {"code": "54321", "levels": {}}},
        "setting": {"outcome": "necessary"},
    }
    verdicts = Verdicts(
        whole="necessary", codes={"12345": "undetermined", "54321": "necessary"}, levels={"P1-9": "not_necessary"}
    )
    covered = {"P1-9": frozenset(f"P{n}-{n + 1}" for n in range(1, 9))}
    found = {u.name: u.found for u in units_of_article(key(outcomes=outcomes), verdicts, lambda t: covered[t])}
    assert found == {
        "determination": "necessary",
        "line a (12345)": "undetermined",
        "line a (12345), P1-2": "not_stated",  # a range this wide names the whole operation
        "line b (54321)": "not_stated",  # the code is requested twice
        "line c (54321)": "not_stated",
        "setting": "not_stated",
    }
