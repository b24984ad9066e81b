"""The composer's answer: each question to what answers it."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from ..draft.steps import steps
from ..model.answer import Answer, QuestionKind, Subject, Supposition, Understood
from . import reasons, record, sources, terms
from .another import another
from .argue import argument
from .compared import compare
from .hypothesis import other_set, what_if
from .opened import Opened
from .premise import corrected, presumed
from .required import requirement
from .sided import on_one_side, one_side
from .suppose import Supposer
from .tell import Told
from .weighed import on_record
from .worlds import world

Answerer = Callable[[Understood, Opened], Told]
ANSWERERS: Final[dict[QuestionKind, Answerer]] = {
    "verdict": reasons.verdict,
    "why": reasons.why,
    "exception": reasons.exception,
    "change": reasons.change,
    "alternative": reasons.alternatives,
    "summary": reasons.summarised,
    "plain": reasons.plainly,
    "setting": reasons.level_of_care,
    "record": on_record,
    "requirement": requirement,
    "evidence": sources.evidence,
    "process": sources.process,
    "coding": reasons.coding,
    "term": terms.term,
    "argument": argument,
    "compare": compare,
    "other_set": other_set,
    "what_if": what_if,
}


def compose_answer(understood: Sequence[Understood], opened: Opened, history: Sequence[Answer] = ()) -> Told:
    """What the composer says to the questions, one behind the other."""
    told = Told()
    for asked in understood:
        if (other := another(asked, opened)).blocks:
            told.add(other)
            continue
        if asked.subject.unrequested and not asked.subject.lines and asked.kind not in ("term", "what_if", "evidence"):
            told.note("not_requested")
            asked = asked.model_copy(update={"subject": asked.subject.model_copy(update={"unrequested": ()})})
            told.add(reasons.verdict(asked.model_copy(update={"subject": Subject()}), opened))
            continue
        known = presumed(asked, opened)
        if asked.kind == "unclear" and known.blocks:
            told.add(known)
            continue
        if asked.kind == "unclear":
            told.note("unclear")
            told.note("can")
            continue
        if asked.kind == "what_if" or (asked.kind == "setting" and Supposer(opened).setting(asked.text)):
            told.add(what_if(asked, opened, _earlier(asked, opened, history)))
            continue
        if asked.kind in ("change", "alternative", "verdict") and (side := one_side(asked.text, opened)):
            told.add(what_if(asked, opened))
            context, ground = world(on_one_side(opened.context.case, side), opened, opened.outcome.policy_set)
            told.section(steps(context), ground)
            continue
        if _elsewhere(asked, opened):
            told.note("other_place")
            told.add(record.told_of(record.facts_of(Subject(levels=asked.subject.levels), opened), opened))
        told.add(corrected(asked, opened))
        told.add(ANSWERERS[asked.kind](asked, opened))
        told.add(known)
    return told


def _elsewhere(asked: Understood, opened: Opened) -> bool:
    """Whether a question on the request names only levels at which nothing is requested."""
    requested = {level for line in opened.outcome.lines for level in line.levels}
    of_request = asked.kind in ("why", "change", "verdict", "exception", "requirement", "alternative")
    return of_request and bool(asked.subject.levels) and requested.isdisjoint(asked.subject.levels) and bool(requested)


def _earlier(asked: Understood, opened: Opened, history: Sequence[Answer]) -> tuple[Supposition, ...]:
    """The suppositions that a further one is added to: those of the answer before, where the question says so."""
    if history and re.search(opened.questions.again, asked.text.lower()):
        return history[-1].suppositions
    return ()
