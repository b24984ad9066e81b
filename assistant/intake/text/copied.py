"""Words of an earlier note that a note says it carries forward, with the day of that one: they are of that day, and of a paper of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ...model.base import NOT_STATED
from .dates import dates
from .headings import Headings
from .lines import HEADING
from .sources import Part

_LEADS = re.compile(
    r"[\[(*<=-]*[ \t]*(?:(?:text|hx|history|hpi|note|interval\s+history|previous|the\s+following(?:\s+(?:is|was))?)\s+)*"
    r"(?:copied|carried|pulled|imported|cloned|brought)\s+(?:forward\s+|over\s+)?(?:from\s+)?"
    r"(?:(?:the|my|our|last|prior|previous|office|clinic|progress|initial|visit|note|notes|encounter|of|on|dated)\s+){0,6}"
    r"[\[(]?(?=\d{1,4}[/.-]\d|[A-Z][a-z]{2,8}\.?\s\d)",
    re.IGNORECASE,
)
"""What stands before the day of the earlier note."""
_CLOSES = re.compile(r"[ \t]*(?:(?:visit|note|encounter)\b)?[ \t]*(?:[\])*>:=-]+[ \t]*|(?=\n))")
"""A sign between the day and the words; without one it is a remark ("copied from that day where unchanged")."""
_ENDED = re.compile(
    r"[\[(*<=-]*[ \t]*end\s+(?:of\s+)?(?:the\s+)?(?:copied|carried|imported|pasted|cloned)\b[^\n\])]*[\])*>=-]*",
    re.IGNORECASE,
)
"""What says that the earlier words end."""
_NOW = re.compile(r"[\W_]*(?:today|now|currently|update[ds]?|interval|since\s+then|at\s+this\s+visit)\b", re.IGNORECASE)
"""With what the note itself goes on."""
_EXAMINED = re.compile(r"\bexam", re.IGNORECASE)
"""What was found once is no finding of today: an examination that is carried forward stays what casts doubt on the note."""
ABOVE = 40
"""Characters above in which a heading may name it."""
QUICK = ("opied", "arried", "ulled", "mported", "loned", "rought")


class Copied:
    """Parts them from the notes with the words of the data."""

    def __init__(self, headings: Headings) -> None:
        self._headings = headings

    def apart(self, parts: Sequence[Part]) -> Iterator[Part]:
        """The documents, and behind each the earlier words that it carries, which are taken out of it."""
        for part in parts:
            found = [] if part.source.statements or part.date == NOT_STATED else list(self._passages(part))
            text = part.text
            for begin, _, _, _, end in reversed(found):
                text = text[:begin] + "\n" * text.count("\n", begin, end) + text[end:]
            if not found or not text.strip():
                yield part
                continue
            yield replace(part, text=text)
            for _, start, stop, day, _ in found:
                words, first = part.text[start:stop], part.text.count("\n", 0, start)
                lines = part.lines[first : first + words.count("\n") + 1]
                yield replace(part, date=day, text=words, lines=lines, within=part.lines[0], partly=True)

    def _passages(self, part: Part) -> Iterator[tuple[int, int, int, date, int]]:
        """Where each begins with what leads to it, where its words begin and end, their day, and where what ends them is over."""
        text, done = part.text, 0
        for lead in _LEADS.finditer(text) if any(word in text for word in QUICK) else ():
            day = next((d for d in dates(text[lead.end() : lead.end() + 24]) if d.exact and d.start <= 1), None)
            if lead.start() < done or day is None or not isinstance(day.first, date):
                continue
            if part.date == NOT_STATED or day.first >= part.date:
                continue
            close = _CLOSES.match(text, lead.end() + day.end)
            if close is None:
                continue
            start = close.end()
            start += text[start : start + 1] == "\n"
            stop, done = self._end(text, start)
            if text[start:stop].strip() and not _EXAMINED.search(text, max(0, lead.start() - ABOVE), stop):
                yield lead.start(), start, stop, day.first, done

    def _end(self, text: str, start: int) -> tuple[int, int]:
        """Where earlier words end, and where what says so is over: else with their paragraph, or before a heading of the note."""
        if told := _ENDED.search(text, start):
            return told.start(), told.end()
        at = start
        for row in text[start:].split("\n"):
            head = HEADING.match(row)
            headed = at > start and head is not None and bool(self._headings.section(head["text"].strip()))
            if not row.strip() or headed or (at > start and _NOW.match(row)):
                break
            at += len(row) + 1
        return min(at, len(text)), min(at, len(text))
