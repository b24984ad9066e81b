"""What was read from files of a corpus, kept between runs: parsing and checking them takes most of a cold start, and they rarely change.

What is kept is named by the content of the files and of the modules that read and hold it, so it is never out of date.
Where it cannot be written, or is not as it was written, the files are read each time.
"""

import contextlib
import hashlib
import io
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import VERSION

from ..files import digest
from ..model.base import Model, fill
from .yamlio import load, read_bytes

T = TypeVar("T")
M = TypeVar("M", bound=Model)

KEPT_DAYS: Final = 30
"""Days after which what belongs to a version that is no longer used is thrown away."""
_SEAL: Final = hashlib.sha256().digest_size


def load_kept(type_: type[M], path: Path) -> M:
    """The model that a corpus file holds. Raises CorpusError."""
    content = read_bytes(path)
    name, home = f"{path.parent.name}-{path.stem}", sys.modules[type_.__module__].__file__
    return kept(name, (path,), (content,), lambda: (load(type_, content, path),), home)[0]


def kept(
    name: str,
    files: Sequence[Path],
    contents: Sequence[bytes],
    read: Callable[[], tuple[T, ...]],
    home: str | None = None,
) -> tuple[T, ...]:
    """What `read` makes of files: models, and tuples and mappings of them.

    `name` names the part in the cache folder. `home`: a module beside which the models stand, where they are no part of `model`.
    """
    folder = cache_folder()
    if folder is None:
        return read()
    found = hashlib.sha256(_modules(home or __file__).encode())
    for file, content in zip(files, contents, strict=True):
        found.update(f"\0{file.name}\0{len(content)}\0".encode() + content)
    path = folder / f"{name}-{found.hexdigest()[:32]}"
    values: tuple[T, ...] | None = _load(path)
    if values is None:
        values = read()
        _save(path, values, name)
    return values


def cache_folder() -> Path | None:
    """Where values are kept; None where the system names no folder."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("determination-assistant", appauthor=False) / "pack"
    except (OSError, RuntimeError):
        return None


@cache
def _modules(home: str) -> str:
    """What the form of the values rests on, as one number: the models, how they are read, and pydantic."""
    here = Path(__file__).parent
    folders = {here, here.with_name("model"), Path(home).parent}
    return f"{VERSION} {digest(source for folder in sorted(folders) for source in sorted(folder.glob('*.py')))}"


class _Writer(pickle.Pickler):
    """Pickles models as their values in the order of their fields."""

    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, Model):
            return NotImplemented
        fields = tuple(getattr(value, name) for name in type(value).__pydantic_fields__)
        return _model, (type(value), value.model_fields_set, *fields)


class _Reader(pickle.Unpickler):
    """Makes models and days and nothing else, whatever stands in the file."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in ((__name__, _model.__name__), (date.__module__, date.__name__)):
            return super().find_class(module, name)
        if module.startswith(f"{Model.__module__.partition('.')[0]}."):
            found = super().find_class(module, name)
            if isinstance(found, type) and issubclass(found, Model):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no model")


def _model(model: type[Model], given: set[str], *values: object) -> Model:
    """A model of values that were checked before they were kept."""
    made = model.__new__(model)
    fill(made, dict(zip(model.__pydantic_fields__, values, strict=True)), given)
    return made


def _load(path: Path) -> Any:
    """What is kept; None where there is nothing, or it is not as it was written."""
    try:
        data = path.read_bytes()
        if hashlib.sha256(data[_SEAL:]).digest() != data[:_SEAL]:
            return None
        return _Reader(io.BytesIO(data[_SEAL:])).load()
    except (OSError, pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, ImportError, IndexError):
        return None


def _save(path: Path, values: object, name: str) -> None:
    """Keep values, whole or not at all; a folder that cannot be written is no error."""
    buffer = io.BytesIO()
    _Writer(buffer, 5).dump(values)
    data = buffer.getvalue()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise
        _drop_old(path, name)


def _drop_old(new: Path, name: str) -> None:
    limit = time.time() - KEPT_DAYS * 86_400
    for other in new.parent.glob(f"{name}-*"):
        if other != new and other.stat().st_mtime < limit:
            other.unlink()
