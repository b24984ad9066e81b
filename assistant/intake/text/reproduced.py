"""Words of a report that a note reproduces: a paper of its own, apart from what the writer of the note tells in his own words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...model.base import NOT_STATED, NotStated
from .data import Reading
from .dates import dates
from .general_words import General
from .goes_on import STOP, GoesOn
from .headings import Headings
from .lines import HEADING, alone
from .own_voice import own_voice
from .read_by import of_writer
from .sources import Part
from .studies import uncompared
from .weeks_back import WeeksBack, behind

_PARAGRAPH = re.compile(r"(?:[^\S\n]*\S[^\n]*(?:\n|\Z))+")
_DOTTED = re.compile(r"[A-Z][^\n:.]{0,40}\s\.{3,}(?:\s|\Z)")
"""A row of a form whose label dots join to what stands behind it."""
_OPENS = re.compile(
    r"[\s:,.(\u2013\u2014-]{0,4}(?:that\s)?(?:(?P<sign>[\"\u201c])|(?P<said>(?:open\s+)?quote\b,?\s))", re.IGNORECASE
)
_QUOTES = re.compile(r"(?<!\w)[\"\u201c](?=\w)")
_CLOSES = {
    "sign": re.compile(r"[\"\u201d]"),
    "said": re.compile(r"[,.]?\s*(?:end\s+quote|close\s+quote|end\s+of\s+quote|unquote)\b", re.IGNORECASE),
}
_PLACED = re.compile(r"(?<=\s)[A-Z]\d{1,2}\s?[-/]\s?[A-Z]?\d{1,2}(?:\s+level)?\s*:\s*$")
"""The place of the first thing that a report tells, behind what says whose it is: it belongs to the report."""
_JOINS = re.compile(r"[\s:,.;)\]\u2013\u2014-]*(?:(?:as|that)\s)?")
"""Signs between what says whose words they are and the words."""
_WHOLE = (":", ")", ".", "\n", "-", "\u2013", "\u2014")
"""Ends of words that say whose they are before more than one sentence."""
_AT_END = " \t\n,;:([\u2013\u2014-"
_TITLE_ENDS = re.compile(r"[,:;|\t(\[\"\u201c\n]|\s[\u2013\u2014-]\s")
_JOINED = re.compile(
    r"(?:[\s,]+(?:of|on|from|dated|done|the|performed|obtained|completed|was|is|has|been|that|with|a|an|and|or|w))+$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([A-Za-z-]+) $")
SHORT = 4
"""Letters of a word that does not help to name a study, such as `the`, at most."""
NAMED = 200
"""Characters before such words in which the study may be named."""
OPENING = 12
"""Characters before a study that opens what is told of it."""
BELOW = 20_000
"""Characters in which the note may go on to conclude."""
QUOTED = 4_000
"""Characters that a quotation may have."""
IT = ("it", "this")
"""Subjects that may be what the sentence before told of."""
LEADING = 40
"""Characters of a sentence in which it names another study, of which it then tells."""
_ENDS_IN_COLON = re.compile(r":(?=[ \t]*\Z)")
"""Behind it the words of a report stood: without them it heads nothing, least of all the next paragraph."""
_OPENED = re.compile(r"\s*[:,]?\s*[\"\u201c]\Z")
_CLOSED = re.compile(r"[\"\u201d]\.?")
"""Signs of quotation with nothing between them any more."""


@dataclass(frozen=True, slots=True)
class Study:
    """A study as a note names it."""

    kind: str
    title: str
    day: date | NotStated


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report within the text of a note."""

    start: int
    end: int
    study: Study
    whole: bool
    """Whether it has the parts of a report, and is no mere excerpt."""


