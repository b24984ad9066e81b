"""What comes next: required steps in order of effect, the alternative, level of care, restrictions told apart from necessity."""

from ..check import deciding
from ..check.labels import placed
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import AlternativeResult, CriterionResult, LevelOutcome, LineOutcome
from .context import Context, key
from .question import other_care
from .reasons import codes_at, on_file, why
from .refs import level_refs
from .words import capital, listed, lower_first

FEW = 2
"""Needs told at most where nothing could still be documented."""
_LINE = "{line}"
Wanted = list[tuple[LineOutcome, str, str]]
"""Lines, levels and criteria that a step bears on."""


def plan(context: Context) -> list[tuple[str, Wanted]]:
    """The remedies of every level that documentation could still save, those that could save most first; numbers them in the context."""
    wanted: dict[tuple[str, str], Wanted] = {}
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome not in ("necessary", "incidental") else ():
            for c in level.criteria:
                if not level.changes or c.id not in level.changes[0].criteria or c.tree.operator == "line":
                    continue
                for step in level.changes[0].steps:
                    if _belongs(step, c.id, context, line):
                        wanted.setdefault((step, c.family), []).append((line, str(level.level), key(c)))
    order = [f.id for f in context.pack.vocabulary.families]
    ranked = sorted(wanted.items(), key=lambda item: (-_saved(item[1]), -len(item[1]), order.index(item[0][1])))
    merged: dict[str, Wanted] = {}
    for (text, _), entries in ranked:
        merged.setdefault(text, []).extend(entries)
    context.numbers.update({text: n for n, text in enumerate(merged, start=1)})
    return list(merged.items())


def steps(context: Context) -> Section | None:
    """Required steps in order of effect, each with what it is needed for; then the levels that no document could save."""
    statements = [_step(text, entries, context) for text, entries in plan(context)]
    hopeless = _hopeless(context)
    blocks = []
    if statements:
        blocks.append(Block(form="steps", statements=tuple(statements)))
    if hopeless:
        blocks.append(Block(form="paragraph", statements=tuple(hopeless)))
    if not blocks:
        return None
    open_ = any(level.outcome == "undetermined" for line in context.outcome.lines for level in line.per_level)
    titles = context.pack.narrative.titles
    title = titles["steps"] if open_ else titles.get("steps_failed", titles["steps"])
    return Section(id="steps", title=title, blocks=tuple(blocks))


def alternative(context: Context) -> Section | None:
    """The lesser requests that the checker computed, each with what it still needs."""
    statements = [*(s for a in context.outcome.alternatives for s in _alternative(a, context)), *other_care(context)]
    if not statements:
        return None
    return Section(
        id="alternative",
        title=context.pack.narrative.titles["alternative"],
        blocks=(Block(form="paragraph" if len(statements) < 4 else "bullets", statements=tuple(statements)),),
    )


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
        text = f"{capital(name)} care is undetermined: it is judged only for procedures that stand, and none does on this record"
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
        if not met and outcome.criteria:
            needs = listed((context.criterion(c).needs for c in outcome.criteria), "or")
            statements.append(
                context.statement(
                    "application",
                    f"Nothing that would support it is documented: {needs}",
                    criteria=[key(c) for c in outcome.criteria],
                    outcomes=[ref],
                )
            )
        beside = [
            f.id for f in context.case.findings if f.kind in context.pack.narrative.care and f.status == "present"
        ]
        beside = [i for i in beside if not any(i in why(c, context).findings for c in met)]
        if beside:
            text = f"Also on record, beside these reasons: {context.said(beside)}"
            statements.append(context.statement("application", text, findings=beside, outcomes=[ref]))
    if outcome.outcome == "not_necessary":
        statements += _lesser_care(context)
    if rule is not None and (outcome.days != NOT_STATED or outcome.outcome == "necessary") and not rule.default:
        text = context.backed(rule.days, rule.days_grounds)
        statements.append(context.statement("policy_statement", text, criteria=[f"{context.sets[0].id}:days"]))
    return Section(
        id="setting",
        title=context.pack.narrative.titles["setting"],
        blocks=(Block(form="paragraph", statements=tuple(statements)),),
    )


def _lesser_care(context: Context) -> list[Statement]:
    """The level of care that needs no justification, where the requested one is not supported."""
    policy_set = next((s for s in context.sets if any(rule.default for rule in s.settings)), None)
    if policy_set is None:
        return []
    criterion = next(rule for rule in policy_set.settings if rule.default).criteria[0]
    text = context.backed(criterion.text, criterion.grounds)
    return [context.statement("policy_statement", text, criteria=[f"{policy_set.id}:{criterion.id}"])]


