"""Files: written whole or not at all; what they hold, as one number."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from errno import EISDIR
from pathlib import Path

from .errors import StoreError, Where


def write(contents: Mapping[Path, str | bytes]) -> None:
    """Writes files, all whole or none: older files stay until every new one is on the disk. Raises StoreError."""
    ready: dict[Path, str] = {}
    path = Path()
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "a folder of this name is in the way")
            handle, ready[path] = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=path.suffix)
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
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


def digest(files: Iterable[Path]) -> str:
    """SHA-256 over names and contents."""
    found = hashlib.sha256()
    for path in files:
        if path.is_file():
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
