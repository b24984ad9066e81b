"""What an approval hangs on: the single facts and documents without which a part that stands would no longer stand."""

from collections.abc import Iterator, Sequence
from typing import Final

from ..check import standing
from ..draft import Context
from ..draft.shown import met
from ..errors import AssistantError
from ..guard import Ground
from ..model.case import Finding, Treatment
from ..model.document import Statement
from ..model.outcome import LevelOutcome
from .changed import less
from .hypothesis import placed_in, stand
from .opened import Opened
from .tell import Told
from .worlds import world

MOST: Final = 12
"""Facts, or documents, that are taken away one by one."""
Fact = Finding | Treatment


def hinges(context: Context, opened: Opened) -> Told:
    """What stands in a part of the outcome and each fact that carries it alone; where none does, each document that does."""
    told = Told()
    places = [
        (line.id, str(level.level))
        for line in context.outcome.lines
        for level in line.per_level
        if level.outcome == "necessary"
    ]
    case = opened.context.case
    every: list[Fact] = [*case.findings, *case.treatments]
    facts = _resting(context)[:MOST]
    for fact in facts:
        for made, ground in _without([fact], places, opened):
            told.say([made], ground, "bullets")
    if not told.blocks and len(case.documents) > 1:
        for document in case.documents[:MOST]:
            own = [f for f in every if f.document == document.id]
            for made, ground in _without(own, places, opened) if own else ():
                told.say([made], ground, "bullets")
    several = "carried_by_several" if len(case.documents) > 1 else "carried_by_facts"
    told.note("hypothetical" if told.blocks else several)
    if not told.blocks:
        told.section(met(context), opened.ground)
    return told


def _resting(context: Context) -> list[Fact]:
    """The facts that the met criteria of what stands rest on, in the order of the criteria."""
    ids = dict.fromkeys(
        id
        for line in context.outcome.lines
        for level in line.per_level
        if level.outcome == "necessary"
        for c in level.criteria
        for leaf in standing(c.tree)
        for id in (*leaf.findings, *leaf.treatments)
    )
    return [context.findings.get(id) or context.treatments[id] for id in ids]


def _itself(level: LevelOutcome) -> bool:
    """Whether a level falls on a criterion of its own, and not only with a line that it follows."""
    return any(c.effective != "met" and c.tree.operator != "line" for c in level.criteria)


def _without(
    facts: Sequence[Fact], places: Sequence[tuple[str, str]], opened: Opened
) -> Iterator[tuple[Statement, Ground]]:
    """How places would stand without some facts, where one no longer would: under the name of what is taken away."""
    try:
        context, ground = world(less(opened.context.case, [f.id for f in facts]), opened, opened.outcome.policy_set)
    except AssistantError:
        return
    fallen = [(ln, lv) for ln, lv in placed_in(context.outcome, places) if lv.outcome != "necessary" and _itself(lv)]
    if not fallen:
        return
    fact = facts[0]
    taken = context.words(fact) if len(facts) == 1 else f"what {context.document_name(fact.document)} says"
    for made in stand(fallen, context, still=False):
        text = f"Without {taken} [[record:{fact.document}]], {made.text[:1].lower()}{made.text[1:]}"
        yield made.model_copy(update={"text": text}), ground
