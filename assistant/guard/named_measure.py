"""The name of a statistic: a figure is told as what its source calls it, and no odds ratio as a risk ratio."""

from collections.abc import Iterator

from ..model.document import Violation
from .reading import Reading


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
