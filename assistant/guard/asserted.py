"""What is asserted of a source beyond its figures and terms: that something lasts, is of no use, or holds whatever else is so."""

from collections.abc import Iterator

from ..model.document import Violation
from .reading import Reading
from .record import negated

_ENOUGH = "sufficient"


def asserted(reading: Reading) -> Iterator[Violation]:
    """`overstated`: words of a group of which no passage cited has any."""
    if not reading.tells_sources or reading.verbatim:
        return
    for name, found in reading.ground.lists.assertions.items():
        for match in found.finditer(reading.text.lower) if found.touches(reading.text.runs) else ():
            if reading.quoted(match.start()) or negated(reading, match.start(), match.end()):
                continue
            clause = reading.text.clause_at(match.start())
            if name == _ENOUGH and reading.ground.lists.negator.search(reading.text.lower, *clause):
                continue  # "by itself no reason"
            sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_texts]
            if sources and not any(found.search(source.text.lower) for source in sources):
                yield reading.violation("overstated", match[0], f'No passage that it cites says "{match[0]}".')
