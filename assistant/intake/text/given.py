"""A treatment that was given, as later sentences speak of it."""

from dataclasses import dataclass
from datetime import date as Date

from ...model.base import NOT_STATED, NotStated, Side


@dataclass(frozen=True, slots=True)
class Given:
    """A treatment that was given, as far as its effect takes something from it."""

    kind: str
    side: Side = NOT_STATED
    of: str = NOT_STATED
    levels: tuple[str, ...] = ()
    date: Date | NotStated = NOT_STATED
    last: Date | NotStated = NOT_STATED
    """The last of its days, where it was given on one or more."""
    heading: str = ""
    times: int = 0
    """How often, as far as it is told."""
    nth: int | NotStated = NOT_STATED
    """Which of several it was."""
    past: int = 0
    """Sentences since."""
    score: float = 0.0
    """The score of the pain before it, where that is told apart from the one behind it."""
