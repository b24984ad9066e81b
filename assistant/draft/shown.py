"""What the record shows: the criteria that are met, each with the words that meet it."""

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.document import Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .context import Context, key
from .reasons import rests_on_facts, why
from .verdict import followed, level_refs
from .words import capital, located

Shown = tuple[LineOutcome, LevelOutcome, CriterionResult]


def met(context: Context) -> Section | None:
    """Criteria that are met, each with the words that meet it, its levels joined; for levels that stand, still could, or fail on
    one criterion alone, and for all where none stands or could.
    """
    none = all(lv.outcome == "not_necessary" for line in context.outcome.lines for lv in line.per_level)
    groups: dict[tuple[object, ...], list[Shown]] = {}
    for line in context.outcome.lines:
        for level in line.per_level:
            for c in level.criteria:
                if (
                    c.truth == "met"
                    and (none or level.outcome != "not_necessary" or _fails_alone(level))
                    and line.outcome != "incidental"
                    and (rests_on_facts(c.tree) or _through_lines(c))
                ):
                    reason = why(c, context)
                    if not (reason.findings or reason.treatments or _through_lines(c)):
                        continue
                    beyond_level = frozenset(i for i in reason.findings if not context.findings[i].levels)
                    groups.setdefault((c.label, beyond_level, reason.treatments), []).append((line, level, c))
    together: dict[tuple[str, str], list[list[Shown]]] = {}
    for group in groups.values():
        group.sort(key=lambda shown: context.place(shown[2].level))
        together.setdefault((group[0][2].label, context.criterion(group[0][2]).needs), []).append(group)
    statements = [_shown(same, context) for same in together.values()]
    return context.section("met", "bullets", statements) if statements else None


def _through_lines(result: CriterionResult) -> bool:
    """Whether a criterion of its own is met because other lines stand, beside what else could have met it."""
    return result.tree.operator != "line" and any(leaf.operator == "line" for leaf in deciding(result.tree))


def _fails_alone(level: LevelOutcome) -> bool:
    """Whether one criterion alone keeps a level from being necessary: then what is met is worth telling."""
    return sum(c.effective != "met" for c in level.criteria) == 1


def _shown(groups: list[list[Shown]], context: Context) -> Statement:
    """What meets a criterion, for each run of levels with the same facts, beside what the policy asks for."""
    groups.sort(key=lambda group: context.place(group[0][2].level))
    every = [shown for group in groups for shown in group]
    result = every[0][2]
    criterion = context.criterion(result)
    reasons = [why(c, context) for _, _, c in every]
    findings = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
    treatments = tuple(dict.fromkeys(i for r in reasons for i in r.treatments))
    span = context.span([str(c.level) for _, _, c in every if c.level != NOT_STATED])
    said: dict[str, list[str]] = {}
    for group in groups:
        levels = [str(c.level) for _, _, c in group if c.level != NOT_STATED]
        said.setdefault(_facts_of(group, context), []).extend(levels)
    parts = [
        f"{f'at {context.span(levels)} ' if len(said) > 1 and levels else ''}{words}" for words, levels in said.items()
    ]
    # The name of an exclusion, and one with a figure of what is asked, would read as claims of the patient.
    denied = any(context.findings[i].status == "absent" for i in findings)
    claims = denied or any(c.isdigit() for c in result.label)
    name = context.pack.family(result.family).short if claims else result.label
    asked = f"the policy asks for {criterion.needs} {context.grounds(criterion.grounds)}"
    beside, other = _other_side(every, findings, context)
    return context.statement(
        "application",
        f"{'; '.join(parts)}{beside}; {asked}",
        label=f"{capital(located(name, span))}.",
        criteria=[key(c) for _, _, c in every],
        findings=(*findings, *other),
        treatments=treatments,
        outcomes=[ref for line, level, _ in every for ref in (*level_refs(line, [level]), *followed([level], context))],
    )


def _other_side(every: list[Shown], findings: tuple[str, ...], context: Context) -> tuple[str, list[str]]:
    """Where both sides are requested and what meets a criterion is of one: what the record has of the other, and the findings."""
    sides = {context.findings[i].side for i in findings}
    if len(sides) != 1 or not sides <= {"left", "right"} or any(line.side != "bilateral" for line, _, _ in every):
        return "", []
    side = sides.pop()
    other = "left" if side == "right" else "right"
    kinds = {context.findings[i].kind for i in findings}
    same = [f.id for f in context.case.findings if f.kind in kinds and f.side == other]
    told = context.said(same) or "nothing was read"
    return f"; this is of the {side}, and both sides are requested: of the {other} {told}", same


def _facts_of(group: list[Shown], context: Context) -> str:
    """The facts of levels that share them: quoted once, referred to where a statement has quoted them."""
    reasons = [why(c, context) for _, _, c in group]
    findings = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
    treatments = tuple(dict.fromkeys(i for r in reasons for i in r.treatments))
    again = bool(findings or treatments) and context.quoted.issuperset((*findings, *treatments))
    context.quoted.update((*findings, *treatments))
    if again:
        return f"the findings quoted above {context.cited_documents(findings, treatments)} count"
    texts = {r.text for r in reasons}
    return texts.pop() if len(texts) == 1 else context.said(findings, treatments)
