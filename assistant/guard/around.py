"""The sentence of a record document that a fact was quoted from: what a writer sees beside the fact, and may tell with it."""

import re

from .text import SENTENCE_END

_LINE = re.compile(r"\n(?=\s*(?:[A-Z\d\-•*]|\n))")
"""A new line that begins something else; one that goes on in lower case is a line that was broken."""
REACH = 300
"""Characters that a sentence is followed on either side of the quotation."""


def sentence_around(quote: str, text: str) -> str:
    """The sentence that a quotation stands in, as written; the quotation itself where it does not stand in the text as it is."""
    at = text.find(quote)
    if at < 0 or not quote:
        return quote
    end = at + len(quote)
    before = text[max(0, at - REACH) : at]
    start = (
        at - len(before) + max((m.end() for found in (SENTENCE_END, _LINE) for m in found.finditer(before)), default=0)
    )
    # From the last letter of the quotation, for a full stop at its end ends the sentence as well.
    after = text[end - 1 : end + REACH]
    stop = min((m.start() + 1 for found in (SENTENCE_END, _LINE) for m in found.finditer(after)), default=len(after))
    return text[start : end - 1 + stop].strip()
