"""What a study tells of an operation without naming its levels ("it has healed"), at the levels of that operation."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from ...pack.levels import Levels
from .facts import FoundFinding
from .kind_words import KindReading


def at_its_levels(
    findings: Sequence[FoundFinding], reading_of: Callable[[str], KindReading], levels: Levels
) -> list[FoundFinding]:
    """The findings; one that names no level has those of the operation it tells of, where its region knows them in one way.

    What is there at one of several levels may not be at the others: only what is told of the whole is placed at several.
    """
    made = []
    for finding in findings:
        reading = reading_of(finding.kind)
        own = _levels(finding, findings, reading.placed_by, levels) if reading.placed_by and not finding.levels else ()
        whole = finding.status == "present" and reading.sound
        made.append(replace(finding, levels=own, region=NOT_STATED) if len(own) == 1 or (own and whole) else finding)
    return made


def _levels(
    finding: FoundFinding, findings: Sequence[FoundFinding], kinds: Sequence[str], levels: Levels
) -> tuple[str, ...]:
    done = [f for f in findings if f.kind in kinds and f.status == "present"]
    told = {levels.order(f.levels) for f in done if any(_near(finding, level, levels) for level in f.levels)}
    return told.pop() if len(told) == 1 else ()


def _near(finding: FoundFinding, level: str, levels: Levels) -> bool:
    return finding.region in (NOT_STATED, *levels.regions(level))
