"""Whose a figure is, beyond the cue before it: the record's or the rule's."""

import re

from ..model.base import NOT_STATED
from .figure import Figure
from .reading import Reading

COMPARING = frozenset(("exceed", "exceeds", "below", "short of", "above the threshold"))
"""Cues of a rule before which the record's own value stands."""
_OF_IT = re.compile(r" of ((?:[\w-]+ )?[\w-]+)\b")

_ASKED = re.compile(r" (?:that (?:is|are) )?(?:asked for|requested)\b")


def of_treatment(figure: Figure, reading: Reading) -> bool:
    """Whether a length of time is that of a treatment of the basis, named right behind it ("six weeks of therapy")."""
    found = _OF_IT.match(reading.text.lower, figure.end)
    kinds = {t.kind for t in reading.treatments}
    labels = (t.label.lower() for t in reading.ground.pack.vocabulary.treatments if t.id in kinds)
    return found is not None and any(found[1].endswith(label.split()[-1]) for label in labels)


def ruled_behind(figure: Figure, reading: Reading) -> bool:
    """Whether the rest of a clause without a citation of its own says that the rule asks for a figure ("six weeks are asked for")."""
    start, end = reading.text.clause_at(figure.start)
    if any(start <= c.position < end for c in reading.citations):
        return False
    cue = reading.ground.lists.cue.search(reading.text.lower, figure.end, end)
    return cue is not None and cue.lastgroup == "rule" and cue[0] not in COMPARING


def of_request(figure: Figure, reading: Reading) -> bool:
    """Whether a length of stay said to be asked for is the one that is; true of every other figure."""
    days = reading.ground.case.request.setting.days
    if figure.unit != "day" or days == NOT_STATED or _ASKED.match(reading.text.lower, figure.end) is None:
        return True
    return figure.key == days


def measured(figure: Figure, reading: Reading) -> bool:
    """Whether the record is cited right behind a figure: then it is the record's, whatever stands before it."""
    return any(c.document and c.position == figure.end - 1 for c in reading.cited_at(figure.start))


def on_record(figure: Figure, reading: Reading) -> bool:
    """Whether its clause says behind a figure that the record has it ("six weeks of therapy are on record")."""
    lists, text = reading.ground.lists, reading.text
    start, end = text.clause_at(figure.start)
    said = lists.on_record.search(text.lower, figure.end, end)
    return said is not None and lists.negator.search(text.lower, start, said.start()) is None
