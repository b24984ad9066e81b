"""What a root supplies and how it runs at a level: told as the anatomy has it."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .reading import Reading

_SUPPLIES = re.compile(r"\b(?P<root>[A-Z]\d{1,2})(?:, the root that (?P<runs>[^,;.]+),)? supplies (?P<what>[^;.:]+)")
_NEXT_THING = re.compile(r"\band (?:so|thus|therefore|not|is|are|its?|ties?)\b|\bwhich\b")
_PLAIN = re.compile(r"[\s,]|\b(?:the|and)\b")
"""What may stand between the things supplied."""


def supply_at(reading: Reading, position: int) -> bool:
    """Whether a place stands where a statement tells the anatomy of a root, and nothing of the patient."""
    return any(m.start() <= position < m.end() for m in _told(reading))


_BELONGS = re.compile(
    r"\b(?:belongs?|belonging|points?|pointing|ties|tied|goes|go|attributable|is due|are due|corresponds?) (?:to|with)\b(?: the)?"
    r"|\b(?:is|are) (?:an? )?signs? of\b(?: the)?|\b(?:is|are) (?:served|supplied|innervated) by\b(?: the)?"
)


def root_of_sign(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a sign told to belong to a root that the anatomy does not give it."""
    if reading.tells_sources:
        return
    anatomy, text = reading.ground.pack.anatomy, reading.text
    roots = {(table, s.id): set(s.roots) for table in anatomy.supplied for s in anatomy.structures.get(table, ())}
    for match in _BELONGS.finditer(text.lower):
        low, high = text.clause_at(match.start())
        stop = min([m.start() for m in _NEXT_THING.finditer(text.lower, match.end(), high)], default=high)
        named = {
            str(f.key).upper()
            for f in reading.analysed.figures
            if f.kind == "landmark" and match.end() <= f.start < stop
        }
        before = [m for m in reading.analysed.mentions if low <= m.start < match.start() and m.of("structure")]
        own = {root for m in before[-1:] for id in m.of("structure") for root in roots.get(_key(id), set())}
        if own and named and named.isdisjoint(own) and not reading.quoted(match.start()):
            reason = f"The anatomy has {', '.join(sorted(own))} for it."
            yield reading.violation("record-level", text.text[match.start() : stop], reason)


def _key(id: str) -> tuple[str, str]:
    table, _, name = id.partition(":")
    return table, name


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
