"""A text as it was printed: heads and feet of pages, lines broken for their length, words parted at a line's end, columns.

What is made of it is Markdown, with one paragraph for each that was printed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_EDGE: Final = 2
"""Lines at the top and at the foot of a page that may be running ones."""
_PAGE: Final = re.compile(r"\bpage\s+\d+(?:\s*(?:of|/)\s*\d+)?\s*$|^\W*\d{1,3}\W*$", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*[\u2022\u25e6\u25aa\u25cf\u2023\u2043\u00b7\u2013]\s+")
_ENTRY: Final = re.compile(r"^\s*(?:[\[(]?[RA]?\d{1,2}[\].):]|[-*])\s+[^a-z\s]")
_GAP: Final = re.compile(r"\s{3,}")
_PARTED: Final = re.compile(r"([A-Za-z]+)-$")
_SPACED: Final = re.compile(r"\b([A-Za-z]+)- +(?!(?:and|or|to)\b)([a-z]+)")
"""The same within a cell of a table."""
_NEXT: Final = re.compile(r"[a-z]+")
_ROW_END: Final = "."
_SOFT: Final = (re.compile("\u00ad\\s+(?=[a-z])"), re.compile("\u00ad"))
"""A hyphen that was only put in for the line, and one that stands for a plain one."""
_SHORT: Final = 4
"""Letters of a word at most that is taken for the first of two with a hyphen ("non-", "post-")."""
_STOPS: Final = (".", "!", "?", ":", ";", '"', "\u201d", "]", ")")
_LONG: Final = 0.8
"""Share of the usual length of a full line, from which the next one may go on whatever it begins with."""
_HEADING: Final = 14
"""Words of a line that stands for a heading, at most."""


def from_print(text: str, pages: Sequence[int] = ()) -> str:
    """Markdown of a printed text. `pages`: the line at which each page begins, from 1."""
    text = _SOFT[1].sub("-", _SOFT[0].sub("", text))
    text = _SPACED.sub(lambda m: f"{m[1]}{m[2]}" if _is_whole(m[1].lower(), m[2], text.lower()) else m[0], text)
    lines = _without_running(text.split("\n"), pages)
    full = sorted(len(line) for line in lines if line.strip() and not _GAP.search(line.strip()))
    usual = full[int(len(full) * 0.8)] if full else 0
    paragraphs: list[str] = []
    goes_on = False
    for n, line in enumerate(lines):
        words = line.strip()
        if not words:
            goes_on = False
        elif goes_on and _continues(lines[n - 1].strip(), words, usual):
            paragraphs[-1] = _put_together(paragraphs[-1], words, text)
        else:
            paragraphs.append(_marked(lines, n, usual))
            goes_on = True
    return "\n\n".join(paragraphs)


def _without_running(lines: list[str], pages: Sequence[int]) -> list[str]:
    """The lines without page numbers and what stands at the edge of several pages; a paragraph that a page parts is one again."""
    ends = [*(start - 1 for start in pages[1:]), len(lines)]
    edges: list[list[int]] = []
    for start, end in zip((start - 1 for start in pages), ends, strict=False):
        own = [n for n in range(start, end) if lines[n].strip()]
        edges.append([*own[:_EDGE], *own[-_EDGE:]])
    often = Counter(key for own in edges for key in {_key(lines[n]) for n in own})
    running = {
        n for own in edges for n in own if (len(pages) > 1 and often[_key(lines[n])] > 1) or _PAGE.search(lines[n])
    }
    left: list[str] = []
    for n, line in enumerate(lines):
        if n in running:
            continue
        if line[:1].islower() and any(k in running for k in range(max(0, n - 2 * _EDGE), n)):
            while left and not left[-1].strip():
                left.pop()
        left.append(line)
    return left


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _continues(before: str, words: str, usual: int) -> bool:
    """Whether a line goes on with the one before it."""
    if _BULLET.match(words) or _ENTRY.match(words):
        return False
    if _PARTED.search(before) and words[0].islower():
        return True
    if _is_row(words) or _is_row(before):
        return False
    if words[0].islower() or words[0] in ")],;":
        return True
    return len(before) >= _LONG * usual


def _put_together(before: str, words: str, text: str) -> str:
    """Two lines as one; a word that was parted is whole again, unless it has its hyphen elsewhere too."""
    row = before.startswith("- ") and before.endswith(f"-{_ROW_END}")
    end = _ROW_END if row else ""
    before = before.removesuffix(end)
    first, second = _PARTED.search(before), _NEXT.match(words)
    if first is None or second is None:
        return f"{before} {words}{end}"
    whole = _is_whole(first[1].lower(), second[0], text.lower())
    return f"{before[:-1] if whole else before}{words}{end}"


def _is_whole(first: str, second: str, text: str) -> bool:
    """Whether two parts are one word: by what stands elsewhere in the text, else by whether both can stand alone."""
    if re.search(rf"\b{first}-{second}\b", text):
        return False
    if re.search(rf"\b{first}{second}\b", text):
        return True
    alone = len(re.findall(rf"\b{second}\b", text)) > 1
    return not alone and len(first) > _SHORT


def _is_row(words: str) -> bool:
    return len(_GAP.split(words)) > 2


def _marked(lines: list[str], n: int, usual: int) -> str:
    """A line that begins something, with the mark of what it begins."""
    words = lines[n].strip()
    if _BULLET.match(words):
        return f"- {_GAP.sub(' ', _BULLET.sub('', words))}"
    if _is_row(words):
        cells = _GAP.split(words)
        names = n + 1 < len(lines) and not any(c.isdigit() for c in words) and not lines[n - 1].strip()
        return f"| {' | '.join(cells)} |" if names else f"- {', '.join(cells)}{_ROW_END}"
    if _ENTRY.match(words):
        return _GAP.sub(" ", words)
    first = n == 0 or not lines[n - 1].strip()
    follows = lines[n + 1].strip() if n + 1 < len(lines) else ""
    short = len(words.split()) <= _HEADING and len(words) < _LONG * usual
    opens = words[0].isupper() or words[0].isdigit()
    if first and short and opens and not words.endswith((*_STOPS, ",")) and not follows[:1].islower():
        return f"## {words}"
    return _GAP.sub(" ", words)
