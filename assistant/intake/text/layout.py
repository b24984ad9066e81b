"""The outer form of a record: documents, sections, headings that name a place, sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...model.base import NOT_STATED, NotStated
from .data import General, Reading
from .dates import dates
from .legible import legible
from .lines import HEADING, answers, blocks, cut
from .stated import Statement
from .words import PhraseBook, tokens

_MARKDOWN = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<text>[^\n:]{1,80}?)[ \t]*#*$|[ \t]*\*\*(?P<bold>[^\n*:]{1,60})\*\*$")
_STOP = re.compile(r"[.!?](?=[\"')\]]*(?:\s|$))")
_ENDING = re.compile(r"[\w.]+$")
LONGEST_WORD = 40
"""Characters before a full stop that are looked at to tell an abbreviation."""
_INLINE = re.compile(r"[^\n.:;]{2,40}:\s")
ENDLESS = 300
"""Characters from which a sentence is cut where it begins to speak anew."""
SPOKEN = 40
"""Characters that such a part has at least."""
HEADED = 80
"""Characters of a line below the first that may say what a document is; a longer one is prose."""
BEYOND = 4
"""Words behind the name of a section in its heading; more of them are a statement that begins alike."""
DATED = 20
"""Characters beside a date, such as its label, in a line that gives the date of a document."""
_LISTED = re.compile(r"(?P<head>[^\n:]{4,90}):\s+(?=\S)")
"""The head of a document that a summary tells in one paragraph."""
TITLE_LINES = 6
"""Lines of a document in which its title and date are looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it came: a file, or a part of one."""

    name: str
    text: str
    pages: tuple[int, ...] = ()
    """Line at which each page begins, from 1; empty where it has no pages."""
    kind: str = ""
    """Kind of document, where it is known beforehand: the text is then one document."""
    title: str = ""
    """Title, where it is known beforehand."""
    date: date | NotStated = NOT_STATED
    """Date, where it is known beforehand."""
    statements: tuple[Statement, ...] = ()
    """What structured data states, a line of the text each, in order; empty where the text is prose."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document found in the sources."""

    kind: str
    title: str
    date: date | NotStated
    text: str
    source: Source
    line: int
    """Line of the source at which it begins, from 1."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with where it stands."""

    text: str
    start: int
    """Character at which it begins in the document."""
    section: str
    """Section of the reading data; empty before the first heading."""
    heading: str = ""
    """Words of the section's heading, which may name a side or a structure."""
    place: str = ""
    """Words of a heading that is no section, such as that of one level."""
    fresh: bool = True
    """Whether it stands in the line of that heading, or carries it on."""
    raw: str = ""
    """The same characters as written, where they were mended."""


