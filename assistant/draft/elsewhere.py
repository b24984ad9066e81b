"""What another payer's threshold would make of a level that fails a criterion here."""

from collections.abc import Iterator

from ..check import Others, deciding
from ..check.labels import WORDS, placed
from ..model.base import NOT_STATED
from ..model.document import OutcomeRef, Statement
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome
from ..model.policy import Criterion
from .context import Context, key
from .reasons import codes_at
from .words import lower_first


def elsewhere(
    same: list[tuple[LineOutcome, CriterionResult]], criterion: Criterion, context: Context
) -> Iterator[Statement]:
    """For each set that rests on a requirement told for comparison: how the levels that fail here stand under it."""
    failing = [(line, c) for line, c in same if c.effective == "not_met" and c.level != NOT_STATED]
    if context.others is None or context.audience == "patient" or not failing or not criterion.differs:
        return
    for id in context.others.ids():
        held = [
            found
            for line, c in failing
            if (found := _answer(line, c, criterion, id, context.others, context)) is not None
        ]
        if held:
            yield _told(held, id, context)


Held = tuple[LineOutcome, LevelOutcome, CriterionResult]


def _answer(
    line: LineOutcome, result: CriterionResult, criterion: Criterion, id: str, others: Others, context: Context
) -> Held | None:
    """The level and the criterion of the same family under another set, where that rests on what is told for comparison."""
    policies = context.pack.policy_set(id, others.day).policies
    asking = {
        f"{p.id}:{c.id}"
        for p in policies
        if line.code in p.codes
        for c in p.criteria
        if c.family == result.family and not set(c.grounds).isdisjoint(criterion.differs)
    }
    if not asking:
        return None
    there = others.outcome(id).line(line.id)
    for level in there.per_level:
        for c in level.criteria:
            if level.level == result.level and key(c) in asking:
                return there, level, c
    return None


def _told(held: list[Held], id: str, context: Context) -> Statement:
    """How the criterion, and with it each level, stands under the other set."""
    met = [h for h in held if h[2].truth == "met"]
    # One that is open there is told as open; a refusal is told only where all refuse.
    held = met or [h for h in held if h[2].truth == "undetermined"] or held
    label = placed(lower_first(held[0][2].label), "")
    facts = [i for _, _, c in held for leaf in deciding(c.tree) for i in leaf.findings]
    span = context.span(dict.fromkeys(str(level.level) for _, level, _ in held))
    if met:
        codes: dict[str, dict[str, list[str]]] = {}
        for line, level, _ in held:
            codes.setdefault(WORDS[level.outcome], {}).setdefault(line.code, []).append(str(level.level))
        stands = "; ".join(
            f"{codes_at(at, context)} {'is' if len(at) == 1 else 'are'} {word} there" for word, at in codes.items()
        )
        text = f"Under the policy set {id} {label} is met at {span} {context.cited_documents(facts)}, and {stands}"
    elif held[0][2].truth == "undetermined":
        text = f"Under the policy set {id} {label} is open at {span} {context.cited_documents(facts)}"
    else:
        text = f"Under the policy set {id} {label} is not met at {span} either {context.cited_documents(facts)}"
    return context.statement(
        "application",
        text,
        criteria=[key(c) for _, _, c in held],
        findings=facts,
        outcomes=[OutcomeRef(part="level", line=line.id, level=level.level) for line, level, _ in held],
        policy_set=id,
    )
