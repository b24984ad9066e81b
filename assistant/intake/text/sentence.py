"""A sentence with the marks that the phrases of the data leave in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, TypeVar

from ...model.base import NOT_STATED, Side
from .dates import dated_month
from .gains import bare_gains, responses
from .graded import in_ranges
from .lexicon import GRADES, NAMES, LevelMark, Lexicon, Mark
from .line import Line
from .scored import changes
from .superseded import of_now
from .words import Token

HEADS = 5
"""Words of a line that heads the columns of a table."""
BEHIND_DASH = ("negated_after", "uncertain_after", "planned_after")
"""What speaks of the words before a dash, and begins no clause there ("the one thing - ruled out")."""
LEADS = 2
"""Words from one that counts two places to the first of them."""
COUNTING = frozenset(("both",))
"""Words for both sides that may count two places as well."""
PAIRING = frozenset(("the", "and", "&", "at"))
"""Words that may stand between them."""
COUNTS = frozenset(("visit", "session", "treatment"))
"""Words of what is counted in brackets, whose parts a semicolon divides without beginning a clause."""
_SIGNS = {"plus": "+", "minus": "-", "zero": "0"}
"""Signs of a grade in words."""
REMEMBERED = 8192
"""Sentences of which the marks are remembered."""
CLAUSE_SIGNS = frozenset(";\u2014")
T = TypeVar("T")


@dataclass(unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
class Sentence:
    """Words and marks of one sentence. Marks are in order; names never overlap each other."""

    line: Line
    words: list[Token]
    names: list[Mark]
    cues: list[Mark]
    grades: list[Mark]
    levels: list[LevelMark]
    marks: list[LevelMark] = field(default_factory=list, compare=False)
    """Landmarks, for what belongs to one of them and not to a level."""
    answer: tuple[str, int, int] = ("", 0, 0)
    """Where it asks and answers: `yes`, `no` or `open`, and the words that part question and answer, and that end the answer."""
    _roles: dict[str, list[Mark]] = field(default_factory=dict, compare=False)
    _made: dict[Callable[..., Any], Any] = field(init=False, default_factory=dict, compare=False)

    def of(self, make: "Callable[[Sentence, Lexicon], T]", lexicon: Lexicon) -> T:
        """What several readers make of this sentence with the words of the data, made once."""
        if make not in self._made:
            self._made[make] = make(self, lexicon)
        made: T = self._made[make]
        return made

    def by_landmarks(self) -> "Sentence":
        """The same sentence, with landmarks for levels."""
        return replace(self, levels=self.marks)

    def without(self, role: str) -> "Sentence":
        """The same sentence, without the cues of a role."""
        return replace(self, _roles={name: cues for name, cues in self._roles.items() if name != role})

    def cued(self, role: str) -> list[Mark]:
        """Cues of a role."""
        return self._roles.get(role, [])

    def cued_any(self, roles: frozenset[str]) -> bool:
        """Whether there is a cue of one of several roles."""
        return not roles.isdisjoint(self._roles)

    @cached_property
    def breaks(self) -> list[int]:
        """Indices of words that begin a new clause."""
        begun = [m.first for m in self.cued("breaks") if not self._describes(m)]
        if CLAUSE_SIGNS.isdisjoint([w.word for w in self.words]):
            return sorted(set(begun))
        open_, opened, signs = 0, 0, []
        answers = {m.first - 1 for role in BEHIND_DASH for m in self.cued(role)}
        answers |= {m.last + 1 for m in self.levels} & {m.first - 1 for m in self.grades}  # "at the one - moderate"
        for n, w in enumerate(self.words):
            if w.word == ")" and not open_ and n > 1 and self.words[n - 1].word.isdigit():
                signs.append(n - 1)  # the number of an item ("2) this")
            open_ = max(0, open_ + (w.word == "(") - (w.word == ")"))
            opened = 0 if w.word == "(" else opened + 1
            beside = self.words[max(0, n - opened + 1) : n] + self.words[n + 1 : n + 2]
            counted = open_ and any(b.word[0].isdigit() or b.word in COUNTS for b in beside)  # (13 visits; no relief)
            if w.word in CLAUSE_SIGNS and not counted and not (w.word == "\u2014" and (open_ or n in answers)):
                signs.append(n)
        return sorted({*signs, *begun})

    def _describes(self, mark: Mark) -> bool:
        """Whether a word that relates to what stands before it only leads to its grade ("the one, which was 4/5")."""
        if not any(m.first == mark.first for m in self.cued("relatives")):
            return False
        graded = {m.first for m in self.grades}
        denied = any(mark.last + 1 <= m.first <= mark.last + 2 for m in self.cued("negated_after"))
        return denied or (mark.last + 1 in self.copulas and mark.last + 2 in graded)

    def clause(self, index: int) -> tuple[int, int]:
        """First index, and the index behind the last, of the clause that holds a word."""
        if not (breaks := self.breaks):
            return 0, len(self.words)
        after = bisect_right(breaks, index)
        return (breaks[after - 1] if after else 0), (breaks[after] if after < len(breaks) else len(self.words))

    @cached_property
    def fillers(self) -> frozenset[int]:
        """Indices of words that may stand between a grade and its noun."""
        return self._indices("fillers")

    @cached_property
    def copulas(self) -> frozenset[int]:
        """Indices of words that may stand between a noun and the grade behind it."""
        return self._indices("copulas")

    @cached_property
    def level_words(self) -> frozenset[int]:
        """Indices of words that belong to levels."""
        return frozenset(n for m in self.levels for n in range(m.first, m.last + 1))

    def _indices(self, role: str) -> frozenset[int]:
        return frozenset(n for m in self.cued(role) for n in range(m.first, m.last + 1))

    def text(self, first: int, last: int) -> str:
        """The words from one index to another, as written."""
        return self.line.text[self.words[first].start : self.words[last].end]


_Marked = tuple[
    list[Token],
    list[Mark],
    list[Mark],
    list[Mark],
    list[LevelMark],
    list[LevelMark],
    tuple[str, int, int],
    dict[str, list[Mark]],
]
"""The words of a sentence with its marks, as `Sentence` names them."""
BEHIND = frozenset(("on", "the", "(", ")", "to", "is", "was", "are", "seen", "noted", "present"))
"""Words between a structure and its side behind it."""
PLACING = frozenset(("of", "in", "at", "over", "on"))
"""Words that place what stands before them: a side behind one is that of it, also where a structure follows ("the one of the left other")."""
OWN = frozenset(("the", "his", "her", "my", "their"))
"""Words between such a word and a side."""


def behind(sentence: Sentence, last: int) -> Side:
    """The side behind a structure, which nothing but a few plain words parts from it ("on the left")."""
    for mark in sentence.cued("side"):
        between = sentence.words[last + 1 : mark.first]
        if mark.first > last + 1 and len(between) <= 4 and all(w.word in BEHIND for w in between):
            nexts = {m.first for m in sentence.names if m.role in ("structure", "sign")}
            return NOT_STATED if mark.last + 1 in nexts else mark.value  # type: ignore[return-value]
    return of_whole(sentence, last)


def of_whole(sentence: Sentence, last: int) -> Side:
    """The side of the place in which a structure is told, straight behind it ("the thumb of the left hand", "the beats at the left ankle")."""
    if last + 2 >= len(sentence.words) or sentence.words[last + 1].word not in PLACING:
        return NOT_STATED
    first = last + 2 + (sentence.words[last + 2].word in OWN)
    return next((m.value for m in sentence.cued("side") if m.first == first), NOT_STATED)  # type: ignore[misc]


def wholes(sentence: Sentence, marks: Sequence[Mark]) -> frozenset[int]:
    """First words of structures that only say of what the one before them is a part ("the thumb of the left hand")."""
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    found = set()
    for one, other in pairwise(sorted(marks, key=lambda m: m.first)):
        between = range(one.last + 1, other.first)
        part = bool(between) and sentence.words[between[0]].word == "of" and one.value != other.value
        if part and all(n in sides or sentence.words[n].word in OWN for n in between[1:]):
            found.add(other.first)
    return frozenset(found)


def _part_of_name(words: list[Token], first: int, last: int, lexicon: Lexicon, graded: frozenset[int]) -> bool:
    """Whether a single letter that can mean a side is the letter of a number that follows, which is no grade."""
    following = words[last + 1] if last + 1 < len(words) else None
    single = first == last and len(words[first].capitals) == 1 and words[first].capitals in lexicon.stems
    if not single or following is None or not following.word[0].isdigit() or following.start > words[last].end + 1:
        return False
    signed = words[last + 2] if last + 2 < len(words) else None
    if signed and signed.word == "+" and signed.start == following.end and following.start > words[last].end:
        return False  # a value with its sign
    return following.start == words[last].end or (
        last + 1 not in graded and f"{words[first].capitals}{following.word}" in lexicon.pack.anatomy.landmarks
    )


def _counts_places(words: list[Token], last: int, levels: list[LevelMark]) -> bool:
    """Whether a word for both sides counts two levels that follow it ("both the one and the other")."""
    for one, other in pairwise(levels):
        if 0 < one.first - last <= LEADS and other.first - one.last <= LEADS + 1:
            between = words[last + 1 : one.first] + words[one.last + 1 : other.first]
            return all(w.word in PAIRING for w in between)
    return False


def _answer(text: str, starts: list[int], lexicon: Lexicon) -> tuple[str, int, int]:
    """The answer that a sentence gives to its own question or label, with the words from the sign that parts them to its end."""
    match = lexicon.answer.search(text)
    if match is None or not starts or match.start() <= starts[0]:
        return "", 0, 0
    first = bisect_left(starts, match.start())
    return str(match.lastgroup), first, bisect_left(starts, match.end()) - 1


def _scaled(text: str, starts: list[int], lexicon: Lexicon) -> Iterator[Mark]:
    """Grades that are written as on their scale."""
    for scale, pattern in lexicon.scale_patterns.items():
        known = lexicon.pack.scale(scale).grades
        for match in pattern.finditer(text):
            grade = _figures(match["grade"], lexicon).replace("\u2212", "-").replace("\u2013", "-")
            if grade in known:
                first = max(0, bisect_left(starts, match.start()))
                yield Mark("grade", f"{scale}:{grade}", first, max(first, bisect_left(starts, match.end()) - 1))


def _figures(grade: str, lexicon: Lexicon) -> str:
    """A grade in figures, where it is dictated in words ("four plus")."""
    words = [_SIGNS.get(word, lexicon.general.numbers.get(word, word)) for word in grade.lower().split()]
    return "".join(f"{word:g}" if isinstance(word, float) else str(word) for word in words)


def _graded_by_side(words: list[Token], names: list[Mark], scaled: list[Mark]) -> frozenset[int]:
    """First words of grades behind a single letter, which is a side there: it stands behind a structure, or behind another grade."""
    if not scaled:
        return frozenset()
    behind = {m.last + 1 for m in names if m.role == "structure"} | {m.last + 1 for m in scaled}
    behind |= {n + 1 for n in behind if n < len(words) and words[n].word in (":", ",", "(", "/")}
    return frozenset(m.first for m in scaled if m.first - 1 in behind and len(words[m.first - 1].capitals) == 1)


def _no_gain(text: str, answer: tuple[str, int, int], roles: dict[str, list[Mark]], names: list[Mark]) -> Mark | None:
    """The response of a treatment, where the label directly before a no is that of what it brought ("..., effect: none"); a label with a
    share asks whether it brought that much.
    """
    if answer[0] != "no" or "%" in text or not any(m.role == "treatment" and m.last < answer[1] for m in names):
        return None
    asked = next((m for m in roles.get("gain", ()) if m.last == answer[1] - 1), None)
    return Mark("response", "none", asked.first, answer[2]) if asked else None


def read_sentence(line: Line, lexicon: Lexicon) -> Sentence:
    """Marks a sentence."""
    return Sentence(line, *_marked(line.text, lexicon))


@lru_cache(maxsize=REMEMBERED)
def _marked(text: str, lexicon: Lexicon) -> _Marked:
    """The words and marks of a text; a chart says the same sentence often, as where a note is carried forward."""
    words = lexicon.tokens(text)
    starts = [start for _, _, start, _ in words]
    answer = _answer(text, starts, lexicon)
    begun = lexicon.begun(words)
    names = [Mark(role, value, a, b) for a, b, role, value in lexicon.names.find(words, begun[NAMES])]
    scaled = list(_scaled(text, starts, lexicon))
    graded = _graded_by_side(words, names, scaled)
    cues: list[Mark] = []
    named = {n for m in names if m.role != "structure" for n in range(m.first, m.last + 1)}
    roles: dict[str, list[Mark]] = {}
    levels, marks = (
        [
            LevelMark(found, bisect_left(starts, start), max(bisect_left(starts, start), bisect_left(starts, end) - 1))
            for start, end, found in places
            if bisect_left(starts, start) + 1 not in graded
        ]
        for places in (lexicon.levels(text), lexicon.landmarks(text))
    )
    for a, b, role, value in lexicon.cues_of(words, begun):
        if role == "side" and words[a].word in COUNTING and _counts_places(words, b, levels):
            continue
        if answer[0] and answer[1] <= a <= answer[2]:
            continue
        if role == "side" and _part_of_name(words, a, b, lexicon, graded):
            continue
        if role == "uncertain" and a == b and dated_month(text, starts[a]):
            continue
        mark = Mark(role, value, a, b)
        cues.append(mark)
        if role in roles:
            roles[role].append(mark)
        else:
            roles[role] = [mark]
    if (asked := _no_gain(text, answer, roles, names)) is not None:
        answer = "", 0, 0
        roles["response"] = sorted([*roles.get("response", []), asked], key=lambda m: m.first)
    if mistaken := bare_gains(roles):
        roles["response"] = [m for m in roles["response"] if m not in mistaken]
        cues = [m for m in cues if m not in mistaken]
    for mark in [*responses(text, words, roles, lexicon), *changes(text, words, lexicon)]:
        cues.append(mark)
        roles[mark.role] = sorted([*roles.get(mark.role, []), mark], key=lambda m: m.first)
    grades = [
        Mark(role, value, a, b)
        for a, b, role, value in lexicon.grades.find(words, begun[GRADES])
        if role == "grade" and not named.issuperset(range(a, b + 1))
    ]
    placed = {m.first for m in levels}
    grades = of_now(in_ranges(grades, words, names, lexicon.pack.vocabulary.scales), words, placed)
    within = {n for m in levels for n in range(m.first + 1, m.last + 1)}  # the figures of a level are no grade ("C4/5")
    grades = sorted((m for m in [*grades, *scaled] if not within.issuperset((m.first, m.last))), key=lambda m: m.first)
    return words, names, cues, grades, levels, marks, answer, roles


def one_place(sentence: Sentence, levels: Sequence[LevelMark] | None = None) -> LevelMark | None:
    """The one place that a sentence names, or these levels of it: a level, once or more often, or several that are told in one breath."""
    marks, passed = sentence.levels if levels is None else levels, sentence.level_words
    if len({m.levels for m in marks}) == 1:
        return marks[0]
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    for one, other in pairwise(marks):
        between = range(one.last + 1, other.first)
        if not all(n in joins or n in passed or sentence.words[n].word == "," for n in between):
            return None
    if not marks:
        return None
    return LevelMark(tuple(dict.fromkeys(level for m in marks for level in m.levels)), marks[0].first, marks[-1].last)


def places_of(sentence: Sentence, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...], Side]:
    """Levels, landmarks and side that a heading names."""
    alone = [m for m in sentence.marks if m.first not in sentence.level_words]
    levels, landmarks = (
        lexicon.pack.levels.order(level for m in marks for level in m.levels) for marks in (sentence.levels, alone)
    )
    sides = {m.value for m in sentence.cued("side")}
    side: Side = sides.pop() if len(sides) == 1 else NOT_STATED  # type: ignore[assignment]
    return levels, landmarks, side


def columns_of(sentence: Sentence, before: tuple[str, ...]) -> tuple[str, ...]:
    """The sides that head the columns of a table: named by this line, or still those before, while each line fills both."""
    if sentence.grades:
        return before if len(sentence.grades) == len(before) else ()
    sides = tuple(m.value for m in sentence.cued("side"))
    return sides if len(sentence.words) <= HEADS and sorted(sides) == ["left", "right"] else ()


def pairs_of_sides(sentence: Sentence) -> tuple[str, ...]:
    """The sides of two values that are written as one: two sides with a stroke between, such as `(R/L)`."""
    if found := bracketed(sentence):
        return found[0].value, found[1].value
    sides = sentence.cued("side")
    for one, other in pairwise(sides):
        if (
            one.first <= HEADS
            and other.first == one.last + 2
            and sentence.words[one.last + 1].word == "/"
            and one.value != other.value
        ):
            return one.value, other.value
    return ()


def bracketed(sentence: Sentence) -> tuple[Mark, ...]:
    """Two sides alone in brackets, which say in which order values are told: `(R/L)`, `(R, L)`."""
    words, sides = sentence.words, sentence.cued("side")
    for one, other in pairwise(sides) if len(sides) > 1 else ():
        opens = one.first > 0 and words[one.first - 1].word == "("
        closes = other.last + 1 < len(words) and words[other.last + 1].word == ")"
        between = [w.word for w in words[one.last + 1 : other.first]]
        if opens and closes and between in ([], ["/"], [","]) and {one.value, other.value} == {"left", "right"}:
            return one, other
    return ()
