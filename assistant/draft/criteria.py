"""Where the request falls short, by family: what the policy asks for, and what the record does not show."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from ..check import deciding
from ..check.labels import PLACE, placed
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Section, Statement
from ..model.outcome import CriterionResult, LineOutcome
from .asides import in_question
from .claims import claimed
from .context import Context, key
from .elsewhere import elsewhere
from .nearest import nearest
from .reasons import leading, why
from .refs import level_refs
from .words import capital, listed, lower_first, sentence

OPENINGS: Final = frozenset(
    """a an the for in of at with after before under where when among on by to from both all most many some no each every other one two
    three four five six seven eight nine ten patients adults people entry""".split()  # noqa: SIM905 (a list of words reads better as text)
)
"""Words with which a sentence begins that is no name."""
_SENTENCES: Final = re.compile(r"(?<=[a-z0-9]\.) (?=[A-Z])")
Told = tuple[LineOutcome, CriterionResult]


def deficiencies(context: Context) -> Section | None:
    """Criteria that are not met or open, by family: what the policy asks for, what the record has, who asks for something else.

    The family that decides most levels comes first.
    """
    found = [
        (line, level, c)
        for line in context.outcome.lines
        if line.outcome != "incidental"
        for level in line.per_level
        for c in level.criteria
        if c.effective != "met" and c.tree.operator != "line"
    ]
    unmet = [(line, c) for line, _, c in found]
    weight = Counter(c.family for _, level, c in found if c.effective == "not_met" or level.outcome == "undetermined")
    blocks = []
    for family in sorted(dict.fromkeys(c.family for _, c in unmet), key=lambda f: -weight[f]):
        group = [(line, c) for line, c in unmet if c.family == family]
        statements = _family(group, context)
        title = capital(context.about(group[0][1], context.pack.family(family).title))
        first = statements[0].model_copy(update={"label": f"{title}."})
        blocks.append(Block(form="paragraph", statements=(first, *statements[1:])))
    if not blocks:
        return None
    failed = any(c.effective == "not_met" for _, c in unmet)
    title = context.pack.narrative.titles["deficiencies_failed" if failed else "deficiencies"]
    return Section(id="deficiencies", title=title, blocks=tuple(blocks))


def _family(group: list[Told], context: Context) -> list[Statement]:
    """Statements on one family: each distinct requirement once, the record against it, then who asks for something else."""
    statements: list[Statement] = []
    for label in dict.fromkeys(c.label for _, c in group):
        same = [(line, c) for line, c in group if c.label == label]
        criterion = context.criterion(same[0][1])
        reasons = [leading(c).reason for _, c in same]
        text = context.backed(_once(in_question(criterion.text, reasons, context), context), criterion.grounds)
        statements.append(context.statement("policy_statement", text, criteria=[key(c) for _, c in same]))
        statements += _record(same, context)
        statements += nearest(same, context)
        statements += _differing(criterion.differs, context)
        statements += elsewhere(same, criterion, context)
    return statements


def _once(text: str, context: Context) -> str:
    """What a policy asks for, without the sentences behind the first that were told of another requirement."""
    first, *rest = _SENTENCES.split(text)
    kept = [first, *(part for part in rest if part not in context.reasons_told)]
    context.reasons_told.update(rest)
    return " ".join(kept)


def _differing(refs: Iterable[str], context: Context) -> list[Statement]:
    """What other sources ask for, each told once."""
    told = [s for ref in refs if context.audience != "patient" for s in (context.told(ref),) if s]
    if told:
        told[0] = told[0].model_copy(update={"text": sentence(f"By comparison, {_within(told[0].text)}")})
    return told


def _within(text: str) -> str:
    """A sentence behind other words: in small letters where it begins with a plain word, which no name is."""
    return lower_first(text) if text.split(" ", 1)[0].lower() in OPENINGS else text


def _record(same: list[Told], context: Context) -> list[Statement]:
    """What the record has against it.

    A requirement of the line is told whole. One of each level is told here where no level has findings of its own; where they have, only
    how each level stands, and the analysis tells the findings.
    """
    groups: dict[tuple[str, ...], list[Told]] = {}
    for line, c in same:
        reason = why(c, context, full=False)
        groups.setdefault((c.effective, reason.reason, *reason.findings, *reason.treatments), []).append((line, c))
    by_level = any(c.level != NOT_STATED for _, c in same)
    if by_level and (len(groups) > 1 or any(len(k) > 2 for k in groups)) and not _told_only_here(same):
        return [_standing(same, context), *_claims(same, context)]
    statements = []
    for group in groups.values():
        _, c = group[0]
        if c.tree.operator == "request":
            statements.append(_unstated(group, context))
            continue
        reason = why(c, context, full=False)
        levels = [str(r.level) for _, r in group if r.level != NOT_STATED]
        span = context.span(levels)
        wanting = _wanting(group, context) if span else ""
        text = placed(reason.text, span) if PLACE in reason.text else f"{f'At {span} ' if span else ''}{reason.text}"
        facts = f"{reason.reason} {reason.findings} {reason.treatments}"
        if reason.findings and facts in context.reasons_told and reason.reason == "refuted":
            cited = context.cited_documents(reason.findings, reason.treatments)
            text = f"The same findings {cited} fall short of this as well"
        elif text in context.reasons_told:
            text = f"For {lower_first(c.label)} the same holds: {text}"
        context.reasons_told.update((text, facts))
        statements.append(
            context.statement(
                "application",
                f"{text}{wanting}",
                criteria=[key(r) for _, r in group],
                findings=reason.findings,
                treatments=reason.treatments,
                outcomes=_refs(group),
            )
        )
    return statements + _claims(same, context)


def _told_only_here(same: list[Told]) -> bool:
    """Whether no level hangs on it, and it is the same for all: then the analysis does not tell it."""
    answers = {(c.effective, tuple(leaf.findings for leaf in deciding(c.tree))) for _, c in same}
    levels = [lv for line, c in same for lv in line.per_level if lv.level == c.level]
    return (
        len(answers) == 1 and same[0][1].effective != "not_met" and all(lv.outcome == "not_necessary" for lv in levels)
    )


def _claims(same: list[Told], context: Context) -> list[Statement]:
    """What a document that does not prove it claims against the one that does."""
    claims = list(dict.fromkeys(i for _, c in same for i in claimed(c, context)))
    if not claims:
        return []
    against = [i for _, c in same for leaf in deciding(c.tree) if leaf.reason == "refuted" for i in leaf.findings]
    telling = [i for i in dict.fromkeys(against) if i not in claims]
    text = (
        f"Against this, {context.said(claims)}; {context.said(telling)}, and where a document and the report that could "
        "prove it differ, the report decides"
    )
    return [
        context.statement(
            "application",
            text,
            criteria=[key(c) for _, c in same],
            findings=[*claims, *telling],
            outcomes=_refs(same),
        )
    ]


def _unstated(group: list[Told], context: Context) -> Statement:
    """What the request itself leaves open or is against, and for which lines."""
    codes = listed(context.code(line) for line, _ in group)
    result = group[0][1]
    if result.effective == "not_met":
        text = f"The request for {codes} does not satisfy this"
    else:
        text = f"{capital(result.label)} is not named for {codes}"
    return context.statement("application", text, criteria=[key(r) for _, r in group], outcomes=_refs(group))


def _standing(same: list[Told], context: Context) -> Statement:
    """How each level stands: which are not met, which are open."""
    parts = []
    for truth, word in (("not_met", "not met"), ("undetermined", "open")):
        levels = [str(c.level) for _, c in same if c.effective == truth and c.level != NOT_STATED]
        if levels:
            parts.append(f"{word} at {context.span(levels)}")
    label = placed(lower_first(same[0][1].label), "")
    what = "this" if same[0][1].tree.operator == "not" else f"the requirement of {label}"
    return context.statement(
        "application",
        f"On this record {what} is {'; it is '.join(parts) or 'open'}{_wanting(same, context)}",
        criteria=[key(c) for _, c in same],
        outcomes=_refs(same),
    )


def _wanting(same: list[Told], context: Context) -> str:
    """Which examination is missing, where no sign at all was found and every level is open for it."""
    leaves = [leading(c) for _, c in same if c.effective == "undetermined"]
    if len(leaves) < len(same) or any((n.operator, n.reason) != ("correlation", "silent") for n in leaves):
        return ""
    span = context.span([str(c.level) for _, c in same if c.level != NOT_STATED])
    remedy = (
        context.criterion(same[0][1]).remedy.replace("{level}", span or "each level").replace("{side}", "both sides")
    )
    return f"; what is missing is {lower_first(remedy.rstrip('.'))}"


def _refs(group: list[Told]) -> list[OutcomeRef]:
    return [
        ref
        for line, r in group
        for ref in level_refs(line, [lv for lv in line.per_level if r.level in (lv.level, NOT_STATED)])
    ]
