"""What a lesion does where it lies: it has the landmark of the lesion, where a sentence tells both and names no level for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from .facts import FoundFinding


def at_lesions(
    told: Sequence[FoundFinding], kinds: Mapping[str, Collection[str]], landmarks: Collection[str]
) -> list[FoundFinding]:
    """The findings of a sentence, those of `kinds` that have no place at the landmark of the one place of their lesions."""
    made = []
    for finding in told:
        lesions = kinds.get(finding.kind, ())
        places = {f.levels for f in told if f.kind in lesions and f.status == "present" and f.levels}
        placeless = finding.status == "present" and not finding.levels
        if placeless and len(places) == 1 and {*(place := next(iter(places)))} <= {*landmarks}:
            finding = replace(finding, levels=place, region=NOT_STATED)
        made.append(finding)
    return made
