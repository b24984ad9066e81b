"""What a line heads: a section, a document, one document of a summary told in a paragraph."""

import re
from functools import lru_cache

from .correcting import Correcting
from .data import Reading
from .dates import dates
from .entries import HEADED, LEADING, MARKS, Entries
from .general_words import General
from .legible import boxed
from .lines import REMARK, alone, answers
from .numbering import NUMBERED, OF_ALL
from .quick import AnyCase
from .title_days import undated, unlabelled, unpaged, untimed
from .words import PhraseBook, Token, book_of, tokens

BARE = 44
"""Characters of a heading that stands alone in its line without a sign behind it."""
SMALL = 4
"""Letters of a word in a title that is written small ("of", "the")."""
BEYOND = 4
"""Words behind the name of a section in its heading; more of them are a statement that begins alike."""
BEFORE = 2
"""Words before the name of a study in a heading that names its day."""
BOXED = 90
"""Characters of a title in brackets that has no number among those that came together."""
SPOKEN = ("with", ":", "notes", "noted")
"""Words that part a study from what it showed, and stand in titles too."""
_LISTED = re.compile(r"(?P<head>[^\n:]{4,90}):\s+(?=\S)")
"""The head of a document that a summary tells in one paragraph."""
_ROW = re.compile(r"\|\s*(?P<head>[^|\n]{4,60}\|[^|\n]{2,60}?)\s*\|\s*(?=[^\s|])")
"""The same in a row of a table, whose first two cells are day and kind."""
_DAY_OF = re.compile(r"[ \t]*dates? of\b[^:\n]*(?::[\s\d/.-]*)?$", re.IGNORECASE)
"""A row of a form that tells of which day a paper is, and is not that paper."""
_ENDED = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)[.;!?]\s")
"""What no head holds: the end of a sentence, which the short form of a title is not."""
_LABEL = re.compile(r"[ \t]*(?P<label>[^\n:]{2,40}):")
BESIDE = re.compile(r"\s{3,}|\t|\s*\|\s*")
"""Between two fields of one line."""
_HOUSE = re.compile(r"(?<=\d)\s*\([^()\d]{2,40}\)\s*$")
"""Words in brackets behind the day of a title, such as the house where it was done."""
_DATE_FIRST = re.compile(r"[\s:,.|\u2013\u2014-]*")
_FIELD = re.compile(r"[\s,)]*[A-Z][A-Za-z /]{2,20}:\s*[A-Z][^\n:;]{1,40}")
"""A label with a name, behind a day ("Radiologist: K. Surname")."""
_PAPER = re.compile(
    r"[\s,;(\u2013\u2014-]*(?:(?:final|formal|official|signed|full|radiology|radiologist(?:'s|\u2019s)?)\s+){0,2}(?:report|interpretation)"
    r"(?:\s+(?:text|attached|enclosed|copied|follows|below|on\s+file))?\)?",
    re.IGNORECASE,
)
"""That it is the report, behind the day of a title."""
_BRACKETED = re.compile(r"[ \t]*\[(?P<title>[^\[\]\n]{6,120})\][ \t]*:?[ \t]*$")
"""A line that stands in brackets as a whole."""
_FENCED = re.compile(
    r"[ \t]*([=*~#_-])(?:\1{2,}[ \t]*|\1[ \t]+)(?P<title>\w[^\n]*?)(?:[ \t]*\1{3,}|[ \t]+\1{2,})[ \t]*$"
)
"""A title between rules in one line."""
_VISIT = re.compile(r"[ \t]*(?P<head>[A-Z][^\n:;]{3,60}?)(?:(?::|\s[-\u2013\u2014])\s+(?=\S)|,\s(?=[^\n.;:]{3,40}$))")
"""The head of a note whose text goes on in the same line."""
_DASHED = re.compile(
    r"[ \t]*(?P<text>[A-Z][A-Za-z/&]*(?: [A-Za-z/&]+){0,3}?)(?P<sign>[ \t]+[-\u2013\u2014]{1,2}[ \t]+)(?=\S)"
)
"""A heading that a dash parts from what stands behind it."""
_STUDY_DASHED = re.compile(
    r"[ \t]*(?P<text>[A-Za-z][^\n:;]{0,48}?\d{2,4})(?P<sign>[ \t]+[-\u2013\u2014]{1,2}[ \t]+)(?=[^\s\d]|\d\s)"
)
"""A study and its day that a dash parts from what it showed."""


