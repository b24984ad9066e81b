"""A case file to a checked case. Nothing is guessed: all that is wrong is told, with file, line and remedy."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yaml.reader import Reader

from ..errors import CorpusError, InputError, Problem, Where
from ..model.case import Case
from ..pack import load_pack
from ..pack.explain import locate
from ..pack.pack import Pack
from ..pack.yamlio import compose, decode, load, read_bytes
from .consistency import flaws
from .flaw import Flaw
from .flaw import Path as Way

LARGEST: Final = 16_000_000
"""Bytes of a case file that is still read, where no setting says otherwise."""
_UNPRINTABLE = Reader.NON_PRINTABLE
"""Characters that YAML does not allow (YAML 1.1, section 5.1)."""
_PAIR = re.compile(r"(?<!\\)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""A character beyond the first 65536 as JSON writes it, in two halves; YAML has another escape for it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case with its pack and with faults that do not keep it from being decided."""

    case: Case
    pack: Pack
    faults: tuple[Problem, ...]


def load_case(path: Path, layers: Sequence[Path] = (), *, largest: int = LARGEST) -> Loaded:
    """The case of a YAML or JSON file.

    Raises:
        InputError: all that is wrong: form, unknown words and levels, quotes that are not in the record.
        CorpusError: the pack of the case, or a layer, is wrong.
    """
    data = _read(path, largest)
    case = load(Case, data, path, fault=InputError)
    pack = _pack(case, layers, data, path)
    found = flaws(case, pack)
    if not found:
        return Loaded(case, pack, ())
    root = compose(data, path, fault=InputError)

    def problem(flaw: Flaw) -> Problem:
        return Problem(flaw.message, Where(path, locate(root, flaw.path), _field(flaw.path)), flaw.remedy)

    refusals = [problem(f) for f in found if f.severity == "refusal"]
    if len(refusals) == 1:
        raise InputError(refusals[0].message, where=refusals[0].where, remedy=refusals[0].remedy)
    if refusals:
        raise InputError(f"{len(refusals)} things are wrong.", where=Where(path), problems=refusals)
    return Loaded(case, pack, tuple(problem(f) for f in found))


def check_case(case: Case, pack: Pack) -> None:
    """The same checks for a case made in Python. Raises InputError for the first refusal, with its field."""
    for flaw in flaws(case, pack):
        if flaw.severity == "refusal":
            raise InputError(flaw.message, where=Where(f"case {case.id}", None, _field(flaw.path)), remedy=flaw.remedy)


def _read(path: Path, largest: int) -> bytes:
    """The file, as YAML without characters that YAML does not know."""
    if path.is_file() and (size := path.stat().st_size) > largest:
        raise InputError(
            f"the file is too large: {size / 1e6:.1f} MB, and at most {largest / 1e6:.1f} MB are read.",
            where=Where(path),
            remedy="Leave out what is not part of the record, or set ASSISTANT_LARGEST_CASE (bytes) higher.",
        )
    data = read_bytes(path, limit=largest, fault=InputError)
    text = decode(data, path, fault=InputError)
    if odd := _UNPRINTABLE.search(text):
        raise InputError(
            f"there is an unprintable character (U+{ord(odd[0]):04X}).",
            where=Where(path, text.count("\n", 0, odd.start()) + 1),
            remedy="Take it out; text copied from a PDF often holds some.",
        )
    return _yaml_of_json(text, path) if path.suffix.lower() == ".json" else data


def _yaml_of_json(text: str, path: Path) -> bytes:
    """JSON as YAML, line by line the same: only the escapes of rare characters differ."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}.",
            where=Where(path, error.lineno),
            remedy="Check commas, quotes and brackets here and in the line above.",
        ) from None
    except RecursionError:
        raise InputError("it is nested too deeply.", where=Where(path)) from None
    return _PAIR.sub(_joined, text).encode()


def _joined(pair: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in pair.groups())
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _pack(case: Case, layers: Sequence[Path], data: bytes, path: Path) -> Pack:
    """The pack that the case names. That there is none is the case's fault, not the corpus's."""
    try:
        return load_pack(case.pack, layers)
    except CorpusError as error:
        if error.where is not None:
            raise
        line = locate(compose(data, path, fault=InputError), ("pack",))
        raise InputError(error.message, where=Where(path, line, "pack"), remedy=error.remedy) from None


def _field(way: Way) -> str:
    parts = [f"[{p}]" if isinstance(p, int) else f".{p}" for p in way]
    return "".join(parts).lstrip(".")
