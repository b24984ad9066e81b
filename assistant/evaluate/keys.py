"""Reading keys, and whether a key speaks of the case it is for."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError, Problem, Where
from ..model.base import NOT_STATED
from ..model.case import Case
from ..pack.levels import LevelError, Levels
from ..pack.pack import Pack
from ..pack.yamlio import load, read_bytes
from .key import Key
from .matching import LEVEL
from .unfounded import asked_for, with_claims

SUFFIX = ".yaml"


def load_key(path: Path) -> Key:
    """The key in a file. Raises InputError with everything that is wrong."""
    return load(Key, read_bytes(path, fault=InputError), path, fault=InputError)


def key_of(folder: Path | None, case: Case, pack: Pack) -> Key | None:
    """The key of a case: the file named after it, with the unfounded claims of the folder; None where there is none.

    Raises InputError where it does not fit, or asks for an unfounded claim.
    """
    path = None if folder is None else folder / f"{case.id}{SUFFIX}"
    if path is None or not path.is_file():
        return None
    key = with_claims(load_key(path), path.parent, pack.name)
    if problems := [*_misfits(key, case, pack, path), *asked_for(key, path)]:
        if len(problems) == 1:
            raise InputError(problems[0].message, where=problems[0].where, remedy=problems[0].remedy)
        raise InputError("the key does not fit its case.", where=Where(path), problems=problems)
    return key


def _misfits(key: Key, case: Case, pack: Pack, path: Path) -> Iterator[Problem]:
    where = Where(path)
    if key.case != case.id:
        yield Problem(f"the key names the case {key.case!r}.", where, f"Write 'case: {case.id}', or rename the file.")
    lines = {line.id: line for line in case.request.lines}
    for id, expected in key.outcomes.lines.items():
        at = Where(path, field=f"outcomes.lines.{id}")
        if id not in lines:
            yield Problem(f"the case has no line {id!r}.", at, f"Its lines: {', '.join(lines)}.")
            continue
        if expected.code != lines[id].code:
            yield Problem(f"line {id!r} of the case has the code {lines[id].code}, not {expected.code}.", at)
        asked = {level for text in lines[id].levels for level in pack.levels_asked(lines[id].code, text)}
        if strange := [level for level in expected.levels if level not in asked]:
            named = ", ".join(sorted(asked)) or "none"
            yield Problem(f"line {id!r} does not ask for {strange[0]}.", at, f"Its levels: {named}.")
    if missing := [id for id in lines if id not in key.outcomes.lines]:
        yield Problem(f"the key does not say what becomes of line {missing[0]!r}.", where, "Every line has an outcome.")
    stages = {line.stage for line in case.request.lines if line.stage != NOT_STATED}
    if strange_stages := [stage for stage in key.outcomes.stages if stage not in stages]:
        yield Problem(f"the case has no stage {strange_stages[0]}.", where)


class LevelReader:
    """Canonical levels that a written level or range covers; nothing where the pack knows no such level."""

    def __init__(self, levels: Levels) -> None:
        self._levels = levels
        named = sorted((s.id for s in levels.anatomy.segments if not LEVEL.fullmatch(s.id)), key=len, reverse=True)
        in_words = "|".join(rf"\b{re.escape(name)}\b" for name in named)
        self.pattern = re.compile(f"{LEVEL.pattern}|(?i:{in_words})") if named else LEVEL
        """Levels and ranges in a text, also where the pack calls them by names."""

    def __call__(self, text: str) -> frozenset[str]:
        try:
            return frozenset(self._levels.parse(text))
        except LevelError:
            return frozenset()
