"""OpenAI's batch interface: all calls of many documents handed in together, fetched when they are done, at a lower price.

Documents are drafted in passes. In each, replies that are there are used and requests whose reply is not are collected; then
these are handed in and waited for. A document that asked for nothing new is done: drafted by the same writer, under the
same guard, repairs and all. A request is known by its content, so after a crash the same passes find the same replies: what
has to be remembered is only which batches were handed in.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..errors import SettingsError, StoreError, Where
from ..model.base import Model
from .endpoint import form_options, token_options
from .models import CallFailed, Destination, Heard, Message, Reply
from .wire import schema

if TYPE_CHECKING:
    from openai import OpenAI

    from ..settings import Settings

PATH: Final = "/v1/chat/completions"
MOST: Final = 40_000
"""Requests of one batch; OpenAI takes 50 000."""
LARGEST: Final = 150_000_000
"""Bytes of one batch; OpenAI takes 200 000 000."""
FIRST_WAIT: Final = 5.0
LONGEST_WAIT: Final = 120.0
"""Seconds between two looks at a batch; doubled with each."""
PASSES: Final = 8
"""Passes at most: replies, two repairs, and what failed and was handed in again."""
_DONE: Final = ("completed", "failed", "expired", "cancelled")
Result = TypeVar("Result")
Job = TypeVar("Job")


class Handed(Model):
    """One batch that was handed in."""

    file: str
    """The file of its requests at the endpoint."""
    batch: str = ""
    """Empty while it is being created."""


class State(Model):
    """What a later run has to know. No text of a record is in it."""

    model: str
    host: str
    handed: tuple[Handed, ...] = ()


@dataclass
class Collecting:
    """A chat model that knows the replies of earlier batches, and notes what else it is asked."""

    chosen: Destination
    settings: "Settings"
    known: dict[str, Reply | CallFailed] = field(default_factory=dict)
    wanted: dict[str, dict[str, Any]] = field(default_factory=dict)
    missed: int = 0
    """Calls whose reply was not there."""

    async def complete(self, messages: tuple[Message, ...], heard: Heard | None = None) -> Reply:
        """The reply, where it is there. Raises CallFailed where it failed, or is not there yet."""
        body = self.body(messages)
        key = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:40]
        found = self.known.get(key)
        if isinstance(found, Reply):
            return found
        if found is None:
            self.wanted[key] = body
            self.missed += 1
        raise found or CallFailed("waiting", "the batch with this request was not done")

    def body(self, messages: tuple[Message, ...]) -> dict[str, Any]:
        """The request, as the endpoint would get it."""
        form = "schema" if self.settings.writer_form == "auto" else self.settings.writer_form
        body: dict[str, Any] = {
            "model": self.chosen.name,
            "messages": [{"role": m.role, "content": m.text} for m in messages],
            **form_options(form, schema()),
            **token_options(self.chosen, self.settings.writer_reply_tokens),
        }
        if self.settings.writer_temperature != "model_default":
            body["temperature"] = self.settings.writer_temperature
        return body

    async def close(self) -> None:
        """Nothing to end."""


class Batches:
    """The batches of one folder of documents."""

    def __init__(
        self,
        chosen: Destination,
        settings: "Settings",
        state: Path,
        *,
        sleep: Callable[[float], None] = time.sleep,
        told: Callable[[str], None] = lambda step: None,
        retries: int = 4,
    ) -> None:
        """`state`: file that says which batches were handed in; it outlives a crash. `retries`: of each request of the client.

        Raises SettingsError, StoreError.
        """
        if chosen.provider != "openai":
            raise SettingsError(f"the model {chosen.model} has no batches.", remedy="Batches need openai:NAME.")
        self.model = Collecting(chosen, settings)
        self.file, self.sleep, self.told, self.retries = state, sleep, told, retries
        self.state = self._read(State(model=chosen.model, host=chosen.host))
        self._chosen = chosen

    def drafting(self, used: "Settings") -> "Settings":
        """The settings to draft with: a batch has a day, and a pass asks nobody."""
        update = {"writer_timeout": 60, "writer_deadline": 3_600, "writer_retries": 0, "writer_rate": "no_limit"}
        return used.model_copy(update={**update, "writer_cache": False})

    def run(
        self, jobs: Iterable[Job], draft: Callable[[Job, Collecting, bool], Result]
    ) -> Iterator[tuple[Job, Result]]:
        """Each job with what came of it, as it is done; all in the end, by the composer where the endpoint failed for good.

        `draft(job, model, last)`: drafts a document with this model. While `last` is False its result is thrown away, and
        no log is wanted.

        Raises:
            StoreError: the state cannot be written; the endpoint cannot be reached. Run again later: nothing is lost.
        """
        left = list(jobs)
        self._fetch()
        for number in range(PASSES):
            waiting = []
            for job in left:
                before = self.model.missed
                draft(job, self.model, False)
                if self.model.missed == before:
                    yield job, draft(job, self.model, True)
                else:
                    waiting.append(job)
            if not waiting:
                break
            left = waiting
            if number + 1 < PASSES:
                self._hand_in()
                self._fetch()
        else:
            for job in left:
                yield job, draft(job, self.model, True)
        self._forget()

    # --- handing in and fetching ----------------------------------------------------------------------------------

    def _hand_in(self) -> None:
        """The requests collected, in batches, each remembered before it is created."""
        wanted, self.model.wanted = self.model.wanted, {}
        self.told(f"handing in {len(wanted)} requests")
        for lines in _portions(wanted):
            with _reached(self._chosen):
                file = self._client.files.create(file=("requests.jsonl", lines), purpose="batch")
            self._remember((*self.state.handed, Handed(file=file.id)))
            self._create(len(self.state.handed) - 1)

    def _create(self, at: int) -> None:
        with _reached(self._chosen):
            made = self._client.batches.create(
                input_file_id=self.state.handed[at].file, endpoint=PATH, completion_window="24h"
            )
        handed = list(self.state.handed)
        handed[at] = handed[at].model_copy(update={"batch": made.id})
        self._remember(tuple(handed))

    def _fetch(self) -> None:
        """Waits until every batch is done, and reads the replies."""
        for at in range(len(self.state.handed)):
            handed = self.state.handed[at]
            if not handed.batch:
                self._adopt(at)
                handed = self.state.handed[at]
            wait = FIRST_WAIT
            while True:
                with _reached(self._chosen):
                    batch = self._client.batches.retrieve(handed.batch)
                if batch.status in _DONE:
                    break
                done = f" {batch.request_counts.completed}/{batch.request_counts.total}" if batch.request_counts else ""
                self.told(f"{handed.batch} is {batch.status}{done}")
                self.sleep(wait)
                wait = min(LONGEST_WAIT, 2 * wait)
            for file in filter(None, (batch.output_file_id, batch.error_file_id)):
                with _reached(self._chosen):
                    self._take(self._client.files.content(file).text)

    def _adopt(self, at: int) -> None:
        """A batch that may have been created just before a crash; it is created now where it was not."""
        with _reached(self._chosen):
            found = next(
                (b for b in self._client.batches.list(limit=100) if b.input_file_id == self.state.handed[at].file), None
            )
        if found is None:
            self._create(at)
        else:
            handed = list(self.state.handed)
            handed[at] = handed[at].model_copy(update={"batch": found.id})
            self._remember(tuple(handed))

    def _take(self, lines: str) -> None:
        for line in lines.splitlines():
            try:
                row = json.loads(line)
                key, response = row["custom_id"], row.get("response") or {}
                self.model.known[key] = read_reply(int(response.get("status_code") or 0), response.get("body"))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # a line that is no row: its request is asked again
        for key in [k for k, found in self.model.known.items() if isinstance(found, CallFailed) and found.retryable]:
            del self.model.known[key]

    def _forget(self) -> None:
        """All documents are done: the files at the endpoint, which hold what was sent and returned, go."""
        import openai

        for handed in self.state.handed:
            try:
                batch = self._client.batches.retrieve(handed.batch)
                for file in filter(None, (handed.file, batch.output_file_id, batch.error_file_id)):
                    self._client.files.delete(file)
            except openai.OpenAIError:
                self.told(f"the files of {handed.batch} could not be deleted at the endpoint")
        self.file.unlink(missing_ok=True)

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI

        key = self._chosen.key.get_secret_value()
        return OpenAI(base_url=self._chosen.base_url, api_key=key, timeout=120, max_retries=self.retries)

    # --- what is remembered ---------------------------------------------------------------------------------------

    def _read(self, fresh: State) -> State:
        if not self.file.exists():
            return fresh
        try:
            known = State.model_validate_json(self.file.read_bytes())
        except (OSError, ValueError):
            raise StoreError("the list of batches cannot be read.", where=Where(self.file)) from None
        if (known.model, known.host) != (fresh.model, fresh.host):
            raise StoreError(
                f"batches of {known.model} at {known.host} are under way here.",
                where=Where(self.file),
                remedy="Finish them with that model, or delete this file to give them up.",
            )
        return known

    def _remember(self, handed: tuple[Handed, ...]) -> None:
        self.state = self.state.model_copy(update={"handed": handed})
        unfinished = self.file.with_suffix(".writing")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(self.state.model_dump_json(indent=2) + "\n", "utf-8")
            os.replace(unfinished, self.file)
        except OSError as error:
            raise StoreError(f"this cannot be written: {error.strerror or error}.", where=Where(self.file)) from None


def read_reply(status: int, body: Any) -> Reply | CallFailed:
    """What a row of a batch says. A failure that may pass is retryable: it is handed in again."""
    if status != 200 or not isinstance(body, dict):
        passing = status in (0, 408, 409, 429) or status >= 500
        return CallFailed("server" if passing else "rejected", f"the endpoint failed ({status})", retryable=passing)
    usage = body.get("usage") or {}
    tokens = (int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0))
    try:
        choice = body["choices"][0]
        message = choice["message"]
    except (KeyError, IndexError, TypeError):
        return CallFailed("garbage", "the endpoint sent what is no reply")
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        return CallFailed("refusal", "the model refused to write this", tokens=tokens)
    if choice.get("finish_reason") == "length":
        return CallFailed("cut", "the reply was cut at its largest length", tokens=tokens)
    called = message.get("tool_calls") or []
    text = called[0]["function"]["arguments"] if called else message.get("content") or ""
    return Reply(text, *tokens) if text.strip() else CallFailed("empty", "the reply was empty", tokens=tokens)


def _portions(wanted: dict[str, dict[str, Any]]) -> Iterator[bytes]:
    """The requests as files that the endpoint takes."""
    lines: list[bytes] = []
    size = 0
    for key, body in wanted.items():
        row = {"custom_id": key, "method": "POST", "url": PATH, "body": body}
        line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
        if lines and (len(lines) >= MOST or size + len(line) > LARGEST):
            yield b"".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield b"".join(lines)


@contextmanager
def _reached(chosen: Destination) -> Iterator[None]:
    """Errors of the client told as those of this program."""
    import openai

    try:
        yield
    except openai.OpenAIError as error:
        status = getattr(error, "status_code", None)
        why = f"refused the request ({status})" if status else "cannot be reached"
        raise StoreError(
            f"the batch endpoint of {chosen.host} {why}.",
            remedy="Run the same command again: batches that were handed in are not lost.",
        ) from None
