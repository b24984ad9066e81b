"""Grades and levels that are told in one order ("moderate and severe at the one and the other, respectively")."""

from collections.abc import Sequence
from dataclasses import replace

from .group import Group
from .lexicon import LevelMark, Mark
from .sentence import Sentence

ORDERED = "respectively"
"""The word that says so."""


def respective(sentence: Sentence, groups: Sequence[Group]) -> list[Group]:
    """The groups, those of an ordered clause each at its own level; a grade whose level the order leaves open is none."""
    at = [n for n, w in enumerate(sentence.words) if w.word == ORDERED]
    made = list(groups)
    for begin, end in {sentence.clause(n) for n in at}:
        levels = [m for m in sentence.levels if begin <= m.first < end]
        inside = [g for g in made if g.noun and g.grades and begin <= g.first < end]
        if len(levels) < 2 or not inside or (len({g.kind for g in inside}) > 1 and len(inside) != len(levels)):
            continue
        ordered = _ordered(sentence, inside, levels, begin)
        made = [g for g in made if g not in inside] + ordered
    return [part for group in _own_sides(sentence, made) for part in _by_turns(sentence, group)]


def _own_sides(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """The groups, a side that stands directly before the level of another with that one ("left at the one, and right L5-S1 ...")."""
    before = {m.first - 1: m.levels for m in sentence.levels}
    made = list(groups)
    for n, group in enumerate(groups):
        strays = [s for s in group.sides if (at := before.get(s.last)) is not None and at not in group.levels]
        if group.levels and strays:
            made[n] = replace(group, sides=[s for s in group.sides if s not in strays])
            for m, other in enumerate(groups):
                own = [s for s in strays if before[s.last] in other.levels]
                made[m] = replace(other, sides=own) if own and not other.sides else made[m]
    return made


def _by_turns(sentence: Sentence, group: Group) -> list[Group]:
    """A noun of several places, each told with its own side, at each by itself ("at the one on the left and at the other on the right")."""
    if not group.noun or group.side != "bilateral" or len(group.levels) != len(group.sides):
        return [group]
    begin, end = sentence.clause(group.first)
    at = [m for m in sentence.levels if begin <= m.first < end and m.levels in group.levels]
    sides = sorted(group.sides, key=lambda m: m.first)
    if len(at) != len(sides):
        return [group]
    turns = [(level.first < side.first) for level, side in zip(at, sides, strict=True)]
    firsts = [n for level, side in zip(at, sides, strict=True) for n in sorted((level.first, side.first))]
    if len(set(turns)) > 1 or firsts != sorted(firsts):
        return [group]
    return [replace(group, levels=[level.levels], sides=[side]) for level, side in zip(at, sides, strict=True)]


def _ordered(sentence: Sentence, groups: list[Group], levels: list[LevelMark], begin: int) -> list[Group]:
    group = groups[-1]
    if len(groups) == len(levels):
        shared = [] if any(g.sides for g in groups[:-1]) or len({g.kind for g in groups}) > 1 else group.sides
        return [replace(g, levels=[m.levels], sides=g.sides or shared) for g, m in zip(groups, levels, strict=True)]
    places = sorted({m.first for m in sentence.grades if begin <= m.first < group.first})
    if len(groups) > 1 or len(places) != len(levels):
        several = len(groups) > 1 or len(places) > 1
        return [replace(g, grades=[]) for g in groups] if several else groups
    graded = [[_own(m) for m in sentence.grades if m.first == place] for place in places]
    return [
        replace(group, grades=own, levels=[m.levels], spans=[*group.spans, *((g.first, g.last) for g in own)])
        for own, m in zip(graded, levels, strict=True)
    ]


def _own(mark: Mark) -> Mark:
    return Mark("grade", mark.value, mark.first, mark.last)
