"""Clinical correlation: does an objective sign fit a root that can be compressed at this level, on this side?

A sign names a structure; the anatomy says which roots supply it. The level says which root leaves or passes there, by the place of the
compression where imaging gives it.
"""

from dataclasses import dataclass

from ..model.base import NOT_STATED, Side, sides_overlap
from ..model.language import CorrelationTest
from .answer import Answer, silent
from .facts import CaseFacts
from .requested import Site
from .told import Told
from .values import finding_reaches

APART = 0.2
"""Part of a scale by which more is shown at another level, beyond what two readers differ in."""


@dataclass(frozen=True, slots=True)
class _Compression:
    """Roots at stake at a level and the sides on which imaging shows them compressed."""

    roots: frozenset[str]
    sides: tuple[Side, ...]


def ask_correlation(test: CorrelationTest, site: Site, facts: CaseFacts) -> Answer:
    """Met: an accepted sign fits root and side. Not met: signs are on record and none fits, or every asked sign is denied.

    Otherwise as silence is read; symptoms never prove it, and are told where they fit no root of the level.
    """
    signs = [f for f in facts.of_kinds(test.signs) if _in_region(f, site) and f.filed.among(test.accept)]
    if site.level == NOT_STATED:
        return Answer("undetermined", "incomplete", _ids(signs)) if signs else silent(test)
    at_stake = _compression(test, site, facts)
    detail = {"roots": " or ".join(sorted(at_stake.roots))}
    shown = [f for f in signs if f.status == "present"]
    present, normal = _lasting(shown, signs, test)
    if shown and not present:
        return Answer("not_met", "refuted", _ids(normal), detail=detail)
    fitting = [f for f in present if _fits(f, at_stake, site)]
    matching = [f for f in fitting if facts.within(f.seen, test.within_months) is not False]
    if fitting and not matching:
        return Answer("undetermined", "outdated", _ids(fitting), detail=detail)
    if matching:
        gone = _denied_since(matching, signs)
        if gone:
            return Answer("undetermined", "conflict", _ids(matching + gone), detail=detail)
        against = _pointing_elsewhere(matching, present, at_stake, site)
        against = against or _explained_elsewhere(test, matching, site, facts)
        if against:
            return Answer("undetermined", "incomplete", _ids(matching + against), detail=detail)
        complaint, sides = _complaint_across(test, at_stake, site, facts)
        if complaint:
            return Answer("undetermined", "incomplete", _ids(matching + complaint), detail=detail | sides)
        return Answer("met", "shown", _ids(matching), detail=detail)
    unclear = [f for f in signs if f.status == "uncertain" and _fits(f, at_stake, site)]
    unplaced = [f for f in present if not f.roots]
    if unclear or unplaced:
        return Answer("undetermined", "uncertain" if unclear else "incomplete", _ids(unclear + unplaced), detail=detail)
    if present:
        return Answer("not_met", "mismatch", _ids(present), detail=detail | _across(present, at_stake, site))
    denied = [f for f in signs if f.status == "absent" and sides_overlap(f.side, site.side)]
    if denied and test.denied == "not_met" and _complete(denied, test):
        return Answer("not_met", "refuted", _ids(denied), detail=detail)
    answer = silent(test)
    answer.detail = detail
    symptoms = [f for f in facts.of_kinds(test.symptoms) if f.status == "present"]
    placed = [f for f in symptoms if _in_region(f, site) and f.roots]
    stray = [f for f in placed if at_stake.roots.isdisjoint(f.roots)]
    near = [f for f in placed if f not in stray]
    one_sided = next((side for side in ("left", "right") if set(at_stake.sides) == {side}), "")
    if answer.truth == "undetermined" and denied:
        return Answer("undetermined", "incomplete", _ids(denied), detail=detail)
    if answer.truth == "undetermined" and stray:
        answer.findings = _ids(stray)
        answer.detail = {**detail, "fitting": ",".join(_ids(near))}
        if one_sided and any(f.side == "bilateral" for f in stray):
            answer.detail["one_sided"] = one_sided
    elif answer.truth == "undetermined" and one_sided and any(f.side == "bilateral" for f in near):
        answer.findings = _ids([f for f in near if f.side == "bilateral"])
        answer.detail = {**detail, "one_sided": one_sided}
    elif answer.truth == "undetermined" and not placed and (unplaced := [f for f in symptoms if _in_region(f, site)]):
        answer.detail = {**detail, "unplaced": ",".join(_ids(unplaced))}
    return answer


