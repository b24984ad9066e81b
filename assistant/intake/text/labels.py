"""Labels that another sign than a colon parts from what they name, or a line of their own, written as a note writes them."""

import re
from collections.abc import Callable, Iterator, Sequence

from .data import Reading
from .dates import dates
from .general_words import General
from .headings import Headings
from .lines import HEADING, alone, begins_item, tabular
from .words import book_of, tokens

_RULE = re.compile(r"[ \t]*([-=_~*])\1{2,}[ \t]*")
"""What stands below a heading."""
NEAR = 3
"""Characters by which it may be shorter or longer."""
_SIGN = re.compile(
    r"[ \t]*(?P<label>[A-Z][A-Za-z/&'() -]{1,38}?)(?P<sign>[ ]{2,}|[ ]*\t[ \t]*|[ ]+[|=][ ]+|[ ]*:(?=[A-Za-z\d]))(?P<rest>[^\s|=].*)$"
)
"""A label and what stands behind it."""
_MARKED = re.compile(
    r"(?:[xX\u2713\u2714*\u2610-\u2612\u25a0]|\[[xX ]?\]|\([xX ]?\)|\s)+|(?:yes|no|y|n)", re.IGNORECASE
)
"""What a mark names depends on the head that it stands below, and such a head names nothing beside it."""
_BRACKETED = re.compile(r"[ \t]*\[(?P<label>[A-Z][A-Za-z/& -]{1,38})\][ \t]+(?P<rest>\S.*)$")
_ROW = re.compile(
    r"[ \t]*\|[ \t]*(?P<label>[A-Z][A-Za-z/&'() -]{1,38}?)[ \t]*\|[ \t]*(?P<rest>[^\s|-][^|]*?)[ \t]*\|[ \t]*"
)
"""A row of a table in Markdown that is a label and what it names."""
_STUDY = re.compile(
    r"[ \t]*(?P<open>\|?)[ \t]*(?P<label>[A-Z][^|\n]{2,60}?)[ \t]+\|[ \t]*(?:(?P<place>[A-Z]?\d[^|\n]{0,12}?)[ \t]+\|[ \t]*)?"
    r"(?P<rest>[^\s|-][^|\n]*?)[ \t]*(?P<close>\|?)[ \t]*"
)
"""A row whose first cell may name a study with its day or its report; a cell of the place may stand before what was found."""
_REPORT = re.compile(r"\b(?:report|rpt)\b", re.IGNORECASE)
_LOUD = re.compile(r"[ \t]*(?P<label>[A-Z][A-Z/&]{2,}(?: [A-Z/&]{2,}){0,4})[ ](?P<rest>\S.*)$")
"""Words in capitals at the head of a line that goes on otherwise."""
_ON_FILE = re.compile(
    r"[ \t]*(?:[,(;\u2013\u2014-]|(?<=\s)with\s)[ \t]*(?:(?:the|all|formal|full|radiology|original|with)\s+)*(?:reports?|copies|films)\s+"
    r"(?:(?:are|is)\s+)?(?:attached|enclosed|included|appended|on\s+file|below|follow(?:s|ing)?|copied(?:\s+below)?|in\s+full)\)?\s*:?[ \t]*$",
    re.IGNORECASE,
)
"""What the heading of a section says of the papers below it or beside it."""
_LEADERS = re.compile(
    r"[ \t]*(?:[A-Z]?\d{1,2}[.):]?[ \t]+)?(?P<asks>[A-Za-z][^\n.:?]{1,60}\?)[ \t]*(?:\.{4,}|(?:[ \t]\.){4,})[ \t]*(?P<rest>[^\s.].*)$"
)
"""A question, perhaps numbered, that dots lead to its answer."""
_OPEN = re.compile(r"[a-z)][.!?]\s+[A-Z][^.!?:;]*[a-z,]\s*$")
_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}")
WORDS = 4
"""Words of a label that is no heading."""
FORM = 3
"""Lines with such a label from which a text is a form."""


