"""When a treatment was given: the dates of its sentence."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from ...model.base import NOT_STATED, NotStated
from ...model.when import When
from .dates import Dated
from .lengths import words_of
from .lexicon import Mark
from .listed_days import goes_on
from .recent import recent
from .seasons import in_seasons
from .sentence import Sentence
from .stating import Setting
from .treatment_words import Treatments

_ABOUT = r"(?:(?:the\s+)?(?:beginning|start|middle|end)\s+of\s+|(?:early|mid|late)[\s-]+)?$"
"""What stands straight before a month of which a part is meant."""
_SINCE = re.compile(
    rf"\b(?:since|from|starting|started|start(?:\s+date)?|began|beginning)\W*(?:on\s+|in\s+)?{_ABOUT}", re.IGNORECASE
)
_GOES_ON = re.compile(rf"\bsince\W*{_ABOUT}", re.IGNORECASE)
"""Words before the first day of a course that goes on when it is told; visits may have ended without a word."""
_STOPPED = re.compile(
    r"\b(?:stop\w*|discontinu\w*|d/?c'?d|quit|ended|off|weaned|tapered|held|until|till|no longer)\b", re.IGNORECASE
)
_TILL = re.compile(
    r"\b(?:through|thru|until|till|ended|ending|finished|concluded|completed|stopped|discharged)\W*(?:it\s+)?(?:on\s+|in\s+|by\s+)?"
    rf"{_ABOUT}",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\s*(?:-+>?|\u2013|\u2014|to|through|thru|until|till)\s*(?:the\s+)?(?:present|current(?:ly)?|now|today|date|ongoing)\b",
    re.IGNORECASE,
)
"""Words behind the first day of a course that goes on."""
_BEGUN = re.compile(r"\b(?:started|began|begun|initiated)\b[^,;.\n]{0,40}$", re.IGNORECASE)
"""Words before the first day of a course, with what was begun between."""
_LAST = re.compile(
    r"\b(?:last|final|most\s+recent)\s+(?:[a-z]+\s+){0,2}?(?:visit|session|seen|appointment|treatment|attended|one)\W*(?:was\s+|on\s+|in\s+)*$",
    re.IGNORECASE,
)
"""Words before the last day of a course whose first day is told ("since the one day, last visit the other")."""
_LAST_OF = re.compile(
    r"\b(?:visits?|sessions?|treatments?|appointments?)\b[^.;\n]{0,12}?\b(?:the\s+)?(?:last|latest|most\s+recent)"
    r"(?:\s+(?:dated|was|being|on|in|one|of\s+which\s+was))*\W*$",
    re.IGNORECASE,
)
"""Words before the last day of visits that are counted before it ("16 visits, the last on such a day")."""
_FINISHED = re.compile(
    r"\b(?:completed|finished|concluded|stopped|discontinued|quit|last\s+(?:seen|treated|attended))\b[^,;.\n]{0,60}"
    rf"\b(?:in|on|by)\s+{_ABOUT}",
    re.IGNORECASE,
)
"""Words before the day on which a course ended, with what ended between."""
_BY = re.compile(r"\b(?:by|as\s+of)\s+$", re.IGNORECASE)
_HAD = re.compile(
    r"[\s,]*(?:(?:he|she|they|the\s+patient)\s+)?(?:had|has)\s+(?:completed|attended|finished|made|had)\s+(?:\w+\s+)?\w+\s+"
    r"(?:visits?|sessions?|treatments?|appointments?)\b",
    re.IGNORECASE,
)
"""Behind the day up to which visits are counted ("by that day she had completed 14 visits")."""
_IN = re.compile(r"\b(?:in|during)\s+$", re.IGNORECASE)
_VISITS_SINCE = re.compile(r"\b(?:visits?|sessions?|treatments?|appointments?)\s+since\s*$", re.IGNORECASE)
"""Words before the first day of visits that are counted up to the last ("discharged on this day after 17 visits since that")."""
_ORDINAL = re.compile(r"\b(?:first|last)\W*$", re.IGNORECASE)
"""Labels of a day that are those of a course only where both stand ("first on the one day, last on the other")."""
_OWN = re.compile(
    r"(?:\b(?:I|we)\s+(?:(?:have|had)\s+)?(?:been\s+)?(?:treat(?:ed|ing)|saw|see(?:n|ing)|work(?:ed|ing)\s+with|look(?:ed|ing)\s+after)\b"
    r"|\b(?:he|she|they|patient)\s+(?:came|attended|was\s+under\s+my\s+care)\b"
    r"|\b(?:came\s+to|attended)\s+(?:us|(?:our|my|the|this)\s+(?:clinic|practice|department|service))\b)"
    r"[^.;:\n]{0,100}?\b(?:from|between)\s*$",
    re.IGNORECASE,
)
"""How the one who gives a treatment tells of which days it was, without naming it."""
_BETWEEN = re.compile(rf"\bbetween\s*{_ABOUT}", re.IGNORECASE)
_UNTIL = re.compile(rf"(?:\b(?:to|through|until|till|thru)|[-\u2013\u2014]>?|\u2192)\s*{_ABOUT}", re.IGNORECASE)
_AGAIN = re.compile(
    r"(?:\s+(?:with|using|under)\s+[a-z]+){0,2}(?:\s*\([^()\n]{0,60}\))?[\s,;/&()]*(?:(?:and|then)\s+)*"
    r"(?:(?:with|w/|gave|provided|yielded|produced)?\s*[>~]?\d+\s?(?:%|percent\b|per\s+cent\b)(?:\s+[a-z\d]+){0,5}?[\s,()]*)?"
    r"(?:(?:and|again|then|on|in|repeat(?:ed)?|plus|also|#\d)\b[\s,]*)*",
    re.IGNORECASE,
)
"""What may stand between the days of several treatments of one kind."""
_RANGE = re.compile(r"\s*(?:-|\u2013|\u2014|to|through|thru|until|till)\s*", re.IGNORECASE)
_COUNTED = r"(?:(?:x|for|with|of)\s*)?\d{1,2}\s*(?:sessions?|visits?|treatments?|appointments?)\b(?:\s+attended)?"
_FURTHER = re.compile(
    r"(?=(?:[^\d]|\d{1,2}\s)*?(?:\b(?:and|then|again|also|plus|resumed|second|another|followed|later)\b|&))"
    rf"[\s,;()]*(?:{_COUNTED})?[\s,;()]*(?:(?:and|then|again|also|plus|resumed|&|later|followed\s+by)[\s,]*)*"
    r"(?:(?:the|an?|one|another)\s+)?(?:(?:second|third|further|repeat|other|later|next)\s+)?"
    r"(?:(?:course|round|bout|block|set|series|stint)\s+)?(?:of\s+(?:[a-z]+\s+){1,2})?(?:\(|:)?\s*"
    r"(?:(?:a\s+further\s+|another\s+)?\d{1,2}\s+(?:more\s+|further\s+)?(?:(?:sessions?|visits?)\s+)?)?(?:(?:from|between|on|was|ran)\s+)*",
    re.IGNORECASE,
)
"""What stands between two courses of one treatment."""
_REPEATED = re.compile(
    r"[^;\n]{0,80}\b(?:repeat(?:ed)?|again|a second|a third|second one|the second|the third|#\s?\d)\s+(?:[a-z]+\s+)?"
    r"(?:(?:was\s+)?(?:performed|done|given)\s+)?(?:(?:on|in)\s+)?",
    re.IGNORECASE,
)
"""The same, where it is told what the one before did."""
BEYOND = 2
"""Words behind a date that begins a line, a dash among them, behind which stands what was done that day."""
LEADS = 4
"""Words before a treatment that begins the note of its own day, those that place it left out."""
NEXT = 4
"""Words from a treatment to its day, where other days follow."""
LEADING = frozenset(
    (
        "from",
        "between",
        "on",
        "in",
        "since",
        "starting",
        "beginning",
        "during",
        "course",
        "episode",
        "dates",
        "date",
        "care",
        "treatment",
        "treated",
        "attended",
        "seen",
    )
)
"""Words before a date that begins its sentence, or that speak of any course."""


@dataclass(frozen=True, slots=True)
class Times:
    """The first and the last day of a treatment, or their months."""

    start: When = NOT_STATED
    end: When = NOT_STATED

    @property
    def dated(self) -> bool:
        """Whether it is a time from one day to another."""
        return isinstance(self.start, date) and isinstance(self.end, date) and self.start != self.end

    @property
    def ended(self) -> bool:
        """Whether only its last day is told."""
        return self.start == NOT_STATED and isinstance(self.end, date)

    @property
    def ranged(self) -> bool:
        """Whether its first and its last day, or their months, are told."""
        return NOT_STATED not in (self.start, self.end) and self.start != self.end


Place = tuple[int, int]
"""The first and the last word of a date."""


class TimesReader:
    """Reads the dates of treatments with the words of the data."""

    def __init__(self, told: Treatments, own: Mapping[str, str]) -> None:
        """`own`: the treatment of its author by the kind of a document."""
        self._told = told
        self._own = own

    @cached_property
    def _labels(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return ("start", _label(self._told.starts)), ("end", _label(self._told.ends))

    @cached_property
    def _courses(self) -> re.Pattern[str]:
        return _label(self._told.courses)

    def labelled(self, text: str, day: date | NotStated = NOT_STATED) -> dict[str, Dated]:
        """The dates that a text, written on a day, labels as the start and the end of a treatment."""
        found: dict[str, Dated] = {}
        told = recent(text, day)
        for one, other in pairwise(told):
            between = text[one.end : other.start]
            ranged = one.exact and other.exact and (_RANGE.fullmatch(between) or between.strip() == "and")
            if ranged and (self._courses.search(text[: one.start]) or _OWN.search(text[: one.start])):
                return {"start": one, "end": other}
        for dated in told:
            for edge, label in self._labels:
                if dated.exact and label.search(text[: dated.start]):
                    found.setdefault(edge, dated)
        alone = len(found) == 1 and any(_ORDINAL.search(text[: dated.start]) for dated in found.values())
        return {} if alone else found

    def read(
        self, sentence: Sentence, mark: Mark, begin: int, end: int, setting: Setting, *, headed: bool = True
    ) -> tuple[list[Times], list[Place]]:
        """The times of a treatment whose details stand between two words; several, where it was given on several days. `headed`: whether the
        day of its heading may be its own, and not that of what was seen or examined.
        """
        text = sentence.line.text
        one_day = mark.value in self._told.one_day
        own = self._of_labels(sentence, mark, setting)
        if own and (one_day or len(_courses(sentence, 0, setting)) < 2):
            return own
        inside = [
            (found, (words[0], words[-1]))
            for found in recent(text, setting.day)
            if (words := words_of(sentence, found.start, found.end))
            and (begin <= words[0] < end or (words[0] == 0 and begin <= words[-1] + BEYOND))
        ]
        if inside and _of_another(sentence, *inside[0][1], mark):
            inside = [(found, place) for found, place in inside if place[0] > mark.first]
        beside = sentence.line.place if sentence.line.fresh else ""
        above_it = (beside, sentence.line.heading) if headed else (beside,)
        heads = (recent(head, setting.day) for head in above_it if not inside)
        above = [d.first for d in next((days for days in heads if days), []) if d.exact]
        placing = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)} | sentence.level_words
        leads = sum(n not in placing and sentence.words[n].word.isalpha() for n in range(mark.first)) <= LEADS
        if one_day and not inside and not above and leads and setting.performed != NOT_STATED:
            return [Times(setting.performed, setting.performed)], []
        if one_day and above:
            return [Times(above[0], above[0])], []
        if len(above) == 2 and above[0] <= above[1] and setting.treatment == mark.value:
            return [Times(above[0], above[1])], []
        if (
            len(above) == 2
            and above[0] < above[1]
            and mark.value in self._told.attended
            and _of_care(sentence.line.heading)
        ):
            return [Times(above[0], above[1])], []
        courses = _courses(sentence, inside[0][0].start, setting) if inside and not one_day else []
        if len(courses) > 1 or (len(courses) == 1 and len(inside) > 2 and _next_to(sentence, mark, courses[0][0][1])):
            return [Times(_when(a), _when(b)) for (a, _), (b, _) in courses], [p for pair in courses for _, p in pair]
        if len(inside) == 2:
            (one, first), (other, last) = inside
            ranged = _UNTIL.search(text[: other.start]) or _BETWEEN.search(text[: one.start])
            ended = _LAST.search(text[: other.start]) or _TILL.search(text[: other.start])
            had = _BY.search(text[: other.start]) and _HAD.match(text, other.end)
            had = had or _FINISHED.search(text[: other.start])
            ranged = ranged or (_SINCE.search(text[: one.start]) and (ended or had))
            ranged = ranged or (_BEGUN.search(text[: one.start]) and (_TILL.search(text[: other.start]) or had))
            exact = one.exact and other.exact
            since = self._labels[0][1].search(text[: other.start]) or _VISITS_SINCE.search(text[: other.start])
            begun = exact and other.first < one.first and since is not None
            if begun and not one_day:  # "finished on this day, begun on that"
                return [Times(other.first, one.first)], [first, last]
            if ranged and one.first <= other.first and (exact or not one_day):
                return [Times(_when(one), _when(other))], [first, last]
        if one_day and len(inside) > 1:
            given = [row for row in inside if not _EFFECT.search(text[: row[0].start])]
            inside = given or inside
        if one_day and len(inside) > 1:
            inside = _leading(text, inside, mark, placing)
            return [Times(_when(d), _when(d)) for d, _ in inside] or [Times()], [place for _, place in inside]
        if not inside:
            return [Times(*in_seasons(sentence, mark, begin, end, one_day=one_day))], []
        if len(inside) != 1:
            return NOWHEN
        only, place = inside[0]
        going = bool(_GOES_ON.search(text[: only.start]) or _ON.match(text, only.end))
        if (going or _SINCE.search(text[: only.start])) and not one_day:
            ongoing = going and mark.value not in self._told.attended and not _STOPPED.search(text, only.end)
            until = setting.day if ongoing and setting.day != NOT_STATED and only.first <= setting.day else NOT_STATED
            return [Times(_when(only), until)], [place]
        before = text[: only.start]
        over = any(e.search(before) for e in (_TILL, _LAST_OF))
        over = over or (mark.value in self._told.attended and _FINISHED.search(before) is not None)
        counted = bool(sentence.cued("session")) and place[0] > mark.last
        over = over or (counted and _LAST.search(before) is not None)
        if over and not one_day:
            return [Times(end=_when(only))], [place]
        bracketed = text[: only.start].endswith("(") and text.startswith(")", only.end) and not only.exact
        inside_month = not only.exact and _IN.search(text[: only.start]) and not _STOPPED.search(text[: only.start])
        bracketed = bracketed or bool(inside_month)
        bracketed = bracketed and bool(sentence.cued("session"))  # All its visits were in that month.
        return ([Times(_when(only), _when(only))], [place]) if one_day or bracketed else NOWHEN

    def _of_labels(self, sentence: Sentence, mark: Mark, setting: Setting) -> tuple[list[Times], list[Place]] | None:
        """The times of what is labelled: of the author's own treatment, or of the one course that a sentence tells."""
        named = {m.value for m in sentence.names if m.role == "treatment"}
        own = mark.value in (self._own.get(setting.kind), setting.carried)
        alone = named <= {mark.value} and mark.value not in self._told.one_day
        found = self.labelled(sentence.line.text, setting.day) if own or alone else {}
        if not found or (not own and len(found) < 2):
            return None
        start, end = (found[edge].first if edge in found else NOT_STATED for edge in ("start", "end"))
        if start != NOT_STATED and end != NOT_STATED and end < start:
            return None
        places = [(w[0], w[-1]) for d in found.values() if (w := words_of(sentence, d.start, d.end))]
        return [Times(start, end)], places


