"""The local log: each run and call, with what was sent, what came back and what the guard said of it; replies by content, so
that the same is not asked twice; and a run read again without a network. It is the one place, beside the documents, in
which text of a record is kept.
"""

import hashlib
import json
import os
import sqlite3
import time
import uuid
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .. import __version__
from ..errors import StoreError, Where
from ..model.document import WriterReport
from .models import CallFailed, Destination, Message, Reply
from .wire import schema

if TYPE_CHECKING:
    from ..model.answer import Answer
    from ..model.document import Determination
    from ..settings import Settings

FORM: Final = 1
"""Number of the tables' layout."""
DAY: Final = 86_400
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS runs (
  id TEXT PRIMARY KEY, started REAL NOT NULL, version TEXT NOT NULL, destination TEXT NOT NULL, redacted INTEGER NOT NULL,
  prompts TEXT NOT NULL, "case" TEXT NOT NULL, options TEXT NOT NULL, report TEXT, digest TEXT);
CREATE TABLE IF NOT EXISTS calls (
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE, at REAL NOT NULL, about TEXT NOT NULL,
  key TEXT NOT NULL, request TEXT NOT NULL, reply TEXT, fault TEXT, said TEXT, usable INTEGER NOT NULL,
  cached INTEGER NOT NULL, tries INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL, reply_tokens INTEGER NOT NULL, cost REAL,
  seconds REAL NOT NULL);
