"""Reports that are not on file, of which another document tells so much that what it leaves out, they did not say."""

from collections import Counter

from ..model.base import NOT_STATED
from .asked import Question
from .facts import CaseFacts
from .told import Told

AT_LENGTH = 4
"""Different things told of the levels of a region, from which on its studies are told at length."""


def retold(groups: tuple[str, ...], asked: Question) -> tuple[str, ...]:
    """Documents that stand for these groups, not on file themselves, and tell what was seen at the place.

    At a level they do that give a grade there, which tells that one of the studies was read and not which, or deny two things of
    the nature asked for. Of a region only such denials at one of its levels speak, a grade says nothing of its shape; or a denial
    beside so much else of that nature at its levels that the studies were told at length.
    """
    test, facts, site = asked.test, asked.facts, asked.site
    if test.at not in ("level", "region"):
        return ()
    places = asked.wanted if test.at == "level" else site.line.regions
    at_level = test.at == "level"
    here = [
        (f, level)
        for f in facts.told.values()
        for level in f.levels or _of_all(f, asked)
        if (level in places if at_level else not f.regions.isdisjoint(places))
    ]
    natures = {facts.pack.kind(kind).group for kind in test.kinds}
    denied = {(f.document, level, f.kind) for f, level in here if f.status == "absent" and f.sort.group in natures}
    times = Counter((document, level) for document, level, _ in denied)
    twice = {document for (document, _), kinds in times.items() if kinds > 1}
    graded = {f.document for f, _ in here if at_level and f.grade != NOT_STATED and f.status == "present"}
    any_study = _any_study(groups, facts)
    told = {(f.document, f.kind) for f, _ in here if f.sort.group in natures}
    much = {document for document, n in Counter(document for document, _ in told).items() if n >= AT_LENGTH}
    twice |= set() if at_level else much & {document for document, _, _ in denied}
    telling = (graded if any_study else set()) | (twice if any_study or at_level else set())
    filed = facts.documents
    return tuple(id for id in sorted(telling) if not (filed[id].proves - filed[id].groups).isdisjoint(groups))


def _of_all(finding: Told, asked: Question) -> tuple[str, ...]:
    """The levels of the line, where a denial names none and its region is the line's: it speaks of each."""
    line = asked.site.line
    own = not finding.regions.isdisjoint(line.regions)
    return tuple(line.levels) if own and finding.status == "absent" else ()


def _any_study(groups: tuple[str, ...], facts: CaseFacts) -> bool:
    """Whether the groups hold every kind of document that is akin to one of theirs, so that it does not matter which was read."""
    kinds = [frozenset(kind.groups) for kind in facts.pack.vocabulary.documents]
    akin = frozenset[str]().union(*(kind for kind in kinds if not kind.isdisjoint(groups)))
    return all(not kind.isdisjoint(groups) for kind in kinds if not kind.isdisjoint(akin))
