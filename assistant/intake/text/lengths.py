"""How long a treatment lasted and how many visits it took."""

import re
from collections.abc import Sequence
from functools import cached_property

from ...model.base import NOT_STATED, NotStated
from .lexicon import Lexicon, Mark
from .sentence import Sentence
from .short_of import short_of

NO_LENGTH = ("every", "q", "per", "next", "last", "within", "after", "each", "past", "in")
"""Words before a time that say that it is no length of what stands before."""
DIRECT = 4
"""Words behind a treatment within which a length of time is its own, where several are told."""
BEFORE = 2
"""Words before a treatment within which it is ("failed 8 weeks of PT")."""
GIVEN_UP = frozenset(
    ("stopped", "stopping", "quit", "gave", "ceased", "discontinued", "off", "without", "weaned", "halved")
)
"""Words before a treatment by which it came to an end, or was not needed."""
PARTED = frozenset((",", ";", ":", ")"))
"""Signs that part it from them."""
OFTEN = ("once", "twice", "time", "x", "day")
"""Words before `a week` that make it a rhythm, not a length."""
AMOUNT = 3
"""Words before `a day` in which a number and its unit make it a rhythm too ("1800 mg a day", "three doses a day")."""
LEADS = (
    "for",
    "x",
    "over",
    "during",
    "the",
    "past",
    "last",
    "about",
    "approximately",
    "at",
    "least",
    "more",
    "than",
    ">",
    "~",
    "(",
    "daily",
    "both",
)
"""Words between treatments and a length of time that follows them straight."""
LASTS = (
    "for",
    "about",
    "over",
    "nearly",
    "almost",
    "only",
    "lasted",
    "lasting",
    "around",
    "approximately",
    "took",
    "~",
    ">",
)
"""Words directly before it that make it a length all the same."""


_CROSSED = re.compile(
    r"[\s,]*\(?x\s?([2-9])\b(?!\s*-?\s*(?:w|wks?|weeks?|mos?|months?|d|days?|h|hrs?|hours?|y|yrs?|years?)\b)",
    re.IGNORECASE,
)
WEEKLY = 5
"""Visits up to which `a week` behind them makes a rhythm of them, and no number."""
_PER_WEEK = re.compile(r"\s*(?:(?:/|per|a|an|each|every)\s*(?:week|wk|month|mo)|weekly|monthly)\b", re.IGNORECASE)
_EACH = re.compile(r"\s*(?:/|per|an?|each|every|out\s+of\s+the)\s*(?:day|week|wk|month|mo|year|yr)\b", re.IGNORECASE)
"""What stands behind a time that is told for each of another ("five days a week")."""
_LEFT = re.compile(
    r"\s*(?:(?:are|were|still)\s+)*(?:left(?=\s*(?:[.,;:)]|$|(?:on|in|to|of|at|with|before)\b))|remain(?:s|ing)?\b|to\s+go\b|outstanding\b|unused\b)",
    re.IGNORECASE,
)
"""Words behind visits that are still to come; a number of them told beside is then one of all, unless they were made."""
_MADE = re.compile(r"\b(?:attended|attending|completed|did|done|finished|used|had|made|seen)\b(?!\s*:)", re.IGNORECASE)
"""Words by which visits were made."""
_PLANNED = re.compile(
    r"\b(?:scheduled|authori[sz]ed|approved|allowed|allotted|prescribed|ordered|recommended|requested|planned|missed|cancell?ed|no[\s-]?shows?)\b",
    re.IGNORECASE,
)
"""Words by which visits were only to be made, or were not."""
_PIECES = re.compile(r"[,;:]|\s{2,}")
"""What parts a number of visits from what is told of another."""
_FAR = 24
"""Characters before a number of visits, and behind it, in which such a word stands."""
_BARE = re.compile(
    r"[\s,)]*(?:x\s?(\d{1,2})\b(?!\s*-?\s*(?:w|mo|d|h|y|/|(?:courses?|rounds?|trials?|bouts?|episodes?|areas?|body)\b))|\((\d{1,2})\))",
    re.IGNORECASE,
)


def words_of(sentence: Sentence, start: int, end: int) -> list[int]:
    """Indices of the words that stand between two characters."""
    return [n for n, (_, _, begins, ends) in enumerate(sentence.words) if begins < end and ends > start]


def _given_up(sentence: Sentence, last: int, mark: Mark) -> bool:
    """Whether a treatment is given up behind a time, which is that of something else ("eight months, and she stopped taking this")."""
    between = [w.word for w in sentence.words[last + 1 : mark.first]]
    return not GIVEN_UP.isdisjoint(between) and PARTED.isdisjoint(between[-1:])


def _until_now(sentence: Sentence, place: int) -> bool:
    """Whether a time is told as the length until today ("for the past four months")."""
    before = [w.word for w in sentence.words[max(0, place - 3) : place]]
    return before in (["for", "the", "past"], ["for", "the", "last"]) or before[1:] in (
        ["for", "past"],
        ["for", "last"],
    )


