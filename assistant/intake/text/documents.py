"""The documents of a text: where they part, what they are, of which day."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from ...model.base import NOT_STATED
from .as_written import AsWritten
from .correcting import TITLE_LINES
from .data import Reading
from .dates import dates
from .document_heads import APART, DocumentHeads
from .entries import HEADED
from .general_words import General
from .goes_on import GoesOn
from .headings import BESIDE, Headings
from .houses import Houses
from .lines import HEADING, alone, begins_item, ends, width_of
from .reports import REACH, ReportHeads
from .sources import Part, Source
from .titles import Titles
from .vignette import Vignettes

HELD = 80
"""Lines of a document that tell whether it holds something already; a longer one is no head."""
LETTER_HEAD = 120
"""Characters above a title that may still be the letter head of its own document."""
SAYS = 2
"""Words in small letters of a line that says something, and is no letter head."""
LONG = 5
"""Letters of one of them at least."""
_PAGED = re.compile(r"\bpage\s+\d+\s+of\s+\d+\W*$", re.IGNORECASE)
"""The end of a line that stands at the head of each page."""
_SMALL = re.compile(r"\b[a-z]{2,}\b")


class Splitter:
    """Parts texts into documents with the words of the data."""

    def __init__(
        self, general: General, reading: Reading, headings: Headings, as_written: AsWritten, goes_on: GoesOn
    ) -> None:
        self._reading = reading
        self._headings = headings
        self._goes_on = goes_on
        self._separator = re.compile(rf"^[ \t]*(?:{'|'.join(general.separators)})[ \t]*$", re.IGNORECASE)
        self._as_written = as_written
        self._houses = Houses(general, reading, headings)
        self._vignettes = Vignettes(general, reading, headings)
        self._titles = Titles(general, reading, headings)
        self._reports = ReportHeads(reading, headings, self._houses)
        self._heads = DocumentHeads(reading, headings, self._reports)

    def parts(self, sources: Sequence[Source]) -> tuple[Part, ...]:
        """The documents of all sources, in order. A case told in prose, or put with its request, and nothing beside it, is a summary
        of its record.
        """
        found = tuple(part for source in sources for part in self._split(source))
        if len(found) == 1 and self._told(found[0]):
            kind = self._reading.summary_document
            title = self._vignettes.head(found[0].text) or kind.replace("_", " ").capitalize()
            return (replace(found[0], kind=kind, title=title, date=NOT_STATED),)
        return found

    def _told(self, part: Part) -> bool:
        """Whether a single text is told by one who sums up a record, and is no paper of it."""
        source = part.source
        vignettes, text = self._vignettes, part.text
        if self._unnamed(part) and vignettes.sums_up(text, source.text):
            return True
        filed = source.kind or source.title or self._headings.kind(source.name)
        usual = (None, self._reading.default_document, self._reading.summary_document)
        if not source.kind and self._headings.kind(source.name) in usual and self._vignettes.reviews(part.text):
            return True
        headed = part.kind != self._reading.default_document and not self._vignettes.begins(part.text)
        return not (filed or headed) and self._vignettes.presents(part.text)

    def _unnamed(self, part: Part) -> bool:
        """Whether neither a text nor its file says what it is, or of which day."""
        source = part.source
        named = source.kind or source.title or self._headings.kind(source.name)
        return part.kind == self._reading.default_document and part.date == NOT_STATED and not named

    def _split(self, source: Source) -> Iterator[Part]:
        above = ""
        written = source.text.split("\n")
        put = list(enumerate(written)) if source.statements else self._as_written.rows(written, source.pages)
        numbers, rows = [n for n, _ in put], [row for _, row in put]
        tops = {numbers.index(page - 1) for page in source.pages if page - 1 in numbers}
        bare = ["" if self._headings.furniture(row) else row for row in rows]
        runs: Sequence[tuple[Sequence[int], bool, int]] = (
            [(range(len(rows)), False, 0)] if source.kind else self._runs(bare, tops)
        )
        for run, sums_up, within in runs:
            filled = [at for at, n in enumerate(run) if n != APART and bare[n].strip()]
            if filled:
                kept = run[filled[0] : filled[-1] + 1]
                text = "\n".join("" if n == APART else rows[n] for n in kept)
                lines = [0 if n == APART else numbers[n] + 1 for n in kept]
                for at in range(len(lines) - 1, -1, -1):  # what parts two places of a summary stands before the second
                    lines[at] = lines[at] or lines[at + 1]
                below = [rows[n] for n in run[filled[-1] + 1 :] if n != APART]
                part = self._titles.part(
                    text, source, tuple(lines), headed=run[0] != APART, sums_up=sums_up, above=above, under=below
                )
                part = replace(part, within=numbers[within - 1] + 1) if within else part
                if part.kind in self._headings.reports and not source.kind and self._goes_on.beyond(part.text):
                    usual = self._reading.default_document
                    part = replace(part, kind=usual, title=usual.replace("_", " ").capitalize(), date=NOT_STATED)
                above = part.kind if part.kind in self._headings.reports else above
                yield part

    def _runs(self, rows: Sequence[str], tops: set[int]) -> list[tuple[list[int], bool, int]]:
        """The lines of each document, whether it sums up others, and the first line, from 1, of the note that goes on behind it.
        What a summary says itself, between these, is one of them.
        """
        summary = self._summarises(rows)
        own: list[int] = []
        runs, run = [own], own
        sums: list[list[int]] = []
        blank, charted = True, False
        width = width_of("\n".join(rows))
        host: list[int] | None = None  # the note that a report stands within
        gathered = -1  # the line that numbers a document which holds several reports
        held: list[list[int]] = []  # these reports, as long as it does not go on
        inside: list[tuple[list[int], list[int]]] = []
        reported = cache(lambda n: self._reports.begins(n, rows))  # the same head is asked about line by line
        for n, row in enumerate(rows):
            before = rows[n - 1] if n else ""
            blank = blank or n in tops
            told = run is not own
            gathered = n if self._titles.gathers(row) else gathered
            if self._separator.match(row) and not self._underlines(n, rows, run) and not self._below_head(n, rows, run):
                own, charted, gathered = [], False, -1
                runs.append(own)
                run = own
            elif gathered >= 0 and len(_held(run, rows, 2)) > 1 and self._titles.studied(row):
                run, charted = [n], False
                own = run
                runs.append(run)
            elif (
                summary and (not charted or (told and blank)) and (blank or ends(before)) and self._headings.listed(row)
            ):
                run, charted = [n], False
                runs.append(run)
                sums.append(own)
            elif self._parts_at(n, rows, run, reported, blank=blank, width=width) or (
                blank
                and run
                and self._houses.heads(n, rows)
                and not self._heads.repeats(row, rows[n + 1].strip(), run, rows)
                and (
                    self._houses.names_paper(rows[n + 1])
                    or self._parts_at(n + 1, rows, run, reported, blank=True, width=width)
                )
            ):
                within = run if host is None and charted else host
                host = within if self._headings.title(row) in self._headings.reports or self._studies(row) else None
                run, charted = [n], False
                gathered = gathered if gathered == n else -1
                held = [*held, run] if host is not None else []
                own = run
                runs.append(run)
            elif host is not None and (self._headings.resumes(row) or self._concluded(row, run, rows)):
                host += [APART, n]
                inside += [(report, host) for report in held]
                held = []
                own = run = host
                host, charted = None, True
            elif (
                told
                and row.strip()
                and not self._carries_on(row, "" if blank else before, rows[run[0]], charted=charted)
            ):
                own += [APART, n]
                run, charted = own, False
            else:
                run.append(n)
            charted = charted or self._reports.charts(row)
            blank = not row.strip() or _PAGED.search(row) is not None or self._headings.ruled(row)
        firsts = {id(one): next(n for n in note if n != APART and rows[n].strip()) + 1 for one, note in inside}
        return [(run, any(run is one for one in sums), firsts.get(id(run), 0)) for run in runs]

    def _underlines(self, n: int, rows: Sequence[str], run: Sequence[int]) -> bool:
        """Whether a rule belongs to the heading directly above it, and to what follows without a gap."""
        above = rows[n - 1].strip() if n and run and run[-1] == n - 1 else ""
        below = rows[n + 1].strip() if n + 1 < len(rows) else ""
        apart = n < 2 or not rows[n - 2].strip() or self._separator.match(rows[n - 2]) is not None
        if not above or not below or len(above) > HEADED or not apart:
            return False
        own = [m for m in run if m != APART and rows[m].strip()] == [n - 1]
        headed = ":" not in above.rstrip(":") and self._headings.section(above.rstrip(":"))
        return bool(own or headed or self._headings.title(above))

    def _below_head(self, n: int, rows: Sequence[str], run: Sequence[int]) -> bool:
        """Whether a rule stands straight below the letter head of a document of which nothing is told yet, and no other head follows."""
        held = [rows[m] for m in run if m != APART and rows[m].strip()]
        if not 1 < len(held) <= TITLE_LINES or run[-1] != n - 1 or not rows[n - 1].strip() or _filled(held):
            return False
        day = any(self._houses.dated(part) for row in held for part in BESIDE.split(row))
        below = next((row for row in rows[n + 1 :] if row.strip()), "")
        if self._vignettes.head(held[0]):  # the sheet of a reviewer, with who it is about
            return self._headings.title(below) is None and not self._headings.dated(below)
        named = self._headings.title(held[-1]) is not None and self._headings.title(below) is None
        return day and named and not self._headings.dated(below)

    def _concluded(self, row: str, run: Sequence[int], rows: Sequence[str]) -> bool:
        """Whether a line heads what a report has already, under the name that a note has for it."""
        heading = match["text"] if (match := HEADING.match(row)) else row if alone(row) else ""
        same = self._reading.imaging_sections.get(self._headings.section(heading.strip()), "") if heading else ""
        if not same or not any(self._reading.sections[same].states):
            return False
        return any(
            self._headings.section(m["text"]) == same for n in run if n != APART and (m := HEADING.match(rows[n]))
        )

    def _parts_at(
        self,
        n: int,
        rows: Sequence[str],
        run: Sequence[int],
        reported: Callable[[int], bool],
        *,
        blank: bool,
        width: int,
    ) -> bool:
        """Whether a document begins at a line, below one that holds something already; `reported`: whether a report begins at one."""
        if not run:
            return False
        below = rows[n + 1].strip() if n + 1 < len(rows) else ""
        before = rows[n - 1]
        if self._heads.opens(n, before, run, rows):
            return True
        headed = run[0] != APART and len(run) < HELD and reported(run[0])
        if (headed and self._reports.heads(_held(run, rows, REACH))) or self._reports.named_only(n, rows):
            return False  # the head of a report goes on, or a note names one
        own = blank or self._studies(before)
        if own and rows[n].strip() and _held(run, rows, 1) and reported(n):
            return not self._heads.repeats(rows[n], below, run, rows)
        begins = self._heads.begins(rows[n], below, blank=blank, width=width)
        begins = begins and _filled([rows[m] for m in run[:HELD] if m != APART])
        begins = begins or bool(
            before.strip() and alone(before) and self._heads.titled(rows[n]) and len(_held(run, rows, 2)) > 1
        )
        above = next((rows[m] for m in reversed(run[-2:]) if m != APART and rows[m].strip()), "")
        if self._headings.correcting.amends(above) and above == next(
            rows[m] for m in run if m != APART and rows[m].strip()
        ):
            return False  # it began there
        amended = self._headings.correcting.amends(rows[n]) and (
            self._heads.titled(below) or self._heads.titled(rows[n])
        )
        return amended or (begins and not self._heads.repeats(rows[n], below, run, rows))

    def _summarises(self, rows: Sequence[str]) -> bool:
        """Whether a text tells documents one by one: several, and not only reports that a letter tells, nor what a note of its own head
        tells without sections.
        """
        heads = [(n, head) for n, row in enumerate(rows) if (head := self._headings.listed(row))]
        if len(heads) < 2 or all(self._headings.kind(head) in self._headings.reports for _, head in heads):
            return False
        above = [row for row in rows[: heads[0][0]] if row.strip()][:TITLE_LINES]
        kinds = [kind for row in above if len(row) <= HEADED and (kind := self._headings.title(row))]
        return not kinds or kinds[0] in (*self._reading.request_documents, self._reading.summary_document)

    def _carries_on(self, row: str, before: str, head: str, *, charted: bool) -> bool:
        """Whether a line belongs to the document that a summary tells above it. `before`: the line before; empty after a blank one;
        `head`: the first line of that document.
        """
        if (before.strip() and not ends(before)) or self._headings.correcting.amends(row):
            return True
        if match := HEADING.match(row):
            section = self._headings.section(match["text"].strip())
            report = self._headings.kind(self._headings.listed(head)) in self._headings.reports
            if report and not charted and section in self._reports.treated:
                return False
            stated = bool(section) and bool(self._reading.sections[section].states)
            return (stated and (bool(before.strip()) or charted or self._reports.reports(row))) or (
                any(c.isdigit() for c in match["text"]) and not any(dates(match["text"]))
            )
        return bool(before.strip()) and (charted or begins_item(row) or row[:1].isspace())

    def _studies(self, row: str) -> bool:
        """Whether a line is the heading under which a note has its studies, and nothing else."""
        return self._headings.section(row.strip().rstrip(":")) == self._reading.study_section


def _held(run: Sequence[int], rows: Sequence[str], most: int) -> list[str]:
    """The first lines of a run that hold something."""
    return list(islice((rows[m] for m in run[:HELD] if m != APART and rows[m].strip()), most))


def _filled(rows: Iterable[str]) -> bool:
    """Whether lines hold a document already, and not only its letter head: they are many, or one of them says something."""
    held = [row.strip() for row in rows]
    small = (_SMALL.findall(row) for row in held[1:])
    sentence = any(row.endswith(".") and len(row.split()) > SAYS for row in held[1:])
    return (
        sentence or sum(map(len, held)) > LETTER_HEAD or any(len(w) >= SAYS and max(map(len, w)) >= LONG for w in small)
    )
