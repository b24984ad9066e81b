"""What several commands share: options, faults told on the error stream, files written whole or not at all."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Problem, StoreError, Where

if TYPE_CHECKING:
    from rich.console import Console

    from ..model.document import Determination
    from ..pack.pack import Pack
    from ..settings import Settings
    from ..writer.models import Destination

REFUSED = 8
"""Exit code of `assistant guard` on a document in which something is wrong."""
FAULTS = 3
"""Exit code of a command that did its work on a case in which something has to be corrected."""


def knowledge() -> tuple["Settings", "Pack"]:
    """The settings and the pack they name, for commands that read no case. Raises SettingsError or CorpusError."""
    from ..pack import load_pack
    from ..settings import load_settings

    settings = load_settings()
    return settings, load_pack(settings.pack, settings.layers)


def day(text: str | None) -> date | None:
    """A date option. Raises InputError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"'{text}' is not a date.", remedy="Write it as 2026-11-21.") from None


def tell(faults: Iterable[Problem]) -> int:
    """Faults on the error stream; the exit code they call for."""
    count = 0
    for fault in faults:
        print(f"assistant: {fault}", file=sys.stderr)
        count += 1
    return FAULTS if count else 0


def read_determination(path: Path, used: "Settings") -> "Determination | None":
    """The determination in a file; None where the file holds something else. Raises InputError for one that is damaged."""
    from pydantic import ValidationError

    from ..errors import InputError, Where
    from ..model.document import Determination
    from ..pack.yamlio import read_bytes

    if path.suffix.lower() != ".json":
        return None
    data = read_bytes(path, limit=used.largest_case, fault=InputError)
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None  # the loader of cases says where it is wrong
    if not isinstance(content, dict) or not {"outcome", "header"} <= content.keys():
        return None
    try:
        return Determination.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InputError(
            f"this is no whole determination: {first['msg']}.",
            where=Where(path, field=".".join(map(str, first["loc"]))),
            remedy="Draft it again with `assistant draft --format json`, or give the case itself.",
        ) from None


def say(chosen: "Destination | None") -> None:
    """What is about to leave the machine, and where to, on the error stream; nothing where nothing does."""
    from ..writer.models import plain_http, traced

    if chosen is None or not chosen.host:
        return
    print(f"assistant: {chosen.notice}", file=sys.stderr)
    if names := traced():
        print(f"assistant: {', '.join(names)} ask for tracing; it stays off.", file=sys.stderr)
    tell(filter(None, [plain_http(chosen)]))


def write(texts: Mapping[Path, str]) -> None:
    """Writes files, all whole or none: older files stay until every new one is on the disk. Raises StoreError."""
    ready: dict[Path, str] = {}
    path = Path()
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "a folder of this name is in the way")
            handle, ready[path] = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=path.suffix)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(ready[path], 0o644)
        for path, name in ready.items():
            os.replace(name, path)
    except OSError as error:
        raise StoreError(
            f"this cannot be written: {error.strerror or error}.",
            where=Where(path),
            remedy="Choose another folder with --out, or change its permissions.",
        ) from None
    finally:
        for name in ready.values():
            Path(name).unlink(missing_ok=True)


def console(*, errors: bool = False) -> "Console":
    """A terminal that prints what it is given: brackets in a text are no instructions to it."""
    from rich.console import Console

    return Console(stderr=errors, markup=False, emoji=False, highlight=False)
