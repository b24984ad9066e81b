"""The documents of a text: where they part, what they are, of which day."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from ...model.base import NOT_STATED
from .as_written import AsWritten
from .data import Reading
from .dates import dates
from .entries import HEADED
from .general_words import General
from .goes_on import GoesOn
from .headings import BESIDE, TITLE_LINES, Headings
from .houses import Houses, in_title_case
from .lines import HEADING, WRAPPED, alone, begins_item, fills, left_open, width_of
from .numbering import list_of
from .reports import REACH, ReportHeads
from .sources import Part, Source
from .title_days import unpaged
from .titles import BRACKETED, Titles
from .vignette import Vignettes

APART = -1
"""In place of a line: what follows stands elsewhere in the source."""
HELD = 80
"""Lines of a document that tell whether it holds something already; a longer one is no head."""
DATED = 20
"""Characters beside a date, such as its label, in a line that gives the date of a document."""
LETTER_HEAD = 120
"""Characters above a title that may still be the letter head of its own document."""
SAYS = 2
"""Words in small letters of a line that says something, and is no letter head."""
LONG = 5
"""Letters of one of them at least."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
"""A remark in brackets, which is written small in a title in capitals too."""
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
        self._treating = frozenset(d.split(":")[0] for d in reading.treatments.supervised_documents)

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
                summary
                and (not charted or (told and blank))
                and (blank or _ends(before))
                and self._headings.listed(row)
            ):
                run, charted = [n], False
                runs.append(run)
                sums.append(own)
            elif self._parts_at(n, rows, run, reported, blank=blank, width=width) or (
                blank
                and run
                and self._houses.heads(n, rows)
                and not self._repeats(row, rows[n + 1].strip(), run, rows)
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
        if self._opens(n, before, run, rows):
            return True
        headed = run[0] != APART and len(run) < HELD and reported(run[0])
        if (headed and self._reports.heads(_held(run, rows, REACH))) or self._reports.named_only(n, rows):
            return False  # the head of a report goes on, or a note names one
        if blank and rows[n].strip() and _held(run, rows, 1) and reported(n):
            return not self._repeats(rows[n], below, run, rows)
        begins = self._begins(rows[n], below, blank=blank, width=width)
        begins = begins and _filled([rows[m] for m in run[:HELD] if m != APART])
        begins = begins or bool(
            before.strip() and alone(before) and self._titles_document(rows[n]) and len(_held(run, rows, 2)) > 1
        )
        above = next((rows[m] for m in reversed(run[-2:]) if m != APART and rows[m].strip()), "")
        if self._headings.amends(above) and above == next(rows[m] for m in run if m != APART and rows[m].strip()):
            return False  # it began there
        amended = self._headings.amends(rows[n]) and (self._titles_document(below) or self._titles_document(rows[n]))
        return amended or (begins and not self._repeats(rows[n], below, run, rows))

    def _lists(self, n: int, rows: Sequence[str]) -> bool:
        """Whether most items of the numbered list in which a line stands are documents: a note may number what it tells."""
        own = list_of(n, rows)
        told = sum(self._headings.numbered(row) > 0 for row in own)
        return told > 1 and 2 * told > len(own)

    def _opens(self, n: int, before: str, run: Sequence[int], rows: Sequence[str]) -> bool:
        """Whether a line by its own form opens a document: between rules, numbered among those that came together, or a note with its
        day that goes on in the same line, in capitals or below a report.
        """
        line = rows[n]
        if self._headings.fenced(line) or self._headings.attached(line):
            return True
        if self._headings.numbered(line) and self._lists(n, rows):
            return True
        first = next((rows[n] for n in run if n != APART and rows[n].strip()), "")
        if self._headings.boxed(line) and self._headings.boxed(first):
            return True  # in a packet whose documents are told so; in a note it may point at one
        if (own := BRACKETED.match(line)) and (its := BRACKETED.match(first)) and int(own[1]) == int(its[1]) + 1:
            return True
        head, blank = self._headings.visit(line), not before.strip()
        entered = self._headings.entries.entry(line) if blank else ""
        if not (head or entered) or (before.strip() and not _ends(before)):
            return False
        above = [rows[n] for n in run if n != APART and rows[n].strip()][:TITLE_LINES]
        kind = next((k for row in above if len(row) <= HEADED and (k := self._headings.title(row))), None)
        if entered:
            return kind not in self._treating
        return head.upper() == head or kind in self._headings.reports or (blank and line.rstrip()[-1:] not in ".:;")

    def _begins(self, line: str, below: str, *, blank: bool, width: int = 0) -> bool:
        """Whether a line heads a document: after a blank one, or in capitals, in its looks, or by a date that stands alone below it.

        What is read from a page has no blank lines: there it takes both.
        """
        line = unpaged(line).rstrip()
        dated = any(d.exact and len(below) - (d.end - d.start) <= DATED for d in dates(below))
        if self._titles_document(line):
            own = any(d.exact for d in dates(line)) and ":" not in line
            return blank or dated or (own and (line.isupper() or self._reports.reports(below)))
        if (blank or line.isupper()) and self._heads_report(line) and below:
            return line.isupper() or not fills(line, below, width)  # else the line is a sentence that goes on
        if not blank or line.strip()[-1:] in (".", ",", ";", ""):
            return False
        if self._headings.dated(line) is not None and not line.strip().endswith(":"):
            return True
        if (line.isupper() or in_title_case(line)) and self._headings.names_day(line):
            return True
        return (
            dated and 4 <= len(line.strip()) <= 60 and line.strip()[-1] != ":" and self._headings.kind(line) is not None
        )

    def _repeats(self, line: str, below: str, run: Sequence[int], rows: Sequence[str]) -> bool:
        """Whether a title is that of the document it stands in, printed anew on the next page."""
        filled = [rows[n] for n in run if n != APART and rows[n].strip()]
        first, second = (*filled, "", "")[:2]
        same = _bare(line) == _bare(first) != ""
        kinds = {self._headings.kind(text) for text in (below, second)} - {None}
        if len(kinds) > 1:
            return False  # the same head, of another study
        days = [[d.first for d in dates(text)] for text in (below, second)]
        return same and (days[0] == days[1] or not days[0])

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
        if (before.strip() and not _ends(before)) or self._headings.amends(row):
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

    def _heads_report(self, line: str) -> bool:
        """Whether a line names a study and its day, and nothing that it showed: a report that was pasted in begins there."""
        return self._headings.dated(line) in self._headings.reports

    def _titles_document(self, line: str) -> bool:
        """Whether a line after a blank one heads a document: short, in capitals or as a Markdown title, and named in the data."""
        text = unpaged(line).strip()
        if not 4 <= len(text) <= 90 or text.endswith((".", ",", ";")):
            return False
        top = text.startswith("# ")
        plain = re.sub(r"^#+\s*|[*_]", "", text)
        before = plain.split(":")[0] if ":" in plain else plain
        capitals = _BRACKETS.sub("", before)
        if not top and (capitals.upper() != capitals or not capitals.strip()):
            return False
        section = self._headings.section(before)
        if section and not top and (":" in plain or self._headings.kind(plain) is None):
            return section == "study" and self._headings.kind(plain) is not None
        return self._headings.kind(plain) is not None


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


def _ends(line: str) -> bool:
    """Whether a line ends what it says: by its sign, or short and without one that goes on."""
    text = line.rstrip()
    return text.endswith((".", "!", "?", ":", "|")) or (len(text) < WRAPPED and not left_open(text))


def _bare(line: str) -> str:
    """A title without the number of its page."""
    return " ".join(re.sub(r"[\W_]+", " ", unpaged(line)).casefold().split())
