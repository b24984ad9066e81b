"""Words that the end of a line broke, put together again."""

import re
from collections.abc import Callable

_BROKEN = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=\b[A-Z]\d)(?=-[ \t]*\n[ \t]*[A-Z]?\d))-[ \t]*\n[ \t]*(?=(?P<rest>\w[^\s]*))"
)
"""A hyphen at the end of a line behind a letter, or between two places; behind a figure alone it is a minus."""
_WORD = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"[^\W\d_]+$")
SOFT = "\u00ad"
"""A hyphen that only says where a word may be broken, as it comes with a copied page."""
SHORTEST = 4
"""Letters of a word that a line may have broken."""


def mended(text: str, known: Callable[[str], bool]) -> str:
    """The same text, with as many lines: the end of a broken word stands with its beginning, and the line breaks behind it.

    The hyphen goes where the whole is a word that is `known`, or its end is none; one that belongs to the word stays.
    """
    text = text.replace(f"{SOFT}\n", "-\n").replace(SOFT, "")
    if "-\n" not in text and "- \n" not in text:
        return text
    made, done = [], 0
    for match in _BROKEN.finditer(text):
        if match.start() < done:
            continue  # its beginning was the end of another
        rest = match["rest"]
        before, behind = _LAST.search(text, done, match.start()), _WORD.match(rest)
        hyphen = "-"
        if before and behind and behind[0].islower() and before[0][1:].islower() | (len(before[0]) == 1):
            whole = before[0] + behind[0]
            hyphen = "" if len(whole) >= SHORTEST and (known(whole) or not known(behind[0])) else "-"
        end = match.end() + len(rest)
        made.append(f"{text[done : match.start()]}{hyphen}{rest}\n")
        done = end + len(text[end:]) - len(text[end:].lstrip(" \t"))
    return "".join((*made, text[done:]))
