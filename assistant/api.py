"""The program as a library: load a case, check it, draft its determination."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, Unpack
from weakref import WeakKeyDictionary

from .check import Others
from .check import check as run_checker
from .check.facts import CaseFacts
from .check.sets import joined, sets_of
from .check.timeline import timeline_of
from .draft import Context, compose, fallbacks
from .errors import InputError
from .guard import Ground, assemble, guard, harmless, judge, judge_text
from .guard.coverage import statements_of
from .model.answer import Answer
from .model.base import NOT_STATED
from .model.case import Case
from .model.document import Determination, Draft, Header, Statement
from .model.evidence import Evidence
from .model.judgement import Judgement
from .model.letter import Letter
from .model.outcome import Outcome
from .pack import load_pack
from .pack.named import set_of
from .pack.pack import Pack
from .settings import Settings, load_settings

if TYPE_CHECKING:
    from .answer import Conversation, Opened
    from .guard.second import SecondOpinion
    from .retrieve import Index
    from .writer import Again, ChatModel, Recast, Shown

READERS: Final = {"physician": "physician reviewers", "clinician": "treating clinicians", "patient": "the patient"}
"""How the audience is named in the header."""


class ComposeOptions(TypedDict, total=False):
    """How a case is decided and told."""

    policy_set: str | None
    """The pack's by default."""
    disposition: str | None
    """The pack's by default."""
    as_of: date | None
    """Day whose policy versions decide; the date of the request by default."""
    audience: str | None
    """One of `READERS`; that of the settings by default."""
    settings: Settings | None
    pack: Pack | None
    """With it the case is taken as already checked against it, as `load_case` does."""
    search: bool
    """False leaves the index out; what criteria and policies rest on is still cited."""
    ranking: str
    """How the index ranks, for measurements: `hybrid` by default, `vector` or `bm25` alone."""


@dataclass(frozen=True)
class Drafted:
    """A determination with everything it came from."""

    determination: Determination
    draft: Draft
    evidence: Evidence
    ground: Ground


@dataclass(frozen=True)
class Composed:
    """The composer's draft before the guard, and what every drafter works from."""

    draft: Draft
    context: Context
    ground: Ground


def check(
    case: Case,
    *,
    policy_set: str | None = None,
    disposition: str | None = None,
    as_of: date | None = None,
    settings: Settings | None = None,
    pack: Pack | None = None,
) -> Outcome:
    """What the rules say of a case, under a policy set, on a day.

    Defaults: the pack's policy set and disposition, the date of the request. With `pack` the case is taken as already
    checked against it, as `load_case` does.

    Raises:
        InputError: facts that are not in the record, unknown words, an unknown policy set or disposition.
        CorpusError: the pack is wrong.
        SettingsError: a setting is wrong.
    """
    used = settings or load_settings()
    knowledge = pack or _pack(case, used)
    return run_checker(
        case,
        knowledge,
        policy_set=policy_set or set_of(case, _chosen(used.policy_set), knowledge),
        disposition=disposition or _chosen(used.disposition),
        as_of=as_of,
    )


def draft(case: Case, *, model: str | None = None, **options: Unpack[ComposeOptions]) -> Determination:
    """A guarded determination.

    `model`: who drafts, in place of the setting of that name; `composer` for none.

    Raises what `check` raises, and:
        InputError: an unknown audience.
        IndexMissing, IndexStale: the search index has to be built first.
    """
    return draft_whole(case, model=model, **options).determination


def draft_whole(
    case: Case,
    told: Callable[[str], None] = lambda step: None,
    *,
    model: str | None = None,
    shown: "Shown | None" = None,
    again: "Again | None" = None,
    chat: "ChatModel | None" = None,
    recast: "Recast | None" = None,
    **options: Unpack[ComposeOptions],
) -> Drafted:
    """As `draft`, with the draft before the guard, the evidence and the ground. `told` hears of each step; `shown` is given
    the title of a section and a statement of the model as it passes, before the document as a whole is made.
    `again`: a run of the log, to be read in place of asking the model. `chat`: asked in place of the model's own endpoint.
    `recast`: what becomes of the brief of each section before a model is told it, for measurements.
    """
    from .writer import as_it_is, credited, destination, keep, write

    used = options.get("settings") or load_settings()
    chosen = again.chosen if again is not None else destination(used, model)
    options["settings"] = used
    with _turn(used):
        composed = compose_case(case, told, **options)
    drafted, context, ground = composed.draft, composed.context, composed.ground
    written = None
    if chosen is not None:
        told("writing")
        keeper = again.replay if again is not None else keep(used, chosen, context, options.get("search", True))
        written = write(
            *(drafted, context, ground, chosen, used),
            model=chat,
            told=told,
            shown=shown,
            keeper=keeper,
            recast=recast or as_it_is,
        )
        drafted = written.draft
    told("guarding")
    guarded = guard(drafted, ground, fallback=fallbacks(context), second=_second(used))
    header = _header(drafted, context, used)
    disclaimer = context.pack.narrative.disclaimer
    determination = assemble(guarded, header, ground, drafted.related_questions, disclaimer)
    determination = determination.model_copy(update={"timeline": timeline_of(case, context.pack)})
    if written is not None:
        determination = credited(determination, written)
        if keeper is not None:
            keeper.seal(determination)
    return Drafted(determination, drafted, context.evidence, ground)


