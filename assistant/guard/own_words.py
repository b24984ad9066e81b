"""Statements of the program's own draft found again in a text: what they rest on need not be guessed.

A sentence counts as the draft's own where it has its words to the letter and cites the same sources and documents; one that
was altered, or whose numbers were, is inferred like any other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..check.rows import rows
from ..model.base import NOT_STATED
from ..model.document import Statement
from ..model.outcome import Outcome
from .foreign import Sentence, sentences_of

_MARKER: Final = re.compile(r"\[\[([^\]]+)\]\]")
_Told = tuple[str, frozenset[str]]
"""A sentence as it is compared: its words, and what it cites."""


def recognised(
    sentences: Sequence[Sentence], own: Iterable[Statement]
) -> Iterator[tuple[tuple[Sentence, ...], Statement | None]]:
    """The sentences of a text in order, those together that one own statement has, with it; the others one by one."""
    known: dict[_Told, list[tuple[tuple[_Told, ...], Statement]]] = {}
    for statement in own:
        if parts := tuple(_told(s) for s in sentences_of(_written(statement))):
            known.setdefault(parts[0], []).append((parts, statement))
    told = [_told(s.text) for s in sentences]
    at = 0
    while at < len(sentences):
        here = [(len(parts), s) for parts, s in known.get(told[at], ()) if told[at : at + len(parts)] == [*parts]]
        length, found = max(here, key=lambda one: one[0], default=(1, None))
        yield tuple(sentences[at : at + length]), found
        at += length


def table(outcome: Outcome) -> frozenset[str]:
    """The rows of the table of the outcome, as a text has them that the program wrote: they say what the checker computed."""
    told = set[str]()
    for row in rows(outcome):
        cells = (row.stage, row.line, row.code, row.levels, row.word, row.decided_by)
        told |= {", ".join(cell for cell in cells[n:] if cell) + "." for n in (0, 1)}
    return frozenset(told)


def _written(statement: Statement) -> str:
    """Label and text, with the markers."""
    return statement.text if statement.label == NOT_STATED else f"{statement.label} {statement.text}"


def _told(sentence: str) -> _Told:
    cited = frozenset(marker.split("#")[0] for marker in _MARKER.findall(sentence))
    return re.sub(r"\s+", "", _MARKER.sub("", sentence)).rstrip("."), cited