class Reproduced:
    """Finds the reports within notes with the words of the data."""

    def __init__(
        self,
        general: General,
        reading: Reading,
        headings: Headings,
        finds: Callable[[str], bool],
        goes_on: GoesOn,
        felt: Callable[[str], bool],
        label: Callable[[str], str],
    ) -> None:
        """`finds`: whether a text names something that a study can find; `felt`: whether it names what none can; `label`: how a kind of
        document is called.
        """
        self._goes_on = goes_on
        words = general.reproduced
        self._backs = WeeksBack(general.numbers)
        self._headings = headings
        self._finds = finds
        self._felt = felt
        self._label = label
        self._unnamed = reading.unnamed_study
        self._apart = {reading.summary_document, *reading.silent_documents, *headings.reports}
        self._quick, self._leads, self._trails = map(_one_of, (words.quick, words.leads, words.trails))
        self._verbatim, self._contrary, self._retold = map(_one_of, (words.verbatim, words.contrary, words.retold))
        self._others = _one_of(words.others)
        self._papers = frozenset(reading.quoted_documents)
        self._parts = {part: _one_of(spelt) for part, spelt in words.parts.items()}
        self._own = own_voice(general)
        subjects = "|".join(map(re.escape, general.subjects))
        self._subject = re.compile(rf"(?:{subjects})\s(?!is\s+(?:a|an|no)\b)", re.IGNORECASE)
        self._told = {
            id
            for id, s in reading.sections.items()
            if "any" in (*s.states, *s.graded) and id not in reading.plan_sections
        } | {"technique", "indication", "information"}
        """Sections that a report may have."""
        self._concludes = {*reading.other_sections, *reading.other_sections.values()}

    def apart(self, parts: Sequence[Part]) -> Iterator[Part]:
        """The documents, and behind each the reports whose words it reproduces, which are taken out of it."""
        for part in parts:
            told = part.kind in self._apart or bool(part.source.statements)
            found = [] if told else list(self.passages(part.text))
            text = part.text
            for one in reversed(found):
                above, below = self._without(text[: one.start], text[one.end :])
                text = above + "\n" * text.count("\n", one.start, one.end) + below
            if not text.strip():  # nothing else is there
                yield part
                continue
            yield replace(part, text=text) if found else part
            for one in found:
                words, first = part.text[one.start : one.end], part.text.count("\n", 0, one.start)
                lines = part.lines[first : first + words.count("\n") + 1]
                study = one.study
                back = behind(part.text[max(0, one.start - NAMED) : one.start], self._backs)
                yield Part(
                    study.kind,
                    study.title,
                    study.day,
                    words,
                    part.source,
                    lines,
                    part.lines[0],
                    NOT_STATED if study.day != NOT_STATED else back,
                    not one.whole,
                )

    def _without(self, above: str, below: str) -> tuple[str, str]:
        """What stands before words that are taken out, ended where it led them in, and what stands behind, without their quotation signs."""
        opened, closed = _OPENED.search(above), _CLOSED.match(below)
        if opened and closed:
            return f"{above[: opened.start()]}.", below[closed.end() :]
        row = below.partition("\n")[0].strip()
        ended = not row or self._goes_on.of_note(STOP.split(row)[0])
        return (_ENDS_IN_COLON.sub(".", above) if ended else above), below

    def passages(self, text: str) -> Iterator[Passage]:
        """The reports whose words stand in a note, in order."""
        if not self._quick.search(text):
            return
        done = 0
        for paragraph in _PARAGRAPH.finditer(text):
            begin, end = paragraph.span()
            if end <= done or not self._quick.search(text, begin, end):
                continue
            for one in self._of(text, max(begin, done), end):
                yield one
                done = one.end

    def _of(self, text: str, begin: int, end: int) -> Iterator[Passage]:
        """The passages of a paragraph, or those that begin in it."""
        done = begin
        marks = sorted(
            (
                *((m.start(), 0, m) for m in self._leads.finditer(text, begin, end)),
                *((m.start(), 1, m) for part in self._parts.values() for m in part.finditer(text, begin, end)),
                *((m.start(), 2, m) for m in self._trails.finditer(text, begin, end)),
                *((m.start(), 3, m) for m in _QUOTES.finditer(text, begin, end)),
            ),
            key=lambda mark: mark[:2],
        )
        for start, sort, mark in marks:
            if start < done:
                continue
            read = (self._behind, self._parted, self._before, self._cited)[sort]
            found = read(text, done, end, mark)
            if found is not None and (found.study.kind in self._papers or self._finds(text[found.start : found.end])):
                yield found
                done = found.end

    def _behind(self, text: str, begin: int, end: int, lead: re.Match[str]) -> Passage | None:
        """What stands behind words that say whose it is."""
        first = _sentence(text, begin, lead.start())
        head = text[first : lead.end()]
        if self._contrary.search(head) or self._others.search(head) or of_writer(text, lead.span()):
            return None
        start, stop = _quoted(text, lead.end())
        if start == stop:
            if not self._verbatim.search(lead[0]) and self._retold.search(head):
                return None
            placed = _PLACED.search(lead[0])
            joins = _JOINS.match(text, lead.end(), end)
            start = lead.start() + placed.start() if placed else joins.end() if joins else lead.end()
            headed = lead[0].endswith("\n") and self._headings.study(text[first : lead.end()]) is not None
            if headed and self._ends(text[start:end]):
                return None  # the note goes on below the name of a study
            start, listed = self._past_head(text, start, end)
            stop = self._extent(text, start, end, one=not listed and lead[0].rstrip(" \t")[-1:] not in _WHOLE)
        study = self._study(text, first, lead.start(), start)
        if study is None or study.kind == self._unnamed:  # named in the sentence before
            wider = self._study(text, max(begin, first - NAMED), first, first)
            study = wider if wider is not None and wider.kind != self._unnamed else study or wider
        return Passage(start, stop, study, whole=False) if study is not None and start < stop else None

    def _before(self, text: str, begin: int, end: int, trail: re.Match[str]) -> Passage | None:
        """What stands in a sentence before words that say whose it is, behind the study and its day."""
        first = _sentence(text, begin, trail.start())
        said = text[first : trail.start()]
        if self._contrary.search(said) or self._own.search(said):
            return None
        named = self._headings.study(said)
        if named is None:
            return None
        behind = [d.end for d in dates(said) if d.end <= NAMED]
        joins = _JOINS.match(text, first + (behind[-1] if behind else named[1]), trail.start())
        start = joins.end() if joins else trail.start()
        study = self._study(text, first, start, start)
        return (
            Passage(start, trail.start(), study, whole=False) if study is not None and start < trail.start() else None
        )

    def _parted(self, text: str, begin: int, end: int, label: re.Match[str]) -> Passage | None:
        """What stands behind the labels that the parts of a report have, below or behind a study with its day."""
        row = text.rfind("\n", 0, label.start()) + 1
        inline = self._headings.study(text[row : label.start()]) is not None
        if not inline and label.start() - row > OPENING * 2:
            return None
        first = (
            _sentence(text, begin, label.start()) if inline else max(begin, text.rfind("\n", 0, max(row - 1, 0)) + 1)
        )
        head = text[first : label.start()]
        if self._contrary.search(head) or self._own.search(head) or self._shows(head):
            return None
        study = self._study(text, first, label.start(), label.start())
        if study is None and inline and label.start() - row <= NAMED and not self._finds(text[row : label.start()]):
            study = self._study(text, row, label.start(), label.start())  # its name and day stand as a sentence
        if study is None or study.day == NOT_STATED:
            return None
        stop = self._extent(text, label.end(), end)
        named = {part for part, spelt in self._parts.items() if spelt.search(text, label.start(), stop)}
        while (below := _PARAGRAPH.search(text, stop)) is not None and not text[stop : below.start()].strip():
            part = next((p for p, spelt in self._parts.items() if spelt.match(text, below.start())), None)
            if part is None or part in named or (part == "impression" and not self._concluded(text, below.end())):
                break
            named.add(part)
            stop = self._extent(text, below.start(), below.end())
        alone = named == {"impression"}
        if (alone and not inline and not self._concluded(text, stop)) or (
            inline and named == {"findings"} and not label[0].strip(": ").isupper()
        ):
            return None  # the note's own
        return Passage(label.start(), stop, study, whole="findings" in named)

    def _cited(self, text: str, begin: int, end: int, sign: re.Match[str]) -> Passage | None:
        """What stands between signs of quotation behind the name of another paper and its day."""
        start, stop = _quoted(text, sign.start())
        first = _sentence(text, begin, sign.start())
        head = text[first : sign.start()].rstrip()
        kind = self._headings.kind(head)
        days = [d.first for d in dates(head) if d.exact]
        said = head.endswith(":") or self._verbatim.search(head) is not None
        if start == stop or kind not in self._papers or len(days) != 1 or not said or self._contrary.search(head):
            return None
        label = self._label(kind)
        return Passage(start, stop, Study(kind, f"{label[:1].upper()}{label[1:]}", days[0]), whole=False)

    def _shows(self, head: str) -> bool:
        """Whether words before a label say already what was seen."""
        return self._finds(head)

    def _concluded(self, text: str, after: int) -> bool:
        """Whether the note concludes below, under a heading of its own."""
        rows = text[after : after + BELOW].split("\n")
        heads = (m["text"] if (m := HEADING.match(row)) else row for row in rows if row.strip())
        return any(self._headings.section(head.strip()) in self._concludes for head in heads if len(head) < LEADING)

    def _past_head(self, text: str, start: int, end: int) -> tuple[int, bool]:
        """Where the words of a report begin behind the study and its day that lead them in, and whether a colon parts them."""
        named = self._headings.study(text[start : min(end, start + LEADING)])
        day = next((d for d in dates(text[start : min(end, start + 2 * LEADING)]) if d.exact), None)
        if named is None or named[1] > OPENING or day is None or "\n" in text[start : start + day.end]:
            return start, False
        joins = _JOINS.match(text, start + day.end, end)
        return (joins.end(), ":" in joins[0]) if joins and joins[0] else (start + day.end, False)

    def _study(self, text: str, first: int, before: int, start: int) -> Study | None:
        """The study that a note names before the words of its report that begin at `start`, with its day; best before what says whose they
        are, which stands at `before`.
        """
        for end in (before, start):
            said = uncompared(text[first:end])
            named = self._headings.study(said)
            if named is None or (named[0] == self._unnamed and end < start):
                continue
            kind, at = named
            days = [d for d in dates(uncompared(text[first:start])) if d.exact]
            behind = [d for d in days if d.start >= at]
            day = behind[0].first if behind else days[-1].first if days else NOT_STATED
            return Study(kind, _titled(said, at), day)
        return None

    def _extent(self, text: str, start: int, end: int, *, one: bool = False) -> int:
        """Where the words of a report end: with their paragraph, at the latest; `one`: with their sentence."""
        at, first = start, True
        while at < end:
            stop = STOP.search(text, at, end)
            upto = stop.end() if stop else end
            if not first and (self._ends(text[at:upto].strip()) or self._of_note(text, at, upto)):
                break
            if own := self._own.search(text, at, upto):
                cut = max(
                    text.rfind(sign, at, own.start()) for sign in (",", ";", "(", "\u2013", "\u2014", " but ", ".")
                )
                at = cut if cut > at and first else at
                break
            at, first = upto, False
            if one:
                break
        return start + len(text[start:at].rstrip(_AT_END))

    def _of_note(self, text: str, at: int, upto: int) -> bool:
        """Whether words that begin a line go on with the note: they tell what was felt or given, or another day."""
        line = text[at:upto].strip()
        if "\n" not in text[at - 1 : text.index(line[:1], at)]:
            return False
        head = HEADING.match(line)
        if head and self._headings.section(head["text"].strip()) in self._told:
            return False
        return self._felt(line) or (head is not None and any(d.exact for d in dates(head["text"])))

    def _ends(self, sentence: str) -> bool:
        """Whether a sentence is no more of a report: it speaks of the person, of another study, or under a heading of the note."""
        subject = self._subject.match(sentence)
        if subject and (subject[0].strip().lower() not in IT or self._felt(sentence)):
            return True
        if _DOTTED.match(sentence) or self._goes_on.of_note(sentence):
            return True
        if self._headings.study(sentence[:LEADING]) is not None:
            return True
        head = HEADING.match(sentence)
        row = sentence.partition("\n")[0]
        words = head["text"] if head else row if alone(row) else ""
        section = self._headings.section(words.strip()) if words else self._headings.bare(row)
        return bool(section) and section not in self._told