class Labels:
    """Finds them with the headings of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings, names: Callable[[str], bool]) -> None:
        """`names`: whether words name something that is read."""
        self._headings = headings
        self._names = names
        self._written = {words.lower() for section in reading.sections.values() for words in section.headings}
        self._dates = book_of(general.date_labels)

    def rows(self, rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """The lines, each with its number, as a note writes them: a colon behind each label, no rule below a heading."""
        ruled = {n for n in range(1, len(rows)) if self._underlines(rows[n - 1][1], rows[n][1])}
        told = [
            (number, f"{row.rstrip()}:" if n + 1 in ruled and self._headings.title(row) is None else row)
            for n, (number, row) in enumerate(rows)
            if n not in ruled
        ]
        form = sum(self._named(row) or _ROW.fullmatch(row) is not None for _, row in told) >= FORM
        above = ["", *(row for _, row in told)]
        return list(
            self._joined(
                [(n, self._plain(row, form=form, begun=_begun(up))) for up, (n, row) in zip(above, told, strict=False)]
            )
        )

    def _underlines(self, above: str, row: str) -> bool:
        """Whether a row is the rule below a heading: about as long as it."""
        rule = _RULE.fullmatch(row)
        text = above.strip()
        if rule is None or not text or not text[0].isupper() or text[-1] in ".,;":
            return False
        return abs(len(row.strip()) - len(text)) <= NEAR

    def _plain(self, row: str, *, form: bool, begun: bool) -> str:
        """A row with a colon behind its label, where that is a heading, or where the text is a form; `begun`: whether a sentence of the
        row above may go on in it.
        """
        if led := _LEADERS.match(row):
            return f"{led['asks']} {led['rest']}"
        if (papers := _ON_FILE.search(row)) and row[: papers.start()].strip().lower() in self._written:
            return f"{row[: papers.start()].rstrip()}:"
        if match := _BRACKETED.match(row):
            return f"{match['label']}: {match['rest']}" if self._heads(match["label"]) else row
        if cells := _ROW.fullmatch(row):
            named = len(cells["label"].split()) <= WORDS
            return f"{cells['label']}: {cells['rest']}" if self._heads(cells["label"]) or (form and named) else row
        if (study := _STUDY.fullmatch(row)) and study["open"] == study["close"] and self._studies(study["label"]):
            label = f"{study['label']}, {study['place']}" if study["place"] else study["label"]
            return f"{label}: {study['rest']}" if not any(dates(study["place"] or "")) else row
        if tabular(row):
            return row
        match = _label(row)
        if match and (self._heads(match["label"]) or (form and self._named(row))):
            return f"{match['label'].rstrip()}: {match['rest']}"
        loud = None if begun or row.isupper() or HEADING.match(row) else _LOUD.match(row)
        if loud is None or _DAY.match(loud["rest"]) or loud["label"].lower() not in self._written:
            return row
        return f"{loud['label']}: {loud['rest']}" if self._headings.kind(loud["label"]) is None else row

    def _heads(self, label: str) -> bool:
        """Whether words are the heading of a section, or say of which day a document is."""
        words = tokens(label)
        return label.strip().lower() in self._written or any(
            b - a + 1 == len(words) for a, b, _, _ in self._dates.find(words)
        )

    def _studies(self, label: str) -> bool:
        """Whether words name a study, and its day or its report: what it found stands beside them."""
        found = ":" not in label and self._headings.study(label) is not None
        return found and (any(d.exact for d in dates(label)) or _REPORT.search(label) is not None)

    def _named(self, row: str) -> bool:
        """Whether a row is a label and, apart from it, what it names."""
        match = None if tabular(row) else _label(row)
        return (
            match is not None
            and match["sign"] != ":"
            and len(match["label"].split()) <= WORDS
            and ":" not in match["rest"][:40]
        )

    def _joined(self, rows: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The lines, with what alone stands below a label that heads no section behind that label."""
        held = False
        for n, (number, row) in enumerate(rows):
            if held:
                held = False
                continue
            below = [line[1] for line in rows[n + 1 : n + 3]]
            if below and self._bare(row, below[0]) and self._answers(*below):
                held = True
                yield number, f"{row.rstrip().rstrip(':')}: {below[0].strip()}"
            else:
                yield number, row

    def _asks(self, row: str) -> bool:
        """Whether a line is a label, and heads neither a section nor a document."""
        label = row.strip()
        return self._short(label) and not self._headings.section(label) and self._headings.title(label) is None

    def _short(self, label: str) -> bool:
        """Whether words may be a label."""
        whole = len(label) > 1 and len(label.split()) <= WORDS and label[-1].isalpha() | (label[-1] == ")")
        return whole and not begins_item(label) and not any(c.isdigit() or c in ":.;,|#*" for c in label)

    def _bare(self, row: str, below: str) -> bool:
        """Whether a row is such a label with its colon, or in capitals and of what is read, and nothing more; of the heading of a section
        that is read itself, such as a habit, where a word or two stand below it.
        """
        label = row.strip().removesuffix(":")
        parted = label != row.strip()
        if (
            (parted or alone(row))
            and len(below.split()) <= WORDS
            and self._short(label)
            and self._names(label)  # last, for it takes longest
        ):
            return self._headings.title(label) is None
        return parted and self._asks(label)

    def _answers(self, row: str, below: str = "") -> bool:
        """Whether a row is all that stands below a label: the next is blank, a label or a heading."""
        if not row.strip() or begins_item(row) or HEADING.match(row) or alone(row):
            return False
        return not below.strip() or HEADING.match(below) is not None or alone(below)


def _begun(row: str) -> bool:
    """Whether a row ends within a sentence that began in it behind another one."""
    return _OPEN.search(row) is not None


def _label(row: str) -> re.Match[str] | None:
    """A label and what stands behind it; none where that is a mark, or both are the heads of a table of answers."""
    match = _SIGN.match(row)
    if match is None or match["sign"].strip() in (":", "=") or _MARKED.fullmatch(match["rest"]) is None:
        return match
    answered = match["rest"].strip()[:1].lower() in "yn" and _MARKED.fullmatch(match["label"].strip()) is None
    return match if answered else None
