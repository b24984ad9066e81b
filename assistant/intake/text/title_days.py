"""The day, the clock's time and the page that stand beside the words of a title."""

import re

from .dates import dates

_PAGE = re.compile(r"\bpage\s+\d+(?:\s+of\s+\d+)?|\(?\bcont(?:inued|'d|\.)?\)?", re.IGNORECASE)
"""The number of a page in a title."""
_CLOCK = re.compile(r"(?<=\d)[\s,@]+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]\.?M\.?)?\b", re.IGNORECASE)
"""The time of the day behind a day."""
_LEADS = re.compile(
    r"\s*[,(\[\u2013\u2014-]?\s*(?:\b(?:today|of|on|from|dated|done|performed|as of)\b\s*)*[,(\[\u2013\u2014-]*\s*$",
    re.IGNORECASE,
)
"""What stands between the words of a heading and their day."""
_CLOSES = re.compile(r"[\s)\].,;:\u2013\u2014-]*")
"""What may stand behind the day."""
_LABEL = re.compile(
    r"(?<=\w)(?:\s{2,}|\s*\t\s*|\s*\|\s*)(?:(?:exam|study|service|scan|collection|report|performed)\s+)?"
    r"(?:date|dos|collected|performed|completed|resulted)(?:\s+of\s+(?:exam|study|service))?(?:/time)?\s*:\s*(?=\d)",
    re.IGNORECASE,
)
"""The label of the day, in a field of its own beside a title."""
_SHORT = re.compile(r"\s*\(\d{1,2}/\d{1,2}\)[\s.:\u2013\u2014-]*$")
"""A day without its year, in brackets."""
_TODAY = re.compile(r"\s*[,(\[\u2013\u2014-]?\s*\btoday\b[\s)\].,;:\u2013\u2014-]*$", re.IGNORECASE)
"""The day of the note itself."""


def unpaged(line: str) -> str:
    """A line without the number of its page."""
    small = line.lower()
    return _PAGE.sub("", line) if "page" in small or "cont" in small else line


def untimed(line: str) -> str:
    """A line without the time of the day behind its day."""
    return _CLOCK.sub("", line)


def unlabelled(line: str) -> str:
    """A line without the label of a day that stands in a field beside its title ("STUDY   Date: 02/02/2026")."""
    return _LABEL.sub(" ", line) if ":" in line else line


def undated(line: str) -> str:
    """What stands before the one day with which a line ends; empty where it ends with none."""
    if not any(c.isdigit() for c in line):
        today = _TODAY.search(line)
        return line[: today.start()].strip() if today else ""
    text = untimed(line)
    days = list(dates(text))
    if not days and (short := _SHORT.search(text)):
        return text[: short.start()].strip()
    if len(days) != 1 or not _CLOSES.fullmatch(text, days[0].end):
        return ""
    before = text[: days[0].start]
    lead = _LEADS.search(before)
    return before[: lead.start()].strip() if lead else ""
