"""A text whose line breaks were lost, as where a field of a form was copied: broken anew at its documents and at the headings of sections."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .data import Reading
from .dates import dates
from .general_words import General
from .headings import Headings
from .words import book_of, tokens

LONG = 160
"""Characters from which a line may be a whole text."""
SHORT = 80
"""Characters of a line that is nothing but the title and the day of a document, at most."""
LEAST = 3
"""Places from which such a line is broken: fewer are a note's own manner."""
WORDS = 5
"""Words of a heading within a line."""
TITLE = 8
"""Words of the title of a document within a line."""
REACH = 90
"""Characters of it."""
_ENDED = re.compile(r"[a-z)]\.\s")
_RULE = re.compile(r"(?:(?<=\s)|^)(?:-{5,}|={5,}|_{5,}|\*{5,})(?=[\s.]|$)")
"""What parts two documents."""
_MARKED = re.compile(r"(?<=\s)#{1,4} (?=[A-Z])")
"""The mark of a heading in Markdown."""
_LABEL = re.compile(r"(?:(?<=[.;)%])|(?<=[a-z\d]))\s+(?P<label>[A-Z][A-Za-z/-]+(?: [A-Za-z/-]+){0,3}):(?=\s)")
"""A label of a form behind what ends small, with a figure or with a stop."""
FIELDS = 5
"""Such labels from which a line is a form."""
_COLON = re.compile(r":(?=\s)")
_WORD = re.compile(r"\S+")
_ENDS = re.compile(r"[.;:?!)\]%,]$|\d$|^[a-z]|^-+$|^[A-Z][+-]?$")
"""The last word before a heading: it ends what it says, or is written small, and is none of the heading."""
_LOUD = re.compile(r"(?<!\S)[A-Z]{3,}(?: [A-Z]{3,}){0,3}(?=\s+[^\s:|-])")
"""Words in capitals without a colon, which head a section where others do."""
_TITLED = re.compile(r"[A-Z][A-Za-z/&'\u2019-]*$|of$|for$|and$|the$")
"""A word of a title."""
_RANGED = re.compile(r"\s*(?:-|\u2013|to|through|thru|until)\s*\d", re.IGNORECASE)
"""Behind a day that begins a time."""
_ARTICLE = re.compile(r"(?:the|this|an?)\s", re.IGNORECASE)
"""How a sentence begins that names a document, and no title of one."""


