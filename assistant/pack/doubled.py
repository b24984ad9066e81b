"""Entries that stand twice in one list of a data file."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from .report import Loc, Report
from .yamlio import compose, read_bytes


def lint_doubled(file: Path, report: Report) -> None:
    """Warns of each entry that its list has before: it adds nothing, and stays behind when the first is changed."""
    for loc, word in _doubled(compose(read_bytes(file), file), ()):
        report.add(file, loc, f"'{word}' stands twice in this list.", "Remove one of the two.", warning=True)


def _doubled(node: yaml.Node, here: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _doubled(value, (*here, key.value))
    elif isinstance(node, yaml.SequenceNode):
        seen: set[str] = set()
        for n, entry in enumerate(node.value):
            if not isinstance(entry, yaml.ScalarNode):
                yield from _doubled(entry, (*here, n))
            elif entry.value in seen:
                yield (*here, n), entry.value
            else:
                seen.add(entry.value)
