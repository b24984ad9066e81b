"""Cold starts and peak memory: a command run in a process of its own, as a user runs it.

Only the standard library is imported here. On Linux a child inherits the peak memory of the process that started it, so
these runs come before the benchmark itself has loaded anything large.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 5
"""How often each command is started."""


@dataclass(frozen=True)
class Cold:
    """What several starts of one command took."""

    best: float
    """Seconds."""
    median: float
    """Seconds."""
    peak: float
    """Megabytes, the highest of all starts."""


def assistant(*arguments: str) -> tuple[str, ...]:
    """The command line of `assistant`, under the interpreter that runs the benchmark."""
    return (sys.executable, "-c", "from assistant.cli import main; main()", *arguments)


def environment(home: Path) -> dict[str, str]:
    """The caller's environment without its settings, with a home folder and an index of its own.

    Bytecode is kept from start to start, as where a user runs it, whatever the caller has set for itself.
    """
    foreign = ("ASSISTANT_", "XDG_", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
    return {**kept, "HOME": str(home), "ASSISTANT_INDEX": str(home / "index")}


def start(command: Sequence[str], env: Mapping[str, str], folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run. Raises RuntimeError where the command fails."""
    with (folder / "errors.txt").open("w+") as errors:
        started = perf_counter()
        process = subprocess.Popen(command, env=dict(env), cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        spent = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise RuntimeError(f"{' '.join(command[3:])} ended with {process.returncode}: {errors.read()}")
    return spent, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def cold(command: Sequence[str], env: Mapping[str, str], folder: Path, runs: int = RUNS) -> Cold:
    """A command, started `runs` times."""
    seen = [start(command, env, folder) for _ in range(runs)]
    seconds = [spent for spent, _ in seen]
    return Cold(min(seconds), median(seconds), max(peak for _, peak in seen))