def _lasting(shown: list[Told], signs: list[Told], test: CorrelationTest) -> tuple[list[Told], list[Told]]:
    """The signs that no later normal examination as a whole denies, and the denials of those that do.

    A sign that a later note only leaves out, or denies by itself beside others that stay, is kept: who examines later may look at less.
    What a note retells of an earlier day is none of its own examination.
    """
    normal: list[Told] = []
    for examined in dict.fromkeys((f.document, f.seen) for f in signs if f.status == "absent"):
        told = [f for f in signs if (f.document, f.seen) == examined]
        if all(f.status == "absent" for f in told) and _complete(told, test):
            normal += told
    gone = [f for f in shown if any(_denies(other, f) for other in normal)]
    return [f for f in shown if f not in gone], normal


def _denied_since(matching: list[Told], signs: list[Told]) -> list[Told]:
    """The later denials of each of the signs by its own structure, where none of those that fit the level stays: it may have gone."""
    denied = [f for f in signs if f.status == "absent" and f.of != NOT_STATED]
    later = [[other for other in denied if _denies(other, f)] for f in matching]
    return list({f.id: f for found in later for f in found}.values()) if all(later) else []


def _denies(later: Told, sign: Told) -> bool:
    """Whether a denial speaks of a sign, on a later day."""
    if later.kind != sign.kind or later.seen == NOT_STATED or sign.seen == NOT_STATED or later.seen <= sign.seen:
        return False
    return later.of in (NOT_STATED, sign.of) and sides_overlap(later.side, sign.side)


def _complete(denied: list[Told], test: CorrelationTest) -> bool:
    """A normal examination counts as such when three kinds of sign, or all that are asked for, are denied; or those that the test names."""
    if test.normal and set(test.normal) <= {f.kind for f in denied if f.of == NOT_STATED}:
        return True
    return len({f.kind for f in denied}) >= min(3, len(test.signs))


def _compression(test: CorrelationTest, site: Site, facts: CaseFacts) -> _Compression:
    """Roots by the location of what imaging shows at the level, or by their names."""
    assert site.level != NOT_STATED
    found = [
        f
        for f in facts.of_kinds(test.compression)
        if f.status == "present" and site.level in f.levels and sides_overlap(f.side, site.side)
    ]
    if test.grade != NOT_STATED:
        found = [f for f in found if finding_reaches(f, test.grade, f.scale) != "not_met"] or found
    touched = [f for f in _compressing(test, test.touching, site.level, site, facts) if f.roots]
    roots = _at_stake(found if any(f.roots for f in found) else found + touched, site.level, facts)
    sides = tuple(dict.fromkeys(f.side for f in found)) or (site.side,)
    return _Compression(frozenset(roots), sides)


def _at_stake(found: list[Told], level: str, facts: CaseFacts, *, leaving: bool = False) -> set[str]:
    """The roots that findings of a level concern: those that they name, which tell the place of what has none, and those of each place.

    All roots of the level where what has no place stands beside no name. `leaving`: of each place the first alone, which leaves or is about
    to leave there.
    """

    def roots(place: str) -> tuple[str, ...]:
        return facts.levels.roots(level, place)[: 1 if leaving else None]

    every = {root for place in facts.levels.locations for root in roots(place)}
    named = {root for f in found for root in f.roots}.intersection(facts.levels.roots(level))
    rest = [f.place for f in found if not f.roots]
    placed = {root for place in rest if place != NOT_STATED for root in roots(place)}
    lost = NOT_STATED in rest and not named
    return every if lost or not (named or placed) else named | placed


