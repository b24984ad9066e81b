"""A case told in prose by somebody else than the patient's clinician: a summary of a record that is not on file itself."""

import re
from collections.abc import Iterator

from .asking import opening, posing
from .data import Reading
from .dates import dates
from .entries import HEADED
from .general_words import General
from .headings import Headings
from .lines import HEADING, alone, fills, width_of
from .own_voice import own_voice
from .title_days import unpaged

_SENTENCE = re.compile(r"[.!?](?:\s+[A-Z]|$)")
_CODE = re.compile(r"(?<![\d.])\d{5}(?!\d)")
_QUOTED = re.compile(r"\"[^\"\n]{2,300}\"|\u201c[^\u201d\n]{2,300}\u201d")
"""What somebody else said."""
_HEAD_ENDS = re.compile(r"\s*(?:[-\u2013\u2014:|,(]|$)")
"""What stands behind the words by which a reviewer heads his text, before what it is about."""
PROSE = 50
"""Characters from which a line without a full stop is one of a paragraph."""
EXAMINED = 24
"""Characters before a day in which it is said that it is that of an examination."""
LED_BY = 40
"""Characters at the beginning of a row in which the day stands of what it tells."""
_AGED = re.compile(r"\b\d{1,2}[\s-](?:y/?o\b|years?[\s-]old\b)", re.IGNORECASE)
"""Of whom a text tells."""
REMARKS = 2
"""One of so many lines at most is a short one without a stop, where the others are sentences."""
_NAMED = re.compile(
    r"^[A-Z][\w'\u2019-]*\.?(?:\s+(?:[A-Z]\.?\s+)*[A-Z][\w'\u2019-]+)+(?:,?\s+[A-Z][A-Za-z.-]{1,5})*$|[|\t]"
)
"""Somebody's name, or fields that stand side by side."""
BEHIND = 14
"""Characters behind a head in which the day of what it heads may stand."""


