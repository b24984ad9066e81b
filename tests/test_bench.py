"""The benchmark runs and adds up. What it measures is not tested: times belong to a machine."""

import sys
from pathlib import Path

import pytest

from assistant.retrieve import build_index
from assistant.settings import Settings
from evals.bench import cold, warm
from evals.bench.intake import readings
from evals.bench.table import table


def test_a_table_is_aligned_markdown() -> None:
    assert table(("what", "ms"), [["check", "1.2"], ["draft", "40.0"]]).splitlines() == [
        "| what  |   ms |",
        "| ----- | ---: |",
        "| check |  1.2 |",
        "| draft | 40.0 |",
    ]


def test_a_start_has_time_and_memory(tmp_path: Path) -> None:
    run = cold.cold((sys.executable, "-c", "pass"), cold.environment(tmp_path), tmp_path, runs=2)
    assert 0 < run.best <= run.median
    assert run.peak > 1


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "raise SystemExit('out of order')")
    with pytest.raises(RuntimeError, match="out of order"):
        cold.start(command, cold.environment(tmp_path), tmp_path)


def test_a_draft_is_the_sum_of_its_steps(tmp_path: Path) -> None:
    loaded = warm.cases()[0]
    build_index(loaded.pack, tmp_path)
    measured = warm.measure(loaded, Settings(index=tmp_path, layers=()), drafts=1, checks=1)
    assert tuple(measured.steps) == warm.STEPS
    assert measured.whole == pytest.approx(sum(measured.steps.values()))
    assert all(
        spent > 0 for spent in (measured.first, measured.check, measured.without_search, *measured.steps.values())
    )


def test_records_of_the_sizes_asked_for_are_read() -> None:
    small, large = readings((2_000, 6_000))
    assert (small.characters, large.characters) == (2_000, 6_000)
    assert 0 < small.facts < large.facts
    assert small.seconds > 0
