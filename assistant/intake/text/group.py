"""One fact of a sentence with what belongs to it."""

from dataclasses import dataclass, field

from ...model.base import NOT_STATED, Side
from .lexicon import Mark


@dataclass
class Group:
    """A noun with what belongs to it, by index of word."""

    kind: str = ""
    """Finding kind; empty for a noun that is no finding, or none yet."""
    of: str = ""
    noun: bool = False
    first: int = -1
    last: int = -1
    grades: list[Mark] = field(default_factory=list)
    sides: list[Mark] = field(default_factory=list)
    levels: list[tuple[str, ...]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    leads: bool = False
    """Whether its levels stand before its noun."""
    carried: bool = False
    """Whether its levels are those of the group before it."""
    structures: list[tuple[str, Side]] = field(default_factory=list)

    @property
    def side(self) -> Side:
        """The side of the group; two sides together are both."""
        named = {m.value for m in self.sides}
        return NOT_STATED if not named else named.pop() if len(named) == 1 else "bilateral"  # type: ignore[return-value]
