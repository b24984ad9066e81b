"""A finding test at a site, and whether a finding's place is the one asked about."""

from dataclasses import dataclass

from ..model.base import NOT_STATED
from ..model.language import At, FindingTest
from .facts import CaseFacts
from .requested import Site
from .told import Told


@dataclass(slots=True)
class Question:
    """A test at a site, with the levels it is about."""

    test: FindingTest
    site: Site
    facts: CaseFacts
    wanted: frozenset[str]
    """Empty where the request names no level."""
    one_of_two: bool = False
    """Whether the site is one of two sides that each must be shown: what names no side shows neither."""


def near(finding: Told, asked: Question, at: At | None = None) -> bool:
    """Whether the finding's place includes the site, or may; `at`: where, in place of where the test asks."""
    test, line, levels = asked.test, asked.site.line, finding.levels
    if test.among and levels and levels.isdisjoint(test.among):
        return False
    at = at or test.at
    if at == "anywhere":
        return True
    regions = finding.regions
    if not levels or at == "region":
        return not regions or not line.regions or not regions.isdisjoint(line.regions)
    if asked.wanted:
        return asked.facts.levels.may_concern(levels, asked.wanted)
    return not regions.isdisjoint(line.regions)


def wanted_levels(test: FindingTest, site: Site, facts: CaseFacts) -> frozenset[str]:
    """The levels the question is about; empty where it is about none, or the request names none."""
    if test.at in ("region", "anywhere"):
        return frozenset()
    if test.at == "line" or site.level == NOT_STATED:
        return frozenset(site.line.levels)
    if test.at == "adjacent":
        return frozenset(facts.levels.neighbours(site.level))
    return frozenset({site.level})


def unnamed(asked: Question) -> bool:
    """Whether the question is about a level that the request does not name: facts of one level then settle nothing."""
    return asked.test.at in ("level", "adjacent", "line") and not asked.site.line.levels


def at_site(finding: Told, asked: Question) -> bool:
    """Whether a present finding speaks of this very place: one that names no level, or no region, leaves that open.

    So does one of a level where a landmark is in question: what is told of two bones may lie in either.
    """
    test, levels = asked.test, finding.levels
    if test.among and not levels:
        return False
    if test.at == "anywhere":
        return True
    if test.at == "region" or (test.at == "placed" and not (asked.wanted and levels)):
        return bool(finding.regions) or not asked.site.line.regions or asked.facts.one_area
    return not levels.isdisjoint(asked.wanted)
