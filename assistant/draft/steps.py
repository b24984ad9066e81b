"""The required steps: what each level still needs, in order of effect; and the levels that no document could save."""

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .beside import lacking
from .context import Context, key
from .reasons import codes_at, leading, on_file, why
from .refs import level_refs
from .words import capital, listed

FEW = 3
"""Needs told at most where nothing could still be documented."""
REPORTS = "reports"
"""Stands for the step that asks for the reports behind what the record gives second-hand."""
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
    told: dict[str, Wanted] = {}
    for text, entries in merged.items():
        # What the record gives second-hand is settled by the reports themselves, whatever else would meet the criterion.
        step = REPORTS if all(leading(c).reason == "second_hand" for c in _results(entries)) else text
        told.setdefault(step, []).extend(entries)
        context.numbers[text] = list(told).index(step) + 1
    return list(told.items())


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
    which = "steps" if open_ else "steps_failed" if statements else "steps_none"
    title = titles.get(which, titles["steps"])
    return Section(id="steps", title=title, blocks=tuple(blocks))


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
    unnamed = [context.code(line) for line, level, _ in entries if level == NOT_STATED]
    decides = listed([*([span] if levels else []), *unnamed])
    refs = [
        OutcomeRef(part="level", line=line.id, level=level)
        if level != NOT_STATED
        else OutcomeRef(part="line", line=line.id)
        for line, level, _ in entries
    ]
    keys = [k for _, _, k in entries]
    results = _results(entries)
    if text == REPORTS:
        findings = tuple(dict.fromkeys(i for c in results for i in why(c, context).findings))
        told = context.said(findings)
        text = f"The report that could prove what is on file without one: {told}. Needed for {decides}"
        return context.statement("recommendation", text, criteria=keys, findings=findings, outcomes=refs)
    known, findings, treatments = _known(results, context)
    for_what = known.removeprefix("; ") if _for_all(entries, context) else f"needed for {decides}{known}"
    text = f"{remedy}{f'. {capital(for_what)}' if for_what else ''}"
    return context.statement(
        "recommendation", text, criteria=keys, findings=findings, treatments=treatments, outcomes=refs
    )


def wanting(context: Context) -> list[Statement]:
    """What would show each criterion that fails, those of most levels first, also where findings on record leave nothing to send."""
    wanted: dict[str, Wanted] = {}
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome not in ("necessary", "incidental") else ():
            for c in level.criteria:
                if c.effective == "not_met" and c.tree.operator != "line":
                    wanted.setdefault(context.criterion(c).remedy, []).append((line, str(level.level), key(c)))
    return [_step(text, entries, context) for text, entries in sorted(wanted.items(), key=lambda item: -len(item[1]))]


def _for_all(entries: Wanted, context: Context) -> bool:
    """Whether a step bears on all that is requested: then nothing has to be told apart."""
    return {(line.id, level) for line, level, _ in entries} >= {
        (line.id, str(level.level)) for line in context.outcome.lines for level in line.per_level
    }


def _results(entries: Wanted) -> list[CriterionResult]:
    """The results that a step bears on."""
    return [c for line, level, k in entries for c in line.criteria if key(c) == k and c.level in (level, NOT_STATED)]


def _known(results: list[CriterionResult], context: Context) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What a step asks for and the record has already, in some way: facts against it, a part of it, or the very document."""
    reasons = [why(c, context, full=False) for c in results]
    against = tuple(dict.fromkeys(i for r in reasons if r.reason == "refuted" for i in r.findings))
    if against and all(r.reason == "refuted" for r in reasons):
        told = f"what is on file so far points the other way {context.cited_documents(against)}"
        return f"; {told}, so only what is found later could show it", against, ()
    if reasons and all(r.reason == "mismatch" for r in reasons):
        signs = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
        across = all("signs_on" in leading(c).detail for c in results)
        where = "are of the other side" if across else "belong to other levels"
        return f"; the signs on file so far {where} {context.cited_documents(signs)}", signs, ()
    if reasons and all(r.reason == "outdated" for r in reasons):
        old = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
        return (
            f"; what is on file so far is too old to count {context.cited_documents(old)}",
            old,
            (),
        )
    if reasons and all(r.reason == "undated" for r in reasons):
        seen = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
        return (
            f"; what is on file so far bears no day {context.cited_documents(seen)}; the report of it with its date would do",
            seen,
            (),
        )
    if part := next((lacks for c in results for lacks in (_wanting(c, context),) if lacks), None):
        return part
    there = [text for c in results for text in (on_file(c, context),) if text]
    return (f"; {there[0]}", (), ()) if there else ("", (), ())


def _wanting(result: CriterionResult, context: Context) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Of treatment whose length is on file, what is not, with the treatments; None where more than that is missing."""
    leaf = leading(result)
    known = leaf.operator == "treatment" and leaf.reason == "incomplete" and "weeks" not in leaf.detail
    if not known or any(NOT_STATED in (t.start, t.end) for t in map(context.treatments.__getitem__, leaf.treatments)):
        return None
    lacks = lacking(leaf, leaf.treatments, context)
    return f"; {context.said((), leaf.treatments)}, {lacks}", (), leaf.treatments


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
        names.setdefault(context.code(line), []).append(str(level.level))
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
    against = ("refuted", "mismatch", "shown")
    return any(leaf.reason in against and leaf.findings for c in failing for leaf in deciding(c.tree))