def of_both(sentence: Sentence, pair: Sequence[Mark], length: tuple[int, int]) -> bool:
    """Whether a length of time behind two joined treatments is that of both ("the one and the other for eight weeks", "..., 8 weeks each")."""
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    between = range(pair[0].last + 1, pair[1].first)
    joined = len(between) > 0 and all(n in joins and sentence.words[n].word != "/" for n in between)
    straight = (w.word for w in sentence.words[pair[1].last + 1 : length[0]])
    each = [w.word for w in sentence.words[length[1] + 1 : length[1] + 2]] == ["each"]
    return joined and pair[1].last < length[0] and all(word in LEADS or (each and word == ",") for word in straight)


def _made(text: str, visits: re.Match[str]) -> bool:
    """Whether it is said straight before a number of visits, or behind it, that they were made."""
    before, behind = text[max(0, visits.start() - _FAR) : visits.end()], text[visits.end() : visits.end() + _FAR]
    return bool(_MADE.search(re.split("[,;]", before)[-1]) or _MADE.search(re.split("[,;]", behind)[0]))


def _planned(text: str, visits: re.Match[str]) -> bool:
    """Whether a number of visits is of those that were to be made, or were missed, and not of those that were made."""
    if "of" in visits[0].lower().split() or "/" in visits[0] or _made(text, visits):
        return False
    before, behind = text[max(0, visits.start() - _FAR) : visits.start()], text[visits.end() : visits.end() + _FAR]
    nearest = re.split(r"\d", _PIECES.split(before)[-1])[-1], visits[0], re.split(r"\d", _PIECES.split(behind)[0])[0]
    return any(_PLANNED.search(piece) for piece in nearest)