class Layout:
    """Reads the outer form with the words of the data."""

    def __init__(self, general: General, reading: Reading, reports: frozenset[str]) -> None:
        """`reports`: kinds of documents that report a study."""
        self._reports = reports
        self._general = general
        self._reading = reading
        self._kinds = [(kind, _book(words)) for kind, words in reading.documents.items()]
        self._sections = PhraseBook()
        for id, section in reading.sections.items():
            self._sections.add(section.headings, "section", id)
        self._keeps = {id: _book(section.keeps) for id, section in reading.sections.items() if section.keeps}
        self._separator = re.compile(rf"^[ \t]*(?:{'|'.join(general.separators)})[ \t]*$", re.IGNORECASE)
        self._salutation = re.compile(rf"[ \t]*(?:{'|'.join(general.salutations)})(?=\s|$)", re.IGNORECASE)
        labels = "|".join(sorted(map(re.escape, general.date_labels), key=len, reverse=True))
        self._labelled = re.compile(rf"\b(?:{labels})\b[ \t]*(?:of)?[ \t]*[:#]?[ \t]*$", re.IGNORECASE)
        self._answer = answers(general)
        self._anew = re.compile(rf",\s+(?=(?:{'|'.join(map(re.escape, general.subjects))})\s)", re.IGNORECASE)
        self._short = {a.rstrip(".").lower() for a in general.abbreviations}

    # --- Documents ----------------------------------------------------------------------------------------------------

    def documents(self, sources: Sequence[Source]) -> tuple[Part, ...]:
        """The documents of all sources, in order."""
        return tuple(part for source in sources for part in self._split(source))

    def _split(self, source: Source) -> Iterator[Part]:
        if source.kind:
            yield self._part(source.text.strip("\n"), source, 1)
            return
        lines = source.text.split("\n")
        begin, blank, charted = 0, True, False
        summary = self._summarises(lines)
        tops = {page - 1 for page in source.pages}
        starts: list[tuple[int, int]] = []
        for n, line in enumerate(lines):
            blank = blank or n in tops
            if self._separator.match(line):
                starts.append((begin, n))
                begin, charted = n + 1, False
            elif n > begin and (
                (self._begins(line, lines[n + 1 : n + 2], blank=blank) and _filled(lines[begin:n]))
                or (summary and not charted and (blank or _ended(lines[n - 1])) and self._listed(line))
                or (lines[n - 1].strip() and self._alone(lines[n - 1]) and self._titles_document(line))
            ):
                starts.append((begin, n))
                begin, charted = n, False
            charted = charted or self._charts(line)
            blank = not line.strip()
        starts.append((begin, len(lines)))
        for first, last in starts:
            whole = "\n".join(lines[first:last])
            if whole.strip():
                skipped = len(whole) - len(whole.lstrip("\n"))
                yield self._part(whole.strip("\n"), source, first + skipped + 1)

    def _begins(self, line: str, following: Sequence[str], *, blank: bool) -> bool:
        """Whether a line heads a document: after a blank one, or in capitals, in its looks, or by a date that stands alone below it.

        What is read from a page has no blank lines: there it takes both.
        """
        below = following[0].strip() if following else ""
        dated = any(d.exact and len(below) - (d.end - d.start) <= DATED for d in dates(below))
        if self._titles_document(line):
            own = any(d.exact for d in dates(line)) and ":" not in line
            return blank or dated or (own and (line.isupper() or self._begins_report(below)))
        if (blank or line.isupper()) and below and self._heads_report(line):
            return True
        return (
            blank
            and dated
            and 4 <= len(line.strip()) <= 60
            and line.strip()[-1] not in ".,;:"
            and self._kind_of(line) is not None
        )

    def _summarises(self, lines: Sequence[str]) -> bool:
        """Whether a text tells documents one by one: several, and not only reports that a letter tells."""
        heads = [head for line in lines if (head := self._listed(line))]
        return len(heads) > 1 and any(self._kind_of(head) not in self._reports for head in heads)

    def _begins_report(self, line: str) -> bool:
        """Whether a line begins what a report of a study finds, of which only the head is short."""
        heading = match["text"] if (match := HEADING.match(line)) else ""
        found = self._section(heading.strip())
        return bool(found) and "any" in (*self._reading.sections[found].states, *self._reading.sections[found].graded)

    def _listed(self, line: str) -> str:
        """The head of a paragraph that tells one document of a summary: what it is and of which day. Empty where it is none.

        In a chart with sections such a line tells what the writer read elsewhere, and is part of the chart.
        """
        match = _LISTED.match(line.strip())
        if match is None or self._section(match["head"]) not in ("", "study", self._reading.study_section):
            return ""
        named = self._kind_of(match["head"]) is not None and any(d.exact for d in dates(match["head"]))
        return match["head"] if named else ""

    def _charts(self, line: str) -> bool:
        """Whether a line opens a section of a chart."""
        heading = match["text"] if (match := HEADING.match(line)) else line if self._alone(line) else ""
        found = self._section(heading.strip())
        return bool(found and self._reading.sections[found].states) and not self._listed(line)

    def _heads_report(self, line: str) -> bool:
        """Whether a line names a study and its day, and nothing that it showed: a report that was pasted in begins there."""
        text = line.strip()
        studied = next((d for d in dates(text) if d.exact), None)
        if (
            studied is None
            or len(text) > HEADED
            or text.endswith((".", ",", ";"))
            or studied.end < len(text.rstrip(":) "))
        ):
            return False
        return self._kind_of(text) in self._reports

    def _titles_document(self, line: str) -> bool:
        """Whether a line after a blank one heads a document: short, in capitals or as a Markdown title, and named in the data."""
        text = line.strip()
        if not 4 <= len(text) <= 90 or text.endswith((".", ",", ";")):
            return False
        top = text.startswith("# ")
        plain = re.sub(r"^#+\s*|[*_]", "", text)
        before = plain.split(":")[0] if ":" in plain else plain
        if not top and before.upper() != before:
            return False
        if self._section(before) and not top and (":" in plain or self._kind_of(plain) is None):
            return self._section(before) == "study" and self._kind_of(plain) is not None
        return self._kind_of(plain) is not None

    def _part(self, text: str, source: Source, line: int) -> Part:
        filled = [row.strip() for row in text.split("\n") if row.strip()][:TITLE_LINES]
        filled[0] = self._listed(filled[0]) or filled[0]
        first = re.sub(r"^[#=~-]+\s*|\s*[=~-]+$|[*_]", "", filled[0]).strip().rstrip(":")
        prose = (n for n, row in enumerate(filled) if n and (len(row) > HEADED or ". " in row or row.endswith(".")))
        short = [row for row in filled[1 : next(prose, len(filled))] if not self._listed(row)]
        head = (source.title, filled[0], *short)
        kind = source.kind or next((k for row in head[:4] if (k := self._kind_of(row))), None)
        kind = kind or self._kind_of(source.name) or next((k for row in head[4:] if (k := self._kind_of(row))), None)
        titled = len(first) <= 90 and self._kind_of(first) is not None
        title = first if titled else (kind or self._reading.default_document).replace("_", " ").capitalize()
        return Part(
            kind or self._reading.default_document,
            source.title or title,
            source.date if source.date != NOT_STATED else self._date(filled, source.name),
            text,
            source,
            line,
        )

    def _kind_of(self, text: str) -> str | None:
        words = tokens(text.replace("_", " "))
        return next((kind for kind, book in self._kinds if book.find(words)), None)

    def _date(self, rows: Sequence[str], name: str) -> date | NotStated:
        """A date that is labelled as the document's, else one that stands in its title, else in the name of the file."""
        for row in rows:
            for found in dates(row):
                if found.exact and self._labelled.search(row[: found.start]):
                    return found.first
        for text in (rows[0], re.sub(r"[_]", "-", name)):
            if len(text) <= 120 and (found_here := [d for d in dates(text) if d.exact]):
                return found_here[0].first
        alone = [d for row in rows for d in dates(row) if d.exact and len(row) <= d.end - d.start + 2]
        titled = (row for row in rows if len(row) <= HEADED and ". " not in row and self._kind_of(row) is not None)
        named = [d for row in titled for d in dates(row) if d.exact]
        return next((d.first for d in (*alone, *named)), NOT_STATED)

    def _section(self, heading: str) -> str:
        words = tokens(heading)
        found = self._sections.find(words)
        if not found or found[0][0] != 0:
            return ""
        rest = [w for w in words[found[0][1] + 1 :] if w.word.isalpha()]
        return found[0][3] if len(rest) <= BEYOND else ""

    def _within(self, section: str, heading: str) -> bool:
        """Whether a heading stays within the section that it stands in."""
        return section in self._keeps and bool(self._keeps[section].find(tokens(heading)))

    # --- Sentences ----------------------------------------------------------------------------------------------------

    def sentences(self, text: str) -> Iterator[Line]:
        """The sentences of a document, with section and place."""
        mended = legible(text)
        for line in self._mended(mended):
            raw = text[line.start : line.start + len(line.text)]
            yield line if raw == line.text else replace(line, raw=raw)

    def _mended(self, text: str) -> Iterator[Line]:
        section, heading, place, fresh, inline = "", "", "", False, False
        for start, block in blocks(text, self._answer):
            if not block.strip():
                place = place if fresh else ""
                if inline and self._reading.sections[section].paragraph:
                    section, heading, inline = "", "", False
                continue
            skip = 0
            if not text[:start].strip() and (head := self._listed(block)):
                skip = block.index(head) + len(head) + 1
                yield from self._lines(block, start, skip, Line("", 0, "", head, "", fresh=False))
                continue
            if self._salutation.match(block):
                section, heading, place, inline = "", "", "", False
            if markdown := _MARKDOWN.match(block):
                words = (markdown["text"] or markdown["bold"] or "").strip()
                section, heading, place, inline = self._section(words) or section, words, "", False
                if not self._section(words):
                    place, fresh = words, True
                continue
            if self._alone(block) and (found := self._section(block.strip())):
                section, heading, place, fresh, inline = found, block.strip(), "", False, False
                continue
            if (match := HEADING.match(block)) and len(match["text"].split()) <= 8:
                words = match["text"].strip()
                fresh = False
                if (found := self._section(words)) and not self._within(section, words):
                    section, heading, place, skip = found, words, "", match.end()
                    inline = bool(block[skip:].strip())
                else:
                    place = words
            yield from self._lines(block, start, skip, Line("", 0, section, heading, place, fresh or match is not None))

    def _alone(self, block: str) -> bool:
        text = block.strip().rstrip(":")
        plain = not any(c in ":.,;" or c.isdigit() for c in text)
        return plain and len(text) <= 50 and text.upper() == text and any(c.isalpha() for c in text)

    def _lines(self, block: str, start: int, skip: int, frame: Line) -> Iterator[Line]:
        """Sentences of a block. One that begins with a heading of its own, such as a level, takes it as its place."""
        begin, current = skip, frame
        for end in [*self._stops(block, skip), len(block)]:
            text = block[begin:end]
            if stripped := text.strip():
                lead = len(text) - len(text.lstrip())
                if (begin > skip or skip > 0) and (match := _INLINE.match(stripped)) and match.end() < len(stripped):
                    head = match[0].rstrip(": \t")
                    if (found := self._section(head)) and not self._within(frame.section, head):
                        current = Line("", 0, found, head, "")
                        lead += match.end()
                        stripped = stripped[match.end() :]
                    else:
                        current = replace(current, place=head, fresh=True)
                asks = self._answer.search(stripped)
                here = current if not asks or asks[0][0] != "?" else replace(current, section="", heading="", place="")
                for offset, piece in self._pieces(stripped):
                    at = start + begin + lead + offset
                    yield Line(piece, at, here.section, here.heading, here.place, here.fresh)
            begin = end

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """A sentence; one without end is cut where it begins to speak anew."""
        begin = 0
        for match in self._anew.finditer(text) if len(text) > ENDLESS else ():
            if match.end() - begin > SPOKEN:
                yield from ((begin + n, piece) for n, piece in cut(text[begin : match.end()].rstrip()))
                begin = match.end()
        for n, piece in cut(text[begin:]):
            yield begin + n, piece

    def _stops(self, block: str, skip: int) -> Iterator[int]:
        for match in _STOP.finditer(block, skip):
            if match[0] == "?" and self._answer.match(block, match.start()):
                continue
            before = _ENDING.search(block, max(skip, match.start() - LONGEST_WORD), match.start())
            after = block[match.end() :].lstrip()
            short = before is not None and before[0].lower() in self._short
            if not short and not (before and len(before[0]) == 1 and before[0].isalpha() and after[:1].islower()):
                yield match.end()


def _book(words: Sequence[str]) -> PhraseBook:
    book = PhraseBook()
    book.add(words, "kind", "")
    return book


def _filled(lines: Sequence[str]) -> bool:
    """Whether lines hold a document already, and not only its letter head."""
    return sum(len(line.strip()) for line in lines) > 120


def _ended(line: str) -> bool:
    """Whether a line ends what it says."""
    return line.rstrip().endswith((".", "!", "?"))