def _courses(sentence: Sentence, start: int, setting: Setting) -> list[tuple[tuple[Dated, Place], tuple[Dated, Place]]]:
    """The courses, each from one day to another, that are told from a place in a sentence on with nothing but their visits between."""
    text = sentence.line.text
    days = [
        (d, (w[0], w[-1]))
        for d in recent(text, setting.day)
        if d.start >= start and (w := words_of(sentence, d.start, d.end))
    ]
    found: list[tuple[tuple[Dated, Place], tuple[Dated, Place]]] = []
    for one, other in zip(days[::2], days[1::2], strict=False):
        parted = text[one[0].end : other[0].start]
        joined = parted.strip() == "and" and _BETWEEN.search(text[: one[0].start])
        ranged = (joined or _RANGE.fullmatch(parted)) and one[0].first < other[0].first
        ranged = ranged and one[0].exact == other[0].exact
        before = found[-1][1][0] if found else None
        further = before is None or (before.first < one[0].first and _FURTHER.fullmatch(text, before.end, one[0].start))
        if not ranged or not further:
            break
        found.append((one, other))
    return found


def _leading(
    text: str, inside: Sequence[tuple[Dated, Place]], mark: Mark, placing: Container[int]
) -> list[tuple[Dated, Place]]:
    """Of several dates, those that are joined to the first behind a treatment; all of them, or that one must stand next to it.

    `placing`: words of its level and side, which may stand between.
    """
    kept = list(inside[:1])
    for (one, _), row in pairwise(inside):
        again = _AGAIN.fullmatch(text, one.end, row[0].start) or _REPEATED.fullmatch(text, one.end, row[0].start)
        if not again and not goes_on(text, kept[0][0].start, one.end, row[0].start):
            break
        kept.append(row)
    first = kept[0][1][0]
    near = mark.last < first and sum(n not in placing for n in range(mark.last + 1, first)) < NEXT
    return kept if len(kept) == len(inside) or near else []


