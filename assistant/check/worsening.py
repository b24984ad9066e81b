"""What measurements of several days show: whether what was measured grew worse, or better.

A change that somebody states is one finding; two values of one thing and two days are the same change, measured.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model.base import NOT_STATED
from .told import Told

SIDES = {"left": ("left",), "right": ("right",), "bilateral": ("left", "right")}
"""Sides that a finding measures, where it is a finding of a side."""


@dataclass(frozen=True, slots=True)
class Change:
    """Two measurements of one thing, of which the later one differs."""

    way: Literal["worse", "better"]
    earlier: Told
    later: Told
    clear: bool
    """Whether they lie so far apart that two who look at the same thing would not differ so."""
    since: date
    """Day of the earlier one."""
    when: date
    """Day of the later one."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """One measurement: the higher its value, the worse."""

    value: float
    day: date
    finding: Told


def changes(findings: Sequence[Told], groups: tuple[str, ...]) -> Iterable[Change]:
    """How each thing that findings of one kind measure changed up to its last measurement by a document of these groups.

    Of several values of one day the earlier day counts with its worst and the last one with its best, so that no change is read into
    what two saw on one day. A better value since, in whatever document, ends a worsening; so does a denial of the whole, and a state
    that lasted for longer than it took to get there.
    """
    series: dict[tuple[str, str], list[_Measured]] = {}
    healthy: list[date] = []
    for finding in findings:
        day, scale = finding.seen, finding.scale
        if day == NOT_STATED:
            continue
        if finding.status == "absent" and finding.of == NOT_STATED and finding.grade == NOT_STATED:
            healthy.append(day)
        value = _value(finding)
        if value is not None:
            for side in SIDES.get(finding.side, ()) if scale is not None else ("",):
                series.setdefault((finding.of, side), []).append(_Measured(value, day, finding))
    for measured in series.values():
        change = _change(measured, groups)
        if change is not None and not (change.way == "worse" and any(day > change.since for day in healthy)):
            yield change


def _change(measured: Sequence[_Measured], groups: tuple[str, ...]) -> Change | None:
    scale = measured[0].finding.scale
    apart = scale.apart if scale is not None else 0
    days: dict[date, list[_Measured]] = {}
    for one in measured:
        if one.finding.filed.among(groups):
            days.setdefault(one.day, []).append(one)
    order = sorted(days)
    if len(order) < 2:
        return None
    last = min(days[order[-1]], key=lambda m: m.value)
    before = [max(days[day], key=lambda m: m.value) for day in order[:-1]]
    differs = next((n for n in range(len(before) - 1, -1, -1) if before[n].value != last.value), None)
    if differs is None:
        return None
    earlier, reached = before[differs], order[differs + 1]
    if earlier.value > last.value:
        clear = earlier.value - last.value >= apart
        return Change("better", earlier.finding, last.finding, clear, earlier.day, last.day)
    since = any(m.day > last.day and m.value < last.value for m in measured)
    if since or last.day - reached > reached - earlier.day:
        return None
    clear = last.value - earlier.value >= apart
    return Change("worse", earlier.finding, last.finding, clear, earlier.day, last.day)


def _value(finding: Told) -> float | None:
    """How bad a measurement is; None where it gives no value, or does not say of what."""
    scale, worse = finding.scale, finding.sort.worse
    if scale is None:
        if finding.status != "present" or finding.number == NOT_STATED or worse == NOT_STATED:
            return None
        return finding.number if worse == "higher" else -finding.number
    if finding.of == NOT_STATED:
        return None
    sign = -1 if scale.descending else 1
    if finding.status == "present" and finding.grade != NOT_STATED:
        return float(sign * scale.grades.index(finding.grade))
    if finding.status == "absent" and finding.grade == NOT_STATED and scale.descending:
        return float(sign * (len(scale.grades) - 1))
    return None
