"""How far back something lies, by words that name no day: so many weeks ago, before the request, or within the last months."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...model.base import NOT_STATED, NotStated
from ...model.case import Document
from .facts import FoundFinding, FoundTreatment, Span
from .goes_on import STOP
from .quick import one_of

UNITS: Final = {"d": 1 / 7, "w": 1.0, "m": 4.345, "y": 52.0}
"""Weeks of a unit of time, by its first letter."""
FAR: Final = 80
"""Characters from the name of a study to the words that tell how far back it lies."""
_UNIT = r"(?P<unit>day|week|wk|month|mo|year|yr)s?\.?"
_VAGUE = re.compile(
    r"(?:[<>~]|\b(?:over|more\s+than|at\s+least|greater\s+than|longer\s+than|almost|nearly|many))\s*$", re.IGNORECASE
)
"""Words before a number that is not the most that it can be."""


@dataclass(frozen=True, slots=True)
class Back:
    """Words of a text that tell how far back something lies, at most."""

    start: int
    end: int
    weeks: float


class WeeksBack:
    """Reads them with the words of the data."""

    def __init__(self, numbers: Mapping[str, float]) -> None:
        counts = "|".join(map(re.escape, sorted((w for w, n in numbers.items() if n), key=len, reverse=True)))
        number = rf"(?P<n>\d{{1,2}}(?:\.5)?|{counts})(?:\s*(?:-|\u2013|to|or)\s*(?P<m>\d{{1,2}}|{counts}))?"
        self._numbers = numbers
        self._ago = re.compile(
            rf"(?<![\d/.-])\b{number}[\s-]+{_UNIT}\s+(?:ago\b|(?:before|prior\s+to|preceding|ahead\s+of)\s+"
            r"(?:(?:this|the|her|his|today\W?s|my|our|present|current)\s+)+(?:\w+\s+)?(?:request|submission|authori[sz]ation|visit|appointment"
            r"|note|letter|evaluation|consult\w*|encounter|exam\w*)\b)",
            re.IGNORECASE,
        )
        self._within = re.compile(
            r"\b(?:in|over|within|during)\s+(?:about\s+)?(?:(?:the|these|her|his)\s+)?(?:past|last|preceding|previous|prior)\s+"
            rf"(?:{number}[\s-]+)?{_UNIT}(?!\w|\s+of\b)",
            re.IGNORECASE,
        )

    def told(self, text: str) -> list[Back]:
        """The words of a text that tell it, in order."""
        found = [m for m in self._ago.finditer(text) if not _VAGUE.search(text, 0, m.start())]
        found += self._within.finditer(text)
        return sorted((self._back(m) for m in found), key=lambda back: back.start)

    def _back(self, match: re.Match[str]) -> Back:
        given = match["m"] or match["n"] or "1"
        number = float(given) if given[0].isdigit() else self._numbers[given.lower()]
        return Back(*match.span(), round(number * UNITS[match["unit"][0].lower()], 1))


class OfDocument:
    """Gives what a document tells without a day how far back its words say that it lies."""

    def __init__(
        self, backs: WeeksBack, studies: Iterable[str], interrupts: Iterable[str], shown: Callable[[str], bool]
    ) -> None:
        """`studies`: the words for studies; `interrupts`: words that tell of something else; `shown`: whether studies show a kind."""
        self._apart = re.compile(rf"{one_of(list(interrupts), apart=chr(92) + 'w')}\b")
        self._backs = backs
        self._studies = re.compile(rf"{one_of(list(studies), apart=chr(92) + 'w')}[sS]?\b")
        self._shown = shown

    def findings(self, document: Document, findings: Sequence[FoundFinding]) -> list[FoundFinding]:
        """The findings of an undated document, those of a study that it dates so."""
        backs = self._backs.told(document.text) if document.date == NOT_STATED else []
        studied = [back for back in backs if self._of_study(document.text, back)]
        return [self._seen(f, document.text, studied) for f in findings] if studied else list(findings)

    def treatments(self, document: Document, treatments: Sequence[FoundTreatment]) -> list[FoundTreatment]:
        """The treatments, those without days as their sentence says."""
        backs = self._backs.told(document.text)
        spans = [t.span for t in treatments]
        return [self._given(t, document.text, backs, spans) for t in treatments] if backs else list(treatments)

    def _of_study(self, text: str, back: Back) -> bool:
        begin, end = sentence_at(text, back.start, back.end)
        near = (m for m in self._studies.finditer(text, begin, end) if -FAR < m.start() - back.start < FAR)
        return next(near, None) is not None

    def _seen(self, finding: FoundFinding, text: str, backs: Sequence[Back]) -> FoundFinding:
        if finding.date != NOT_STATED or not self._shown(finding.kind):
            return finding
        end = sentence_at(text, finding.span.start, finding.span.end)[1]
        above = [b for b in backs if b.start < end and "\n\n" not in text[b.end : finding.span.start]]
        return replace(finding, weeks_back=above[-1].weeks) if above else finding

    def _given(self, one: FoundTreatment, text: str, backs: Sequence[Back], spans: Sequence[Span]) -> FoundTreatment:
        if one.status != "present" or one.start != NOT_STATED or one.end != NOT_STATED:
            return one
        begin, end = sentence_at(text, one.span.start, one.span.end)
        inside = sorted(s.start for s in spans if begin <= s.start < end)
        upto = next((s for s in inside if s > one.span.start), end)
        own = [
            b for b in backs if one.span.start <= b.start < upto and not self._apart.search(text, one.span.end, b.start)
        ]
        led = (
            [b for b in backs if begin <= b.start < inside[0] and not self._apart.search(text, b.end, inside[0])]
            if inside
            else []
        )
        told = own or led[-1:]
        return replace(one, weeks_back=min(b.weeks for b in told)) if told else one


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds characters of a text."""
    row = text.rfind("\n\n", 0, start) + 1
    begin = max((m.end() for m in STOP.finditer(text, row, start)), default=row)
    stop = STOP.search(text, end)
    return begin, stop.end() if stop else len(text)


def behind(head: str, backs: WeeksBack) -> float | NotStated:
    """Weeks that the study lies back of which words lead in a report."""
    told = backs.told(head[max((m.end() for m in STOP.finditer(head)), default=0) :])
    return told[-1].weeks if told else NOT_STATED