def compose_case(
    case: Case, told: Callable[[str], None] = lambda step: None, **options: Unpack[ComposeOptions]
) -> Composed:
    """The composer's draft before the guard, and what every drafter works from. Raises what `draft` raises."""
    from .retrieve import retrieve

    used = options.get("settings") or load_settings()
    knowledge = options.get("pack") or _pack(case, used)
    reader = options.get("audience") or used.audience
    if reader not in READERS:
        raise InputError(f"unknown audience {reader!r}.", remedy=f"Possible: {', '.join(READERS)}.")
    told("checking the criteria")
    facts = CaseFacts(case, knowledge, knowledge.levels)
    outcome = run_checker(
        case,
        knowledge,
        policy_set=options.get("policy_set") or set_of(case, _chosen(used.policy_set), knowledge),
        disposition=options.get("disposition") or _chosen(used.disposition),
        as_of=options.get("as_of"),
        facts=facts,
    )
    sets = sets_of(outcome, knowledge)
    told("finding the evidence")
    index = _index(knowledge, used) if options.get("search", True) else None
    signs = reader != "patient"  # whoever signs has to know what was not weighed
    evidence = retrieve(
        *(case, outcome, knowledge, sets[0], index, options.get("ranking", "hybrid")),
        quotable=lambda words: signs and harmless(words),
    )
    told("drafting")
    others = Others(case, knowledge, outcome, facts)
    context = Context(case, outcome, evidence, knowledge, sets, reader, others)
    ground = Ground(case, outcome, evidence, knowledge, joined(sets))
    ground.others = others
    return Composed(compose(context), context, ground)


def reopen(determination: Determination, **options: Unpack[ComposeOptions]) -> Composed:
    """What a determination was drafted from, computed again: for questions, letters and another look by the guard.

    Raises what `draft` raises, and:
        InputError: the policies now decide the case otherwise than the determination says.
    """
    header = determination.header
    options["policy_set"], options["disposition"] = header.policy_set, header.disposition
    options["as_of"] = date.fromisoformat(determination.outcome.as_of)
    options.setdefault("audience", next(name for name, words in READERS.items() if words == header.audience))
    composed = compose_case(determination.case, **options)
    if composed.ground.outcome != determination.outcome:
        raise InputError(
            f"the policies decide the case {determination.case.id!r} otherwise than this determination says.",
            remedy="They have changed since it was drafted: draft it again.",
        )
    return composed


def guard_determination(determination: Determination, **options: Unpack[ComposeOptions]) -> Judgement:
    """A determination under the guard once more: what it says against its own case, record, policies and sources.

    Raises what `reopen` raises.
    """
    used = options["settings"] = options.get("settings") or load_settings()
    return judge(determination, reopen(determination, **options).ground, _second(used))


def guard_text(text: str, case: Case, **options: Unpack[ComposeOptions]) -> Judgement:
    """A text that another system wrote about a case (Markdown, with numbered citations and its own lists of them).

    Each sentence is taken for a statement; what it owes and rests on is inferred from its words.

    Raises what `draft` raises.
    """
    options["search"] = False
    used = options["settings"] = options.get("settings") or load_settings()
    composed = compose_case(case, **options)
    return judge_text(text, composed.ground, _second(used), _own_words(composed))


def _own_words(composed: Composed) -> Iterator[Statement]:
    """What the composer writes of a case, for every reader: told again in a text, it keeps the basis that it has."""
    known = composed.context
    for reader in READERS:
        draft = compose(
            Context(known.case, known.outcome, known.evidence, known.pack, known.sets, reader, known.others)
        )
        yield from statements_of(draft.lead, draft.sections)