class Vignettes:
    """Knows a case told in prose by the words of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings) -> None:
        self._summary = reading.summary_document
        self._summed_up = bool(self._summary)
        self._requests = frozenset(reading.request_sections)
        self._own_heads = {*reading.request_sections, reading.study_section}
        self._told = frozenset(reading.told_sections)
        self._plans = frozenset(reading.plan_sections)
        self._examined = frozenset(reading.examining)
        silent = (id for id, manner in reading.sections.items() if not manner.states and manner.treatments == "none")
        self._silent = frozenset(silent) - self._own_heads
        """Sections that tell nothing of the person, such as what was decided before."""
        self._headings = headings
        phrases = "|".join(map(re.escape, general.own_voice)) or "(?!)"
        self._asks = posing(general)
        self._opens = opening(general)
        self._own_voice = re.compile(rf"\b(?:{phrases})\b")
        self._speaks = own_voice(general)
        self._case_heads = frozenset(general.case_heads)
        self._signed = re.compile("|".join(f"(?:{p})" for p in general.signing) or "(?!)")
        titles = "|".join(map(re.escape, general.person_titles)) or "(?!)"
        self._titled = re.compile(rf"(?:{titles})\b\.?\s", re.IGNORECASE)
        self._reviewing = re.compile("|".join(f"(?:{p})" for p in general.reviewing) or "(?!)", re.IGNORECASE)
        begins, *others = general.reviewer_says or ("(?!)",)
        self._file_reviewed = re.compile(begins, re.IGNORECASE)
        self._reviewer_says = re.compile("|".join(f"(?:{p})" for p in (begins, *others)), re.IGNORECASE)
        self._requested = re.compile("|".join(f"(?:{p})" for p in general.requested_by) or "(?!)", re.IGNORECASE)

    def sums_up(self, text: str, written: str) -> bool:
        """Whether a text that says of itself neither what it is nor its day tells what others wrote; `written`: the text with the rows
        that a machine put there, such as that of a signature.
        """
        return self.tells(text) or any(put(text, written) for put in (self.background, self.abstracts, self.compiles))

    def tells(self, text: str) -> bool:
        """Whether a text is nothing but prose: no head, no section, no signature, and nowhere the words of one who writes of his own
        patient.
        """
        if not self._summed_up or self._own_voice.search(_QUOTED.sub("", text)):
            return False
        rows = list(self._whole(text))
        rows = rows[:-1] if len(rows) > 1 and self._plan_of_another(text, rows[-1]) else rows
        if len(rows) > 1 and len(rows[0]) <= HEADED and not rows[0].endswith(".") and self._heads_only(rows[0]):
            del rows[0]
        if not rows or not (
            self._prose(rows[0]) or self._led_in(rows[0]) or (_AGED.search(rows[0]) and self._remark(rows[0]))
        ):
            return False
        short = [row for row in rows[1:] if not self._prose(row)]
        return (
            REMARKS * len(short) <= len(rows)
            and all(map(self._remark, short))
            and not (short and self._signed.search(text))
        )

    def _plan_of_another(self, text: str, row: str) -> bool:
        """Whether a last row tells the plan, under its head, of one whose examination is told with its day, as of several; one who examines
        writes of this day.
        """
        match = HEADING.match(row)
        if (
            match is None
            or self._headings.section(match["text"].strip()) not in self._plans
            or self._signed.search(text)
        ):
            return False
        ahead = (text[max(0, d.start - EXAMINED) : d.start] for d in dates(text) if d.exact)
        words = (re.split(r"[.;\n]", before)[-1].split() for before in ahead)
        return any(self._headings.section(word.lower()) in self._examined for each in words for word in each)

    def presents(self, text: str) -> bool:
        """Whether a text puts a request itself, by a question or in its first row, and is not one's account of his own patient."""
        if not self._summed_up or self._own_voice.search(_QUOTED.sub("", text)):
            return False
        first = next((row for row in text.split("\n") if row.strip()), "")
        return bool(self._asks.search(text)) or bool(self._opens.match(first) and _CODE.search(first))

    def reviews(self, text: str) -> bool:
        """Whether a text has the words of one who reviews what others wrote, and is not headed as one of their papers."""
        said = self._reviewer_says.sub("", text) if self._file_reviewed.match(text) else text
        if not self._summed_up or self._own_voice.search(_QUOTED.sub("", said)):
            return False
        found = self._reviewing.search(text) if said is text else self._file_reviewed.match(text)
        if found is None:
            return False
        if found.start() == 0:
            return True  # so it is headed
        first = next((row.strip() for row in text.split("\n") if row.strip()), "")
        return self._headings.title(first[:HEADED]) in (None, self._summary)

    def background(self, text: str, written: str) -> bool:
        """Whether a text begins with the head under which one tells another's case, and nobody speaks in it of himself or signs it;
        `written`: the text with the rows that a machine put there, such as that of a signature.
        """
        first = next((row.strip() for row in text.split("\n") if row.strip()), "")
        match = HEADING.match(first)
        head = (match["text"] if match else first).strip("#*=_: \t").lower()
        told = self._summed_up and head in self._case_heads
        return told and not self._speaks.search(_QUOTED.sub("", text)) and not self._signed.search(written)

    def abstracts(self, text: str, written: str) -> bool:
        """Whether rows under heads tell a case as one does who has it from papers: the examination by its day, as one of several, or
        what is requested; and nobody speaks in it of himself or signs it. One who examines writes of this day, and plans.
        """
        if not self._summed_up or self._speaks.search(_QUOTED.sub("", text)) or self._signed.search(written):
            return False
        rows = [row for row in map(str.strip, text.split("\n")) if row]
        for row, below in zip(rows, [*rows[1:], ""], strict=True):
            match = HEADING.match(row)
            head, behind = (match["text"].strip(), row[match.end() :]) if match else (row, below)
            section = self._headings.section(head) if match else self._headings.bare(row)
            dated = any(d.exact for d in dates(f"{head}: {behind[:BEHIND]}"))
            asked = section in self._requests and row is not rows[0]  # a form of one who asks begins with it
            if asked or (section in self._examined and dated):
                return True
        return False

    def compiles(self, text: str, written: str) -> bool:
        """Whether a text puts together what several papers tell, of which it is none: it names a request in the third person or by its
        codes, or its rows begin with different days; nobody speaks in it of himself, signs it or plans.
        """
        if not self._summed_up or self._speaks.search(_QUOTED.sub("", text)) or self._signed.search(written):
            return False
        rows = [row for row in map(str.strip, text.split("\n")) if row]
        heads = [match["text"].strip() for row in rows if (match := HEADING.match(row)) is not None]
        titled = any(row and self._headings.title(row[:HEADED]) is not None for row in rows[:1])
        form = any((self._headings.bare(row) or "") in self._requests for row in rows[:1])
        if titled or form or any(self._headings.section(head) in self._plans for head in heads):
            return False
        days = {d.first for row in rows for d in dates(row[:LED_BY]) if d.exact}
        return len(days) > 1 or bool(self._requested.search(text))

    def head(self, text: str) -> str:
        """The first row, where a reviewer heads his text with it and it tells nothing of the person; else empty."""
        first = next((row.strip() for row in text.split("\n") if row.strip()), "")
        head = self._reviewing.search(first) if len(first) <= HEADED and not first.endswith((".", ";", ",")) else None
        return first if head and _HEAD_ENDS.match(first, head.end()) else ""

    def begins(self, text: str) -> bool:
        """Whether the first row is one of prose, which heads nothing."""
        first = next((row.strip() for row in text.split("\n") if row.strip()), "")
        return len(first) > PROSE and _SENTENCE.search(first) is not None

    def _whole(self, text: str) -> Iterator[str]:
        """The rows without those of a page, such as its head; one that was broken at the width of the text together with its next."""
        width, held = width_of(text), ""
        last = ""
        for row in map(str.strip, text.split("\n")):
            if not row or self._headings.furniture(row) or (unpaged(row) != row and len(row) < HEADED):
                continue
            joined = held and ((fills(last, row, width) and row[:1].islower()) or held[-1] in ",-")
            if held and not joined:
                yield held
            held, last = f"{held} {row}" if joined else row, row
        if held:
            yield held

    def _led_in(self, row: str) -> bool:
        """Whether a first row is prose behind the head of a history, which heads no section where nothing else is headed."""
        match = HEADING.match(row)
        section = self._headings.section(match["text"].strip()) if match is not None else ""
        return section in self._told and len(row) > PROSE and _SENTENCE.search(row) is not None

    def _heads_only(self, row: str) -> bool:
        """Whether a first row is a head that names neither a paper, nor a day, nor somebody, nor anything of the person."""
        paper = self._headings.title(row) not in (None, self._summary) or self._headings.bare(row)
        return not paper and not self._names(row) and not any(dates(row)) and _AGED.search(row) is None

    def _names(self, row: str) -> bool:
        """Whether a line names somebody, as a head or a signature does, or has fields side by side."""
        return any(e.search(row) for e in (_NAMED, self._signed)) or self._titled.match(row) is not None

    def _remark(self, row: str) -> bool:
        """Whether a short line without a stop says something of the person, and neither heads anything nor names somebody."""
        known = self._headings.title(row) or self._headings.bare(row) or self._headings.dated(row)
        return not known and not alone(row) and HEADING.match(row) is None and not self._names(row)

    def _prose(self, row: str) -> bool:
        """Whether a line is one of a paragraph, and neither a head nor behind one."""
        match = HEADING.match(row)
        if match is not None and (section := self._headings.section(match["text"].strip())):
            asks = section in self._requests and row.endswith(".")
            asks = asks or section in self._silent
            return asks or (section in self._own_heads and len(row) > PROSE)  # as a reviewer leads a paragraph in
        return row.endswith((".", "!", "?", ";")) or len(row) > PROSE