class Lengths:
    """Reads lengths of time and numbers of visits with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._told = lexicon.reading.treatments

    @property
    def length(self) -> re.Pattern[str]:
        """A length of time."""
        return self._lexicon.length

    @cached_property
    def visits(self) -> re.Pattern[str]:
        numbers = "|".join(self._lexicon.general.numbers)
        words = "|".join(map(re.escape, self._told.sessions))
        return re.compile(
            rf"(?<![\d/.-])(\d{{1,3}}(?!\d)|\b(?:{numbers}))\+?[\s-]+(?:\(\d+\)\s+)?(?:of\s+\d+\s+(?:(?:prescribed|authorized|approved|scheduled|ordered|recommended|planned)\s+)?)?(?:[a-z-]+\s+){{0,2}}?(?:{words})s?\b"
            rf"|(?<![\d/.-])(\d+)\s*/\s*\d+\s+(?:[a-z-]+\s+){{0,2}}?(?:{words})s?\b(?!\s*(?:/|per|a)\s*(?:week|wk))"
            rf"|\b(?:{words})s?\s+(?:attended|completed|used|total|to date|so far)\s*:?\s*(\d+)\b(?![/-]\d)"
            rf"|\btotal\s+(?:{words})s?\s*(\d+)\b(?![/-]\d)"
            rf"|(?<!last\s)(?<!initial\s)(?<!first\s)(?<!final\s)\b(?:{words})s?(?:\s+[a-z]+)?\s*[:#x]\s*(\d+)\b(?![/-]\d{{1,2}}[/-]\d)"
            rf"|(?:(?<=[,;(] )|(?<=\d )|(?<=   ))\b(?:{words})s\s+(\d{{1,3}})\b(?=\s*(?:[,;.)]|$|\s{{2,}}|response))"
            rf"|\battended\s*:\s*(\d+)\b(?!\s*(?:/|of\b|out\s+of\b|-|\u2013|to\b)|[/.-]\d)"
            rf"|\battended:?\s+(\d+)\s*(?:/|of|out of)\s*\d+\b(?!\s*(?:to|through|thru|until|-|\u2013)\s*\d{{1,2}}/|[/-]\d)"
            rf"|#\s*(?:of\s+)?(?:{words})s?(?:\s+[a-z]+)?\s*[:=]?\s*(\d+)\b(?![/-]\d)|(?<![\d/.-])(\d+)(?:v|\s+v(?=\)))\b"
            rf"|\b(?:seen|attended|treated|went|came|come)\s+(?:[a-z]+\s+){{0,3}}?(\d+|{numbers})\s+times\b(?:,?\s+(?:out\s+)?of\s+\d+\b)?",
            re.IGNORECASE,
        )

    @cached_property
    def _counts(self) -> re.Pattern[str]:
        """A number before a noun, with two adjectives between at most."""
        numbers = "|".join(self._lexicon.general.numbers)
        return re.compile(rf"(?<![\w/.#-])([2-9]|{numbers})\s+(?:[a-z]+\s+){{0,2}}$", re.IGNORECASE)

    def bare_visits(self, sentence: Sentence, last: int) -> int | NotStated:
        """The number directly behind the days of a course, which a cross or brackets alone say to be one of visits."""
        start = sentence.words[last].end
        match = _BARE.match(sentence.line.text, start)
        return int(match[1] or match[2]) if match else NOT_STATED

    def weeks(
        self, sentence: Sentence, mark: Mark, begin: int, end: int
    ) -> tuple[float | NotStated, list[tuple[int, int]]]:
        found = []
        general = self._lexicon.general
        for match in self.length.finditer(sentence.line.text):
            words = words_of(sentence, match.start(), match.end())
            if not words or not begin <= words[0] < end:
                continue
            if short_of(sentence, match.start()) or _EACH.match(sentence.line.text, match.end()):
                continue
            if self._of_other(sentence, words[-1], mark) or _given_up(sentence, words[-1], mark):
                continue
            raw = (match[1] or match[2]).lower()
            number = general.numbers.get(raw) if raw in general.numbers else float(raw)
            before = sentence.words[max(0, words[0] - 2) : words[0]]
            if not number or (any(w.word in NO_LENGTH for w in before[-1:]) and not _until_now(sentence, words[0])):
                continue
            if any(w.word in ("per", "each") for w in before[-1:]) and raw not in general.numbers:
                continue
            if raw in ("a", "an") and (any(w.word in OFTEN for w in before[-1:]) or self._amount(sentence, words[0])):
                continue
            unit = match[3].lower()
            found.append((round(number * general.weeks[unit], 1), (words[0], words[-1])))
        if len(found) > 1:
            signs = [n for n in range(mark.last, end) if sentence.words[n].word == ","]
            edge = min([*signs, mark.last + DIRECT])
            own = [
                (weeks, span)
                for weeks, span in found
                if 0 < mark.first - span[1] <= BEFORE and sentence.words[span[1] + 1].word != ","
            ]
            found = own[-1:] or [(weeks, span) for weeks, span in found if mark.last < span[0] <= edge][:1]
        return (found[0][0], [found[0][1]]) if len(found) == 1 else (NOT_STATED, [])

    def _of_other(self, sentence: Sentence, last: int, mark: Mark) -> bool:
        """Whether a length is told of another course that a treatment is joined to ("so many weeks of this therapy and that drug")."""
        between = [w.word for w in sentence.words[last + 1 : mark.first]]
        courses = {name for kind, names in self._told.counted_as.items() if kind != mark.value for name in names}
        joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
        joined = not joins.isdisjoint(range(last + 1, mark.first))
        if joined and joins.issuperset(range(last + 1, mark.first)):
            return True  # "pain for so many years and this therapy"
        return joined and between[:1] == ["of"] and between[1:2] != [] and between[1] in courses

    def _amount(self, sentence: Sentence, place: int) -> bool:
        """Whether an amount stands straight before a time, which it is told for each of."""
        before = [w.word for w in sentence.words[max(0, place - AMOUNT) : place]]
        if not before or before[-1] in LASTS:
            return False
        numbers = [n for n, word in enumerate(before) if word[0].isdigit() or word in self._lexicon.general.numbers]
        return bool(numbers) and all(word.isalpha() for word in before[numbers[-1] + 1 :])

    def times(self, sentence: Sentence, mark: Mark) -> tuple[int | NotStated, list[tuple[int, int]]]:
        """How often something that takes one day was done: the number directly before it, or behind it with a cross; and its words."""
        text = sentence.line.text
        if crossed := _CROSSED.match(text, sentence.words[mark.last].end):
            words = words_of(sentence, *crossed.span(1))
            return int(crossed[1]), [(words[0], words[-1])]
        before = self._counts.search(text[: sentence.words[mark.first].start])
        if before is None or not text[: sentence.words[mark.last].end].endswith("s"):
            return NOT_STATED, []
        raw = before[1].lower()
        number = int(raw) if raw.isdigit() else int(self._lexicon.general.numbers[raw])
        words = words_of(sentence, *before.span(1))
        return number, [(words[0], words[-1])]

    def sessions(self, sentence: Sentence, begin: int, end: int) -> tuple[int | NotStated, list[tuple[int, int]]]:
        found, text = [], sentence.line.text
        counts = list(self.visits.finditer(text))
        left = [match for match in counts if _LEFT.match(text, match.end())]
        for match in counts:
            if match in left or (left and not _made(text, match)) or _planned(text, match):
                continue
            words = words_of(sentence, match.start(), match.end())
            raw = next(g for g in match.groups() if g).lower()
            number = int(self._lexicon.general.numbers.get(raw, 0)) if not raw.isdigit() else int(raw)
            if number <= WEEKLY and _PER_WEEK.match(sentence.line.text, match.end()):
                continue
            if words and number and begin <= words[0] < end and not short_of(sentence, match.start()):
                found.append((number, (words[0], words[-1])))
        return (found[0][0], [found[0][1]]) if len(found) == 1 else (NOT_STATED, [])
