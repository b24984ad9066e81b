"""What the record shows: the criteria that are met, each with the words that meet it."""

from ..check import deciding
from ..check.labels import located
from ..model.base import NOT_STATED
from ..model.document import Section, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from .beside import denied_elsewhere
from .context import Context, key
from .reasons import excludes, rests_on_facts, why
from .refs import followed, level_refs
from .roots import served
from .short_of import falling_short
from .words import capital, listed

FEW = 3
"""Facts of a group quoted before that are quoted again where they stand in another."""
Shown = tuple[LineOutcome, LevelOutcome, CriterionResult]


def met(context: Context) -> Section | None:
    """Criteria that are met, each with the words that meet it, its levels joined; for levels that stand, still could, or fail on
    one criterion alone, and for all where none stands or could.
    """
    none = all(lv.outcome == "not_necessary" for line in context.outcome.lines for lv in line.per_level)
    together: dict[tuple[str, str], list[Shown]] = {}
    for line in context.outcome.lines:
        for level in line.per_level:
            for c in level.criteria:
                if (
                    c.truth == "met"
                    and (none or level.outcome != "not_necessary" or _fails_alone(level))
                    and line.outcome != "incidental"
                    and (_by_facts(c) or _through_lines(c))
                ):
                    reason = why(c, context)
                    if reason.findings or reason.treatments or _through_lines(c):
                        together.setdefault((c.label, context.criterion(c).needs), []).append((line, level, c))
    statements = [_shown(same, also, context) for same, also in _alike(list(together.values()), context)]
    return context.section("met", "bullets", statements) if statements else None


def _alike(groups: list[list[Shown]], context: Context) -> list[tuple[list[Shown], list[list[Shown]]]]:
    """Groups, each with those after it that the same facts meet under the same name, of which only what they ask for is told."""
    first: dict[tuple[object, ...], tuple[list[Shown], list[list[Shown]]]] = {}
    for group in groups:
        facts = frozenset(i for _, _, c in group for i in (*why(c, context).findings, *why(c, context).treatments))
        levels = frozenset(str(c.level) for _, _, c in group)
        told = first.setdefault((group[0][2].label, facts, levels), (group, []))
        if told[0] is not group:
            told[1].append(group)
    return list(first.values())


def _by_facts(result: CriterionResult) -> bool:
    """Whether facts of the record meet a criterion, and not only stand beside a silence that does."""
    silent = all(n.reason in ("presumed", "silent") and not n.findings for n in deciding(result.tree))
    return rests_on_facts(result.tree) and not silent


def _through_lines(result: CriterionResult) -> bool:
    """Whether a criterion of its own is met because other lines stand, beside what else could have met it."""
    return result.tree.operator != "line" and any(leaf.operator == "line" for leaf in deciding(result.tree))


def _fails_alone(level: LevelOutcome) -> bool:
    """Whether one criterion alone keeps a level from being necessary: then what is met is worth telling."""
    return sum(c.effective != "met" for c in level.criteria) == 1