def converse(
    determination: Determination, *, model: str | None = None, **options: Unpack[ComposeOptions]
) -> "Conversation":
    """A conversation about a determination: its `ask` answers one question after another, each with those before it in mind.

    `model`: who tells the answers, in place of the setting of that name; `composer` for none.

    Raises what `reopen` raises.
    """
    from .answer import Conversation, Teller
    from .writer import destination

    used = options["settings"] = options.get("settings") or load_settings()
    composed = reopen(determination, **options)
    chosen = destination(used, model)
    teller = None if chosen is None else Teller(chosen, used)
    return Conversation(opened_for(composed, used, search=options.get("search", True)), teller=teller)


def letter(determination: Determination, kind: str, **options: Unpack[ComposeOptions]) -> Letter:
    """A letter of a kind (`corpus/letters.yaml`) from a determination, not signed and not sent.

    Raises what `reopen` raises, and:
        InputError: no such kind, one that does not fit, or a statement that is not proved any more.
    """
    from .letter import write_letter

    composed = reopen(determination, **options)
    return write_letter(determination, kind, composed.context, composed.ground)


def ask(
    determination: Determination,
    question: str,
    *,
    history: Sequence[Answer] = (),
    model: str | None = None,
    **options: Unpack[ComposeOptions],
) -> Answer:
    """A guarded answer to a question about a determination, which it never moves.

    `history`: earlier answers, the last of which the question may lean on. For many questions `converse` is quicker.

    Raises what `reopen` raises.
    """
    conversation = converse(determination, model=model, **options)
    conversation.answers.extend(history)
    return conversation.ask(question)


def _second(settings: Settings) -> "SecondOpinion | None":
    """The second opinion of the settings. Raises SettingsError."""
    if settings.second_opinion == "none":
        return None
    from .opinion import opinion_of

    return opinion_of(settings)


def _header(drafted: Draft, context: Context, settings: Settings) -> Header:
    """What stands above the document."""
    case, outcome = context.case, context.outcome
    return Header(
        case=case.id,
        question=" ".join(case.question.split()),
        title=case.title if case.title != NOT_STATED else drafted.title,
        date=outcome.as_of,
        review_status=settings.review_status,
        audience=READERS[context.audience],
        policy_set=outcome.policy_set,
        policy_version=outcome.policy_version,
        disposition=outcome.disposition,
        drafted_by=drafted.drafted_by,
        verdict=outcome.overall,
        notice=context.pack.narrative.notice,
    )


_OPEN: "WeakKeyDictionary[Pack, dict[tuple[Path | None, str, str], Index]]" = WeakKeyDictionary()
"""Indexes that are open, by pack, folder and embedder: opening one costs more than a whole draft."""
_OPENING: Final = threading.Lock()


_TURN: Final = threading.Lock()


def _turn(used: Settings) -> AbstractContextManager[object]:
    """Held while a case is composed. Threads share one interpreter: side by side all of them would come late to their model,
    and the first of them would each read the corpus. Who waits for vectors of another machine may do so side by side.
    """
    return _TURN if used.embedder == "bundled" else nullcontext()


def _index(pack: Pack, used: Settings) -> "Index":
    from .retrieve import embedder_of, open_index

    key = (index_folder(used), used.embedder, used.embedder_url)
    with _OPENING:
        opened = _OPEN.setdefault(pack, {})
        if key not in opened:
            opened[key] = open_index(pack, index_folder(used), embedder_of(used))
        return opened[key]


def opened_for(composed: Composed, used: Settings, *, search: bool) -> "Opened":
    """A composed case, opened for questions. Persons are kept back from a search whose vectors another machine computes."""
    from .answer import Opened
    from .retrieve import RemoteEmbedder, embedder_of
    from .writer.models import is_local

    index = _index(composed.context.pack, used) if search else None
    asked = embedder_of(used) if used.writer_redact else None
    far = isinstance(asked, RemoteEmbedder) and not is_local(asked.url)
    return Opened(composed.context, composed.ground, index, far)


def index_folder(settings: Settings) -> Path | None:
    """The folder of the search index; None for the default one."""
    return settings.index if isinstance(settings.index, Path) else None


def _pack(case: Case, settings: Settings) -> Pack:
    from .intake import check_case

    pack = load_pack(case.pack, settings.layers)
    check_case(case, pack)
    return pack


def _chosen(value: str) -> str | None:
    return None if value == "pack_default" else value
