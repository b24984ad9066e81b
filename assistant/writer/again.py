"""A run written to the log, and read again."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pydantic import SecretStr

from ..draft import Context
from ..errors import StoreError
from ..model.answer import Answer
from ..model.base import NOT_STATED, Model, NotStated
from ..model.case import Case
from ..model.document import Determination
from ..settings import Settings
from .log import Book, Log, Replay, begin, digest_of, log_file, replay_of
from .models import Destination
from .prompts import own_prompts
from .writer import masked

READING: Final = "extract"
"""Task of a run in which a record was read."""


class Options(Model):
    """How a case was decided and told, and what of the settings a document depends on."""

    task: Literal["draft", "answer"] = "draft"
    question: str | NotStated = NOT_STATED
    """Of an answer: what was asked."""
    history: tuple[Answer, ...] = ()
    """Of an answer: those before it that it could lean on."""
    policy_set: str
    disposition: str
    as_of: date
    audience: str
    search: bool
    review_status: Literal["Draft", "Under Review", "Approved"]
    temperature: float | Literal["model_default"]
    reply_tokens: int
    form: Literal["auto", "schema", "tools", "json", "plain"]


@dataclass(frozen=True)
class Again:
    """A run, ready to be drafted again."""

    case: Case
    options: Options
    chosen: Destination
    redacted: bool
    replay: Replay
    digest: str

    def settings(self, used: Settings) -> Settings:
        """The settings in force, with those of then where the document depends on them."""
        kept = self.options
        return used.model_copy(
            update={
                "review_status": kept.review_status,
                "writer_temperature": kept.temperature,
                "writer_reply_tokens": kept.reply_tokens,
                "writer_form": kept.form,
                "writer_redact": self.redacted,
                "writer_money": "no_limit",
            }
        )

    def is_of(self, made: Determination | Answer) -> bool:
        """Whether this is what the run came to, to the last letter."""
        return digest_of(made) == self.digest


def keep(
    settings: Settings,
    chosen: Destination,
    context: Context,
    search: bool,
    question: str | NotStated = NOT_STATED,
    history: Sequence[Answer] = (),
) -> Book | None:
    """Begins a run in the log, of a document or of the answer to a question; None where none is kept. Raises StoreError."""
    outcome = context.outcome
    options = Options(
        task="draft" if question == NOT_STATED else "answer",
        question=question,
        history=tuple(history),
        policy_set=outcome.policy_set,
        disposition=outcome.disposition,
        as_of=date.fromisoformat(outcome.as_of),
        audience=context.audience,
        search=search,
        review_status=settings.review_status,
        temperature=settings.writer_temperature,
        reply_tokens=settings.writer_reply_tokens,
        form=settings.writer_form,
    )
    case = context.case.model_dump_json()
    redacted = masked(chosen, settings)
    return begin(settings, chosen, case, options.model_dump_json(), redacted=redacted, prompts=own_prompts().versions)


def keep_reading(settings: Settings, chosen: Destination, case: Case) -> Book | None:
    """Begins a run of a model that reads a record; None where none is kept. Raises StoreError."""
    redacted = masked(chosen, settings)
    options = json.dumps({"task": READING})
    return begin(settings, chosen, case.model_dump_json(), options, redacted=redacted, prompts=own_prompts().versions)


def again_of(settings: Settings, run: str) -> Again:
    """A run of the log. Raises StoreError: there is no log, or it does not hold the whole run."""
    file = log_file(settings)
    if file is None or not file.exists():
        why = "is off" if file is None else f"{file} does not exist"
        raise StoreError(f"the run {run!r} cannot be drafted again: the log {why}.", remedy="See writer_log.")
    with closing(Log(file)) as log:
        row = log.run(run)
        if json.loads(row["options"]).get("task") == READING:
            raise StoreError(
                f"in the run {run!r} a model read a record; no document or answer came of it that could be drafted again.",
                remedy="Its calls stand in the log, with what was proved of each reply.",
            )
        where = Where.model_validate_json(row["destination"])
        chosen = Destination(where.model, where.provider, where.name, "", SecretStr(""), where.host, where.local)
        case, options = Case.model_validate_json(row["case"]), Options.model_validate_json(row["options"])
        return Again(case, options, chosen, bool(row["redacted"]), replay_of(log, row), row["digest"])


class Where(Model):
    """Where a run went."""

    model: str
    provider: str
    name: str
    host: str
    local: bool
