"""`python -m evals.bench.writer`: what the writer costs beside the model, and many documents at once.

Overhead: a document drafted by a model that answers at once, in memory and over HTTP, less nothing: all of it is the program's.
It is time of the processor, which other programs on the machine change little.
Throughput: documents at once, drafted and written as `assistant batch` does, against an endpoint of a fixed latency, a process of its
own, beside what the latency allows. The start of the processes counts.
"""

import argparse
import math
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median
from time import perf_counter, process_time

from assistant.api import Drafted, draft_whole
from assistant.batch import Failed, Options, run
from assistant.errors import AssistantError
from assistant.intake.load import Loaded
from assistant.model.document import Determination, WriterReport
from assistant.settings import Settings, load_settings

from .table import table
from .warm import CASES, cases

DOCUMENTS = 50
LATENCY = 2.0
AIMS = {"overhead": 150.0, "throughput": 1.15}
"""Milliseconds a document; times what the latency allows."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m evals.bench.writer", description=__doc__)
    options.add_argument("--documents", type=int, default=DOCUMENTS)
    options.add_argument("--latency", type=float, default=LATENCY, help="seconds of each reply (default %(default)s)")
    options.add_argument("--at-once", type=int, default=DOCUMENTS, help="documents under way at once")
    options.add_argument(
        "--concurrency", type=int, default=1, help="calls of one document at once (default %(default)s)"
    )
    options.add_argument("--repeats", type=int, default=5, help="drafts of each case for the overhead")
    chosen = options.parse_args()
    loaded = cases()
    with tempfile.TemporaryDirectory() as folder:
        print(overhead(loaded, chosen.repeats, Path(folder)), end="\n\n")
        try:
            many = throughput(
                loaded, chosen.documents, chosen.latency, chosen.at_once, chosen.concurrency, Path(folder)
            )
        except AssistantError as error:  # the search index is missing or old
            sys.exit(str(error))
        print(many)


def overhead(loaded: list[Loaded], repeats: int, folder: Path) -> str:
    """A document by a model that answers at once, against the composer's, case by case."""
    rows, points = [], []
    with endpoint(0.0) as url:
        for one in loaded:
            common = {"writer_cache": False, "writer_concurrency": 4}
            plain = Settings.model_validate({"model": "composer"})
            memory = Settings.model_validate({"model": "mock:echo", "writer_log": "off", **common})
            logged = Settings.model_validate(
                {"model": "openai:m", "base_url": url, "writer_log": folder / "overhead", **common}
            )
            composed = _time(one, plain, repeats)
            own, over = _time(one, memory, repeats) - composed, _time(one, logged, repeats) - composed
            returned = _report(_draft(one, memory)).returned
            points.append((returned, own))
            rows.append(
                [one.case.id, str(returned), f"{composed:.0f}", f"{own:.0f}", f"{own / returned:.2f}", f"{over:.0f}"]
            )
    columns = ("case", "statements", "composer", "writer", "a statement", "with HTTP and log")
    slope, start = _line(points)
    worst = max(own for _, own in points)
    said = "kept" if worst <= AIMS["overhead"] else "NOT kept"
    fit = ", ".join(f"{own / (start + slope * n):.2f}" for n, own in points)
    return (
        "## Overhead of the writer\n\nMilliseconds of the processor, medians; 'writer': beyond the composer's document, the model in memory "
        f"answering at once.\n\n{table(columns, rows)}\n\nAt most {worst:.0f} ms a document (aim {AIMS['overhead']:.0f} ms: "
        f"{said}). Straight line: {start:.0f} ms + {slope:.2f} ms a statement; measured against it: {fit}."
    )


def throughput(
    loaded: list[Loaded],
    documents: int,
    latency: float,
    at_once: int,
    concurrency: int,
    folder: Path,
    *,
    search: bool = True,
) -> str:
    """Documents at once, beside what the latency allows; with the search, as a batch has it."""
    with endpoint(latency) as url:
        settings = Settings.model_validate(
            {
                "model": "openai:m",
                "base_url": url,
                "writer_log": folder / "many",
                "writer_cache": False,
                "writer_concurrency": concurrency,
                "writer_deadline": 3600,
                "index": load_settings().index,
            }
        )
        asked, made = folder / "cases", folder / "made"
        asked.mkdir()
        for n in range(documents):
            name = f"{loaded[n % len(loaded)].case.id}.yaml"
            shutil.copy(CASES / name, asked / f"{n:03}-{name}")
        options = Options(formats=("md", "html", "json"), search=search)
        started, worked = perf_counter(), _processor()
        batch = run(asked, made, options, settings, jobs=at_once)
        took, worked = perf_counter() - started, _processor() - worked
    if failed := [c.message for c in batch.cases if isinstance(c, Failed)]:
        sys.exit(failed[0])
    reports = [_writer(Determination.model_validate_json(file.read_bytes())) for file in made.glob("*.json")]
    calls = [r.calls for r in reports]
    longest = max(math.ceil(n / concurrency) for n in calls) * latency
    allowed = max(longest, sum(math.ceil(n / concurrency) for n in calls) * latency / at_once)
    lost = sum(bool(r.composer_sections) or r.accepted != r.returned for r in reports)
    # A document is whole whatever is lost; on a slow machine calls end at the limits of the settings, and are told apart.
    because = Counter(reason for r in reports for reason in r.composer_sections.values())
    because += Counter(code for r in reports for code, n in r.refused.items() for _ in range(n))
    retries = sum(r.retries for r in reports)
    why = ": " + ", ".join(f"{n} {reason}" for reason, n in because.most_common()) if because else ""
    return (
        f"## {documents} documents, {at_once} at once, {concurrency} calls of each at once, {latency:.1f} s a reply\n\n"
        f"{sum(calls)} calls. Took {took:.1f} s; the latency allows {allowed:.1f} s ({took / allowed:.2f} times, aim "
        f"{AIMS['throughput']:.2f}). Processor: {worked:.1f} s, {1000 * worked / documents:.0f} ms a document. Documents "
        f"with anything lost: {lost}{why}. Calls tried again: {retries}. Documents a minute: {60 * documents / took:.0f}."
    )


def _processor() -> float:
    """Seconds of the processor that this process and those that it has ended took."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime


@contextmanager
def endpoint(latency: float) -> Iterator[str]:
    """An endpoint in a process of its own."""
    command = [sys.executable, "-m", "evals.bench.latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            yield f"http://127.0.0.1:{int(running.stdout.readline())}/v1"
        finally:
            running.terminate()


def _time(one: Loaded, settings: Settings, repeats: int) -> float:
    """Milliseconds of the processor for a draft, the median."""
    _draft(one, settings)
    times = []
    for _ in range(repeats):
        started = process_time()
        _draft(one, settings)
        times.append((process_time() - started) * 1000)
    return median(times)


def _draft(one: Loaded, settings: Settings, *, search: bool = False) -> Drafted:
    return draft_whole(one.case, pack=one.pack, settings=settings, search=search)


def _report(made: Drafted) -> WriterReport:
    return _writer(made.determination)


def _writer(made: Determination) -> WriterReport:
    report = made.guard.writer
    assert isinstance(report, WriterReport)
    return report


def _line(points: list[tuple[int, float]]) -> tuple[float, float]:
    """Slope and start of the straight line nearest to points."""
    x, y = mean(n for n, _ in points), mean(ms for _, ms in points)
    spread = sum((n - x) ** 2 for n, _ in points)
    slope = sum((n - x) * (ms - y) for n, ms in points) / spread if spread else 0.0
    return slope, y - slope * x


if __name__ == "__main__":
    main()
