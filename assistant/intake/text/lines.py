"""Lines of a text: which of them belong together, and where one that has no end is cut."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from .general_words import General

HEADING = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]+|\*\*)?(?:[-*\u2022](?:[ \t]+|(?=[A-Za-z]))|\(?\d{1,2}[.)][ \t]+)?"
    r"(?P<text>(?:(?<![a-z]{3}\.)[^\n:]|(?<=\.)[^\n: \t]){1,60}?(?:\([^()\n:]{3,60}\))?)(?:\*\*)?:(?:\*\*)?(?=\s|$)"
)
_BULLET = re.compile(r"[ \t]*(?:[-*\u2022\u25cf+][ \t]+|[-\u2022\u25cf](?=[A-Za-z])|\(?\d{1,2}[.)][ \t]+)")
_COLUMNS = re.compile(r"\S(?:[ ]{3,}|\t+)(?=\S)")
"""Between two columns of a table."""
_FIELD = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=[A-Z](?:[^\s:.;]| (?! )){1,40}:(?=\s|$))")
"""Between two fields of a form that stand in one line, each with its label."""
_OPEN = re.compile(
    r",$|(?<![:?=\])-])(?<![:?=\])-]\s)\b(?:an?|and|are|at|been|between|but|by|cannot|denies|during|for|from|had|has|have|her|his|in|into|is"
    r"|no|nor|not|of|on|or|since|than|the|their|through|to|until|was|were|with|without)$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\s*[A-Z][a-z]")
"""A line that begins with a word that is written with a capital, and no abbreviation or level."""
SHORT = 36
"""Characters below which a line was not broken for its width."""
REMARK = re.compile(r"(?<=\w)\s*\([^()\d]*\)\s*$")
"""A remark in brackets at the end of a heading."""
WRAPPED = 56
"""Characters from which a line without a full stop is taken to go on in the next, where that begins with a small letter."""
BREAK = "  "
"""The end of a line that was put together, and with which the next does not go on although it begins small."""
ROOM = 8
"""Characters that may be left free at the end of a line, where letters are of different width."""
OFTEN = 3
"""Lines that go on in small letters, from which a text is taken to be broken at its width."""
LONGEST = 800
"""Characters of a sentence that are read as one."""


def answers(general: General) -> re.Pattern[str]:
    """What parts a question, or a label, from its answer, and the answer (groups `yes`, `no`, and `open` where it is none)."""
    yes, no = ("|".join(map(re.escape, general.answers[word])) for word in ("yes", "no"))
    open_ = "|".join(map(re.escape, general.answers["open"]))
    ends = r"\s*(?:[.,;(\u2013-]|$)|[ \t]{2,}|\s+(?=[A-Z][^.?\n]{2,60}\?)"
    replied = rf"(?P<yes>{yes})\b|(?P<no>{no})\b(?={ends})|(?P<open>(?i:{open_}))\b(?={ends})"
    return re.compile(
        rf"(?:[?:]|\s[-\u2013\u2014]+(?=\s))\s*(?:[-\u2013|]\s*|A(?:nswer)?\s?\d{{0,2}}\s?[.:)]\s*)?(?:{replied})"
    )


def begins_item(row: str) -> bool:
    """Whether a line begins an item of a list."""
    return _BULLET.match(row) is not None


def tabular(row: str) -> bool:
    """Whether a line is a row of a table, of three columns at least."""
    return row.count("|") > 1 or (("   " in row or "\t" in row) and len(_COLUMNS.findall(row)) > 1)


_PERSON = re.compile(
    r"(?:An?\s+)?\d{2}[\s-]?(?:y(?:ears?)?[\s./-]?o|[MF]\b)"
    r"|(?:The|This)\s+(?:patient|member|enrollee|claimant|beneficiary|injured worker)\s+(?:is|was|has|had|presents|reports)\b"
)


def begins_person(row: str) -> bool:
    """Whether a line begins with who somebody is ("68 F with ...")."""
    return _PERSON.match(row) is not None


"""Who is spoken of from here on: no line before goes on with it, whether it ended or not."""


_ENTRY = re.compile(r"[ \t]*\d{1,4}[/-]\d{1,2}[/-]\d{2,4}(?::|\s[-\u2013\u2014])\s")
"""The day of an entry, which no line before goes on with."""


def blocks(
    text: str, answer: re.Pattern[str], greets: re.Pattern[str], details: Callable[[str, str], bool]
) -> Iterator[tuple[int, str]]:
    """Runs of lines that belong together: a line is carried on by the next unless it is short, ended, or the next begins anew.

    `greets`: what begins a letter or ends it; `details`: whether the label of a field tells more of the one that its line begins with.
    """
    start, held = 0, ""
    width = width_of(text)
    for position, row, beside in _rows(text, answer, details):
        blank = not row.strip()
        answered = held.rstrip().endswith("?") and bool(answer.match(f"?{row}"))
        new = not answered and (
            not held
            or blank
            or begins_person(row)
            or beside
            or greets.match(row) is not None
            or greets.fullmatch(held) is not None
            or tabular(row)
            or tabular(held)
            or begins_item(row)
            or _ENTRY.match(row) is not None
            or bool(HEADING.match(row) and row.lstrip()[:1].isupper() and len(row.split(":")[0].split()) <= 6)
            or row.lstrip().startswith("#")
            or (held.rstrip().endswith((".", "!", "?")))
            or (
                not (
                    len(held.split("\n")[-1]) >= WRAPPED
                    and not held.endswith(BREAK)
                    and (row.lstrip()[:1].islower() or held.rstrip().endswith((";", ":")))
                )
                and not fills(held.split("\n")[-1], row, width)
                and not left_open(held.split("\n")[-1], row)
            )
        )
        if new:
            if held.strip():
                yield start, held
            if blank:
                yield position, ""
            start, held = position, "" if blank else row
        else:
            held += "\n" + row
    if held.strip():
        yield start, held


def left_open(row: str, below: str = "") -> bool:
    """Whether a line ends with a comma, or with a word that calls for the next and answers no label."""
    text = row.rstrip()
    found = _OPEN.search(text)
    return found is not None and not (found[0].lower() == "no" and _answers(text, found, below))


def _answers(text: str, no: re.Match[str], below: str) -> bool:
    """Whether the "no" at the end of a line is the answer of a label without a colon ("Such an illness    No"): its line is short, it
    stands apart or with a capital of its own, or the next line begins a word with one.
    """
    apart = text[: no.start()].endswith(("  ", "\t")) or (no[0].istitle() and not text.isupper())
    return len(text) < SHORT or apart or _CAPITAL.match(below) is not None


def fills(row: str, below: str, width: int) -> bool:
    """Whether the first word of the next line had no room any more in a line of a text of some width."""
    return bool(width) and len(row.rstrip()) + 1 + len(below.split(None, 1)[0]) > width - ROOM


def width_of(text: str) -> int:
    """Characters at which the lines of a text were broken; 0 where they were not, or later than a short line is told by."""
    rows = [row.strip() for row in text.split("\n")]
    width = max(map(len, rows), default=0)
    if not WRAPPED // 2 < width < 2 * WRAPPED:
        return 0
    broken = (
        one and two and two[0].islower() and one[-1] not in ".:;!?" and fills(one, two, width)
        for one, two in pairwise(rows)
    )
    return width if sum(map(bool, broken)) >= OFTEN else 0


def _rows(text: str, answer: re.Pattern[str], details: Callable[[str, str], bool]) -> Iterator[tuple[int, str, bool]]:
    """The lines with where they begin; the fields of a form that stand side by side one by one (true for all but the first), save where a
    field tells more of what the one before it affirms.
    """
    position = 0
    for row in text.split("\n"):
        begin = 0
        for gap in _FIELD.finditer(row) if ":" in row else ():
            own, other = row[begin : gap.start()], row[gap.end() :].partition(":")[0]
            beside = _affirms(row, begin, gap, answer) or details(own.partition(":")[0], other)
            if ":" in own and (not beside or _denies(row[gap.end() :], answer)):
                yield position + begin, row[begin : gap.start()], begin > 0
                begin = gap.end()
        yield position + begin, row[begin:], begin > 0
        position += len(row) + 1


def _denies(field: str, answer: re.Pattern[str]) -> bool:
    """Whether a row goes on with a label that is answered with no ("response: none"), which speaks of that label alone."""
    return any(found["no"] is not None for found in answer.finditer(field))


def _affirms(row: str, begin: int, gap: re.Match[str], answer: re.Pattern[str]) -> bool:
    """Whether a field is a label that is affirmed and nothing more, and the next is no label with an answer of its own."""
    own = next(answer.finditer(row, begin, gap.start()), None)
    if own is None or own["yes"] is None or row[own.end() : gap.start()].strip():
        return False
    other = answer.search(row, gap.end())
    return other is None or ":" in row[gap.end() : other.start()]


def cut(text: str) -> Iterator[tuple[int, str]]:
    """A sentence in pieces of bounded length, cut behind commas where it can be: a list without end is no sentence."""
    if len(text) <= LONGEST:
        if stripped := text.strip():
            yield text.index(stripped[0]), stripped
        return
    begin = 0
    while len(text) - begin > LONGEST:
        window = text[begin : begin + LONGEST]
        cut = max(window.rfind(sign) for sign in (", ", ";", "\n")) + 1 or window.rfind(" ") + 1 or LONGEST
        yield begin, text[begin : begin + cut].rstrip()
        begin += cut
    if text[begin:].strip():
        lead = len(text[begin:]) - len(text[begin:].lstrip())
        yield begin + lead, text[begin:].strip()


@lru_cache(maxsize=4096)
def alone(block: str) -> bool:
    """Whether a line in capitals stands for itself, as headings do; a remark in brackets at its end may be written small."""
    text = REMARK.sub("", block.strip()).rstrip(":")
    plain = not any(c in ":.,;" or c.isdigit() for c in text)
    return plain and len(text) <= 50 and text.upper() == text and any(c.isalpha() for c in text)


def ends(line: str) -> bool:
    """Whether a line ends what it says: by its sign, or short and without one that goes on."""
    text = line.rstrip()
    return text.endswith((".", "!", "?", ":", "|")) or (len(text) < WRAPPED and not left_open(text))
