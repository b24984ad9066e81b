"""With a model: the composer's answer told in better words, as far as the guard lets it pass, and questions that were not understood put in
other words.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final

from ..draft import Context
from ..guard import Ground
from ..model.answer import Answer
from ..model.base import NOT_STATED
from ..model.document import Draft, Section, Statement, Violation, WriterReport
from ..settings import Settings
from ..writer import Brief, Destination, Message, Written, keep, write
from ..writer.calls import Caller
from ..writer.limits import limits_of, pace_of
from ..writer.log import Book, Replay, key_of
from ..writer.models import CallFailed, ChatModel
from ..writer.prompts import Prompts, as_json
from ..writer.report import credit
from ..writer.wire import Malformed, read
from ..writer.writer import masked, masking, model_of, run
from .opened import Opened
from .spelling import cleaned
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
    replay: Replay | None = None
    """A run of the log, to be read in place of asking."""


@dataclass
class Run:
    """One answer in the log. It is begun with the first call: most questions about a supposition ask nobody."""

    opened: Opened
    teller: Teller
    asked: str
    """The question as it came."""
    history: Sequence[Answer]

    @property
    def question(self) -> str:
        """As a model is told."""
        return cleaned(self.asked)

    @cached_property
    def keeper(self) -> Book | Replay | None:
        """The log; None where none is kept. Raises StoreError."""
        own, search = self.teller, self.opened.index is not None
        if own.replay is not None:
            return own.replay
        return keep(own.settings, own.chosen, self.opened.context, search, self.asked, self.history)

    def seal(self, answer: Answer) -> None:
        """What came of it, so that it can be answered again."""
        if (kept := vars(self).get("keeper")) is not None:
            if answer.guard.writer == NOT_STATED:  # the question alone was put to the model
                kept.end(WriterReport(model=self.teller.chosen.model, prompts={}))
            kept.seal(answer)

    def close(self) -> None:
        """Lets the log go, also where no answer came of it."""
        kept = vars(self).get("keeper")
        if isinstance(kept, Book):
            kept.log.close()


def rewritten(told: Told, run: Run, check: Check) -> tuple[Told, WriterReport | None, str]:
    """The answer in the model's words where they pass, the report, and whose words it is.

    What would be is told by the composer alone: there a word too many is a claim about a case that nobody has.
    """
    grounds = {id(ground): ground for _, ground in told.blocks}
    if told.suppositions or len(grounds) != 1:
        return told, None, "composer"
    ground = next(iter(grounds.values()))
    section = Section(id=SECTION, title=TITLE, blocks=tuple(block for block, _ in told.blocks))
    written = _write(section, ground, run)
    own = written.draft.sections[0]
    if any(s.origin == "model" and check(s, ground) for b in own.blocks for s in b.statements):
        own = section
    author = credit((), (own,), run.teller.chosen.model)
    return replace(told, blocks=[(block, ground) for block in own.blocks]), written.report, author


def rephrased(asked: Run) -> str:
    """A question that was not understood, in words of one that is; empty where the model knows none."""
    prompts, opened = Prompts(), asked.opened
    material = as_json({"asked": asked.question, "conversation": _conversation(asked.history), "points": []})
    fence = f"===== {hashlib.sha256(material.encode()).hexdigest()[:16]} ====="
    lines = "; ".join(f"{line.procedure} ({line.code}) at {', '.join(line.levels)}" for line in opened.outcome.lines)
    told = prompts.render("rephrase", can=opened.questions.note("can"), fence=fence, lines=lines)
    given = prompts.render("material", fence=fence, material=material, title="the question")

    messages = (Message("system", told), Message("user", given))
    chosen, settings, keeper = asked.teller.chosen, asked.teller.settings, asked.keeper
    mask = masking(opened.context.case, [messages]) if masked(chosen, settings) else None

    async def replied() -> str:
        model = asked.teller.model or model_of(chosen, settings, keeper)
        caller = Caller(
            model,
            limits_of(settings, chosen),
            pace=pace_of(settings, chosen),
            redaction=mask,
            keeper=keeper,
            key=partial(key_of, chosen, settings),
        )
        try:
            reply = await caller.call(messages, about="rephrase")
            try:
                wires, _ = read(reply.text)
            except Malformed:
                caller.reject(reply)
                return ""
            caller.judge(reply, {"rephrased": ()})
            return wires[0].text
        finally:
            await model.close()

    try:
        text = " ".join(run(replied).split())
    except CallFailed:
        return ""
    return "" if text.strip(" .").lower() == "none" else text


def _write(section: Section, ground: Ground, run: Run) -> Written:
    own, teller = run.opened.context, run.teller
    context = Context(ground.case, ground.outcome, ground.evidence, own.pack, ground.policy_sets, own.audience)

    def opening(brief: Brief, prompts: Prompts, audience: str) -> tuple[Message, ...]:
        asked = {"asked": run.question, "conversation": _conversation(run.history)}
        brief = replace(brief, material=as_json({**asked, **json.loads(brief.material)}))
        told = prompts.render(
            "answer", audience=audience, fence=brief.fence, form=brief.form, extras=brief.extras, quoted=brief.quoted
        )
        given = prompts.render("material", fence=brief.fence, material=brief.material, title=TITLE)
        return Message("system", told), Message("user", given)

    draft, chosen, settings = Draft(title="", lead=(), sections=(section,)), teller.chosen, teller.settings
    return write(draft, context, ground, chosen, settings, model=teller.model, keeper=run.keeper, opening=opening)


def _conversation(history: Sequence[Answer]) -> list[dict[str, str]]:
    """What was asked and answered before."""
    return [{"question": a.question, "answer": " ".join(s.words() for s in a.statements())} for a in history[-BEFORE:]]
