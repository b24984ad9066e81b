"""Jobs that wait for an endpoint: threads in a few processes. One interpreter runs one thread at a time, and many documents
at once would wait for each other there, not for the endpoint.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import Synchronized
from threading import Lock
from typing import Final, Generic, TypeVar

from ..garbage import seldom
from ..writer.limits import keep_together

Job = TypeVar("Job")
Result = TypeVar("Result")
ENOUGH: Final = 8
"""Jobs at once that one interpreter serves as fast as the endpoint does: a process more costs a second and its memory."""


def crew(
    work: Callable[[Job], Result], jobs: Sequence[Job], at_once: int, lost: Callable[[Job], Result]
) -> Iterator[Result]:
    """The results as they come. They keep one pace together. `lost`: what stands for a job whose process died.

    What `work` raises is raised here. However this ends, the processes end with it: an interrupted batch waits for no reply.
    """
    count = min(os.cpu_count() or 1, -(-at_once // ENOUGH))
    context = get_context("spawn")
    place = context.Value("d", 0.0)
    waiting = deque(jobs)
    members = [_Member(context.Process, work, at_once // count + (n < at_once % count), place) for n in range(count)]
    try:
        while busy := [m for m in members if m.fill(waiting)]:
            for pipe in wait([m.pipe for m in busy]):
                member = next(m for m in busy if m.pipe is pipe)
                try:
                    number, result, error = member.pipe.recv()
                except (EOFError, ConnectionError):
                    yield from map(lost, member.gone())
                    continue
                if error is not None:
                    raise error
                del member.under_way[number]
                yield result
        yield from map(lost, waiting)  # no process is left
    finally:
        for member in members:
            member.end()


class _Member(Generic[Job, Result]):
    """One process, as the one that started it sees it."""

    def __init__(
        self,
        process: type[SpawnProcess],
        work: Callable[[Job], Result],
        threads: int,
        place: "Synchronized[float]",
    ) -> None:
        self.pipe, theirs = get_context("spawn").Pipe()
        self.threads = threads
        self.under_way: dict[int, Job] = {}
        self._next = 0
        self._alive = True
        self._process = process(target=_serve, args=(work, threads, theirs, place), daemon=True)
        self._process.start()
        theirs.close()

    def fill(self, waiting: "deque[Job]") -> bool:
        """Hands it jobs for its idle threads; whether any are under way."""
        while self._alive and waiting and len(self.under_way) < self.threads:
            self.under_way[self._next] = waiting.popleft()
            with suppress(ConnectionError):  # it died: reading from it says so
                self.pipe.send((self._next, self.under_way[self._next]))
            self._next += 1
        return bool(self.under_way)

    def gone(self) -> list[Job]:
        """What it had under way when it died."""
        left, self.under_way, self._alive = list(self.under_way.values()), {}, False
        return left

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self.pipe.close()
        self._process.terminate()
        self._process.join()


def _serve(work: Callable[[Job], Result], threads: int, pipe: Connection, place: "Synchronized[float]") -> None:
    """What a process of the crew does, until the one that started it is gone."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches every process of a terminal; the first ends the others
    seldom()
    keep_together(place)
    sending = Lock()

    def one(number: int, job: Job) -> None:
        try:
            said: tuple[int, Result | None, BaseException | None] = (number, work(job), None)
        except BaseException as error:
            said = (number, None, error)
        with sending:
            pipe.send(said)

    with ThreadPoolExecutor(threads) as pool, suppress(EOFError, ConnectionError):
        while True:
            pool.submit(one, *pipe.recv())
