"""Codes as claims write them: parted by slashes, with modifiers that name a side, with numbers of units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...model.base import Side

_SERIES = r"(?!\s?[-\u2013]?\s?(?i:series|famil(?:y|ies)|range)\b)"
"""What stands behind a code that names others of its kind, and is not asked for itself."""
CODE = re.compile(rf"(?<![\w.$/-])(\d{{5}}|\d{{4}}T){_SERIES}(?:\s*[-\u2013]\s*(\d{{5}}))?(?![\w/]|[.-]\d)")
_CODED = r"(?:\d{5}|\d{4}T)"
_CLAIMED = re.compile(
    rf"(?<![\w.$/-])(?P<code>{_CODED})"
    r"(?P<modifiers>(?:\s?[-\u2013]\s?(?:\d{2}|[A-Z]{2})(?![\w/]|[-.]\d))*)"
    r"(?P<units>\s*(?:[x\u00d7*]\s*(?P<times>\d{1,2})|\(\s*(?:x\s*)?(?P<counted>\d{1,2})\s*(?:units?)?\s*\)|(?:[\s:,]\s*)(?P<plain>\d{1,2})\s*units?)(?!\w)(?:\s*units?\b)?)?",
)
_SLASH = re.compile(r"(?<=\d{4}[\dT])(?P<rest>[^\s/]{0,9}|\s*[x\u00d7]\s*\d{1,2})\s*/\s*(?=\d{4}[\dT](?!\w))")
"""Between two codes; what claims add to the first stands before it."""
_CALLED = re.compile(rf"\b(?:CPT|HCPCS)(?:\s+(?:codes?|nos?\.?|numbers?))?\s*[:#]?\s*(?={_CODED}(?!\w))", re.IGNORECASE)
"""What a code is called, where each of several is."""
_BARE = re.compile(
    rf"(?:(?<=^)|(?<=[,;:]\s)|(?<=\band\s))\((?P<code>{_CODED})\)(?=\s+(?:\(?[A-Z]\d|left\b|right\b|at\b))",
    re.MULTILINE,
)
"""A code alone in brackets before its own place, as others stand before theirs without any."""
_PARTED = re.compile(rf"(?<=\d{{4}}[\dT]);(?=\s+{_CODED}(?:\W|$))")
"""A semicolon between two codes of a list."""
_PLACES = re.compile(r"[A-Z]\d{1,2}\s?[-\u2013/]\s?[A-Z]?\d{1,2};(?=\s+[A-Z]\d{1,2}\s?[-\u2013/])")
"""A semicolon between two places, of a list before the codes."""
_BRACKET_ENDS = re.compile(r"\A[^()]*\)")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A text with its codes plain, every character in its place, and what stood beside them."""

    text: str
    sides: dict[int, Side]
    """Side that a modifier names, by the character at which the code begins."""
    units: dict[str, int]
    """Units asked for, by code."""


def claimed(text: str, modifiers: Mapping[str, Side]) -> Claimed:
    """Codes freed of what claims add to them."""
    if len(_CALLED.findall(text)) > 1:
        text = _CALLED.sub(lambda m: " " * len(m[0]), text)
    text = _BARE.sub(lambda m: f" {m['code']} ", text)
    text = _PARTED.sub(",", text)
    first = CODE.search(text)
    ahead = len(text) if first is None else first.start()
    text = _PLACES.sub(lambda m: f"{m[0][:-1]}," if m.start() < ahead else m[0], text)
    text = _SLASH.sub(lambda m: m["rest"] + "," + " " * (len(m[0]) - len(m["rest"]) - 1), text)
    sides: dict[int, Side] = {}
    units: dict[str, int] = {}

    def plain(match: re.Match[str]) -> str:
        named = {modifiers[m] for m in re.findall(r"\w\w", match["modifiers"]) if m in modifiers}
        if len(named) == 1:
            sides[match.start()] = named.pop()
        if number := match["times"] or match["counted"] or match["plain"]:
            units[match["code"]] = int(number)
        return match["code"] + " " * (len(match[0]) - len(match["code"]))

    return Claimed(_CLAIMED.sub(plain, text), sides, units)


def own_words(before: str, *, first: bool) -> str:
    """Of the words before a code in brackets those that are its own: behind the last semicolon, unless that stands within the brackets
    ("ablation on the left (such joints; 12345)"), and behind a colon.
    """
    cut = before.rfind(";")
    piece = before if before.rfind("(") < 0 or cut < before.rfind("(") else before[:cut] + "," + before[cut + 1 :]
    piece = piece.rsplit(";", 1)[-1]
    return piece.rsplit(":", 1)[-1] if first or ":" in piece else piece


def outside(before: str) -> str:
    """Of the words before a code those behind the end of brackets that hold the code before it ("(12345 at one place) with 12346")."""
    return _BRACKET_ENDS.sub("", before)
