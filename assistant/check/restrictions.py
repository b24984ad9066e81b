"""Rules among lines: what is part of another procedure, and what coding says apart from necessity."""

from collections.abc import Collection
from itertools import takewhile

from ..model.base import NOT_STATED, maker
from ..model.corpus import Code
from ..model.outcome import RestrictionResult
from ..model.policy import Restriction
from .facts import CaseFacts
from .plan import SetPlan
from .request import overlap, same_stage
from .requested import LineFacts

_restriction_of = maker(RestrictionResult)


def restrictions_on(line: LineFacts, of_set: SetPlan, facts: CaseFacts) -> tuple[RestrictionResult, ...]:
    """Every restriction that names the line's code, with the lines that trigger it; one that nothing triggers is still told."""
    found = []
    for rule in of_set.rules.get(line.asked, ()):
        others = tuple(o.id for o in facts.lines if o is not line and _triggers(o, line, rule, facts))
        if others or rule.kind == "incidental":
            found.append(_restriction_of(id=rule.id, kind=rule.kind, lines=others, applies=bool(others)))
    return tuple(found)


def consistency(line: LineFacts, facts: CaseFacts) -> tuple[str, ...]:
    """Warnings about code, region, levels, parent and side of one line, each a full sentence."""
    warnings = []
    code, asked = line.code, line.asked
    if code is None:
        return (f"Code {asked} is not in the code table of this pack; nothing decides it.",)
    if code.retired != NOT_STATED:
        warnings.append(f"Code {asked} is no longer valid: {code.retired}.")
    wrong = [
        lv for lv in line.levels if "any" not in code.regions and facts.levels.regions(lv).isdisjoint(code.regions)
    ]
    if wrong and (code.per_level or len(wrong) == len(line.levels)):  # else it is done at one end of what is named
        warnings.append(
            f"Code {asked} ({code.name}) is a {' or '.join(code.regions)} code, and is requested at {', '.join(wrong)}."
        )
    named = line.levels or line.taken
    if code.per_level and not named:
        warnings.append(f"The request names no level for {asked} ({code.name}).")
    before = takewhile(lambda other: other is not line, facts.lines)
    again = [o for o in before if o.asked == asked and same_stage(o, line) and _same_side(o, line)]
    twice = {level for o in again for level in o.levels if level in line.levels}
    if code.per_level and twice:
        at = facts.levels.span(facts.levels.order(twice))
        warnings.append(f"Code {asked} ({code.name}) is already requested at {at} by another line.")
    done = {lv for kind in code.after for f in facts.by_kind.get(kind, ()) if f.status != "absent" for lv in f.levels}
    done = {level for level in done if not line.regions.isdisjoint(facts.levels.regions(level))}
    fresh = [level for level in line.levels if level not in done]
    if done and fresh:
        warnings.append(
            f"Code {asked} ({code.name}) is for a level operated on before, and the record tells of other levels than "
            f"{facts.levels.span(fresh)}."
        )
    if code.spans != NOT_STATED:
        families = {facts.pack.codes[parent].procedure for parent in code.parents if parent in facts.pack.codes}
        served = [o for o in facts.lines if o.code is not None and o.code.procedure in families]
        levels = named or tuple(facts.levels.order({level for o in served for level in o.levels}))
        span = len({end for level in levels for end in facts.levels.segment(level).ends})
        least, most = code.spans
        if levels and not least <= span <= most:
            warnings.append(
                f"Code {asked} ({code.name}) does not fit the {span} segments from "
                f"{facts.levels.span(levels)}{_counted_by(code, span, facts)}."
            )
    if code.kind == "add-on" and code.parents:
        parents = [o for o in facts.lines if o.asked in code.parents and o.stage == line.stage]
        if not parents:
            warnings.append(f"{asked} is an add-on code, and none of its parent codes is requested with it.")
        counted = {level for parent in parents for level in parent.levels}
        if code.from_level != NOT_STATED and named and counted.issuperset(named):
            warnings.append(
                f"{asked} ({code.name}) counts further levels, and {facts.levels.span(named)} is already requested "
                f"with {', '.join(sorted({o.asked for o in parents}))}."
            )
    return tuple(warnings)


def shortened(line: LineFacts, standing: Collection[str], facts: CaseFacts) -> tuple[str, ...]:
    """A warning where less of a line stands than its code counts, although all that was requested would do."""
    code = line.code
    if code is None or code.spans == NOT_STATED or not standing or len(standing) == len(line.levels):
        return ()
    least, most = code.spans
    asked, left = (
        len({e for lv in levels for e in facts.levels.segment(lv).ends}) for levels in (line.levels, standing)
    )
    if not least <= asked <= most or left >= least:
        return ()
    return (
        f"Code {code.code} ({code.name}) counts at least {least} segments, and what stands from "
        f"{facts.levels.span(facts.levels.order(standing))} has {left}{_counted_by(code, left, facts)}.",
    )


def _counted_by(code: Code, segments: int, facts: CaseFacts) -> str:
    """The one code of the same work from the same side that counts as many segments."""
    alike = [
        other
        for other in facts.pack.codes.values()
        if (other.procedure, other.approach) == (code.procedure, code.approach)
        and other.spans != NOT_STATED
        and other.spans[0] <= segments <= other.spans[1]
    ]
    return f", which {alike[0].code} ({alike[0].name}) counts" if len(alike) == 1 else ""


def _same_side(one: LineFacts, other: LineFacts) -> bool:
    return {one.side, other.side} != {"left", "right"}


def _triggers(other: LineFacts, line: LineFacts, rule: Restriction, facts: CaseFacts) -> bool:
    if other.code is None:
        return False
    if rule.with_codes:
        if other.asked not in rule.with_codes:
            return False
    elif other.code.kind == "add-on" or other.asked in rule.codes:
        return False
    if rule.place == "site" and not (same_stage(other, line) and _same_side(other, line)):
        return False
    if rule.place in ("level", "site"):
        return overlap(other, facts.site(line))
    return not other.regions or not line.regions or not other.regions.isdisjoint(line.regions)
