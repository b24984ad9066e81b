"""The day of a document, as its first lines give it."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from ...model.base import NOT_STATED, NotStated
from .births import Births
from .data import Reading
from .dates import Dated, dates
from .entries import HEADED
from .general_words import General
from .headings import Headings
from .legible import legible
from .lines import HEADING, begins_person

LEAD = 60
"""Characters at the beginning of a line of prose in which it may give the day of the document, before its first sentence ends."""
TITLE = 7
"""Words of the title of a document, at most."""
LATER = 180
"""Days behind its day to which a paper seldom looks ahead: an operation is planned sooner."""
_ENDED = re.compile(r"(?:[;!?]|(?<!\b[A-Z])\.)\s")
"""The end of a sentence; the stop of an initial ends none."""
_FIELDS = re.compile(r"\s{3,}|\t")
"""Between the fields of a form that stand in one line."""
_SINCE = re.compile(
    r"\W*(?:(?:\w+\s+){1,3}(?:days?|weeks?|months?|years?)\s+)?(?:since|after|following|before|until|up\s+to)\b",
    re.IGNORECASE,
)
"""Words that begin a sentence with what was before or after a day."""
_ON = re.compile(r"\W*(?:on|in|by|at|around|during)\b", re.IGNORECASE)
"""Words that begin one with when something happened."""
_SOMEBODY = re.compile(
    r"\W*(?:he|she|they|(?:the|this|that|a|an|our)\s+(?:[\w/-]+\s+){0,2}?"
    r"(?:patient|member|enrollee|claimant|insured|beneficiary|man|woman|male|female|gentleman|lady|boy|girl))\b",
    re.IGNORECASE,
)
"""The person to whom it happened."""
_VISIT = re.compile(
    r"\b(?:seen|saw|sees|evaluated|examined|assessed|present(?:s|ed)|return(?:s|ed)|follow(?:s|ed)?[\s-]?up|visit(?:s|ed)?|clinic|office|consult\w*|"
    r"came\s+(?:in|to|back)|comes\s+(?:in|to|back)|today)\b",
    re.IGNORECASE,
)
"""Words of one who writes of a visit."""
_DONE = re.compile(
    r"\b(?:was|were|had\s+been|has\s+been|have\s+been)\s+(?:\w+ly\s+)?"
    r"(?:performed|done|carried\s+out|undertaken|operated|implanted|inserted|placed|removed|fused|revised|injured|involved|begun|started|given|injected)\b"
    r"[^.;\n]{0,40}$",
    re.IGNORECASE,
)
"""What was done on the day that stands behind it."""
_SHOWED = re.compile(
    r"\s*,?\s*(?:shows?|showed|reveal\w*|demonstrat\w*|confirm\w*|disclos\w*|document\w*|identif\w*)\b", re.IGNORECASE
)
"""What a study of a day did."""
_RANGED = re.compile(r"\s*(?:-|\u2013|\u2014|to|through|thru)\s*", re.IGNORECASE)


class Days:
    """Finds the day of a document with the words of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings) -> None:
        self._headings = headings
        self._performed = reading.performed
        self._labelled = _labels(general.date_labels)
        self._studied = _labels((*general.date_labels, *reading.study_labels))
        """In a report, the label of the study may hold nothing but its day."""
        self._births = Births((*general.birth_labels, *general.planned_labels))
        self._met = _labels(general.met_on)
        self._seen = _opening(general.seen_on, r"(?:\s+on)?\W*")
        self._signed = _opening(general.signed_on, r"[^\n]{0,60}")
        self._late = frozenset(general.dating.late)
        self._operation = frozenset(general.dating.operations)
        events = "|".join(sorted(map(re.escape, general.dating.events), key=len, reverse=True)) or "(?!)"
        self._event = re.compile(rf"(?<!\w)(?:{events})(?!\w)[^.;\n]{{0,40}}$", re.IGNORECASE)
        self._ends = _labels(reading.treatments.ends)
        given = (*reading.treatments.again, *(word for head in reading.treatments.heads for word in head.words))
        self._given = re.compile(
            rf"\b(?:{'|'.join(sorted(map(re.escape, given), key=len, reverse=True)) or '(?!)'})\b[^:\n]{{0,20}}:\s*$",
            re.IGNORECASE,
        )
        """What was given, named straight before the label of its own day."""
        self._treating = frozenset(d.split(":")[0] for d in reading.treatments.supervised_documents)

    def day(self, rows: Sequence[str], name: str, kind: str | None) -> date | NotStated:
        """A date that is labelled as the document's, else one that stands in its title or opens it, else in the name of the file.

        In a report the day of the study goes before that of the writing; what tells of a stay or a course is of its last day.
        """
        labels = self._studied if kind in self._headings.reports else self._labelled
        rows = [re.sub(r"[*_]", " ", self._births.without(legible(row))) for row in rows]
        rows = [each for row in rows for each in ([row] if _is_short(row) else _FIELDS.split(row))]
        short = [row if _is_short(row) else _lead(row) for row in rows]
        labelled = [
            (label in self._late, _last(head, here[n:]).first)
            for row, head in zip(rows, short, strict=True)
            for here in [list(dates(head))]
            for n, found in enumerate(here)
            if found.exact
            and (match := labels.search(head[: found.start]))
            and (kind in self._performed or not self._given.search(head[: match.start()]))
            and (_is_short(row) or match.start() == 0 or head[: match.start()].rstrip().endswith("."))
            and ((label := match[0].strip(" \t:#").lower()) not in self._operation or kind in self._performed)
        ]
        if labelled:
            own = [day for late, day in labelled if not late] if kind in self._headings.reports else []
            return own[0] if own else labelled[0][1]
        person = self._headings.speaks(rows[0]) or (begins_person(rows[0].lstrip("-* ")) and not _VISIT.search(rows[0]))
        for text in ("" if person else short[0], re.sub(r"[_]", "-", name)):
            story = (
                d for d in dates(text) if d.exact and not _of_story(rows[0], d) and not self._told_under(rows[0], d)
            )
            if found_here := [d for d in story if _is_short(rows[0]) or not self._event.search(text[: d.start])]:
                day = _last(text, found_here).first
                if text is short[0] and not _is_short(rows[0]) and _long_before(day, rows):
                    continue  # what a text begins with, and not the day on which it was written
                return day
        grid = [row for row in rows if "|" in row and any(not row[: d.start].strip(" |") for d in dates(row))]
        rows = [row for row in rows if row not in grid] if len(grid) > 1 else rows  # these are the days of visits
        alone = [d for row in rows for d in dates(row) if d.exact and len(row) <= d.end - d.start + 2]
        alone += [d for row in rows if self._headings.entries.visited(row) for d in dates(row) if d.exact]
        others = () if kind in self._headings.reports else self._headings.reports  # a note only names these
        kinds = ((row, self._headings.kind(row)) for row in rows if _is_short(row) and ". " not in row)
        titled = (row for row, its in kinds if its is not None and its not in others)
        named = [d for row in titled for d in dates(row) if d.exact]
        ended = [
            d
            for row in rows
            if kind in self._treating
            for d in dates(row)
            if d.exact and self._ends.search(row[: d.start])
        ]
        met = [d for row in rows for d in dates(row) if d.exact and self._met.search(row[: d.start])]
        opening = [d for row in rows for d in islice(dates(row), 1) if d.exact and self._seen.match(row[: d.start])]
        return next((d.first for d in (*opening, *alone, *named, *ended, *met)), NOT_STATED)

    def _told_under(self, row: str, day: Dated) -> bool:
        """Whether a day stands in prose behind the heading of a section, or behind a sentence and the name of a study, which tells of it, and
        not of a visit on it.
        """
        ends = [m.end() for m in _ENDED.finditer(row[: day.start])]
        if ends and self._headings.kind(row[ends[-1] : day.start].strip(" :,(-")) in self._headings.reports:
            return True
        match = None if _is_short(row) else HEADING.match(row)
        if match is None or day.start < match.end() or not self._headings.section(match["text"].strip()):
            return False
        return _VISIT.search(row[match.end() : day.start]) is None

    def closing(self, rows: Sequence[str]) -> date | NotStated:
        """The day of the visit that one of the last lines of a note gives, or else the day on which it was signed."""
        for opening in (self._seen, self._signed):
            for row in map(legible, rows):
                day = next(dates(row), None)
                if day is not None and day.exact and opening.match(row[: day.start]):
                    return day.first
        return NOT_STATED


