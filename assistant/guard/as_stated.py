"""What a claim would mean if it were documented, against what the checker computed for that."""

from collections.abc import Iterator

from ..check.as_told import AS_TOLD
from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import Node
from .criteria_spoken_of import all_of_lines
from .reading import Reading


def as_stated(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: a criterion told to be met, or not, by what is only claimed, where the claim would not make it so."""
    lists, text = reading.ground.lists, reading.text
    for match in lists.as_stated.finditer(text.lower) if lists.as_stated.touches(text.runs) else ():
        low, high = text.sentence_at(match.start())
        means = {"not_met" if m["short"] else "met" for m in lists.would_decide.finditer(text.lower, low, high)}
        if means and not means <= _as_told(reading, low, high):
            span = text.text[match.start() : high]
            yield reading.violation("verdict-contradiction", span, "What is claimed would not decide it so.")
            return


def _as_told(reading: Reading, low: int, high: int) -> set[str]:
    """What the claims that the sentence quotes would make of the criteria of the basis, at the levels named beside or referred to."""
    basis = reading.statement.basis
    named = reading.levels_in(low, high) or frozenset(r.level for r in basis.outcomes if r.level != NOT_STATED)
    sentence = " ".join(reading.text.text[low:high].split())
    facts = [(f.id, f.quote) for f in reading.findings] + [(t.id, t.quote) for t in reading.treatments]
    quoted = {id for id, quote in facts if " ".join(quote.split()) in sentence}
    asked = [
        r
        for r in all_of_lines(reading)
        if f"{r.policy}:{r.id}" in basis.criteria and (r.level == NOT_STATED or not named or r.level in named)
    ]
    told = {answer for r in asked for answer in _told(r.tree, quoted)}
    if len(basis.criteria) == 1:
        told = {r.tree.detail[AS_TOLD] for r in asked if AS_TOLD in r.tree.detail} or told
    return told


def _told(node: Node, quoted: set[str]) -> Iterator[str]:
    if not node.children and AS_TOLD in node.detail and not quoted.isdisjoint((*node.findings, *node.treatments)):
        yield node.detail[AS_TOLD]
    for child in node.children:
        yield from _told(child, quoted)
