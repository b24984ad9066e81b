"""Facts of a sentence with what belongs to each: grade, side, levels, structure.

A sentence is read from left to right as groups around a noun. A grade or level that follows a complete group begins another one, which
takes the noun of the group before it ("moderate here and there, severe on the left at the third place").
"""

from dataclasses import dataclass
from itertools import pairwise

from .beside_levels import place_of_beside, stands_beside
from .borrowed import borrow, share_grades, share_sides
from .clear_side import ENDS, led_by_well, none_on, of_clear, told_none, told_well
from .graded import DASH
from .group import Group
from .in_one_place import place_alike
from .lexicon import Lexicon, Mark
from .neighbouring import behind_description, describes, of_neighbours, only_described
from .nothing_there import nothing_there
from .respective import respective
from .sentence import Sentence
from .spread import (
    closes,
    enclosed,
    joined,
    led_by_colon,
    led_by_relative,
    let_go,
    opens,
    share_places,
    spread_levels,
    told_elsewhere,
)

ADJECTIVES = 4
"""Words between a side and its noun."""
HEADING = ("(", ":", "=")
"""Signs between a level and the grade that holds there."""
BEHIND = 5
"""Words between a noun and a side behind it."""


@dataclass(slots=True, unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
class _Item:
    role: str
    first: int
    last: int
    value: str = ""
    levels: tuple[str, ...] = ()
    own: bool = False
    """Of a level: whether the words behind it say that it is well, so that what stands before is not told of it."""


def groups_of(sentence: Sentence, nouns: list[Mark], lexicon: Lexicon) -> list[Group]:
    """The groups of a sentence around the given nouns (roles `kind` and `thing`)."""
    if all(m.role != "kind" for m in nouns):
        return []  # no group can have a kind of its own, or that of a neighbour
    items = _items(sentence, nouns, lexicon)
    starts = [0, *sentence.breaks, len(sentence.words)]
    made: list[Group] = []
    for begin, end in pairwise(starts):
        clause = [i for i in items if begin <= i.first < end]
        groups = share_places(_clause_groups(sentence, clause))
        led_by_relative(sentence, groups, begin, max((s for s in starts if s < begin), default=0))
        borrow(sentence, groups, made, lexicon)
        spread_levels(sentence, groups)
        made += groups
    if describes(sentence):
        place_alike(sentence, nouns, made, lexicon)
    share_sides(sentence, made, lexicon)
    share_grades(sentence, made, lexicon)
    made = of_neighbours(sentence, told_elsewhere(sentence, respective(sentence, made)))
    return [g for g in made if g.kind and not _told_by_side(g, made)]


def _told_by_side(group: Group, groups: list[Group]) -> bool:
    """Whether an ungraded noun of both sides is told again, graded, of each of them."""
    if group.grades or group.side != "bilateral":
        return False
    again = [g for g in groups if g.grades and g.kind == group.kind and g.levels == group.levels]
    return {g.side for g in again} >= {"left", "right"}


def _items(sentence: Sentence, nouns: list[Mark], lexicon: Lexicon) -> list[_Item]:
    inside = {n for m in nouns for n in range(m.first, m.last + 1)}
    beside = sentence.cued("beside")
    heads = {n for m in nouns if m.role == "kind" for n in range(m.first, m.last + 1)}  # of this it is the place
    landmark = place_of_beside(sentence, nouns, beside)
    items = [
        _Item(m.role, m.first, m.last, m.value) for m in nouns if m is not landmark and not only_described(sentence, m)
    ]
    items += [_Item("grade", m.first, m.last, m.value) for m in sentence.grades]
    items += [_Item(m.role, m.first, m.last, m.value) for m in nothing_there(sentence, nouns, lexicon)]
    items += [_Item("side", m.first, m.last, m.value) for m in sentence.cued("side")]
    items += [
        _Item(
            "level", m.first, m.last, levels=m.levels, own=told_well(sentence, m.last) or told_none(sentence, m.first)
        )
        for m in sentence.levels
        if (
            heads & {m.first, m.last + 1}
            or landmark is not None
            or enclosed(sentence, m.first, m.last)
            or not any(stands_beside(sentence, b, m.first) and b.last not in inside for b in beside)
        )
        and not (m.first and sentence.words[m.first - 1].word == ">")
    ]
    return sorted(items, key=lambda i: (i.first, i.role != "kind", i.last))


def _clause_groups(sentence: Sentence, items: list[_Item]) -> list[Group]:
    groups: list[Group] = []
    current = Group()
    first_noun = next((n for n, i in enumerate(items) if i.role in ("kind", "thing")), len(items))
    leading = any(i.role == "level" for i in items[:first_noun])

    def close() -> Group:
        if current.noun or current.grades or current.levels or current.sides:
            groups.append(current)
        return Group()

    for n, item in enumerate(items):
        follower = items[n + 1] if n + 1 < len(items) else None
        if item.role in ("kind", "thing"):
            if current.noun:
                if (
                    current.kind
                    and f"{current.kind}:{current.of}".rstrip(":") == item.value
                    and _only(sentence, current.last, item.first, "joins")
                ):
                    current.last = item.last
                    current.spans.append((item.first, item.last))
                    continue
                current = close()
            fitting = [g for g in current.grades if _graded(sentence, g.last, item.first, items)]
            if current.levels and current.grades and not fitting and current.leads:
                levels, ends = list(current.levels), {n for g in current.grades for n in (g.first - 1, g.last + 1)}
                beside = [s for s in current.sides if s.first in ends or s.last in ends]
                apart = [s for s in current.sides if s not in beside]
                current.sides = beside
                current = close()  # What is graded there is the noun before, as this one is not.
                current.levels, current.leads, current.sides = levels, True, apart
            elif current.grades and not fitting and current.sides and not current.noun and _of_side(sentence, current):
                current = close()  # It grades the noun before, on a side of its own.
                fitting = []
            current.grades = fitting
            current.sides = [
                s for s in current.sides if _gap(sentence, s.last, item.first) <= ADJECTIVES + 1 or s.first > item.first
            ]
            kind, _, of = item.value.partition(":")
            current.kind, current.of, current.noun = (kind if item.role == "kind" else ""), of, True
            current.first, current.last = item.first, item.last
            current.spans.append((item.first, item.last))
        elif item.role == "grade":
            behind = current.noun and not current.grades
            behind = behind and (
                _linked(sentence, current, item) or (n > 0 and _at_level(sentence, items[n - 1], item))
            )
            ahead = follower is not None and _leads_noun(sentence, items, n)
            same = bool(current.grades) and current.grades[-1].first == item.first  # one word, on several scales
            behind = behind and not (current.sides and _sided_behind(sentence, item, items[n + 1 :]))
            behind = behind or (same and current.noun)
            if behind and not (ahead and (item.first > current.last + 1 or not _comma_ahead(sentence, items, n))):
                current.grades.append(Mark("grade", item.value, item.first, item.last))
                current.spans.append((item.first, item.last))
                continue
            if current.noun or any(g.first != item.first for g in current.grades):
                current = close()
            current.grades.append(Mark("grade", item.value, item.first, item.last))
            current.spans.append((item.first, item.last))
        elif item.role == "side":
            graded = follower is not None and follower.role == "grade" and follower.first == item.last + 1
            full = graded and bool(current.grades or (current.noun and current.sides))
            inside = current.noun and current.first < item.first < current.last
            if full or (current.noun and not inside and _binds_ahead(sentence, items, n)):
                current = close()
            far = max((b for _, b in current.spans), default=item.first)
            if current.noun and (item.first - far > BEHIND or _begins_anew(sentence, far, item.first)):
                continue
            if current.noun and (
                (current.sides and (_of_unknown(sentence, far, item) or none_on(sentence, item.first)))
                or of_clear(sentence, far, item.last)
            ):
                continue
            current.sides.append(Mark("side", item.value, item.first, item.last))
            current.spans.append((item.first, item.last))
        elif current.noun and current.levels == [item.levels] and not _heads_next(sentence, items, n):
            current.spans.append((item.first, item.last))  # named again, in other words
        else:
            inside = current.noun and item.last <= current.last
            behind = (
                sentence.words[item.first - 1].word == "at" and item.first - current.last <= 3 if item.first else False
            )
            behind = behind or (
                current.noun and not current.leads and closes(sentence, current.last, item.first, item.last)
            )
            behind = behind and not opens(sentence, item.first, item.last)
            if behind and current.noun and current.leads:
                let_go(sentence, current)
            graded = bool(current.grades and current.levels)
            anew = opens(sentence, item.first, item.last) and bool(current.spans)
            own = not current.kind or (follower is not None and follower.role == "kind")
            anew = anew or (current.noun and own and led_by_colon(sentence, current.last, item.first))
            anew = anew or bool(
                (current.noun or graded)
                and not inside
                and (
                    (leading and not (behind and not current.leads))
                    or ((current.levels or joined(sentence, item.first)) and _heads_next(sentence, items, n))
                    or (graded and follower is not None and _at_level(sentence, item, follower))
                )
            )
            if anew:
                current = close()
            elif (
                current.noun
                and current.levels
                and not inside
                and (
                    item.own
                    or _of_unknown_noun(sentence, current, item)
                    or led_by_well(sentence, max(b for _, b in current.spans), item.first)
                )
            ):
                current = close()
                current.noun = True
            current.leads = current.leads or not current.noun
            current.levels.append(item.levels)
            current.spans.append((item.first, item.last))
    close()
    return groups


def _of_unknown(sentence: Sentence, last: int, side: _Item) -> bool:
    """Whether a side behind a comma belongs to a word behind it: another place, or one that is not known ("..., left one normal")."""
    n = side.last + 1
    if n >= len(sentence.words):
        return False
    if _all_well(sentence, n) and _parted(sentence, last, side.first):
        return True
    if not any(sentence.words[n].word == "," for n in range(last + 1, side.first)):
        return False
    if any(m.first == n and m.role in ("structure", "treatment") for m in sentence.names):
        return True
    marks = [*sentence.names, *sentence.cues, *sentence.grades]
    return sentence.words[n].word.isalpha() and not any(m.first <= n <= m.last for m in marks)


def _all_well(sentence: Sentence, n: int) -> bool:
    """Whether from a word on it is said of what stands before that nothing is wrong with it ("the left one is normal")."""
    while n in sentence.copulas and sentence.words[n].word.isalpha():
        n += 1
    return any(m.first == n for role in ("unremarkable", "denied head") for m in sentence.cued(role))


def _parted(sentence: Sentence, last: int, first: int) -> bool:
    """Whether a comma or a joining word stands between two words."""
    joins = {m.first for m in sentence.cued("joins")}
    return any(n in joins or sentence.words[n].word == "," for n in range(last + 1, first))


def _of_unknown_noun(sentence: Sentence, group: Group, level: _Item) -> bool:
    """Whether a joined word that is not known stands before another level: the level is its own ("severe here and swelling there")."""
    last = max(b for _, b in group.spans)
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    joins |= {n for n in range(last + 1, level.first) if sentence.words[n].word == ","}
    known = sentence.fillers | sentence.copulas | sentence.level_words | joins
    known |= {n for m in (*sentence.names, *sentence.cues, *sentence.grades) for n in range(m.first, m.last + 1)}
    between = range(last + 1, level.first)
    if not any(n in joins for n in between):
        return False
    return any(n not in known and n - 1 in known and sentence.words[n].word.isalpha() for n in between)


def _begins_anew(sentence: Sentence, last: int, first: int) -> bool:
    """Whether a comma with a joining word parts two words, as before the next thing told."""
    joins = {m.first for m in sentence.cued("joins")}
    return any(sentence.words[n].word == "," and n + 1 in joins for n in range(last + 1, first))


def _of_side(sentence: Sentence, group: Group) -> bool:
    """Whether a grade without a noun stands with a side alone, before a comma or a denial ("..., moderate on the left, with no such")."""
    edge = max(b for _, b in group.spans) + 1
    begins = {m.first for m in sentence.cued("negation")}
    return edge < len(sentence.words) and (sentence.words[edge].word == "," or not begins.isdisjoint((edge, edge + 1)))


def _gap(sentence: Sentence, last: int, first: int) -> int:
    """Words from one place to another, without levels and what joins them."""
    passed = sentence.level_words
    joined = {
        n
        for m in sentence.cued("joins")
        if m.first - 1 in passed and m.last + 1 in passed
        for n in range(m.first, m.last + 1)
    }
    return first - last - sum(n in passed or n in joined for n in range(last + 1, first))


def _graded(sentence: Sentence, last: int, first: int, items: list[_Item]) -> bool:
    """Whether only words that carry no meaning of their own stand between a grade and its noun."""
    passed = {n for i in items if i.role in ("side", "level", "grade") for n in range(i.first, i.last + 1)}
    passed |= {n for m in sentence.names if m.role == "place" for n in range(m.first, m.last + 1)}
    between = range(last + 1, first)
    if any(sentence.words[n].word == "," for n in between) and not any(n in passed for n in between):
        return False
    return all(n in sentence.fillers or n in passed for n in between)


def _linked(sentence: Sentence, group: Group, item: _Item) -> bool:
    """Whether a grade stands behind its noun, with only words like `is` and places or sides between."""
    used = {n for a, b in group.spans for n in range(a, b + 1)}
    between = range(group.last + 1, item.first)
    return len(between) <= 12 and all(n in sentence.copulas or n in used or n in sentence.fillers for n in between)


def _leads_noun(sentence: Sentence, items: list[_Item], n: int) -> bool:
    """Whether the next noun is what this grade grades."""
    for later in items[n + 1 :]:
        if later.role in ("kind", "thing"):
            return _graded(sentence, items[n].last, later.first, items)
        if later.role == "grade" and later.first != items[n].first:
            return _side_by_side(sentence, items[n], later, items) and _leads_noun(sentence, items, items.index(later))
    return False


def _comma_ahead(sentence: Sentence, items: list[_Item], n: int) -> bool:
    """Whether a comma stands between a grade and the next noun."""
    later = next(i for i in items[n + 1 :] if i.role in ("kind", "thing"))
    return any(w.word == "," for w in sentence.words[items[n].last + 1 : later.first])


def _side_by_side(sentence: Sentence, grade: _Item, later: _Item, items: list[_Item]) -> bool:
    """Whether only a side and a joining word stand between two grades ("severe right and moderate left ...")."""
    sides = {n for i in items if i.role == "side" for n in range(i.first, i.last + 1)}
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    between = range(grade.last + 1, later.first)
    joins |= {n for n in between if sentence.words[n].word == ","}
    joined = any(n in joins for n in between)
    return joined and any(n in sides for n in between) and all(n in sides or n in joins for n in between)


def _binds_ahead(sentence: Sentence, items: list[_Item], n: int) -> bool:
    """Whether a side stands before the noun it belongs to ("left one"), not behind it ("on the left")."""
    item = items[n]
    before = {sentence.words[i].word for i in range(max(0, item.first - 2), item.first)}
    if before & {"on", "to", "toward"}:
        return False
    for later in items[n + 1 :]:
        if later.role in ("kind", "thing"):
            between = sentence.words[item.last + 1 : later.first]
            return len(between) <= ADJECTIVES and not any(w.word in (",", "and", "or", "with", "at") for w in between)
        if later.role not in ("grade", "level"):
            return False
    return False


def _heads_next(sentence: Sentence, items: list[_Item], n: int) -> bool:
    """Whether a level directly precedes the next grade or noun ("..., C5-6 severe")."""
    if n + 1 >= len(items) or items[n + 1].role == "level":
        return False
    edge = behind_description(sentence, items[n].last + 1)
    edge += edge < len(sentence.words) and sentence.words[edge].word in HEADING
    return items[n + 1].first == edge and items[n + 1].role in ("grade", "kind", "thing")


def _at_level(sentence: Sentence, level: _Item, grade: _Item) -> bool:
    """Whether a grade stands straight behind a level, in brackets or between signs ("at the one (moderate)", "the one, moderate, and ...")."""
    if level.role != "level" or grade.role != "grade":
        return False
    between = [w.word for w in sentence.words[level.last + 1 : grade.first]]
    after = sentence.words[grade.last + 1].word if grade.last + 1 < len(sentence.words) else "."
    return (
        between in (["("], ["="])
        or (between == [DASH] and after in (*ENDS, "and"))
        or (between == [","] and after in ENDS)
    )


def _sided_behind(sentence: Sentence, grade: _Item, later: list[_Item]) -> bool:
    """Whether a side stands behind a grade as its own ("severe left", "severe on the left")."""
    side = next((i for i in later if i.first != grade.first), None)
    if side is None or side.role != "side":
        return False
    return all(w.word in ("on", "the") for w in sentence.words[grade.last + 1 : side.first])


def _only(sentence: Sentence, last: int, first: int, role: str) -> bool:
    """Whether nothing but words of a role, or commas, stands between two nouns."""
    allowed = {n for m in sentence.cued(role) for n in range(m.first, m.last + 1)}
    return all(n in allowed or sentence.words[n].word == "," for n in range(last + 1, first))
