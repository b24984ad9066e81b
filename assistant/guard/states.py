"""The state of a thing: reduced, absent, brisk or normal. What the record has in one of them is not told in another."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .reading import Reading
from .record import negated


def state_changed(reading: Reading) -> Iterator[Violation]:
    """`record-severity`: a thing of a finding told in another state than the one that the words of the record give it."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or not lists.state.touches(text.runs):
        return
    for low, high in text.clauses:
        here = [m for m in lists.state.finditer(text.lower, low, high) if not reading.quoted(m.start())]
        told = {lists.states[m[0]] for m in here if not negated(reading, m.start(), m.end())}
        if len(told) != 1 or len(here) != 1:
            continue
        things = {m.concepts for m in reading.analysed.mentions if low <= m.start < high and m.tables & {"structure"}}
        found = [f for f in reading.findings if f.status == "present" and _of(f, things)]
        states = [{lists.states[m[0]] for m in lists.state.finditer(f.quote.lower())} for f in found]
        if found and all(len(held) == 1 and held != told for held in states):
            yield reading.violation("record-severity", here[0][0], f'The record says: "{found[0].quote}"')


def _of(finding: Finding, things: set[frozenset[str]]) -> bool:
    """Whether a finding is of one of the structures named."""
    ends = f":{finding.of}"
    return finding.of != NOT_STATED and any(c.endswith(ends) for concepts in things for c in concepts)
