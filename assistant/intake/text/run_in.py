"""Headings that run into their paragraph with a full stop behind them ("Examination. Strength is full.")."""

import re
from collections.abc import Callable

STYLE = 2
"""Paragraphs so headed from which it is the manner of a document, and no sentence of one word."""
_OPENS = re.compile(r"(?:\A|(?<=\n)[ \t]*\n)[ \t]*(?P<words>[A-Z][a-z]{3,}(?: [a-z/]+){0,4})(?P<stop>\.)(?=[ \t]+\S)")


def run_in(text: str, section: Callable[[str], str]) -> str:
    """A text whose paragraphs begin with the heading of a section and a full stop, with a colon in place of each of these.

    `section`: the section of a heading; empty where it is none.
    """
    found = [match for match in _OPENS.finditer(text) if section(match["words"])]
    if len({section(match["words"]) for match in found}) < STYLE:
        return text
    for match in found:
        text = f"{text[: match.start('stop')]}:{text[match.end('stop') :]}"
    return text
