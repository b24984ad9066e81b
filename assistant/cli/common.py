"""What several commands share: settings, options, faults told on the error stream, files written whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Problem, SettingsError, StoreError, Where

if TYPE_CHECKING:
    from ..settings import Settings

FAULTS = 3
"""Exit code of a command that did its work on a case in which something has to be corrected."""


def settings() -> "Settings":
    """The settings in force. Raises SettingsError, which names what is wrong."""
    import tomllib

    from pydantic import ValidationError

    from ..settings import FILE, Settings

    try:
        return Settings()
    except ValidationError as error:
        problems = [Problem(f"{'.'.join(map(str, e['loc']))}: {e['msg']}") for e in error.errors()]
        raise SettingsError(
            "a setting is wrong.", remedy=f"Look at {FILE} and at the variables ASSISTANT_...", problems=problems
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"this is not valid TOML: {error}.", where=Where(FILE)) from None


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


def write(path: Path, text: str) -> None:
    """Writes a file whole or not at all. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=path.suffix)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        path.chmod(0o644)
    except OSError as error:
        raise StoreError(
            f"this cannot be written: {error.strerror or error}.",
            where=Where(path),
            remedy="Choose another folder with --out, or change its permissions.",
        ) from None
