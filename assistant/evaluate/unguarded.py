"""What a model would have written without the guard: each section asked for once, and taken as it comes.

It exists to measure what the guard is worth. What comes of it is a draft, never a determination: nothing here can be
rendered, signed or sent.
"""

import asyncio
import time
from functools import partial

from ..api import Composed
from ..model.base import NOT_STATED
from ..model.document import Block, Draft, Section, Statement, WriterReport
from ..settings import Settings
from ..writer import Brief, Destination, keep, masked, masking
from ..writer.brief import LEAD, briefs
from ..writer.calls import Caller
from ..writer.limits import limits_of, pace_of
from ..writer.log import key_of
from ..writer.models import CallFailed, open_model
from ..writer.prompts import own_prompts
from ..writer.section import joined, opening
from ..writer.wire import Malformed, WireStatement, read
from ..writer.writer import run
from .unruled import plain_heading, unruled


def raw_draft(
    composed: Composed, chosen: Destination, settings: Settings, *, rules: bool
) -> tuple[Draft, WriterReport]:
    """The model's own draft, and what it took. Sections for which nothing came are named in the report, and missing.

    Raises SettingsError: a budget in money for a model whose price is not known.
    """
    prompts, context = own_prompts(), composed.context
    told = briefs(composed.draft, context, composed.ground)
    asked = told if rules else tuple(map(unruled, told))
    mask = None
    if masked(chosen, settings):
        mask = masking(context.case, (opening(b, prompts, context.audience) for b in asked))
    keeper = keep(settings, chosen, context, True)
    caller = Caller(
        open_model(chosen, settings),
        limits_of(settings, chosen),
        pace=pace_of(settings, chosen),
        redaction=mask,
        keeper=keeper,
        key=partial(key_of, chosen, settings),
    )
    made: dict[str, tuple[Statement, ...]] = {}
    failed: dict[str, str] = {}

    async def one(brief: Brief) -> None:
        try:
            reply = await caller.call(opening(brief, prompts, context.audience), None, f"{brief.section.id} 1")
            made[brief.section.id] = _taken(brief, read(reply.text)[0])
        except CallFailed as error:
            failed[brief.section.id] = error.message
        except Malformed:
            failed[brief.section.id] = "the reply was not of the form asked for"

    async def all_of_them() -> None:
        try:
            await asyncio.gather(*(one(brief) for brief in asked))
        finally:
            await caller.model.close()

    began = time.monotonic()
    try:
        run(all_of_them)
    finally:
        if keeper is not None:
            keeper.log.close()
    returned = sum(map(len, made.values()))
    report = WriterReport(
        model=chosen.model,
        prompts=prompts.versions,
        returned=returned,
        accepted=returned,
        composer_sections=dict(sorted(failed.items())),
        calls=caller.spent.calls,
        retries=caller.spent.retries,
        cached=caller.spent.cached,
        prompt_tokens=caller.spent.prompt_tokens,
        reply_tokens=caller.spent.reply_tokens,
        cost=NOT_STATED if caller.cost is None else round(caller.cost, 6),
        seconds=round(time.monotonic() - began, 3),
    )
    return _draft(composed, asked, made, chosen, rules=rules), report


def _taken(brief: Brief, wires: tuple[WireStatement, ...]) -> tuple[Statement, ...]:
    """The statements of a reply, none refused."""
    return tuple(_statement(brief, wire, n) for n, wire in enumerate(wires, start=1))


def _statement(brief: Brief, wire: WireStatement, number: int) -> Statement:
    points = [p for p in brief.points if p.id in wire.points]
    labels = [p.statement.label for p in points if p.statement.label != NOT_STATED]
    return Statement(
        id=f"{brief.section.id}-{number:02d}",
        type=wire.type,
        text=" ".join(wire.text.split()),
        label=labels[0] if len(labels) == 1 else NOT_STATED,
        basis=joined([p.statement.basis for p in points], brief.basis(wire.basis)[0]),
        origin="model",
    )


def _draft(
    composed: Composed,
    asked: tuple[Brief, ...],
    made: dict[str, tuple[Statement, ...]],
    chosen: Destination,
    *,
    rules: bool,
) -> Draft:
    """The sections in their order. Title, headings and the opening sentence state outcomes, and go where no rule is told."""
    draft, case = composed.draft, composed.context.case
    sections = []
    for brief in asked:
        if brief.section.id in made and brief.section.id != LEAD:
            block = Block(form=brief.section.blocks[0].form, statements=made[brief.section.id])
            title = brief.section.title if rules else plain_heading(brief.section.id)
            sections.append(Section(id=brief.section.id, title=title, blocks=(block,), drafted_by="model"))
    return Draft(
        title=draft.title if rules else case.id,
        lead=(*(draft.lead[:1] if rules else ()), *made.get(LEAD, ())),
        sections=tuple(sections),
        drafted_by=chosen.model,
    )
