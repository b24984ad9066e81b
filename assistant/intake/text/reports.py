"""Where a report of a study begins: a head that names the study, and below it what the study found."""

from collections.abc import Sequence
from functools import lru_cache

from .data import Reading
from .dates import dates
from .entries import HEADED
from .headings import BESIDE, Headings
from .houses import Houses
from .lines import HEADING, alone

DAY = 24
"""Characters behind a label in which its day stands ("Exam ended: 02/02/2026")."""
AHEAD = 30
"""Lines behind a study's name in which a note goes on with its plan."""
REACH = 20
"""Lines from the first of a report's head to the heading of its findings."""


class ReportHeads:
    """Knows the heads of reports by their whole form, whatever the name of the house above them."""

    def __init__(self, reading: Reading, headings: Headings, houses: Houses) -> None:
        self._houses = houses
        self._reading = reading
        self._headings = headings
        self._found = {
            id
            for id, s in reading.sections.items()
            if "any" in (*s.states, *s.graded) and id not in (*reading.plan_sections, "none")
        } - {"performed", "information"}
        """Sections that say what a study found."""
        studied = {"none", "indication", "information", "technique", reading.study_section}
        self.treated = {
            id for id, s in reading.sections.items() if id not in studied and "any" not in (*s.states, *s.graded)
        }
        """Sections that no report of a study has."""
        for name in ("_section", "_names_study", "_tells"):  # the same lines are asked about again and again
            setattr(self, name, lru_cache(maxsize=4096)(getattr(self, name)))

    def begins(self, n: int, rows: Sequence[str]) -> bool:
        """Whether short lines from here on name a study, and then the heading of its findings follows: of a report, and of no note."""
        studied, telling, framed, parted, dated = False, False, False, False, False
        for row in rows[n : n + REACH]:
            dated = dated or any(map(self._houses.dated, BESIDE.split(row)))
            if not row.strip():
                telling, parted = False, True
                continue
            head, section = self._section(row)
            if self._headings.studies(row) or self._names_study(row):
                studied, telling = True, False
            elif section in self._found:
                own = section not in self._reading.other_sections or framed or not parted
                return studied and own  # else it is what the writer of the note concludes
            elif section in ("indication", "information", "technique", "study") or (studied and self._leads(section)):
                telling, framed = True, framed or section != "study"
            elif section == self._reading.study_section and row.strip() == head:
                continue  # the name of the house
            elif section not in ("", "none"):
                if not any(d.exact for d in dates(row[: len(head) + DAY])):
                    return False
            elif studied and dated and any(c.isdigit() for c in head):
                return self._houses.named(rows[n])  # what it found is told place by place, below the name of the house
            elif not telling and (len(row) > HEADED or row.rstrip().endswith((".", ","))):
                return False
            parted = False
        return False

    def _leads(self, section: str) -> bool:
        """Whether a section of a note is what led to the study where it stands in a report."""
        return self._reading.imaging_sections.get(section) == "indication"

    def _names_study(self, row: str) -> bool:
        """Whether a line is the title of a report, and says nothing behind a colon but its day."""
        fields = BESIDE.split(row.strip())
        if len(fields) > 1:
            return any(map(self._names_study, fields))
        told = row[match.end() :].strip() if (match := HEADING.match(row)) else ""
        return self._headings.title(row) in self._headings.reports and (len(told) <= DAY or any(dates(told)))

    def heads(self, rows: Sequence[str]) -> bool:
        """Whether lines are the head of a report so far, and nothing of what it found."""
        filled = [row for row in rows if row.strip()]
        head, section = self._section(filled[-1]) if len(filled) > 1 else ("", "")
        if section in self._found and filled[-1].strip().rstrip(":") == head.strip():
            del filled[-1]  # nothing stands below it yet
        return bool(filled) and len(filled) < REACH and not any(self._tells(row) for row in filled)

    def named_only(self, n: int, rows: Sequence[str]) -> bool:
        """Whether a note names a study and its day in a line, and goes on with what its own writer concludes and plans."""
        below = rows[n + 1] if n + 1 < len(rows) else ""
        if below.strip() or self._headings.dated(rows[n]) not in self._headings.reports:
            return False
        sections = [found for row in rows[n + 1 : n + 1 + AHEAD] if row.strip() and (found := self._section(row)[1])]
        first = next((row for row in rows[n + 1 : n + REACH] if row.strip()), "")
        concludes = self._section(first)[1] in (*self._reading.other_sections, *self._reading.other_sections.values())
        return concludes and any(section in self.treated for section in sections)

    def charts(self, row: str) -> bool:
        """Whether a line opens a section of a chart, and not a summary of one."""
        head, found = self._section(row)
        if not found or not self._reading.sections[found].states or self._headings.listed(row):
            return False
        return not self._reading.summary_document or self._headings.kind(head) != self._reading.summary_document

    def reports(self, row: str) -> bool:
        """Whether a line begins what a report of a study finds, of which only the head is short."""
        found = self._headings.section(match["text"].strip()) if (match := HEADING.match(row)) else ""
        return bool(found) and "any" in (*self._reading.sections[found].states, *self._reading.sections[found].graded)

    def _section(self, row: str) -> tuple[str, str]:
        """The heading of a line, and the section that it opens; both empty where it opens none."""
        if not (match := HEADING.match(row)) and (bare := self._headings.bare(row)):
            return row.strip(), bare
        head = match["text"] if match else row if alone(row) else ""
        return head, self._headings.section(head.strip()) if head else ""

    def _tells(self, row: str) -> bool:
        section = self._section(row)[1]
        return section in self._found or (not section and (len(row) > HEADED or row.rstrip().endswith(".")))
