"""Facts of a sentence with what belongs to each: grade, side, levels, structure.

A sentence is read from left to right as groups around a noun. A grade or level that follows a complete group begins another one, which
takes the noun of the group before it ("moderate here and there, severe on the left at the third place").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.base import NOT_STATED, Side
from .lexicon import Lexicon, Mark
from .sentence import Sentence

ADJECTIVES = 4
"""Words between a side and its noun."""
BESIDE = 6
"""Words behind `above` within which a level is not the place of the fact."""
COORDINATED = 9
"""Words from a noun to the coordinated one whose place it shares."""
COMPOUND = 4
"""Words of a name that hides a shorter one within it."""
BEHIND = 5
"""Words between a noun and a side behind it."""
LINKS = ("of", "in", "within", "at", "involving")
"""Words between a noun and its place behind it."""


@dataclass
class Group:
    """A noun with what belongs to it, by index of word."""

    kind: str = ""
    """Finding kind; empty for a noun that is no finding, or none yet."""
    of: str = ""
    noun: bool = False
    first: int = -1
    last: int = -1
    grades: list[Mark] = field(default_factory=list)
    sides: list[Mark] = field(default_factory=list)
    levels: list[tuple[str, ...]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    leads: bool = False
    """Whether its levels stand before its noun."""
    carried: bool = False
    """Whether its levels are those of the group before it."""
    structures: list[tuple[str, Side]] = field(default_factory=list)

    @property
    def side(self) -> Side:
        """The side of the group; two sides together are both."""
        named = {m.value for m in self.sides}
        return NOT_STATED if not named else named.pop() if len(named) == 1 else "bilateral"  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _Item:
    role: str
    first: int
    last: int
    value: str = ""
    levels: tuple[str, ...] = ()


def groups_of(sentence: Sentence, nouns: list[Mark], lexicon: Lexicon) -> list[Group]:
    """The groups of a sentence around the given nouns (roles `kind` and `thing`)."""
    items = _items(sentence, nouns)
    starts = [0, *sentence.breaks, len(sentence.words)]
    made: list[Group] = []
    for begin, end in pairwise(starts):
        clause = [i for i in items if begin <= i.first < end]
        groups = _clause_groups(sentence, clause)
        _borrow(groups, made, lexicon)
        _spread_levels(sentence, groups)
        made += groups
    return [g for g in made if g.kind]


def _items(sentence: Sentence, nouns: list[Mark]) -> list[_Item]:
    inside = {n for m in nouns for n in range(m.first, m.last + 1)}
    beside = sentence.cued("beside")
    items = [_Item(m.role, m.first, m.last, m.value) for m in nouns]
    items += [_Item("grade", m.first, m.last, m.value) for m in sentence.grades]
    items += [_Item("side", m.first, m.last, m.value) for m in sentence.cued("side")]
    items += [
        _Item("level", m.first, m.last, levels=m.levels)
        for m in sentence.levels
        if not any(0 < m.first - b.last <= BESIDE and b.last not in inside for b in beside)
    ]
    return sorted(items, key=lambda i: (i.first, i.role != "kind"))


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
            current.grades = [g for g in current.grades if _graded(sentence, g.last, item.first, items)]
            current.sides = [s for s in current.sides if item.first - s.last <= ADJECTIVES + 1 or s.first > item.first]
            kind, _, of = item.value.partition(":")
            current.kind, current.of, current.noun = (kind if item.role == "kind" else ""), of, True
            current.first, current.last = item.first, item.last
            current.spans.append((item.first, item.last))
        elif item.role == "grade":
            behind = current.noun and not current.grades and _linked(sentence, current, item)
            ahead = follower is not None and _leads_noun(sentence, items, n)
            if behind and not ahead:
                current.grades.append(Mark("grade", item.value, item.first, item.last))
                current.spans.append((item.first, item.last))
                continue
            if current.noun or any(g.first != item.first for g in current.grades):
                current = close()
            current.grades.append(Mark("grade", item.value, item.first, item.last))
            current.spans.append((item.first, item.last))
        elif item.role == "side":
            if current.noun and _binds_ahead(sentence, items, n):
                current = close()
            if current.noun and item.first - max(b for _, b in current.spans) > BEHIND:
                continue
            current.sides.append(Mark("side", item.value, item.first, item.last))
            current.spans.append((item.first, item.last))
        else:
            inside = current.noun and item.last <= current.last
            anew = current.noun and not inside and (leading or (current.levels and _heads_next(sentence, items, n)))
            if anew:
                current = close()
            current.leads = current.leads or not current.noun
            current.levels.append(item.levels)
            current.spans.append((item.first, item.last))
    close()
    return groups


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
        if later.role == "grade":
            return False
    return False


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
        if later.role != "grade":
            return False
    return False


def _heads_next(sentence: Sentence, items: list[_Item], n: int) -> bool:
    """Whether a level directly precedes the next grade or noun ("..., C5-6 severe")."""
    if n + 1 >= len(items) or items[n + 1].role == "level":
        return False
    return items[n + 1].first == items[n].last + 1 and items[n + 1].role in ("grade", "kind", "thing")


def _only(sentence: Sentence, last: int, first: int, role: str) -> bool:
    """Whether nothing but words of a role, or commas, stands between two nouns."""
    allowed = {n for m in sentence.cued(role) for n in range(m.first, m.last + 1)}
    return all(n in allowed or sentence.words[n].word == "," for n in range(last + 1, first))


def _borrow(groups: list[Group], before: list[Group], lexicon: Lexicon) -> None:
    """Gives groups without a noun the noun of their neighbour, where the grade fits it and the place is another."""
    known = [*before]
    for n, group in enumerate(groups):
        if not group.noun and group.grades:
            earlier = next((g for g in reversed(known) if g.noun), None)
            later = groups[n + 1] if n + 1 < len(groups) else None
            for other in (earlier, later):
                if other is None or not other.kind or not other.noun:
                    continue
                scale = lexicon.pack.kind(other.kind).scale
                fits = any(g.value.startswith(f"{scale}:") for g in group.grades)
                elsewhere = bool(group.levels) or (group.sides and group.side != other.side)
                if fits and elsewhere:
                    group.kind, group.of, group.noun = other.kind, other.of, True
                    group.first, group.last = group.spans[0][0], group.spans[-1][1]
                    group.levels = group.levels or list(other.levels)
                    break
        known.append(group)


def _spread_levels(sentence: Sentence, groups: list[Group]) -> None:
    """Levels at the head of a clause hold for what follows; levels at its end for coordinated nouns before them."""
    leading: list[tuple[str, ...]] = []
    for group in groups:
        if group.levels and group.leads:
            leading = group.levels
        elif not group.levels and leading:
            group.levels = list(leading)
    for here, following in pairwise(groups):
        if here.noun and here.levels and following.noun and not following.levels and not sentence.cued("beside"):
            edge = max(b for _, b in here.spans)
            between = [w.word for w in sentence.words[edge + 1 : min(a for a, _ in following.spans)]]
            carried = here.carried and all(w in ("and", ",", "with") for w in between)
            if len(between) <= 4 and ("with" in between or carried or (len(between) <= 1 and "," not in between)):
                following.levels, following.carried = list(here.levels), True
    for n in range(len(groups) - 2, -1, -1):
        here, following = groups[n], groups[n + 1]
        shared = here.noun and following.noun and following.levels and not here.levels and not following.leads
        if shared and following.first - here.last <= COORDINATED:
            here.levels = list(following.levels)


def nouns_of(sentence: Sentence, performed: bool, lexicon: Lexicon) -> list[Mark]:
    """The nouns of a sentence: named kinds, kinds made of parts, places of a head, and things that are no finding."""
    found: list[Mark] = []
    for mark in sentence.names:
        if mark.role in ("kind", "thing") or (mark.role == "performed" and performed):
            found.append(Mark("thing" if mark.role == "thing" else "kind", mark.value, mark.first, mark.last))
    found += _of_heads(sentence)
    found += list(_of_parts(sentence, lexicon, "part"))
    found.sort(key=lambda m: (m.first, m.first - m.last))
    kept: list[Mark] = []
    for mark in found:
        over = [
            k
            for k in kept
            if k.last >= mark.first
            and k.first <= mark.last
            and (k.role == "thing" or (k.first, k.last) != (mark.first, mark.last))
        ]
        if mark.role == "thing" and any(k.last >= mark.first and k.first <= mark.last for k in kept):
            continue
        if over and (
            mark.role == "thing" or (all(k.role == "kind" for k in over) and any(k.value == mark.value for k in over))
        ):
            continue
        kept = [k for k in kept if not (k in over and (k.role == "thing" or _within(k, mark)))]
        if any(_within(mark, k) for k in over):
            continue
        kept.append(mark)
    return kept


def _within(small: Mark, large: Mark) -> bool:
    """Whether a name is part of a longer one of a few words."""
    size = large.last - large.first
    return large.first <= small.first and small.last <= large.last and small.last - small.first < size <= COMPOUND


def _of_heads(sentence: Sentence) -> Iterator[Mark]:
    """`canal or foraminal stenosis`: a kind for each place before the head, or behind it after `of`; else the plain kind."""
    places = [m for m in sentence.names if m.role == "place"]
    heads = [m for m in sentence.names if m.role == "head"]
    others = {n for m in sentence.names if m.role in ("kind", "thing") for n in range(m.first, m.last + 1)}
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    grades = {n for m in sentence.grades for n in range(m.first, m.last + 1)}
    free = sentence.fillers | sides | grades | sentence.level_words
    used: set[int] = set()
    for head in heads:
        own: list[Mark] = []
        edge = head.first
        for place in reversed([p for p in places if p.last < head.first and p.first not in used]):
            between = range(place.last + 1, edge)
            if all(n in free and n not in others for n in between):
                own.insert(0, place)
                edge = place.first
            else:
                break
        if not own:
            edge = head.last
            for place in (p for p in places if p.first > head.last):
                linked = edge > head.last or sentence.words[edge + 1].word in LINKS
                if (
                    linked
                    and place.first - edge <= 7
                    and all(n in free and n not in others for n in range(edge + 1, place.first))
                ):
                    own.append(place)
                    edge = place.last
                else:
                    break
        used.update(p.first for p in own)
        for place in own:
            near = (place is own[-1] and place.last < head.first) or (place is own[0] and place.first > head.last)
            first = min(place.first, head.first) if near else place.first
            last = max(place.last, head.last) if near else place.last
            yield Mark("kind", place.value.partition(":")[2], first, last)
        if not own:
            yield Mark("kind", head.value, head.first, head.last)


def _of_parts(sentence: Sentence, lexicon: Lexicon, role: str) -> Iterator[Mark]:
    """Kinds whose parts stand near each other, in any order, in one clause."""
    parts: dict[str, list[list[Mark]]] = {}
    for mark in sentence.cued(role):
        kind, n, m = mark.value.split(":")
        lists = lexicon.reading_of(kind).together if role == "part" else lexicon.reading_of(kind).absent_together
        slots = parts.setdefault(f"{kind}:{n}", [[] for _ in lists[int(n)]])
        slots[int(m)].append(mark)
    for key, slots in parts.items():
        kind = key.split(":")[0]
        reach = lexicon.reading_of(kind).within
        done = -1
        for first in slots[0]:
            chosen = [first]
            for slot in slots[1:]:
                near = [
                    m
                    for m in slot
                    if _apart(m, first) <= reach and sentence.clause(m.first) == sentence.clause(first.first)
                ]
                if near:
                    chosen.append(min(near, key=lambda m: _apart(m, first)))
            if len(chosen) == len(slots):
                begin, end = min(m.first for m in chosen), max(m.last for m in chosen)
                if begin > done:
                    done = end
                    yield Mark("kind", kind, begin, end)


def denied_parts(sentence: Sentence, lexicon: Lexicon) -> list[Mark]:
    """Kinds that words near each other deny, such as `hardware` and `intact`."""
    return list(_of_parts(sentence, lexicon, "denied part"))


def _apart(one: Mark, other: Mark) -> int:
    """Words between two marks."""
    return max(one.first - other.last, other.first - one.last) - 1
