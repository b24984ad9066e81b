"""The sentence of a record document that a fact was quoted from: what a writer sees beside the fact, and may tell with it."""

import re

from .text import SENTENCE_END

_LINE = re.compile(r"\n(?=\s*(?:[A-Z\d\-•*]|\n))")
"""A new line that begins something else; one that goes on in lower case is a line that was broken."""
_BROKEN = re.compile(r"(?<=[^.;:!?\s])[ \t]*\n(?=[A-Za-z\d])")
_FULL = 70
"""Characters of a line that was broken for its length: the next one goes on, whatever it begins with."""
REACH = 300
"""Characters that a sentence is followed on either side of the quotation."""


def sentence_around(quote: str, text: str) -> str:
    """The sentence that a quotation stands in, as written; the quotation itself where it does not stand in the text as it is.

    `text`: with its lines `joined`.
    """
    quote = joined(quote)
    at = text.find(quote)
    if at < 0 or not quote:
        return quote
    end = at + len(quote)
    before = text[
        max(0, at - REACH) : at + 1
    ]  # with the first letter, by which the end of a sentence before it is known
    start = (
        at
        + 1
        - len(before)
        + max((m.end() for found in (SENTENCE_END, _LINE) for m in found.finditer(before)), default=0)
    )
    # From the last letter of the quotation, for a full stop at its end ends the sentence as well.
    after = text[end - 1 : end + REACH]
    stop = min((m.start() + 1 for found in (SENTENCE_END, _LINE) for m in found.finditer(after)), default=len(after))
    return text[start : end - 1 + stop].strip()


def joined(text: str) -> str:
    """A text with the lines put together that were broken for their length."""

    def mend(match: re.Match[str]) -> str:
        begin = text.rfind("\n", 0, match.start()) + 1
        return " " if match.start() - begin >= _FULL else match[0]

    return _BROKEN.sub(mend, text) if "\n" in text else text


def unbroken(text: str) -> list[str]:
    """The lines of a text as they were meant."""
    return [" ".join(line.split()) for line in _LINE.split(joined(text)) if line.strip()]
