"""A requirement denied for the case that its source excepts: "does not require a where b is so" for "requires a, unless b"."""

import re

from .analysed import Analysed
from .reading import Reading

_CASE = re.compile(r"\b(?:where|when|if|once|with|in case of|in the presence of|in patients with)\b")
"""Opens, behind what is denied, the case that it is denied for."""
_UNLESS = re.compile(r"\b(?:unless|except(?: where| when| if| with| for| in)?|save (?:where|with|for))\b")
_STOP = re.compile(r"[.;:]")
_MOST = 0.6
"""Share of the words of the case that the exception of the source must have."""


def excepted(reading: Reading, start: int, end: int, sources: list[Analysed]) -> bool:
    """Whether a stretch denies for a case what one of its sources asks for but in that case."""
    lists, text = reading.ground.lists, reading.text
    opened = next((m for m in _CASE.finditer(text.lower, start, end)), None)
    if opened is None:
        return False
    comma = text.lower.find(", ", opened.end(), end) if opened.start() == start else -1
    told = _words(text.stems[slice(*text.token_span(opened.end(), comma if comma > 0 else end))], reading)
    for source in sources:
        for found in _UNLESS.finditer(source.text.lower):
            stop = _STOP.search(source.text.lower, found.end())
            high = stop.start() if stop else len(source.text.lower)
            held = set(source.text.stems[slice(*source.text.token_span(found.end(), high))])
            held |= {name for stem in held for name in lists.synonyms.get(stem, ())}
            if told and len(told & held) >= _MOST * len(told):
                return True
    return False


def _words(stems: list[str], reading: Reading) -> set[str]:
    return set(stems) - reading.ground.lists.connectives