def restrictions(context: Context) -> Section | None:
    """Coding notes, and restrictions that a code carries though nothing in this request triggers them."""
    statements = []
    for line in context.outcome.lines:
        for r in line.restrictions:
            if r.kind == "incidental" and r.applies:
                continue
            rule, policy_set = context.restriction(r.id)
            others = listed(context.outcome.line(id).code for id in r.lines)
            text = f"{context.backed(rule.text, rule.grounds)} "
            if r.kind == "coding_note":
                text += f"This is a coding note for {line.code} with {others}, apart from medical necessity"
            else:
                text += f"{line.code} is requested alone here, so the rule does not apply; it would apply with any other procedure in the area"
            statements.append(
                context.statement(
                    "policy_statement",
                    text,
                    criteria=[f"{policy_set.id}:{rule.id}"],
                    outcomes=[OutcomeRef(part="line", line=line.id)],
                )
            )
    statements += _warnings(context)
    if not statements:
        return None
    return Section(
        id="restrictions",
        title=context.pack.narrative.titles["restrictions"],
        blocks=(Block(form="paragraph", statements=tuple(statements)),),
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


def _belongs(step: str, criterion: str, context: Context, line: LineOutcome) -> bool:
    """Whether a step of a change comes from this criterion: its own remedy, or that of one of its tests."""
    policy = context.policies.get(line.policy)
    candidates = (*(policy.criteria if policy else ()), *(c for s in context.sets for c in s.common))
    return any(
        c.id == criterion and (c.remedy == step or step not in {o.remedy for o in candidates}) for c in candidates
    )


def _saved(entries: list[tuple[LineOutcome, str, str]]) -> int:
    """How many levels a step bears on that nothing on record has failed."""
    return sum(
        lv.level == level and lv.outcome == "undetermined" for line, level, _ in entries for lv in line.per_level
    )


def _step(text: str, entries: list[tuple[LineOutcome, str, str]], context: Context) -> Statement:
    levels = [level for _, level, _ in entries if level != NOT_STATED]
    span = context.span(levels) or "the levels requested"
    sides = {line.side for line, _, _ in entries} - {NOT_STATED}
    side = "both sides" if len(sides) != 1 or "bilateral" in sides else f"the {sides.pop()} side"
    remedy = capital(text.replace("{level}", span).replace("{side}", side))
    unnamed = [line.code for line, level, _ in entries if level == NOT_STATED]
    decides = listed([*([span] if levels else []), *unnamed])
    refs = [
        OutcomeRef(part="level", line=line.id, level=level)
        if level != NOT_STATED
        else OutcomeRef(part="line", line=line.id)
        for line, level, _ in entries
    ]
    keys = [k for _, _, k in entries]
    results = [c for line, level, k in entries for c in line.criteria if key(c) == k and c.level in (level, NOT_STATED)]
    known, findings = _known(results, context)
    text = f"{remedy}. It is needed for {decides}{known}"
    return context.statement("recommendation", text, criteria=keys, findings=findings, outcomes=refs)


def _known(results: list[CriterionResult], context: Context) -> tuple[str, tuple[str, ...]]:
    """What a step asks for and the record has already, in some way: facts against it, or the very document."""
    reasons = [why(c, context, full=False) for c in results]
    against = tuple(dict.fromkeys(i for r in reasons if r.reason == "refuted" for i in r.findings))
    if against and all(r.reason == "refuted" for r in reasons):
        return f"; what is on file so far speaks against it {context.cited_documents(against)}", against
    there = [text for c in results for text in (on_file(c, context),) if text]
    return (f"; {there[0]}", ()) if there else ("", ())


def _hopeless(context: Context) -> list[Statement]:
    """Levels that no document could save, because a fact on record speaks against them."""
    entries = [
        (line, level)
        for line in context.outcome.lines
        if line.outcome not in ("necessary", "incidental") and line.policy != NOT_STATED
        for level in line.per_level
        if level.outcome == "not_necessary" and not level.changes and _refuted(level)
    ]
    if not entries:
        return []
    names: dict[str, list[str]] = {}
    for line, level in entries:
        names.setdefault(line.code, []).append(str(level.level))
    told = codes_at(names, context)
    keys = [key(c) for _, level in entries for c in level.criteria if c.effective == "not_met"]
    failing = [
        context.criterion(c)
        for _, level in entries
        for c in level.criteria
        if c.effective == "not_met" and c.tree.operator != "line"
    ]
    needs = dict.fromkeys(c.needs for c in failing)
    taking = f"; it would take {listed(needs)}" if len(needs) <= FEW else ""
    text = f"Nothing that could still be documented makes {told} necessary under this policy as long as these findings hold{taking}"
    # What holds of the person, and not of a place, can change: the one document that would show it is named.
    if len(needs) == 1 and failing[0].scope == "line":
        text = f"For {told} another decision would take {listed(needs)}, shown by {failing[0].remedy}; the findings on file speak against it"
    return [
        context.statement(
            "recommendation",
            text,
            criteria=keys,
            outcomes=[r for line, level in entries for r in level_refs(line, [level])],
        )
    ]


def _refuted(level: LevelOutcome) -> bool:
    """Whether a fact on record speaks against the level itself, and not only against a line that it follows."""
    failing = [c for c in level.criteria if c.effective == "not_met" and c.tree.operator != "line"]
    return any(leaf.reason in ("refuted", "mismatch") for c in failing for leaf in deciding(c.tree))


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
        opening = f"{capital(a.procedure)}{where} is the lesser procedure that {stands} instead"
    labels = listed(placed(lower_first(c.label), "") for c in {c.label: c for c in a.criteria}.values())
    needs = f"; still open for it: {labels}" if labels else ""
    refs = [OutcomeRef(part="alternative", line=a.line)]
    statements = [
        context.statement("recommendation", f"{opening}{needs}", criteria=[key(c) for c in a.criteria], outcomes=refs)
    ]
    statements += _first_level(a, context) if a.kind == "fewer_levels" else []
    return [*statements, *(s for ref in a.grounds for s in (context.told(ref),) if s is not None)]


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
    codes = listed(line.code for line in held)
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
    if not parents or any(code is None or code.kind != "add-on" for code in codes):
        return []
    parent = requested[parents[0]]
    refs = [OutcomeRef(part="line", line=line.id) for line in (*kept, parent)]
    text = f"Requested alone, its first level takes the code {parent.code} in place of {listed(line.code for line in kept)}"
    return [context.statement("recommendation", text, outcomes=refs)]
