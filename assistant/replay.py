"""Runs of the log made again without a model: a document, or the answer to a question."""

from dataclasses import dataclass

from .answer import Conversation, Teller
from .api import Drafted, compose_case, draft_whole, opened_for
from .errors import StoreError
from .model.answer import Answer
from .model.base import NOT_STATED
from .settings import Settings, load_settings
from .writer import again_of


@dataclass(frozen=True)
class Replayed:
    """A run of the log, drafted again without a model."""

    drafted: Drafted
    identical: bool
    """Whether it is the determination of then, to the last letter."""


def replay(run: str, settings: Settings | None = None) -> Replayed:
    """Drafts a run again from what the log kept of it. No model is asked, and no endpoint is needed.

    Raises what `draft` raises, and:
        StoreError: the log does not hold the run, or what would be asked now is not what was asked then.
    """
    used = settings or load_settings()
    again = again_of(used, run)
    kept = again.options
    if kept.task != "draft":
        raise StoreError(f"the run {run!r} answered a question.", remedy="Ask for it with replay_answer.")
    used = again.settings(used)
    drafted = draft_whole(
        again.case,
        again=again,
        policy_set=kept.policy_set,
        disposition=kept.disposition,
        as_of=kept.as_of,
        audience=kept.audience,
        search=kept.search,
        settings=used,
    )
    return Replayed(drafted, again.is_of(drafted.determination))


@dataclass(frozen=True)
class ReplayedAnswer:
    """A question of the log, answered again without a model."""

    answer: Answer
    identical: bool
    """Whether it is the answer of then, to the last letter."""


def replay_answer(run: str, settings: Settings | None = None) -> ReplayedAnswer:
    """Answers a question again from what the log kept of it. No model is asked, and no endpoint is needed.

    Raises what `draft` raises, and:
        StoreError: the log does not hold the run, or what would be asked now is not what was asked then.
    """
    used = settings or load_settings()
    again = again_of(used, run)
    kept = again.options
    if kept.question == NOT_STATED:
        raise StoreError(f"the run {run!r} drafted a document.", remedy="Ask for it with replay.")
    used = again.settings(used)
    composed = compose_case(
        again.case,
        policy_set=kept.policy_set,
        disposition=kept.disposition,
        as_of=kept.as_of,
        audience=kept.audience,
        search=kept.search,
        settings=used,
    )
    opened = opened_for(composed, used, search=kept.search)
    talk = Conversation(opened, list(kept.history), Teller(again.chosen, used, replay=again.replay))
    answer = talk.ask(kept.question)
    return ReplayedAnswer(answer, again.is_of(answer))
