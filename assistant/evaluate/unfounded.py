"""Claims that no document may make, whatever its case: a file beside the keys. No key may ask for one either."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..errors import InputError, Problem, Where
from ..model.base import Model
from ..pack.yamlio import load, read_bytes
from .key import Forbidden, Key, Told
from .matching import met_by, read

FILE = "_unfounded.yaml"
"""Its name in a folder of keys. The line in front keeps it apart from the keys, which are called like cases."""


class Unfounded(Model):
    """Claims about the field of one pack that no source holds, or that the sources contradict."""

    pack: str
    """Pack to whose cases they belong."""
    claims: tuple[Forbidden, ...]
    """In our own words, each with what the sources say instead."""


def with_claims(key: Key, folder: Path, pack: str) -> Key:
    """A key that forbids the claims of its folder as well. Of two with one id the key's own counts."""
    path = folder / FILE
    if not path.is_file():
        return key
    listed = _listed(path, path.stat().st_mtime_ns)
    own = {item.id for item in key.forbidden}
    more = tuple(c for c in listed.claims if c.id not in own) if listed.pack == pack else ()
    return key.model_copy(update={"forbidden": (*key.forbidden, *more)})


@lru_cache(maxsize=8)
def _listed(path: Path, changed: int) -> Unfounded:
    """The file, read once as long as it stays the same. Raises InputError."""
    return load(Unfounded, read_bytes(path, fault=InputError), path, fault=InputError)


def asked_for(key: Key, path: Path) -> Iterator[Problem]:
    """Points, figures and steps of a key that could only be told, or might be told, by what it forbids."""
    for name in ("points", "figures", "steps"):
        for wanted in getattr(key, name):
            for claim in key.forbidden:
                if any(met_by(read(words), claim.groups, claim.unless) for words in _ways(wanted)):
                    yield Problem(
                        f"the key asks for what it forbids: {wanted.id!r} is told in the words of {claim.id!r}.",
                        Where(path, field=f"{name}.{wanted.id}"),
                        f"{claim.why} Ask for what the sources say.",
                    )
                    break


def _ways(wanted: Told) -> Iterator[str]:
    """Words that would tell it: the example, and each phrase in plain words by itself."""
    yield wanted.example
    yield from (phrase for group in wanted.groups for phrase in group if phrase[:1] not in ("/", "@"))
