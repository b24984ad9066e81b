"""The requested lines that words name, by the noun of their procedure or by their family."""

import re
from collections.abc import Set

from ..model.outcome import LineOutcome
from .reading import Reading
from .text import words_of

_REQUEST = re.compile(r"\brequest(?:s|ed)?\b")


def lines_by_name(reading: Reading, start: int, position: int) -> list[list[LineOutcome]]:
    """The requested lines that the words before a verdict name by the noun of their procedure, one group for each noun."""
    heads = reading.ground.heads
    if not heads or any(r.part == "alternative" for r in reading.statement.basis.outcomes):
        return []
    if _REQUEST.search(reading.text.lower, start, position):
        return []
    first, last = reading.text.token_span(start, position)
    told = dict.fromkeys(reading.ground.lists.synonym_name(stem) for stem in reading.text.stems[first:last])
    return [_best_named(reading, heads[stem], told.keys()) for stem in told if stem in heads]


def by_family(reading: Reading, start: int, end: int) -> list[str]:
    """The requested lines of the one family that is named in full between two places, by its name or its policy's title, and not within a
    longer one: those that the levels behind it are of.
    """
    lines, titles = reading.ground.outcome.lines, reading.ground.policy_titles
    names = reading.ground.pack.vocabulary.procedures
    calls = {
        n.lower(): x.family for x in lines for n in (names.get(x.family, x.family), *titles.get(str(x.policy), ()))
    }
    told = [name for name in calls if name in reading.text.lower[start:end]]
    families = {calls[name] for name in told if not any(name != other and name in other for other in told)}
    return [line.id for line in lines if families == {line.family}]


def _best_named(reading: Reading, lines: list[LineOutcome], told: Set[str]) -> list[LineOutcome]:
    """Of lines with one noun, those that most words beside it name, where two of them share it."""
    lists = reading.ground.lists
    named = [len(told & {lists.synonym_name(lists.stemmer(w)) for w in words_of(line.procedure)}) for line in lines]
    return [line for line, n in zip(lines, named, strict=True) if n == max(named)]
