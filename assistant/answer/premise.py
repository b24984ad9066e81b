"""What a question takes for granted, held against the outcome and the record: an answer that only passed it over would confirm it."""

import re
from collections.abc import Sequence
from typing import Final

from ..draft.question import untold
from ..model.answer import QuestionKind, Subject, Understood
from ..model.base import NOT_STATED
from ..model.document import Statement
from . import reasons
from .opened import Opened
from .question import SENTENCES
from .record import facts_of, told_of
from .spoken import sentences, spoken
from .subject import SubjectReader
from .tell import Told

OF_OUTCOMES: Final[tuple[QuestionKind, ...]] = ("why", "exception", "change", "process")
"""Kinds of question that may take an outcome for granted."""
OF_FACTS: Final[tuple[QuestionKind, ...]] = (*OF_OUTCOMES, "verdict", "requirement", "unclear")
"""Kinds that may take a fact for granted, beside what they ask."""


def corrected(asked: Understood, opened: Opened) -> Told:
    """What comes before the answer: that the outcome taken for granted is another one, with the one that is so."""
    told = Told()
    if asked.kind not in OF_OUTCOMES or not (note := _outcome_note(asked, opened)):
        return told
    told.note(note)
    places = Subject(lines=asked.subject.lines, levels=asked.subject.levels)
    if asked.kind != "why" or ((asked.subject.criteria or asked.subject.kinds) and places == Subject()):
        told.add(reasons.verdict(asked.model_copy(update={"subject": places}), opened))
    return told


def _outcome_note(asked: Understood, opened: Opened) -> str:
    """The note on an outcome that is taken for granted and is not so; empty where none is."""
    words, lower = opened.questions, asked.text.lower()
    refused = re.search(words.refused, lower) is not None
    granted = asked.kind == "why" and re.search(words.granted, re.sub(words.refused, "", lower)) is not None
    if asked.subject.setting or refused == granted:
        return ""
    found = _outcomes(asked.subject, opened)
    if len(found) > 1 and re.search(words.partial, lower):
        return ""
    if found == {"undetermined"}:
        return "still_open" if refused else "not_granted"
    wrong, right = ("necessary", "not_necessary") if refused else ("not_necessary", "necessary")
    if found == {wrong}:
        return "not_refused" if refused else "not_granted"
    named = bool(asked.subject.lines or asked.subject.levels)
    return "not_alike" if wrong in found and (named or right not in found) else ""


def _outcomes(subject: Subject, opened: Opened) -> set[str]:
    """How the parts asked about stand, level by level; what is part of another line counts as refused."""
    found = set()
    for line in opened.lines(subject.lines):
        for level in line.per_level:
            if subject.levels and level.level not in (*subject.levels, NOT_STATED):
                continue
            found.add("not_necessary" if line.outcome == "incidental" else str(level.outcome))
    return found


def presumed(asked: Understood, opened: Opened) -> Told:
    """What the record has of facts that the question brings in as known, and whether any criterion turns on them."""
    told = Told()
    if asked.kind not in OF_FACTS or not (clauses := _clauses(asked.text, opened)):
        return told
    reader, case = SubjectReader(opened), opened.context.case
    for clause in clauses:
        subject = reader.read(clause)
        if not (subject.kinds or subject.treatments):
            continue
        facts = facts_of(subject.model_copy(update={"documents": ()}), opened)
        plain = asked.model_copy(update={"subject": Subject(), "text": clause})
        if lines := [] if facts else sentences(plain, opened):
            told.say((spoken(d, words, opened.fresh()) for d, words in lines), opened.ground, "bullets")
            continue
        requesting = {d.id for d in case.documents if opened.context.document_kind(d.id).groups == ("request",)}
        if not any(f.status == "present" and f.document not in requesting for f in facts):
            told.note("not_so")
        idle = tuple(untold(opened.fresh(), subject.kinds))
        told.say(idle, opened.ground)
        if not idle:
            told.add(told_of(facts, opened))
        if not facts:
            told.say([_absent(subject, opened)], opened.ground)
    return told


def _absent(subject: Subject, opened: Opened) -> Statement:
    """That no document states what a clause names."""
    context = opened.fresh()
    kinds = [context.pack.kind(k).label for k in subject.kinds]
    labels = kinds or [context.pack.treatment(t).label for t in subject.treatments]
    return context.statement("record_fact", f"Not in the record: {labels[0]}")


def _clauses(text: str, opened: Opened) -> Sequence[str]:
    """The clauses that say something as known: sentences that ask nothing, and what follows a word of giving reasons."""
    parts = SENTENCES.split(re.sub(opened.questions.contrast, "", text, flags=re.IGNORECASE))
    plain = [p for p in parts if not p.rstrip().endswith("?")] if parts[-1].rstrip().endswith("?") else []
    asking = " ".join(p for p in parts if p not in plain)
    return [*plain, *(m[1] for m in re.finditer(opened.questions.presumes, asking, re.IGNORECASE))]