def _fits(finding: Told, at_stake: _Compression, site: Site) -> bool:
    """Whether root and side agree with what is compressed."""
    if not at_stake.roots.intersection(finding.roots):
        return False
    return sides_overlap(finding.side, site.side) and any(sides_overlap(finding.side, side) for side in at_stake.sides)


def _across(present: list[Told], at_stake: _Compression, site: Site) -> dict[str, str]:
    """The side of the signs and the side asked for, where all signs that fit the root are of the other side."""
    sides = {f.side for f in present if at_stake.roots.intersection(f.roots)}
    own, asked = next(iter(sides), NOT_STATED), site.side
    one_sided = len(sides) == 1 and {own, asked} == {"left", "right"}
    return {"signs_on": str(own), "asked_on": str(asked)} if one_sided else {}


def _complaint_across(
    test: CorrelationTest, at_stake: _Compression, site: Site, facts: CaseFacts
) -> tuple[list[Told], dict[str, str]]:
    """The complaint and both sides, where it is told on the other side alone; one on both sides, or on none that is told, is none."""
    asked: set[Side] = {site.side} if site.side in ("left", "right") else set(at_stake.sides)
    told = [f for f in facts.of_kinds(test.complaint) if f.status == "present" and _in_region(f, site)]
    told = [f for f in told if f.side != NOT_STATED]
    if (asked, {f.side for f in told}) not in (({"left"}, {"right"}), ({"right"}, {"left"})):
        return [], {}
    return told, {"complaint_on": str(told[0].side), "asked_on": str(next(iter(asked)))}


def _pointing_elsewhere(matching: list[Told], present: list[Told], at_stake: _Compression, site: Site) -> list[Told]:
    """Signs of neighbouring roots alone, where what fits the level fits it only as a neighbour of these roots and would come from them.

    A sign whose main root is at stake speaks for itself.
    """
    supplied = [f.structure for f in matching]
    if any(s is not None and not s.alike and s.roots[0] in at_stake.roots for s in supplied):
        return []
    explained = {root for f in matching for root in f.roots} - at_stake.roots
    return [
        f
        for f in present
        if explained.intersection(f.roots) and at_stake.roots.isdisjoint(f.roots) and sides_overlap(f.side, site.side)
    ]


def _explained_elsewhere(test: CorrelationTest, matching: list[Told], site: Site, facts: CaseFacts) -> list[Told]:
    """What imaging shows at other levels, more of it than here, where it compresses the very roots that all signs of one root come from,
    and these roots only pass this level to leave further on.
    """
    signs = [f for f in matching if f.structure is None or not f.structure.alike]
    here = _compressing(test, test.compression, site.level, site, facts)
    own = _at_stake(here, site.level, facts, leaving=True) if here else set()
    if not signs or not own or any(own.intersection(f.roots) for f in signs):
        return []
    most = max(map(_rank, here), default=0.0)
    others = {level for f in facts.of_kinds(test.compression) for level in f.levels} - {site.level}
    found = []
    for level in sorted(others):
        there = [f for f in _compressing(test, test.compression, level, site, facts) if _rank(f) - most > APART]
        roots = _at_stake(there, level, facts, leaving=True)
        if there and all(roots.intersection(f.roots) for f in signs):
            found += there
    return found


def _compressing(test: CorrelationTest, kinds: tuple[str, ...], level: str, site: Site, facts: CaseFacts) -> list[Told]:
    """What imaging shows at a level that can compress a root on the side asked for."""
    told = [f for f in facts.of_kinds(kinds) if f.status == "present" and level in f.levels]
    told = [f for f in told if sides_overlap(f.side, site.side)]
    return [f for f in told if test.grade == NOT_STATED or finding_reaches(f, test.grade, f.scale) != "not_met"]


def _rank(found: Told) -> float:
    """How much is found, as the part of its scale that its grade is up; all of it where it has none."""
    steps = found.scale.grades if found.scale else ()
    return steps.index(found.grade) / (len(steps) - 1) if found.grade in steps else 1.0


def _in_region(finding: Told, site: Site) -> bool:
    regions, asked = finding.regions, site.line.regions
    return not regions or not asked or not regions.isdisjoint(asked)


def _ids(findings: list[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.id for f in findings))
