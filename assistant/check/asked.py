"""A finding test at a site, and whether a finding's place is the one asked about."""

from dataclasses import dataclass

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.language import FindingTest
from .facts import CaseFacts, Site


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


def near(finding: Finding, asked: Question) -> bool:
    """Whether the finding's place includes the site, or may."""
    test, site, facts = asked.test, asked.site, asked.facts
    levels = facts.levels_of[finding.id]
    if test.among and levels and levels.isdisjoint(test.among):
        return False
    if test.at == "anywhere":
        return True
    regions = facts.regions_of(finding)
    if not levels or test.at == "region":
        return not regions or not site.line.regions or not regions.isdisjoint(site.line.regions)
    if asked.wanted:
        return facts.levels.may_concern(levels, asked.wanted)
    return not regions.isdisjoint(site.line.regions)


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


def at_site(finding: Finding, asked: Question) -> bool:
    """Whether a present finding speaks of this very place: one that names no level, or no region, leaves that open.

    So does one of a level where a landmark is in question: a fracture told of two bones may lie in either.
    """
    test, facts = asked.test, asked.facts
    if test.among and not facts.levels_of[finding.id]:
        return False
    if test.at == "anywhere":
        return True
    if test.at == "region" or (test.at == "placed" and not (asked.wanted and facts.levels_of[finding.id])):
        return bool(facts.regions_of(finding)) or not asked.site.line.regions
    return not facts.levels_of[finding.id].isdisjoint(asked.wanted)
