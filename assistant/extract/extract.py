"""The record read by a model, document by document; what is proved joins what the offline reader found."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from ..errors import Problem
from ..intake.consistency import flaws
from ..intake.flaw import short
from ..intake.text.case import ReadCase
from ..intake.text.facts import Span
from ..intake.text.record import Reader, reader_of
from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..pack.pack import Pack
from ..settings import Settings
from ..writer.again import keep_reading
from ..writer.calls import Caller
from ..writer.limits import limits_of, pace_of
from ..writer.log import key_of
from ..writer.models import CallFailed, ChatModel, Destination, Message, open_model
from ..writer.prompts import Prompts, as_json
from ..writer.writer import masked, masking, run
from .combine import Combined, combine
from .prove import Prover, Unproved
from .wire import Malformed, WireFact, read, schema

PIECE: Final = 12_000
"""Characters of a document that are read in one call."""
ROUNDS: Final = 2
"""Replies asked for: one, and one more where the first cannot be read."""
FENCE: Final = "=====8<====="


@dataclass(frozen=True)
class Extracted:
    """What came of it."""

    read: ReadCase
    """The case with the facts of both readers."""
    returned: int
    dropped: int
    """Facts that are not proved by their words."""
    agreed: int
    """Facts of the offline reader that the model states as well."""
    added: int
    """Facts that only the model found."""
    differing: int


@dataclass
class _Piece:
    """A part of a document, and what the model said of it."""

    document: Document
    text: str
    facts: tuple[WireFact, ...] = ()
    malformed: int = 0
    failure: str = ""
    call: int = 0
    """Number of the call in the log that told these facts."""
    verdicts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For the log: what is wrong with each fact, by its place in the reply."""
    held: list[Problem] = field(default_factory=list)


def notice(chosen: Destination) -> str:
    """What leaves the program, and where to; empty where nothing does."""
    if not chosen.host:
        return ""
    where = f"{chosen.host} (on this machine)" if chosen.local else chosen.host
    return f"the documents of the record are sent whole to {where} for the model {chosen.name}."


