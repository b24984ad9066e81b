"""Kleene's strong three-valued logic: truth tables, the laws of a lattice with a negation, and information."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.logic import all_of, any_of, at_least, negate
from assistant.model.language import Truth

N, U, Y = "not_met", "undetermined", "met"
VALUES: tuple[Truth, ...] = (N, U, Y)
LETTERS = {"N": N, "U": U, "Y": Y}

CONJUNCTION = """
    N U Y
N   N N N
U   N U U
Y   N U Y
"""
DISJUNCTION = """
    N U Y
N   N U Y
U   U U Y
Y   Y Y Y
"""

truths = st.sampled_from(VALUES)
lists = st.lists(truths, max_size=7)


def cells(table: str) -> list[tuple[str, str, str]]:
    """(row, column, value) of a table."""
    head, *rows = [row.split() for row in table.strip("\n").splitlines()]
    return [(LETTERS[row[0]], LETTERS[c], LETTERS[v]) for row in rows for c, v in zip(head, row[1:], strict=True)]


def informs(less: Truth, more: Truth) -> bool:
    """Whether `more` is `less`, or what it may turn out to be."""
    return less in (U, more)


def completions(values: list[Truth]) -> list[tuple[Truth, ...]]:
    """Every way in which the open values can turn out."""
    return list(product(*[(Y, N) if v == U else (v,) for v in values]))


def settled(answers: set[bool]) -> Truth:
    """What is certain when every completion is asked."""
    return U if len(answers) == 2 else (Y if answers == {True} else N)


@pytest.mark.parametrize(("one", "other", "value"), cells(CONJUNCTION))
def test_conjunction_table(one: Truth, other: Truth, value: Truth) -> None:
    assert all_of([one, other]) == value


@pytest.mark.parametrize(("one", "other", "value"), cells(DISJUNCTION))
def test_disjunction_table(one: Truth, other: Truth, value: Truth) -> None:
    assert any_of([one, other]) == value


@pytest.mark.parametrize(("value", "negated"), [(N, Y), (U, U), (Y, N)])
def test_negation_table(value: Truth, negated: Truth) -> None:
    assert negate(value) == negated


def test_nothing_to_ask() -> None:
    assert all_of([]) == Y
    assert any_of([]) == N
    assert at_least(0, []) == Y
    assert at_least(1, []) == N


@given(truths, truths, truths)
def test_commutative_and_associative(a: Truth, b: Truth, c: Truth) -> None:
    for join in (all_of, any_of):
        assert join([a, b]) == join([b, a])
        assert join([join([a, b]), c]) == join([a, join([b, c])]) == join([a, b, c])


@given(truths, truths)
def test_idempotent_and_absorbing(a: Truth, b: Truth) -> None:
    assert all_of([a, a]) == any_of([a, a]) == a
    assert all_of([a, any_of([a, b])]) == any_of([a, all_of([a, b])]) == a
    assert negate(negate(a)) == a


@given(lists)
def test_de_morgan(values: list[Truth]) -> None:
    assert negate(all_of(values)) == any_of([negate(v) for v in values])
    assert negate(any_of(values)) == all_of([negate(v) for v in values])


@given(st.lists(st.tuples(truths, truths).filter(lambda pair: informs(*pair)), max_size=7), st.integers(0, 8))
def test_more_information_never_unsays(pairs: list[tuple[Truth, Truth]], n: int) -> None:
    """Monotone in the order of information: an answer once given stands when open values are settled."""
    before, after = [p[0] for p in pairs], [p[1] for p in pairs]
    assert informs(all_of(before), all_of(after))
    assert informs(any_of(before), any_of(after))
    assert informs(at_least(n, before), at_least(n, after))
    for less, more in pairs:
        assert informs(negate(less), negate(more))


@given(lists, st.integers(0, 8))
def test_at_least_is_what_every_completion_says(values: list[Truth], n: int) -> None:
    assert at_least(n, values) == settled({c.count(Y) >= n for c in completions(values)})


@given(lists)
def test_combinations_are_what_every_completion_says(values: list[Truth]) -> None:
    assert all_of(values) == settled({all(v == Y for v in c) for c in completions(values)})
    assert any_of(values) == settled({any(v == Y for v in c) for c in completions(values)})


@given(st.lists(truths, min_size=1, max_size=7))
def test_at_least_one_is_any_and_at_least_all_is_all(values: list[Truth]) -> None:
    assert at_least(1, values) == any_of(values)
    assert at_least(len(values), values) == all_of(values)