class Flat:
    """Finds where such a text was broken."""

    def __init__(self, general: General, reading: Reading, headings: Headings) -> None:
        self._headings = headings
        self._written = {words.lower() for section in reading.sections.values() for words in section.headings}
        self._dates = book_of(general.date_labels)
        self._papers = frozenset(general.papers)
        """Words for a paper: one behind a study and its day says whose words follow."""
        answered = "|".join(re.escape(word) for words in general.answers.values() for word in words)
        self._ticked = re.compile(
            rf"(?:\[[ xX]?\]|[\u2610-\u2612])\s?(?:{answered})\s+(?=[A-Z][^:\[\]\u2610-\u2612]{{1,40}}:\s)"
        )

    def rows(self, row: str) -> list[str]:
        """The lines that a line was, or that line."""
        if len(row) < SHORT:
            return [row]
        documents = set(self._documents(row))
        places = sorted({0, *documents, *self._sections(row), len(row)})
        if (len(row) < LONG or len(places) < LEAST + 2) and not documents:
            return [row]
        parts = [row[one:other].strip() for one, other in pairwise(places)]
        return [own for part in parts if part for own in self._marked(self._untitled(part))]

    def _untitled(self, part: str) -> str:
        """A title without the full stop that was put behind it."""
        bare = part.rstrip(".")
        return bare if len(bare.split()) <= TITLE and self._headings.title(bare) else part

    def _marked(self, part: str) -> list[str]:
        """A heading in Markdown and what stands behind it, each in its line."""
        words = list(_WORD.finditer(part))[1 : WORDS + 1] if part.startswith("#") else []
        ends = (w.end() for w in reversed(words) if part[words[0].start() : w.end()].lower() in self._written)
        end = next(ends, len(part))
        return [part[:end], part[end:].strip()] if part[end:].strip() else [part]

    def _sections(self, row: str) -> Iterator[int]:
        """Where the heading of a section begins: its words with a colon, or in capitals, behind what is none of them."""
        loud = row.isupper()
        for colon in _COLON.finditer(row):
            words = list(_WORD.finditer(row, max(0, colon.start() - 60), colon.start()))[-WORDS - 1 :]
            for n in range(max(0, len(words) - WORDS), len(words)):
                heading = row[words[n].start() : colon.start()]
                if not heading[0].isupper() or heading.lower() not in self._written:
                    continue
                before = words[n - 1][0] if n else ""
                apart = not before or _ENDS.search(before) or (heading.isupper() and (loud or not before.isupper()))
                if apart:
                    yield words[n].start()
                    break
        bare = [] if loud else [word.start() for word in _LOUD.finditer(row) if word[0].lower() in self._written]
        yield from bare if len(bare) >= LEAST else ()
        yield from (mark.start() for mark in _MARKED.finditer(row))
        yield from (field.end() for field in self._ticked.finditer(row))
        labels = [label.start("label") for label in _LABEL.finditer(row)]
        yield from labels if len(labels) >= FIELDS else ()

    def _documents(self, row: str) -> Iterator[int]:
        """Where a document begins: behind a rule, or at a title with its day; and where what it says begins behind the day."""
        for rule in _RULE.finditer(row):
            yield from (rule.start(), rule.end())
        for day in dates(row):
            if not day.exact:
                continue
            ends = [*self._labels(row[: day.start]), day.start]
            title, end = next(((found, end) for end in ends if (found := self._title(row, end)) >= 0), (-1, -1))
            labelled = end < day.start
            if _RANGED.match(row, day.end):
                continue  # it is the first of two, as of what was given from one to the other
            if title >= 0 and "\t" in row[title : day.start]:
                continue  # cells of a row
            if title >= 0 and (labelled or self._names(row[title:end], row[day.end :], loud=row.isupper())):
                yield len(row[:title].rstrip("# "))
                yield end if labelled else title
                yield day.end + len(row[day.end :]) - len(row[day.end :].lstrip(").,: "))

    def _names(self, title: str, behind: str, *, loud: bool) -> bool:
        """Whether a title with its day behind it heads a document: a note tells studies with their days too, and what they showed. `loud`:
        whether all is written in capitals, so that these mark nothing.
        """
        if behind.lstrip(") ")[:1].islower():
            return False  # it goes on with what the study showed
        if title.isupper() and not loud and len(title.strip(" (").split()) > 1:
            return not behind.startswith(":")
        headed = _COLON.search(behind, 0, REACH)
        words = behind[: headed.start()].strip(" .,").lower() if headed else ""
        return words in self._written and words not in self._papers

    def _labels(self, before: str) -> Iterator[int]:
        """Where the label of a day begins that stands directly before it, the shortest first."""
        colon = before.rstrip().endswith(":")
        far = before.rsplit(None, WORDS)
        for word in reversed(list(_WORD.finditer(before, len(far[0]) if len(far) > WORDS else 0))):
            own = before[word.start() :].strip(" :")
            if not own[:1].isupper() or not (colon or own.isupper()):
                continue
            words = tokens(own)
            if any(b - a + 1 == len(words) for a, b, _, _ in self._dates.find(words)):
                yield word.start()

    def _title(self, row: str, end: int) -> int:
        """Where a title begins that ends at a place: behind the end of a sentence, or with its first capital; -1 where none does."""
        words = list(_WORD.finditer(row, max(0, end - REACH), end))[-TITLE:]
        first = len(words)
        while first and _TITLED.match(words[first - 1][0]):
            first -= 1
        for n, word in enumerate(words):
            text = row[word.start() : end].strip(" .,:(-")
            apart = n >= first or (n > 0 and words[n - 1][0][-1] in ".;!?#")
            if apart and text[:1].isupper() and not _ENDED.search(text) and self._headings.title(text):
                return -1 if _ARTICLE.match(text) else word.start()
        return -1
