"""`python -m evals.bench`: speed and memory beside their aims, each case by step, and how well retrieval finds.

`--write FILE` writes the tables to a file as well, with the day and the machine.
"""

import argparse
import os
import platform
import tempfile
from datetime import date
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from . import cold as starts
from .table import table

if TYPE_CHECKING:
    from .cold import Cold
    from .warm import Warm

CASE = Path(__file__).parent.parent / "cases" / "lumbar-hardware-removal-revision.yaml"
AIMS = {"check": 2.0, "draft": 50.0, "cold check": 0.6, "cold draft": 2.5, "memory": 400.0}
"""Milliseconds, milliseconds, seconds, seconds, megabytes."""


def main() -> None:
    """Measure, print, and write where asked."""
    options = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    options.add_argument("--write", type=Path, metavar="FILE", help="write the tables to this file as well")
    options.add_argument("--drafts", type=int, default=15, help="drafts of each case (default %(default)s)")
    options.add_argument("--checks", type=int, default=100, help="checks of each case (default %(default)s)")
    options.add_argument("--long", action="store_true", help="read a record of ten million characters as well")
    chosen = options.parse_args()
    machine = _machine()
    with tempfile.TemporaryDirectory() as name:
        text = (
            "\n\n".join((_introduction(machine), *_measure(Path(name), chosen.drafts, chosen.checks, long=chosen.long)))
            + "\n"
        )
    print(text, end="")
    if chosen.write is not None:
        chosen.write.write_text(f"{_HEAD}\n\n{text}", encoding="utf-8")


_HEAD = "<!-- Written by `python -m evals.bench --write docs/benchmarks.md`. Do not edit. -->\n# Benchmarks"


def _measure(home: Path, drafts: int, checks: int, *, long: bool = False) -> tuple[str, ...]:
    """The tables. Commands in processes of their own come first: see `cold`."""
    env = starts.environment(home)
    first, _ = starts.start(starts.assistant("check", str(CASE), "--no-tree"), env, home)
    checked = starts.cold(starts.assistant("check", str(CASE), "--no-tree"), env, home)
    built, build_peak = starts.start(starts.assistant("corpus", "build"), env, home)
    first_draft, _ = starts.start(starts.assistant("draft", str(CASE), "--out", str(home / "out")), env, home)
    drafted = starts.cold(starts.assistant("draft", str(CASE), "--out", str(home / "out")), env, home)

    from assistant.settings import Settings

    from . import warm

    settings = Settings(index=home / "index", layers=())
    cases = [warm.measure(case, settings, drafts, checks) for case in warm.cases()]
    rows = [*_warm_rows(cases), *_cold_rows(first, checked, drafted)]
    rows.append(["first draft from a new index, cold", f"{first_draft:.2f} s", "", "nothing is found yet"])
    rows.append(["index build, whole command", f"{built:.2f} s", "", f"{build_peak:.0f} MB at most"])
    return (
        "## Against the aims\n\n" + table(("measure", "measured", "aim", "remark"), rows),
        "## Case by case, warm\n\nMedians in milliseconds. A draft is a check, retrieval, composing, guarding and "
        "rendering to Markdown, HTML and JSON; the first one of a case in the process is told apart, and the very first "
        "loads the libraries.\n\n" + _case_table(cases),
        "## Retrieval\n\n" + _retrieval_table(home / "index"),
        "## Reading text\n\n" + _reading_table(long=long),
    )


def _warm_rows(cases: "list[Warm]") -> list[list[str]]:
    check, draft = mean(c.check for c in cases), mean(c.whole for c in cases)
    share = draft / mean(c.without_search for c in cases)
    return [
        ["check, warm, mean of the cases", f"{check:.2f} ms", f"{AIMS['check']:.0f} ms", _judged(check, AIMS["check"])],
        ["draft, warm, mean of the cases", f"{draft:.1f} ms", f"{AIMS['draft']:.0f} ms", _judged(draft, AIMS["draft"])],
        ["draft with the search, against without", f"{share:.2f} x", "", ""],
        ["draft, against a check", f"{draft / check:.0f} x", "", ""],
    ]


