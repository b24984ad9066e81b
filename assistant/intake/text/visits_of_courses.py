"""The visits of each of several courses that one sentence tells ("from the one day to the other, 12 visits, and again from ..., 10 visits")."""

from collections.abc import Callable, Sequence

from ...model.base import NOT_STATED, NotStated
from .sentence import Sentence

Place = tuple[int, int]
"""The first and the last word of a day."""


def visits_of_courses(
    sentence: Sentence,
    days: Sequence[Place],
    courses: int,
    end: int,
    counted: Callable[[Sentence, int, int], tuple[int | NotStated, list[Place]]],
) -> list[int | NotStated]:
    """The visits of each course, told between its last day and the first of the next, the last before the word `end` or the end of its
    clause; none where one course has none, since a number may then be that of all.
    """
    if len(days) != 2 * courses:
        return [NOT_STATED] * courses
    stops = [*(first for first, _ in days[2::2]), max(end, sentence.clause(days[-1][1])[1])]
    told = [counted(sentence, last + 1, stop)[0] for (_, last), stop in zip(days[1::2], stops, strict=True)]
    return [NOT_STATED] * courses if NOT_STATED in told else told