CREATE INDEX IF NOT EXISTS calls_key ON calls (key);
CREATE INDEX IF NOT EXISTS calls_run ON calls (run);
CREATE TABLE IF NOT EXISTS verdicts (
  call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE, statement TEXT NOT NULL, passed INTEGER NOT NULL,
  codes TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS verdicts_call ON verdicts (call);
"""


@dataclass(frozen=True, slots=True)
class Call:
    """What came of one call, all its tries together."""

    about: str
    """The section and the round."""
    key: str
    request: tuple[Message, ...]
    """As sent: what was redacted is not in it."""
    reply: Reply | None
    failed: CallFailed | None
    tries: int
    prompt_tokens: int
    reply_tokens: int
    cost: float | None
    seconds: float


def key_of(chosen: Destination, settings: "Settings", messages: Iterable[Message]) -> str:
    """What identifies a call: the model, its parameters, the form of a reply, and all that is said."""
    parts: list[Any] = [chosen.model, chosen.host, settings.writer_temperature, settings.writer_reply_tokens]
    parts += [settings.writer_form, schema(), [[m.role, m.text] for m in messages]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def log_file(settings: "Settings") -> Path | None:
    """The file of the log; None where it is off."""
    if settings.writer_log == "off":
        return None
    if isinstance(settings.writer_log, Path):
        return settings.writer_log
    from platformdirs import user_data_path

    return user_data_path("determination-assistant", appauthor=False) / "writer-log.sqlite"


class Log:
    """The log, opened. Other processes may have it open as well."""

    def __init__(self, file: Path) -> None:
        """Makes the file where there is none, readable by its owner alone. Raises StoreError."""
        self.file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
            self.db = sqlite3.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
                self.db.execute(f"PRAGMA {pragma}")
            form = self.db.execute("PRAGMA user_version").fetchone()[0]
            if form not in (0, FORM):
                raise StoreError(
                    "the writer's log is of another version of this program.",
                    where=Where(file),
                    remedy="Move it away, or name another file in writer_log.",
                )
            self.db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version={FORM}; COMMIT;")
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"the writer's log cannot be opened: {getattr(error, 'strerror', None) or error}.",
                where=Where(file),
                remedy='Name another file in writer_log, or switch the log off with writer_log = "off".',
            ) from None

    def forget(self, days: float) -> int:
        """Deletes runs older than so many days, with all their text; how many went."""
        gone = self.db.execute("DELETE FROM runs WHERE started < ?", (time.time() - days * DAY,)).rowcount
        if gone:
            with suppress(sqlite3.Error):  # where another process is writing, the next run does it
                self.db.execute("VACUUM")
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def run(self, id: str) -> sqlite3.Row:
        """One run. Raises StoreError."""
        cursor = self.db.execute("SELECT * FROM runs WHERE id = ?", (id,))
        cursor.row_factory = sqlite3.Row
        found: sqlite3.Row | None = cursor.fetchone()
        if found is None:
            raise StoreError(
                f"the log holds no run {id!r}.", where=Where(self.file), remedy="It may be older than writer_log_days."
            )
        return found

    def size(self) -> tuple[int, int, float | None]:
        """Runs, calls, and when the oldest began."""
        runs, oldest = self.db.execute("SELECT count(*), min(started) FROM runs").fetchone()
        return runs, self.db.execute("SELECT count(*) FROM calls").fetchone()[0], oldest

    def close(self) -> None:
        """Ends the connection."""
        self.db.close()


class Book:
    """One run in the log while it is being written."""

    def __init__(self, log: Log, run: str, *, reuse: bool) -> None:
        self.log, self.run, self.reuse = log, run, reuse
        self.broken = False
        """Whether the log could not be written to; the document is made all the same."""

    def find(self, key: str) -> Reply | None:
        """A usable reply to the same call, of any run."""
        if not self.reuse:
            return None
        try:
            row = self.log.db.execute(
                "SELECT reply FROM calls WHERE key = ? AND usable = 1 ORDER BY id DESC LIMIT 1", (key,)
            ).fetchone()
        except sqlite3.Error:
            return None
        return None if row is None else Reply(row[0], cached=True)

    def note(self, call: Call) -> int:
        """Writes a call down; its number."""
        reply, failed = call.reply, call.failed
        values = (
            *(self.run, time.time(), call.about, call.key),
            json.dumps([[m.role, m.text] for m in call.request], ensure_ascii=False),
            *(reply and reply.text, failed and failed.fault, failed and failed.message),
            *(reply is not None, reply is not None and reply.cached, call.tries),
            *(call.prompt_tokens, call.reply_tokens, call.cost, call.seconds),
        )
        marks = ", ".join("?" * len(values))
        return self._do(f"INSERT INTO calls VALUES (NULL, {marks})", values)

    def judge(self, call: int, verdicts: Mapping[str, tuple[str, ...]]) -> None:
        """What the guard said of the statements of a call: the codes of violations, none where one passed."""
        for statement, codes in verdicts.items():
            values = (call, statement, not codes, " ".join(codes))
            self._do("INSERT INTO verdicts VALUES (?, ?, ?, ?)", values)

    def reject(self, call: int) -> None:
        """The reply could not be read: it is not used again."""
        self._do("UPDATE calls SET usable = 0 WHERE id = ?", (call,))

    def end(self, report: WriterReport) -> None:
        """What the run took."""
        self._do("UPDATE runs SET report = ? WHERE id = ?", (report.model_dump_json(), self.run))

    def seal(self, made: "Determination | Answer") -> None:
        """What came of it, as a digest."""
        self._do("UPDATE runs SET digest = ? WHERE id = ?", (digest_of(made), self.run))
        self.log.close()

    def _do(self, words: str, values: tuple[Any, ...]) -> int:
        if self.broken:
            return 0
        try:
            return self.log.db.execute(words, values).lastrowid or 0
        except sqlite3.Error:
            self.broken = True
            return 0


@dataclass
class Replay:
    """A run read again: what came of each call then comes of it now."""

    run: str
    report: WriterReport
    calls: dict[str, list[Reply | CallFailed]]
    broken: bool = field(default=False, init=False)

    def find(self, key: str) -> Reply | None:
        """What came of a call. Raises CallFailed as it failed then, StoreError where the log has no such call."""
        known = self.calls.get(key)
        if not known:
            raise StoreError(
                f"the run {self.run} cannot be drafted again: what would be asked now is not what was asked then.",
                remedy="The program, its prompts, the policies or the search index have changed since.",
            )
        found = known.pop(0) if len(known) > 1 else known[0]
        if isinstance(found, CallFailed):
            raise found
        return found

    def note(self, call: Call) -> int:
        """Nothing: it is written down already."""
        return 0

    def judge(self, call: int, verdicts: Mapping[str, tuple[str, ...]]) -> None:
        """Nothing."""

    def reject(self, call: int) -> None:
        """Nothing."""

    def end(self, report: WriterReport) -> None:
        """Nothing."""

    def seal(self, made: "Determination | Answer") -> None:
        """Nothing."""


def begin(
    settings: "Settings",
    chosen: Destination,
    case: str,
    options: str,
    *,
    redacted: bool,
    prompts: Mapping[str, str],
) -> Book | None:
    """Opens the log for one run, and forgets what is too old; None where the log is off. A mock is logged only where a file is
    named. Raises StoreError.
    """
    file = log_file(settings)
    if file is None or (chosen.provider == "mock" and settings.writer_log == "user_data"):
        return None
    log = Log(file)
    log.forget(settings.writer_log_days)
    run = uuid.uuid4().hex[:12]
    where = {name: getattr(chosen, name) for name in ("model", "provider", "name", "host", "local")}
    values = (run, time.time(), __version__, json.dumps(where), redacted, json.dumps(prompts), case, options)
    log.db.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)", values)
    return Book(log, run, reuse=settings.writer_cache)


def replay_of(log: Log, run: sqlite3.Row) -> Replay:
    """A run, ready to be read again. Raises StoreError where it did not come to its end."""
    if run["report"] is None or run["digest"] is None:
        raise StoreError(f"the run {run['id']} was broken off before its document was done.", where=Where(log.file))
    calls: dict[str, list[Reply | CallFailed]] = {}
    rows = log.db.execute("SELECT key, reply, fault, said FROM calls WHERE run = ? ORDER BY id", (run["id"],))
    for key, reply, fault, said in rows:
        calls.setdefault(key, []).append(Reply(reply) if fault is None else CallFailed(fault, said))
    return Replay(run["id"], WriterReport.model_validate_json(run["report"]), calls)


def digest_of(made: "Determination | Answer") -> str:
    """What tells two determinations, or answers, apart to the last letter."""
    return hashlib.sha256(made.model_dump_json().encode()).hexdigest()


def summary(settings: "Settings") -> str:
    """Where the log is and how much it holds, in one line; nothing is made."""
    file = log_file(settings)
    if file is None:
        return "off; nothing that a model was asked or replied is kept"
    kept = f"kept {settings.writer_log_days} days; it holds text of records"
    if not file.exists():
        return f"{file}, nothing in it yet, {kept}"
    with closing(Log(file)) as log:
        runs, calls, oldest = log.size()
    since = "" if oldest is None else f", since {time.strftime('%Y-%m-%d', time.localtime(oldest))}"
    return f"{file}, {runs} runs, {calls} calls, {file.stat().st_size / 1e6:.1f} MB{since}, {kept}"