def _shown(every: list[Shown], also: list[list[Shown]], context: Context) -> Statement:
    """What meets a criterion, at which of its levels, beside what the policy asks for.

    `also`: groups that the same facts meet, of other procedures.
    """
    every.sort(key=lambda shown: context.place(shown[2].level))
    result = every[0][2]
    criterion = context.criterion(result)
    reasons = [why(c, context) for _, _, c in every]
    findings = tuple(dict.fromkeys(i for r in reasons for i in r.findings))
    treatments = tuple(dict.fromkeys(i for r in reasons for i in r.treatments))
    span = context.span([str(c.level) for _, _, c in every if c.level != NOT_STATED])
    facts = _facts([c for _, _, c in every], findings, treatments, context)
    # The name of an exclusion, and one with a figure of what is asked, would read as claims of the patient.
    denied = [context.findings[i] for i in findings if context.findings[i].status == "absent"]
    claims = any(c.isdigit() for c in result.label)
    short = context.pack.family(result.family).short
    named = any(short in finding.quote.lower() for finding in denied)
    # Named by its family alone, an exclusion that is met would read as a finding of what it excludes.
    name = (f"exclusion of {short}" if excludes(result) else short) if claims else result.label
    asked = f"the policy asks for {criterion.needs} {context.grounds(criterion.grounds)}"
    for group in also:
        line, _, c = group[0]
        own = context.criterion(c)
        asked += f"; for {context.policies[line.policy].title} it asks for {own.needs} {context.grounds(own.grounds)}"
    beside, other = _other_side(every, findings, context)
    roots = served((c for _, _, c in every), context)
    if unsaid := _unsaid(result):
        beside += f", with {listed(unsaid)}"
    if against := denied_elsewhere(findings, context):
        beside, other = f"{beside}; against this, {context.said(against)}", [*other, *against]
    short, measures = falling_short([c for _, _, c in every], findings, context)
    beside, other = f"{beside}{short}", [*other, *measures]
    every = [*every, *(shown for group in also for shown in group)]
    return context.statement(
        "application",
        f"{facts}{beside}{f'; {roots}' if roots else ''}; {asked}",
        label=NOT_STATED if named else f"{capital(located(name, span))}.",
        criteria=[key(c) for _, _, c in every],
        findings=(*findings, *other),
        treatments=treatments,
        outcomes=[ref for line, level, _ in every for ref in (*level_refs(line, [level]), *followed([level], context))],
    )


def _unsaid(result: CriterionResult) -> list[str]:
    """What else an exclusion of several things asks to be absent, of which the record says nothing: the facts told are of the rest."""
    if not excludes(result) or result.tree.operator != "all":
        return []
    parts = [node for node in result.tree.children if node.operator == "not"]
    return [node.label for node in parts if all(leaf.reason == "silent" for leaf in deciding(node))]


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


def _facts(
    results: list[CriterionResult], findings: tuple[str, ...], treatments: tuple[str, ...], context: Context
) -> str:
    """The facts that meet a criterion: quoted once, with the levels that they hold for where those differ and the words do not say so;
    referred to where a statement has quoted them.
    """
    facts = frozenset((*findings, *treatments))
    again = bool(facts) and (
        facts in context.quoted
        or (len(facts) > 1 and any(facts <= told for told in context.quoted))
        or (len(facts) > FEW and facts <= frozenset().union(*context.quoted))
    )
    context.quoted.add(facts)
    if again:
        return f"the findings quoted above {context.cited_documents(findings, treatments)} count here too"
    reasons = [(str(c.level), why(c, context)) for c in results]
    texts = dict.fromkeys(reason.text for _, reason in reasons)
    if len(texts) == 1:
        return next(iter(texts))
    every = list(dict(reasons))
    held: dict[tuple[str, str], tuple[str, dict[str, None]]] = {}  # the same words of one document are told once
    for level, reason in reasons:
        for i in reason.findings:
            fact = context.findings[i]
            held.setdefault((fact.document, context.words(fact)), (i, {}))[1][level] = None
    whole: list[str] = []
    placed: dict[tuple[str, ...], list[str]] = {}
    for i, levels in held.values():
        of_them = any(context.speaks_of(context.findings[i], level) for level in levels)
        if (
            len(levels) == len(every) or context.names(i, tuple(levels)) or not of_them
        ):  # one place may carry the others
            whole.append(i)
        else:
            placed.setdefault(tuple(levels), []).append(i)
    placed = {levels: own for levels, ids in placed.items() if (own := _not_within(ids, whole, context))}
    parts = [context.said(whole, treatments)] if whole or treatments else []
    parts += (f"at {context.span(levels)} {context.said(ids)}" for levels, ids in placed.items())
    return "; ".join(parts)


def _not_within(ids: list[str], whole: list[str], context: Context) -> list[str]:
    """Findings but those whose words stand within the words of one of the same level that is quoted already."""

    def within(id: str) -> bool:
        fact = context.findings[id]
        told = (context.findings[i] for i in whole)
        same = (f for f in told if f.document == fact.document and set(fact.levels) <= set(f.levels))
        return any(context.words(fact).strip("“”") in context.words(f) for f in same)

    return [id for id in ids if not within(id)]