def _one_of(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e})" for e in expressions) or "(?!)", re.IGNORECASE)


def _sentence(text: str, begin: int, at: int) -> int:
    """Where the sentence begins that holds a place."""
    first = begin
    while (stop := STOP.search(text, first)) is not None and stop.end() <= at:
        first = stop.end()
    return first


def _quoted(text: str, after: int) -> tuple[int, int]:
    """The words between signs of quotation that open behind a place; nothing where none do."""
    opened = _OPENS.match(text, after)
    if opened is None:
        return after, after
    closing = _CLOSES[str(opened.lastgroup)].search(text, opened.end(), opened.end() + QUOTED)
    return (opened.end(), closing.start()) if closing else (after, after)


def _titled(said: str, at: int) -> str:
    """The name of a study that begins at a character, with the word before it where it is one word alone."""
    words = said[at:]
    end = next((m.start() for m in _TITLE_ENDS.finditer(words) if m.start()), len(words))
    day = next((d.start for d in dates(words)), end)
    name = " ".join(_JOINED.sub("", words[: min(end, day)].rstrip()).split())
    before = _WORD_BEFORE.search(said[:at])
    if before and " " not in name and len(before[1]) > SHORT:
        name = f"{before[1]} {name}"
    return name[:1].upper() + name[1:]
