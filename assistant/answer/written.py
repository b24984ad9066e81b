"""With a model: the composer's answer told in better words, as far as the guard lets it pass, and questions that were not understood put in
other words.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from ..draft import Context
from ..guard import Ground
from ..model.answer import Answer
from ..model.document import Draft, Section, Statement, Violation, WriterReport
from ..settings import Settings
from ..writer import Brief, Destination, Message, Written, keep, write
from ..writer.calls import Caller
from ..writer.limits import limits_of, pace_of
from ..writer.log import Book, key_of
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

    async def asked(keeper: Book | None) -> str:
        model = teller.model or open_model(chosen, settings)
        caller = Caller(
            model,
            limits_of(settings, chosen),
            pace=pace_of(settings, chosen),
            redaction=mask,
            keeper=keeper,
            key=partial(key_of, chosen, settings),
        )
        try:
            return (await caller.call(messages, about="rephrase")).text
        finally:
            await model.close()

    try:
        with _logged(opened.context, teller) as keeper:
            wires, _ = read(run(lambda: asked(keeper)))
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
        told = prompts.render(
            "answer", audience=audience, fence=brief.fence, form=brief.form, extras=brief.extras, quoted=brief.quoted
        )
        given = prompts.render("material", fence=brief.fence, material=brief.material, title=TITLE)
        return Message("system", told), Message("user", given)

    draft, chosen, settings = Draft(title="", lead=(), sections=(section,)), teller.chosen, teller.settings
    with _logged(context, teller) as keeper:
        return write(draft, context, ground, chosen, settings, model=teller.model, keeper=keeper, opening=opening)


@contextmanager
def _logged(context: Context, teller: Teller) -> Iterator[Book | None]:
    """A run in the log. It is never sealed: no document came of it that could be drafted again."""
    keeper = keep(teller.settings, teller.chosen, context, True)
    try:
        yield keeper
    finally:
        if keeper is not None:
            keeper.log.close()


def _conversation(history: Sequence[Answer]) -> list[dict[str, str]]:
    """What was asked and answered before."""
    return [{"question": a.question, "answer": " ".join(s.words() for s in a.statements())} for a in history[-BEFORE:]]
