"""One thing wrong with a case."""

from dataclasses import dataclass
from typing import Final, Literal

Path = tuple[str | int, ...]
QUOTED: Final = 80
"""Characters of the record that a message may quote."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a case."""

    path: Path
    """Where, as keys and positions from the top of the file."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do."""
    severity: Literal["refusal", "fault"] = "refusal"
    facts: tuple[str, str] | None = None
    """The two facts that contradict each other, where it is that."""


def short(text: str) -> str:
    """A text on one line, cut to what a message may quote."""
    folded = " ".join(text.split())
    return folded if len(folded) <= QUOTED else f"{folded[: QUOTED - 3]}..."
