"""What studies are said to share with this patient: only what the checker found on record, where it found it."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .pack_texts import BEARING
from .reading import Reading


def shared_unshown(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a patient put among those studied, or apart from them, whom the record does not put there."""
    for key in reading.statement.basis.criteria:
        if not key.startswith(BEARING):
            continue
        results = [r for r in reading.ground.outcome.bearings if key == f"{BEARING}{r.id}"]
        shown = {id for r in results for id in (*r.findings, *r.treatments)}
        told = {*reading.statement.basis.findings, *reading.statement.basis.treatments}
        levels = {str(r.level) for r in results}
        placed = {name for _, names in reading.levels for name in names if NOT_STATED not in levels}
        quoted = frozenset[str]().union(*(reading.ground.at(f) for f in reading.findings))
        if not results or not told <= shown or not placed <= levels | quoted:
            yield reading.violation(
                "criterion-contradiction", reading.text.text[:80], "The record does not show this of the patient."
            )