def _of_story(row: str, found: Dated) -> bool:
    """Whether a line of prose begins with what happened on a day, or what a study of that day showed, and not with a visit."""
    if (len(row) <= HEADED and not _tells(row)) or _ENDED.search(row[: found.start]):
        return False
    before, behind = row[: found.start], _ENDED.split(row[found.end :], maxsplit=1)[0]
    if _SINCE.match(before) or (_DONE.search(before) and not _VISIT.search(before)):
        return True
    if _ON.match(before) and _SOMEBODY.match(behind) and not _VISIT.search(behind):
        return True
    return before.rstrip().endswith((" of", " from", " dated")) and _SHOWED.match(behind) is not None


def _long_before(day: date, rows: Sequence[str]) -> bool:
    """Whether rows tell of a day so long after another that what is planned or will end is none of it."""
    return any(d.exact and (d.first - day).days > LATER for row in rows for d in dates(row))


def _opening(words: Sequence[str], then: str) -> re.Pattern[str]:
    """Words at the beginning of a line, with what may stand between them and its first day."""
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b{then}$", re.IGNORECASE)


def _labels(labels: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, labels), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"\b(?:{words})\b(?:[ \t]*(?:/|and|&)[ \t]*time)?[ \t]*(?:of)?[ \t]*[:#]?[ \t]*$", re.IGNORECASE)


def _is_short(row: str) -> bool:
    """Whether a line is a head, and no prose."""
    return len(row) <= HEADED + HEADED // 2 and not _ENDED.search(row.rstrip()) and not _tells(row)


def _tells(row: str) -> bool:
    """Whether a line is a sentence that names what a title names ("The one, twice a week from this day to that, did not help.")."""
    words = row.split()
    small = sum(word[0].islower() for word in words)
    return len(words) > TITLE and (words[-1].endswith(".") or 2 * small > len(words))


def _lead(row: str) -> str:
    """The beginning of a line of prose, up to the end of its first sentence; the second as well where that is short, as of a stamp."""
    ends = [m.start() for m in _ENDED.finditer(row) if m.start() <= LEAD]
    return row if len(row) <= LEAD else row[: ends[-1] if ends else row.rfind(" ", 0, LEAD + 1)]


def _last(text: str, found: Sequence[Dated]) -> Dated:
    """The last day of a range that the first date begins, else the first."""
    if len(found) > 1 and _RANGED.fullmatch(text, found[0].end, found[1].start):
        return found[1]
    return found[0]