def extract(
    done: ReadCase,
    pack: Pack,
    chosen: Destination,
    settings: Settings,
    *,
    model: ChatModel | None = None,
    told: Callable[[str], None] = lambda step: None,
) -> Extracted:
    """The case with what a model finds beside the offline reader.

    Whatever the endpoint does, the offline reading stays whole; what failed is told. `model`: used in place of the configured one.
    """
    reader, prompts = reader_of(pack), Prompts()
    pieces = [_Piece(d, text) for d in done.case.documents for text in _pieces(d.text)]
    conversations = [_opening(piece, prompts, pack) for piece in pieces]
    mask = masking(done.case, conversations) if masked(chosen, settings) else None

    keeper = keep_reading(settings, chosen, done.case)

    async def all_() -> None:
        caller = Caller(
            model or open_model(chosen, settings, schema()),
            limits_of(settings, chosen),
            pace=pace_of(settings, chosen),
            redaction=mask,
            keeper=keeper,
            key=partial(key_of, chosen, settings),
        )
        try:
            await asyncio.gather(*(_ask(p, c, caller, told) for p, c in zip(pieces, conversations, strict=True)))
        finally:
            await caller.model.close()

    try:
        run(all_)
        facts, problems = _proved(pieces, reader)
        if keeper is not None:
            for piece in pieces:
                keeper.judge(piece.call, piece.verdicts)
    finally:
        if keeper is not None:
            keeper.log.close()
    combined = combine(done.case, facts, pack)
    problems += _differences(combined)
    case = done.case.model_copy(update={"findings": tuple(combined.findings), "treatments": tuple(combined.treatments)})
    refused = {f.path[:2] for f in flaws(case, pack) if f.severity == "refusal"}
    case = case.model_copy(
        update={
            name: tuple(fact for n, fact in enumerate(getattr(case, name)) if (name, n) not in refused)
            for name in ("findings", "treatments")
        }
    )
    found = flaws(case, pack)
    before = {p.message for p in done.problems}
    problems += [Problem(f.message, remedy=f.remedy, warning=True) for f in found if f.message not in before]
    differing = [(one, other) for one, other, _ in combined.differing]
    texts = {d.id: d.text for d in case.documents}
    spans = {f.id: _span(f, texts[f.document]) for f in facts}
    return Extracted(
        replace(
            done,
            case=case,
            problems=(*done.problems, *problems),
            spans={**done.spans, **spans},
            clashes=tuple(dict.fromkeys([*(f.facts for f in found if f.facts is not None), *differing])),
        ),
        returned=sum(len(p.facts) + p.malformed for p in pieces),
        dropped=sum(len(p.facts) + p.malformed for p in pieces) - len(facts),
        agreed=len(combined.agreed),
        added=len(combined.added),
        differing=len(combined.differing),
    )


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of bounded length, cut between paragraphs where it can be."""
    begin = 0
    while len(text) - begin > PIECE:
        window = text[begin : begin + PIECE]
        cut = window.rfind("\n\n") + 1 or window.rfind("\n") + 1 or PIECE
        yield text[begin : begin + cut]
        begin += cut
    if text[begin:].strip():
        yield text[begin:]


def _opening(piece: _Piece, prompts: Prompts, pack: Pack) -> tuple[Message, ...]:
    d = piece.document
    material = {"kind": d.kind, "title": d.title, "date": str(d.date), "text": piece.text}
    asked = f"{FENCE}\n{as_json(material)}\n{FENCE}\n"
    return Message("system", prompts.render("extract", fence=FENCE, words=_words(pack))), Message("user", asked)


def _words(pack: Pack) -> str:
    """The vocabulary, one kind a line."""
    words = pack.vocabulary
    rows = []
    for kind in words.kinds:
        row: dict[str, Any] = {"finding": kind.id, "is": kind.label}
        if kind.scale != NOT_STATED:
            row["grades"] = pack.scale(kind.scale).grades
        if kind.unit != NOT_STATED:
            row["unit"] = kind.unit
        if kind.structures != NOT_STATED:
            row["of"] = [s.id for s in pack.anatomy.structures.get(kind.structures, ())]
        rows.append(json.dumps(row, ensure_ascii=False))
    rows += [json.dumps({"treatment": t.id, "is": t.label}, ensure_ascii=False) for t in words.treatments]
    return "\n".join([*rows, json.dumps({"regions": list(words.regions)})])


async def _ask(piece: _Piece, conversation: tuple[Message, ...], caller: Caller, told: Callable[[str], None]) -> None:
    for turn in range(ROUNDS):
        try:
            reply = await caller.call(conversation, about=f"{piece.document.id} {turn + 1}")
        except CallFailed as error:
            piece.failure = error.message
            return
        try:
            piece.facts, piece.malformed = read(reply.text)
            piece.failure, piece.call = "", reply.call
            break
        except Malformed as error:
            caller.reject(reply)
            piece.failure = f"its reply cannot be read: {error}".rstrip(".")
            again = f"Your reply cannot be read: {error} Reply with one JSON object as described, and nothing else."
            conversation = (*conversation, Message("assistant", reply.text), Message("user", again))
    told(f"read by the model: {piece.document.title}")


def _proved(pieces: Sequence[_Piece], reader: Reader) -> tuple[list[Finding | Treatment], list[Problem]]:
    """The facts that their words prove, each once; and what was dropped or failed."""
    prover = Prover(reader.lexicon)
    facts: list[Finding | Treatment] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for piece in pieces:
        if piece.failure:
            message = f"The model did not read {piece.document.id!r}: {piece.failure}."
            problems.append(Problem(message, remedy="Only the offline reader has read it.", warning=True))
        if piece.malformed:
            message = (
                f"{piece.malformed} facts of the model about {piece.document.id!r} had another form and were dropped."
            )
            problems.append(Problem(message, warning=True))
        for turn, fact in enumerate(piece.facts, start=1):
            piece.verdicts[f"fact-{turn:02d}"] = ()
            if reader.instructs(fact.quote):
                piece.verdicts[f"fact-{turn:02d}"] = ("instruction",)
                continue
            try:
                made = prover.finding_or_treatment(f"m{len(facts) + 1}", fact, piece.document)
            except Unproved as error:
                piece.verdicts[f"fact-{turn:02d}"] = ("unproved",)
                message = f"Dropped of the model's facts: {short(fact.kind)} “{short(fact.quote)}” ({piece.document.id}): {error}."
                problems.append(Problem(message, warning=True))
                continue
            made = _placed(made, piece.document, reader)
            key = made.model_copy(update={"id": "", "quote": ""}).model_dump_json()
            if key not in seen:
                seen.add(key)
                facts.append(made)
    return facts, problems


def _placed(fact: Finding | Treatment, document: Document, reader: Reader) -> Finding | Treatment:
    """The fact with the region of its document, where it names no place and has one."""
    if fact.region != NOT_STATED or (
        isinstance(fact, Finding) and (fact.levels or reader.lexicon.reading_of(fact.kind).person)
    ):
        return fact
    return fact.model_copy(update={"region": reader.region_of(document)})


def _differences(combined: Combined) -> Iterator[Problem]:
    stated: list[Finding | Treatment] = [*combined.findings, *combined.treatments]
    facts = {f.id: f for f in stated}
    for one, other, about in combined.differing:
        yield Problem(
            f"The two readers differ about {facts[one].kind} ({about}): offline {one!r} “{short(facts[one].quote)}”, model "
            f"{other!r} “{short(facts[other].quote)}” ({facts[one].document}).",
            remedy="Both are kept; take out the one that is wrong.",
            warning=True,
        )


def _span(fact: Finding | Treatment, text: str) -> Span:
    found = re.search(r"\s+".join(re.escape(word) for word in fact.quote.split()), text)
    return Span(fact.document, found.start(), found.end()) if found else Span(fact.document, 0, 0)
