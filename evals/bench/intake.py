"""How the reading of text grows: records of several lengths, put together from the records to develop on."""

from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import Final

import yaml

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

RECORDS: Final = Path(__file__).parent.parent / "intake" / "records" / "dev"
SIZES: Final = (10_000, 100_000, 1_000_000, 10_000_000)
"""Characters."""
AIM: Final = 1.0
"""Seconds for 100,000 characters."""
QUESTION: Final = "Is 63047 at L4-5 medically necessary?"


@dataclass(frozen=True)
class Reading:
    """One record read."""

    characters: int
    seconds: float
    """Of the processor: other programs of the machine do not count."""
    facts: int

    @property
    def a_second(self) -> float:
        """Characters read in a second."""
        return self.characters / self.seconds


def readings(sizes: tuple[int, ...] = SIZES) -> list[Reading]:
    """A record of each size, read offline; the words of the pack are loaded before."""
    pack = load_pack()
    texts = [yaml.safe_load(path.read_text("utf-8"))["text"] for path in sorted(RECORDS.glob("*.yaml"))]
    read_case([Source("warm.txt", texts[0])], pack, QUESTION)
    return [_read(record(texts, size), pack) for size in sizes]


def record(texts: list[str], size: int) -> list[Source]:
    """Documents one after the other until the size is reached; each states a pain score of its own, so that none is a mere copy."""
    made: list[Source] = []
    length = 0
    for n, text in enumerate(cycle(texts)):
        part = f"{text}\nHPI: Leg pain {n % 10}/10, visit {n}.\n"[: size - length]
        made.append(Source(f"{n}.txt", part))
        length += len(part)
        if length >= size:
            return made
    return made


def _read(sources: list[Source], pack: object) -> Reading:
    started = process_time()
    read = read_case(sources, pack, QUESTION)  # type: ignore[arg-type]
    seconds = process_time() - started
    return Reading(sum(len(s.text) for s in sources), seconds, len(read.case.findings) + len(read.case.treatments))
