"""What the reader hands on: facts with their place in the text, before they get an id."""

from dataclasses import dataclass, replace
from datetime import date

from ...model.base import NOT_STATED, NotStated, Side, Status, YesNo
from ...model.case import Finding, Response, Treatment
from ...model.when import When, earliest, latest
from .sentence import Sentence


@dataclass(slots=True, unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
class Span:
    """Characters of a document."""

    document: str
    start: int
    end: int

    def moved(self, characters: int) -> "Span":
        """The same characters of a text that begins so much further on."""
        return Span(self.document, self.start + characters, self.end + characters)


@dataclass(slots=True, unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
class FoundFinding:
    """A finding with the characters that state it."""

    kind: str
    span: Span
    quote: str
    status: Status = "present"
    levels: tuple[str, ...] = ()
    region: str = NOT_STATED
    side: Side = NOT_STATED
    of: str = NOT_STATED
    grade: str = NOT_STATED
    number: float | NotStated = NOT_STATED
    unit: str = NOT_STATED
    date: date | NotStated = NOT_STATED
    weeks_back: float | NotStated = NOT_STATED
    location: str = NOT_STATED
    times: int | NotStated = NOT_STATED
    nth: int | NotStated = NOT_STATED

    def covers(self, other: "FoundFinding") -> bool:
        """Whether this says all that the other says, of the same document."""
        return (
            self.kind == other.kind
            and self.status == other.status
            and (not other.levels or set(other.levels) <= set(self.levels))
            and all(
                theirs in (NOT_STATED, ours)
                for ours, theirs in (
                    (self.side, other.side),
                    (self.of, other.of),
                    (self.location, other.location),
                    (self.grade, other.grade),
                    (self.number, other.number),
                    (self.date, other.date),
                    (self.times, other.times),
                    (self.nth, other.nth),
                )
            )
        )


@dataclass(frozen=True, slots=True)
class FoundTreatment:
    """A treatment with the characters that state it."""

    kind: str
    span: Span
    quote: str
    status: Status = "present"
    region: str = NOT_STATED
    levels: tuple[str, ...] = ()
    side: Side = NOT_STATED
    supervised: YesNo = NOT_STATED
    start: When = NOT_STATED
    end: When = NOT_STATED
    weeks_back: float | NotStated = NOT_STATED
    weeks: float | NotStated = NOT_STATED
    sessions: int | NotStated = NOT_STATED
    response: Response = NOT_STATED
    response_quote: str = NOT_STATED

    def joined(self, other: "FoundTreatment") -> "FoundTreatment | None":
        """Both as one episode, where nothing that they say differs; None where something does."""
        names = ("status", "region", "side", "supervised", "start", "end", "weeks", "sessions", "response")
        merged = {}
        for name in names:
            ours, theirs = getattr(self, name), getattr(other, name)
            if NOT_STATED not in (ours, theirs) and ours != theirs:
                return None
            merged[name] = theirs if ours == NOT_STATED else ours
        if not self._places_agree(other):
            return None
        merged["levels"] = tuple(dict.fromkeys((*self.levels, *other.levels)))
        merged["weeks_back"] = min(
            (b for b in (self.weeks_back, other.weeks_back) if b != NOT_STATED), default=NOT_STATED
        )
        start, end = earliest(merged["start"]), latest(merged["end"])
        if start != NOT_STATED and end != NOT_STATED and end < start:
            return None
        fuller = other if other.detail() > self.detail() else self
        return replace(self, **merged, quote=fuller.quote, span=fuller.span, response_quote=fuller._answer(self, other))

    def _answer(self, *told: "FoundTreatment") -> str:
        """The words of the response of an episode that is quoted with the words of this one, where they hold none."""
        others = (
            t.quote if t.response_quote == NOT_STATED else t.response_quote for t in told if t.response != NOT_STATED
        )
        return self.response_quote if self.response != NOT_STATED else next(others, NOT_STATED)

    def _places_agree(self, other: "FoundTreatment") -> bool:
        """Whether one names the levels of the other as well, or both tell of one day, on which they may be several."""
        one, two = set(self.levels), set(other.levels)
        return one <= two or two <= one or NOT_STATED != self.start == other.start

    def detail(self) -> int:
        """How much it says."""
        said = (self.supervised, self.start, self.end, self.weeks, self.sessions, self.response)
        return len(said) - said.count(NOT_STATED)


def stated_finding(id: str, f: FoundFinding) -> Finding:
    """A finding as a record states it."""
    return Finding(
        id=id, kind=f.kind, status=f.status, levels=f.levels, region=f.region, side=f.side, location=f.location, of=f.of, grade=f.grade,
        number=f.number, unit=f.unit, date=f.date, weeks_back=f.weeks_back, times=f.times, nth=f.nth, document=f.span.document, quote=f.quote,
    )  # fmt: skip


def stated_treatment(id: str, t: FoundTreatment) -> Treatment:
    """A treatment as a record states it."""
    return Treatment(
        id=id, kind=t.kind, status=t.status, region=t.region, levels=t.levels, side=t.side, supervised=t.supervised, start=t.start, end=t.end,
        weeks_back=t.weeks_back, weeks=t.weeks, sessions=t.sessions, response=t.response, document=t.span.document, quote=t.quote,
        response_quote=NOT_STATED if t.response_quote in t.quote else t.response_quote,
    )  # fmt: skip


_EDGE = " \t\n,;:."
CLIPPED = 240
"""Longest quote, in characters."""


def quoted(sentence: Sentence, first: int, last: int, document: str) -> tuple[str, Span]:
    """The words from one index to another, in whole words as written, white space folded; and where they stand."""
    if sentence.line.row:
        begin = sentence.line.start
        return " ".join(sentence.line.row.split()), Span(document, begin, begin + len(sentence.line.row))
    text = sentence.line.raw or sentence.line.text
    start, end = sentence.words[first].start, sentence.words[last].end
    while start > 0 and not text[start - 1].isspace() and text[start - 1] not in '(["':
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] not in ')]"':
        end += 1
    if end - start > CLIPPED:
        end = max(sentence.words[first].end, text.rfind(" ", start, start + CLIPPED))
    while end > start + 1 and text[end - 1] in _EDGE:
        end -= 1
    while start < end - 1 and text[start] in _EDGE:
        start += 1
    offset = sentence.line.start
    return " ".join(text[start:end].split()), Span(document, offset + start, offset + end)
