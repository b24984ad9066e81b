"""A text without marks, as it is copied from a page: signs of bullets, bare lines for headings, bare numbers for citations.

What is put in is Markdown, line for line, so that a place in it is a place in the text.
"""

import re
from typing import Final

_MARKED: Final = re.compile(r"^#{1,6}\s|^\s*[-*+]\s+\S|\[\^?R?\d|\*\*|^\s*\|.*\|\s*$", re.MULTILINE)
"""What only Markdown has, or a citation in brackets."""
_BULLET: Final = re.compile(r"^(\s*)[\u2022\u25e6\u25aa\u25cf\u2023\u2043\u00b7]\s*")
_LISTS: Final = re.compile(r"^\W*(?:references?|bibliography|sources|literature|works cited)\W*$", re.IGNORECASE)
_ENTRY: Final = re.compile(r"^\s*[\[(]?\d{1,2}[\].)]\s")
_BARE: Final = re.compile(
    r"(?P<before>[\w%)\]\"'\u201d\u2019.!?])\s+(?P<numbers>\d{1,2}(?:\s*,\s*\d{1,2})*)(?P<after>\s*$|(?<=\d)\s+(?=[A-Z]))"
)
_COUNTS: Final = re.compile(
    r"\b(?:stage|stages|grade|class|level|levels|phase|step|type|line|day|week|month|year|table|figure|item|number|no|of|to|and|than|least|by|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\W*$",
    re.IGNORECASE,
)
"""Words whose number a number behind them is."""
_AFTER: Final = re.compile(r"\b(?:disclaimer|related questions|follow-up question)\b", re.IGNORECASE)
"""In the heading of what follows a list of references."""
_CLOSES: Final = re.compile(r"[a-z][.!?\"\u201d)]?\s+\d{1,2}(?:\s*,\s*\d{1,2})*\s*$")
"""A number behind the last word of a line."""
_SOME, _MOST = 4, 30
"""Such lines in a text whose numbers are citations although it has no list; the highest number that is taken for one."""
_HEADING: Final = 14
"""Words of a line that stands alone for a heading, at most."""
_CAPITALS: Final = re.compile(r"(?=(?:\W*[A-Z]){4})[A-Z][A-Z /&'-]+(?: [A-Z/&'-]+){0,6}:?")
_SORT: Final = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){0,2}")
"""A line that only says of what sort the entry below is."""


def with_marks(text: str) -> str:
    """The text with marks of Markdown, where it has none of its own."""
    lines = text.split("\n")
    if _MARKED.search(text):
        return "\n".join(
            f"## {line.strip()}" if _lists_below(lines, n) or _in_capitals(lines, n) else line
            for n, line in enumerate(lines)
        )
    begin = next((n for n, line in enumerate(lines) if _LISTS.match(line)), len(lines))
    entries = _number_entries(lines, begin) if begin < len(lines) else 0
    if not entries and sum(bool(_CLOSES.search(line)) for line in lines) >= _SOME:
        entries = _MOST
    for n, line in enumerate(lines[: begin + 1]):
        if _heads(lines, n) or _in_capitals(lines, n):
            lines[n] = f"## {line.strip()}"
            continue
        bullet = _BULLET.sub(r"\1- ", line)
        lines[n] = _BARE.sub(lambda m: _cited(m, entries), bullet) if entries else bullet
    return "\n".join(lines)


def _lists_below(lines: list[str], n: int) -> bool:
    """Whether a bare line heads a list of references: nothing but numbered entries may follow it, or a statement below
    them would pass for an entry that nobody proves.
    """
    if not _LISTS.match(lines[n]) or lines[n].lstrip().startswith(("#", "*")):
        return False
    end = next((k for k in range(n + 1, len(lines)) if lines[k].startswith("#")), len(lines))
    below = [line for line in lines[n + 1 : end] if line.strip()]
    return bool(below) and all(_ENTRY.match(line) for line in below)


def _in_capitals(lines: list[str], n: int) -> bool:
    """Whether a line is set apart from the next one by its capitals."""
    after = next((line for line in lines[n + 1 :] if line.strip()), "")
    return _CAPITALS.fullmatch(lines[n].strip()) is not None and any(c.islower() for c in after)


def _heads(lines: list[str], n: int) -> bool:
    """Whether a line stands alone as a heading does: short, between empty lines, with no stop at its end."""
    words = lines[n].split()
    alone = all(not lines[k].strip() for k in (n - 1, n + 1) if 0 <= k < len(lines))
    opens = bool(words) and (words[0][0].isupper() or words[0][0].isdigit())
    return (
        alone and opens and len(words) <= _HEADING and words[-1][-1] not in '.!?:;,"\u201d' and not words[-1].isdigit()
    )


def _cited(match: re.Match[str], entries: int) -> str:
    """Numbers behind a sentence, or at the end of a line, that the list of references has, in brackets."""
    numbers = [int(number) for number in re.findall(r"\d+", match["numbers"])]
    stops, last = match["before"] in '.!?"\u201d', not match["after"].strip()
    known = all(0 < number <= entries for number in numbers)
    if _COUNTS.search(match.string[: match.start("numbers")]) or not ((stops or last) and (known or (stops and last))):
        return match[0]
    return f"{match['before']} [{match['numbers']}]{match['after']}"


def _number_entries(lines: list[str], begin: int) -> int:
    """Numbers the entries of a list of references that has no numbers, each in one line; how many there are."""
    end = next((n for n in range(begin + 1, len(lines)) if _AFTER.search(lines[n])), len(lines))
    if end < len(lines):
        lines[end] = f"## {lines[end].strip()}"
    own = [n for n in range(begin + 1, end) if lines[n].strip()]
    numbered = sum(bool(_ENTRY.match(lines[n])) for n in own)
    if numbered:
        return numbered
    sorts = [lines[n].strip() for n in own if _SORT.fullmatch(lines[n].strip())]
    labels = {*sorts} if own and sorts and lines[own[0]].strip() == sorts[0] else set[str]()
    entries: list[list[int]] = []
    for n in own:
        if lines[n].strip() in labels:
            entries.append([])
            lines[n] = ""
        elif labels and entries:
            entries[-1].append(n)
        else:
            entries.append([n])
    told = [entry for entry in entries if entry]
    for number, (first, *others) in enumerate(told, 1):
        lines[first] = f"{number}. " + " ".join(lines[n].strip() for n in (first, *others))
        for n in others:
            lines[n] = ""
    return len(told)
