"""All sections at once: briefs out, guarded statements in, one draft with its report."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from ..draft import Context
from ..guard import Ground
from ..guard.coverage import contradictions, repetitions, statements_of
from ..model.case import Case
from ..model.document import Draft, Section, Statement, Violation
from ..settings import Settings
from .brief import LEAD, Brief, Recast, as_it_is, briefs
from .calls import Caller, Sleep
from .limits import limits_of, pace_of
from .log import Book, Replay, key_of
from .models import ChatModel, Destination, Heard, Message, Reply, open_model
from .prompts import Prompts, own_prompts
from .redact import Redaction, redaction_of
from .report import Written, report_of
from .section import Opening, SectionWork, Shown, opening, write_section

Result = TypeVar("Result")
_CLASHES = 3
"""Times that statements of different sections are held against each other, each time without those that clashed."""


def write(
    draft: Draft,
    context: Context,
    ground: Ground,
    chosen: Destination,
    settings: Settings,
    *,
    model: ChatModel | None = None,
    sleep: Sleep = asyncio.sleep,
    told: Callable[[str], None] = lambda step: None,
    shown: Shown | None = None,
    keeper: Book | Replay | None = None,
    opening: Opening = opening,
    recast: Recast = as_it_is,
) -> Written:
    """The composer's draft with every section rewritten as far as the guard lets it pass. Whatever the endpoint does, a
    whole draft comes back.

    `model`: used in place of the configured one. `sleep`: waits between two tries. `told` hears of each section done, `shown` is
    given statements as they pass. `keeper`: the log that the run is written to, or read from. `opening`: what the model is
    first told. `recast`: what becomes of each brief before.
    """
    prompts = own_prompts()
    works = [SectionWork(recast(brief), ground) for brief in briefs(draft, context, ground)]
    start = time.monotonic()
    mask = None
    if masked(chosen, settings):
        mask = masking(context.case, (opening(w.brief, prompts, context.audience) for w in works))
    caller = Caller(
        model or model_of(chosen, settings, keeper),
        limits_of(settings, chosen),
        sleep,
        pace=pace_of(settings, chosen),
        redaction=mask,
        keeper=keeper,
        key=partial(key_of, chosen, settings),
    )
    run(lambda: _all(works, prompts, context.audience, caller, told, shown, opening))
    _agree(works, draft, ground)
    merged, restored = _merged(works, draft)
    report = report_of(works, chosen, prompts, caller, restored, time.monotonic() - start)
    if isinstance(keeper, Replay):
        report = keeper.report
    elif keeper is not None:
        report = report.model_copy(update={"run": keeper.run})
        keeper.end(report)
    return Written(merged, report, tuple(v for w in works for v in w.violations))


def first_messages(draft: Draft, context: Context, ground: Ground) -> tuple[tuple[Brief, tuple[Message, ...]], ...]:
    """What would be sent first, section by section."""
    prompts = own_prompts()
    return tuple((brief, opening(brief, prompts, context.audience)) for brief in briefs(draft, context, ground))


async def _all(
    works: Sequence[SectionWork],
    prompts: Prompts,
    audience: str,
    caller: Caller,
    told: Callable[[str], None],
    shown: Shown | None,
    opening: Opening,
) -> None:
    """Writes every section; a failure of one leaves the others alone."""

    async def one(work: SectionWork) -> None:
        await write_section(work, caller, prompts, audience, shown, opening)
        told(f"written: {work.brief.section.title}")

    try:
        await asyncio.gather(*(one(work) for work in works))
    finally:
        await caller.model.close()


def masked(chosen: Destination, settings: Settings) -> bool:
    """Whether persons are kept back from where a draft would go."""
    return settings.writer_redact and bool(chosen.host) and not chosen.local


def masking(case: Case, conversations: Iterable[tuple[Message, ...]]) -> Redaction:
    """What stands for persons in the conversations about a case. It is numbered here, once: calls run side by side."""
    redaction = redaction_of(case)
    for message in (m for messages in conversations for m in messages):
        redaction.redact(message.text)
    return redaction


def model_of(chosen: Destination, settings: Settings, keeper: Book | Replay | None) -> ChatModel:
    """The configured model; where a run is read again, none that could be asked."""
    return _Unasked() if isinstance(keeper, Replay) else open_model(chosen, settings)


class _Unasked:
    """Stands where a run is read again: every reply is known."""

    async def complete(self, messages: tuple[Message, ...], heard: Heard | None = None) -> Reply:
        raise AssertionError("a run that is read again asks nobody")

    async def close(self) -> None:
        """Nothing."""


def run(make: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Runs to the end, also where the caller is itself in an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(make())
    done: list[Result] = []
    failed: list[BaseException] = []

    def apart() -> None:
        try:
            done.append(asyncio.run(make()))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=apart, daemon=True)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done[0]


def _merged(works: Iterable[SectionWork], draft: Draft) -> tuple[Draft, int]:
    """The draft with the sections as they now stand, and how many points were restored in them."""
    restored = 0
    sections: dict[str, Section] = {}
    for work in works:
        section, count = work.section()
        sections[section.id] = section
        restored += count
    lead = draft.lead
    if LEAD in sections:
        lead = (*draft.lead[:1], *sections[LEAD].blocks[0].statements)
    merged = tuple(sections.get(s.id, s) for s in draft.sections)
    return draft.model_copy(update={"lead": lead, "sections": merged}), restored


def _agree(works: Sequence[SectionWork], draft: Draft, ground: Ground) -> None:
    """Takes back statements of the model that repeat or contradict what stands elsewhere."""
    known = {v.statement for v in _clashes(statements_of(draft.lead, draft.sections), ground)}
    for _ in range(_CLASHES):
        merged, _ = _merged(works, draft)
        statements = statements_of(merged.lead, merged.sections)
        clashes = [v for v in _clashes(statements, ground) if v.statement not in known]
        if not clashes:
            return
        by_id = {s.id: s for s in statements}
        for violation in clashes:
            for id in _to_blame(by_id[violation.statement], statements):
                if any(work.refuse(id, violation) for work in works):
                    break


def _clashes(statements: Sequence[Statement], ground: Ground) -> list[Violation]:
    return [*repetitions(statements, ground), *contradictions(statements, ground)]


def _to_blame(later: Statement, statements: Sequence[Statement]) -> list[str]:
    """The model's statement of two that clash: the later, or the earlier ones that speak of the same."""
    if later.origin == "model":
        return [later.id]
    same = (s for s in statements if s.origin == "model")
    return [s.id for s in same if s.basis.outcomes == later.basis.outcomes or s.words() == later.words()]
