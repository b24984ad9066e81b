"""Whose a figure is, beyond the cue before it: the record's or the rule's."""

import re

from ..model.base import NOT_STATED
from .analysed import Analysed
from .figure import Figure
from .reading import Reading

COMPARING = frozenset(("exceed", "exceeds", "below", "short of", "above the threshold"))
"""Cues of a rule before which the record's own value stands."""
COMPLEMENT = {"less_than": "at_least", "at_most": "more_than", "more_than": "at_most", "at_least": "less_than"}
"""What is so where the other comparator is denied."""
_ONLY, _ONLY_BEHIND = re.compile(r"\bonly (?:for |about |some )?$"), re.compile(r" (?:only|alone)\b")
_LIMITING = re.compile(r"\b(?:no|not) (?:more|longer|further) than\b")
_OF_IT = re.compile(r" of ((?:[\w-]+ )?[\w-]+)\b")

_SET_AGAINST = re.compile(r" (?:where|when|while|against|instead of|rather than) (?:at least |the |a |an )*")
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
    """Whether the record is cited right behind a figure, or the figure is set against the rule's behind it ("60% where 75% is
    needed"): then it is the record's, whatever stands before it.
    """
    if any(c.document and c.position == figure.end - 1 for c in reading.cited_at(figure.start)):
        return True
    lower, (_, high) = reading.text.lower, reading.text.clause_at(figure.start)
    other = next((f for f in reading.analysed.figures if figure.end <= f.start < high and f.unit == figure.unit), None)
    if other is None or _SET_AGAINST.fullmatch(lower, figure.end, other.start) is None:
        return False
    cue = reading.ground.lists.cue.search(lower, other.end, high)
    return cue is not None and cue.lastgroup == "rule"


_THERE_IS = re.compile(r"\bthere (?:is|are|was|were) (?:[a-z]+ ){0,3}$")


def on_record(figure: Figure, reading: Reading) -> bool:
    """Whether its clause says behind a figure that the record has it ("six weeks of therapy are on record")."""
    lists, text = reading.ground.lists, reading.text
    start, end = text.clause_at(figure.start)
    if _THERE_IS.search(text.lower[start : figure.start]):
        return True
    said = lists.on_record.search(text.lower, figure.end, end)
    return said is not None and lists.negator.search(text.lower, start, said.start()) is None


def beyond_limit(figure: Figure, entry: Analysed, reading: Reading) -> bool:
    """Whether a limit is told of which an entry denies all beyond it ("can do a for ten minutes at most", "cannot do a for more than
    ten minutes").
    """
    low, _ = reading.text.clause_at(figure.start)
    lists, lower = reading.ground.lists, reading.text.lower
    only = _ONLY.search(lower[: figure.start]) or _ONLY_BEHIND.match(lower, figure.end)
    comparator = "at_most" if only and not figure.comparator else figure.comparator
    for held in entry.supporting(figure):
        start, _ = entry.text.clause_at(held.start)
        refused = lists.negator.search(entry.text.lower, start, held.start) is not None
        plain = lists.negator.search(_LIMITING.sub("", lower[low : figure.start])) is None
        if refused and plain and held.unit == figure.unit and COMPLEMENT.get(held.comparator) == comparator:
            return True
    return False
