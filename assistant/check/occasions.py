"""On how many occasions the record shows what a test wants of several, as of each of two blocks."""

from collections.abc import Sequence

from ..model.base import NOT_STATED
from .told import Told


def occasions(shown: Sequence[Told]) -> int:
    """How many occasions findings certainly tell of.

    Those of different days are of different ones, and so are those that the record numbers; one statement may tell of several. Whatever is
    told without a day and a number may be one occasion told twice, whether or not the values differ.
    """
    days = {f.dated for f in shown} - {NOT_STATED}
    numbers = {f.nth for f in shown} - {NOT_STATED}
    told = max((f.times for f in shown if f.times != NOT_STATED), default=1)
    return max(told, len(days), len(numbers))
