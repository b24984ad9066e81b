"""The outer form of a document: sections, headings that name a place, sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .answer_cells import AnswerCells
from .answered_rows import all_answered, answers_criterion
from .columns import ColumnReader
from .data import Reading
from .dates import dates
from .diary_tables import DiaryTables
from .general_words import General
from .headings import Headings
from .legible import legible, ticked
from .lexicon import Lexicon
from .line import Line
from .line_words import CODE, LineWords
from .lines import HEADING, alone, answers, begins_item, blocks, cut
from .plainly import Plainly
from .run_in import run_in
from .sentence_ends import STOP, SentenceEnds
from .stray_marks import StrayMarks
from .study_label import study_label
from .tables import Table, Tables

_MARKDOWN = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<text>[^\n:]{1,80}?)[ \t]*#*$|[ \t]*\*\*(?P<bold>[^\n*:]{1,60})\*\*$")
MOST = 8
"""Words of a label, beside those in a bracket, which say who read a study or where it was made."""
_ASIDE = re.compile(r"\([^()]*\)")
_ENDED = re.compile(r"(?:[a-z]{4}|[\d%)])\.\s+[A-Z]")
"""The end of a sentence before a heading that begins within a line."""
_QUESTION = re.compile(r"[ \t]*Q(?:uestion)?\s?\d{0,2}\s?[.:)]\s*(?P<asked>[^\n]*\?)\s*$")
_REPLY = re.compile(r"[ \t]*A(?:nswer)?\s?\d{0,2}\s?[.:)]\s*(?=\S)")
"""A question of a form, and the line that answers it."""
_LEADERS = re.compile(r"(?m)^(?P<label>[ \t]*[A-Z][^\n:.|]{2,60}?)[ \t]*(?:\.{4,}|\u2026{2,})[ \t]*(?=\S)")
"""Dots that lead from a label to what is told of it."""
_EXPLAINED = re.compile(r"^[^\n]*(?<![\d.-])\d{5}(?![\d-])[^\n]*\n(?P<said>[ \t]*\([^()\n]*\)[ \t]*)$", re.MULTILINE)
"""A line in brackets below a code, which says what the code stands for."""
_INLINE = re.compile(r"[^\n.:;]{2,40}:\s|[A-Z]:\s")
REASON = "indication"
"""Section that asks, and states nothing."""
ENDLESS = 300
"""Characters from which a sentence is cut where it begins to speak anew."""
SPOKEN = 40
"""Characters that such a part has at least."""
PROSE = 100
"""Characters that a paragraph has at least where a text is nothing but prose."""


class Layout:
    """Reads the outer form with the words of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings, lexicon: Lexicon) -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._tables = Tables(lexicon)
        self._diaries = DiaryTables(reading.treatments.effects)
        self._headings = headings
        self._columns = ColumnReader(general.columns)
        self._answer_cells = AnswerCells(general.answers)
        self._stray_marks = StrayMarks(general.answers, headings.section)
        self._salutation = re.compile(rf"[ \t]*(?:{'|'.join(general.salutations)})(?=\s|$)", re.IGNORECASE)
        self._answer = answers(general)
        self._anew = re.compile(rf",\s+(?=(?:{'|'.join(map(re.escape, general.subjects))})\s)", re.IGNORECASE)
        self._words = LineWords(general, reading, headings, lexicon)
        asks = rf"(?:^[ \t]*|(?<=[.;?])[ \t]+|(?P<within>[ \t]{{2,}}))(?:{'|'.join(general.prompts) or '(?!)'})"
        self._prompt = re.compile(asks, re.IGNORECASE | re.MULTILINE)
        self._ends = SentenceEnds(general, lexicon, self._answer)
        self._plainly = Plainly(general.numbers, reading.small_letters, lexicon.abbreviations)

    def sentences(self, text: str, renamed: Mapping[str, str] | None = None) -> Iterator[Line]:
        """The sentences of a document, with section and place. `renamed`: what its sections are in a document of its kind."""
        mended = "\n".join(
            " " * len(row) if self._headings.furniture(row) else self._headings.dashed(row)
            for row in self._plainly.of(legible(self._stray_marks.without(self._answer_cells.marks(text)))).split("\n")
        )
        mended = self._prompt.sub(lambda m: (";" if m["within"] else "").ljust(len(m[0])), mended)
        mended = self._answer_cells.plain(self._columns.plain(mended))
        mended = _LEADERS.sub(lambda m: f"{m['label']}:".ljust(len(m[0])), mended)
        mended = run_in(mended, self._headings.section)
        for code in list(_EXPLAINED.finditer(mended)):
            mended = mended[: code.start("said")] + " " * len(code["said"]) + mended[code.end("said") :]
        tables = sorted([*self._tables.find(mended), *self._diaries.find(mended)], key=lambda t: t.start)
        for table in tables:
            mended = mended[: table.start] + " " * (table.end - table.start) + mended[table.end :]
        above = Line("", 0, "")
        for line in self._mended(mended, renamed or {}):
            if line.section == REASON and ticked(text[text.rfind("\n", 0, line.start) + 1 : line.start]):
                line = replace(line, section="", heading="")  # what is ticked is stated
            while tables and tables[0].start < line.start:
                yield from self._rows(tables.pop(0), above, text)
            above = line
            raw = text[line.start : line.start + len(line.text)]
            yield line if raw == line.text else replace(line, raw=raw)
        for table in tables:
            yield from self._rows(table, above, text)

    def _mended(self, text: str, renamed: Mapping[str, str]) -> Iterator[Line]:
        section, heading, place, fresh, inline = "", "", "", False, False
        told_of, said = "", ""
        listed: tuple[str, str] | None = None
        found_blocks = list(blocks(text, self._answer, self._salutation, self._words.tells_more))
        rows = [block.strip() for _, block in found_blocks if block.strip()]
        prose = all(map(_paragraph, rows[1:]))  # the first may be a title
        sides = self._words.sides(block.strip() for _, block in found_blocks)
        amid = self._amid([block for _, block in found_blocks])
        leads = {n: lead for n, (_, block) in enumerate(found_blocks) if (lead := self._words.lead(block))}
        for n, (start, block) in enumerate(found_blocks):
            asked = _QUESTION.match(found_blocks[n - 1][1]) if n else None
            if asked and (reply := _REPLY.match(block)):
                yield from self._lines(block, start, reply.end(), Line("", 0, "", "", asked["asked"]))
                continue
            if _QUESTION.match(block) and n + 1 < len(found_blocks) and _REPLY.match(found_blocks[n + 1][1]):
                continue
            if listed and begins_item(block):
                yield from self._lines(block, start, 0, Line("", 0, *listed))
                continue
            listed = None
            if not block.strip():
                place = place if fresh and place != told_of else ""  # a place alone in its line heads one paragraph
                manner = self._reading.sections.get(renamed.get(section, section))
                ends = manner and inline and (manner.paragraph or (prose and manner.prose))
                if manner and (ends or (manner.first and said == heading)):
                    section, heading, inline = "", "", False
                continue
            manner = self._reading.sections.get(renamed.get(section, section))
            study = section == self._reading.study_section
            if inline and ((manner and manner.own) or (study and self._words.told_of_person(block.strip()))):
                section, heading, inline = "", "", False
            if answers_criterion(block, manner, self._answer) and not self._told(block):
                yield from self._lines(block, start, 0, Line("", 0, "", "", ""))
                continue
            asks, row, entries = section in self._reading.request_sections, block.strip(), self._headings.entries
            if inline and asks and (self._words.begins_person(row) or entries.entered(block) or entries.visited(row)):
                section, heading, inline = "", "", False
            skip = 0
            if not text[:start].strip() and (head := self._headings.listed(block) or self._headings.visit(block)):
                skip = block.index(head) + len(head)
                skip += len(block[skip:]) - len(block[skip:].lstrip(" \t:|\u2013\u2014-"))
                above = head if self._headings.listed(block) else ""  # the day of a note is that of none of its facts
                yield from self._lines(block, start, skip, Line("", 0, "", above, "", fresh=False))
                continue
            if self._salutation.match(block):
                section, heading, place, inline = "", "", "", False
            if markdown := _MARKDOWN.match(block):
                words = (markdown["text"] or markdown["bold"] or "").strip()
                named = bool(text[:start].strip()) or self._headings.title(words) is None  # else it is the title
                found = self._headings.section(words) if named else ""
                section, heading, place, inline = found or section, words, "", False
                if not found:
                    place, fresh = words, True
                continue
            if self._words.place(block.strip()) or block.strip() in sides:
                place, fresh, told_of = block.strip(), True, ""
                continue
            told_of = place if fresh and self._words.place(place) else ""
            found = self._headings.opened(block.strip(), text[:start])
            if (
                found
                and not self._words.given(block)
                and not (self._headings.within(section, block) and not alone(block))
            ):
                section, heading, place, fresh, inline = found, block.strip(), "", False, False
                continue
            below = found_blocks[n + 1][1] if n + 1 < len(found_blocks) else ""
            if below.strip() and (found := self._headings.asks(block)) and self._words.of_person(block):
                listed = found, block.strip()
                continue
            match = HEADING.match(block)
            short = match and len(_ASIDE.sub("", match["text"]).split()) <= MOST and not _ENDED.search(match["text"])
            label = match if short else study_label(block, self._headings, self._lexicon)
            match = label or match
            if match and label:
                words = match["text"].strip()
                fresh = False
                answered = self._answer.match(block, match.end() - 1)
                if answered and not block[answered.end() :].strip(" .\t"):
                    place = words  # a label with its answer
                elif found := self._headings.opened(words, text[:start], section):
                    told = bool(block[match.end() :].strip())
                    if told and (answered or self._headings.spoken(found, words)):
                        listed = found, words
                        yield from self._lines(block, start, 0, Line("", 0, found, words))
                        continue
                    section, heading, place, skip = found, words, "", match.end()
                    inline = told
                else:
                    place = words
                    ends = inline and self._reading.sections[renamed.get(section, section)].line
                    goes_on = self._headings.within(section, words) and not any(d.exact for d in dates(block))
                    if ends and not goes_on:
                        section, heading, inline = "", "", False
            lead = leads.get(n, "") if len(leads) > 1 and not skip and not match else ""
            frame = Line("", 0, section, heading, place, fresh or match is not None or n in amid)
            yield from self._lines(block, start, skip, frame, lead)
            said = heading

    def _amid(self, found: Sequence[str]) -> frozenset[int]:
        """Lines without a level of their own between one that a level leads and the next such line: they go on with the level above."""
        led = [
            n for n, block in enumerate(found) if (m := HEADING.match(block)) and self._words.place(m["text"].strip())
        ]
        return frozenset(
            n
            for one, other in pairwise(led)
            if all(block.strip() and not HEADING.match(block) for block in found[one + 1 : other])
            for n in range(one + 1, other)
            if not self._words.everywhere(found[n])
        )

    def _lines(self, block: str, start: int, skip: int, frame: Line, lead: str = "") -> Iterator[Line]:
        """Sentences of a block. One that begins with a heading of its own, such as a level, takes it as its place.

        `lead`: the level with which the first begins in prose, which the others go on from.
        """
        begin, current = skip, frame
        for end in [*self._ends.of(block, skip), len(block)]:
            text = block[begin:end]
            if (stripped := text.strip()) and self._words.place(stripped):
                current = replace(current, place=stripped, outer="", fresh=True)
            elif stripped:
                indent = len(text) - len(text.lstrip())
                inner = (
                    (begin > skip or skip > 0) and (match := _INLINE.match(stripped)) and match.end() < len(stripped)
                )
                if inner and match and not all_answered(stripped, len(match[0].rstrip()) - 1, self._answer):
                    head = match[0].rstrip(": \t")
                    if (found := self._headings.section(head)) and not self._headings.within(current.section, head):
                        current = Line("", 0, found, head, "")
                        if not self._headings.spoken(found, head):
                            indent += match.end()
                            stripped = stripped[match.end() :]
                    elif len(head) > 1:
                        if current.section == self._reading.study_section and self._headings.other(head):
                            current = replace(current, section="", heading="")
                        outer = current.place if current.fresh and not current.outer else current.outer
                        current = replace(current, place=head, outer=outer, fresh=True)
                elif current.section == self._reading.study_section != frame.section and (
                    self._words.speaks(stripped)
                    or CODE.search(stripped)
                    or self._words.of_person(stripped)
                    or (frame.section == "" and begin > skip and self._words.felt(stripped))
                ):
                    current = frame  # what a study showed ends where the person is spoken of again, or an operation
                elif current.section != frame.section == "" and self._words.speaks(stripped):
                    current = frame  # in prose a heading leads in a sentence or two
                elif current.section != frame.section and self._single(current.section, stripped):
                    current = frame
                elif begin > skip and self._unexamined(current.section, stripped):
                    current = Line("", 0, "")  # no study shows what only an examination does, and no treatment
                elif (
                    begin > skip
                    and current.section in self._reading.request_sections
                    and (
                        self._words.begins_person(stripped)
                        or "%" in stripped
                        or (self._headings.spoken(current.section, current.heading) and not CODE.search(stripped))
                        or (frame.section == "" and self._words.of_record(stripped))
                    )
                ):
                    current = Line("", 0, "")  # and what is asked for, where it is told who needs it, or what was done
                asks = self._answer.search(stripped)
                here = current if not asks or asks[0][0] != "?" else replace(current, section="", heading="", place="")
                for offset, piece in self._pieces(stripped):
                    at = start + begin + indent + offset
                    yield Line(piece, at, here.section, here.heading, here.place, here.fresh)
            if lead and begin == skip:
                current = replace(current, place=lead, outer="", fresh=True)
            begin = end

    def _single(self, section: str, text: str) -> bool:
        """Whether a section ends, within a paragraph, before a sentence behind that of its heading."""
        manner = self._reading.sections.get(section)
        return manner is not None and (manner.sentence or (manner.undated and self._words.of_record(text)))

    def _unexamined(self, section: str, text: str) -> bool:
        """Whether a sentence tells what only an examination shows, in a section that tells of none."""
        if section == self._reading.study_section:
            return self._lexicon.examined(text)
        manner = self._reading.sections.get(section)
        return manner is not None and manner.unexamined and self._lexicon.examined(text, section)

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """A sentence; one without end is cut where it begins to speak anew."""
        begin = 0
        for match in self._anew.finditer(text) if len(text) > ENDLESS else ():
            if match.end() - begin > SPOKEN:
                yield from ((begin + n, piece) for n, piece in cut(text[begin : match.end()].rstrip()))
                begin = match.end()
        for n, piece in cut(text[begin:]):
            yield begin + n, piece

    def _told(self, block: str) -> bool:
        """Whether the label of a line heads what is told of the person, whatever was asked for above."""
        match = HEADING.match(block)
        return match is not None and self._headings.section(match["text"].strip()) in self._reading.told_sections

    def _rows(self, table: Table, above: Line, text: str) -> Iterator[Line]:
        """The cells of a table, under its own heading and that which stands above it; each row as written in the text."""
        section = self._headings.section(table.corner) or above.section
        for start, row, said, day in table.cells:
            heading = f"{above.heading} {table.corner}".strip()
            yield Line(said, start, section, heading, row=text[start : start + len(row)], day=day)


def _paragraph(block: str) -> bool:
    """Whether a block is a paragraph of prose."""
    return len(block) >= PROSE and STOP.search(block) is not None
