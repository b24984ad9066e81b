"""Honest statements in a fluent writer's forms of words pass, and false ones beside them do not."""

import pytest

from evals.redteam.written import FILES, written


@pytest.mark.parametrize("name", ["honest-writer", "attack-writer"])
def test_each_is_judged_rightly(name: str) -> None:
    wrong = FILES[name][1]
    assert [w.statement.id for w in written(name) if bool(w.violations) != wrong] == []
