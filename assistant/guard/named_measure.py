"""The name of a statistic: a figure is told as what its source calls it, and no odds ratio as a risk ratio."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

_BEHIND = re.compile(r" (?:for |of )?$")
_BEFORE = re.compile(r" (?:of|was|is|at|reached|came to|stood at)?\s?(?:about |some )?$")


def statistic_exchanged(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure told as one of two statistics of which its source has it for the other."""
    lists, text = reading.ground.lists, reading.text
    if not reading.facts or reading.verbatim or not lists.paired_statistic.touches(text.runs):
        return
    for key, name, span in _paired(reading.analysed):
        if reading.quoted(span[0]):
            continue
        held = {
            n for source in reading.texts_of(reading.facts_at(span[0])) for k, n, _ in source.of(_paired) if k == key
        }
        if held and name not in held:
            yield reading.violation("figure-misplaced", text.text[slice(*span)], f'The source says "{min(held)}".')


def _paired(text: Analysed) -> list[tuple[object, str, tuple[int, int]]]:
    """Each figure in per cent with the statistic right behind it, or else right before it."""
    names = list(text.lexicon.lists.paired_statistic.finditer(text.text.lower))
    found: list[tuple[object, str, tuple[int, int]]] = []
    for figure in text.figures:
        if figure.unit != "%":
            continue
        behind = [
            m for m in names if m.start() >= figure.end and _BEHIND.fullmatch(text.text.lower[figure.end : m.start()])
        ]
        before = [
            m for m in names if m.end() <= figure.start and _BEFORE.fullmatch(text.text.lower[m.end() : figure.start])
        ]
        for match in (behind or before)[:1]:
            span = (min(match.start(), figure.start), max(match.end(), figure.end))
            found.append((figure.key, match[0], span))
    return found


def measure_misnamed(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a statistic told by the name of another one, where the cited passages have that other alone."""
    if not reading.facts or reading.verbatim or not reading.ground.lists.statistic.touches(reading.text.runs):
        return
    lists, names = reading.ground.lists, reading.ground.lists.statistics
    for match in lists.statistic.finditer(reading.text.lower):
        sources = reading.texts_of(reading.facts_at(match.start()))
        if reading.quoted(match.start()) or not sources:
            continue
        group, told = names[match[0]]
        held = {names[m[0]] for s in sources for m in lists.statistic.finditer(s.text.lower)}
        others = {name for of, name in held if of == group}
        if others and told not in others:
            yield reading.violation("figure-misplaced", match[0], f'The source says "{min(others)}".')
