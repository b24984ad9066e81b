"""A finding of a study told as one of the patient: what a source says of those studied is said of nobody else."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .reading import Reading

_WHOSE = re.compile(r"\b(?:his|her|he|she|this (?:patient|man|woman|person)|the (?:patient|claimant|member)'s)\b")
_HELD_AGAINST = re.compile(
    r"\b(?:like|unlike|similar to|compared with|comparable|as (?:in|with)|resembl\w+|appl(?:y|ies)|within|exceed\w*|below|above|than)\b"
)
"""Words by which the patient is only set beside those studied."""


def told_of_patient(reading: Reading) -> Iterator[Violation]:
    """`population`: a share or a chance of a source told of the patient."""
    if reading.statement.type != "evidence" or not _WHOSE.search(reading.text.lower):
        return
    for figure in reading.analysed.figures:
        if figure.unit != "%" or reading.quoted(figure.start):
            continue
        low, high = reading.text.clause_at(figure.start)
        whose = _WHOSE.search(reading.text.lower, low, high)
        cited = reading.cited_at(figure.start)
        if whose is None or any(c.document for c in cited) or _HELD_AGAINST.search(reading.text.lower, low, high):
            continue
        yield reading.violation("population", whose[0], "The source says it of those studied, not of this patient.")
        return
