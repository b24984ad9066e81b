"""The outer form of a document: sections, headings that name a place, sentences."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from .answer_cells import AnswerCells
from .answered_rows import answers_criterion
from .columns import ColumnReader
from .data import Reading
from .dates import dates
from .detail_labels import labels_details
from .diary_tables import DiaryTables
from .general_words import General
from .headings import Headings
from .legible import legible, ticked
from .lexicon import Lexicon
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
PLACE = 24
"""Characters of a line that is a place and nothing else."""
_DIGIT = re.compile(r"\d")
_NAMES = re.compile(r"(?!levels?\b)\b[^\W\d_]+\b", re.IGNORECASE)
_AT = re.compile(r"\s*(?:at|the|at the)\s+", re.IGNORECASE)
"""Words before a level that leads its line."""
_QUESTION = re.compile(r"[ \t]*Q(?:uestion)?\s?\d{0,2}\s?[.:)]\s*(?P<asked>[^\n]*\?)\s*$")
_REPLY = re.compile(r"[ \t]*A(?:nswer)?\s?\d{0,2}\s?[.:)]\s*(?=\S)")
"""A question of a form, and the line that answers it."""
_CODE = re.compile(r"(?<![\d.-])\d{5}(?![\d-])")
"""The code of a procedure."""
_LEADERS = re.compile(r"(?m)^(?P<label>[ \t]*[A-Z][^\n:.|]{2,60}?)[ \t]*(?:\.{4,}|\u2026{2,})[ \t]*(?=\S)")
"""Dots that lead from a label to what is told of it."""
_EXPLAINED = re.compile(r"^[^\n]*(?<![\d.-])\d{5}(?![\d-])[^\n]*\n(?P<said>[ \t]*\([^()\n]*\)[ \t]*)$", re.MULTILINE)
"""A line in brackets below a code, which says what the code stands for."""
_AGED = re.compile(r"(?:an?\s|this\s|the\s)?(?:\w+\s)?\d{2}[\s-]?(?:y(?:ears?)?[\s./-]?o|[MF]\b)", re.IGNORECASE)
"""Who is spoken of, by his age."""
_INLINE = re.compile(r"[^\n.:;]{2,40}:\s|[A-Z]:\s")
REASON = "indication"
"""Section that asks, and states nothing."""
_TREATED = frozenset(("treatment", "treatment head", "trial"))
"""Roles of what a label names that takes days and a response."""
ENDLESS = 300
"""Characters from which a sentence is cut where it begins to speak anew."""
SPOKEN = 40
"""Characters that such a part has at least."""
PROSE = 100
"""Characters that a paragraph has at least where a text is nothing but prose."""


@dataclass(slots=True, unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
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
    outer: str = ""
    """Words of the place within whose line that heading stands."""
    raw: str = ""
    """The same characters as written, where they were mended."""
    row: str = ""
    """The row of a table, where the text was put together of one cell and its heads: the row is what is quoted."""
    day: date | None = None
    """The day that its row or column of a table names."""


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
        self._subject = re.compile(rf"(?:{'|'.join(map(re.escape, general.subjects))})\s", re.IGNORECASE)
        asks = rf"(?:^[ \t]*|(?<=[.;?])[ \t]+|(?P<within>[ \t]{{2,}}))(?:{'|'.join(general.prompts) or '(?!)'})"
        self._prompt = re.compile(asks, re.IGNORECASE | re.MULTILINE)
        initials = (word[0] for side in ("left", "right") for word in general.sides[side])
        self._initials = {c for initial in initials for c in (initial, initial.upper())}
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
        found_blocks = list(blocks(text, self._answer, self._salutation, self._details))
        rows = [block.strip() for _, block in found_blocks if block.strip()]
        prose = all(map(_paragraph, rows[1:]))  # the first may be a title
        sides = self._sides(block.strip() for _, block in found_blocks)
        amid = self._amid([block for _, block in found_blocks])
        leads = {n: lead for n, (_, block) in enumerate(found_blocks) if (lead := self._lead(block))}
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
            if inline and ((manner and manner.own) or (study and self._told_of_person(block.strip()))):
                section, heading, inline = "", "", False
            if answers_criterion(block, manner, self._answer):
                yield from self._lines(block, start, 0, Line("", 0, "", "", ""))
                continue
            asks, row, entries = section in self._reading.request_sections, block.strip(), self._headings.entries
            if inline and asks and (self._tells(row) or entries.entered(block) or entries.visited(row)):
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
            if self._names_place(block.strip()) or block.strip() in sides:
                place, fresh, told_of = block.strip(), True, ""
                continue
            told_of = place if fresh and self._names_place(place) else ""
            found = self._headings.opened(block.strip(), text[:start])
            if found and not self._given(block) and not (self._headings.within(section, block) and not alone(block)):
                section, heading, place, fresh, inline = found, block.strip(), "", False, False
                continue
            below = found_blocks[n + 1][1] if n + 1 < len(found_blocks) else ""
            if below.strip() and (found := self._headings.asks(block)) and self._of_person(block):
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
            n for n, block in enumerate(found) if (m := HEADING.match(block)) and self._names_place(m["text"].strip())
        ]
        return frozenset(
            n
            for one, other in pairwise(led)
            if all(block.strip() and not HEADING.match(block) for block in found[one + 1 : other])
            for n in range(one + 1, other)
            if not self._everywhere(found[n])
        )

    def _everywhere(self, block: str) -> bool:
        """Whether a line speaks of several places."""
        found = self._lexicon.cues.find(self._lexicon.tokens(block))
        return any(role in ("throughout", "others") for _, _, role, _ in found)

    def _details(self, own: str, other: str) -> bool:
        """Whether the label of a field tells more of what the label that begins its line names: a treatment, a trial, an opinion."""
        if not labels_details(other, self._reading.treatments.details):
            return False
        if self._headings.section(own) not in ("", *self._reading.request_sections):
            return True
        named = {role for role, _ in self._lexicon.heading(f"{own}:")}
        named |= {role for *_, role, _ in self._lexicon.names.find(self._lexicon.tokens(own))}
        return not named.isdisjoint(_TREATED)

    def _of_person(self, block: str) -> bool:
        """Whether a line names what is a fact of the person as a whole, such as a habit."""
        names = self._lexicon.names.find(self._lexicon.tokens(block))
        return any(
            role == "kind" and self._lexicon.reading_of(value.partition(":")[0]).person for *_, role, value in names
        )

    def _given(self, line: str) -> bool:
        """Whether a line names a treatment beside figures: it tells what was given on a day, and heads nothing."""
        treated = (m[2] == "treatment" for m in self._lexicon.names.find(self._lexicon.tokens(line)))
        return any(c.isdigit() for c in line) and any(treated)

    def _felt(self, sentence: str) -> bool:
        """Whether a sentence names what is felt, or a treatment: no study shows these."""
        return self._lexicon.felt(sentence)

    def _told_of_person(self, line: str) -> bool:
        """Whether a line below what a study showed tells of the person again: what was given or examined, a habit, or the person as its
        subject.
        """
        if self._subject.match(line) or self._of_person(line) or self._lexicon.examined(line):
            return True
        return any(m[2] == "treatment" for m in self._lexicon.names.find(self._lexicon.tokens(line)))

    def _of_record(self, sentence: str) -> bool:
        """Whether a sentence tells what was felt, given or done on a day, and asks for nothing."""
        told = self._felt(sentence) or any(d.exact for d in dates(sentence))
        return told and _CODE.search(sentence) is None

    def _lead(self, block: str) -> str:
        """The level with which a line of prose begins, as where each line tells of one; empty where it begins otherwise."""
        head = block.lstrip()[:PLACE]
        found = self._lexicon.levels(head) if _DIGIT.search(head) else []
        return head[found[0][0] : found[0][1]] if found and not _NAMES.search(_AT.sub("", head[: found[0][0]])) else ""

    def _lines(self, block: str, start: int, skip: int, frame: Line, lead: str = "") -> Iterator[Line]:
        """Sentences of a block. One that begins with a heading of its own, such as a level, takes it as its place.

        `lead`: the level with which the first begins in prose, which the others go on from.
        """
        begin, current = skip, frame
        for end in [*self._ends.of(block, skip), len(block)]:
            text = block[begin:end]
            if (stripped := text.strip()) and self._names_place(stripped):
                current = replace(current, place=stripped, outer="", fresh=True)
            elif stripped:
                indent = len(text) - len(text.lstrip())
                if (begin > skip or skip > 0) and (match := _INLINE.match(stripped)) and match.end() < len(stripped):
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
                    self._subject.match(stripped)
                    or _CODE.search(stripped)
                    or self._of_person(stripped)
                    or (frame.section == "" and begin > skip and self._felt(stripped))
                ):
                    current = frame  # what a study showed ends where the person is spoken of again, or an operation
                elif current.section != frame.section == "" and self._subject.match(stripped):
                    current = frame  # in prose a heading leads in a sentence or two
                elif (
                    current.section == self._reading.study_section and begin > skip and self._lexicon.examined(stripped)
                ):
                    current = Line("", 0, "")  # no study shows what only an examination does
                elif (
                    begin > skip
                    and current.section in self._reading.request_sections
                    and (
                        self._tells(stripped) or "%" in stripped or (frame.section == "" and self._of_record(stripped))
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

    def _tells(self, sentence: str) -> bool:
        """Whether a sentence begins to tell of a person."""
        return _AGED.match(sentence) is not None or self._subject.match(sentence) is not None

    def _sides(self, lines: Iterable[str]) -> frozenset[str]:
        """Lines that are a side and nothing else, each of which heads what was found there; none where only one of two has its line."""
        found: dict[str, set[str]] = {}
        for line in (
            line for line in lines if 0 < len(line) <= PLACE and line[-1].isalpha() and line[0] in self._initials
        ):
            words = self._lexicon.tokens(line)
            named = [(a, b, value) for a, b, role, value in self._lexicon.cues.find(words) if role == "side"]
            if len(named) == 1 and named[0][:2] == (0, len(words) - 1):
                found.setdefault(named[0][2], set()).add(line)
        return frozenset(found["left"] | found["right"]) if {"left", "right"} <= found.keys() else frozenset()

    def _names_place(self, text: str) -> bool:
        """Whether a text is a level, or levels, and nothing else; with a code beside it, it is a row of a request."""
        if len(text) > PLACE or _CODE.search(text) or not (found := self._lexicon.levels(text)):
            return False
        for start, end, _ in reversed(found):
            text = text[:start] + text[end:]
        return not _NAMES.search(text)

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """A sentence; one without end is cut where it begins to speak anew."""
        begin = 0
        for match in self._anew.finditer(text) if len(text) > ENDLESS else ():
            if match.end() - begin > SPOKEN:
                yield from ((begin + n, piece) for n, piece in cut(text[begin : match.end()].rstrip()))
                begin = match.end()
        for n, piece in cut(text[begin:]):
            yield begin + n, piece

    def _rows(self, table: Table, above: Line, text: str) -> Iterator[Line]:
        """The cells of a table, under its own heading and that which stands above it; each row as written in the text."""
        section = self._headings.section(table.corner) or above.section
        for start, row, said, day in table.cells:
            heading = f"{above.heading} {table.corner}".strip()
            yield Line(said, start, section, heading, row=text[start : start + len(row)], day=day)


def _paragraph(block: str) -> bool:
    """Whether a block is a paragraph of prose."""
    return len(block) >= PROSE and STOP.search(block) is not None