class Headings:
    """Knows headings with the words of the data."""

    def __init__(self, general: General, reading: Reading, reports: frozenset[str]) -> None:
        """`reports`: kinds of documents that report a study."""
        self.reports = reports
        self.reading = reading
        self._kinds = [(kind, book_of(words)) for kind, words in reading.documents.items()]
        self._books = dict(self._kinds)
        self._begins: dict[str, tuple[int, ...]] = {}
        """The kinds, by their place, of which a word begins a name."""
        for n, (_, book) in enumerate(self._kinds):
            for word in book.begins:
                self._begins[word] = (*self._begins.get(word, ()), n)
        self._sections = PhraseBook()
        for id, section in reading.sections.items():
            self._sections.add((*section.headings, *section.spoken), "section", id)
        self._written = {w.lower(): id for id, section in reading.sections.items() for w in section.headings}
        self._spoken = {id: book_of(section.spoken) for id, section in reading.sections.items() if section.spoken}
        self._longest = max((book.longest for book in self._spoken.values()), default=0)
        self._keeps = {id: book_of(section.keeps) for id, section in reading.sections.items() if section.keeps}
        self._resumes = book_of([heading for section in reading.sections.values() for heading in section.resumes])
        self._dates = book_of(general.date_labels)
        self._answer = answers(general)
        self._replies = [[word] for words in general.answers.values() for word in words]
        attached = "|".join(general.attached) or "(?!)"
        self._attached = re.compile(
            rf"[ \t]*(?:(?:{attached})(?:(?P<bare>(?=:))|\W?\s*(?:\d{{1,2}}(?:{OF_ALL})?|[A-H]))\b"
            r"|(?P<page>pp?\.?\s?\d{1,3}(?:\s?[-\u2013]\s?\d{1,3})?(?=\s)))"
            r"(?=\W)[ \t]*(?P<sign>[:.)\u2013\u2014-]+[ \t]*)?",
            re.IGNORECASE,
        )
        self._furniture = AnyCase("|".join(f"(?:{p})" for p in general.furniture) or "(?!)")
        self._addressed = book_of(general.addressed)
        self.correcting = Correcting(general)
        self._visits = book_of(reading.visits)
        self._shows = book_of([w for w in general.shows if w not in SPOKEN])
        self._studied = book_of(reading.study_labels)
        subjects = "|".join(map(re.escape, (*general.subjects, "the", "this", "a", "an")))
        self._spoken_of = re.compile(
            rf"(?:{subjects}|\d{{1,3}}[ -]?(?:y/?o|yrs?|years?)\b[ -]?(?:old)?)(?= )", re.IGNORECASE
        )
        self._who = re.compile(r"(?:she|he|they|we|i|it|there)\s+[a-z]", re.IGNORECASE)
        """A sentence about somebody, or of what there is, and no title."""
        self.entries = Entries(self._visits, lambda words: self._kind(words), reports)
        for name in (
            "section",
            "kind",
            "title",
            "listed",
            "furniture",
            "numbered",
            "fenced",
            "attached",
            "boxed",
            "visit",
            "dated",
            "studies",
            "bare",
            "asks",
        ):  # the same lines are asked about again and again
            setattr(self, name, lru_cache(maxsize=4096)(getattr(self, name)))

    def speaks(self, line: str) -> bool:
        """Whether a line of prose begins as a sentence about somebody, so that it heads nothing."""
        return len(line) > HEADED and self._spoken_of.match(line) is not None

    def section(self, heading: str) -> str:
        """The section that a heading opens; empty where it is none."""
        words = tokens(REMARK.sub("", heading))
        found = self._sections.find(words)
        kind, place = self._kind(words)
        if kind in self.reports and place <= BEFORE and any(d.exact for d in dates(heading)):
            return self.reading.study_section  # a study and its day
        if not found or found[0][0] != 0 or any(b - a + 1 == len(words) for a, b, _, _ in self._dates.find(words)):
            return ""
        rest = [w for w in words[found[0][1] + 1 :] if w.word.isalpha()]
        # One word may head one section, and its plural another.
        own = self._written.get(heading.strip(" \t:").lower(), found[0][3])
        literal = heading[words[0].start : words[found[0][1]].end].lower()
        if rest and literal not in self._written and any(book.find(words) for book in self._spoken.values()):
            return ""  # what was done, and a word of it that is no heading by itself
        return own if len(rest) <= BEYOND else ""

    def opened(self, heading: str, above: str, within: str | None = None) -> str:
        """The section that a heading, or else a line that is nothing more, opens; none that only titles a note or a request."""
        found = (
            self.section(heading)
            if within is not None or alone(heading)
            else self.bare(heading.rstrip(" .\u2013\u2014-"))
        )
        if not found or (within is not None and self.within(within, heading)):
            return ""
        return "" if not above.strip() and self._titles(heading, found) else found

    def _titles(self, heading: str, section: str) -> bool:
        """Whether the heading of a section only titles a note or a request, where nothing stands above it."""
        if section in self.reading.plan_sections:
            words = tokens(heading.partition(":")[0])
            if any(b - a + 1 == len(words) for a, b, _, _ in self._visits.find(words)):
                return True
        other = section not in self.reading.request_sections
        return other and self.title(heading) in self.reading.request_documents

    def dashed(self, row: str) -> str:
        """The same row, with a colon for the dash behind the heading of a section that opens it."""
        match = _DASHED.match(row)
        known = match is not None and match["text"].lower() in self._written
        if not known:
            match = _STUDY_DASHED.match(row)
            text = match["text"] if match is not None else ""
            known = any(d.exact and d.end == len(text) for d in dates(text))
            known = known and self._kind(tokens(text))[0] in self.reports
        return (
            f"{row[: match.end('text')]}:{' ' * (len(match['sign']) - 1)}{row[match.end() :]}"
            if match and known
            else row
        )

    def bare(self, line: str) -> str:
        """The section that a line opens which is its heading and nothing else, or its day, written as a title and without a colon."""
        text = line.strip()
        if (own := undated(text)) and self.kind(text) in (None, *(self.reports if alone(own) else ())):
            return self.section(own) if alone(own) else self.bare(own)
        if not 3 < len(text) <= BARE or not text[0].isupper() or text[-1] in ".,;?" or re.search(r"[\d:]", text):
            return ""
        words = [w for w in tokens(text) if w.word.isalpha() and w.word != "and"]
        found = self._sections.find(words)
        if not found or sum(b - a + 1 for a, b, _, _ in found) < len(words) or self.spoken(found[0][3], text):
            return ""
        return found[0][3] if all(w[0].isupper() or len(w) < SMALL for w in re.findall(r"[^\W\d_]+", text)) else ""

    def within(self, section: str, heading: str) -> bool:
        """Whether a heading stays within the section that it stands in."""
        return section in self._keeps and bool(self._keeps[section].find(tokens(heading)))

    def spoken(self, section: str, heading: str) -> bool:
        """Whether a heading is part of what stands behind it, and heads no more than that."""
        return section in self._spoken and bool(self._spoken[section].find(tokens(heading)))

    def asks(self, line: str) -> str:
        """The section of a line that is such a heading and nothing else, without what it is answered; empty where it is none."""
        if sum(chunk[0].isalnum() for chunk in line.split()) > self._longest:
            return ""
        words = tokens(line)
        whole = (id for id, book in self._spoken.items() for a, b, _, _ in book.find(words) if b - a + 1 == len(words))
        return next(whole, "")

    def kind(self, text: str) -> str | None:
        """The kind of document that a text names anywhere."""
        return self._kind(tokens(text.translate(MARKS)))[0]

    def study(self, text: str) -> tuple[str, int] | None:
        """The kind of report that a text names, and the character at which the study stands in it; None where it names none."""
        words = tokens(text.translate(MARKS))
        kind, _ = self._kind(words)
        if kind is None or kind not in self.reports:
            return None
        return kind, words[self._books[kind].find(words)[0][0]].start

    def other(self, label: str) -> bool:
        """Whether a label names a document that reports no study."""
        kind = self.kind(label)
        return kind is not None and kind not in self.reports

    def title(self, text: str) -> str | None:
        """The kind of document that a line names as its title: near its beginning, and without saying what it showed."""
        if self._who.match(text):
            return None
        answered = self._answer.search(text) or BESIDE.split(f" | {text.strip()}")[2:][-1:] in self._replies
        if boxed(text) or text.rstrip().endswith("?") or answered or _DAY_OF.match(text):
            return None
        label = _LABEL.match(text)
        section = self.section(label["label"]) if label else ""
        if label and self._addressed.find(tokens(label["label"])):
            return None
        words = tokens(text.translate(MARKS))
        kind, place = self._kind(words)
        if (
            kind is None
            or sum(w.word.isalpha() for w in words[:place]) > LEADING
            or _ENDED.search(text)
            or self._shows.find(words)
        ):
            return None
        if section in self.reading.request_sections:
            return kind if kind in self.reading.request_documents else None
        if self.studies(text):
            return kind
        own = section in ("", "none", "study", "findings", "performed") or kind == self.reading.summary_document
        return kind if own or self._is_study(section, kind) else None

    def studies(self, line: str) -> bool:
        """Whether a line is a label and the study that was done, as in the head of a report, and nothing that it showed."""
        if len(fields := BESIDE.split(line.strip())) > 1:
            return any(self.studies(field) for field in fields)
        label = _LABEL.match(line)
        if label is None or len(line) > HEADED or not self._studied.find(tokens(label["label"])):
            return False
        words = tokens(line[label.end() :])
        kind, place = self._kind(words)
        told = bool(_ENDED.search(line) or line.rstrip().endswith((".", ",", ";")) or self._shows.find(words))
        return kind in self.reports and sum(w.word.isalpha() for w in words[:place]) <= LEADING and not told

    def _is_study(self, section: str, kind: str) -> bool:
        """Whether a label names a study itself, as a report begins with it."""
        return section == self.reading.study_section and kind not in self.reading.request_documents

    def _kind(self, words: list[Token]) -> tuple[str | None, int]:
        begins = self._begins
        begun = {n for w in words for n in begins.get(w.word, ())}
        begun |= {n for w in words if w.capitals for n in begins.get(f"={w.capitals}", ())}
        asked = [self._kinds[n] for n in sorted(begun)]
        found = [(kind, span[0], span[1]) for kind, book in asked for span in book.find(words)[:1]]
        if not found:
            return None, 0
        kind, first, last = found[0]
        fuller = next((f for f in found if f[1] <= first and last <= f[2] and f[2] - f[1] > last - first), None)
        if fuller is not None:
            return fuller[0], fuller[1]
        return kind, min(a for other, a, _ in found if other == kind or {kind, other} <= self.reports)

    def listed(self, line: str) -> str:
        """The head of a paragraph that tells one document of a summary: what it is and of which day. Empty where it is none.

        In a chart with sections such a line tells what the writer read elsewhere, and is part of the chart.
        """
        match = _ROW.match(line.strip()) or _LISTED.match(line.strip())
        if match is None or _ENDED.search(match["head"]) or (match.re is _LISTED and " | " in match["head"]):
            return ""  # the fields of a note's own head stand side by side
        section = self.section(match["head"])
        if section not in ("", "study", self.reading.study_section) and not self.spoken(section, match["head"]):
            return ""
        named = self.kind(match["head"]) is not None and any(d.exact for d in dates(match["head"]))
        return match["head"] if named else ""

    def fenced(self, line: str) -> str:
        """The title that a line holds between rules, or in brackets with its day; empty where it holds none, and where it heads what
        corrects a document.
        """
        if boxed := _BRACKETED.match(line):
            title = boxed["title"]
            own = (
                len(title) <= BOXED
                and any(d.exact for d in dates(title))
                and self.title(title) is not None
                and not self.correcting.amends(title)
            )
            return title if own else ""
        match = _FENCED.match(line)
        title = match["title"] if match else ""
        known = self.attached(title) or any(d.exact for d in dates(title)) or self.title(title) is not None
        return title if known and len(title) <= HEADED and not self.correcting.amends(title) else ""

    def boxed(self, line: str) -> str:
        """The title, with its number among those that came together, of a line that stands in brackets as a whole; empty where it is none."""
        match = _BRACKETED.match(line)
        return match["title"] if match and self.attached(match["title"]) else ""

    def ruled(self, line: str) -> bool:
        """Whether a line holds words between rules, whatever they are."""
        return _FENCED.match(line) is not None

    def attached(self, line: str) -> int:
        """The characters of a line that number a document among those that came together; 0 where none do."""
        match = self._attached.match(line)
        rest = line[match.end() :].strip() if match else ""
        if match is None or not rest or (not line.strip()[0].isupper() and match["page"] is None):
            return 0
        if match["bare"] is not None:
            return match.end() if self.dated(rest) is not None else 0
        return match.end() if match["sign"] or match["page"] or self.kind(rest) is not None else 0

    def numbered(self, line: str) -> int:
        """The same of a list that tells each document with its kind and day."""
        match = NUMBERED.match(line)
        rest = line[match.end() :] if match else ""
        titled = len(rest) <= HEADED and any(d.exact for d in dates(rest)) and self.title(rest) is not None
        return match.end() if match and (titled or self.listed(rest)) else 0

    def visit(self, line: str) -> str:
        """The head of a note, and no report, that names its kind and day and goes on in the same line; empty where it is none."""
        match = _VISIT.match(line)
        head = match["head"].strip() if match else ""
        day = next((d for d in dates(head) if d.exact), None)
        if day is None or day.end != len(head) or (match and any(not d.start for d in dates(line[match.end() :]))):
            return ""  # nor is the first of two days the day of a note
        kind, words = self.dated(head), head[: day.start].strip()
        plain = words.upper() == words and any(
            b - a + 1 == len(tokens(words)) for a, b, _, _ in self._visits.find(tokens(words))
        )
        return head if plain or (kind is not None and kind not in self.reports) else ""

    def furniture(self, line: str) -> bool:
        """Whether a line is of a fax, a page or a signature, and of no document."""
        return self._furniture.whole(line.strip())

    def resumes(self, line: str) -> bool:
        """Whether a line heads what no report of a study has: a note goes on there."""
        heading = line.partition(":")[0].strip(" \t#*")
        words = tokens(heading)
        whole = (place for place in self._resumes.find(words) if place[0] == 0)
        return any(all(not w.word.isalpha() for w in words[last + 1 :]) for _, last, _, _ in whole)

    def names_day(self, line: str) -> bool:
        """Whether a line ends with a day behind a few words that head no section."""
        text = unpaged(line).strip().strip("*#=_ ")
        day = next((d for d in dates(text) if d.exact), None)
        words = text[: day.start].strip(" :-\u2013\u2014") if day is not None else ""
        return (
            day is not None and day.end >= len(text) and 2 <= len(words.split()) <= LEADING and not self.section(words)
        )

    def dated(self, line: str) -> str | None:
        """The kind of document where a line names it and a day, and nothing else of note: the day stands first or last."""
        text = untimed(unlabelled(unpaged(line))).strip().strip("*#=_ ")
        day = next((d for d in dates(text) if d.exact), None)
        if day is None or len(text) > HEADED or text.endswith((".", ",", ";")):
            return None
        text = text[: day.end] if _FIELD.fullmatch(text, day.end) or _PAPER.fullmatch(text, day.end) else text
        last = day.end >= len(_HOUSE.sub("", text).rstrip(":) "))
        if not last and _DATE_FIRST.fullmatch(text[: day.start]) is None:
            return None
        return self.title(text)
