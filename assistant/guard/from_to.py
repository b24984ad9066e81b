"""Where something goes from, and where to: told the way round that the text behind it tells it."""

import re
from collections.abc import Iterator, Sequence

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

_FROM_TO = re.compile(r"\bfrom (?:the |a |an )?([^.;,:()]{1,60}?) (?:in|on)?to (?:the |a |an )?([^.;,:()]{1,50})")
_NO_ROLE = re.compile(r"\b(?:up|close|equal|compared|due|according) to (?:the |about |some )?$")
_OTHER = {"from": "to", "to": "from"}
_NEAR = 3
"""Content words behind "to" that say where."""


def turned_round(reading: Reading) -> Iterator[Violation]:
    """`polarity`: beginning and end exchanged ("from a to b" for "from b to a"), of words and of figures."""
    if not ("from" in reading.words or "to" in reading.words) or reading.verbatim:
        return
    sources = reading.fact_texts if reading.tells_sources else [*reading.record_texts, *reading.around_texts]
    for match in _FROM_TO.finditer(reading.text.lower) if "from" in reading.words else ():
        if reading.quoted(match.start()):
            continue
        one, two = _ends(reading.analysed, match)
        for source in sources:
            for theirs in source.of(_told):
                if one & theirs[1] and two & theirs[0] and not one & theirs[0] and not two & theirs[1]:
                    yield reading.violation("polarity", match[0], f'The source says: "{source.text.text}"')
                    return
    yield from _figures_turned(reading, sources)


def _figures_turned(reading: Reading, sources: Sequence[Analysed]) -> Iterator[Violation]:
    for figure in reading.analysed.figures:
        role = _role(reading.analysed, figure.start) if figure.kind in ("number", "ratio") else ""
        if not role or reading.quoted(figure.start):
            continue
        there = {_role(s, f.start) for s in sources for f in s.supporting(figure) if f.unit == figure.unit}
        if there == {_OTHER[role]}:
            yield reading.violation("polarity", figure.text, f'The source says "{_OTHER[role]}" before {figure.text}.')


def _role(text: Analysed, start: int) -> str:
    found = text.lexicon.lists.end_before.search(text.text.lower[:start])
    if found is None or _NO_ROLE.search(text.text.lower[: found.end()]):
        return ""
    return found.lastgroup or ""


def _told(text: Analysed) -> list[tuple[frozenset[str], frozenset[str]]]:
    return [_ends(text, m) for m in _FROM_TO.finditer(text.text.lower)]


def _ends(text: Analysed, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    function = text.lexicon.lists.function
    first = text.text.token_span(*match.span(1))
    last = text.text.token_span(*match.span(2))
    one = [s for s in text.text.stems[slice(*first)] if s not in function]
    two = [s for s in text.text.stems[slice(*last)] if s not in function][:_NEAR]
    return frozenset(one), frozenset(two)
