"""What a root supplies and how it runs at a level: told as the anatomy has it."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .reading import Reading

_SUPPLIES = re.compile(r"\b(?P<root>[A-Z]\d{1,2})(?:, the root that (?P<runs>[^,;.]+),)? supplies (?P<what>[^;.:]+)")
_PLAIN = re.compile(r"[\s,]|\b(?:the|and)\b")
"""What may stand between the things supplied."""


def supply_at(reading: Reading, position: int) -> bool:
    """Whether a place stands where a statement tells the anatomy of a root, and nothing of the patient."""
    return any(m.start() <= position < m.end() for m in _told(reading))


def _told(reading: Reading) -> list[re.Match[str]]:
    return list(_SUPPLIES.finditer(reading.text.text)) if " supplies " in reading.text.text else []


def root_supplies(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a root told to supply what another does, or to run otherwise than it does at a level."""
    anatomy = reading.ground.pack.anatomy
    for match in _told(reading):
        at = {segment.id: segment.roots for segment in anatomy.segments}
        root, left = match["root"], match["what"]
        named = (s for table in anatomy.supplied for s in anatomy.structures.get(table, ()) if s.label in left)
        for structure in sorted(named, key=lambda s: -len(s.label)):
            if structure.label in left and root not in structure.roots:
                reason = f"The anatomy has {', '.join(structure.roots)} for the {structure.label}."
                yield reading.violation("record-level", match[0], reason)
            left = left.replace(structure.label, "")
        if _PLAIN.sub("", left):
            yield reading.violation("record-level", match[0], "The anatomy names no such thing that a root supplies.")
        verbs = "|".join(map(re.escape, dict.fromkeys(anatomy.courses.values())))
        how = ""
        for found in re.finditer(
            rf"(?P<how>{verbs or '(?!)'}) |(?P<level>[A-Z]\d{{1,2}}-[A-Z]?\d{{1,2}})", match["runs"] or ""
        ):
            how = found["how"] or how
            if found["level"] in at:
                places = at[found["level"]]
                if not any(root in places[place] and anatomy.courses.get(place) == how for place in places):
                    yield reading.violation("record-level", found[0], f"{root} does not run so at {found['level']}.")
