"""Tests over the request itself and over the person."""

from ..model.base import NOT_STATED, NotStated
from ..model.corpus import Code
from ..model.language import Bound, PatientTest, RequestTest, Truth
from .answer import Answer
from .facts import CaseFacts
from .logic import all_of, any_of, negate
from .requested import LineFacts, Site
from .values import compare

Standing = frozenset[tuple[str, str, int | NotStated]]
"""Procedure family, level and stage of what stands; empty while the lines are being decided."""


def ask_request(test: RequestTest, site: Site, facts: CaseFacts, standing: Standing) -> Answer:
    """Every stated part must hold. A number of levels is undetermined where the line names none."""
    line = site.line
    truths: list[Truth] = []
    if test.codes or (test.procedures and test.standing_levels == NOT_STATED):
        beside = test.at == "adjacent"  # where the line itself may be, with a further level of its own
        others = [other for other in facts.lines if (beside or other is not line) and _matches(other, test)]
        truths.append(any_of([_adjacent(o, site, facts) if beside else _truth(overlap(o, site)) for o in others]))
    levels = _together(line, facts) if test.together else frozenset(line.levels)
    if test.levels != NOT_STATED:
        truths.append("undetermined" if not line.levels else _count(len(levels), test.levels))
    if test.contiguous != NOT_STATED:
        truths.append(_truth(facts.levels.contiguous(levels) == test.contiguous))
    if test.among:
        truths.append("undetermined" if site.level == NOT_STATED else _truth(site.level in test.among))
    if test.reaches:
        ends = {end for level in line.levels for end in facts.levels.segment(level).ends}
        ends |= {end for text in line.texts for end in facts.levels.reaches(text)}
        truths.append("undetermined" if not ends else _truth(not ends.isdisjoint(test.reaches)))
    if test.both_sides != NOT_STATED:
        both = _both_sides(site, facts)
        truths.append(both if test.both_sides else negate(both))
    if test.staged != NOT_STATED:
        stages = {stage for _, _, stage in standing} or {other.stage for other in facts.lines}
        stages -= {NOT_STATED}
        truths.append(_truth((len(stages) > 1) == test.staged))
    if test.combined != NOT_STATED:
        truths.append(_truth((len(_ways_in(facts, standing)) > 1) == test.combined))
    if test.ways:
        truths.append(_truth(_ways_in(facts, standing) <= set(test.ways)))
    if test.setting:
        truths.append(_truth(facts.case.request.setting.kind in test.setting))
    if test.days != NOT_STATED:
        days = facts.case.request.setting.days
        truths.append("not_met" if days == NOT_STATED else _count(days, test.days))
    if test.standing_levels != NOT_STATED:
        stand = {level for family, level, _ in standing if not test.procedures or family in test.procedures}
        truths.append(_count(len(stand), test.standing_levels))
    truth = all_of(truths)
    return Answer(truth, "incomplete" if truth == "undetermined" else "computed")


def ask_patient(test: PatientTest, facts: CaseFacts) -> Answer:
    """Age and sex; silence as the test reads it."""
    truths: list[Truth] = []
    if test.age != NOT_STATED:
        age = facts.case.patient.age
        truths.append(test.silence if age == NOT_STATED else _count(age, test.age))
    if test.sex != NOT_STATED:
        sex = facts.case.patient.sex
        truths.append(test.silence if sex == NOT_STATED else _truth(sex == test.sex))
    truth = all_of(truths)
    return Answer(truth, "silent" if truth == "undetermined" else "computed")


def overlap(other: LineFacts, site: Site) -> bool:
    """Whether another line can concern the same place: levels in common, or levels that are not named in a common region."""
    mine = frozenset(site.line.levels) if site.level == NOT_STATED else frozenset({site.level})
    if mine and other.levels:
        return not mine.isdisjoint(other.touches)
    return not other.regions or not site.line.regions or not other.regions.isdisjoint(site.line.regions)


def _adjacent(other: LineFacts, site: Site, facts: CaseFacts) -> Truth:
    """Whether another line is done at a neighbour of a level; open where it names no level and may be done in the same region."""
    if site.level == NOT_STATED:
        return "not_met"
    if not other.levels:
        return "undetermined" if overlap(other, site) else "not_met"
    return _truth(not set(other.levels).isdisjoint(facts.levels.neighbours(site.level)))


def _together(line: LineFacts, facts: CaseFacts) -> frozenset[str]:
    """The levels of a line, and of the lines of its family that can be done with it: in its region, at its side, in its stage."""
    return frozenset(
        level
        for other in facts.lines
        if other is line
        or (
            other.code is not None
            and line.code is not None
            and other.code.procedure == line.code.procedure
            and _counted_with(other.code, line.code, facts)
            and not other.regions.isdisjoint(line.regions)
            and {other.side, line.side} != {"left", "right"}
            and same_stage(other, line)
        )
        for level in other.levels
    ) | frozenset(line.levels)


def _counted_with(other: Code, own: Code, facts: CaseFacts) -> bool:
    """Whether the levels of another code count for one: where both are of one series of further levels, or the own one is of none."""
    codes = facts.pack.codes.values()
    series = [{code.code, *code.parents} for code in codes if code.from_level != NOT_STATED]
    mine = [each for each in series if own.code in each]
    return not mine or any(other.code in each for each in mine)


def same_stage(one: LineFacts, other: LineFacts) -> bool:
    """Whether two lines can be of one stage: one that names none can be of any."""
    stages = {one.stage, other.stage}
    return NOT_STATED in stages or len(stages) == 1


def _ways_in(facts: CaseFacts, standing: Standing) -> set[str]:
    """The approaches of the codes requested, or of those that stand; a code that leaves its approach open adds none."""
    codes = [
        line.code
        for line in facts.lines
        if line.code is not None
        and (not standing or any((line.code.procedure, str(site), line.stage) in standing for site in line.sites))
    ]
    return {code.approach for code in codes} - {"any"}


def _both_sides(site: Site, facts: CaseFacts) -> Truth:
    """Whether the lines of one family at one place, and not known to be of different stages, ask for both sides."""
    line = site.line
    together = [
        other
        for other in (line, *(each for each in facts.lines if each.id != line.id))
        if other is line
        or (
            other.code is not None
            and line.code is not None
            and other.code.procedure == line.code.procedure
            and overlap(other, site)
            and same_stage(other, line)
        )
    ]
    sides = {other.side for other in together}
    if "bilateral" in sides or {"left", "right"} <= sides:
        return "met"
    return "undetermined" if NOT_STATED in sides else "not_met"


def _matches(other: LineFacts, test: RequestTest) -> bool:
    return other.asked in test.codes or (other.code is not None and other.code.procedure in test.procedures)


def _count(number: float, bound: Bound) -> Truth:
    return _truth(compare(number, bound))


def _truth(value: bool) -> Truth:
    return "met" if value else "not_met"
