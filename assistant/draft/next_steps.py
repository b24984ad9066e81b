"""What stands beside the required steps: the alternative, level of care, restrictions told apart from necessity."""

from ..check.labels import placed
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import AlternativeResult, CriterionResult, LineOutcome
from .context import Context, key
from .question import other_care
from .reasons import leading, rests_on_facts, why
from .refs import level_refs
from .words import capital, listed, lower_first

_LINE = "{line}"


def alternative(context: Context) -> Section | None:
    """The lesser requests that the checker computed, each with what it still needs."""
    offered = _joined([a for a in context.outcome.alternatives if _worth(a, context)], context)
    statements = [*(s for a in offered for s in _alternative(a, context)), *other_care(context)]
    if not statements:
        return None
    return Section(
        id="alternative",
        title=context.pack.narrative.titles["alternative"],
        blocks=(Block(form="paragraph" if len(statements) < 4 else "bullets", statements=tuple(statements)),),
    )


def _worth(a: AlternativeResult, context: Context) -> bool:
    """Whether a lesser procedure answers anything: the record has something that it would treat, and what calls for it is more than a
    report that is yet to be sent.
    """
    if a.kind != "lesser_procedure" or a.outcome == "necessary":
        return True
    first = next((c for c in a.criteria if c.level != NOT_STATED), None)
    asked = context.policies[a.policy].criteria
    aim = next((c for c in asked if c.scope == "level"), None)
    if first is not None and aim is not None and first.id == aim.id and not rests_on_facts(first.tree):
        return False
    line = context.outcome.line(a.line)
    policy = context.policies[line.policy]
    calling = {id for one in policy.alternatives for id in one.when_failed}
    results = [
        c for c in line.criteria if c.id in calling and c.effective != "met" and c.level in (*a.levels, NOT_STATED)
    ]
    return not results or any(leading(c).reason != "second_hand" for c in results)


def _joined(offered: list[AlternativeResult], context: Context) -> list[AlternativeResult]:
    """Alternatives that differ in their levels alone, as one."""
    same: dict[tuple[object, ...], list[AlternativeResult]] = {}
    for a in offered:
        labels = tuple(dict.fromkeys(c.label for c in a.criteria))
        same.setdefault((a.line, a.kind, a.policy, a.procedure, a.side, a.outcome, labels), []).append(a)
    return [
        group[0].model_copy(
            update={
                "levels": tuple(dict.fromkeys(lv for a in group for lv in a.levels)),
                "criteria": tuple(c for a in group for c in a.criteria),
            }
        )
        for group in same.values()
    ]


def setting(context: Context) -> Section | None:
    """Level of care: what supports it, or that it follows the procedures; and what the policy says of days."""
    outcome = context.outcome.setting
    if outcome.requested == NOT_STATED:
        return None
    rule = context.setting_rule(outcome.requested)
    if rule is not None and rule.default and outcome.outcome == "undetermined":
        return None  # it needs no justification of its own, and the table tells that it follows the procedures
    ref = OutcomeRef(part="setting")
    name = outcome.requested.replace("_", " ")
    statements: list[Statement] = []
    if not outcome.criteria and outcome.outcome == "undetermined":
        stands = any(line.outcome in ("necessary", "partially_necessary") for line in context.outcome.lines)
        why_open = (
            "what stands does not support it by itself, and it follows the procedures that are still open"
            if stands
            else "it is judged only for procedures that stand, and none does on this record"
        )
        text = f"{capital(name)} care is undetermined: {why_open}"
        statements.append(context.statement("outcome", text, outcomes=[ref]))
    else:
        met = [c for c in outcome.criteria if c.truth == "met"]
        verdict = {"necessary": "is supported", "not_necessary": "is not supported"}.get(
            outcome.outcome, "is undetermined"
        )
        statements.append(context.statement("outcome", f"{capital(name)} care {verdict}", outcomes=[ref]))
        for c in met:
            criterion = context.criterion(c)
            told = why(c, context)
            record = f" {capital(told.text)}." if told.findings else ""
            statements.append(
                context.statement(
                    "application",
                    f"{context.backed(criterion.text, criterion.grounds)}{record}",
                    criteria=[key(c)],
                    findings=told.findings,
                    outcomes=[ref],
                )
            )
        short = {c.id: wanting for c in outcome.criteria if (wanting := _all_but(c))} if not met else {}
        for c in (c for c in outcome.criteria if c.id in short):
            text = f"{capital(context.criterion(c).needs)} would support it, but the rule asks for {short[c.id]}"
            statements.append(context.statement("application", text, criteria=[key(c)], outcomes=[ref]))
        if not met and (others := [c for c in outcome.criteria if c.id not in short]):
            needs = listed((context.criterion(c).needs for c in others), "or")
            also = "else " if short else ""
            statements.append(
                context.statement(
                    "application",
                    f"Nothing {also}that would support it is documented{_of_those(context)}: {needs}",
                    criteria=[key(c) for c in others],
                    outcomes=[ref],
                )
            )
    weighed = {i for c in outcome.criteria if c.truth == "met" for i in why(c, context).findings}
    care = (f for f in context.case.findings if f.kind in context.pack.narrative.care and f.status == "present")
    beside = [f.id for f in care if f.id not in weighed]
    if beside:
        opening = "Also on record, beside these reasons" if weighed else "On record for that question"
        text = f"{opening}: {context.said(beside)}"
        statements.append(context.statement("application", text, findings=beside, outcomes=[ref]))
    if outcome.outcome == "not_necessary":
        statements += lesser_care(context)
    statements += stay(context)
    if rule is not None and (outcome.days != NOT_STATED or outcome.outcome == "necessary") and not rule.default:
        text = context.backed(rule.days, rule.days_grounds)
        statements.append(context.statement("policy_statement", text, criteria=[f"{context.sets[0].id}:days"]))
    return Section(
        id="setting",
        title=context.pack.narrative.titles["setting"],
        blocks=(Block(form="paragraph", statements=tuple(statements)),),
    )