def _cold_rows(first: float, checked: "Cold", drafted: "Cold") -> list[list[str]]:
    rows = []
    for name, run in (("check", checked), ("draft", drafted)):
        aim = AIMS[f"cold {name}"]
        rows.append([f"assistant {name}, cold, median", f"{run.median:.2f} s", f"{aim} s", _judged(run.median, aim)])
        rows.append([f"assistant {name}, cold, best", f"{run.best:.2f} s", f"{aim} s", _judged(run.best, aim)])
    rows.append(["first check on a machine, against later ones", f"{first / checked.best:.2f} x", "", f"{first:.2f} s"])
    for name, run in (("check", checked), ("draft", drafted)):
        aim = AIMS["memory"]
        rows.append([f"assistant {name}, peak memory", f"{run.peak:.0f} MB", f"{aim:.0f} MB", _judged(run.peak, aim)])
    return rows


def _judged(value: float, aim: float) -> str:
    return "within" if value < aim else f"{value / aim:.1f} x the aim"


def _case_table(cases: "list[Warm]") -> str:
    from .warm import STEPS

    rows = [
        [
            c.case,
            f"{c.check:.2f}",
            *(f"{c.steps[step]:.1f}" for step in STEPS),
            f"{c.whole:.1f}",
            f"{c.first:.1f}",
            f"{c.without_search:.1f}",
        ]
        for c in cases
    ]
    numbers = [[float(cell) for cell in row[1:]] for row in rows]
    means = [mean(column) for column in zip(*numbers, strict=True)]
    rows.append(["mean", f"{means[0]:.2f}", *(f"{value:.1f}" for value in means[1:])])
    steps = (f"draft: {STEPS[0]}", *STEPS[1:])
    return table(("case", "check", *steps, "whole draft", "first draft", "without search"), rows)


def _retrieval_table(index: Path) -> str:
    from assistant.pack import load_pack
    from assistant.retrieve import open_index
    from assistant.retrieve.index import MODES

    from .retrieval import ASKED, K, labels_of, score

    pack = load_pack()
    labels, opened = labels_of(pack), open_index(pack, index)
    opened.search("warm")
    rows = []
    for asked in ASKED:
        scores = [score(opened, labels, mode, asked) for mode in MODES]
        rows += [
            [
                asked,
                s.mode,
                f"{s.queries}",
                f"{s.recall:.3f}",
                f"{s.found_any:.3f}",
                f"{s.foreign}",
                f"{s.milliseconds:.1f}",
                f"{s.milliseconds / scores[0].milliseconds:.2f} x",
            ]
            for s in scores
        ]
    intro = (
        f"A criterion should find the facts that ground it, among {opened.manifest.entries}. Recall at {K} is the share of "
        f"them among the first {K}. *Own words*: the criterion's text, which the index holds as a pointer to these facts. "
        "*Other words*: what the criterion needs, and its remedy, which the index does not hold. *Left out*: the "
        "criterion's text, with all pointers of its policy left out, as for a question that no policy foresaw. *Foreign* "
        "counts rules of another payer."
    )
    columns = (
        "asked",
        "mode",
        "queries",
        f"recall@{K}",
        f"any@{K}",
        "foreign",
        "ms a query",
        f"time, against {MODES[0]}",
    )
    return f"{intro}\n\n{table(columns, rows)}"


def _reading_table(*, long: bool) -> str:
    from .intake import AIM, SIZES, readings

    rows = [
        [f"{r.characters:,}", f"{r.facts:,}", f"{r.seconds:.2f} s", f"{r.a_second:,.0f}"]
        for r in readings(SIZES if long else SIZES[:-1])
    ]
    intro = (
        "A record of each length, put together from the records that the reader was developed on, read offline; seconds of the "
        f"processor. The aim is {AIM:.0f} s for 100,000 characters, and time that grows with length and no faster."
    )
    return f"{intro}\n\n{table(('characters', 'facts', 'time', 'characters a second'), rows)}"


def _machine() -> str:
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        lines = information.read_text("utf-8", errors="replace").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; load before "
        f"the run (1, 5, 15 minutes): {load}"
    )


def _introduction(machine: str) -> str:
    return f"Measured on {date.today().isoformat()} with `python -m evals.bench` on: {machine}."


if __name__ == "__main__":
    main()
