"""Where a statement names a criterion of its basis by its label, word for word: what stands there is the criterion's."""

from typing import NamedTuple

from ..model.language import Truth
from ..model.policy import Criterion
from .ground import Ground
from .reading import Reading
from .said import criterion_words

_AT_LEVEL = " at the level"
"""Where a label ends so, a statement puts the levels."""


class Labelled(NamedTuple):
    """A label in a statement."""

    start: int
    end: int
    truths: frozenset[str]
    """Answers of its criterion."""


def labelled_at(reading: Reading, position: int) -> Labelled | None:
    """The label that a place stands in."""
    return next((found for found in labels_of(reading) if found.start <= position < found.end), None)


def labels_of(reading: Reading) -> list[Labelled]:
    """The labels of criteria of its basis that a statement names."""
    return reading.of(_labels)


def _labels(reading: Reading) -> list[Labelled]:
    found, lower = [], reading.text.lower
    for key in reading.statement.basis.criteria:
        labels, truths = reading.ground.made(_of_criterion, key)
        for label in labels:
            at = lower.find(label)
            while at >= 0:
                found.append(Labelled(at, at + len(label), truths))
                at = lower.find(label, at + len(label))
    return found


def _of_criterion(ground: Ground, key: str) -> tuple[tuple[str, ...], frozenset[Truth]]:
    """The labels of a criterion, of more than one word, and its answers."""
    results = ground.results.get(key, ())
    labels = (r.label.lower().removesuffix(_AT_LEVEL) for r in results if " " in r.label)
    return tuple(dict.fromkeys(labels)), frozenset(r.truth for r in results)


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
    negator, lower = reading.ground.lists.negator, reading.text.lower
    return (negator.search(lower, start, found.start) or negator.search(lower, found.end, end)) is not None


def of_remedy(reading: Reading, position: int) -> bool:
    """Whether a place stands in what a criterion that is not met asks to be sent, word for word."""
    for key in reading.statement.basis.criteria:
        definition = reading.ground.definitions.get(key)
        if isinstance(definition, Criterion) and all(r.truth != "met" for r in reading.ground.results.get(key, ())):
            asked = definition.remedy.partition("{")[0].strip(" ,").lower()
            at = reading.text.lower.find(asked)
            if " " in asked and 0 <= at <= position < at + len(asked):
                return True
    return False