def _all_but(result: CriterionResult) -> str:
    """What alone keeps a criterion of the level of care from being met, where the rest of it is; empty where more does."""
    failing = [node for node in result.tree.children if node.truth != "met"] if result.tree.operator == "all" else []
    return failing[0].label if len(failing) == 1 and failing[0].operator == "not" else ""


def stay(context: Context) -> list[Statement]:
    """How the days asked for compare with the stays that sources report after what stands; that none does, where none does."""
    outcome = context.outcome.setting
    if NOT_STATED in (outcome.stay, outcome.days) or outcome.outcome == "not_necessary":
        return []
    asked = (
        f"The {outcome.days} {'day' if outcome.days == 1 else 'days'} asked for {'is' if outcome.days == 1 else 'are'}"
    )
    stays = {s.id: s for each in reversed(context.sets) for s in each.stays}
    ref = OutcomeRef(part="setting")
    if not outcome.reported:
        text = f"{asked} not judged, because no source at hand reports a stay after this surgery"
        return [context.statement("outcome", text, outcomes=[ref])]
    stay = stays[outcome.reported[0]]
    if outcome.stay == "within":
        # A mean is seldom a whole number of days, and nobody stays for a part of one.
        whole = ", in whole days," if outcome.days != NOT_STATED and outcome.days > stay.days else ""
        text = f"{asked}{whole} no longer than {stay.label}"
    else:
        text = f"{asked} longer than {stay.label}, so what lies beyond it has to be justified"
    return [context.statement("application", context.backed(text, stay.grounds), outcomes=[ref])]


def _of_those(context: Context) -> str:
    """That only what stands is weighed, where a part of the request does not: what else it asks for is no reason for a stay."""
    stands = all(line.outcome in ("necessary", "incidental") for line in context.outcome.lines)
    return "" if stands else " for the procedures that stand"


def lesser_care(context: Context) -> list[Statement]:
    """The level of care that needs no justification, where the requested one is not supported."""
    policy_set = next((s for s in context.sets if any(rule.default for rule in s.settings)), None)
    if policy_set is None:
        return []
    criterion = next(rule for rule in policy_set.settings if rule.default).criteria[0]
    text = context.backed(criterion.text, criterion.grounds)
    return [context.statement("policy_statement", text, criteria=[f"{policy_set.id}:{criterion.id}"])]


def restrictions(context: Context) -> Section | None:
    """Coding notes, and restrictions that a code carries though nothing in this request triggers them."""
    notes: dict[tuple[str, str, bool], list[tuple[LineOutcome, str]]] = {}
    for line in context.outcome.lines:
        for r in line.restrictions:
            if r.kind == "incidental" and r.applies:
                continue
            others = listed(context.outcome.line(id).code for id in r.lines)
            notes.setdefault((r.id, r.kind, r.applies), []).append((line, others))
    statements = [_restriction(id, kind, found, context) for (id, kind, _), found in notes.items()]
    statements += _warnings(context)
    if not statements:
        return None
    return Section(
        id="restrictions",
        title=context.pack.narrative.titles["restrictions"],
        blocks=(Block(form="paragraph", statements=tuple(statements)),),
    )


def _restriction(id: str, kind: str, found: list[tuple[LineOutcome, str]], context: Context) -> Statement:
    """A rule on codes, once, with all the lines that it is told of."""
    rule, policy_set = context.restriction(id)
    text = f"{context.backed(rule.text, rule.grounds)} "
    if kind == "coding_note":
        pairs = listed(f"{line.code} with {others}" for line, others in found)
        text += f"This is a coding note for {pairs}, apart from medical necessity"
    else:
        codes = listed(line.code for line, _ in found)
        verb = "is requested alone" if len(found) == 1 else "are requested alone"
        text += f"{codes} {verb} here, so the rule does not apply; it would apply with any other procedure in the area"
    return context.statement(
        "policy_statement",
        text,
        criteria=[f"{policy_set.id}:{rule.id}"],
        outcomes=[OutcomeRef(part="line", line=line.id) for line, _ in found],
    )


