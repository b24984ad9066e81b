"""On how many occasions the record shows what a test wants of several, as of each of two blocks."""

from collections import defaultdict
from collections.abc import Iterable

from ..model.base import NOT_STATED
from .told import Told


def occasions(shown: Iterable[Told]) -> int:
    """How many occasions findings certainly tell of.

    Those of different days are of different ones, and one statement may tell of several. What one document tells without a day, in several
    values, is of as many; the same value told again may be the same occasion told twice, as may whatever another document tells.
    """
    days = set()
    told = 0
    by_document: dict[str, list[Told]] = defaultdict(list)
    for finding in shown:
        told = max(told, 1 if finding.times == NOT_STATED else finding.times)
        by_document[finding.document].append(finding)
        if finding.dated != NOT_STATED:
            days.add(finding.dated)
    return max(told, len(days), *map(_of_one_document, by_document.values()), 0)


def _of_one_document(findings: list[Told]) -> int:
    dated = {f.dated: f.number for f in findings if f.dated != NOT_STATED}
    return len(dated) + len({f.number for f in findings if f.dated == NOT_STATED} - {*dated.values()})
