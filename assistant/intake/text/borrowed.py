"""Grades that stand without a noun, and take that of their neighbour."""

from collections.abc import Sequence
from itertools import pairwise

from ...model.base import NOT_STATED
from .group import Group
from .lexicon import Lexicon
from .sentence import Sentence

ONE_SIDE = ("left", "right")
JOINED = (",", "+", "/")
"""Signs that join places of one head."""
LISTED = 3
"""Places of a list of which the last alone names what is graded."""
PLAIN = ("joins", "alternatives", "fillers", "copulas", "side", "breaks", "beside", "location", "region", "others")
"""Roles of words behind a grade that are none of what it grades."""


def borrow(sentence: Sentence, groups: list[Group], before: list[Group], lexicon: Lexicon) -> None:
    """Gives groups without a noun the noun of their neighbour, where the grade fits it and the place is another."""
    known = [*before]
    heads = [g for g in groups if _heads(sentence, g)]
    _take_last(groups, before, lexicon)
    for n, group in enumerate(groups):
        if not group.noun and group.grades and not _grades_unknown(sentence, group):
            scaled = (g for g in reversed(known) if g.noun and (not g.kind or _has_scale(g, lexicon)))
            earlier = next(scaled, None)
            later = groups[n + 1] if n + 1 < len(groups) else None
            for other in (later, earlier) if _shares_next(sentence, group, later) else (earlier, later):
                if other is None or not other.kind or not other.noun:
                    continue
                scale = lexicon.pack.kind(other.kind).scale
                fits = any(g.value.startswith(f"{scale}:") for g in group.grades)
                elsewhere = bool(group.levels) or (group.sides and group.side != other.side)
                if fits and elsewhere:
                    group.kind, group.of, group.noun = other.kind, other.of, True
                    group.first, group.last = group.spans[0][0], group.spans[-1][1]
                    group.leads = group.leads and group.spans[0][0] < group.grades[0].first
                    group.levels = group.levels or list(other.levels)
                    if other is earlier and not group.sides and any(other is h for h in heads):
                        group.sides = list(other.sides)
                        heads.append(group)
                    break
        known.append(group)


def share_sides(sentence: Sentence, groups: Sequence[Group], lexicon: Lexicon) -> None:
    """Gives a noun without a side that of the one with which it shares words ("the root on the left is displaced and flattened", "the left
    root is displaced and flattened").
    """
    for one, other in pairwise(sorted(groups, key=lambda g: g.first)):
        if other.first > one.last or not all(g.kind and lexicon.reading_of(g.kind).located for g in (one, other)):
            continue
        if other.side in ONE_SIDE and not one.sides:
            one.sides = list(other.sides)
        elif one.side in ONE_SIDE and not other.sides:
            other.sides = list(one.sides)
    _carry_sides(sentence, groups, lexicon)


def _carry_sides(sentence: Sentence, groups: Sequence[Group], lexicon: Lexicon) -> None:
    """Gives what is felt at a further place the one side that the sentence names, of the place told before ("left buttock and calf pain
    going into the sole").
    """
    if len({m.value for m in sentence.cued("side")}) != 1:
        return
    told: dict[str, Group] = {}
    for group in sorted(groups, key=lambda g: g.first):
        if not group.kind or not group.of or not lexicon.reading_of(group.kind).felt:
            continue
        if group.side in ONE_SIDE:
            told[group.kind] = group
        elif not group.sides and (before := told.get(group.kind)) is not None:
            group.sides = list(before.sides)


def share_grades(sentence: Sentence, groups: Sequence[Group], lexicon: Lexicon) -> None:
    """Gives joined places of one head the grade before the first ("severe here and there"), but not over a side."""
    heads = {m.first for m in sentence.names if m.role == "head"}
    places = {m.first for m in sentence.names if m.role == "place"}
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    for one, other in pairwise(sorted(groups, key=lambda g: g.first)):
        if other.grades or not (one.grades and one.kind and other.kind) or one.kind == other.kind:
            continue
        bare = one.first in places and other.first in places and heads.isdisjoint(range(one.first, one.last + 1))
        between = range(one.last + 1, other.first)
        sides = {n for m in other.sides for n in range(m.first, m.last + 1)}
        joined = any(n not in sides for n in between)
        joined = joined and all(n in joins or n in sides or sentence.words[n].word in JOINED for n in between)
        fits = {lexicon.pack.kind(g.kind).scale for g in (one, other)}
        sided = other.side in ONE_SIDE or one.side in ONE_SIDE  # it may be that of the first alone
        if bare and joined and len(fits) == 1 and all(g.last < one.first for g in one.grades) and not sided:
            other.grades = list(one.grades)


def _heads(sentence: Sentence, group: Group) -> bool:
    """Whether a noun with its side stands before all its places and grades, so that it heads a list of them ("left one: mild here, severe
    there", "one on the left, mild here, severe there").
    """
    inside = [m.first for m in sentence.levels if any(a <= m.first <= b for a, b in group.spans)]
    first = min([*inside, *(g.first for g in group.grades)], default=len(sentence.words))
    return group.noun and group.last < first and all(m.last < max(first, group.first) for m in group.sides)


def _take_last(groups: list[Group], before: Sequence[Group], lexicon: Lexicon) -> None:
    """Gives grades with a place the noun that closes their list ("moderate here, severe there, mild ... at the third")."""
    if any(g.noun for g in before) or len(groups) < LISTED:
        return
    for one, other in reversed(list(pairwise(groups))):
        fits = other.kind and other.noun and not one.noun and one.grades and one.levels and other.levels and other.leads
        if fits and any(g.value.startswith(f"{lexicon.pack.kind(other.kind).scale}:") for g in one.grades):
            one.kind, one.of, one.noun = other.kind, other.of, True
            one.first, one.last = one.spans[0][0], one.spans[-1][1]


def _grades_unknown(sentence: Sentence, group: Group) -> bool:
    """Whether a word that is not known stands directly behind a grade, which grades that ("mild changes there, none of the other")."""
    n = group.grades[-1].last + 1
    if n >= len(sentence.words) or not sentence.words[n].word.isalpha() or len(sentence.words[n].word) == 1:
        return False  # "w" is a word that joins
    plain = [m for role in PLAIN for m in sentence.cued(role)]
    marks = [*sentence.names, *sentence.grades, *plain]
    return n not in sentence.level_words and not any(m.first <= n <= m.last for m in marks)


def _shares_next(sentence: Sentence, group: Group, later: Group | None) -> bool:
    """Whether a side with its grade is joined to the next one, whose noun is that of both ("moderate right and severe left one")."""
    if later is None or not group.sides or group.levels or not later.noun or not later.sides:
        return False
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    between = range(max(b for _, b in group.spans) + 1, min(a for a, _ in later.spans))
    comma = {group.side, later.side} == {"left", "right"} and bool(later.grades)
    return len(between) > 0 and all(n in joins or (comma and sentence.words[n].word == ",") for n in between)


def _has_scale(group: Group, lexicon: Lexicon) -> bool:
    return lexicon.pack.kind(group.kind).scale != NOT_STATED
