"""Work on many cases at once: a process each where the machine does it, many to a process where an endpoint does."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final, TypeVar

from ..garbage import seldom
from ..settings import Settings
from ..writer.models import destination
from .crew import crew

Job = TypeVar("Job")
Result = TypeVar("Result")
LOST: Final = "its process was ended from outside, perhaps for want of memory"
"""Why a case has no result where `lost` is asked for one."""


def jobs_of(settings: Settings, model: str | None) -> int:
    """Cases at once, where nobody says how many: the cores, and as many waiting for an endpoint as its calls may be."""
    return settings.writer_concurrency if waits(settings, model) else os.cpu_count() or 1


def waits(settings: Settings, model: str | None) -> bool:
    """Whether drafting waits for an endpoint, more than it works. Raises SettingsError: an unknown model."""
    chosen = destination(settings, model)
    return chosen is not None and bool(chosen.host)


def spread(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    at_once: int,
    *,
    waiting: bool,
    lost: Callable[[Job], Result],
) -> Iterator[Result]:
    """The results as they come. `waiting`: for an endpoint, more than they work. `lost`: what stands for a job whose process
    died.

    What `work` raises is raised here, and ends the others.
    """
    if at_once == 1 or len(jobs) < 2:
        yield from map(work, jobs)
        return
    workers = min(at_once, len(jobs))
    if waiting:
        yield from crew(work, jobs, workers, lost)
        return
    # Fresh processes: one that is forked from a program with threads may wait for ever.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin)
    try:
        under_way: dict[Future[Result], Job] = {pool.submit(work, job): job for job in jobs}
        for future in as_completed(under_way):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield lost(under_way[future])
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C reaches every process of a terminal; the one that the user started ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom()