def _next_to(sentence: Sentence, mark: Mark, place: Place) -> bool:
    """Whether a day stands behind a treatment with no other between."""
    between = range(mark.last + 1, place[0])
    return bool(between) and not any(m.role == "treatment" and m.first in between for m in sentence.names)


def _of_another(sentence: Sentence, place: int, last: int, mark: Mark) -> bool:
    """Whether a date before a treatment, with a comma between, dates what stands before it ("the other on this day, then the one")."""
    words = [w.word for w in sentence.words]
    if words[max(0, place - 2) : place] in (["and", "on"], ["then", "on"], [",", "on"]):
        return False  # it opens a clause of its own
    parted = "," in words[last + 1 : mark.first] or _in_brackets(sentence, place, mark)
    begin = max((n + 1 for n in range(place) if words[n] in (":", ";")), default=0)
    return parted and any(w.isalpha() and w not in LEADING for w in words[begin:place])


def _in_brackets(sentence: Sentence, place: int, mark: Mark) -> bool:
    """Whether a date stands in brackets behind a word that a treatment is joined to ("the other (in these weeks) and the one")."""
    signs = [n for n in range(mark.first) if sentence.words[n].word in ("(", ")")]
    opened, closed = max((n for n in signs if n < place), default=-1), min((n for n in signs if n > place), default=-1)
    if opened < 0 or closed < 0 or sentence.words[opened].word != "(" or sentence.words[closed].word != ")":
        return False
    return any(m.first == closed + 1 for m in sentence.cued("joins"))


_EFFECT = re.compile(
    r"\b(?:until|till|through|thru|into|by|before|since|(?:returned|recurred|came\s+back|come\s+back|wore\s+off)(?:\s+(?:in|on|around))?)"
    r"\s+(?:about\s+|around\s+)?(?:the\s+)?"
    r"(?:(?:end|beginning|middle|start)\s+of\s+|(?:early|mid|late)[\s-]+)?$",
    re.IGNORECASE,
)
"""What leads to a day on which something was not given, but did its work still or no longer."""

NOWHEN: tuple[list[Times], list[Place]] = ([Times()], [])


def _of_care(heading: str) -> bool:
    """Whether a heading with two days speaks of a course of care."""
    return not LEADING.isdisjoint(re.findall(r"[a-z]+", heading.lower()))


def _when(found: Dated) -> When:
    """The day, or its month where the text names no day."""
    return found.first if found.exact else f"{found.first:%Y-%m}"


def _label(phrases: Sequence[str]) -> re.Pattern[str]:
    """One of the phrases at the end of a text, as the label of what follows."""
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})\b(?:\s+date)?\s*(?:of|on)?\s*[:#]?\s*$", re.IGNORECASE
    )