def _warnings(context: Context) -> list[Statement]:
    """What the checker found odd in the request: one sentence for all lines of which the same is said, and none for a line whose
    unnamed levels stand among the deficiencies already.
    """
    if context.audience != "physician":
        return []
    said: dict[str, list[LineOutcome]] = {}
    for line in context.outcome.lines:
        unnamed = not line.levels and any(c.tree.operator == "request" and c.effective != "met" for c in line.criteria)
        for n, warning in enumerate(line.warnings if line.policy != NOT_STATED else ()):
            if not (unnamed and n == 0):
                said.setdefault(warning.replace(f"{line.code} ({line.procedure})", _LINE), []).append(line)
    statements = []
    for text, lines in said.items():
        refs = [OutcomeRef(part="line", line=line.id) for line in lines]
        if not all(line.levels for line in lines):  # then the warning may speak of the levels of the others
            refs += (ref for o in context.outcome.lines if o.levels for ref in level_refs(o, o.per_level))
        names = listed(f"{line.code} ({line.procedure})" for line in lines)
        statements.append(context.statement("outcome", text.replace(_LINE, names), outcomes=refs))
    return statements


def _alternative(a: AlternativeResult, context: Context) -> list[Statement]:
    span = context.span(a.levels)
    where = f" at {span}" if span else ""
    held = _held(a, context) if a.kind == "lesser_procedure" else []
    if held:
        return [_within_request(a, held, where, context)]
    if a.kind == "one_side":
        stands = "is what the record supports" if a.outcome == "necessary" else "is the side that could qualify"
        opening = f"{capital(a.procedure)}{where} on the {a.side} alone {stands}"
    elif a.kind == "fewer_levels":
        stands = "is what the record supports" if a.outcome == "necessary" else "is the extent that could qualify"
        opening = f"{capital(a.procedure)} limited to {span} {stands}"
    else:
        stands = "meets the criteria" if a.outcome == "necessary" else "could qualify"
        which = "the lesser procedure" if a.kind == "lesser_procedure" else "another procedure"
        opening = f"{capital(a.procedure)}{where} is {which} that {stands} instead"
    labels = listed(placed(lower_first(c.label), "") for c in {c.label: c for c in a.criteria}.values())
    needs = f"; still open for it: {labels}" if labels else ""
    refs = [OutcomeRef(part="alternative", line=a.line)]
    statements = [
        context.statement("recommendation", f"{opening}{needs}", criteria=[key(c) for c in a.criteria], outcomes=refs)
    ]
    statements += _first_level(a, context) if a.kind == "fewer_levels" else []
    return [*statements, *(s for r in a.grounds if context.fits(r) for s in (context.told(r),) if s is not None)]


def _held(a: AlternativeResult, context: Context) -> list[LineOutcome]:
    """Lines of the request that ask for the alternative themselves, at its levels, and stand or could."""
    return [
        line
        for line in context.outcome.lines
        if line.policy == a.policy
        and line.id != a.line
        and any(lv.level in a.levels and lv.outcome in ("necessary", "undetermined") for lv in line.per_level)
    ]


def _within_request(a: AlternativeResult, held: list[LineOutcome], where: str, context: Context) -> Statement:
    """That the lesser procedure is part of the request already."""
    stands = "meets the criteria" if a.outcome == "necessary" else "could qualify"
    name = context.policies[a.policy].title
    labels = listed(placed(lower_first(c.label), "") for c in {c.label: c for c in a.criteria}.values())
    needs = f"; still open for it: {labels}" if labels else ""
    _, has, spared = a.procedure.partition(" without ")
    without = f" without {spared}" if has and "without" not in name else ""
    codes = listed(context.code(line) for line in held)
    text = f"{capital(name)}{without}{where}, which is requested as {codes}, {stands}{needs}"
    refs = [OutcomeRef(part="alternative", line=a.line)]
    refs += (ref for line in held for ref in level_refs(line, [lv for lv in line.per_level if lv.level in a.levels]))
    return context.statement("recommendation", text, criteria=[key(c) for c in a.criteria], outcomes=refs)


def _first_level(a: AlternativeResult, context: Context) -> list[Statement]:
    """Where only further-level codes remain, that the first remaining level takes the code of a first level."""
    kept = [
        line
        for line in context.outcome.lines
        if line.policy == a.policy
        and any(lv.level in a.levels for lv in line.per_level if lv.outcome != "not_necessary")
    ]
    codes = [context.pack.codes.get(line.code) for line in kept]
    requested = {line.code: line for line in context.outcome.lines}
    parents = [p for code in codes if code is not None for p in code.parents if p in requested]
    if context.audience == "patient" or not parents or any(code is None or code.kind != "add-on" for code in codes):
        return []
    parent = requested[parents[0]]
    refs = [OutcomeRef(part="line", line=line.id) for line in (*kept, parent)]
    text = f"Requested alone, its first level takes the code {parent.code} in place of {listed(line.code for line in kept)}"
    return [context.statement("recommendation", text, outcomes=refs)]
