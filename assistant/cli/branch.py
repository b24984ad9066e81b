"""A tree of texts in the terminal. It looks like that of rich, which lays every label out several times over."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text
from rich.tree import Tree

Label = tuple[tuple[str, str], ...]
"""Pieces of text, each with its style."""
_SPACE, _CONTINUE, _FORK, _END = range(4)
"""Guides, as rich orders them."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A text with what hangs on it."""

    label: Label
    parts: list["Branch"] = field(default_factory=list)

    def add(self, *label: tuple[str, str]) -> "Branch":
        """A further part."""
        part = Branch(label)
        self.parts.append(part)
        return part

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        guides = Tree.ASCII_GUIDES if options.ascii_only else Tree.TREE_GUIDES[0]
        for first, others, label in self._rows(guides, "", ""):
            width = options.max_width - len(first)
            if cell_len("".join(text for text, _ in label)) <= width:
                yield Segment(first)
                for text, style in label:
                    yield Segment(text, console.get_style(style))
                yield Segment.line()
                continue
            guide = first
            for line in Text.assemble(*label).wrap(console, width):
                yield Segment(guide)
                yield from line.render(console, "\n")
                guide = others

    def _rows(self, guides: tuple[str, str, str, str], first: str, others: str) -> Iterator[tuple[str, str, Label]]:
        """Each label with what stands before its first line and before the others."""
        yield first, others, self.label
        for part in self.parts:
            last = part is self.parts[-1]
            fork, down = (guides[_END], guides[_SPACE]) if last else (guides[_FORK], guides[_CONTINUE])
            yield from part._rows(guides, others + fork, others + down)
