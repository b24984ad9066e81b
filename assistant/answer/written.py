"""With a model: the composer's answer told in better words, as far as the guard lets it pass, and questions that were not understood put in
other words.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..draft import Context
from ..guard import Ground
from ..model.answer import Answer
from ..model.document import Draft, Section, Statement, Violation, WriterReport
from ..settings import Settings
from ..writer import Brief, Destination, Message, Written, write
from ..writer.calls import Caller
from ..writer.limits import limits_of, pace_of
from ..writer.models import CallFailed, ChatModel, open_model
from ..writer.prompts import Prompts, as_json
from ..writer.report import credit
from ..writer.wire import Malformed, read
from ..writer.writer import masked, masking, run
from .opened import Opened
from .tell import Told

SECTION: Final = "answer"
TITLE: Final = "the answer"
BEFORE: Final = 3
"""Earlier questions that a model is told, with their answers."""

Check = Callable[[Statement, Ground], Sequence[Violation]]


@dataclass(frozen=True)
class Teller:
    """The model that answers."""

    chosen: Destination
    settings: Settings
    model: ChatModel | None = None
    """Used in place of the configured one."""


def rewritten(
    told: Told, question: str, history: Sequence[Answer], opened: Opened, teller: Teller, check: Check
) -> tuple[Told, WriterReport | None, str]:
    """The answer in the model's words where they pass, the report, and whose words it is.

    What would be is told by the composer alone: there a word too many is a claim about a case that nobody has.
    """
    grounds = {id(ground): ground for _, ground in told.blocks}
    if told.suppositions or len(grounds) != 1:
        return told, None, "composer"
    ground = next(iter(grounds.values()))
    section = Section(id=SECTION, title=TITLE, blocks=tuple(block for block, _ in told.blocks))
    written = _write(section, question, history, ground, opened, teller)
    own = written.draft.sections[0]
    if any(s.origin == "model" and check(s, ground) for b in own.blocks for s in b.statements):
        own = section
    author = credit((), (own,), teller.chosen.model)
    return replace(told, blocks=[(block, ground) for block in own.blocks]), written.report, author


def rephrased(question: str, history: Sequence[Answer], opened: Opened, teller: Teller) -> str:
    """A question that was not understood, in words of one that is; empty where the model knows none."""
    prompts = Prompts()
    material = as_json({"asked": question, "conversation": _conversation(history), "points": []})
    fence = f"===== {hashlib.sha256(material.encode()).hexdigest()[:16]} ====="
    lines = "; ".join(f"{line.procedure} ({line.code}) at {', '.join(line.levels)}" for line in opened.outcome.lines)
    told = prompts.render("rephrase", can=opened.questions.note("can"), fence=fence, lines=lines)
    given = prompts.render("material", fence=fence, material=material, title="the question")

    messages = (Message("system", told), Message("user", given))
    chosen, settings = teller.chosen, teller.settings
    mask = masking(opened.context.case, [messages]) if masked(chosen, settings) else None

    async def asked() -> str:
        model = teller.model or open_model(chosen, settings)
        caller = Caller(model, limits_of(settings, chosen), pace=pace_of(settings, chosen), redaction=mask)
        try:
            return (await caller.call(messages)).text
        finally:
            await model.close()

    try:
        wires, _ = read(run(asked))
    except (CallFailed, Malformed):
        return ""
    text = " ".join(wires[0].text.split())
    return "" if text.strip(" .").lower() == "none" else text


def _write(
    section: Section,
    question: str,
    history: Sequence[Answer],
    ground: Ground,
    opened: Opened,
    teller: Teller,
) -> Written:
    own = opened.context
    context = Context(ground.case, ground.outcome, ground.evidence, own.pack, ground.policy_sets, own.audience)

    def opening(brief: Brief, prompts: Prompts, audience: str) -> tuple[Message, ...]:
        asked = {"asked": question, "conversation": _conversation(history)}
        brief = replace(brief, material=as_json({**asked, **json.loads(brief.material)}))
        told = prompts.render("answer", audience=audience, fence=brief.fence, form=brief.form, extras=brief.extras)
        given = prompts.render("material", fence=brief.fence, material=brief.material, title=TITLE)
        return Message("system", told), Message("user", given)

    draft = Draft(title="", lead=(), sections=(section,))
    return write(draft, context, ground, teller.chosen, teller.settings, model=teller.model, opening=opening)


def _conversation(history: Sequence[Answer]) -> list[dict[str, str]]:
    """What was asked and answered before."""
    return [{"question": a.question, "answer": " ".join(s.words() for s in a.statements())} for a in history[-BEFORE:]]
