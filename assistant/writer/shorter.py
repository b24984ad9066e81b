"""What of a refused statement may stand: the same statement without an opening, a sentence or an ending that brings in
nothing of its own.

Whoever writes well opens a thought before telling it ("L5-S1 is another matter: ..."). Such words stand in no point, and the
statement is refused for them, with all that it rightly tells. What is left without them goes through the same checks as any
statement: nothing passes here that would not pass by itself.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Final

from ..guard.text import SENTENCE_END
from ..guard.words import Lists

MOST: Final = 8
"""Shortened forms of one statement that are tried."""
_AT_ONCE: Final = 3
"""Parts that are left out together."""
_LEAST: Final = 4
"""Words that are left at least."""
_TELLS: Final = re.compile(r"\[\[|[“\"”{]|(?<![\w-])\d")
"""What marks words that bring in something: a marker, a quotation, a figure, a name kept back."""
_MARKER: Final = re.compile(r"\[\[[^\]]*\]\]")
_NAMING: Final = re.compile(r"[A-Za-z]{4,}")
"""Words that tell whether a part says what a point says."""
_BREAK: Final = re.compile(r"(?<=[;:—]) |, ")


def shorter(text: str, told: str, lists: Lists) -> Iterator[str]:
    """Forms of a text without some of the parts that bring in nothing and are not of what it should tell, those that leave
    most standing first.
    """
    parts, owed = _parts(text, lists), _words(told)
    idle = [n for n, part in enumerate(parts) if not _TELLS.search(part) and not _words(part) <= owed]
    found, seen = 0, {text}
    for many in range(1, min(len(idle), _AT_ONCE, len(parts) - 1) + 1):
        for gone in combinations(idle, many):
            left = _joined(parts, frozenset(gone), lists)
            if left and left not in seen and len(left.split()) >= _LEAST:
                seen.add(left)
                found += 1
                yield left
                if found == MOST:
                    return


def _parts(text: str, lists: Lists) -> list[str]:
    """Sentences, and within them what stands before a colon or semicolon and what a conjunction hangs on behind a comma."""
    parts, at = [], 0
    for end in [*(m.end() for m in SENTENCE_END.finditer(text) if not _within(text, m.start())), len(text)]:
        start = at
        for match in _BREAK.finditer(text, at, end):
            if _within(text, match.start()) or (
                match[0] == ", " and not _opening(lists.words.hung_on).match(text, match.end(), end)
            ):
                continue
            parts.append(text[start : match.end()])
            start = match.end()
        parts.append(text[start:end])
        at = end
    return [part for part in parts if part.strip()]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _NAMING.findall(text))


def _within(text: str, at: int) -> bool:
    """Whether a place is inside a quotation or brackets."""
    before = text[:at]
    return (
        before.count("“") > before.count("”")
        or before.count('"') % 2 == 1
        or before.count("(") > before.count(")")
        or before.count("[[") > before.count("]]")
    )


def _joined(parts: list[str], gone: frozenset[int], lists: Lists) -> str:
    """The text without some parts; empty where what follows one leans on it."""
    kept = ""
    for n, part in enumerate(parts):
        if n in gone:
            continue
        if n - 1 in gone:
            part = _by_itself(part, parts[n - 1], lists)
            if not part:
                return ""
            if not kept or kept.endswith((".", "?", "!")):
                part = part[:1].upper() + part[1:]
        kept = f"{kept} {part.strip()}".strip()
        if n + 1 in gone and part.strip()[-1:] in ",;:—" and not _goes_on(parts, n + 1, gone):
            kept = f"{kept.rstrip(',;:— ')}."
    return kept


def _by_itself(part: str, before: str, lists: Lists) -> str:
    """A part of which the one before is left out; empty where it does not stand without."""
    words = lists.words
    if place := _opening(words.places_back).match(part):
        part = part[place.end() :]
    first = _MARKER.sub("", part[: m.end()] if (m := SENTENCE_END.search(part)) else part)
    if _opening((*words.points_back, *words.hung_on)).match(part):
        return ""
    verb, pronoun = _word(words.finite).search(first), _word(words.stands_for).search(first)
    if pronoun and (verb is None or pronoun.start() < verb.start()):
        return ""  # what it stands for was named before
    return part if verb or before.strip().endswith((".", "?", "!")) else ""


def _goes_on(parts: list[str], at: int, gone: frozenset[int]) -> bool:
    """Whether a sentence has a part that stays, behind one that goes."""
    while at in gone:
        if parts[at].strip().endswith((".", "?", "!")):
            return False
        at += 1
    return at < len(parts)


@cache
def _opening(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some words where a stretch begins."""
    return re.compile(rf"(?:{'|'.join(words)})\b\s*", re.IGNORECASE)


@cache
def _word(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some words."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
