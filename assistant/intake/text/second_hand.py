"""What a summary tells that somebody said a study shows, beside what it tells of the report of that study: the report decides."""

import re
from collections.abc import Callable, Mapping, Sequence

from .facts import FoundFinding
from .general_words import General
from .quick import AnyCase

_ENDS = re.compile(r";|\.(?=\s|$)|\n\s*\n")
"""Where what somebody said ends."""


class SecondHand:
    """Knows such sentences by the expressions of the data."""

    def __init__(self, general: General, plain: Mapping[str, str], shown: Callable[[str], bool]) -> None:
        """`plain`: kinds by those that are the same at a place; `shown`: whether a kind is what studies show."""
        self._retells = AnyCase("|".join(f"(?:{e})" for e in general.retells) or "(?!)")
        self._plain = plain
        self._shown = shown

    def without(self, text: str, findings: Sequence[FoundFinding]) -> list[FoundFinding]:
        """The findings but those that somebody is said to have seen, where the text tells at one of their levels what the report says."""
        clauses = [(m.start(), _end(text, m.end())) for m in self._retells.matches(text)]
        said = [[f for f in findings if a <= f.span.start < b and self._shown(f.kind)] for a, b in clauses]
        if not any(said):
            return list(findings)
        second = {id(f) for told in said for f in told}
        first = [f for f in findings if id(f) not in second and f.levels and self._shown(f.kind)]
        dropped: set[int] = set()
        for told in said:
            levels = {v for f in told for one in first if self._same(f, one) for v in {*f.levels} & {*one.levels}}
            dropped |= {id(f) for f in told if not levels.isdisjoint(f.levels)}
        return [f for f in findings if id(f) not in dropped]

    def _same(self, one: FoundFinding, other: FoundFinding) -> bool:
        return self._plain.get(one.kind, one.kind) == self._plain.get(other.kind, other.kind)


def _end(text: str, start: int) -> int:
    """Where the clause ends that goes on at a character."""
    found = _ENDS.search(text, start)
    return found.start() if found else len(text)
