"""Where a statement names a criterion of its basis by its label, word for word: what stands there is the criterion's."""

from typing import NamedTuple

from .reading import Reading
from .said import criterion_words


class Labelled(NamedTuple):
    """A label in a statement."""

    start: int
    end: int
    truths: frozenset[str]
    """Answers of its criterion."""


def labelled_at(reading: Reading, position: int) -> Labelled | None:
    """The label that a place stands in."""
    known = reading.kept.get("labels")
    if not isinstance(known, list):
        known = reading.kept["labels"] = list(_labels(reading))
    return next((found for found in known if found.start <= position < found.end), None)


def _labels(reading: Reading) -> list[Labelled]:
    found, lower = [], reading.text.lower
    for key in reading.statement.basis.criteria:
        results = reading.ground.results.get(key, ())
        for label in {r.label.lower() for r in results if " " in r.label}:
            truths = frozenset(r.truth for r in results)
            at = lower.find(label)
            while at >= 0:
                found.append(Labelled(at, at + len(label), truths))
                at = lower.find(label, at + len(label))
    return found


def of_met(reading: Reading, position: int) -> bool:
    """Whether a place stands in the label of a criterion that is met: where every finding is denied, it asks for the absence."""
    found = labelled_at(reading, position)
    return found is not None and found.truths == {"met"}


def of_unmet(reading: Reading, position: int) -> bool:
    """Whether a place stands in the label of a criterion that is not met, and that is told as not met, open or not shown."""
    found = labelled_at(reading, position)
    if found is None or "met" in found.truths:
        return False
    start, end = reading.text.sentence_at(position)
    if any("met" not in w.means for w in criterion_words(reading) if start <= w.start < end):
        return True
    return reading.ground.lists.negator.search(reading.text.lower, start, found.start) is not None
