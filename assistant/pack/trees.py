"""Files of a corpus as JSON, kept between runs. Parsing YAML takes most of a cold start, and the files rarely change.

The cache is keyed by the content of the files, so it is never out of date; where it cannot be written, the files are
parsed each time.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .yamlio import front_matter, parse, read_bytes

FORM: Final = 1
"""Number of the form of the cached trees; another number makes older ones unused."""
KEPT_DAYS: Final = 30
"""Days after which the tree of a version that is no longer used is thrown away."""


class Trees:
    """The trees of some files, read in one go."""

    def __init__(self, name: str, files: Sequence[Path]) -> None:
        """`name` names the part in the cache folder. Raises CorpusError for a file that cannot be read or parsed."""
        self.files = tuple(files)
        self.contents = tuple(read_bytes(file) for file in files)
        self.json = self._cached(name)
        """JSON text of each file."""

    def _cached(self, name: str) -> tuple[str, ...]:
        digest = hashlib.sha256(f"{FORM}".encode())
        for file, content in zip(self.files, self.contents, strict=True):
            digest.update(f"\0{file.name}\0{len(content)}\0".encode() + content)
        folder = cache_folder()
        path = None if folder is None else folder / f"{name}-{digest.hexdigest()[:32]}.json"
        if path is not None and (kept := _read(path, len(self.files))) is not None:
            return kept
        trees = tuple(json.dumps(_tree(f, c)) for f, c in zip(self.files, self.contents, strict=True))
        if path is not None:
            _write(path, "\n".join(trees), name)
        return trees


def cache_folder() -> Path | None:
    """Where trees are kept; None where the system names no folder."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("determination-assistant", appauthor=False) / "trees"
    except (OSError, RuntimeError):
        return None


def yaml_of(file: Path, content: bytes) -> bytes:
    """The YAML of a file: the whole of it, or the front matter of a Markdown file."""
    return front_matter(content, file)[0] if file.suffix == ".md" else content


def _tree(file: Path, content: bytes) -> object:
    if file.suffix != ".md":
        return parse(content, file)
    front, body = front_matter(content, file)
    tree = parse(front, file)
    return {**tree, "summary": body} if isinstance(tree, dict) else tree


def _read(path: Path, count: int) -> tuple[str, ...] | None:
    """The kept trees, one a line; None where there are none, or they are not as they were written."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    whole = len(lines) == count + 1 and lines[-1] == _seal("\n".join(lines[:-1]))
    return tuple(lines[:-1]) if whole else None


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(path: Path, text: str, name: str) -> None:
    """Keep the trees, whole or not at all; a folder that cannot be written is no error."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{text}\n{_seal(text)}")
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise
        _drop_old(path, name)


def _drop_old(kept: Path, name: str) -> None:
    limit = time.time() - KEPT_DAYS * 86_400
    for other in kept.parent.glob(f"{name}-*.json"):
        if other != kept and other.stat().st_mtime < limit:
            other.unlink()
