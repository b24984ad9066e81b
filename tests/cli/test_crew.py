"""Jobs that wait for an endpoint, in several processes."""

import gc
import os
import time
from itertools import pairwise

import pytest

from assistant.batch import crew
from assistant.batch.crew import ENOUGH
from assistant.settings import Settings
from assistant.writer.limits import pace_of
from assistant.writer.models import destination

AT_ONCE = 2 * ENOUGH
"""So many that there are two processes."""


def work(job: str) -> tuple[int, float]:
    """What is asked of a process: where it was done, and when it was given its place in the pace."""
    if job == "die":
        os._exit(1)
    if job == "raise":
        raise ValueError(job)
    settings = Settings(model="openai:m", base_url="http://127.0.0.1:1/v1", writer_rate=6)
    chosen = destination(settings, None)
    assert chosen is not None
    pace = pace_of(settings, chosen)
    assert pace is not None
    time.sleep(0.05)  # long enough for the jobs to be shared out
    return os.getpid(), time.monotonic() + pace.take()


def lost(job: str) -> tuple[int, float]:
    return 0, 0.0


def test_processes_keep_one_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    made = list(crew.crew(work, [str(n) for n in range(40)], AT_ONCE, lost))
    places = sorted(place for _, place in made)
    assert len(made) == 40
    assert len({process for process, _ in made}) == 2
    assert all(later - earlier > 5 for earlier, later in pairwise(places))  # six a minute: one in ten seconds


def test_a_process_that_dies_loses_its_own_and_an_error_ends_all() -> None:
    assert list(crew.crew(work, ["die", "die"], 1, lost)) == [(0, 0.0), (0, 0.0)]
    with pytest.raises(ValueError, match="raise"):
        list(crew.crew(work, ["1", "raise", "2"], 3, lost))


OFTEN = 700
"""Objects between two looks for garbage where nobody has set another number."""


def objects_between(job: str) -> int:
    """How seldom the process looks for garbage: the objects made between two looks."""
    return gc.get_threshold()[0]


def test_a_process_of_the_crew_looks_seldom_for_garbage() -> None:
    [objects] = crew.crew(objects_between, ["1"], 1, lost)
    assert objects > 10 * OFTEN
