"""The level of care that a text asks for, and for how many days."""

import re

from ...model.base import NOT_STATED
from ...model.case import RequestedSetting
from .dates import DATE_WORDS, dates
from .lexicon import Lexicon
from .words import PhraseBook

_DAYS = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six|seven)[\s-]*(?:hospital\s+|inpatient\s+)?(?:days?|nights?|midnights?)\b(?!\s+(?:ago|a week))",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:(?:days|nights|midnights)(?:\s+[a-z]+)?\s*[:=]|(?:LOS|length of stay)\s*[:=]?)\s*(\d{1,2})\b", re.IGNORECASE
)
_STAY = re.compile(r"\b(?:LOS|length of stay|(?:mid)?nights?)\b", re.IGNORECASE)
"""Words of a stay in a hospital, which is one of inpatients where it is of several days."""
_DATED = re.compile(
    r"\b(?:in-?patient|inpt|IP|stay|admission|admit\w*|DOS|dates?\s+of\s+service|service\s+dates?)\b[\s:,()\u2013\u2014-]*(?:(?:stay|admission|from|dates?|DOS|of|service)\b[\s:,-]*)*"
    rf"(?P<days>(?:{DATE_WORDS}|\d{{1,2}}/\d{{1,2}})\s*(?:-|\u2013|\u2014|to|through|thru|until)\s*{DATE_WORDS})",
    re.IGNORECASE,
)
"""The first and the last day of a stay, behind what says that it is one."""
_SHARED_YEAR = re.compile(r"\A(\d{1,2}/\d{1,2})(?=\s*\D*?\s*\d{1,2}/\d{1,2}(/\d{2,4}))")
_TIMES = re.compile(
    r"\b(?:in-?patient|inpt|IP|obs\w*)\s*(?:[x\u00d7]\s*(\d{1,2})\b|(\d{1,2})\s?d\b)(?![/-])", re.IGNORECASE
)
"""Days behind a sign that multiplies, or in short ("inpt x 2", "inpt 2d")."""
LONGEST = 30
"""Days between two dates that may be those of a stay."""


class Stays:
    """Reads levels of care with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._book = PhraseBook(lexicon.spelt)
        for kind, words in lexicon.reading.settings.items():
            self._book.add(words, "setting", kind)

    def read(self, text: str, *, stays: bool = False) -> RequestedSetting:
        """The level of care and the days that a text asks for. `stays`: several days in hospital are a stay as an inpatient."""
        found = {value for _, _, _, value in self._book.find(self._lexicon.tokens(text))}
        found -= {"outpatient"} if len(found) == 2 and "inpatient" not in found else set()  # the other says more
        kind = found.pop() if len(found) == 1 else NOT_STATED
        days = {self._count(m[m.lastindex or 1]) for p in (_DAYS, _LABELLED, _TIMES) for m in p.finditer(text)}
        days = days or _between(text)
        if stays and not found and len(days) == 1 and max(days) > 1 and _STAY.search(text):
            kind = "inpatient"
        return RequestedSetting(kind=kind, days=days.pop() if kind != NOT_STATED and len(days) == 1 else NOT_STATED)  # type: ignore[arg-type]

    def _count(self, word: str) -> int:
        return int(word) if word.isdigit() else int(self._lexicon.general.numbers.get(word.lower(), 0))


def _between(text: str) -> set[int]:
    """The nights between the first and the last day of a stay."""
    made = set()
    for match in _DATED.finditer(text):
        found = [d.first for d in dates(_SHARED_YEAR.sub(r"\1\2", match["days"]))]
        if len(found) == 2 and 0 < (nights := (found[1] - found[0]).days) <= LONGEST:
            made.add(nights)
    return made
