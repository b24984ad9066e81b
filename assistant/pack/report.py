"""What a linter has found, with the line of each place."""

import contextlib
import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from ..errors import AssistantError, Problem, Where
from .explain import locate
from .yamlio import compose, read_bytes, yaml_of

Loc = tuple[int | str, ...]
"""Way to a place in a file: keys and positions, for instance `("criteria", 0, "grounds")`."""


class Report:
    """Collects problems. Files are parsed again for line numbers only where something is wrong in them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._nodes: dict[Path, yaml.Node | None] = {}

    def add(self, file: Path, loc: Loc, message: str, remedy: str | None = None, *, warning: bool = False) -> None:
        """One problem at a place of a file."""
        self.problems.append(Problem(message, Where(file, self._line(file, loc)), remedy, warning))

    def unknown(self, file: Path, loc: Loc, what: str, name: str, known: Iterable[str]) -> None:
        """A name that refers to nothing."""
        names = list(known)
        # Long names share much by chance.
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.75 if len(name) > 12 else 0.6)
        few = f"Known: {', '.join(sorted(names))}." if len(names) <= 20 else None
        self.add(file, loc, f"there is no {what} '{name}'.", f"Did you mean '{close[0]}'?" if close else few)

    def refer(self, file: Path, loc: Loc, what: str, names: Iterable[str], known: Iterable[str]) -> None:
        """Each of several names has to be known; `loc` is the list that holds them."""
        table = known if isinstance(known, set | frozenset | dict) else set(known)
        for i, name in enumerate(names):
            if name not in table:
                self.unknown(file, (*loc, i), what, name, table)

    def facts(self, file: Path, loc: Loc, refs: Iterable[str], known: Mapping[str, object]) -> None:
        """Each reference to a fact has to lead to one; `loc` is the list that holds them."""
        for i, ref in enumerate(refs):
            if ref in known:
                continue
            source, _, fact = ref.partition("#")
            own = [name for name in known if name.startswith(f"{source}#")]
            if own:
                ids = ", ".join(name.partition("#")[2] for name in own)
                self.add(file, (*loc, i), f"the source '{source}' has no fact '{fact}'.", f"It has {ids}.")
            else:
                self.unknown(file, (*loc, i), "source", source, {name.partition("#")[0] for name in known})

    def once(self, file: Path, loc: Loc, what: str, ids: Iterable[str]) -> None:
        """Ids of a list, none of which may stand twice."""
        seen: set[str] = set()
        for i, id in enumerate(ids):
            if id in seen:
                self.add(file, (*loc, i), f"the {what} '{id}' is defined twice.", "Rename or remove one of the two.")
            seen.add(id)

    def errors(self) -> list[Problem]:
        """The problems that are not mere warnings."""
        return [p for p in self.problems if not p.warning]

    def _line(self, file: Path, loc: Loc) -> int | None:
        if file not in self._nodes:
            self._nodes[file] = None
            with contextlib.suppress(AssistantError):
                self._nodes[file] = compose(yaml_of(file, read_bytes(file)), file)
        node = self._nodes[file]
        return None if node is None else locate(node, loc)
