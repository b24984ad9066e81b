"""A run written to the log, and read again."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import SecretStr

from ..draft import Context
from ..errors import StoreError
from ..model.base import Model
from ..model.case import Case
from ..model.document import Determination
from ..settings import Settings
from .log import Book, Log, Replay, begin, digest_of, log_file, replay_of
from .models import Destination
from .prompts import own_prompts
from .writer import masked


class Options(Model):
    """How a case was decided and told, and what of the settings a document depends on."""

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

    def is_of(self, determination: Determination) -> bool:
        """Whether this is what the run came to, to the last letter."""
        return digest_of(determination) == self.digest


def keep(settings: Settings, chosen: Destination, context: Context, search: bool) -> Book | None:
    """Begins a run in the log; None where none is kept. Raises StoreError."""
    outcome = context.outcome
    options = Options(
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


def again_of(settings: Settings, run: str) -> Again:
    """A run of the log. Raises StoreError: there is no log, or it does not hold the whole run."""
    file = log_file(settings)
    if file is None or not file.exists():
        why = "is off" if file is None else f"{file} does not exist"
        raise StoreError(f"the run {run!r} cannot be drafted again: the log {why}.", remedy="See writer_log.")
    with closing(Log(file)) as log:
        row = log.run(run)
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
