"""What is still needed: the questions whose answers the checker waits for, in the order of what they would decide."""

from collections.abc import Iterator, Mapping
from datetime import date

from ..model.base import NOT_STATED, Model
from ..model.outcome import LevelOutcome, LineOutcome, Outcome
from ..pack.pack import Pack

LEVEL = "{level}"
"""Stands in a step for the level that it is asked for."""


class Place(Model):
    """A line at one level, or as a whole."""

    line: str
    """Id of the line."""
    code: str
    level: str
    """`not_stated` where the line is asked as a whole."""


class Needed(Model):
    """One thing to be supplied."""

    step: str
    """What to supply, with the levels it is asked for."""
    alone: tuple[Place, ...]
    """Where it is all that is missing."""
    among: tuple[Place, ...]
    """Where it is one of several things that are missing."""


def still_needed(outcome: Outcome, pack: Pack) -> tuple[Needed, ...]:
    """What the smallest sets of documentable facts ask for: first what decides most by itself, then what most waits for.

    What a line takes over from another line is asked of that one. Nothing is asked where no further document would help, nor of a line
    that is part of another whatever is shown.
    """
    remedies = _remedies(outcome, pack)
    alone: dict[str, list[Place]] = {}
    among: dict[str, list[Place]] = {}
    for line in outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            for step in _own_steps(level, remedies):
                place = Place(line=line.id, code=line.code, level=level.level)
                (alone if len(level.changes[0].steps) == 1 else among).setdefault(step, []).append(place)
    found = []
    for step in dict.fromkeys((*alone, *among)):
        own, shared = tuple(alone.get(step, ())), tuple(among.get(step, ()))
        found.append(Needed(step=_placed(step, (*own, *shared), outcome.lines), alone=own, among=shared))
    return tuple(sorted(found, key=lambda n: (-len(n.alone), -len(n.among))))


def _own_steps(level: LevelOutcome, remedies: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Steps of the smallest set, without those that another line has to take."""
    if not level.changes:
        return
    following = {remedies.get((c.policy, c.id)) for c in level.criteria if c.tree.operator == "line"}
    yield from (step for step in level.changes[0].steps if step not in following)


def _remedies(outcome: Outcome, pack: Pack) -> dict[tuple[str, str], str]:
    """What to supply for each criterion of the policies in force, by policy and id."""
    day = date.fromisoformat(outcome.as_of)
    first = pack.policy_set(outcome.policy_set, day)
    sets = [first] if first.fallback == NOT_STATED else [first, pack.policy_set(first.fallback, day)]
    return {(p.id, c.id): c.remedy for s in sets for p in s.policies for c in (*s.common, *p.criteria)}


def _placed(step: str, places: tuple[Place, ...], lines: tuple[LineOutcome, ...]) -> str:
    """The step with the levels it is asked for, in the order of the request; without any, with none."""
    if LEVEL not in step:
        return step
    order = [level.level for line in lines for level in line.per_level]
    levels = sorted({p.level for p in places if p.level != NOT_STATED}, key=order.index)
    return step.replace(LEVEL, ", ".join(levels) if levels else "each level requested")
