"""A case file to a checked case. Nothing is guessed: what is wrong is told with file, line and remedy, all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, Problem, Where
from ..model.case import Case
from ..pack import load_pack
from ..pack.explain import locate
from ..pack.pack import Pack
from ..pack.yamlio import compose, load, read_bytes
from .consistency import Flaw, flaws

LARGEST = 64_000_000
"""Bytes of a case file that is still read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case with its pack and with faults that do not keep it from being decided."""

    case: Case
    pack: Pack
    faults: tuple[Problem, ...]


def load_case(path: Path, layers: Sequence[Path] = (), *, largest: int = LARGEST) -> Loaded:
    """The case of a YAML or JSON file.

    Raises InputError with everything that is wrong: form, unknown words, levels that do not exist, quotes that are not in the record.
    """
    data = read_bytes(path, limit=largest, fault=InputError)
    case = load(Case, data, path, fault=InputError)
    pack = load_pack(case.pack, layers)
    found = flaws(case, pack)
    if not found:
        return Loaded(case, pack, ())
    root = compose(data, path, fault=InputError)

    def problem(flaw: Flaw) -> Problem:
        return Problem(flaw.message, Where(path, locate(root, flaw.path), _field(flaw)), flaw.remedy)

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
            raise InputError(flaw.message, where=Where(f"case {case.id}", None, _field(flaw)), remedy=flaw.remedy)


def _field(flaw: Flaw) -> str:
    parts = [f"[{p}]" if isinstance(p, int) else f".{p}" for p in flaw.path]
    return "".join(parts).lstrip(".")
