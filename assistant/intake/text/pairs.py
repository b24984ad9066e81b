"""What was found with the structure where it was found: values, structures and sides of a clause, in whatever order they stand."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ...model.base import NOT_STATED, Side
from .lexicon import Mark
from .sentence import BEHIND, Sentence, bracketed, of_whole

ACROSS = 8
"""Words between a structure and what was found there."""
FORMER = 2
"""Words between a word such as `was` and the value of an earlier day."""
MEASURED = ("at", "degree", "deg", "\u00b0")
"""Words of an angle, which may stand between a value and its side."""
TOWARD = ("toward", "towards")
"""Words that lead to the side to which something was tested."""
OPENS = 2
"""Words before a side that stands at the beginning of its clause."""
LEADING_ON = ("at", "on", "in", "for", "with", "to", "and", "but", "the")
"""Words behind a sign of plus that tell more of what is positive."""
EVOKED = 4
"""Words behind a side within which what a test brings on may be named."""
BEFORE = (":", ")", "the")
"""Words that may stand between a side and what follows it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What was found at a structure, and the words that say so."""

    target: Mark
    side: Side
    value: Mark
    first: int
    last: int


@dataclass(slots=True)
class _Run:
    """Structures with what was found there."""

    targets: list[Mark] = field(default_factory=list)
    values: list[Mark] = field(default_factory=list)
    sides: list[Mark] = field(default_factory=list)


def side_of(sentence: Sentence, mark: Mark) -> Side:
    """The side directly before words, within them, or behind them (`on the left`, `bilaterally`)."""
    before = _side_before(sentence, mark)
    return before if before != NOT_STATED else _side_behind(sentence, mark)


def leads_another(sentence: Sentence, value: Mark, targets: list[Mark]) -> bool:
    """Whether a sign of plus behind a comma is that of a word behind it which is none of the structures ("one negative, + tenderness")."""
    words, n = sentence.words, value.last + 1
    if words[value.first].word != "+" or value.last != value.first or not value.first or n >= len(words):
        return False
    parted = words[value.first - 1].word == "," or any(m.last == value.first - 1 for m in sentence.cued("joins"))
    word = words[n].word
    own = any(n <= t.first <= n + 2 for t in targets) or any(m.first == n for m in sentence.cued("side"))
    return parted and word.isalpha() and len(word) > 1 and not own and word not in LEADING_ON


def side_that_leads(sentence: Sentence, place: tuple[int, int], told: list[Mark]) -> Side:
    """The one side of a clause that stands before all that is told in it: at its beginning ("on the one side, ..."), or as that of a
    region ("in the left one").
    """
    sides = [m for m in sentence.cued("side") if place[0] <= m.first < place[1]]
    if len(sides) != 1 or sides[0].last >= min(m.first for m in told):
        return NOT_STATED
    side = sides[0]
    after = sentence.words[side.last + 1].word
    heads = side.first - place[0] <= OPENS and after in (",", ":")
    regional = any(side.first <= m.first <= side.last + 2 for m in sentence.cued("region"))
    return side.value if heads or regional else NOT_STATED  # type: ignore[return-value]


def pairs_of(
    sentence: Sentence,
    place: tuple[int, int],
    targets: list[Mark],
    values: list[Mark],
    columns: tuple[str, ...],
    evokes: Container[str] = (),
) -> list[Pair]:
    """Each value of a clause with its structures and their side. `columns`: the sides that head a table; `evokes`: words for what a test
    brings on.
    """
    pairing = _Pairing(sentence, place, columns, evokes)
    values = pairing.of_now([v for v in values if not pairing.of_the_rest(v, targets)], targets)
    return list(pairing.pairs(targets, values)) if targets and values else []


class _Pairing:
    """Pairs the structures and values of one clause."""

    def __init__(
        self, sentence: Sentence, place: tuple[int, int], columns: tuple[str, ...], evokes: Container[str]
    ) -> None:
        self._sentence = sentence
        self._evokes = evokes
        self._words = sentence.words
        self._first, self._last = place
        self._columns = columns
        joined = (m for role in ("joins", "fillers") for m in sentence.cued(role))
        self._plain = frozenset(n for m in joined for n in range(m.first, m.last + 1))
        heads = {m.first for m in bracketed(sentence)}
        self._sides = [m for m in sentence.cued("side") if self._first <= m.first < self._last and m.first not in heads]
        self._placed = frozenset(n for m in self._sides for n in range(m.first, m.last + 1))

    def pairs(self, targets: list[Mark], values: list[Mark]) -> Iterator[Pair]:
        """Run by run; a side that stands before the first structure of a list is that of all that follow without one."""
        if parts := self._each_whole(targets, values) or self._led_then_told(targets, values):
            for one, valued in parts:
                yield from self.pairs(one, valued)
            return
        leading = self._leading(targets, values)
        before: _Run | None = None
        carried: Side = NOT_STATED
        for run in self._runs(targets, values, leading=leading):
            again = not run.targets and before is not None and bool(run.values)
            if again and before is not None and self._goes_on(before.values[-1], run.values[0]):
                run.targets = before.targets
            found = list(self._of_run(run)) if run.targets and run.values else []
            if again:
                own = side_of(self._sentence, run.values[0])
                found = [Pair(p.target, own, p.value, p.first, p.last) for p in found if own != NOT_STATED]
            elif found:
                own = _side_before(self._sentence, run.targets[0])
                if own != NOT_STATED or leading or any(p.side != NOT_STATED for p in found):
                    carried = own
                elif before is None or not self._parted_by(before.values[-1], run.targets[0]):
                    carried = NOT_STATED
                else:
                    found = [Pair(p.target, carried, p.value, p.first, p.last) for p in found]
            yield from found
            before = run if run.values else before

    # --- Order --------------------------------------------------------------------------------------------------------

    def _leading(self, targets: list[Mark], values: list[Mark]) -> bool:
        """Whether values stand before their structures, as in all parts between commas that hold both."""
        marks = sorted([(m.first, "t") for m in targets] + [(m.first, "v") for m in values])
        told = []
        for _, part in groupby(marks, key=lambda m: self._commas(m[0])):
            order = "".join(what for what, _ in groupby(what for _, what in part))
            told += [order] if len(order) > 1 else []
        if len(told) == 1 and told[0] == "vtv":  # "5/5 but for A 4/5" against "1+ at A against 2+ on the right"
            return _side_behind(self._sentence, values[-1]) != NOT_STATED
        return all(order[0] == "v" for order in told) if told else marks[0][1] == "v"

    def _each_whole(self, targets: list[Mark], values: list[Mark]) -> list[tuple[list[Mark], list[Mark]]]:
        """The parts between commas, where each holds a structure and a value, and not all in the same order."""
        parts: dict[int, tuple[list[Mark], list[Mark]]] = {}
        for mark in targets:
            parts.setdefault(self._commas(mark.first), ([], []))[0].append(mark)
        for mark in values:
            parts.setdefault(self._commas(mark.first), ([], []))[1].append(mark)
        if not all(len(a) == len(b) == 1 for a, b in parts.values()):
            return []
        orders = {a[0].first < b[0].first for a, b in parts.values()}
        return list(parts.values()) if len(orders) > 1 else []

    def _led_then_told(self, targets: list[Mark], values: list[Mark]) -> list[tuple[list[Mark], list[Mark]]]:
        """A list behind its value, and behind a comma what is told apart ("positive in one, two and three, with four negative")."""
        if len(values) != 2 or len(targets) < 2 or not values[0].last < targets[0].first:
            return []
        own = [t for t in targets if self._commas(t.first) == self._commas(values[1].first)]
        if not own or len(own) == len(targets) or own[0] != targets[len(targets) - len(own)]:
            return []
        apart = own[-1].last < values[1].first and targets[-len(own) - 1].last < own[0].first
        return [(targets[: -len(own)], values[:1]), (own, values[1:])] if apart else []

    def _commas(self, n: int) -> int:
        """Commas of the clause before a word."""
        return sum(self._words[i].word in (",", ".") for i in range(self._first, n))

    def _runs(self, targets: list[Mark], values: list[Mark], *, leading: bool) -> list[_Run]:
        inner = {n for t in targets for n in range(t.first, t.last + 1)}
        items = [("t", m) for m in targets] + [("v", m) for m in values]
        items += [("s", m) for m in self._sides if m.first not in inner]
        items.sort(key=lambda i: i[1].first)
        opens = "v" if leading else "t"
        runs = [_Run()]
        for n, (what, mark) in enumerate(items):
            run = runs[-1]
            held = run.targets if leading else run.values
            anew = what == opens and bool(held or (leading and run.values))
            if what == "s" and held and n + 1 < len(items) and items[n + 1][0] == opens:
                ahead = self._parted_by(mark, items[n + 1][1], signs=False)
                anew = ahead and not (leading and held[-1].last + 1 == mark.first)
            if anew:
                run = _Run()
                runs.append(run)
            {"t": run.targets, "v": run.values, "s": run.sides}[what].append(mark)
        return runs

    # --- One run ------------------------------------------------------------------------------------------------------

    def _of_run(self, run: _Run) -> Iterator[Pair]:
        if len(run.values) == 2 and len(run.targets) == 1 and not run.sides and self._columns:
            for value, told in zip(run.values, self._columns, strict=False):
                yield self._pair(run.targets[0], told, value)  # type: ignore[arg-type]
        elif len(run.values) > 1 and (turns := self._by_turns(run)):
            yield from (self._pair(target, side, value) for value, side in turns for target in run.targets)
        elif not run.sides and len({v.value for v in run.values if v.role == "grade"}) > 1:
            return  # Without heads of columns it is not known which is which.
        else:
            yield from self._of_value(run, run.values[0])

    def _of_value(self, run: _Run, value: Mark) -> Iterator[Pair]:
        """One value for all structures of a run; those that are joined share a side."""
        own: Side = NOT_STATED
        behind = side_of(self._sentence, value)
        shared = self._side_of_list(run.targets)
        inner = [s for s in run.sides if run.targets[-1].last < s.first < value.first]
        if behind == NOT_STATED and len(inner) == 1 and len(run.targets) == 1:
            behind = inner[0].value  # type: ignore[assignment]
        if (
            behind == NOT_STATED
            and shared == NOT_STATED
            and not any(side_of(self._sentence, t) != NOT_STATED for t in run.targets)
        ):
            behind = self._alone(run, value)
        for n, target in enumerate(run.targets):
            if min(abs(target.first - value.last), abs(value.first - target.last)) > ACROSS + 3 * len(run.targets):
                continue
            here = side_of(self._sentence, target)
            if here == NOT_STATED and n and self._parted_by(run.targets[n - 1], target):
                here = own
            own = here
            here = shared if here == NOT_STATED else here
            yield self._pair(target, here if here != NOT_STATED else behind, value)

    def _alone(self, run: _Run, value: Mark) -> Side:
        """The one side of a part between commas, in a clause of one run: that of no other structure, or of what a test brings on."""
        words = self._words
        told = [*run.targets, value]
        begin, end = min(m.first for m in told), max(m.last for m in told)
        signs = [n for n in range(self._first, self._last) if words[n].word in (",", ";", ".", ":")]
        if any(begin < n < end for n in signs):
            return NOT_STATED
        first = max((n + 1 for n in signs if n < begin), default=self._first)
        last = min((n for n in signs if n > end), default=self._last)
        sides = [m for m in self._sides if first <= m.first < last]
        if not sides and last < len(words) and words[last].word == ",":  # "the one weak, left"
            ends = [*(n for n in signs if n > last), self._last]
            return next((m.value for m in self._sides if m.first == last + 1 and m.last + 1 == ends[0]), NOT_STATED)  # type: ignore[misc]
        if len(sides) != 1:
            return NOT_STATED
        side = sides[0]
        nexts = {m.first for m in self._sentence.names if m.role in ("structure", "sign")}
        brought = any(words[n].word in self._evokes for n in range(begin, min(last, side.first + EVOKED)))
        placed = side.first == first or words[side.first - 1].word in ("the", "on")
        free = side.last + 1 not in nexts and placed
        return side.value if free or (brought and side.first > begin) else NOT_STATED  # type: ignore[return-value]

    def _side_of_list(self, targets: list[Mark]) -> Side:
        """The side behind a list of joined structures, told of all of them ("A and B on the right")."""
        joined = all(self._parted_by(a, b) for a, b in pairwise(targets))
        following = self._words[targets[-1].last + 1 : targets[-1].last + 2]
        if len(targets) < 2 or not joined or not following:
            return NOT_STATED
        behind = _side_behind(self._sentence, targets[-1])
        return behind if following[0].word == "on" or behind == "bilateral" else NOT_STATED

    def _by_turns(self, run: _Run) -> list[tuple[Mark, Side]]:
        """Values with their sides, where sides and values take turns ("R 5/5, L 4/5", "5/5 R, 4/5 L")."""
        items = sorted([("s", m) for m in run.sides] + [("v", m) for m in run.values], key=lambda i: i[1].first)
        size = len(run.values)
        if "".join(what for what, _ in items) not in ("sv" * size, "vs" * size):
            return []
        if not all(self._goes_on(a, b) for a, b in zip(run.values, run.values[1:], strict=False)):
            return []
        return [(v, s.value) for v, s in zip(run.values, run.sides, strict=True)]  # type: ignore[misc]

    def _pair(self, target: Mark, side: Side, value: Mark) -> Pair:
        begin, end = min(target.first, value.first), max(target.last, value.last)
        told = [m for m in self._sides if (m.last == begin - 1 or begin <= m.first <= end + 3) and m.value == side]
        return Pair(target, side, value, min([begin, *(m.first for m in told)]), max([end, *(m.last for m in told)]))

    def _goes_on(self, before: Mark, value: Mark) -> bool:
        """Whether a value speaks of the same structure as the one before it: behind the comma no other word but sides stands between."""
        commas = [n for n in range(before.last + 1, value.first) if self._words[n].word == ","]
        edge = Mark("", "", 0, (commas or [before.last])[-1])
        return self._parted_by(edge, value, self._placed)

    def _parted_by(self, one: Mark, other: Mark, more: frozenset[int] = frozenset(), *, signs: bool = True) -> bool:
        """Whether only joining words, commas and the words told part two marks."""
        between = range(one.last + 1, other.first)
        if not signs:
            return all(n in self._plain and self._words[n].word.isalpha() for n in between)
        return all(n in self._plain or n in more or not self._words[n].word.isalpha() for n in between)

    # --- Which values count -------------------------------------------------------------------------------------------

    def of_now(self, values: list[Mark], targets: list[Mark]) -> list[Mark]:
        """Without values of an earlier day ("was the one", "the one improved to the other")."""
        kept: list[Mark] = []
        for n, value in enumerate(values):
            former = bool(kept) and any(0 < value.first - m.last <= FORMER for m in self._sentence.cued("earlier"))
            former = former and not any(kept[-1].last < t.first < value.first for t in targets)
            after = values[n + 1] if n + 1 < len(values) else None
            changed = after is not None and any(
                value.last < m.first < after.first and not self._leads_to_side(m) for m in self._sentence.cued("became")
            )
            parted = after is not None and any(value.last < t.first < after.first for t in targets)
            if not former and (not changed or parted):
                kept.append(value)
        return kept or values

    def _leads_to_side(self, mark: Mark) -> bool:
        """Whether a word leads to a side ("positive to the right"), and to no value of a later day."""
        return any(0 < m.first - mark.last <= 2 for m in self._sides)

    def of_the_rest(self, value: Mark, targets: list[Mark]) -> bool:
        """Whether a value is told of all the rest ("otherwise 5/5"), in a part between commas that names no structure."""
        rest = [m.first for m in self._sentence.cued("others") if self._first <= m.first <= self._last]
        here = self._commas(value.first)
        told = any(self._commas(n) == here or n == value.last + 1 for n in rest)
        return told and not any(self._commas(t.first) == here and value.last + 1 not in rest for t in targets)


def _side_before(sentence: Sentence, mark: Mark) -> Side:
    """The side directly before words, or within them."""
    begin, words = mark.first, sentence.words
    marks = {n for m in sentence.marks for n in range(m.first, m.last + 1)}
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    while begin - 1 in joins and begin - 2 in marks:  # "right A and B root"
        begin = next(n for n in range(begin - 2, -2, -1) if n not in marks) + 1
    near = {mark.first - 1, begin - 1}
    if begin > 1 and _describes(sentence, begin - 1):
        near.add(begin - 2)
    near |= {n - 1 for n in near if n > 0 and words[n].word in BEFORE}
    for side in sentence.cued("side"):
        if side.last in near or mark.first <= side.first <= side.last <= mark.last:
            return side.value  # type: ignore[return-value]
    return NOT_STATED


def _describes(sentence: Sentence, n: int) -> bool:
    """Whether a word is only an adjective: known in no other way ("left upper outer one")."""
    marks = [*sentence.names, *sentence.cues, *sentence.grades]
    return sentence.words[n].word.isalpha() and not any(m.first <= n <= m.last for m in marks)


def _side_behind(sentence: Sentence, mark: Mark) -> Side:
    """The side behind words that only a few plain ones part from it, unless it is that of the next structure."""
    nexts = {m.first for m in sentence.names if m.role in ("structure", "sign")}
    for side in sentence.cued("side"):
        between = sentence.words[mark.last + 1 : side.first]
        if (
            side.first > mark.last
            and len(between) <= 4
            and all(w.word in BEHIND or w.word in TOWARD or w.word in MEASURED or w.word.isdigit() for w in between)
        ):
            if side.last + 1 in nexts:
                break
            return side.value  # type: ignore[return-value]
    return of_whole(sentence, mark.last)
